//! Summary of many reports: one line a file, as a sheet to sort and to filter.
//!
//! Knows nothing of the files themselves. The same reports and moment give the same bytes.

use crate::clock::Moment;
use crate::id::LevelId;
use crate::spreadsheet::sheets::{Head, list};
use crate::spreadsheet::{self, Cell, Entry, Kind, Tone, Workbook};

use super::wording::summary as words;
use super::{CheckOutcome, Report, Verdict, wording};

/// The reports as a spreadsheet file, made at `made_at`.
///
/// # Errors
/// As [`spreadsheet::write`].
pub fn write(
    kind: Kind,
    reports: &[Report],
    made_at: Moment,
) -> Result<Vec<u8>, spreadsheet::Error> {
    let column = |title, width| (title, width, Entry::None);
    let head: [Head; 9] = [
        column(words::FILE, 80),
        column(words::VERDICT, 45),
        column(words::SIGNER, 60),
        column(words::SIGNED_ON, 26),
        column(words::DECLARED, 26),
        column(words::RECOMPUTED, 26),
        column(words::ADVICE, 90),
        column(words::RESERVES, 90),
        column(words::FINGERPRINT, 80),
    ];
    let rows = reports.iter().map(row).collect();
    let workbook = Workbook {
        title: words::TITLE.to_owned(),
        organisation: String::new(),
        foot: words::FOOT.to_owned(),
        made_at,
        sheets: vec![list(words::TITLE, 1, &head, rows)],
    };
    spreadsheet::pack(kind, &workbook)
}

fn row(report: &Report) -> Vec<Cell> {
    let signature = report.signature.as_ref();
    let signer = signature.and_then(|signature| signature.signer.as_deref());
    let digest = signature.and_then(|signature| signature.certificate_digest);
    let levels = report.level.as_ref();
    let advice = wording::answers(report);
    let advice = advice.iter().map(|answer| answer.advice.as_str());
    let mut advised: Vec<&str> = Vec::new();
    advice.for_each(|text| {
        if !advised.contains(&text) {
            advised.push(text);
        }
    });
    vec![
        Cell::text(&report.file).toned(Tone::Name),
        Cell::text(wording::verdict(report.verdict)).toned(tone(report.verdict)),
        Cell::text(signer.unwrap_or_default()),
        Cell::day(signature.and_then(|signature| Some(signature.signed_at?.day()))),
        Cell::text(levels.map_or("", |levels| level(levels.declared.as_ref()))),
        Cell::text(levels.map_or("", |levels| level(levels.recomputed.as_ref()))),
        Cell::text(advised.join("\n")),
        Cell::text(reserves(report)),
        Cell::text(digest.map_or_else(String::new, |digest| digest.to_string())).toned(Tone::Muted),
    ]
}

/// What did not pass, one a line.
fn reserves(report: &Report) -> String {
    let open = report
        .checks
        .iter()
        .filter(|check| check.outcome != CheckOutcome::Passed);
    let lines: Vec<String> = open
        .map(|check| words::reserve(wording::check_name(check.check), &check.detail))
        .collect();
    lines.join("\n")
}

fn level(level: Option<&LevelId>) -> &str {
    level.map_or(words::NO_LEVEL, LevelId::as_str)
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Trusted => Tone::Met,
        Verdict::Intact | Verdict::NotADossier => Tone::Partly,
        Verdict::Altered | Verdict::Unsigned | Verdict::Unreadable => Tone::NotMet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::GivenUp;

    #[test]
    fn every_file_has_its_line_and_the_bytes_are_the_same_each_time() {
        let reports = [
            Report::given_up("a.pdf", GivenUp::OutOfTime),
            Report::given_up("=b.pdf", GivenUp::Broken),
        ];
        let made_at = Moment::parse("2026-03-01T10:00:00Z").unwrap();
        for kind in [Kind::Xlsx, Kind::Ods] {
            let bytes = write(kind, &reports, made_at).unwrap();
            assert_eq!(bytes, write(kind, &reports, made_at).unwrap());
            let name = match kind {
                Kind::Xlsx => "xl/sharedStrings.xml",
                Kind::Ods => "content.xml",
            };
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let text = std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
            for wanted in ["a.pdf", "=b.pdf", wording::verdict(Verdict::Unreadable)] {
                assert!(text.contains(wanted), "{wanted}");
            }
        }
    }
}
