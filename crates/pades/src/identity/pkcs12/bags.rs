//! Bags: the keys and certificates inside a PKCS#12 file.
//!
//! Knows no identity. Source: RFC 7292, 4.1 and 4.2.

use std::panic::resume_unwind;
use std::thread;

use zeroize::Zeroizing;

use super::{Error, Passphrase, encryption};
use crate::certificate::Certificate;
use crate::der::{self, Reader, Tlv};
use crate::identity::ber;
use crate::oid;

/// Deepest nesting of bags within bags.
const MAX_DEPTH: usize = 4;
/// Most bags of one file.
const MAX_BAGS: usize = 256;

/// Is told the kind and the value of a bag.
type Visitor<'a> = dyn FnMut(&[u8], Tlv<'_>) -> Result<(), Error> + 'a;

/// A private key in the clear, wiped when dropped.
#[derive(PartialEq, Eq)]
pub(super) struct Key {
    /// PrivateKeyInfo.
    pub(super) info: Zeroizing<Vec<u8>>,
}

/// What a file holds.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Bags {
    pub(super) keys: Vec<Key>,
    pub(super) certificates: Vec<Certificate>,
    count: usize,
}

/// One part of the file: in the clear, or encrypted.
enum Safe<'a> {
    Plain(&'a [u8]),
    Encrypted { algorithm: Tlv<'a>, data: Vec<u8> },
}

fn safes(content: &[u8]) -> Result<Vec<Safe<'_>>, Error> {
    let read = || -> Result<Vec<(Vec<u8>, Tlv<'_>)>, der::Error> {
        let mut list = der::only(content)?.reader();
        let mut infos = Vec::new();
        while !list.is_empty() {
            let mut info = list.sequence()?;
            let kind = info.oid()?.to_vec();
            infos.push((
                kind,
                Reader::new(info.expect(der::context(0))?.content).any()?,
            ));
        }
        Ok(infos)
    };
    let infos = read().map_err(|_| Error::Damaged)?;
    infos
        .into_iter()
        .map(|(kind, value)| match (&kind[..], value.tag) {
            (oid::DATA, der::OCTET_STRING) => Ok(Safe::Plain(value.content)),
            (oid::ENCRYPTED_DATA, der::SEQUENCE) => {
                read_encrypted(value).map_err(|_| Error::Damaged)
            }
            // Enveloped data is under a certificate, not under a passphrase.
            _ => Err(Error::UnsupportedAlgorithm),
        })
        .collect()
}

/// EncryptedData (RFC 5652, 8).
fn read_encrypted(value: Tlv<'_>) -> Result<Safe<'_>, der::Error> {
    let mut fields = value.reader();
    fields.small()?;
    let mut info = fields.sequence()?;
    info.oid()?;
    let algorithm = info.expect(der::SEQUENCE)?;
    let data = info.any()?;
    let data = match data.tag {
        0x80 => data.content.to_vec(),
        // The string in pieces, as BER allows.
        0xa0 => {
            let (mut pieces, mut whole) = (data.reader(), Vec::new());
            while !pieces.is_empty() {
                whole.extend_from_slice(pieces.expect(der::OCTET_STRING)?.content);
            }
            whole
        }
        _ => return Err(der::Error::Unexpected),
    };
    Ok(Safe::Encrypted { algorithm, data })
}

/// Iterations that all parts ask for, keys in unencrypted parts included.
pub(super) fn iterations(content: &[u8]) -> Result<u64, Error> {
    let mut total = 0u64;
    for safe in safes(content)? {
        total = total.saturating_add(match safe {
            Safe::Encrypted { algorithm, .. } => encryption::iterations(algorithm.content)?,
            Safe::Plain(bytes) => plain_iterations(bytes)?,
        });
    }
    Ok(total)
}

fn plain_iterations(bytes: &[u8]) -> Result<u64, Error> {
    let mut total = 0u64;
    let content = ber::to_der(bytes).map_err(|_| Error::Damaged)?;
    for_each_bag(&content, &mut |kind, value| {
        if kind == oid::SHROUDED_KEY_BAG {
            let (algorithm, _) = read_shrouded(value).map_err(|_| Error::Damaged)?;
            total = total.saturating_add(encryption::iterations(algorithm.content)?);
        }
        Ok(())
    })?;
    Ok(total)
}

/// Opens all parts. The passphrase is derived for each anew, and that is meant to take long: the
/// keys and the certificates, most often a part each, are opened side by side.
pub(super) fn open(content: &[u8], passphrase: &Passphrase) -> Result<Bags, Error> {
    let safes = safes(content)?;
    let (first, last) = safes.split_at(safes.len().div_ceil(2));
    let (last, first) = both(
        || open_each(last, passphrase),
        || open_each(first, passphrase),
    );
    let (mut bags, last) = (first?, last?);
    bags.count += last.count;
    if bags.count > MAX_BAGS {
        return Err(Error::Damaged);
    }
    bags.keys.extend(last.keys);
    for certificate in last.certificates {
        bags.keep_certificate(certificate);
    }
    Ok(bags)
}

fn open_each(safes: &[Safe<'_>], passphrase: &Passphrase) -> Result<Bags, Error> {
    let mut bags = Bags::default();
    for safe in safes {
        let plain = match safe {
            Safe::Plain(bytes) => Zeroizing::new(bytes.to_vec()),
            Safe::Encrypted { algorithm, data } => {
                encryption::decrypt(algorithm.content, data, passphrase)?
            }
        };
        // Broken after decryption: the padding fitted by chance.
        let plain = Zeroizing::new(ber::to_der(&plain).map_err(|_| Error::WrongPassphrase)?);
        bags.take(&plain, passphrase, 0)?;
    }
    Ok(bags)
}

/// Does one thing in a thread of its own and another here; where no thread is to be had, both here.
fn both<A: Send, B>(beside: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().spawn_scoped(scope, &beside);
        let here = here();
        let beside = match spawned {
            Ok(running) => running.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => beside(),
        };
        (beside, here)
    })
}

impl Bags {
    fn take(&mut self, content: &[u8], passphrase: &Passphrase, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(Error::Damaged);
        }
        for_each_bag(content, &mut |kind, value| {
            self.count += 1;
            if self.count > MAX_BAGS {
                return Err(Error::Damaged);
            }
            match kind {
                oid::KEY_BAG => self.keys.push(Key {
                    info: Zeroizing::new(value.full.to_vec()),
                }),
                oid::SHROUDED_KEY_BAG => {
                    let (algorithm, data) = read_shrouded(value).map_err(|_| Error::Damaged)?;
                    let info = encryption::decrypt(algorithm.content, data, passphrase)?;
                    self.keys.push(Key { info });
                }
                oid::CERTIFICATE_BAG => self.take_certificate(value)?,
                oid::SAFE_CONTENTS_BAG => self.take(value.full, passphrase, depth + 1)?,
                // Revocation lists and secrets are of no use here.
                _ => {}
            }
            Ok(())
        })
    }

    fn take_certificate(&mut self, value: Tlv<'_>) -> Result<(), Error> {
        let read = || -> Result<Option<&[u8]>, der::Error> {
            let mut fields = value.reader();
            if fields.oid()? != oid::X509_CERTIFICATE {
                return Ok(None);
            }
            let content =
                Reader::new(fields.expect(der::context(0))?.content).expect(der::OCTET_STRING)?;
            Ok(Some(content.content))
        };
        if let Some(bytes) = read().map_err(|_| Error::Damaged)? {
            self.keep_certificate(Certificate::from_der(bytes)?);
        }
        Ok(())
    }

    fn keep_certificate(&mut self, certificate: Certificate) {
        if !self.certificates.contains(&certificate) {
            self.certificates.push(certificate);
        }
    }
}

/// Calls `visit` with the kind and the value of each bag.
fn for_each_bag(content: &[u8], visit: &mut Visitor<'_>) -> Result<(), Error> {
    let damaged = |_| Error::Damaged;
    let mut list = der::only(content).map_err(damaged)?.reader();
    while !list.is_empty() {
        let mut bag = list.sequence().map_err(damaged)?;
        let kind = bag.oid().map_err(damaged)?;
        let explicit = bag.expect(der::context(0)).map_err(damaged)?;
        visit(kind, der::only(explicit.content).map_err(damaged)?)?;
    }
    Ok(())
}

/// EncryptedPrivateKeyInfo (RFC 5958, 3).
fn read_shrouded(value: Tlv<'_>) -> Result<(Tlv<'_>, &[u8]), der::Error> {
    let mut fields = value.reader();
    let algorithm = fields.expect(der::SEQUENCE)?;
    Ok((algorithm, fields.expect(der::OCTET_STRING)?.content))
}
