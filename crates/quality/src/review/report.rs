//! Report (rapport): the review as one PDF of the same making as a dossier, which the association
//! reads and which carries `review.json`.
//!
//! Pure: same review, same signer, same moment, same bytes. Notes on interviews stay with the
//! auditor. Source: `docs/review.md`; design.md, section Paper.

use super::{Comparison, Finding, Judgement, Review, ReviewFile, State, compare, wording};
use crate::clock::Moment;
use crate::dossier::block::{Block, Table, Text, fact, paragraphs};
use crate::dossier::layout::Running;
use crate::dossier::leaflet::{card, cover, identity, signature, small, source};
use crate::dossier::page::{Anchor, Tag};
use crate::dossier::style::{self, PRIMARY_SOFT, TEXT_WIDTH, WHITE};
use crate::dossier::typography::{flat, groups, one_line};
use crate::dossier::{
    Composed, Engine, Error, Leaflet, Signer, compose, picture, wording as pages,
};
use crate::grid::{Grid, Published};
use crate::id::LevelId;

/// Name of the review among the attached files.
pub const NAME: &str = "review.json";

/// Everything a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// The edition that the dossier answers.
    pub published: &'a Published,
    /// What was received and found.
    pub review: &'a Review,
    /// Which report it is: the pre-report, or the final one.
    pub state: State,
    /// When it is issued.
    pub issued_at: Moment,
    /// Who signs.
    pub signer: &'a Signer,
    /// The application.
    pub engine: &'a Engine,
}

/// The report, and the review that it carries.
///
/// # Errors
/// As [`crate::dossier::render`].
pub fn render(content: &Content<'_>) -> Result<Composed, Error> {
    let returned = returned(content);
    let bytes = ReviewFile::of(&returned, content.published.grid(), content.issued_at).write();
    let received = &content.review.received;
    let view = View {
        content,
        grid: content.published.grid(),
        levels: compare(
            content.published.grid(),
            &received.assessment,
            &content.review.findings,
        ),
        organisation: flat(&received.assessment.organisation.name),
        programme: flat(&received.assessment.programme.name),
    };
    let running = Running {
        head: wording::running_head(content.state, &view.programme),
        notice: view.grid.notice.clone(),
        spares_cover: true,
        foot: wording::running_foot(&received.file_digest.hex()[..16]),
        page_of: pages::page_of,
        watermark: None,
    };
    let title = wording::title(content.state, &one_line(&view.organisation));
    let leaflet = Leaflet {
        blocks: &view.blocks(),
        anchors: 3,
        running: &running,
        title: &title,
        author: &one_line(&content.signer.name),
        engine: content.engine,
        identity: identity(&bytes, content.signer),
        issued_at: content.issued_at,
        signer: Some(content.signer),
        reason: wording::REASON,
    };
    let attached = source(NAME, wording::ATTACHED, content.issued_at, bytes);
    compose(&leaflet, vec![attached])
}

/// The review as it leaves: in the state of the report, without notes.
fn returned(content: &Content<'_>) -> Review {
    let mut review = content.review.clone();
    review.proceeding.state = content.state;
    for interview in &mut review.interviews {
        interview.notes = None;
    }
    review
}

struct View<'a> {
    content: &'a Content<'a>,
    grid: &'a Grid,
    levels: Comparison,
    organisation: String,
    programme: String,
}

impl View<'_> {
    fn blocks(&self) -> Vec<Block> {
        let sections = [
            self.cover(),
            self.requests(),
            self.findings(),
            self.grounds(),
        ];
        let sections = sections.into_iter().filter(|blocks| !blocks.is_empty());
        sections
            .map(|blocks| Block::Group {
                tag: Tag::Section,
                blocks,
            })
            .collect()
    }

    fn cover(&self) -> Vec<Block> {
        let soft = style::BODY.coloured(PRIMARY_SOFT);
        let received = &self.content.review.received;
        let on = pages::long_day(self.content.issued_at.day());
        let title = vec![
            Text::paragraph(
                wording::kind(self.content.state),
                style::LEAD.coloured(PRIMARY_SOFT),
            )
            .before(0.0)
            .keeping()
            .into(),
            Text::new(
                Tag::Heading(1),
                self.organisation.as_str(),
                style::HEADING_1.coloured(WHITE),
            )
            .before(32.0)
            .into(),
            Text::paragraph(self.programme.as_str(), style::LEAD.coloured(WHITE))
                .before(6.0)
                .into(),
            Text::paragraph(flat(&received.assessment.campaign.title), soft)
                .before(12.0)
                .into(),
            Text::paragraph(wording::by(&flat(&self.content.signer.name), &on), soft).into(),
            Block::Gap(20.0),
        ];
        let mut blocks = vec![cover(title)];
        blocks.push(Block::Gap(20.0));
        blocks.extend(self.level(wording::BY_FINDINGS, self.levels.found.level.as_ref()));
        blocks.extend(self.level(wording::BY_ANSWERS, self.levels.answered.level.as_ref()));
        blocks.push(
            Text::paragraph(
                wording::examined(self.judged(), self.levels.open.len()),
                style::BODY,
            )
            .before(10.0)
            .into(),
        );
        let conclusion = self.content.review.proceeding.conclusion.as_deref();
        if let Some(conclusion) = conclusion.filter(|text| !text.trim().is_empty()) {
            blocks.push(Text::heading(2, wording::CONCLUSION).before(16.0).into());
            blocks.extend(paragraphs(conclusion, style::BODY, 4.0));
        }
        if let Some(notice) = &self.grid.notice {
            blocks.push(Block::Gap(14.0));
            let mut inside = vec![Text::paragraph(notice.as_str(), style::SMALL_STRONG).into()];
            if let Some(disclaimer) = &self.grid.disclaimer {
                let text = Text::paragraph(disclaimer.as_str(), style::SMALL_MUTED);
                inside.push(text.before(3.0).into());
            }
            blocks.push(card(inside));
        }
        blocks
    }

    fn judged(&self) -> usize {
        let findings = self.content.review.findings.iter();
        findings.filter(|one| one.judgement.is_some()).count()
    }

    fn level(&self, label: &str, level: Option<&LevelId>) -> Vec<Block> {
        let place = level.and_then(|id| self.grid.levels.iter().position(|one| one.id == *id));
        let number = place.map_or(0, |place| place + 1);
        let title = place.map(|place| self.grid.levels[place].title.as_str());
        vec![
            Text::paragraph(label, style::LABEL)
                .before(8.0)
                .keeping()
                .into(),
            Text::paragraph(wording::level(number, title), style::HEADING_2)
                .marked(picture::level_bars(number, 16.0))
                .into(),
        ]
    }

    /// What the association is asked for, first: that is what it acts on.
    fn requests(&self) -> Vec<Block> {
        let asked = self.in_order().filter(|finding| {
            let request = finding.request.as_deref().unwrap_or_default();
            !request.trim().is_empty()
        });
        let rows: Vec<Vec<Vec<Block>>> = asked
            .map(|finding| {
                let request = finding.request.as_deref().unwrap_or_default();
                vec![
                    vec![small(finding.standard.as_str(), style::SMALL_STRONG)],
                    vec![small(self.title(finding), style::SMALL)],
                    paragraphs(request, style::SMALL, 0.0).collect(),
                ]
            })
            .collect();
        let mut blocks = opening(Anchor(0), wording::REQUESTS);
        if rows.is_empty() {
            blocks.push(
                Text::paragraph(wording::NO_REQUEST, style::BODY)
                    .before(6.0)
                    .into(),
            );
            return blocks;
        }
        blocks.push(Block::Gap(8.0));
        let (id, title) = (62.0, 150.0);
        blocks.push(Block::Table(Table {
            columns: vec![id, title, TEXT_WIDTH - id - title],
            head: wording::REQUEST_COLUMNS.map(str::to_owned).to_vec(),
            rows,
            has_row_heads: true,
        }));
        blocks
    }

    fn findings(&self) -> Vec<Block> {
        let rows: Vec<Vec<Vec<Block>>> = self
            .in_order()
            .map(|finding| {
                let judgement = finding.judgement.map_or("", wording::judgement);
                let mut found = vec![small(judgement, tone(finding.judgement))];
                let comment = finding.comment.as_deref().unwrap_or_default();
                found.extend(paragraphs(comment, style::SMALL, 1.5));
                vec![
                    vec![small(finding.standard.as_str(), style::SMALL_STRONG)],
                    vec![small(self.title(finding), style::SMALL)],
                    found,
                ]
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![
            Text::heading(1, wording::FINDINGS)
                .before(22.0)
                .anchored(Anchor(1), 1, wording::FINDINGS)
                .into(),
        ];
        blocks.push(Block::Gap(8.0));
        let (id, title) = (62.0, 150.0);
        blocks.push(Block::Table(Table {
            columns: vec![id, title, TEXT_WIDTH - id - title],
            head: wording::FINDING_COLUMNS.map(str::to_owned).to_vec(),
            rows,
            has_row_heads: true,
        }));
        blocks
    }

    /// What was examined, with whom one spoke, and who answers for it.
    fn grounds(&self) -> Vec<Block> {
        let received = &self.content.review.received;
        let signer = self.content.signer;
        let mut blocks = opening(Anchor(2), wording::GROUNDS);
        let facts = [
            (wording::DOSSIER, groups(&received.file_digest.hex())),
            (wording::SIGNED_BY, flat(&received.signer)),
            (
                wording::THEIR_CERTIFICATE,
                groups(&received.certificate_digest.hex()),
            ),
            (wording::ISSUED, pages::moment(received.issued_at)),
            (wording::DAY, pages::moment(self.content.issued_at)),
            (
                wording::CERTIFICATE,
                groups(&signer.certificate_digest.hex()),
            ),
        ];
        for (name, value) in facts {
            blocks.extend(fact(name, &value));
        }
        let interviews = &self.content.review.interviews;
        if !interviews.is_empty() {
            blocks.push(Text::heading(2, wording::INTERVIEWS).before(14.0).into());
            let items = interviews.iter().map(|interview| {
                let day = interview.held_on.map(pages::long_day);
                vec![small(
                    &wording::interview(interview.whom, day.as_deref()),
                    style::SMALL,
                )]
            });
            blocks.push(Block::List(items.collect()));
        }
        blocks.push(Block::Gap(14.0));
        let on = pages::long_day(self.content.issued_at.day());
        blocks.push(signature(Vec::new(), wording::DECLARATION, signer, &on));
        blocks
    }

    /// The findings that say something, in grid order.
    fn in_order(&self) -> impl Iterator<Item = &Finding> {
        let standards = self.grid.standards.iter();
        let findings = standards.filter_map(|one| self.content.review.finding(&one.id));
        findings.filter(|finding| !finding.is_blank())
    }

    fn title(&self, finding: &Finding) -> &str {
        let mut standards = self.grid.standards.iter();
        let standard = standards.find(|one| one.id == finding.standard);
        standard.map_or("", |standard| standard.title.as_str())
    }
}

fn opening(anchor: Anchor, title: &'static str) -> Vec<Block> {
    vec![
        Block::NewPage,
        Text::heading(1, title).anchored(anchor, 1, title).into(),
    ]
}

fn tone(judgement: Option<Judgement>) -> style::Type {
    let colour = match judgement {
        Some(Judgement::Conforming | Judgement::Strength) => style::MET,
        Some(Judgement::PointOfAttention | Judgement::MinorNonconformity) => style::PARTLY,
        Some(Judgement::MajorNonconformity | Judgement::ContestedNotApplicable) => style::NOT_MET,
        Some(Judgement::ToCheck) | None => style::MUTED,
    };
    style::SMALL_STRONG.coloured(colour)
}
