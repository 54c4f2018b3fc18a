//! G12: a folder that a service copies elsewhere, or another machine's disk, is told.

use promises::worker::{make_light_workspace, open};
use quality::workspace::Notice;

use crate::fault::quick_folder;

#[test]
fn g12_a_synchronised_folder_is_told() {
    let place = quick_folder();
    for name in ["OneDrive", "Dropbox", "Nextcloud"] {
        let folder = place.path().join(name).join("w");
        std::fs::create_dir_all(&folder).unwrap();
        make_light_workspace(&folder, None);
        let notices = open(&folder, None).unwrap().notices().unwrap();
        let told = notices.iter().any(
            |notice| matches!(notice, Notice::SynchronisedPlace { service } if service == name),
        );
        assert!(told, "{name}: {notices:?}");
    }
}
