//! Files of a site that are read whole: its settings, files that findings quote, files that are copied.

use std::io::Cursor;

use crate::config::{Config, Overrides};
use crate::content::{conflicts, normalise, without_controls};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::files::{FileError, Files, Opened};
use crate::path::SitePath;
use crate::span::LineIndex;
use crate::theme::builtin_file;

/// The folders of a site that hold its input, besides its settings.
pub const INPUT_FOLDERS: [&str; 4] = ["content", "templates", "static", "themes"];

/// Reads the settings, `site.toml` at `path`. `None` if they cannot be used.
pub fn read_config(
    files: &dyn Files,
    path: &SitePath,
    overrides: &Overrides,
) -> Result<Outcome<Option<Config>>, FileError> {
    let Some(bytes) = files.read(path)? else {
        let finding =
            Diagnostic::new(Code::FileUnreadable, Place::file(path), "there is no such file");
        return Ok(Outcome::new(
            None,
            vec![
                finding.hint(
                    "create a site with `nutgraf init`, or name its folder with `--root DIR`",
                ),
            ],
        ));
    };
    if let Ok(text) = String::from_utf8(bytes) {
        let text = normalise(text);
        let Some((findings, clean)) = conflicts(path, &text) else {
            return Ok(Config::read(path, &text, overrides.clone()));
        };
        let mut read = Config::read(path, &clean, overrides.clone());
        read.findings.extend(findings);
        Ok(read)
    } else {
        let finding =
            Diagnostic::new(Code::FileEncoding, Place::file(path), "this file is not UTF-8 text");
        Ok(Outcome::new(None, vec![finding.hint("save it as UTF-8")]))
    }
}

/// Returns the text of a file as it was parsed, for excerpts in findings. `None` if it cannot be read.
pub fn excerpt_text(files: &dyn Files, path: &SitePath) -> Option<LineIndex> {
    let bytes = copied_bytes(files, path).ok()??;
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let text = normalise(text);
    let is_content = path.below("content").is_some();
    Some(LineIndex::new(if is_content { without_controls(text) } else { text }))
}

/// Returns the bytes of a copied file: one of the site, or else one of the built-in theme.
pub fn copied_bytes(files: &dyn Files, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
    Ok(files.read(path)?.or_else(|| builtin_file(path).map(<[u8]>::to_vec)))
}

/// Like [`copied_bytes`], for reading parts of the file.
pub fn open_copied(files: &dyn Files, path: &SitePath) -> Result<Option<Opened>, FileError> {
    let builtin = || builtin_file(path).map(|bytes| Opened::of_bytes(Cursor::new(bytes)));
    Ok(files.open(path)?.or_else(builtin))
}
