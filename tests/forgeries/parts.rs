//! A dossier taken apart into its objects and put together again, as an attacker would.
//!
//! Follows the cross-reference table with code of its own, so that nothing of ours is trusted here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attacker::{SHA256, Signer, digest_of};
use super::cms::Cms;

/// Where `wanted` stands first.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// Where `wanted` stands last.
pub fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, wanted)
}

/// The bytes with the last `from` replaced.
pub fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = find_last(bytes, from)
        .unwrap_or_else(|| panic!("no {} in it", String::from_utf8_lossy(from)));
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// The digits after the last `startxref`.
pub fn start_of_table(bytes: &[u8]) -> usize {
    let at = find_last(bytes, b"startxref\n").unwrap() + 10;
    let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit());
    let count = digits.count();
    std::str::from_utf8(&bytes[at..at + count])
        .unwrap()
        .parse()
        .unwrap()
}

/// The objects of a file in one revision.
#[derive(Clone)]
pub struct Parts {
    head: Vec<u8>,
    /// What stands between `N 0 obj` and `endobj`.
    pub objects: BTreeMap<u32, Vec<u8>>,
    /// The trailer's entries but `/Size`.
    pub trailer: String,
    /// Stands between the objects and the table.
    pub before_table: Vec<u8>,
    /// Further lines of the table, as they are, behind the others.
    pub more_rows: String,
    /// Object of the signature dictionary.
    pub signature: u32,
}

impl Parts {
    pub fn read(bytes: &[u8]) -> Self {
        let table = start_of_table(bytes);
        let text = String::from_utf8_lossy(&bytes[table..]).into_owned();
        let mut lines = text.lines().skip(1);
        let count: usize = lines.next().unwrap()[2..].parse().unwrap();
        let mut starts: Vec<usize> = lines
            .skip(1)
            .take(count - 1)
            .map(|line| line[..10].parse().unwrap())
            .collect();
        let head = bytes[..starts[0]].to_vec();
        starts.push(table);
        let mut objects = BTreeMap::new();
        for (number, pair) in (1..).zip(starts.windows(2)) {
            let opening = format!("{number} 0 obj\n").len();
            let body = &bytes[pair[0] + opening..pair[1] - "\nendobj\n".len()];
            objects.insert(number, body.to_vec());
        }
        let trailer = text.split_once("trailer\n<<").unwrap().1;
        let trailer = trailer.split_once(">>\nstartxref").unwrap().0;
        let trailer = trailer.split_once("/Root").unwrap().1;
        let signature = numbered(&objects, b"/Type /Sig ");
        Self {
            head,
            objects,
            trailer: format!("/Root{trailer}"),
            before_table: vec![],
            more_rows: String::new(),
            signature,
        }
    }

    /// The one object in which this stands.
    pub fn with(&self, wanted: &str) -> u32 {
        numbered(&self.objects, wanted.as_bytes())
    }

    pub fn catalog(&self) -> u32 {
        self.with("/Type /Catalog")
    }

    /// The signature's field.
    pub fn field(&self) -> u32 {
        self.with("/FT /Sig")
    }

    /// First page.
    pub fn page(&self) -> u32 {
        self.with("/Type /Page/")
    }

    /// The body of an object, as text as far as it is.
    pub fn text(&self, number: u32) -> String {
        String::from_utf8_lossy(&self.objects[&number]).into_owned()
    }

    /// The same with something in one object replaced.
    pub fn edited(&self, number: u32, from: &str, to: &str) -> Self {
        let mut edited = self.clone();
        let body = edited.objects.get_mut(&number).unwrap();
        *body = replaced(body, from.as_bytes(), to.as_bytes());
        edited
    }

    /// The same with another body.
    pub fn with_body(&self, number: u32, body: impl Into<Vec<u8>>) -> Self {
        let mut edited = self.clone();
        edited.objects.insert(number, body.into());
        edited
    }

    /// The number of the next object.
    pub fn next(&self) -> u32 {
        self.objects.last_key_value().unwrap().0 + 1
    }

    /// The same with one more object, and its number.
    pub fn added(&self, body: impl Into<Vec<u8>>) -> (Self, u32) {
        let number = self.next();
        (self.with_body(number, body), number)
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.head.clone();
        let size = self.next();
        let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
        for (number, body) in &self.objects {
            rows.insert(*number, bytes.len());
            bytes.extend(format!("{number} 0 obj\n").bytes());
            bytes.extend(body);
            bytes.extend(b"\nendobj\n");
        }
        bytes.extend(&self.before_table);
        let table = bytes.len();
        let mut text = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for number in 1..size {
            match rows.get(&number) {
                Some(start) => text.push_str(&format!("{start:010} 00000 n \n")),
                None => text.push_str("0000000000 00000 f \n"),
            }
        }
        text.push_str(&self.more_rows);
        let trailer = &self.trailer;
        text.push_str(&format!(
            "trailer\n<</Size {size}{trailer}>>\nstartxref\n{table}\n%%EOF\n"
        ));
        bytes.extend(text.bytes());
        bytes
    }

    /// The file, signed anew.
    pub fn signed(&self, by: &Signer) -> Vec<u8> {
        signed(&self.write(), by, |_| {})
    }
}

fn numbered(objects: &BTreeMap<u32, Vec<u8>>, wanted: &[u8]) -> u32 {
    let mut found = objects
        .iter()
        .filter(|(_, body)| find(&body[..body.len().min(3000)], wanted).is_some());
    *found
        .next()
        .unwrap_or_else(|| panic!("no {}", String::from_utf8_lossy(wanted)))
        .0
}

/// The place of the digits of the signature's byte range, and the gap behind it, brackets included.
///
/// Decoys have no gap of that size.
pub fn places(bytes: &[u8]) -> (Range<usize>, Range<usize>) {
    places_of(bytes, 5_000)
}

fn places_of(bytes: &[u8], smallest: usize) -> (Range<usize>, Range<usize>) {
    let mut end = bytes.len();
    while let Some(at) = find_last(&bytes[..end], b"/ByteRange [") {
        let range = at + 11..at + find(&bytes[at..], b"]").unwrap() + 1;
        let behind = &bytes[range.end..];
        if behind.starts_with(b"\n/Contents <") {
            let gap = range.end + 11;
            let close = gap + find(&bytes[gap..], b">").unwrap() + 1;
            if close - gap >= smallest {
                return (range, gap..close);
            }
        }
        end = at;
    }
    panic!("no signature's place in it");
}

/// The file with the digits of its last byte range made right, whatever the gap behind it.
pub fn measured(bytes: &[u8]) -> Vec<u8> {
    let (range, gap) = places_of(bytes, 0);
    let width = range.len() - 1;
    let digits = format!("[0 {} {} {}", gap.start, gap.end, bytes.len() - gap.end);
    let digits = format!("{digits:<width$}]");
    assert_eq!(digits.len(), range.len(), "the byte range has room");
    [
        &bytes[..range.start],
        digits.as_bytes(),
        &bytes[range.end..],
    ]
    .concat()
}

/// The digest of everything but the gap.
pub fn covered(bytes: &[u8]) -> Vec<u8> {
    let (_, gap) = places(bytes);
    digest_of(SHA256, &[&bytes[..gap.start], &bytes[gap.end..]])
}

/// The DER in the gap.
pub fn contents(bytes: &[u8]) -> Vec<u8> {
    let (_, gap) = places(bytes);
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let digits = &bytes[gap.start + 1..gap.end - 1];
    let octets: Vec<u8> = digits.chunks(2).map(octet).collect();
    super::der::first(&octets).to_vec()
}

/// The file with other bytes in its gap.
pub fn with_contents(bytes: &[u8], contents: &[u8]) -> Vec<u8> {
    let (_, gap) = places(bytes);
    let mut digits: Vec<u8> = contents
        .iter()
        .flat_map(|octet| format!("{octet:02x}").into_bytes())
        .collect();
    assert!(digits.len() <= gap.len() - 2, "the gap has room");
    digits.resize(gap.len() - 2, b'0');
    [&bytes[..=gap.start], &digits, &bytes[gap.end - 1..]].concat()
}

/// The file signed anew by `by`, whose signature is as `edit` makes it.
pub fn signed(bytes: &[u8], by: &Signer, edit: impl FnOnce(&mut Cms)) -> Vec<u8> {
    let bytes = measured(bytes);
    let mut cms = Cms::over(&covered(&bytes), by);
    edit(&mut cms);
    with_contents(&bytes, &cms.finished(by))
}
