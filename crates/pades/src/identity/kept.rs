//! Kept identities: the form in which a key lies on this machine, under a passphrase.
//!
//! Certificates stand in the clear, so that one can tell who signs without the passphrase; the key
//! (PKCS#8) is sealed by XChaCha20-Poly1305 under a key that Argon2id derives. The parameters of the
//! derivation are stored, and capped before any work is done. Everything that is in the clear is
//! authenticated with the key. Knows no file. Source: RFC 9106, 4; RFC 8439.
//!
//! ```text
//! KeptIdentity ::= SEQUENCE {
//!     format        UTF8String,             -- "label-mentorat/identity/1"
//!     certificates  SEQUENCE OF Certificate, -- the signer's, then those above it
//!     memory        INTEGER,                -- KiB
//!     passes        INTEGER,
//!     lanes         INTEGER,
//!     salt          OCTET STRING,           -- 16 bytes
//!     nonce         OCTET STRING,           -- 24 bytes
//!     key           OCTET STRING }          -- PrivateKeyInfo, sealed
//! ```

use argon2::{Argon2, Params, Version};
use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::Identity;
use crate::certificate::Certificate;
use crate::der::{self, Reader};

const FORMAT: &str = "label-mentorat/identity/1";
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
/// Largest file that is read: a key and a chain of certificates.
pub const MAX_BYTES: usize = 1 << 20;
/// Longest chain that is kept above a certificate.
const MAX_CHAIN: usize = 8;
/// Longest passphrase, in bytes.
const MAX_PASSPHRASE_BYTES: usize = 16 * 1024;

/// What deriving the key costs whoever tries a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// The second recommended option of RFC 9106: 64 MiB, three passes, four lanes.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }
}

impl Cost {
    /// The most that is done for a file that somebody else may have written: 1 GiB, 16 passes.
    const MOST: Self = Self {
        memory_kib: 1024 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn is_over(self, most: Self) -> bool {
        self.memory_kib > most.memory_kib || self.passes > most.passes || self.lanes > most.lanes
    }

    fn derive(
        self,
        passphrase: &str,
        salt: &[u8],
    ) -> Result<Zeroizing<chacha20poly1305::Key>, Error> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| Error::Damaged)?;
        // A keyboard may compose accents or not: one spelling for both.
        let text = Zeroizing::new(passphrase.nfc().collect::<String>());
        let mut key = Zeroizing::new(chacha20poly1305::Key::default());
        Argon2::new(argon2::Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(text.as_bytes(), salt, key.as_mut_slice())
            .map_err(|_| Error::Damaged)?;
        Ok(key)
    }
}

/// Why bytes give no identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not a kept identity.
    #[error("not a kept identity")]
    NotKept,
    /// A kept identity whose inside is broken.
    #[error("the kept identity is damaged")]
    Damaged,
    /// The passphrase does not open it, or it was altered.
    #[error("wrong passphrase, or the file was altered")]
    WrongPassphrase,
    /// The passphrase is too long.
    #[error("the passphrase has {bytes} bytes, over {MAX_PASSPHRASE_BYTES}")]
    PassphraseTooLong {
        /// Its length.
        bytes: usize,
    },
    /// Opening it would take more memory or time than is given.
    #[error("{cost:?} is asked for")]
    TooCostly {
        /// What is asked for.
        cost: Cost,
    },
    /// The key or its certificate is not usable.
    #[error(transparent)]
    Identity(#[from] super::Error),
}

/// Whether bytes begin as a kept identity does, whatever comes behind.
pub fn is_kept(bytes: &[u8]) -> bool {
    Parts::read(bytes).is_ok()
}

/// An identity under a passphrase, which is taken in NFC.
///
/// # Errors
/// [`Error::PassphraseTooLong`], [`Error::TooCostly`]; [`Error::Identity`] when the key cannot be
/// written.
pub fn write(
    identity: &Identity,
    passphrase: &str,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, Error> {
    refuse(passphrase, cost)?;
    let (mut salt, mut nonce) = ([0; SALT_BYTES], [0; NONCE_BYTES]);
    rng.fill_bytes(&mut salt);
    rng.fill_bytes(&mut nonce);
    let certificates: Vec<&[u8]> = std::iter::once(identity.certificate())
        .chain(identity.chain())
        .map(Certificate::der)
        .collect();
    let number = |value: u32| der::write_unsigned(&value.to_be_bytes());
    let open = [
        der::write(der::UTF8_STRING, &[FORMAT.as_bytes()]),
        der::write_sequence(&certificates),
        number(cost.memory_kib),
        number(cost.passes),
        number(cost.lanes),
        der::write(der::OCTET_STRING, &[&salt]),
        der::write(der::OCTET_STRING, &[&nonce]),
    ]
    .concat();
    let mut key = identity.key().to_pkcs8()?;
    cipher(passphrase, cost, &salt)?
        .encrypt_in_place(&XNonce::from(nonce), &open, &mut *key)
        .map_err(|_| Error::Damaged)?;
    Ok(der::write_sequence(&[
        &open,
        &der::write(der::OCTET_STRING, &[&key]),
    ]))
}

/// The identity that bytes hold.
///
/// # Errors
/// Each situation by its name; [`Error::WrongPassphrase`] also when a byte was altered.
pub fn read(bytes: &[u8], passphrase: &str) -> Result<Identity, Error> {
    let parts = Parts::read(bytes)?;
    refuse(passphrase, parts.cost)?;
    let mut key = Zeroizing::new(parts.key.to_vec());
    cipher(passphrase, parts.cost, parts.salt)?
        .decrypt_in_place(&XNonce::from(parts.nonce), parts.open, &mut *key)
        .map_err(|_| Error::WrongPassphrase)?;
    let mut certificates = parts.certificates()?;
    let signer = certificates.remove(0);
    Ok(Identity::from_parts(&key, signer, certificates)?)
}

/// The signer's certificate, which needs no passphrase and is not authenticated without one.
///
/// # Errors
/// [`Error::NotKept`] or [`Error::Damaged`].
pub fn certificate(bytes: &[u8]) -> Result<Certificate, Error> {
    Ok(Parts::read(bytes)?.certificates()?.remove(0))
}

fn refuse(passphrase: &str, cost: Cost) -> Result<(), Error> {
    let bytes = passphrase.len();
    if bytes > MAX_PASSPHRASE_BYTES {
        return Err(Error::PassphraseTooLong { bytes });
    }
    if cost.is_over(Cost::MOST) {
        return Err(Error::TooCostly { cost });
    }
    Ok(())
}

fn cipher(passphrase: &str, cost: Cost, salt: &[u8]) -> Result<XChaCha20Poly1305, Error> {
    Ok(XChaCha20Poly1305::new(&*cost.derive(passphrase, salt)?))
}

/// A kept identity taken apart, nothing derived yet.
struct Parts<'a> {
    /// Everything before the key, which is authenticated with it.
    open: &'a [u8],
    certificates: Reader<'a>,
    cost: Cost,
    salt: &'a [u8],
    nonce: [u8; NONCE_BYTES],
    key: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::NotKept);
        }
        let mut fields = Reader::new(bytes);
        let outer = fields.sequence().map_err(|_| Error::NotKept)?;
        let mut inside = outer;
        let format = inside
            .expect(der::UTF8_STRING)
            .map_err(|_| Error::NotKept)?;
        if format.content != FORMAT.as_bytes() {
            return Err(Error::NotKept);
        }
        Self::read_inside(outer.rest(), inside, fields).map_err(|_| Error::Damaged)
    }

    fn read_inside(
        content: &'a [u8],
        mut inside: Reader<'a>,
        behind: Reader<'a>,
    ) -> Result<Self, der::Error> {
        behind.end()?;
        let certificates = inside.sequence()?;
        let mut number = || u32::try_from(inside.small()?).map_err(|_| der::Error::Unexpected);
        let cost = Cost {
            memory_kib: number()?,
            passes: number()?,
            lanes: number()?,
        };
        let salt = inside.expect(der::OCTET_STRING)?.content;
        let nonce = inside.expect(der::OCTET_STRING)?.content;
        let open = &content[..content.len() - inside.rest().len()];
        let key = inside.expect(der::OCTET_STRING)?.content;
        inside.end()?;
        if salt.len() != SALT_BYTES {
            return Err(der::Error::Unexpected);
        }
        Ok(Self {
            open,
            certificates,
            cost,
            salt,
            nonce: nonce.try_into().map_err(|_| der::Error::Unexpected)?,
            key,
        })
    }

    /// The signer's certificate and those above it; at least one.
    fn certificates(&self) -> Result<Vec<Certificate>, Error> {
        let mut rest = self.certificates;
        let mut found = Vec::new();
        while !rest.is_empty() {
            let next = rest.any().map_err(|_| Error::Damaged)?;
            found.push(Certificate::from_der(next.full).map_err(|_| Error::Damaged)?);
            if found.len() > MAX_CHAIN + 1 {
                return Err(Error::Damaged);
            }
        }
        if found.is_empty() {
            return Err(Error::Damaged);
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{SeededRng, identity};

    /// Cheap, so that many can be tried.
    const CHEAP: Cost = Cost {
        memory_kib: 16,
        passes: 1,
        lanes: 2,
    };

    fn kept() -> Vec<u8> {
        write(&identity(1), "été à Évry", CHEAP, &mut SeededRng::new(7)).unwrap()
    }

    #[test]
    fn an_identity_comes_back_under_its_passphrase_alone() {
        let bytes = kept();
        // Decomposed, as some keyboards give it.
        let back = read(&bytes, &"été à Évry".nfd().collect::<String>()).unwrap();
        assert_eq!(back.certificate(), identity(1).certificate());
        assert_eq!(
            back.key().sign(b"the same key").unwrap(),
            identity(1).key().sign(b"the same key").unwrap()
        );
        assert_eq!(
            read(&bytes, "ete a Evry").unwrap_err(),
            Error::WrongPassphrase
        );
        assert_eq!(certificate(&bytes).unwrap(), *identity(1).certificate());
    }

    #[test]
    fn the_key_is_nowhere_in_the_clear() {
        let (bytes, key) = (kept(), identity(1).key().to_pkcs8().unwrap());
        let secret = &key[key.len() / 3..][..16];
        assert!(!bytes.windows(16).any(|window| window == secret));
    }

    #[test]
    fn any_changed_byte_is_seen() {
        let good = kept();
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0x10;
            assert!(read(&bytes, "été à Évry").is_err(), "byte {at}");
        }
        for length in 0..good.len() {
            assert!(
                read(&good[..length], "été à Évry").is_err(),
                "{length} bytes"
            );
        }
        let longer = [&good[..], b"\0"].concat();
        assert_eq!(read(&longer, "été à Évry").unwrap_err(), Error::Damaged);
    }

    #[test]
    fn what_costs_too_much_is_refused_before_any_work() {
        let dear = Cost {
            memory_kib: u32::MAX,
            ..CHEAP
        };
        let mut rng = SeededRng::new(1);
        let refused = Err(Error::TooCostly { cost: dear });
        assert_eq!(write(&identity(1), "x", dear, &mut rng), refused);
        let good = kept();
        let memory = good
            .windows(3)
            .position(|found| found == [2, 1, 16])
            .unwrap();
        let mut bytes = good;
        bytes.splice(memory..memory + 3, [2, 4, 0x7f, 0xff, 0xff, 0xff]);
        let length = u16::from_be_bytes([bytes[2], bytes[3]]) + 3;
        bytes[2..4].copy_from_slice(&length.to_be_bytes());
        let outcome = read(&bytes, "x").unwrap_err();
        assert!(matches!(outcome, Error::TooCostly { .. }), "{outcome:?}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(read(&bytes, "").is_err());
        }
    }
}
