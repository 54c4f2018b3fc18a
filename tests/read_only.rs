//! G11: a workspace that cannot be written to where it is opens for reading, and is left alone.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use promises::worker::{WORKSPACE, demo_id, make_light_workspace};

use crate::executable::{executable, text};
use crate::fault::disk::Folder;
use crate::fault::{said, skip};

/// Runs the executable as a user without rights: the administrator may write anywhere.
fn as_nobody(arguments: &[&str]) -> Output {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(executable()).args(arguments);
    command.env_remove("DISPLAY").output().unwrap()
}

fn nobody_can_run(what: &str) -> bool {
    let there = Command::new("setpriv").arg("--version").output();
    if there.is_err() {
        skip(what, "setpriv is not there");
        return false;
    }
    let output = as_nobody(&["--version"]);
    if !output.status.success() {
        skip(what, &said(&output));
        return false;
    }
    true
}

fn permit(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Reading works, writing is refused in words, and nothing changes.
fn assert_only_read(folder: &Path, out: &Path) {
    let workspace = folder.join(WORKSPACE);
    let stood = Folder::read(folder).files;
    let id = demo_id().to_string();
    let checked = as_nobody(&["check", "--workspace", text(&workspace)]);
    assert!(checked.status.success(), "{}", said(&checked));
    let exported = out.join("export.json");
    let export = [
        "export",
        "--workspace",
        text(&workspace),
        "--assessment",
        &id,
        "--out",
    ];
    let output = as_nobody(&[&export[..], &[text(&exported)]].concat());
    assert!(output.status.success(), "{}", said(&output));
    let other = promises::worker::root().join("fixtures/demo/assessment.json");
    let evidence = promises::worker::root().join("fixtures/demo/evidence");
    let import = ["import", text(&other), "--evidence", text(&evidence)];
    let output = as_nobody(&[&import[..], &["--workspace", text(&workspace)]].concat());
    assert!(
        matches!(output.status.code(), Some(1 | 2)),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("lecture"), "{}", said(&output));
    assert!(Folder::read(folder).files == stood, "nothing was changed");
}

/// A folder in which nobody may write, and one beside it in which anyone may.
fn places() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    permit(place.path(), 0o755);
    for name in ["w", "out"] {
        std::fs::create_dir(place.path().join(name)).unwrap();
    }
    permit(&place.path().join("out"), 0o777);
    make_light_workspace(&place.path().join("w"), None);
    permit(&place.path().join("w").join(WORKSPACE), 0o644);
    place
}

#[test]
fn g11_a_folder_without_write_permission_is_read_and_left_alone() {
    if !nobody_can_run("a folder without write permission") {
        return;
    }
    let place = places();
    let folder = place.path().join("w");
    permit(&folder, 0o555);
    assert_only_read(&folder, &place.path().join("out"));
    permit(&folder, 0o755);
}

#[test]
fn g11_a_medium_mounted_for_reading_is_read_and_left_alone() {
    let what = "a medium mounted for reading";
    if !nobody_can_run(what) {
        return;
    }
    let place = places();
    let folder = place.path().join("w");
    permit(&folder, 0o777);
    permit(&folder.join(WORKSPACE), 0o666);
    let mount = |words: &[&str]| Command::new("mount").args(words).output().unwrap();
    let path = text(&folder);
    let bound = mount(&["--bind", path, path]);
    if !bound.status.success() {
        skip(what, &said(&bound));
        return;
    }
    let remounted = mount(&["-o", "remount,bind,ro", path]);
    if remounted.status.success() {
        assert_only_read(&folder, &place.path().join("out"));
    } else {
        skip(what, &said(&remounted));
    }
    assert!(Command::new("umount").arg(path).status().unwrap().success());
}
