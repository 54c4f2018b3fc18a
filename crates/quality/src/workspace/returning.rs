//! Returning: the report on a dossier goes out signed, and the association opens it beside its own
//! answers, which stay as they are.

use std::path::Path;

use pades::identity::Identity;
use pades::{Limits, TrustAnchors};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::leaflet::sign_leaflet;
use super::received::read;
use super::{Error, Issued, IssuedDossier, ReviewSheet, Workspace};
use crate::evidence;
use crate::id::ReviewId;
use crate::review::report::{self, Content};
use crate::review::{self, Proceeding, ReviewFile, State};
use crate::verification::{self, SignatureReport, signer_of};

/// A report that came back on a dossier that this workspace issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Return {
    /// Who signed the report.
    pub signature: SignatureReport,
    /// The dossier that it is about, as it was issued here.
    pub dossier: IssuedDossier,
    /// What it says.
    pub review: ReviewFile,
}

impl Workspace {
    /// Issues the report on a dossier as one signed file at `target`, and remembers how far the
    /// review is. `state` says which report: [`State::PreReport`] or [`State::Closed`].
    ///
    /// The file is verified before it gets its name; what stood there stays until then.
    ///
    /// # Errors
    /// [`Error::Dossier`], [`Error::Signing`], [`Error::NotAReport`]; otherwise as the disk says.
    pub fn issue_report(
        &self,
        id: ReviewId,
        state: State,
        identity: &Identity,
        target: &Path,
    ) -> Result<(Issued, ReviewSheet), Error> {
        let sheet = self.review(id)?;
        let signer = signer_of(identity.certificate());
        let published = self.edition(sheet.content.received.assessment.grid.file_digest)?;
        let rendered = report::render(&Content {
            published: &published,
            review: &sheet.content,
            state,
            issued_at: self.now(),
            signer: &signer,
            engine: &verification::engine(),
        })?;
        let issued = sign_leaflet(
            &rendered,
            report::NAME,
            identity,
            self.now(),
            target,
            not_a_report,
        )?;
        let proceeding = Proceeding {
            state,
            ..sheet.content.proceeding
        };
        let sheet = self.change_proceeding(id, &proceeding)?;
        Ok((issued, sheet))
    }

    /// A name for the report on a dossier, in plain letters: programme and day.
    ///
    /// # Errors
    /// [`Error::UnknownReview`], or as the store says.
    pub fn report_name(&self, id: ReviewId) -> Result<String, Error> {
        let received = self.review(id)?.content.received;
        let plain = evidence::plain_name(&received.assessment.programme.name);
        Ok(format!("rapport_{plain}_{}.pdf", self.now().day()))
    }

    /// Opens a report that came back. Nothing is changed, here or in the file.
    ///
    /// # Errors
    /// [`Error::NotAReport`] unless one sound signature covers a report;
    /// [`Error::NotOurDossier`] when its dossier was not issued from this workspace;
    /// [`Error::ReviewFile`] when what it carries contradicts itself.
    pub fn open_return(
        &self,
        path: &Path,
        anchors: &TrustAnchors,
        limits: &Limits<'_>,
    ) -> Result<Return, Error> {
        let bytes = read(path)?;
        let found = verification::returned(&bytes, report::NAME, anchors, self.now(), limits)
            .ok_or_else(|| not_a_report(path))?;
        let of_report = |source| Error::ReviewFile {
            path: path.to_owned(),
            source,
        };
        let subject = review::subject(&found.bytes).map_err(of_report)?;
        let issued = self.store.issued()?;
        let dossier = issued
            .into_iter()
            .find(|one| one.digest == subject.file_digest)
            .ok_or_else(|| Error::NotOurDossier {
                path: path.to_owned(),
            })?;
        let (published, _) = self.load(dossier.assessment)?;
        let review = review::read(&found.bytes, dossier.digest, published.grid());
        Ok(Return {
            signature: found.signature,
            review: review.map_err(of_report)?,
            dossier,
        })
    }
}

fn not_a_report(path: &Path) -> Error {
    Error::NotAReport {
        path: path.to_owned(),
    }
}
