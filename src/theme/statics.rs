//! The files that a theme publishes as they are, and the versions that make browsers load a changed style.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::TeraResult;

use crate::diagnostic::did_you_mean;
use crate::digest::Digest;
use crate::files::{FileError, Files};
use crate::path::{SitePath, VERSION_DIGITS, VERSION_QUERY, encode_path};
use crate::theme::builtin::builtin_file;
use crate::theme::level::Level;

/// Where each file is published, and its source.
pub(super) type Statics = BTreeMap<SitePath, SitePath>;

/// Returns the files that all levels publish; those of upper levels replace those of lower ones.
pub(super) fn statics(levels: &[Level]) -> Statics {
    let mut statics = Statics::new();
    for level in levels.iter().rev() {
        for (inside, path) in &level.files {
            if let Some(Ok(output)) = inside.strip_prefix("static/").map(SitePath::new) {
                statics.insert(output, path.clone());
            }
        }
    }
    statics
}

/// The address of each file below the base path; those of styles and scripts have a version, made from their bytes.
/// Pictures have none: to read them all would cost more than a picture that is ten minutes old.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Addresses(Arc<BTreeMap<String, String>>);

impl Addresses {
    /// Returns the addresses of the published files.
    pub(super) fn of(files: &dyn Files, statics: &Statics) -> Result<Self, FileError> {
        let mut addresses = BTreeMap::new();
        for (output, from) in statics {
            let mut address = encode_path(output.as_str()).into_owned();
            if matches!(output.extension(), Some("css" | "js" | "mjs")) {
                // A site's own file takes precedence over one that is compiled in, as everywhere.
                let own = files.read(from)?;
                let bytes = own.as_deref().or_else(|| builtin_file(from)).unwrap_or_default();
                address.push_str(VERSION_QUERY);
                address.push_str(&Digest::of(bytes).short(VERSION_DIGITS));
            }
            addresses.insert(output.as_str().to_owned(), address);
        }
        Ok(Self(Arc::new(addresses)))
    }

    /// Returns the address of a file below the site's base path. An error if no level publishes it.
    pub(super) fn address(&self, base: &str, path: &str) -> TeraResult<String> {
        let path = path.trim_start_matches('/');
        if let Some(address) = self.0.get(path) {
            return Ok(format!("{base}{address}"));
        }
        let near = did_you_mean(path, self.0.keys().map(String::as_str));
        let near = near.map(|near| format!("; there is `static/{near}`")).unwrap_or_default();
        Err(tera::Error::message(format!("there is no file `static/{path}`{near}")))
    }
}
