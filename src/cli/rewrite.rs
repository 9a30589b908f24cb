//! [`OldFile`]: a file of the author that is rewritten in place: its line ends, its byte-order mark and its permissions
//! stay, and at no moment is there half a file.

use std::fs::Permissions;
use std::io::{Read as _, Write as _};

use anyhow::Context as _;
use nutgraf::content::{normalise, without_controls};
use nutgraf::files::{OwnEntry, OwnFolder};
use nutgraf::path::SitePath;

/// A file as it is.
pub(super) struct OldFile {
    /// Its text, without a byte-order mark, with `\n` for every line end.
    pub(super) text: String,
    has_mark: bool,
    is_windows: bool,
    permissions: Permissions,
}

impl OldFile {
    /// Reads a file; `None` if it is gone.
    pub(super) fn read(root: &OwnFolder, path: &SitePath) -> anyhow::Result<Option<Self>> {
        let (bytes, permissions) = match root.look(path.as_str())? {
            OwnEntry::File(mut file, _) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                (bytes, file.metadata()?.permissions())
            }
            OwnEntry::Nothing => return Ok(None),
            _ => anyhow::bail!("it is a link; change the file that it leads to"),
        };
        let raw = String::from_utf8(bytes).context("it is not UTF-8 text")?;
        let text = normalise(raw.clone());
        anyhow::ensure!(
            without_controls(text.clone()) == text,
            "it has control characters; remove them first"
        );
        let bare = raw.strip_prefix('\u{feff}').unwrap_or(&raw);
        let is_windows = bare.contains("\r\n");
        let old = Self { text, has_mark: bare.len() < raw.len(), is_windows, permissions };
        anyhow::ensure!(
            old.written(&old.text) == raw,
            "its lines end in different ways; save it with one kind of line end first"
        );
        Ok(Some(old))
    }

    /// Returns a text as the file would hold it.
    fn written(&self, text: &str) -> String {
        let lines = if self.is_windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        if self.has_mark { format!("\u{feff}{lines}") } else { lines }
    }

    /// Replaces the file with one that has this text.
    pub(super) fn replace(
        &self,
        root: &OwnFolder,
        path: &SitePath,
        text: &str,
    ) -> anyhow::Result<()> {
        let aside = format!("{path}.nutgraf-new");
        let mut file = root.create(&aside).context("it cannot be written")?;
        let done = file
            .write_all(self.written(text).as_bytes())
            .and_then(|()| file.set_permissions(self.permissions.clone()))
            .and_then(|()| file.sync_all())
            .and_then(|()| root.rename(&aside, path.as_str()));
        if let Err(cause) = done {
            drop(root.remove_file(&aside));
            return Err(cause).context("it cannot be written");
        }
        Ok(())
    }
}
