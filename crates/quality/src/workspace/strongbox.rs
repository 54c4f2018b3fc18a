//! Strongbox (coffre): where this machine keeps the one identity that signs here.
//!
//! Knows no workspace. One file in the form of [`kept`]; a former version kept PKCS#12 with the
//! certificate beside it, which opens as before and is replaced then. Source: formats.md, section 6.

use std::io;
use std::path::{Path, PathBuf};

use pades::certificate::Certificate;
use pades::identity::{Algorithm, Identity, Subject, kept};

use super::error::of_file;
use super::identity::{Drawn, generate, of_kept, open_identity, read, read_identities};
use super::{Edge, Error, refuse_short};
use crate::digest::Digest;
use crate::store::Passphrase;
use crate::whole_file;

/// Name of the file with the identity.
const KEPT: &str = "identite.mentorat-identite";
/// Name of the file in which a former version kept it.
const FORMER: &str = "identite.p12";
/// Name of the file in which a former version kept its certificate.
const FORMER_CERTIFICATE: &str = "identite.cer";

/// The one identity that this machine keeps, or the place for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strongbox {
    folder: PathBuf,
}

impl Strongbox {
    /// The strongbox that stands in `folder`, which may have to be made.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    fn kept(&self) -> PathBuf {
        self.folder.join(KEPT)
    }

    fn former(&self) -> PathBuf {
        self.folder.join(FORMER)
    }

    fn former_certificate(&self) -> PathBuf {
        self.folder.join(FORMER_CERTIFICATE)
    }

    /// The certificate of the identity inside, which needs no passphrase; none when it is empty.
    ///
    /// # Errors
    /// [`Error::KeptIdentity`] when it is damaged, [`Error::IdentityClosed`] when a former version
    /// left no certificate, or as the disk says.
    pub fn certificate(&self) -> Result<Option<Certificate>, Error> {
        let path = self.kept();
        if path.exists() {
            let certificate = kept::certificate(&read(&path)?).map_err(of_kept(&path))?;
            return Ok(Some(certificate));
        }
        let path = self.former();
        if !path.exists() {
            return Ok(None);
        }
        let beside = read(&self.former_certificate()).ok();
        let beside = beside.and_then(|bytes| Certificate::from_der(&bytes).ok());
        beside.map(Some).ok_or(Error::IdentityClosed { path })
    }

    /// Opens the identity inside. One of a former version takes the present form then.
    ///
    /// # Errors
    /// As [`open_identity`].
    pub fn open(&self, passphrase: &Passphrase, edge: &Edge) -> Result<Identity, Error> {
        let (path, former) = (self.kept(), self.former());
        if path.exists() || !former.exists() {
            let identity = open_identity(&path, passphrase)?;
            let left_behind = former
                .exists()
                .then(|| open_identity(&former, passphrase).ok())
                .flatten();
            if left_behind.is_some_and(|other| is_same(&other, &identity)) {
                self.clear_former()?;
            }
            return Ok(identity);
        }
        let identity = open_identity(&former, passphrase)?;
        // What cannot be written now is tried again at the next opening: nothing is lost.
        if self.replaces_former(&identity, passphrase, edge) {
            self.clear_former()?;
        }
        Ok(identity)
    }

    /// Writes the present form of what a former version kept; true once it was read back whole.
    fn replaces_former(&self, identity: &Identity, passphrase: &Passphrase, edge: &Edge) -> bool {
        let kept = self.kept();
        let written = self.write(identity, passphrase, edge);
        let reread = written.and_then(|()| open_identity(&kept, passphrase));
        let is_whole = reread.is_ok_and(|reread| is_same(&reread, identity));
        if !is_whole {
            // It must not hide the former one.
            let _ = remove(&kept);
        }
        is_whole
    }

    /// Makes a key with its certificate and keeps both. `replaces` is the digest of the certificate
    /// of the identity that shall give way; none when there is none.
    ///
    /// # Errors
    /// As [`Strongbox::keep`]; [`Error::Identity`] for a blank name.
    pub fn create(
        &self,
        subject: &Subject,
        algorithm: Algorithm,
        passphrase: &Passphrase,
        replaces: Option<&Digest>,
        edge: &Edge,
    ) -> Result<Identity, Error> {
        // Before a key is made, which may take a minute.
        refuse_short(passphrase)?;
        self.refuse_another(replaces)?;
        let identity = generate(subject, algorithm, edge)?;
        self.keep(&identity, passphrase, replaces, edge)?;
        Ok(identity)
    }

    /// Takes one of the identities that a file holds, and keeps it under a passphrase of its own.
    ///
    /// # Errors
    /// As [`read_identities`] and [`Strongbox::keep`]; [`Error::UnknownIdentity`] when the file has
    /// none with this certificate.
    pub fn import(
        &self,
        file: (&Path, &Passphrase),
        chosen: &Digest,
        passphrase: &Passphrase,
        replaces: Option<&Digest>,
        edge: &Edge,
    ) -> Result<Identity, Error> {
        refuse_short(passphrase)?;
        let (path, of_file) = file;
        let found = read_identities(path, of_file)?;
        let identity = found.into_iter().find(|one| digest(one) == *chosen);
        let identity = identity.ok_or_else(|| Error::UnknownIdentity {
            path: path.to_owned(),
            certificate_digest: *chosen,
        })?;
        self.keep(&identity, passphrase, replaces, edge)?;
        Ok(identity)
    }

    /// Keeps an identity in the form that costs memory for each try of a passphrase.
    ///
    /// What it replaces stays until the new one is whole on the disk.
    ///
    /// # Errors
    /// [`Error::PassphraseTooShort`]; [`Error::OtherIdentity`] when another one is inside than the
    /// one that it `replaces`; [`Error::KeptIdentity`], or as the disk says.
    pub fn keep(
        &self,
        identity: &Identity,
        passphrase: &Passphrase,
        replaces: Option<&Digest>,
        edge: &Edge,
    ) -> Result<(), Error> {
        refuse_short(passphrase)?;
        self.refuse_another(replaces)?;
        self.write(identity, passphrase, edge)?;
        self.clear_former()
    }

    /// Empties the strongbox. The key is gone, but for copies that a person made of it.
    ///
    /// # Errors
    /// As the disk says.
    pub fn remove(&self) -> Result<(), Error> {
        // The former one first, or it would come back when this is cut short.
        self.clear_former()?;
        remove(&self.kept())
    }

    fn write(
        &self,
        identity: &Identity,
        passphrase: &Passphrase,
        edge: &Edge,
    ) -> Result<(), Error> {
        let path = self.kept();
        let mut drawn = Drawn(&*edge.randomness);
        let bytes = kept::write(identity, passphrase, kept::Cost::default(), &mut drawn)
            .map_err(of_kept(&path))?;
        std::fs::create_dir_all(&self.folder).map_err(of_file(&self.folder))?;
        whole_file::write(&path, &bytes).map_err(of_file(&path))
    }

    fn clear_former(&self) -> Result<(), Error> {
        remove(&self.former())?;
        remove(&self.former_certificate())
    }

    fn refuse_another(&self, replaces: Option<&Digest>) -> Result<(), Error> {
        let inside = self.certificate()?;
        let inside = inside.map(|certificate| Digest::from_bytes(certificate.digest()));
        if inside.as_ref() == replaces {
            return Ok(());
        }
        Err(Error::OtherIdentity { path: self.kept() })
    }
}

fn digest(identity: &Identity) -> Digest {
    Digest::from_bytes(identity.certificate().digest())
}

fn is_same(one: &Identity, other: &Identity) -> bool {
    digest(one) == digest(other)
}

fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(of_file(path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests;
