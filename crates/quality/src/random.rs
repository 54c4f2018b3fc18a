//! Randomness, handed in from the edge.
//!
//! Nothing here draws a random number: a [`Randomness`] is given to whoever needs one.

/// A source of random bytes.
pub trait Randomness: Send + Sync {
    /// Fills `bytes` with random ones that nobody can foresee.
    fn fill(&self, bytes: &mut [u8]);
}

/// Sixteen random bytes: what a UUID is made of.
pub fn sixteen(randomness: &dyn Randomness) -> [u8; 16] {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    bytes
}

/// A passphrase of 32 random letters and digits, for a key that nobody will open again.
pub fn passphrase(randomness: &dyn Randomness) -> String {
    let bytes = [sixteen(randomness), sixteen(randomness)].concat();
    bytes
        .iter()
        .map(|byte| char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from(byte & 31)]))
        .collect()
}
