//! Timestamps (horodatage): tokens of RFC 3161 over a signature value.
//!
//! Builds the question, checks the answer, and speaks to no network: that is the caller's. A token
//! that holds proves that the signature existed at its instant, as far as its authority is trusted.
//! Source: RFC 3161, 5816; ETSI EN 319 142-1, 6.3 (B-T).

use jiff::Timestamp as Instant;

use crate::algorithm::DigestAlgorithm;
use crate::certificate::Certificate;
use crate::cms::{self, Fault, SignedData};
use crate::der::{self, Reader};
use crate::oid;

/// Whoever brings the answer of a timestamp service.
pub trait Service {
    /// Sends the request (DER of TimeStampReq) and returns the answer (DER of TimeStampResp).
    ///
    /// `goes_on` is to be asked several times a second while the answer is waited for.
    ///
    /// # Errors
    /// [`Unanswered`]; [`Unanswered::Cancelled`] soon after `goes_on` said no.
    fn answer(
        &mut self,
        request: &[u8],
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<u8>, Unanswered>;
}

/// Why a service brought no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// It was not to be waited for any longer.
    Cancelled,
    /// It could not be asked.
    Failed {
        /// Why, in words for the log.
        reason: String,
    },
}

/// Why there is no timestamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The service could not be asked.
    #[error("the service did not answer: {reason}")]
    NoAnswer {
        /// The service's words.
        reason: String,
    },
    /// The answer is not the DER of one.
    #[error("the answer is malformed")]
    Malformed(#[from] der::Error),
    /// The service refused.
    #[error("the service refused, status {status}")]
    Refused {
        /// PKIStatus of RFC 3161.
        status: u64,
    },
    /// The token does not hold for this signature.
    #[error("the token does not hold: {0}")]
    DoesNotHold(#[from] Fault),
}

/// A token that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    /// When the signature existed at the latest, by the authority's word.
    pub stamped_at: Instant,
    /// The authority's certificate.
    pub authority: Certificate,
    /// The certificates above it that the token encloses.
    pub chain: Vec<Certificate>,
    /// Every certificate inside is covered, or signed by one that is.
    pub certificates_are_bound: bool,
}

/// The question (TimeStampReq): the digest of the signature value, and the certificate please.
pub fn request(signature: &[u8]) -> Vec<u8> {
    let digest = DigestAlgorithm::Sha256.digest(&[signature]);
    let algorithm = der::write_sequence(&[&der::write_oid(oid::SHA256), &[der::NULL, 0]]);
    let imprint = der::write_sequence(&[&algorithm, &der::write(der::OCTET_STRING, &[&digest])]);
    // The signature value is new, so the digest itself is the nonce that no old answer fits.
    der::write_sequence(&[
        &der::write_unsigned(&[1]),
        &imprint,
        &[der::BOOLEAN, 1, 0xff],
    ])
}

/// The token that a service answered with, which holds.
pub(crate) fn token(answer: &[u8], signature: &[u8]) -> Result<Vec<u8>, Error> {
    let mut fields = der::only_sequence(answer)?;
    let status = fields.sequence()?.small()?;
    // 0 granted, 1 granted with modifications.
    if status > 1 {
        return Err(Error::Refused { status });
    }
    let token = cms::with_certificates_in_order(fields.expect(der::SEQUENCE)?.full)?;
    fields.end()?;
    let stamp = verify(&token, signature)?;
    if stamp.certificates_are_bound {
        return Ok(token);
    }
    // A chain that ends below its root cannot be checked from inside, and no digest covers it: left
    // out, the token still holds, and every byte of what is kept is bound.
    Ok(cms::with_signer_alone(&token, &stamp.authority)?)
}

/// Checks a token against the signature value it was made over.
pub(crate) fn verify(token: &[u8], signature: &[u8]) -> Result<Timestamp, Fault> {
    let data = cms::read(token)?;
    let content = data
        .content
        .filter(|_| data.content_type == oid::TST_INFO)
        .ok_or(Fault::EncapsulatedContent)?;
    if data.token.is_some() {
        return Err(Fault::UnsignedAttribute);
    }
    check_signer(&data, content)?;
    let stamped_at = read_info(content, signature)?;
    let is_valid = data.signer.not_before() <= stamped_at && stamped_at <= data.signer.not_after();
    if !is_valid || !data.signer.is_for_timestamps() {
        return Err(Fault::TokenCertificate);
    }
    let certificates_are_bound = data.binds_its_certificates();
    Ok(Timestamp {
        certificates_are_bound,
        stamped_at,
        authority: data.signer,
        chain: data.chain,
    })
}

fn check_signer(data: &SignedData<'_>, content: &[u8]) -> Result<(), Fault> {
    let digest = data.digest.digest(&[content]);
    data.attributes
        .check_token(oid::TST_INFO, &digest, &data.signer)?;
    data.check_signature().map(|_| ())
}

/// TSTInfo (RFC 3161, 2.4.2): its instant, when its imprint is that of the signature value.
fn read_info(content: &[u8], signature: &[u8]) -> Result<Instant, Fault> {
    der::check(content)?;
    let mut fields = der::only_sequence(content)?;
    if fields.small()? != 1 {
        return Err(Fault::TokenContent);
    }
    fields.oid()?;
    let mut imprint = fields.sequence()?;
    let digest = DigestAlgorithm::read(imprint.expect(der::SEQUENCE)?.content)?;
    let value = imprint.expect(der::OCTET_STRING)?.content;
    imprint.end()?;
    if !digest.is_sound() {
        return Err(Fault::Weak);
    }
    if digest.digest(&[signature]) != value {
        return Err(Fault::TokenContent);
    }
    fields.integer()?;
    let instant = der::time(fields.expect(der::GENERALIZED_TIME)?)?;
    skip_optional(&mut fields)?;
    Ok(instant)
}

/// Accuracy, ordering, nonce, authority, extensions: signed, and of no weight here.
fn skip_optional(fields: &mut Reader<'_>) -> Result<(), Fault> {
    for tag in [
        der::SEQUENCE,
        der::BOOLEAN,
        der::INTEGER,
        der::context(0),
        der::context(1),
    ] {
        fields.optional(tag)?;
    }
    fields.end().map_err(|_| Fault::TokenContent)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::ops::ControlFlow;

    use super::*;
    use crate::profile::Profile;
    use crate::report::{Integrity, Outcome};
    use crate::structure::Limits;
    use crate::trust::{TrustAnchors, Warning};
    use crate::{signer, testing, verify};

    const ANSWER: &[u8] = include_bytes!("../fixtures/timestamp/answer.tsr");
    const AUTHORITY: &[u8] = include_bytes!("../fixtures/timestamp/authority.pem");

    struct Stored(Result<Vec<u8>, Unanswered>);

    impl Service for Stored {
        fn answer(
            &mut self,
            _: &[u8],
            goes_on: &mut dyn FnMut() -> bool,
        ) -> Result<Vec<u8>, Unanswered> {
            if !goes_on() {
                return Err(Unanswered::Cancelled);
            }
            self.0.clone()
        }
    }

    fn sign(seed: u64, answer: Result<Vec<u8>, Unanswered>) -> Result<Vec<u8>, signer::Error> {
        let (bytes, at) = testing::unsigned_sample(&testing::declaration(), &[]);
        let mut file = Cursor::new(bytes);
        let go_on = &mut |_, _| ControlFlow::Continue(());
        signer::sign_with_timestamp(
            &mut file,
            at,
            &testing::identity(seed),
            &mut Stored(answer),
            go_on,
        )?;
        Ok(file.into_inner())
    }

    #[test]
    fn a_timestamped_signature_is_of_profile_t() {
        let bytes = sign(1, Ok(ANSWER.to_vec())).expect("the answer is for this signature");
        let verified = |anchors: &TrustAnchors| match verify(
            &bytes,
            anchors,
            testing::verified_at(),
            &Limits::default(),
        )
        .outcome
        {
            Outcome::Signed(signature) => *signature,
            other => panic!("{other:?}"),
        };
        let signature = verified(&TrustAnchors::new());
        assert_eq!(
            (signature.integrity, signature.profile),
            (Integrity::Passed, Profile::BaselineT)
        );
        assert_eq!(signature.warnings, vec![Warning::TimestampAuthorityUnknown]);
        let mut anchors = TrustAnchors::new();
        anchors.add_file(AUTHORITY).expect("a certificate");
        assert_eq!(verified(&anchors).warnings, vec![]);
    }

    #[test]
    fn a_timestamp_of_another_signature_is_refused() {
        let outcome = sign(2, Ok(ANSWER.to_vec()));
        assert!(matches!(
            outcome,
            Err(signer::Error::Timestamp(Error::DoesNotHold(
                Fault::TokenContent
            )))
        ));
    }

    #[test]
    fn a_changed_answer_is_refused_or_its_chain_left_out() {
        // Past the status, every byte belongs to the token.
        for at in 9..ANSWER.len() {
            let mut answer = ANSWER.to_vec();
            answer[at] ^= 1;
            let Ok(bytes) = sign(1, Ok(answer)) else {
                continue;
            };
            let report = verify(
                &bytes,
                &TrustAnchors::new(),
                testing::verified_at(),
                &Limits::default(),
            );
            let Outcome::Signed(signature) = report.outcome else {
                panic!("byte {at}: {report:?}");
            };
            assert_eq!(signature.integrity, Integrity::Passed, "byte {at}");
            assert_eq!(
                signature.timestamp.map(|stamp| stamp.chain),
                Some(vec![]),
                "byte {at}"
            );
        }
    }

    #[test]
    fn silence_and_refusal_are_told_apart() {
        let reason = "no route".to_owned();
        let silence = sign(1, Err(Unanswered::Failed { reason }));
        assert!(matches!(
            silence,
            Err(signer::Error::Timestamp(Error::NoAnswer { .. }))
        ));
        let refusal = der::write_sequence(&[&der::write_sequence(&[&der::write_unsigned(&[2])])]);
        let refused = sign(1, Ok(refusal));
        assert!(matches!(
            refused,
            Err(signer::Error::Timestamp(Error::Refused { status: 2 }))
        ));
    }

    #[test]
    fn whoever_gave_up_need_not_wait_for_the_service() {
        let (bytes, at) = testing::unsigned_sample(&testing::declaration(), &[]);
        let mut file = Cursor::new(bytes);
        let length = file.get_ref().len() as u64;
        // Said once by the pass that ends there; the second time it is the service that asks.
        let signed = length - signer::CONTENTS_LENGTH as u64;
        let mut said = 0;
        let go_on = &mut |done, _| {
            said += u32::from(done == signed);
            match said {
                0 | 1 => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        };
        let mut service = Stored(Ok(ANSWER.to_vec()));
        let identity = testing::identity(1);
        let outcome = signer::sign_with_timestamp(&mut file, at, &identity, &mut service, go_on);
        assert!(matches!(outcome, Err(signer::Error::Cancelled)));
    }
}
