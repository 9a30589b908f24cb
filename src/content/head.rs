//! What the first bytes of a file say about it.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::SitePath;

/// Whether these are the first bytes of a pointer of Git LFS, which stands in place of a file that was not fetched.
pub fn is_lfs_pointer(head: &[u8]) -> bool {
    // Its specification gives this line, and that of its first version.
    [&b"version https://git-lfs.github.com/spec/"[..], b"version https://hawser.github.com/spec/"]
        .iter()
        .any(|begin| head.starts_with(begin))
}

/// Returns the finding about such a file.
pub fn lfs_pointer(path: &SitePath) -> Diagnostic {
    let message = format!("`{path}` is only a pointer of Git LFS; the file itself is not here");
    let finding = Diagnostic::new(Code::FileLfsPointer, Place::file(path), message);
    finding.hint(
        "fetch it with `git lfs pull`; in a workflow, write `lfs: true` for `actions/checkout`",
    )
}

/// Whether these are the first bytes of a file with front matter: a fence, and a key.
pub fn begins_with_front_matter(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::trim_ascii);
    let separator = match lines.next() {
        Some(b"---") => b':',
        Some(b"+++") => b'=',
        _ => return false,
    };
    let is_text = |line: &&[u8]| !line.is_empty() && !line.starts_with(b"#");
    let Some(line) = lines.find(is_text) else { return false };
    // Empty front matter makes an article of a file for Jekyll.
    if line == b"---" {
        return true;
    }
    let key =
        line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_- \"'".contains(byte));
    line.get(key.count()) == Some(&separator)
}

#[cfg(test)]
mod tests {
    use super::begins_with_front_matter;

    #[test]
    fn front_matter_is_a_fence_and_a_key() {
        for text in [
            "---\ntitle: A\n---\n",
            "\u{feff}---\r\n\r\n# c\r\nlayout: x",
            "---\n---\nText",
            "+++\ntitle = 1\n",
        ] {
            assert!(begins_with_front_matter(text.as_bytes()), "{text:?}");
        }
        for text in ["", "---", "---\nA rule above a text.\n", "--- a/x\n+++ b/x\n", "title: A\n"] {
            assert!(!begins_with_front_matter(text.as_bytes()), "{text:?}");
        }
    }
}
