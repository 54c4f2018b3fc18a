//! Certified files: what their own permissions would let anyone add, and ours do not.
//!
//! Evil annotation attack (EAA) and sneaky signature attack (SSA): an addition that lies over the
//! page, allowed by DocMDP at levels 2 and 3.

use quality::verification::CheckName::{OneSignature, SingleRevision, WholeFile};

use super::incremental::{Form, updated};
use super::parts::signed;
use super::{Broken, Case, Contradictory, Give};

pub fn forge(case: &Case, give: Give<'_>) {
    for permission in [1, 2, 3] {
        let parts = case.parts.edited(
            case.parts.signature,
            "/P 1 /V /1.2",
            &format!("/P {permission} /V /1.2"),
        );
        let (page, catalog, next) = (parts.page(), parts.catalog(), parts.next());
        let certified = case.by_original(&parts.write());
        if permission > 1 {
            let name = format!("level-{permission}");
            give(&name, certified.clone(), Contradictory(SingleRevision));
        }
        let lies_on_top = parts.edited(page, "/Tabs /S", &format!("/Tabs /S/Annots [{next} 0 R]"));
        let on_top = (page, lies_on_top.objects[&page].clone());
        for kind in [
            "FreeText",
            "Stamp",
            "Redact",
            "Ink",
            "Highlight",
            "Link",
            "Popup",
            "Square",
        ] {
            let note = format!("<</Type /Annot/Subtype /{kind}/Rect [0 0 595 842]/F 4/C [1 1 1]>>");
            let update = vec![on_top.clone(), (next, note.into_bytes())];
            let forged = updated(&certified, &parts, Form::Table, &update);
            let name = format!("level-{permission}-{kind}").to_lowercase();
            give(&name, forged, Broken(WholeFile));
        }
        let listed = parts.edited(catalog, "/Fields [", &format!("/Fields [{next} 0 R "));
        let field = format!(
            "<</Type /Annot/Subtype /Widget/FT /Sig/T (Visa)/Rect [0 0 595 842]/V {} 0 R>>",
            next + 1
        );
        let dictionary = parts.edited(parts.signature, "/Reference [", "/Rifirence [");
        let update = vec![
            on_top,
            (catalog, listed.objects[&catalog].clone()),
            (next, field.into_bytes()),
            (next + 1, dictionary.objects[&parts.signature].clone()),
        ];
        let bytes = updated(&certified, &parts, Form::Table, &update);
        let forged = signed(&bytes, &case.attacker, |_| {});
        give(
            &format!("level-{permission}-signature"),
            forged,
            Broken(OneSignature),
        );
    }
}
