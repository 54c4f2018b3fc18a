//! History in brief: what was written when and by whom, and the digest that closes it.
//!
//! The entries themselves are attached; their content is not read here.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::opening;
use super::view::{Section, View};
use crate::clock::{Day, Moment};
use crate::dossier::block::{Block, Table, Text, fact};
use crate::dossier::style::{self, TEXT_WIDTH};
use crate::dossier::typography::{brief, flat, groups};
use crate::dossier::wording;
use crate::journal::{Record, RecordKind};

/// Most names that are told.
const AUTHORS: usize = 12;

pub(super) fn blocks(view: &View<'_>) -> Vec<Block> {
    let mut blocks = opening(view, Section::History);
    let journal = view.content.journal;
    let history = read(journal.bytes);
    let intro = wording::history(journal.entries, history.span());
    blocks.push(Text::paragraph(intro, style::BODY).before(6.0).into());
    if !history.kinds.is_empty() {
        blocks.push(Block::Gap(10.0));
        blocks.push(Block::Table(table(&history)));
    }
    blocks.push(Block::Gap(8.0));
    let authors: Vec<String> = history
        .authors
        .iter()
        .map(|author| brief(&flat(author), 60))
        .collect();
    if !authors.is_empty() {
        let rest = authors.len().saturating_sub(AUTHORS);
        let told = wording::authors(&authors[..authors.len() - rest], rest);
        blocks.extend(fact(wording::AUTHORS, &told));
    }
    if let Some(head) = journal.head_digest {
        blocks.extend(fact(wording::HEAD_DIGEST, &groups(&head.hex())));
        blocks.push(
            Text::paragraph(wording::CHAIN, style::SMALL_MUTED)
                .before(4.0)
                .into(),
        );
    }
    blocks
}

/// What a line of the journal says that is told here.
#[derive(Deserialize)]
struct Line {
    recorded_at: Moment,
    author: Option<String>,
    record: Record,
}

/// Entries of one kind.
#[derive(Clone, Copy)]
struct Written {
    entries: u64,
    first: Day,
    last: Day,
}

#[derive(Default)]
struct History {
    kinds: BTreeMap<RecordKind, Written>,
    authors: BTreeSet<String>,
}

impl History {
    fn span(&self) -> Option<(Day, Day)> {
        let first = self.kinds.values().map(|written| written.first).min()?;
        let last = self.kinds.values().map(|written| written.last).max()?;
        Some((first, last))
    }
}

/// The days are those of the clock that wrote them; their order is not judged here.
fn read(lines: &[u8]) -> History {
    let mut history = History::default();
    let entries = lines
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Line>(line).ok());
    for entry in entries {
        let day = entry.recorded_at.day();
        let written = history.kinds.entry(entry.record.kind).or_insert(Written {
            entries: 0,
            first: day,
            last: day,
        });
        written.entries += 1;
        written.first = written.first.min(day);
        written.last = written.last.max(day);
        history.authors.extend(entry.author);
    }
    history
}

fn table(history: &History) -> Table {
    let plain = |text: String| vec![Block::from(Text::paragraph(text, style::SMALL.tabular()))];
    let rows = history.kinds.iter().map(|(kind, written)| {
        let name = Text::paragraph(wording::record_kind(*kind), style::SMALL_STRONG);
        vec![
            vec![name.into()],
            plain(written.entries.to_string()),
            plain(wording::day(written.first)),
            plain(wording::day(written.last)),
        ]
    });
    let narrow = 96.0;
    Table {
        columns: vec![TEXT_WIDTH - 3.0 * narrow, narrow, narrow, narrow],
        head: wording::HISTORY_COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        has_row_heads: true,
    }
}
