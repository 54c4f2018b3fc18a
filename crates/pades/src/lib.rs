//! Signs and verifies any PDF by PAdES (ETSI EN 319 142-1): PDF bytes in, PDF bytes out.
//!
//! Knows no dossier, no network, no clock and no source of randomness: instants and generators are
//! handed in. Its rules are R0 to R8 of trust.md.
//!
//! - [`identity`]: keys with their certificates, made here or read from PKCS#12;
//! - [`signer`]: a signature dictionary with open places, and the signing that fills them;
//! - [`verification`]: any bytes to a [`report`]; it never panics and never says «passed» by default;
//! - [`structure`]: the strict reader underneath, for whoever reads on in a verified file;
//! - [`trust`]: whom the reader trusts; [`timestamp`]: RFC 3161, without the network.

mod algorithm;
mod byte_range;
mod census;
pub mod certificate;
mod cms;
mod der;
mod fields;
pub mod identity;
mod oid;
mod pem;
pub mod profile;
mod public_key;
pub mod report;
pub mod signer;
pub mod structure;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod timestamp;
pub mod trust;
pub mod verification;

pub use algorithm::{DigestAlgorithm, Error as AlgorithmError, SignatureScheme};
pub use cms::Fault as SignatureFault;
pub use der::Error as DerError;
pub use public_key::KeyKind;
pub use rand_core;
pub use structure::Limits;
pub use trust::TrustAnchors;
pub use verification::verify;
