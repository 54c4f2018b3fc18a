//! JSON Schemas (draft 2020-12) of the formats, made from the types.
//!
//! They are committed in `standards/schemas`; a test keeps them current.

use schemars::JsonSchema;

use crate::assessment::Assessment;
use crate::dossier::Manifest;
use crate::grid::Grid;
use crate::review::ReviewFile;
use crate::trust;

/// Schema of `label-mentorat/grid/1`.
pub fn grid() -> String {
    schema_of::<Grid>()
}

/// Schema of `label-mentorat/assessment/1`.
pub fn assessment() -> String {
    schema_of::<Assessment>()
}

/// Schema of `label-mentorat/dossier/1`.
pub fn dossier() -> String {
    schema_of::<Manifest>()
}

/// Schema of `label-mentorat/review/1`.
pub fn review() -> String {
    schema_of::<ReviewFile>()
}

/// Schema of `label-mentorat/trust/1`.
pub fn trust() -> String {
    schema_of::<trust::File>()
}

fn schema_of<T: JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is always JSON");
    text.push('\n');
    text
}
