//! [`Content`]: the content of an answer, in memory or in a file, and parts of it.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use hyper::body::Bytes;

use crate::digest::Digest;
use crate::path::{VERSION_DIGITS, VERSION_QUERY};

/// How many bytes of a file are in memory at a time, for each answer that is being sent.
const CHUNK: u64 = 128 << 10;

/// What can be read from any position.
trait ByteSource: Read + Seek + Send {}

impl<T: Read + Seek + Send> ByteSource for T {}

/// A file that is open for reading, wherever it is.
pub(super) struct Bytewise(Box<dyn ByteSource>);

impl fmt::Debug for Bytewise {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a file")
    }
}

/// A file that is open for reading, limited to the length that it had when it was opened.
#[derive(Debug)]
pub struct OpenFile {
    file: Bytewise,
    length: u64,
}

impl OpenFile {
    /// Takes over a regular file. An error if its length is not known.
    pub fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self::of(file, length))
    }

    /// Takes over the first `length` bytes of a file, or of something like a file.
    pub fn of(file: impl Read + Seek + Send + 'static, length: u64) -> Self {
        Self { file: Bytewise(Box::new(file)), length }
    }
}

/// The content of an answer.
#[derive(Debug)]
pub(super) enum Content {
    /// All of it.
    Bytes(Bytes),
    /// These bytes of a file.
    File(Bytewise, Range<u64>),
}

impl Content {
    /// Returns its length in bytes.
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, range) => range.end - range.start,
        }
    }

    /// Returns a part of it. The range must be inside.
    pub(super) fn part(self, part: Range<u64>) -> Self {
        match self {
            Self::Bytes(bytes) => {
                let at = |place| usize::try_from(place).expect("a place in memory is a number");
                Self::Bytes(bytes.slice(at(part.start)..at(part.end)))
            }
            Self::File(file, whole) => {
                Self::File(file, whole.start + part.start..whole.start + part.end)
            }
        }
    }

    /// Returns a value that is equal for two contents that are alike. A page with another version of its styles counts
    /// as alike: they are swapped without a reload. For a file, only its length counts: nobody waits for it to change.
    pub(super) fn digest(&self) -> String {
        match self {
            Self::Bytes(bytes) => Digest::of(&without_versions(bytes)).to_string(),
            Self::File(..) => format!("file-{}", self.length()),
        }
    }
}

/// Returns a page without the versions of its styles and scripts: `style.css?v=01234567"`. Other addresses stay as they
/// are.
fn without_versions(page: &[u8]) -> Cow<'_, [u8]> {
    let query = VERSION_QUERY.as_bytes();
    let is_version = |at: &usize| {
        let before = page.get(..*at).unwrap_or_default();
        let after = page.get(at + query.len()..).unwrap_or_default();
        let digits = after.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        (before.ends_with(b".css") || before.ends_with(b"js"))
            && digits == VERSION_DIGITS
            && after.get(digits) == Some(&b'"')
    };
    let places = page.windows(query.len()).enumerate().filter(|(_, bytes)| *bytes == query);
    let mut found = places.map(|(at, _)| at).filter(is_version).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(page);
    }
    let mut out = Vec::with_capacity(page.len());
    let mut from = 0;
    for at in found {
        out.extend_from_slice(page.get(from..at).unwrap_or_default());
        from = at + query.len() + VERSION_DIGITS;
    }
    out.extend_from_slice(page.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

impl From<OpenFile> for Content {
    fn from(OpenFile { file, length }: OpenFile) -> Self {
        Self::File(file, 0..length)
    }
}

/// Reads the next bytes of a file's `rest`, and leaves in it what remains to be read. An error if the file has become
/// shorter: an answer that states its length must not end early without a sign.
pub(super) fn next_chunk(file: &mut Bytewise, rest: &mut Range<u64>) -> io::Result<Bytes> {
    let wanted = CHUNK.min(rest.end - rest.start);
    file.0.seek(SeekFrom::Start(rest.start))?;
    let mut bytes = vec![0; usize::try_from(wanted).expect("a chunk fits into memory")];
    file.0.read_exact(&mut bytes)?;
    rest.start += wanted;
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn a_page_is_the_same_with_another_version_of_its_styles() {
        let digest = |page: &'static str| Content::Bytes(page.into()).digest();
        assert_eq!(
            digest("<a href=\"x.css?v=01234567\">"),
            digest("<a href=\"x.css?v=89abcdef\">")
        );
        assert_ne!(
            digest("<a href=\"x.css?v=01234567\">"),
            digest("<a href=\"y.css?v=01234567\">")
        );
        assert_ne!(
            digest("<a href=\"https://example.org/watch?v=deadbeef\">"),
            digest("<a href=\"https://example.org/watch?v=beefdead\">")
        );
        assert_ne!(digest("<p>x.css?v=01234567 1"), digest("<p>x.css?v=01234567 2"));
    }
}
