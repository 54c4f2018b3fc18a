//! Trust list on paper (liste de confiance): the list as one PDF of the same making as a dossier,
//! which a person reads and which carries `trust.json`.
//!
//! Pure: same list, same signer, same moment, same bytes. Says of each key what decides about it
//! now; the whole journal is in the attached file. Source: docs/trust-list.md.

mod wording;

use crate::clock::Moment;
use crate::digest::Digest;
use crate::dossier::block::{Block, Table, Text, fact, paragraphs};
use crate::dossier::layout::Running;
use crate::dossier::leaflet::{cover, identity, signature, small, source};
use crate::dossier::page::{Anchor, Tag};
use crate::dossier::style::{self, NOT_MET, PRIMARY, PRIMARY_SOFT, TEXT_WIDTH, WHITE};
use crate::dossier::typography::{flat, groups, one_line};
use crate::dossier::{Composed, Engine, Error, Leaflet, Signer, compose, wording as pages};
use crate::trust::{Key, TrustList, Withdrawal};

/// Name of the list among the attached files.
pub const NAME: &str = "trust.json";

/// Width of the columns that name a key and show its fingerprint, four groups a line, in points.
const COLUMNS: (f32, f32) = (146.0, 92.0);

/// Everything the sheet is made of.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The list.
    pub list: &'a TrustList,
    /// When it is issued.
    pub issued_at: Moment,
    /// Who signs.
    pub signer: &'a Signer,
    /// The application.
    pub engine: &'a Engine,
}

/// The sheet, and the list that it carries.
///
/// # Errors
/// As [`crate::dossier::render`].
pub fn render(content: &Content<'_>) -> Result<Composed, Error> {
    let bytes = content.list.write();
    let digest = Digest::of(&bytes);
    let signer = content.signer;
    let name = one_line(&signer.name);
    let running = Running {
        head: wording::running_head(&name),
        notice: None,
        spares_cover: true,
        foot: wording::running_foot(&digest.hex()[..16]),
        page_of: pages::page_of,
        watermark: None,
    };
    let leaflet = Leaflet {
        blocks: &blocks(content, &digest),
        anchors: 3,
        running: &running,
        title: &wording::title(&name),
        author: &name,
        engine: content.engine,
        identity: identity(&bytes, signer),
        issued_at: content.issued_at,
        signer: Some(signer),
        reason: wording::TITLE,
    };
    let attached = source(NAME, wording::ATTACHED, content.issued_at, bytes);
    compose(&leaflet, vec![attached])
}

fn blocks(content: &Content<'_>, digest: &Digest) -> Vec<Block> {
    let keys = content.list.deciding();
    let standing: Vec<&Key> = keys
        .iter()
        .copied()
        .filter(|key| key.withdrawn.is_none())
        .collect();
    let withdrawn: Vec<(&Key, &Withdrawal)> = keys
        .iter()
        .filter_map(|key| Some((*key, key.withdrawn.as_ref()?)))
        .collect();
    let sections = [
        opening(content, standing.len(), withdrawn.len()),
        standing_keys(&standing),
        withdrawn_keys(&withdrawn),
        end(content, digest),
    ];
    let sections = sections.into_iter().filter(|blocks| !blocks.is_empty());
    sections
        .map(|blocks| Block::Group {
            tag: Tag::Section,
            blocks,
        })
        .collect()
}

fn opening(content: &Content<'_>, standing: usize, withdrawn: usize) -> Vec<Block> {
    let soft = style::BODY.coloured(PRIMARY_SOFT);
    let on = pages::long_day(content.issued_at.day());
    let title = vec![
        Text::paragraph(
            flat(&content.signer.name),
            style::LEAD.coloured(PRIMARY_SOFT),
        )
        .before(0.0)
        .keeping()
        .into(),
        Text::new(
            Tag::Heading(1),
            wording::TITLE,
            style::HEADING_1.coloured(WHITE),
        )
        .before(18.0)
        .into(),
        Text::paragraph(
            wording::count(standing, withdrawn),
            style::LEAD.coloured(WHITE),
        )
        .before(6.0)
        .into(),
        Text::paragraph(wording::issued(&on), soft)
            .before(12.0)
            .into(),
        Block::Gap(20.0),
    ];
    vec![
        cover(title),
        Block::Gap(18.0),
        Text::paragraph(wording::WHAT, style::BODY).into(),
        Text::paragraph(wording::HOW_TO_TAKE, style::BODY)
            .before(6.0)
            .into(),
    ]
}

/// No gap follows it: the heading would then not stay with its table.
fn heading(anchor: usize, title: &'static str) -> Block {
    Text::heading(1, title)
        .before(22.0)
        .anchored(Anchor(anchor), 1, title)
        .into()
}

fn standing_keys(keys: &[&Key]) -> Vec<Block> {
    let mut blocks = vec![heading(0, wording::STANDING)];
    if keys.is_empty() {
        blocks.push(
            Text::paragraph(wording::NONE, style::BODY)
                .before(6.0)
                .into(),
        );
        return blocks;
    }
    let rows = keys.iter().map(|key| {
        let mut holder = holder(key);
        let until = wording::valid_until(&pages::long_day(key.valid_until));
        holder.push(small(&until, style::SMALL_MUTED));
        let mut checked = vec![small(
            &wording::recorded(&pages::long_day(key.recorded_at.day()), &key.author),
            style::SMALL_MUTED,
        )];
        checked.extend(paragraphs(&key.how, style::SMALL, 1.5));
        vec![holder, fingerprint(key), checked]
    });
    blocks.push(table(wording::STANDING_COLUMNS, rows.collect()));
    blocks
}

fn withdrawn_keys(keys: &[(&Key, &Withdrawal)]) -> Vec<Block> {
    if keys.is_empty() {
        return Vec::new();
    }
    let rows = keys.iter().map(|(key, withdrawal)| {
        let mut why = vec![small(
            &wording::withdrawn(&pages::long_day(withdrawal.at.day()), &withdrawal.author),
            style::SMALL_MUTED,
        )];
        why.extend(paragraphs(&withdrawal.why, style::SMALL, 1.5));
        let mut holder = holder(key);
        if withdrawal.revoked {
            let tone = style::SMALL_STRONG.coloured(NOT_MET);
            holder.push(small(wording::COMPROMISED, tone));
        }
        vec![holder, fingerprint(key), why]
    });
    vec![
        heading(1, wording::WITHDRAWN),
        table(wording::WITHDRAWN_COLUMNS, rows.collect()),
    ]
}

/// The name in the certificate, and whether it is an authority's.
fn holder(key: &Key) -> Vec<Block> {
    let name = if key.name.trim().is_empty() {
        pages::UNNAMED
    } else {
        &key.name
    };
    let mut holder = vec![small(name, style::SMALL_STRONG)];
    if key.is_authority {
        holder.push(small(wording::AUTHORITY, style::SMALL.coloured(PRIMARY)));
    }
    holder
}

fn fingerprint(key: &Key) -> Vec<Block> {
    let digits = groups(&key.certificate_digest.hex());
    vec![Text::paragraph(digits, style::SMALL_WHOLE.tabular()).into()]
}

fn table(head: [&str; 3], rows: Vec<Vec<Vec<Block>>>) -> Block {
    let (holder, fingerprint) = COLUMNS;
    Block::Table(Table {
        columns: vec![holder, fingerprint, TEXT_WIDTH - holder - fingerprint],
        head: head.map(str::to_owned).to_vec(),
        rows,
        has_row_heads: true,
    })
}

/// Which list it is, and who answers for it: on one page with the field that is signed.
fn end(content: &Content<'_>, digest: &Digest) -> Vec<Block> {
    let signer = content.signer;
    let heading = Text::new(Tag::Heading(1), wording::ISSUE, style::HEADING_2)
        .keeping()
        .anchored(Anchor(2), 1, wording::ISSUE);
    let mut above = vec![heading.into()];
    let facts = [
        (wording::DAY, pages::moment(content.issued_at)),
        (
            wording::CERTIFICATE,
            groups(&signer.certificate_digest.hex()),
        ),
        (wording::FILE, groups(&digest.hex())),
    ];
    for (name, value) in facts {
        above.extend(fact(name, &value));
    }
    let on = pages::long_day(content.issued_at.day());
    vec![
        Block::Gap(24.0),
        signature(above, wording::DECLARATION, signer, &on),
    ]
}
