//! G4: a disk that is really full refuses what is new and harms nothing that is there.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use promises::worker::{WORKSPACE, Work, demo_id, last_acknowledged, open, work};
use quality::workspace::backup;

use crate::executable::text;
use crate::fault::{checked, said, skip, working};

/// A small disk of its own, which goes when dropped.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// None where this user may not mount one, which is said.
    fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let output = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .output();
        match output {
            Ok(output) if output.status.success() => Some(Self { folder }),
            Ok(output) => {
                skip("a full disk", &said(&output));
                None
            }
            Err(error) => {
                skip("a full disk", &error.to_string());
                None
            }
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills what room there is.
    fn fill(&self) {
        let ballast = File::options()
            .append(true)
            .create(true)
            .open(self.ballast());
        let mut ballast = ballast.unwrap();
        for size in [64 << 10, 4 << 10, 512, 1] {
            let bytes = vec![0; size];
            while ballast.write_all(&bytes).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> std::path::PathBuf {
        self.path().join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount")
            .arg(text(self.folder.path()))
            .status();
        assert!(unmounted.unwrap().success());
    }
}

fn assert_refused_until_there_is_room(name: &str) {
    let work: &dyn Work = work(name).unwrap();
    let Some(disk) = SmallDisk::mount("12m") else {
        return;
    };
    let folder = disk.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    work.prepare(&folder);
    assert!(working(work, &folder, 1, None).status().unwrap().success());
    disk.fill();
    let output = working(work, &folder, 10_000, None).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("full"), "{}", said(&output));
    // Acknowledgements stand on the same disk: one that found no room was shown all the same.
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let shown = shown
        .lines()
        .next_back()
        .and_then(|line| line.strip_prefix("ACK "));
    let shown = shown.map_or(last_acknowledged(&folder), |number| number.parse().unwrap());
    disk.free();
    let there = checked(work, &folder, shown).unwrap();
    assert!(working(work, &folder, 2, None).status().unwrap().success());
    assert_eq!(
        checked(work, &folder, there + 2),
        Ok(there + 2),
        "usable again"
    );
}

#[test]
fn g4_answers_are_refused_on_a_full_disk_until_there_is_room() {
    assert_refused_until_there_is_room("answer");
}

#[test]
fn g4_evidence_is_refused_on_a_full_disk_until_there_is_room() {
    assert_refused_until_there_is_room("attach");
}

#[test]
fn g4_a_copy_that_finds_no_room_leaves_nothing() {
    let Some(disk) = SmallDisk::mount("12m") else {
        return;
    };
    let folder = disk.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    promises::worker::make_light_workspace(&folder, None);
    let workspace = open(&folder, None).unwrap();
    disk.fill();
    let copy = folder.join("copie");
    assert!(backup(&workspace, &copy, &mut |_, _| true).is_err());
    let left = std::fs::read_dir(&folder).unwrap();
    for entry in left.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        assert!(entry.starts_with(WORKSPACE), "{entry} is left");
    }
    disk.free();
    backup(&workspace, &copy, &mut |_, _| true).unwrap();
    assert!(workspace.sheet(demo_id()).is_ok());
}
