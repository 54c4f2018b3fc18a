//! What ships inside the executable: the indicative grid and the example.

use std::sync::LazyLock;

use quality::grid::Published;

/// The grid that is used until the official one is imported; read once.
pub fn shipped() -> &'static Published {
    static SHIPPED: LazyLock<Published> = LazyLock::new(|| {
        let bytes = include_bytes!("../../standards/indicative-mentorat/2026-1.json");
        quality::grid::read(bytes.to_vec()).expect("the shipped grid is checked by the tests")
    });
    &SHIPPED
}

/// The example's assessment, in the exchange format.
pub const ASSESSMENT: &[u8] = include_bytes!("../../fixtures/demo/assessment.json");

// The example's evidence, as `EVIDENCE: &[(file name, content)]`, listed by build.rs.
include!(concat!(env!("OUT_DIR"), "/example_evidence.rs"));
