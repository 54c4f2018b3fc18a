//! Bombs: files that ask for more memory, time or depth than they should get.
//!
//! Knows no limit; each must simply come to an end. Source: trust.md, R7.

use super::Document;
use super::forgery::Forgery;

/// Files that ask for more than they should: name and bytes.
pub fn all() -> Vec<Forgery> {
    let make = |name: &str, bytes: Vec<u8>| Forgery {
        name: name.to_owned(),
        bytes,
    };
    let with_object = |body: Vec<u8>| {
        let mut document = Document {
            objects: Vec::new(),
            root: 1,
        };
        document.add("<< /Type /Catalog /Pages 2 0 R >>");
        document.add("<< /Type /Pages /Kids [] /Count 0 >>");
        document.add(body);
        document.write().bytes
    };
    let frame = |middle: &str| format!("%PDF-1.7\n{middle}\nstartxref\n9\n%%EOF\n").into_bytes();
    vec![
        make("arrays-within-arrays", with_object(b"[".repeat(1_000_000))),
        make(
            "dictionaries-within-dictionaries",
            with_object(b"<</A".repeat(500_000)),
        ),
        make(
            "closed-nesting",
            with_object([b"[".repeat(100_000), b"]".repeat(100_000)].concat()),
        ),
        make(
            "many-values",
            with_object([b"[".to_vec(), b"0 ".repeat(2_000_000), b"]".to_vec()].concat()),
        ),
        make("string-without-end", with_object(b"(".repeat(3_000_000))),
        make(
            "name-of-megabytes",
            with_object([b"/".to_vec(), b"a".repeat(20_000_000)].concat()),
        ),
        make(
            "table-of-billions",
            frame("xref\n0 4294967295\ntrailer\n<< /Root 1 0 R >>"),
        ),
        make(
            "table-of-overflow",
            frame("xref\n18446744073709551615 18446744073709551615\ntrailer\n<<>>"),
        ),
        make(
            "section-loop",
            frame("xref\n0 0\ntrailer\n<< /Root 1 0 R /Prev 9 >>"),
        ),
        make(
            "hybrid-loop",
            frame("xref\n0 0\ntrailer\n<< /Root 1 0 R /XRefStm 9 >>"),
        ),
        make(
            "stream-section-of-billions",
            frame(
                "1 0 obj\n<< /Type /XRef /W [1 8 8] /Index [0 4294967295] /Size 9 /Length 0 >>\nstream\n\nendstream\nendobj",
            ),
        ),
        make(
            "stream-section-without-width",
            frame(
                "1 0 obj\n<< /Type /XRef /W [0 0 0] /Size 999999999 /Length 0 >>\nstream\n\nendstream\nendobj",
            ),
        ),
        make(
            "length-beyond-the-file",
            with_object(b"<< /Length 99999999999 >>\nstream\nx\nendstream".to_vec()),
        ),
        make(
            "length-of-itself",
            with_object(b"<< /Length 3 0 R >>\nstream\nx\nendstream".to_vec()),
        ),
        make("root-of-itself", {
            let mut document = Document {
                objects: Vec::new(),
                root: 1,
            };
            document.add("1 0 R");
            document.write().bytes
        }),
    ]
}
