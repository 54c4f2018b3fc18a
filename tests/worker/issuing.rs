//! Issuing: the signed dossier written over the last one, each time with one more answer.

use std::path::Path;

use pades::identity::{Algorithm, Subject};
use pades::{Limits, TrustAnchors};
use quality::clock::Moment;
use quality::verification::{self, Verdict};
use quality::workspace::{Choice, Error, create_identity, open_identity};

use super::answering::{answer, last_answer};
use super::{NOW, Work, demo_id, edge, make_light_workspace, open, passphrase};

/// Issues.
pub struct Issuing;

const DOSSIER: &str = "dossier.pdf";
const IDENTITY: &str = "sceau.p12";

impl Work for Issuing {
    fn name(&self) -> &'static str {
        "issue"
    }

    fn prepare(&self, folder: &Path) {
        make_light_workspace(folder, None);
        let subject = Subject::Organisation {
            name: "Essai".into(),
        };
        let path = folder.join(IDENTITY);
        create_identity(&path, &subject, Algorithm::P256, &passphrase(), &edge(2)).unwrap();
        self.perform(folder, 1, &mut |_| ()).unwrap();
    }

    fn perform(
        &self,
        folder: &Path,
        times: u64,
        acknowledge: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let identity = open_identity(&folder.join(IDENTITY), &passphrase())?;
        let workspace = open(folder, None)?;
        let there = last_answer(&workspace.sheet(demo_id())?.assessment);
        for number in there + 1..=there + times {
            answer(&workspace, number)?;
            let target = folder.join(DOSSIER);
            workspace.issue(demo_id(), &identity, &Choice::None, &target, &mut |_| true)?;
            acknowledge(number);
        }
        Ok(())
    }

    fn check(&self, folder: &Path, acknowledged: u64) -> u64 {
        let bytes = std::fs::read(folder.join(DOSSIER)).unwrap();
        let (anchors, at) = (TrustAnchors::new(), Moment::parse(NOW).unwrap());
        let verified = verification::verify(&bytes, DOSSIER, &anchors, at, &Limits::default());
        assert_eq!(verified.report.verdict, Verdict::Intact);
        let data = verified
            .embedded
            .iter()
            .find(|file| file.name == "dossier.json");
        let data: serde_json::Value =
            serde_json::from_slice(&data.unwrap().bytes().unwrap()).unwrap();
        let assessment = serde_json::from_value(data["assessment"].clone()).unwrap();
        let there = last_answer(&assessment);
        assert!(
            there >= acknowledged.max(1),
            "{acknowledged} said, {there} there"
        );
        open(folder, None).unwrap().check().unwrap();
        there
    }

    fn is_slow(&self) -> bool {
        true
    }
}
