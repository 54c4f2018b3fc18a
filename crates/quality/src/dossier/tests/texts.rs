//! Any text goes through: strange, long, or without a glyph.

use super::*;

/// Texts that break careless programs.
const NAUGHTY: [&str; 16] = [
    "",
    " ",
    "\0\u{1}\u{7F}\u{85}",
    "a\u{202E}b\u{2066}c",
    "שלום עולם مرحبا",
    "👩\u{200D}👩\u{200D}👧 👍🏽 🇫🇷",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "<script>alert(1)</script> & ]]> %s",
    "\u{FEFF}\u{FFFE}\u{FFFF}\u{E000}\u{10FFFF}",
    "日本語の文章は空白なしで続くことがあります。",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsdurchführungsgesetz",
    "(a\\b)endstream endobj %%EOF startxref",
    "\u{AD}\u{200B}\u{2060}\u{FE0F}",
    "ligne 1\r\nligne 2\n\n\nligne 3\u{2028}fin",
    "𝒳𝓎𝓏 ℵ ∑ ½ ﬁ Ǆ ẞ ß ſt",
    "     beaucoup      d’espaces     ",
];

#[test]
fn no_text_makes_it_fail() {
    for text in NAUGHTY {
        let mut assessment = answered(&published());
        assessment.organisation.name = text.into();
        assessment.organisation.legal_representative = Some(text.into());
        assessment.programme.name = text.into();
        assessment.programme.audience = Some(text.into());
        assessment.campaign.title = text.into();
        assessment.evidence[0].title = text.into();
        assessment.evidence[0].media_type = text.into();
        assessment.evidence[0].file_name = text.into();
        assessment.answers.truncate(3);
        for answer in &mut assessment.answers {
            answer.comment = Some(text.into());
            answer.justification = Some(text.into());
            answer.evidence[0].pages = Some(text.into());
        }
        let signer = Signer {
            name: text.into(),
            algorithm: text.into(),
            ..signer()
        };
        let (file, _) = dossier(&assessment, Some(&signer));
        assert!(file.ends_with(b"%%EOF\n"), "{text:?}");
    }
}

#[test]
fn long_texts_run_over_pages() {
    let mut assessment = answered(&published());
    assessment.answers.truncate(1);
    let pages = |assessment: &Assessment| {
        with_content(assessment, None, |content| render(content).unwrap().pages())
    };
    let before = pages(&assessment);
    assessment.answers[0].comment = Some("Une phrase assez longue. ".repeat(4_000));
    assert!(pages(&assessment) >= before + 15);
    assessment.answers[0].comment = Some("x".repeat(assessment::LONGEST_TEXT));
    assert!(pages(&assessment) >= before + 15);
}

#[test]
fn replaced_characters_are_listed() {
    let mut assessment = empty(&published());
    assessment.organisation.name = "Étoile ⭐ filante\u{202E}".into();
    with_content(&assessment, None, |content| {
        let rendered = render(content).unwrap();
        let listed: Vec<_> = rendered
            .replaced_characters()
            .iter()
            .map(|r| (r.character, r.is_copied))
            .collect();
        assert_eq!(listed, [('\u{202E}', false), ('⭐', true)]);
    });
}

#[test]
fn missing_glyphs_are_told_with_their_places_and_agree_with_the_pages() {
    let published = published();
    let mut assessment = answered(&published);
    assessment.programme.name = "Cap ⭐".into();
    assessment.answers[1].comment = Some("Bien ⭐\u{202E}\nsûr".into());
    assessment.answers[2].private_note = Some("secret 👻".into());
    assessment.evidence[0].title = "日".into();
    with_content(&assessment, Some(&signer()), |content| {
        let told = missing_glyphs(
            published.grid(),
            &assessment,
            content.signer,
            content.omitted,
        );
        let standard = Place::Answer(assessment.answers[1].standard.clone());
        let expected = [
            ('\u{202E}', false, vec![standard.clone()]),
            ('⭐', true, vec![Place::Programme, standard]),
            ('日', true, vec![Place::Evidence(evidence_id(1))]),
        ];
        let told: Vec<_> = told
            .into_iter()
            .map(|missing| (missing.character, missing.is_copied, missing.places))
            .collect();
        assert_eq!(told, expected);
        let rendered = render(content).unwrap();
        let on_pages: Vec<_> = rendered
            .replaced_characters()
            .iter()
            .map(|replaced| (replaced.character, replaced.is_copied))
            .collect();
        assert_eq!(on_pages, [('\u{202E}', false), ('⭐', true), ('日', true)]);
    });
}

proptest::proptest! {
    #[test]
    fn any_text_comes_back_or_what_is_replaced_is_listed(text in "\\PC{0,40}|[a-zé' ;:!?«»\u{300}-\u{36f}]{0,40}|.{0,20}") {
        use crate::dossier::font::{Face, Figures, Fonts};
        use crate::dossier::typography::{is_refused, signs};
        use unicode_normalization::UnicodeNormalization;
        let mut fonts = Fonts::new();
        let signs: Vec<_> = signs(&text).into_iter().filter(|sign| sign.typed != '\n').collect();
        let word = fonts.word(Face::Regular, Figures::Proportional, &signs);
        let codes = fonts.codes(Face::Regular);
        let back: String = word.glyphs.iter().map(|glyph| &*codes[usize::from(fonts.code(Face::Regular, *glyph))].text).collect();
        let kept = |typed: char| if is_refused(typed) { '\u{FFFD}' } else { typed };
        let typed: String = signs.iter().map(|sign| kept(sign.typed)).collect();
        // A few letters with several marks come back taken apart: the same text by Unicode's rules.
        proptest::prop_assert_eq!(back.nfc().collect::<String>(), typed.nfc().collect::<String>());
        for sign in signs.iter().filter(|sign| is_refused(sign.typed)) {
            proptest::prop_assert!(fonts.replaced().contains(&sign.typed.to_string()));
        }
    }
}
