//! Encryption of parts of a PKCS#12 file: PBES2, and the legacy schemes for reading.
//!
//! Source: RFC 8018, 6.2; RFC 7292, C.

use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, InnerIvInit as _, KeyInit as _};
use des::{TdesEde2, TdesEde3};
use pkcs5::pbes2::{Kdf, Parameters};
use pkcs8::der::Decode as _;
use rc2::Rc2;
use zeroize::Zeroizing;

use super::kdf::{self, Purpose};
use super::{Error, Passphrase};
use crate::algorithm::DigestAlgorithm;
use crate::der::Reader;
use crate::oid;

/// Most memory that scrypt may take.
const MAX_SCRYPT_BYTES: u64 = 256 << 20;

/// How a part is encrypted.
enum Scheme<'a> {
    Modern(Box<Parameters>),
    Legacy {
        cipher: Cipher,
        salt: &'a [u8],
        iterations: u64,
    },
}

/// A cipher of the first generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cipher {
    TripleDes3,
    TripleDes2,
    Rc2Bits128,
    Rc2Bits40,
}

impl Cipher {
    fn key_bytes(self) -> usize {
        match self {
            Self::TripleDes3 => 24,
            Self::TripleDes2 | Self::Rc2Bits128 => 16,
            Self::Rc2Bits40 => 5,
        }
    }
}

/// Reads the content of an AlgorithmIdentifier.
fn read(algorithm: &[u8]) -> Result<Scheme<'_>, Error> {
    let mut fields = Reader::new(algorithm);
    let cipher = match fields.oid().map_err(|_| Error::Damaged)? {
        oid::PBES2 => {
            let parameters =
                Parameters::from_der(fields.rest()).map_err(|_| Error::UnsupportedAlgorithm)?;
            return Ok(Scheme::Modern(Box::new(parameters)));
        }
        oid::PBE_3DES => Cipher::TripleDes3,
        oid::PBE_2DES => Cipher::TripleDes2,
        oid::PBE_RC2_128 => Cipher::Rc2Bits128,
        oid::PBE_RC2_40 => Cipher::Rc2Bits40,
        _ => return Err(Error::UnsupportedAlgorithm),
    };
    let mut parameters = fields.sequence().map_err(|_| Error::Damaged)?;
    let salt = parameters
        .expect(crate::der::OCTET_STRING)
        .map_err(|_| Error::Damaged)?
        .content;
    let iterations = parameters.small().map_err(|_| Error::Damaged)?;
    Ok(Scheme::Legacy {
        cipher,
        salt,
        iterations,
    })
}

/// Iterations that decrypting will take; scrypt counts as one for each 128 bytes of its memory.
pub(super) fn iterations(algorithm: &[u8]) -> Result<u64, Error> {
    match read(algorithm)? {
        Scheme::Legacy { iterations, .. } => Ok(iterations),
        Scheme::Modern(parameters) => match &parameters.kdf {
            Kdf::Pbkdf2(parameters) => Ok(u64::from(parameters.iteration_count)),
            Kdf::Scrypt(parameters) => {
                let units = parameters
                    .cost_parameter
                    .saturating_mul(u64::from(parameters.block_size))
                    .saturating_mul(u64::from(parameters.parallelization));
                let memory = parameters
                    .cost_parameter
                    .saturating_mul(128)
                    .saturating_mul(u64::from(parameters.block_size));
                if memory > MAX_SCRYPT_BYTES {
                    Ok(u64::MAX)
                } else {
                    Ok(units)
                }
            }
            _ => Err(Error::UnsupportedAlgorithm),
        },
    }
}

/// Decrypts a part. What does not come out with sound padding is taken for a wrong passphrase.
pub(super) fn decrypt(
    algorithm: &[u8],
    data: &[u8],
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    // A key inside an encrypted part was not counted before.
    let iterations = iterations(algorithm)?;
    if iterations > super::MAX_ITERATIONS {
        return Err(Error::TooManyIterations { iterations });
    }
    match read(algorithm)? {
        Scheme::Modern(parameters) => parameters
            .decrypt(&*passphrase.utf8, data)
            .map(Zeroizing::new)
            .map_err(|_| Error::WrongPassphrase),
        Scheme::Legacy {
            cipher,
            salt,
            iterations,
        } => {
            let derive = |purpose, length| {
                kdf::derive(
                    DigestAlgorithm::Sha1,
                    purpose,
                    &passphrase.utf16,
                    salt,
                    iterations,
                    length,
                )
            };
            let key = derive(Purpose::Key, cipher.key_bytes());
            let vector = derive(Purpose::InitialVector, 8);
            decrypt_legacy(cipher, &key, &vector, data)
        }
    }
}

fn decrypt_legacy(
    cipher: Cipher,
    key: &[u8],
    vector: &[u8],
    data: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let damaged = |_| Error::Damaged;
    match cipher {
        Cipher::TripleDes3 => decrypt_blocks(
            TdesEde3::new_from_slice(key).map_err(damaged)?,
            vector,
            data,
        ),
        Cipher::TripleDes2 => decrypt_blocks(
            TdesEde2::new_from_slice(key).map_err(damaged)?,
            vector,
            data,
        ),
        Cipher::Rc2Bits128 => decrypt_blocks(Rc2::new_with_eff_key_len(key, 128), vector, data),
        Cipher::Rc2Bits40 => decrypt_blocks(Rc2::new_with_eff_key_len(key, 40), vector, data),
    }
}

fn decrypt_blocks<C: BlockCipherDecrypt>(
    cipher: C,
    vector: &[u8],
    data: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let decryptor = Decryptor::inner_iv_slice_init(cipher, vector).map_err(|_| Error::Damaged)?;
    decryptor
        .decrypt_padded_vec::<Pkcs7>(data)
        .map(Zeroizing::new)
        .map_err(|_| Error::WrongPassphrase)
}
