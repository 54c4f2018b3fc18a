//! The bad inputs 85 to 112: keys and certificates, files received, dossiers to be written.

/// Number, what it is, the tests.
pub const TABLE: &[(u8, &str, &[&str])] = &[
    (
        85,
        "a wrong passphrase",
        &[
            "each_failure_has_its_name",
            "an_identity_comes_back_under_its_passphrase_alone",
            "every_bad_key_file_is_told_in_french",
        ],
    ),
    (
        86,
        "no PKCS#12 at all",
        &[
            "each_failure_has_its_name",
            "any_bytes_are_refused_without_panic",
            "every_bad_key_file_is_told_in_french",
        ],
    ),
    (
        87,
        "a PEM file",
        &[
            "each_failure_has_its_name",
            "every_bad_key_file_is_told_in_french",
        ],
    ),
    (
        88,
        "a key without certificate, a certificate without key, two that do not match",
        &[
            "each_failure_has_its_name",
            "every_bad_key_file_is_told_in_french",
        ],
    ),
    (
        89,
        "several keys",
        &["one_of_several_identities_of_a_file_is_chosen"],
    ),
    (
        90,
        "weak or unknown keys and algorithms",
        &[
            "each_failure_has_its_name",
            "g15_no_trick_inside_the_signature_passes",
            "g15_no_certificate_stands_in_for_the_signers",
        ],
    ),
    (
        91,
        "a certificate that has ended or not begun",
        &[
            "trust_follows_the_anchors",
            "each_kind_of_signer_has_its_own_message",
            "g15_no_certificate_stands_in_for_the_signers",
        ],
    ),
    (
        92,
        "RC2 and 3DES",
        &["modern_and_legacy_files_are_read_with_their_chains"],
    ),
    (
        93,
        "millions of iterations",
        &[
            "each_failure_has_its_name",
            "what_costs_too_much_is_refused_before_any_work",
        ],
    ),
    (
        94,
        "passphrases of all signs",
        &["passphrases_are_taken_in_either_normal_form"],
    ),
    (
        95,
        "DER that is deep, endless or not canonical",
        &[
            "nesting_has_an_end",
            "second_spellings_are_refused",
            "g15_no_trick_inside_the_signature_passes",
            "g15_no_bomb_goes_off",
        ],
    ),
    (
        96,
        "a certificate whose key stays on a card",
        &[
            "each_failure_has_its_name",
            "every_bad_key_file_is_told_in_french",
        ],
    ),
    (
        97,
        "names that deceive",
        &[
            "what_reverses_or_hides_text_is_dropped",
            "a_cyrillic_letter_among_latin_ones_is_seen",
            "a_long_name_is_cut",
            "g15_no_certificate_stands_in_for_the_signers",
        ],
    ),
    (
        98,
        "a key file altered on the disk",
        &["any_changed_byte_is_seen"],
    ),
    (
        99,
        "a protected PDF",
        &["a_protected_file_is_said_to_be_protected"],
    ),
    (
        100,
        "unsigned, waiting for a signature, no dossier",
        &["unsigned_waiting_and_foreign_files_are_told_apart"],
    ),
    (
        101,
        "any change after signing",
        &[
            "a_change_after_signing_is_told_with_what_to_do",
            "g15_no_incremental_update_passes",
            "g15_no_universal_forgery_passes",
            "g15_no_wrapped_signature_passes",
            "p1_no_turned_bit_leaves_a_dossier_intact",
            "p2_nothing_before_or_behind_leaves_a_dossier_intact",
            "p3_no_splice_of_two_dossiers_is_intact",
        ],
    ),
    (
        102,
        "two signatures, additions to a certified file",
        &[
            "g15_no_incremental_update_passes",
            "g15_no_addition_to_a_certified_file_passes",
            "a_change_after_signing_is_told_with_what_to_do",
        ],
    ),
    (
        103,
        "a signer unknown, other, expired, revoked",
        &[
            "each_kind_of_signer_has_its_own_message",
            "trust_follows_the_anchors",
            "g15_no_certificate_stands_in_for_the_signers",
        ],
    ),
    (
        104,
        "data of a newer format",
        &["data_of_a_newer_format_are_said_to_be_newer"],
    ),
    (
        105,
        "a level or pages that say otherwise",
        &[
            "a_level_that_was_raised_is_told_with_both",
            "g15_no_edited_content_passes_under_whatever_key",
            "g15_no_file_prepared_before_signing_passes",
        ],
    ),
    (
        106,
        "evidence missing, added or replaced",
        &[
            "evidence_that_is_missing_or_replaced_is_named",
            "g15_no_edited_content_passes_under_whatever_key",
            "g15_no_hostile_name_passes",
        ],
    ),
    (
        107,
        "very large files, bombs and loops",
        &[
            "a_very_large_file_is_refused_before_it_is_read",
            "g15_no_bomb_goes_off",
            "g15_a_file_that_takes_all_memory_costs_one_report",
            "g15_an_examination_that_breaks_is_told",
            "g15_an_examination_that_stands_still_is_given_up",
        ],
    ),
    (
        108,
        "a dossier that was received before",
        &["a_dossier_that_comes_again_is_told_and_another_version_stands_beside_it"],
    ),
    (
        109,
        "a file that is gone or incomplete",
        &["a_file_that_is_gone_incomplete_or_none_is_told"],
    ),
    (
        110,
        "an issuing that is killed or finds no room",
        &[
            "g3_dossiers_survive_kills",
            "g3_a_dossier_is_the_old_or_the_new_one_after_a_power_cut",
        ],
    ),
    (
        111,
        "a place that takes no dossier",
        &["a_dossier_that_cannot_be_written_there_is_told"],
    ),
    (
        112,
        "a dossier from what is incomplete",
        &["a_dossier_holds_to_the_limit_the_grid_and_what_is_there"],
    ),
];

/// Those of which there is nothing to show yet, and why.
pub const OPEN: &[(u8, &str, &str)] = &[];
