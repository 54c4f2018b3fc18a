//! Arguments of one command: options with a value, flags, and the rest.
//!
//! Knows nothing of what they mean.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::wording;

/// What stands behind a command.
#[derive(Debug)]
pub struct Arguments {
    usage: &'static str,
    values: BTreeMap<String, OsString>,
    flags: Vec<String>,
    /// What is no option, in order.
    pub files: Vec<PathBuf>,
}

impl Arguments {
    /// Reads the words behind a command. `values` are the options that take a value, `flags`
    /// those that do not; all are long ones.
    ///
    /// # Errors
    /// Wrong usage: an unknown option, one without its value, or one given twice.
    pub fn read(
        words: Vec<OsString>,
        usage: &'static str,
        values: &[&str],
        flags: &[&str],
    ) -> Result<Self, Failure> {
        let mut parsed = Self {
            usage,
            values: BTreeMap::new(),
            flags: Vec::new(),
            files: Vec::new(),
        };
        let mut parser = lexopt::Parser::from_args(words);
        while let Some(word) = parser
            .next()
            .map_err(|_| parsed.wrong(wording::bad_option("")))?
        {
            match word {
                lexopt::Arg::Long(name) if values.contains(&name) => {
                    let name = name.to_owned();
                    let value = parser
                        .value()
                        .map_err(|_| parsed.wrong(wording::option_without_value(&name)))?;
                    if parsed.values.insert(name.clone(), value).is_some() {
                        return Err(parsed.wrong(wording::option_twice(&name)));
                    }
                }
                lexopt::Arg::Long(name) if flags.contains(&name) => {
                    parsed.flags.push(name.to_owned());
                }
                lexopt::Arg::Long(name) => {
                    let name = format!("--{name}");
                    return Err(parsed.wrong(wording::bad_option(&name)));
                }
                lexopt::Arg::Short(name) => {
                    return Err(parsed.wrong(wording::bad_option(&format!("-{name}"))));
                }
                lexopt::Arg::Value(value) => parsed.files.push(value.into()),
            }
        }
        Ok(parsed)
    }

    /// Whether a flag was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// The value of an option, when it was given.
    pub fn value(&self, name: &str) -> Option<&OsString> {
        self.values.get(name)
    }

    /// The path that an option names.
    ///
    /// # Errors
    /// Wrong usage when it was not given.
    pub fn path(&self, name: &str) -> Result<PathBuf, Failure> {
        let value = self
            .value(name)
            .ok_or_else(|| self.wrong(wording::option_missing(name)))?;
        Ok(value.into())
    }

    /// The text that an option holds.
    ///
    /// # Errors
    /// Wrong usage when it was not given, or is not text.
    pub fn text(&self, name: &str) -> Result<String, Failure> {
        let value = self
            .value(name)
            .ok_or_else(|| self.wrong(wording::option_missing(name)))?;
        let text = value
            .to_str()
            .ok_or_else(|| self.wrong(wording::option_without_value(name)))?;
        Ok(text.to_owned())
    }

    /// At least one file.
    ///
    /// # Errors
    /// Wrong usage when there is none.
    pub fn some_files(&self) -> Result<&[PathBuf], Failure> {
        if self.files.is_empty() {
            return Err(self.wrong(wording::file_missing().into()));
        }
        Ok(&self.files)
    }

    /// Exactly one file.
    ///
    /// # Errors
    /// Wrong usage when there is none or more.
    pub fn one_file(&self) -> Result<&PathBuf, Failure> {
        match self.some_files()? {
            [file] => Ok(file),
            _ => Err(self.wrong(wording::one_file_only().into())),
        }
    }

    /// No file at all.
    ///
    /// # Errors
    /// Wrong usage when there is one.
    pub fn no_file(&self) -> Result<(), Failure> {
        match self.files.first() {
            None => Ok(()),
            Some(file) => Err(self.wrong(wording::bad_option(&file.to_string_lossy()))),
        }
    }

    /// Wrong usage of this command.
    pub fn wrong(&self, sentence: String) -> Failure {
        Failure::usage_of(&sentence, self.usage)
    }
}
