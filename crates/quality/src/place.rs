//! Place: what kind of disk or folder a path is on, and how much room there is.
//!
//! Knows nothing of what is kept there. Sources: trust.md, G12; `proc_pid_mountinfo(5)`; the
//! folder names that the services themselves give.

use std::path::{Component, Path, PathBuf, Prefix};

/// What kind of place a path is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A disk of this machine.
    Local,
    /// Another machine's disk: its locks cannot be relied on.
    Network {
        /// What the system calls it.
        filesystem: String,
    },
    /// A folder that a service copies elsewhere, file by file, while they are open.
    Synchronised {
        /// The service.
        service: &'static str,
    },
}

/// File systems that are another machine's disk, as Linux and macOS name them.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "afpfs",
    "ceph",
    "ncpfs",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.s3fs",
    "glusterfs",
    "lustre",
    "vboxsf",
    "fuse.vmhgfs-fuse",
];

/// Folders of services, by how their names begin, in lower case.
const SYNCHRONISED: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("kdrive", "kDrive"),
    ("pcloud", "pCloud"),
    ("pclouddrive", "pCloud"),
    ("proton drive", "Proton Drive"),
    ("seafile", "Seafile"),
    ("synologydrive", "Synology Drive"),
];

/// The kind of place that a path is on, whether or not something stands there yet.
pub fn kind(path: &Path) -> Kind {
    let there = nearest(path);
    decide(&there, filesystem(&there).as_deref())
}

/// Bytes that may still be written there; nothing when the system does not say.
pub fn free_bytes(path: &Path) -> Option<u64> {
    fs4::available_space(nearest(path)).ok()
}

/// The nearest folder that exists, in full and without links.
fn nearest(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    full.ancestors()
        .find_map(|ancestor| ancestor.canonicalize().ok())
        .unwrap_or(full)
}

/// The kind of a folder, told from its full name and the file system that it is on.
fn decide(folder: &Path, filesystem: Option<&str>) -> Kind {
    if let Some(name) = filesystem.filter(|name| NETWORK.contains(name)) {
        return Kind::Network {
            filesystem: name.to_owned(),
        };
    }
    for component in folder.components() {
        match component {
            Component::Prefix(prefix) => match prefix.kind() {
                // Windows tells a share, and a drive letter given to one, in this way.
                Prefix::UNC(..) | Prefix::VerbatimUNC(..) => {
                    return Kind::Network {
                        filesystem: "smb".to_owned(),
                    };
                }
                Prefix::Verbatim(_)
                | Prefix::DeviceNS(_)
                | Prefix::VerbatimDisk(_)
                | Prefix::Disk(_) => {}
            },
            Component::Normal(name) => {
                if let Some(service) = service(&name.to_string_lossy()) {
                    return Kind::Synchronised { service };
                }
            }
            Component::RootDir | Component::CurDir | Component::ParentDir => {}
        }
    }
    Kind::Local
}

/// The service whose folder bears that name: «OneDrive», «OneDrive - Association».
fn service(folder: &str) -> Option<&'static str> {
    let name = folder.to_lowercase();
    let begins = |start: &str| {
        name.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    SYNCHRONISED
        .iter()
        .find(|(start, _)| begins(start))
        .map(|(_, service)| *service)
}

/// What the system calls the file system under a folder.
#[cfg(target_os = "linux")]
fn filesystem(folder: &Path) -> Option<String> {
    mounted(
        &std::fs::read_to_string("/proc/self/mountinfo").ok()?,
        folder,
    )
}

/// What the system calls the file system under a folder.
#[cfg(target_os = "macos")]
fn filesystem(folder: &Path) -> Option<String> {
    let found = rustix::fs::statfs(folder).ok()?;
    let name = found.f_fstypename.iter().take_while(|byte| **byte != 0);
    Some(name.map(|byte| char::from(byte.cast_unsigned())).collect())
}

/// What the system calls the file system under a folder: not told here.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn filesystem(_: &Path) -> Option<String> {
    None
}

/// The file system mounted last on the longest part of a folder's name.
#[cfg(any(target_os = "linux", test))]
fn mounted(mountinfo: &str, folder: &Path) -> Option<String> {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let point = unescaped(before.split(' ').nth(4)?);
        folder.starts_with(&point).then(|| {
            Some((
                Path::new(&point).components().count(),
                after.split(' ').next()?,
            ))
        })?
    });
    mounts
        .max_by_key(|(length, _)| *length)
        .map(|(_, filesystem)| filesystem.to_owned())
}

/// A mount point as it is: mountinfo writes spaces, tabs, line feeds and `\` in octal.
#[cfg(any(target_os = "linux", test))]
fn unescaped(text: &str) -> String {
    [
        (r"\040", " "),
        (r"\011", "\t"),
        (r"\012", "\n"),
        (r"\134", r"\"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (written, meant)| {
        text.replace(written, meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
36 22 0:32 / /home/ana/partage rw - fuse.sshfs ana@serveur: rw
37 22 0:33 / /mnt/le\\040disque rw shared:9 master:2 - nfs4 serveur:/export rw
38 22 0:34 / /mnt/cle rw - vfat /dev/sdb1 rw
39 38 0:35 / /mnt/cle rw - 9p hote rw
";

    fn on(folder: &str) -> Kind {
        let folder = Path::new(folder);
        decide(folder, mounted(MOUNTS, folder).as_deref())
    }

    fn network(name: &str) -> Kind {
        Kind::Network {
            filesystem: name.to_owned(),
        }
    }

    #[test]
    fn the_file_system_mounted_last_on_the_longest_name_counts() {
        assert_eq!(on("/home/ana/Documents"), Kind::Local);
        assert_eq!(on("/home/ana/partage/mentorat"), network("fuse.sshfs"));
        assert_eq!(
            on("/home/ana/partages"),
            Kind::Local,
            "a name, not its start"
        );
        assert_eq!(on("/mnt/le disque"), network("nfs4"));
        assert_eq!(on("/mnt/cle/x"), network("9p"), "mounted over the other");
    }

    #[test]
    fn folders_of_services_are_known_by_name() {
        let synchronised = |folder| match on(folder) {
            Kind::Synchronised { service } => Some(service),
            Kind::Local | Kind::Network { .. } => None,
        };
        assert_eq!(
            synchronised("/home/ana/OneDrive - Asso/w"),
            Some("OneDrive")
        );
        assert_eq!(synchronised("/home/ana/Dropbox"), Some("Dropbox"));
        assert_eq!(
            synchronised("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs"),
            Some("iCloud Drive")
        );
        assert_eq!(
            synchronised("/Users/ana/Library/CloudStorage/GoogleDrive-ana@exemple.fr/Mon Drive"),
            Some("Google Drive")
        );
        assert_eq!(synchronised("/home/ana/pCloudDrive/x"), Some("pCloud"));
        assert_eq!(synchronised("/home/ana/dropboxes"), None);
        assert_eq!(synchronised("/home/ana/Mes onedrives"), None);
    }

    #[test]
    fn what_does_not_exist_yet_is_where_its_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("Nextcloud");
        std::fs::create_dir(&inside).unwrap();
        let service = "Nextcloud";
        assert_eq!(
            kind(&inside.join("a/b.mentorat")),
            Kind::Synchronised { service }
        );
        assert!(free_bytes(&inside.join("a/b.mentorat")).unwrap() > 0);
    }
}
