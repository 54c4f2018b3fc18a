//! Who takes part: the organisation and its programme, as an assessment states them.
//!
//! Knows nothing of answers. Source: formats.md, section 2.

pub(crate) mod wording;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::clock::Day;
use crate::id::{ConditionId, OrganisationId, ProgrammeId};

/// Legal form of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Association under the law of 1 July 1901.
    #[serde(rename = "association_1901")]
    Association1901,
    /// Association under the local law of Alsace-Moselle.
    AssociationLocalLaw,
    /// Foundation.
    Foundation,
    /// Public interest group (groupement d'intérêt public).
    Gip,
    /// Any other form.
    Other,
}

/// Organisation (organisme) that runs the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Names it over all its programmes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OrganisationId>,
    /// Its name, as it appears on the dossier.
    pub name: String,
    /// Its legal form.
    pub kind: Kind,
    /// Number in the national register of associations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rna: Option<String>,
    /// Number in the register of enterprises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Address to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    /// Who represents it in law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
}

/// Programme (programme) that is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Names it over all its campaigns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ProgrammeId>,
    /// Its name.
    pub name: String,
    /// First day of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_on: Option<Day>,
    /// Young people it is made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Where it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territories: Option<String>,
    /// Number of mentees (mentorés) at present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentees: Option<u32>,
    /// Number of mentors at present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentors: Option<u32>,
    /// Answers to the grid's conditions; one that is absent was not answered.
    pub conditions: BTreeMap<ConditionId, bool>,
}

/// Whether `rna` has the shape of a number of the national register: `W` and nine characters.
///
/// A doubtful one is a warning, never a refusal. Source: formats.md, section 2.
pub fn is_plausible_rna(rna: &str) -> bool {
    let bytes = rna.as_bytes();
    bytes.len() == 10
        && bytes[0] == b'W'
        && bytes[1].is_ascii_digit()
        && (bytes[2].is_ascii_digit() || bytes[2].is_ascii_uppercase())
        && bytes[3..].iter().all(u8::is_ascii_digit)
}

/// Whether `siren` has nine digits and a right Luhn check digit.
pub fn is_plausible_siren(siren: &str) -> bool {
    if siren.len() != 9 || !siren.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let luhn = |(place, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        }
    };
    siren.bytes().rev().enumerate().map(luhn).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn register_numbers_are_checked() {
        for good in ["W751000000", "W9R1000000"] {
            assert!(is_plausible_rna(good), "{good}");
        }
        for bad in [
            "W75100000",
            "751000000",
            "w751000000",
            "W75100000A",
            "WA51000000",
            "W7é100000",
        ] {
            assert!(!is_plausible_rna(bad), "{bad}");
        }
        assert!(
            is_plausible_siren("732829320"),
            "the example of INSEE's documentation"
        );
        for bad in ["732829321", "73282932", "73282932A", "7328293200"] {
            assert!(!is_plausible_siren(bad), "{bad}");
        }
    }
}
