//! [`Manifest`]: the files of a site as they were published, and the only proof that a file is ours.
//! Only public facts, the same bytes for the same site, one line per file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::engine::publish::error::PublishError;
use crate::engine::publish::folder::{MANIFEST, is_reserved};
use crate::files::{OwnEntry, OwnFolder, read_whole};
use crate::path::SitePath;

/// The version of the manifest and of the journal.
pub(super) const VERSION: u64 = 1;

/// The files of a published site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What each of them holds.
    pub files: BTreeMap<SitePath, Stamp>,
}

/// What identifies the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Their number.
    pub size: u64,
    /// Their [`Digest`](crate::digest::Digest), as text.
    pub digest: String,
}

/// One line of a manifest.
#[derive(Serialize, Deserialize)]
pub(super) struct ManifestLine<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    size: u64,
    #[serde(borrow)]
    digest: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

#[derive(Deserialize)]
struct ManifestText<'a> {
    #[serde(borrow)]
    files: Vec<ManifestLine<'a>>,
}

impl Manifest {
    /// Reads the manifest of an output folder; `None` if it has none.
    pub fn read(output: &Path) -> Result<Option<Self>, PublishError> {
        let own = OwnFolder::open(output);
        Self::read_in(&own.map_err(|cause| PublishError::read("open", output, cause))?)
    }

    /// Like [`Self::read`], in an open folder.
    pub(super) fn read_in(own: &OwnFolder) -> Result<Option<Self>, PublishError> {
        let path = own.at(MANIFEST);
        let Some(text) = read(own, MANIFEST)? else { return Ok(None) };
        let text: ManifestText<'_> = parse(&path, &text)?;
        let files =
            files(text.files).map_err(|reason| PublishError::Damaged { file: path, reason })?;
        Ok(Some(Self { files }))
    }

    /// Returns the manifest as it is written in the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        format!("{{\"version\":{VERSION},\"files\":{}}}\n", rows(lines(&self.files))).into_bytes()
    }
}

/// Returns the lines for these files.
pub(super) fn lines(files: &BTreeMap<SitePath, Stamp>) -> impl Iterator<Item = ManifestLine<'_>> {
    files.iter().map(|(path, Stamp { size, digest })| ManifestLine {
        path: path.as_str().into(),
        size: *size,
        digest: digest.into(),
    })
}

/// Returns the files of these lines, or what is wrong with them.
pub(super) fn files(lines: Vec<ManifestLine<'_>>) -> Result<BTreeMap<SitePath, Stamp>, String> {
    let mut files = BTreeMap::new();
    for ManifestLine { path, size, digest } in lines {
        let path = checked(&path)?;
        if digest.len() != 32 || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(format!("the digest of `{path}` is not valid"));
        }
        if files.insert(path.clone(), Stamp { size, digest: digest.into_owned() }).is_some() {
            return Err(format!("`{path}` is listed twice"));
        }
    }
    Ok(files)
}

/// No system opens a longer path. A path with a hundred thousand folders would make us remember each of them.
const LONGEST: usize = 4096;

/// Reads a path from a file: somebody who can write there must not make us remove files elsewhere.
pub(super) fn checked(text: &str) -> Result<SitePath, String> {
    if text.len() > LONGEST {
        let start: String = text.chars().take(40).collect();
        return Err(format!("`{}…` is longer than a path can be", start.escape_debug()));
    }
    match SitePath::new(text) {
        Ok(path) if is_reserved(&path) => {
            Err(format!("`{path}` cannot be the name of a published file"))
        }
        Ok(path) => Ok(path),
        Err(reason) => Err(format!("`{}`: {reason}", text.escape_debug())),
    }
}

/// Returns a JSON array with one element per line, so that a diff of two generations is readable.
pub(super) fn rows<T: Serialize>(rows: impl Iterator<Item = T>) -> String {
    let mut text = Vec::new();
    for row in rows {
        text.extend_from_slice(if text.is_empty() { b"[\n" } else { b",\n" });
        serde_json::to_writer(&mut text, &row).expect("a row is plain data");
    }
    text.extend_from_slice(if text.is_empty() { b"[]" } else { b"\n]" });
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// Reads a manifest or journal of this version.
pub(super) fn parse<'a, T: Deserialize<'a>>(
    path: &Path,
    text: &'a [u8],
) -> Result<T, PublishError> {
    let damaged = |cause: serde_json::Error| PublishError::Damaged {
        file: path.to_owned(),
        reason: cause.to_string(),
    };
    match serde_json::from_slice::<Version>(text).map_err(damaged)?.version {
        VERSION => serde_json::from_slice(text).map_err(damaged),
        version @ ..VERSION => {
            let reason = format!("format {version} does not exist");
            Err(PublishError::Damaged { file: path.to_owned(), reason })
        }
        version => Err(PublishError::Newer { file: path.to_owned(), version }),
    }
}

/// Reads one of our own small files; `None` if there is none. Anything but a regular file counts as damaged.
pub(super) fn read(own: &OwnFolder, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
    let path = own.at(name);
    let fail = |cause: io::Error| PublishError::read("read", &path, cause);
    match own.look(name).map_err(fail)? {
        OwnEntry::Nothing => Ok(None),
        OwnEntry::File(file, length) => match read_whole(file, length) {
            Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                Err(PublishError::Damaged { file: path, reason: cause.to_string() })
            }
            bytes => bytes.map(Some).map_err(fail),
        },
        OwnEntry::Folder | OwnEntry::Link | OwnEntry::Special => {
            let reason = "it is not a regular file".to_owned();
            Err(PublishError::Damaged { file: path, reason })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Manifest, ManifestText, Stamp, files, parse};
    use crate::digest::Digest;
    use crate::engine::publish::error::PublishError;
    use crate::path::SitePath;

    fn read(text: &str) -> Result<Manifest, String> {
        let text: ManifestText<'_> =
            parse(Path::new("m"), text.as_bytes()).map_err(|error| error.to_string())?;
        files(text.files).map(|files| Manifest { files })
    }

    #[test]
    fn one_line_a_file_and_read_back() {
        let stamp = |text: &str| Stamp {
            size: text.len() as u64,
            digest: Digest::of(text.as_bytes()).to_string(),
        };
        let files = [("b/\"q\".html", stamp("b")), ("a.html", stamp("a"))];
        let manifest = Manifest {
            files: files
                .into_iter()
                .map(|(path, stamp)| (SitePath::new(path).unwrap(), stamp))
                .collect(),
        };
        let text = String::from_utf8(manifest.to_bytes()).unwrap();
        assert_eq!(
            text,
            "{\"version\":1,\"files\":[\n\
             {\"path\":\"a.html\",\"size\":1,\"digest\":\"a96faf705af16834e6c632b61e964e1f\"},\n\
             {\"path\":\"b/\\\"q\\\".html\",\"size\":1,\"digest\":\"4b2212e31ac97fd4575a0b1c44d8843f\"}\n]}\n"
        );
        assert_eq!(read(&text).unwrap(), manifest);
        assert_eq!(Manifest::default().to_bytes(), b"{\"version\":1,\"files\":[]}\n");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let line = |path: &str| {
            format!("{{\"path\":\"{path}\",\"size\":1,\"digest\":\"{}\"}}", "0".repeat(32))
        };
        for path in [
            "../x",
            "/etc/passwd",
            "a/../../b",
            ".nutgraf-manifest.json",
            ".Nutgraf-staging/x",
            "c:/x",
            "",
        ] {
            assert!(
                read(&format!("{{\"version\":1,\"files\":[{}]}}", line(path))).is_err(),
                "{path}"
            );
        }
        assert!(
            read(&format!("{{\"version\":1,\"files\":[{0},{0}]}}", line("a")))
                .unwrap_err()
                .contains("twice")
        );
        assert!(
            read("{\"version\":1,\"files\":[{\"path\":\"a\",\"size\":1,\"digest\":\"zz\"}]}")
                .is_err()
        );
        for text in
            ["", "{", "null", "{\"version\":1}", "{\"version\":0,\"files\":[]}", "{\"version\":-1}"]
        {
            let error = parse::<ManifestText<'_>>(Path::new("m"), text.as_bytes()).err().unwrap();
            assert!(matches!(error, PublishError::Damaged { .. }), "{text}");
        }
        let newer = parse::<ManifestText<'_>>(Path::new("m"), b"{\"version\":2,\"pages\":{}}")
            .err()
            .unwrap();
        assert!(matches!(newer, PublishError::Newer { version: 2, .. }));
    }
}
