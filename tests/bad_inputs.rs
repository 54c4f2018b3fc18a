//! The bad inputs 26 to 50 and 63 to 112 of docs/trust.md, each with the tests that show what
//! becomes of it; and those that no part of the product can show alone.

mod received;

use std::path::Path;

use promises::worker::{WORKSPACE, answer, demo_id, edge, last_answer, make_light_workspace, open};
use quality::workspace::Workspace;

use crate::executable::{root, run_with, text};
use crate::fault::quick_folder;

/// Number, what it is, the tests.
const TABLE: &[(u8, &str, &[&str])] = &[
    (
        26,
        "a workspace cut short",
        &[
            "g6_a_file_cut_short_is_refused",
            "g6_an_encrypted_file_cut_short_is_refused",
        ],
    ),
    (
        27,
        "a head overwritten",
        &["g6_a_head_overwritten_is_refused"],
    ),
    (
        28,
        "turned bits",
        &[
            "g6_a_turned_bit_never_changes_what_is_read",
            "g6_a_turned_bit_never_changes_what_is_read_from_an_encrypted_file",
            "no_turned_bit_changes_what_is_said",
        ],
    ),
    (
        29,
        "no database",
        &[
            "what_is_no_workspace_is_refused_untouched",
            "g6_every_refusal_is_one_french_sentence_and_a_remedy",
        ],
    ),
    (
        30,
        "another application's database",
        &["what_is_no_workspace_is_refused_untouched"],
    ),
    (
        31,
        "a newer form",
        &["a_newer_form_is_left_alone_and_read_when_that_is_safe"],
    ),
    (
        32,
        "an older form",
        &[
            "a_past_form_opens_with_everything_in_it",
            "g8_a_past_form_is_old_or_new_after_a_power_cut",
        ],
    ),
    (
        33,
        "a migration interrupted",
        &[
            "a_migration_cut_off_is_finished_or_was_not_begun",
            "g8_a_past_form_is_old_or_new_after_a_power_cut",
        ],
    ),
    (
        34,
        "open in another process",
        &[
            "g9_the_second_is_refused_in_words_and_a_kill_frees_the_place",
            "whoever_comes_second_learns_who_was_first",
            "what_someone_else_has_open_is_read_as_it_stood",
        ],
    ),
    (
        35,
        "a lock file left by a crash",
        &[
            "a_lock_file_left_by_a_crash_is_taken_over",
            "g9_the_second_is_refused_in_words_and_a_kill_frees_the_place",
        ],
    ),
    (36, "a log that is missing", &["a_missing_log_is_told"]),
    (
        37,
        "a log of another file or time",
        &[
            "a_log_of_another_time_is_moved_aside_and_never_applied",
            "a_log_of_another_workspace_or_application_is_never_applied",
        ],
    ),
    (
        38,
        "a place that cannot be written to",
        &[
            "a_file_or_folder_marked_as_read_only_is_only_read",
            "g11_a_folder_without_write_permission_is_read_and_left_alone",
            "g11_a_medium_mounted_for_reading_is_read_and_left_alone",
        ],
    ),
    (
        39,
        "a folder deleted, a stick pulled",
        &[
            "a_file_that_is_gone_while_open_takes_no_more_answers",
            "g4_an_answer_that_the_disk_refuses_changes_nothing",
        ],
    ),
    (
        40,
        "a full disk",
        &[
            "g4_answers_are_refused_on_a_full_disk_until_there_is_room",
            "g4_evidence_is_refused_on_a_full_disk_until_there_is_room",
            "g4_a_copy_that_finds_no_room_leaves_nothing",
            "a_full_disk_refuses_frees_the_reserve_and_keeps_what_was_there",
        ],
    ),
    (
        41,
        "a quota exceeded",
        &[
            "g4_an_answer_that_the_disk_refuses_changes_nothing",
            "g4_evidence_that_the_disk_refuses_changes_nothing",
        ],
    ),
    (
        42,
        "a sync that fails",
        &[
            "g5_an_answer_after_a_failed_sync_is_not_acknowledged_unless_it_lasts",
            "after_a_failing_disk_nothing_goes_on_until_the_file_is_opened_again",
        ],
    ),
    (
        43,
        "another machine's disk, a synchronised folder",
        &[
            "folders_of_services_are_known_by_name",
            "the_file_system_mounted_last_on_the_longest_name_counts",
            "g12_a_synchronised_folder_is_told",
        ],
    ),
    (
        44,
        "a path of strange signs",
        &[
            "a_path_keeps_its_meaning_in_a_uri",
            "a_path_of_strange_signs_works_throughout",
        ],
    ),
    (
        45,
        "a trigger, a view or a virtual table added",
        &["what_others_put_into_the_file_keeps_it_shut"],
    ),
    (
        46,
        "a very large workspace",
        &["g6_altered_bytes_of_evidence_are_named_by_the_check"],
    ),
    (
        47,
        "a clock before the last entry",
        &["g10_whatever_the_clock_says_answers_are_kept_in_the_order_in_which_they_were_given"],
    ),
    (
        48,
        "two copies edited apart",
        &["what_is_imported_comes_out_the_same_and_never_overwrites"],
    ),
    (49, "a home that is none", &["a_home_that_is_none_is_told"]),
    (
        50,
        "no file descriptor left",
        &["g4_evidence_that_the_disk_refuses_changes_nothing"],
    ),
    (
        63,
        "an empty file",
        &[
            "only_plain_files_are_opened",
            "empty_large_and_cancelled_content_is_refused",
        ],
    ),
    (
        64,
        "a file too large",
        &["a_file_too_large_is_refused_before_it_is_read_with_both_numbers"],
    ),
    (
        65,
        "a file that changes while it is read",
        &[
            "a_file_that_changes_once_is_taken_anew",
            "a_file_that_goes_on_changing_is_refused_and_leaves_nothing",
        ],
    ),
    (
        66,
        "links",
        &[
            "a_link_that_was_picked_is_followed_to_a_plain_file_only",
            "links_and_pipes_inside_a_folder_are_skipped_and_listed",
        ],
    ),
    (
        67,
        "pipes, sockets and devices",
        &["pipes_sockets_and_devices_are_refused_at_once"],
    ),
    (
        68,
        "a folder",
        &["a_folder_proposes_its_files_and_lists_the_rest"],
    ),
    (
        69,
        "a file that may not be read, or is held",
        &["only_windows_says_who_holds_a_file"],
    ),
    (
        70,
        "a promise of a cloud folder",
        &[
            "a_promise_of_a_cloud_folder_is_no_content",
            "a_file_that_never_comes_is_not_waited_for",
        ],
    ),
    (
        71,
        "hostile names",
        &[
            "names_are_safe_to_show",
            "names_that_differ_only_in_case_get_a_number",
        ],
    ),
    (72, "names that are paths", &["names_are_safe_to_show"]),
    (
        73,
        "programs and macros under any name",
        &[
            "programs_scripts_and_shortcuts_are_refused_whatever_their_name",
            "macros_are_found_under_any_name",
        ],
    ),
    (
        74,
        "documents under a password",
        &["protected_documents_are_taken_with_a_notice"],
    ),
    (
        75,
        "a PDF that acts",
        &["a_pdf_that_acts_is_taken_with_a_notice"],
    ),
    (76, "archives", &["archives_are_refused_unopened"]),
    (
        77,
        "pages and drawings with programs",
        &["pages_and_drawings_are_refused_however_they_are_written"],
    ),
    (
        78,
        "pictures that are bombs or broken",
        &[
            "a_picture_too_large_to_unpack_is_refused_from_its_head",
            "many_frames_do_no_harm_since_none_is_decoded",
            "a_truncated_image_is_refused_unless_it_is_kept_as_it_is",
        ],
    ),
    (
        79,
        "a file of two kinds",
        &["a_file_of_two_kinds_is_taken_as_the_first_and_flagged"],
    ),
    (
        80,
        "the same file twice",
        &["one_content_serves_several_standards_and_stays_while_one_needs_it"],
    ),
    (
        81,
        "bytes of evidence missing or altered",
        &[
            "missing_or_damaged_content_is_named_with_its_standards",
            "g6_altered_bytes_of_evidence_are_named_by_the_check",
        ],
    ),
    (
        82,
        "20 000 pieces of evidence",
        &["twenty_thousand_pieces_are_worked_with"],
    ),
    (
        83,
        "an address instead of a file",
        &["an_address_is_no_file"],
    ),
    (
        84,
        "a stick pulled after the import",
        &[
            "g2_evidence_and_its_bytes_survive_a_power_cut_together",
            "g1_evidence_survives_kills",
        ],
    ),
];

/// Every Rust source below a folder, as one text.
fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_bad_input_has_its_test() {
    let table: Vec<_> = TABLE.iter().chain(received::TABLE).collect();
    let numbers: Vec<u8> = table.iter().map(|(number, ..)| *number).collect();
    let open: Vec<u8> = received::OPEN.iter().map(|(number, ..)| *number).collect();
    let wanted = (26..=50)
        .chain(63..=112)
        .filter(|number| !open.contains(number));
    assert_eq!(numbers, wanted.collect::<Vec<u8>>());
    let mut all = String::new();
    for folder in ["crates", "src-tauri/src", "tests"] {
        sources(&root().join(folder), &mut all);
    }
    for (number, what, tests) in table {
        assert!(!tests.is_empty(), "{number}, {what}");
        for test in *tests {
            let is_there = all.contains(&format!("#[test]\nfn {test}("))
                || all.contains(&format!("#[test]\n    fn {test}("))
                || all.contains(&format!("]\nfn {test}("))
                || all.contains(&format!("]\n    fn {test}("));
            assert!(is_there, "{number}, {what}: no test {test}");
        }
    }
}

#[test]
fn a_path_of_strange_signs_works_throughout() {
    let place = quick_folder();
    let long = "é".repeat(100);
    let folders = [
        "été 👩‍🏫",
        "a#b?c%20d&e",
        "fin. ",
        "'\"`$(x)",
        "-rf",
        long.as_str(),
    ];
    for name in folders {
        let folder = place.path().join(name).join("w");
        std::fs::create_dir_all(&folder).unwrap();
        make_light_workspace(&folder, None);
        let workspace = open(&folder, None).unwrap();
        answer(&workspace, 1).unwrap();
        drop(workspace);
        let workspace = open(&folder, None).unwrap();
        let assessment = workspace.sheet(demo_id()).unwrap().assessment;
        assert_eq!(last_answer(&assessment), 1, "{name}");
        let copy = folder.join("copie?.mentorat");
        quality::workspace::backup(&workspace, &copy, &mut |_, _| true).unwrap();
        Workspace::open(&copy, None, edge(11))
            .unwrap()
            .check()
            .unwrap();
        drop(workspace);
        let ran = run_with(
            &["check", "--workspace", text(&folder.join(WORKSPACE))],
            &[],
        );
        assert_eq!(ran.code, 0, "{name}: {ran:?}");
    }
}

#[test]
fn a_file_that_is_gone_while_open_takes_no_more_answers() {
    let place = quick_folder();
    let folder = place.path().join("w");
    std::fs::create_dir(&folder).unwrap();
    make_light_workspace(&folder, None);
    let workspace = open(&folder, None).unwrap();
    answer(&workspace, 1).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        answer(&workspace, 2).is_err(),
        "nobody would ever see it again"
    );
}

#[test]
fn a_home_that_is_none_is_told() {
    for home in ["/absent", "/dev/null", "a\nb", ""] {
        let ran = run_with(&[], &[("HOME", home), ("XDG_DATA_HOME", home)]);
        assert!(ran.code > 0 && ran.code < 101, "{home:?}: {ran:?}");
        let told = format!("{}{}", ran.out, ran.err);
        assert!(!told.contains("panicked"), "{home:?}: {told}");
        assert!(
            told.contains('.') && !told.contains("Error"),
            "{home:?}: {told}"
        );
    }
}
