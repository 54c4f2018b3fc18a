//! Embedded files, as the catalog lists them.
