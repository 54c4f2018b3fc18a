//! Builds what the executable carries: the interface when it is not built yet, the list of the
//! example's evidence, and Tauri's own code with the list of commands a page may call.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Commands that the window may call; anything else is refused by Tauri.
const COMMANDS: &[&str] = &[
    "add_evidence",
    "apply_answers",
    "attach_evidence",
    "backup_workspace",
    "begin_review",
    "boot",
    "cancel",
    "change_passphrase",
    "change_proceeding",
    "change_profile",
    "check_workspace",
    "choose_certificate",
    "choose_dossier",
    "choose_evidence",
    "choose_identity",
    "choose_second_folder",
    "choose_trust_list",
    "close_window",
    "compare_review",
    "copies",
    "copy_now",
    "create_campaign",
    "create_identity",
    "create_workspace",
    "delete_campaign",
    "describe_evidence",
    "describe_several",
    "draft_dossier",
    "erase_campaign",
    "erase_evidence",
    "erase_name",
    "erase_review",
    "export_calendar",
    "export_campaign",
    "export_certificate",
    "export_identity",
    "export_review",
    "export_trust",
    "find_name",
    "follow_campaign",
    "forget_passphrase",
    "history",
    "identity_code",
    "import_campaign",
    "import_identity",
    "issue_dossier",
    "issue_report",
    "issued_dossiers",
    "key_ring",
    "leave_example",
    "library",
    "link_evidence",
    "link_several",
    "merge_review",
    "move_here",
    "offer_clipboard",
    "offer_pasted",
    "open_campaign",
    "open_delivered",
    "open_example",
    "open_evidence",
    "open_other",
    "open_received",
    "open_restored",
    "open_return",
    "open_review",
    "open_to_read",
    "open_usual",
    "picture",
    "preview_copy",
    "preview_dossier",
    "preview_evidence",
    "previous_campaign",
    "print_page",
    "put_action",
    "put_interview",
    "read_answers",
    "read_campaign",
    "read_identities",
    "recent_changes",
    "record_answer",
    "record_certificate",
    "record_finding",
    "record_signer",
    "redo",
    "redo_review",
    "remember_passphrase",
    "remove_action",
    "remove_evidence",
    "remove_identity",
    "remove_interview",
    "remove_second_folder",
    "remove_several",
    "replace_evidence",
    "request_certificate",
    "restore_campaign",
    "restore_copy",
    "restore_evidence",
    "retention",
    "reviews",
    "revisions",
    "set_author",
    "set_evidence_limits",
    "set_retention",
    "set_timestamp_service",
    "settings",
    "show_delivered",
    "suppose",
    "take_certificate",
    "take_over_trust",
    "to_be_deleted",
    "trash",
    "trust_list",
    "undo",
    "undo_review",
    "unlink_evidence",
    "unlock_identity",
    "unlock_workspace",
    "verify_dossier",
    "watch",
    "withdraw_key",
];

fn main() {
    build_interface();
    list_example();
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and capabilities/ are sound");
}

/// A plain `cargo build` of a fresh copy works: the interface is built when it is missing.
fn build_interface() {
    println!("cargo:rerun-if-changed=../ui/dist");
    let ui = Path::new("../ui");
    if ui.join("dist/index.html").exists() {
        return;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    for arguments in [["ci", "--no-fund"], ["run", "build"]] {
        let done = Command::new(npm).args(arguments).current_dir(ui).status();
        let done = done.expect("npm is needed to build the interface: install Node.js 20 or later");
        assert!(done.success(), "npm {} failed", arguments.join(" "));
    }
}

fn list_example() {
    let folder = Path::new("../fixtures/demo/evidence");
    println!("cargo:rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).expect("the example's evidence is there");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a listed file").path().canonicalize())
        .collect();
    files.sort_by_key(|file| file.as_ref().ok().cloned());
    let mut code = String::from(
        "/// The example's evidence: file name and content.\n\
         pub const EVIDENCE: &[(&str, &[u8])] = &[\n",
    );
    for file in files {
        let file = file.expect("a listed file");
        let name = file
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a plain name");
        code.push_str(&format!(
            "    ({name:?}, include_bytes!({:?})),\n",
            file.display().to_string()
        ));
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("example_evidence.rs"), code)
        .expect("OUT_DIR can be written to");
}
