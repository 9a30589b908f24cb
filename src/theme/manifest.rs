//! [`ThemeManifest`]: the content of a theme's `theme.toml`: what the theme extends, and its options.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::node::decode::{Decoder, MapReader, owned};
use crate::node::toml;
use crate::path::SitePath;
use crate::theme::options::{DeclaredOptions, declared};

/// A `theme.toml`; a missing file is an empty one.
#[derive(Default)]
pub(super) struct ThemeManifest {
    /// The theme that it extends, and the place of that key.
    pub(super) extends: Option<(String, Place)>,
    /// The options that it declares.
    pub(super) options: DeclaredOptions,
}

impl ThemeManifest {
    /// Reads the file.
    pub(super) fn read(path: &SitePath, text: &str, findings: &mut Vec<Diagnostic>) -> Self {
        let mut d = Decoder::new(path, text);
        let root = toml::load(path, text).collect_into(&mut d.findings);
        let mut manifest = Self::default();
        if let Some(mut table) = MapReader::new(&mut d, &root, "a table") {
            for key in ["name", "description", "version", "license", "homepage", "min_version"] {
                let _text: Option<String> = table.optional(&mut d, key, owned);
            }
            let _authors = table.node("authors");
            let span = table.node("extends").map(|node| node.span);
            let extends = table.optional(&mut d, "extends", owned).zip(span);
            manifest.options = table.optional(&mut d, "options", declared).unwrap_or_default();
            table.finish(&mut d);
            manifest.extends = extends.map(|(name, span)| (name, Place::new(path, span)));
        }
        findings.extend(d.findings);
        manifest.extends = manifest.extends.filter(|(name, place)| {
            let fits = SitePath::new(name).is_ok() && !name.contains('/');
            if !fits {
                let message = format!("`{name}` is not the name of a theme");
                let finding = Diagnostic::new(Code::PathOutside, place.clone(), message);
                findings.push(finding.hint("write the name of a folder in `themes/`"));
            }
            fits
        });
        manifest
    }
}
