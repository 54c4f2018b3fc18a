//! PEM: DER in base64 between two lines.
//!
//! Knows nothing of what is inside. Source: RFC 7468.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes one block, 64 signs a line.
pub(crate) fn write(label: &str, der: &[u8]) -> String {
    let mut out = format!("-----BEGIN {label}-----\n");
    let mut column = 0;
    for group in der.chunks(3) {
        let octet = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
        for place in 0..4 {
            let sign = ALPHABET[(bits >> (18 - 6 * place)) as usize & 0x3f];
            out.push(if place <= group.len() {
                char::from(sign)
            } else {
                '='
            });
        }
        column += 4;
        if column == 64 {
            out.push('\n');
            column = 0;
        }
    }
    if column > 0 {
        out.push('\n');
    }
    out.push_str(&format!("-----END {label}-----\n"));
    out
}

/// The content of every block with this label, in order; `None` when a block is broken.
pub(crate) fn read(text: &str, label: &str) -> Option<Vec<Vec<u8>>> {
    let (begin, end) = (
        format!("-----BEGIN {label}-----"),
        format!("-----END {label}-----"),
    );
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&begin) {
        let body = &rest[start + begin.len()..];
        let stop = body.find(&end)?;
        blocks.push(decode(&body[..stop])?);
        rest = &body[stop + end.len()..];
    }
    Some(blocks)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let signs: Vec<u8> = text
        .bytes()
        .filter(|sign| !sign.is_ascii_whitespace())
        .collect();
    let padding = signs.iter().rev().take_while(|&&sign| sign == b'=').count();
    if !signs.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(signs.len() / 4 * 3);
    for group in signs.chunks(4) {
        let mut bits = 0u32;
        for &sign in group {
            let value = match sign {
                b'=' => 0,
                _ => ALPHABET.iter().position(|&known| known == sign)? as u32,
            };
            bits = bits << 6 | value;
        }
        out.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    out.truncate(out.len() - padding);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        for length in 0..200u8 {
            let der: Vec<u8> = (0..length).collect();
            let text = write("CERTIFICATE", &der);
            assert_eq!(
                read(&text, "CERTIFICATE"),
                Some(vec![der]),
                "{length} bytes"
            );
            assert!(text.lines().all(|line| line.len() <= 64));
        }
    }

    #[test]
    fn a_broken_block_is_no_block() {
        assert_eq!(
            read(
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----",
                "CERTIFICATE"
            ),
            None
        );
        assert_eq!(
            read("-----BEGIN CERTIFICATE-----\nAAAA", "CERTIFICATE"),
            None
        );
        assert_eq!(read("no block", "CERTIFICATE"), Some(vec![]));
    }
}
