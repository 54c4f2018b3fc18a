//! G14: the application speaks to nobody.
//!
//! The whole way of the command line is gone in a network of its own that has no way out, and once
//! more under a watch on every socket.

use std::process::Command;

use crate::executable::{executable, text};
use crate::fault::{quick_folder, said, skip};

#[test]
fn g14_everything_passes_without_any_network() {
    let folder = quick_folder();
    let alone = Command::new("unshare").args(["-n", "true"]).output();
    if !alone.as_ref().is_ok_and(|output| output.status.success()) {
        skip("a network without a way out", &format!("{alone:?}"));
        return;
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command.arg("-n").arg(executable()).args(arguments);
        command.env_remove("DISPLAY").output().unwrap()
    };
    let out = folder.path().join("essai");
    let output = run(&["demo", "--out", text(&out)]);
    assert!(output.status.success(), "{}", said(&output));
    let dossier = out.join("dossier.pdf");
    let output = run(&["verify", text(&dossier)]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
}

#[test]
fn g14_no_socket_is_asked_for() {
    let there = Command::new("strace").arg("--version").output();
    if !there.is_ok_and(|output| output.status.success()) {
        skip("a look at every socket", "strace is not installed");
        return;
    }
    let folder = quick_folder();
    let log = folder.path().join("calls");
    let output = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=socket,connect,sendto",
            "-o",
            text(&log),
        ])
        .arg(executable())
        .args(["demo", "--out", text(&folder.path().join("essai"))])
        .env_remove("DISPLAY")
        .output()
        .unwrap();
    if !log.exists() {
        skip("a look at every socket", &said(&output));
        return;
    }
    assert!(output.status.success(), "{}", said(&output));
    let calls = std::fs::read_to_string(&log).unwrap();
    let out = calls.lines().find(|line| line.contains("AF_INET"));
    assert_eq!(out, None, "a socket that reaches further than this machine");
}
