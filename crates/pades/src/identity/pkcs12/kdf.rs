//! The key derivation of PKCS#12, for the MAC and for legacy encryption.
//!
//! Source: RFC 7292, B.2.

use zeroize::Zeroizing;

use crate::algorithm::{DigestAlgorithm, Hasher};

/// What the derived octets are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Key = 1,
    InitialVector = 2,
    Mac = 3,
}

/// Derives octets from a passphrase in UTF-16.
pub(super) fn derive(
    digest: DigestAlgorithm,
    purpose: Purpose,
    passphrase: &[u8],
    salt: &[u8],
    iterations: u64,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let block = match digest {
        DigestAlgorithm::Sha1 | DigestAlgorithm::Sha256 => 64,
        DigestAlgorithm::Sha384 | DigestAlgorithm::Sha512 => 128,
    };
    let diversifier = vec![purpose as u8; block];
    let mut input = Zeroizing::new(repeated(salt, block));
    input.extend_from_slice(&Zeroizing::new(repeated(passphrase, block)));
    let mut out = Zeroizing::new(Vec::with_capacity(length + 64));
    while out.len() < length {
        let mut hasher = Hasher::new(digest);
        hasher.update(&diversifier);
        hasher.update(&input);
        let mut value = Zeroizing::new(hasher.finish());
        for _ in 1..iterations {
            let mut hasher = Hasher::new(digest);
            hasher.update(&value);
            *value = hasher.finish();
        }
        out.extend_from_slice(&value);
        let addend = repeated(&value, block);
        for chunk in input.chunks_mut(block) {
            add_one_more(chunk, &addend);
        }
    }
    out.truncate(length);
    out
}

/// Copies of the octets, cut at a whole number of blocks; nothing of nothing.
fn repeated(octets: &[u8], block: usize) -> Vec<u8> {
    let length = octets.len().div_ceil(block) * block;
    octets.iter().copied().cycle().take(length).collect()
}

/// `chunk + addend + 1`, as big-endian numbers of the same length.
fn add_one_more(chunk: &mut [u8], addend: &[u8]) {
    let mut carry = 1u16;
    for (octet, add) in chunk.iter_mut().zip(addend).rev() {
        carry += u16::from(*octet) + u16::from(*add);
        *octet = (carry & 0xff) as u8;
        carry >>= 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answer_of_the_first_implementations_comes_out() {
        // The vector that BSAFE, OpenSSL and Bouncy Castle share.
        let passphrase: Vec<u8> = "smeg"
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_be_bytes)
            .collect();
        let salt = [0x0a, 0x58, 0xcf, 0x64, 0x53, 0x0d, 0x82, 0x3f];
        let key = derive(
            DigestAlgorithm::Sha1,
            Purpose::Key,
            &passphrase,
            &salt,
            1,
            24,
        );
        assert_eq!(
            key[..],
            [
                0x8a, 0xaa, 0xe6, 0x29, 0x7b, 0x6c, 0xb0, 0x46, 0x42, 0xab, 0x5b, 0x07, 0x78, 0x51,
                0x28, 0x4e, 0xb7, 0x12, 0x8f, 0x1a, 0x2a, 0x7f, 0xbc, 0xa3
            ]
        );
    }
}
