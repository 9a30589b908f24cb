//! [`EditorLink`]: the address that opens a place of a file in the author's editor. A browser opens it; nothing here
//! starts a program.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::path::SitePath;
use crate::span::Position;

/// The editors whose addresses we know, by the name of the editor and of its program.
const KNOWN: &[(&[&str], &str)] = &[
    (&["vscode", "code"], "vscode://file/{path}:{line}:{column}"),
    (&["vscode-insiders", "code-insiders"], "vscode-insiders://file/{path}:{line}:{column}"),
    (&["vscodium", "codium"], "vscodium://file/{path}:{line}:{column}"),
    (&["cursor"], "cursor://file/{path}:{line}:{column}"),
    (&["windsurf"], "windsurf://file/{path}:{line}:{column}"),
    (&["zed", "zeditor"], "zed://file/{path}:{line}:{column}"),
    (
        &["idea", "idea64", "webstorm", "pycharm"],
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (&["sublime", "subl"], "subl://open?url=file://{path}&line={line}&column={column}"),
    (&["textmate", "mate"], "txmt://open?url=file://{path}&line={line}&column={column}"),
    (&["macvim", "mvim"], "mvim://open?url=file://{path}&line={line}&column={column}"),
];

/// Schemes that run or contain code instead of opening something.
const REFUSED: &[&str] = &["javascript", "data", "vbscript", "blob", "about", "view-source"];

/// The characters allowed in the path of such an address. A colon would end it, since a line follows.
const NOT_IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How to ask the author's editor to open a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorLink {
    template: String,
    /// The site's folder, `/`-separated, encoded, without a slash at the end.
    root: String,
}

/// Why a setting does not name an editor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditorLinkError {
    /// It is neither a known name nor an address.
    #[error("`{0}` is not a known editor; use one of {names}, or an address such as `vscode://file/{{path}}:{{line}}:{{column}}`", names = names())]
    Unknown(String),
    /// The address does not say which file.
    #[error("the address of an editor must contain `{{path}}`")]
    NoPath,
    /// There is something else in braces.
    #[error(
        "the address of an editor can contain `{{path}}`, `{{line}}` and `{{column}}`, and nothing else in braces"
    )]
    Placeholder,
    /// The address would run something in the page.
    #[error("an address that begins with `{0}:` does not open an editor")]
    Scheme(String),
    /// The address contains something that no URL contains.
    #[error(
        "the address must not contain spaces, quotation marks or other characters that are not allowed in a URL"
    )]
    Character,
}

fn names() -> String {
    let names = KNOWN.iter().filter_map(|(names, _)| names.first());
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl EditorLink {
    /// Reads a setting: the name of an editor, or an address with `{path}`, `{line}` and `{column}`. `root` is the
    /// absolute path of the site's folder.
    pub fn parse(text: &str, root: &Path) -> Result<Self, EditorLinkError> {
        let text = text.trim();
        if let Some(template) = known(text) {
            return Ok(Self::new(template, root));
        }
        let unknown = || EditorLinkError::Unknown(text.to_owned());
        let (scheme, rest) = text.split_once(':').ok_or_else(unknown)?;
        let scheme = scheme.to_ascii_lowercase();
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
        if !begins || !scheme.bytes().all(letter) {
            return Err(unknown());
        }
        if REFUSED.contains(&scheme.as_str()) {
            return Err(EditorLinkError::Scheme(scheme));
        }
        if !rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>`\\".contains(&byte)) {
            return Err(EditorLinkError::Character);
        }
        if !rest.contains("{path}") {
            return Err(EditorLinkError::NoPath);
        }
        let left = rest.replace("{path}", "").replace("{line}", "").replace("{column}", "");
        if left.contains(['{', '}']) {
            return Err(EditorLinkError::Placeholder);
        }
        Ok(Self::new(text, root))
    }

    /// Guesses from the command with which the author opens files (`code --wait`). `None` for terminal editors, which a
    /// browser cannot open.
    pub fn from_command(command: &str, root: &Path) -> Option<Self> {
        let command = command.trim();
        // A path with spaces is in quotes; its last part names the program.
        let program = match command.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split(['"', '\'']).next(),
            None => command.split_whitespace().next(),
        }?;
        let name = program.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        let name = name.strip_suffix(".exe").or_else(|| name.strip_suffix(".cmd")).unwrap_or(&name);
        known(name).map(|template| Self::new(template, root))
    }

    fn new(template: &str, root: &Path) -> Self {
        let root = root.to_string_lossy().replace('\\', "/");
        // Windows writes long paths as `//?/C:/…`, which no editor accepts.
        let root = root.strip_prefix("//?/").unwrap_or(&root).trim_end_matches('/');
        let drive = root.split('/').next().filter(|first| first.ends_with(':')).unwrap_or("");
        let rest = root.strip_prefix(drive).unwrap_or(root);
        let root = format!("{drive}{}", utf8_percent_encode(rest, NOT_IN_PATH));
        Self { template: template.to_owned(), root }
    }

    /// Returns the address of a place in a file of the site.
    pub fn href(&self, path: &SitePath, position: Position) -> String {
        let path = format!("{}/{}", self.root, utf8_percent_encode(path.as_str(), NOT_IN_PATH));
        let mut href = String::new();
        let mut rest = self.template.as_str();
        while let Some((before, after)) = rest.split_once("{path}") {
            href.push_str(before);
            // `file://` needs a slash before a drive, `file/` before the path has it already.
            if href.ends_with("://") && !path.starts_with('/') {
                href.push('/');
            }
            let again = href.ends_with('/') && !href.ends_with("://");
            href.push_str(if again { path.trim_start_matches('/') } else { &path });
            rest = after;
        }
        href.push_str(rest);
        href.replace("{line}", &position.line.to_string())
            .replace("{column}", &position.column.to_string())
    }
}

/// Returns the address of a known editor.
fn known(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let found = KNOWN.iter().find(|(names, _)| names.contains(&name.as_str()));
    found.map(|(_, template)| *template)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{EditorLink, EditorLinkError};
    use crate::path::SitePath;
    use crate::span::Position;

    #[track_caller]
    fn check(editor: &str, root: &str, expected: &str) {
        let link = EditorLink::parse(editor, Path::new(root)).unwrap();
        let path = SitePath::new("content/a b:c&é.md").unwrap();
        assert_eq!(link.href(&path, Position { line: 3, column: 5 }), expected);
    }

    #[test]
    fn an_editor_is_a_name_or_an_address() {
        let path = "content/a%20b%3Ac%26%C3%A9.md";
        check("vscode", "/home/me/my site", &format!("vscode://file/home/me/my%20site/{path}:3:5"));
        check("Zed", "/home/me/", &format!("zed://file/home/me/{path}:3:5"));
        check("idea", "/s", &format!("idea://open?file=/s/{path}&line=3&column=5"));
        check("subl", "/s", &format!("subl://open?url=file:///s/{path}&line=3&column=5"));
        check("x-mine://{path}?{line}", "/s", &format!("x-mine:///s/{path}?3"));
        check(
            "http://localhost:63342/api/file/{path}:{line}",
            "/s",
            &format!("http://localhost:63342/api/file/s/{path}:3"),
        );
    }

    #[test]
    fn a_drive_stays_one() {
        let path = "content/a%20b%3Ac%26%C3%A9.md";
        check("vscode", r"C:\my site", &format!("vscode://file/C:/my%20site/{path}:3:5"));
        check("mate", r"\\?\C:\s", &format!("txmt://open?url=file:///C:/s/{path}&line=3&column=5"));
    }

    #[test]
    fn braces_in_a_path_are_no_placeholders() {
        let link = EditorLink::parse("vscode", Path::new("/{line}")).unwrap();
        let path = SitePath::new("{column}.md").unwrap();
        let href = link.href(&path, Position { line: 3, column: 5 });
        assert_eq!(href, "vscode://file/%7Bline%7D/%7Bcolumn%7D.md:3:5");
    }

    #[test]
    fn what_opens_no_editor_is_refused() {
        let error = |text: &str| EditorLink::parse(text, Path::new("/s")).unwrap_err();
        assert_eq!(error("vim"), EditorLinkError::Unknown("vim".into()));
        assert_eq!(error(""), EditorLinkError::Unknown(String::new()));
        assert_eq!(error("{path}://x"), EditorLinkError::Unknown("{path}://x".into()));
        assert_eq!(
            error("JavaScript:alert('{path}')"),
            EditorLinkError::Scheme("javascript".into())
        );
        assert_eq!(error("data:text/html,{path}"), EditorLinkError::Scheme("data".into()));
        assert_eq!(error("vscode://file/x"), EditorLinkError::NoPath);
        assert_eq!(error("x://{path}{root}"), EditorLinkError::Placeholder);
        assert_eq!(error("x://{path}\" onclick=\""), EditorLinkError::Character);
        assert!(error("vim").to_string().contains("`vscode`, `vscode-insiders`"));
    }

    #[test]
    fn the_command_of_an_editor_tells_which_it_is() {
        let guess = |command: &str| {
            EditorLink::from_command(command, Path::new("/s")).map(|link| link.template)
        };
        for command in [
            "code --wait",
            "/usr/bin/code -w",
            r#""C:\Program Files\VS\Code.exe" --wait"#,
            "code.cmd",
        ] {
            assert!(
                guess(command).is_some_and(|template| template.starts_with("vscode:")),
                "{command}"
            );
        }
        assert!(guess("subl -w").is_some_and(|template| template.starts_with("subl:")));
        for command in ["", "vim", "nano", "emacs -nw", "/usr/bin/vi", "javascript:code", "\""] {
            assert_eq!(guess(command), None, "{command}");
        }
    }
}
