//! Paths and slugs, checked once at the door: [`SitePath`] names a file below the site's (or the output's) root,
//! [`Route`] is the URL path of a page, and [`slugify`] is the only rule for turning text into a part of a URL. The
//! code below never checks again whether a path climbs out of its root.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark, is_nfc};

/// What separates the address of a style or script from its version.
pub const VERSION_QUERY: &str = "?v=";

/// The number of hexadecimal digits in a version.
pub const VERSION_DIGITS: usize = 8;

/// A relative path below a root, `/`-separated, without empty, `.` or `..` components, control characters or
/// backslashes. It names an input file (below the site's root) or an output file (below the output folder).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// Why a text is not a [`SitePath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SitePathError {
    /// Nothing that names a file is left.
    #[error("the path is empty")]
    Empty,
    /// It begins with `/`, a drive letter or `\\`.
    #[error("the path is absolute")]
    Absolute,
    /// A `..` leads out of the root.
    #[error("the path leads out of the site")]
    Escapes,
    /// A component is empty or `.`, or holds a control character or a backslash.
    #[error("the path has an unusable component")]
    Component,
}

impl SitePath {
    /// Checks `text`; see the type for the rules.
    pub fn new(text: impl AsRef<str>) -> Result<Self, SitePathError> {
        let text = text.as_ref();
        if text.is_empty() {
            return Err(SitePathError::Empty);
        }
        if text.starts_with('/') || text.starts_with('\\') || has_drive_letter(text) {
            return Err(SitePathError::Absolute);
        }
        for component in text.split('/') {
            match component {
                ".." => return Err(SitePathError::Escapes),
                "" | "." => return Err(SitePathError::Component),
                _ if component.chars().any(|c| c.is_control() || c == '\\') => {
                    return Err(SitePathError::Component);
                }
                _ => {}
            }
        }
        Ok(Self(text.into()))
    }

    /// Resolves `reference` like a relative URL path, against the folder that contains `self`. `..` is followed as long
    /// as it stays below the root.
    pub fn resolve(&self, reference: &str) -> Result<Self, SitePathError> {
        if reference.starts_with('/') || has_drive_letter(reference) {
            return Err(SitePathError::Absolute);
        }
        let mut parts: Vec<&str> =
            self.parent().map_or_else(Vec::new, |folder| folder.split('/').collect());
        for component in reference.split('/') {
            match component {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(SitePathError::Escapes)?;
                }
                _ => parts.push(component),
            }
        }
        Self::new(parts.join("/"))
    }

    /// Returns the path of `name` inside this folder.
    pub fn join(&self, name: &str) -> Result<Self, SitePathError> {
        Self::new(format!("{self}/{name}"))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the folder that contains the file, without a final slash; `None` at the root.
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(folder, _)| folder)
    }

    /// Returns the last component.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Returns the part of the file name after its last dot, unless the dot is its first character.
    pub fn extension(&self) -> Option<&str> {
        self.file_name()
            .rsplit_once('.')
            .filter(|(stem, _)| !stem.is_empty())
            .map(|(_, extension)| extension)
    }

    /// Returns the path relative to `folder`, if it is below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Returns a link from this file to another: `other.md`, `../folder/other.md`.
    pub fn reference_to(&self, other: &str) -> String {
        let folders: Vec<&str> = self.parent().map_or_else(Vec::new, |p| p.split('/').collect());
        let parts: Vec<&str> = other.split('/').collect();
        let both = folders.iter().zip(parts.iter().take(parts.len() - 1));
        let shared = both.take_while(|(here, there)| here == there).count();
        let rest = parts.get(shared..).unwrap_or(&[]);
        "../".repeat(folders.len() - shared) + &rest.join("/")
    }

    /// Returns the form in which two paths that are one file on some file system are equal: NFC and lower case.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl serde::Serialize for SitePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for SitePath {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        Self::new(text).map_err(serde::de::Error::custom)
    }
}

fn has_drive_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Converts to NFC and lower case: equal for names that some file system cannot distinguish.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfc().collect::<String>().to_lowercase().nfc().collect()
    }
}

/// The URL path of something published, below the base: `/`, `/a/b/` for a page, `/atom.xml` for a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Route(Arc<str>);

impl Route {
    /// Returns the home page.
    pub fn home() -> Self {
        Self("/".into())
    }

    /// Returns the page at these slugs: `["a", "b"]` is `/a/b/`.
    pub fn page<'a>(segments: impl IntoIterator<Item = &'a str>) -> Self {
        let mut text = String::from("/");
        for segment in segments {
            text.push_str(segment);
            text.push('/');
        }
        Self(text.into())
    }

    /// Returns the file at `path`: `atom.xml` is `/atom.xml`.
    pub fn file(path: &SitePath) -> Self {
        Self(format!("/{path}").into())
    }

    /// Returns the route as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns its file in the output folder: `/a/` is `a/index.html`.
    pub fn output(&self) -> SitePath {
        let relative = self.0.trim_start_matches('/');
        let path = if relative.is_empty() || relative.ends_with('/') {
            format!("{relative}index.html")
        } else {
            relative.to_owned()
        };
        SitePath::new(path).expect("a route is made of checked components")
    }

    /// Returns the route with everything percent-encoded that a URL path must not contain.
    pub fn encoded(&self) -> Cow<'_, str> {
        encode_path(&self.0)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The characters that must be encoded in a URL path (RFC 3986 §3.3, and those that HTML attributes would need
/// escaped).
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'&')
    .add(b'\'')
    .add(b'[')
    .add(b']');

/// Percent-encodes a decoded URL path. Most paths need no encoding.
pub fn encode_path(path: &str) -> Cow<'_, str> {
    if path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'_' | b'.' | b':'))
    {
        return Cow::Borrowed(path);
    }
    utf8_percent_encode(path, NOT_IN_PATH).into()
}

/// Turns text into a slug or anchor by GitHub's rule, so that a link works there too: NFC, lower case, Unicode letters,
/// marks, digits, `-` and `_` kept, spaces to `-`, the rest dropped. A slug stays as it is.
pub fn slugify(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        let mut slug = String::with_capacity(text.len());
        slug.extend(text.bytes().filter_map(|byte| match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => Some(char::from(byte)),
            b'A'..=b'Z' => Some(char::from(byte.to_ascii_lowercase())),
            byte if char::from(byte).is_whitespace() => Some('-'),
            _ => None,
        }));
        return slug;
    }
    // Composed again at the end: a dropped character may have kept two others apart.
    text.nfc().collect::<String>().to_lowercase().nfc().filter_map(slug_char).nfc().collect()
}

fn slug_char(c: char) -> Option<char> {
    match c {
        '-' | '_' => Some(c),
        _ if c.is_whitespace() => Some('-'),
        _ if c.is_alphanumeric() || is_combining_mark(c) => Some(c),
        _ => None,
    }
}

/// Why a text is not a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// It has no letter or digit.
    #[error("has no letter or digit")]
    Empty,
    /// It is longer than a file name may be.
    #[error("is longer than {MAX_SLUG} bytes")]
    Long,
    /// It differs from what [`slugify`] makes of it.
    #[error("has characters that are not allowed in a URL segment here; use `{0}`")]
    Characters(String),
    /// Windows cannot create such a file.
    #[error("is a reserved name on Windows")]
    Reserved,
}

/// The maximum length of a slug in bytes; leaves room for a suffix in the 255 bytes that file systems allow for a name.
pub const MAX_SLUG: usize = 200;

/// Checks that `text` is one URL segment in our form; nothing is repaired.
pub fn check_slug(text: &str) -> Result<(), SlugError> {
    if !text.chars().any(char::is_alphanumeric) {
        return Err(SlugError::Empty);
    }
    if text.len() > MAX_SLUG {
        return Err(SlugError::Long);
    }
    let slug = slugify(text);
    if slug != text {
        return Err(SlugError::Characters(slug));
    }
    if is_reserved_name(text) { Err(SlugError::Reserved) } else { Ok(()) }
}

/// Checks that every file system allows a component with this name; otherwise returns the reason.
pub fn check_portable(component: &str) -> Result<(), &'static str> {
    if component.len() > 255 {
        return Err("is longer than 255 bytes");
    }
    if component.ends_with(['.', ' ']) {
        return Err("ends in a dot or a space, which Windows drops");
    }
    if component
        .chars()
        .any(|c| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\'))
    {
        return Err("has a character that Windows does not allow");
    }
    if !is_nfc(component) {
        return Err("is not in Unicode form NFC, which other systems would change");
    }
    if is_reserved_name(component) { Err("is a reserved name on Windows") } else { Ok(()) }
}

/// Names that Windows reserves for devices, whatever their extension (Microsoft, "Naming Files, Paths, and
/// Namespaces").
fn is_reserved_name(component: &str) -> bool {
    let stem = component.split('.').next().unwrap_or(component).to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" => true,
        _ => {
            let digit = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            matches!(digit.map(str::as_bytes), Some([b'1'..=b'9']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Route, SitePath, SitePathError, check_portable, check_slug, slugify};

    #[test]
    fn a_path_stays_below_its_root() {
        assert_eq!(SitePath::new("a/../b"), Err(SitePathError::Escapes));
        assert_eq!(SitePath::new("/etc/passwd"), Err(SitePathError::Absolute));
        assert_eq!(SitePath::new("c:/x"), Err(SitePathError::Absolute));
        assert_eq!(SitePath::new("a//b"), Err(SitePathError::Component));
        assert_eq!(SitePath::new("a\\b"), Err(SitePathError::Component));
        let article = SitePath::new("content/a/b.md").unwrap();
        assert_eq!(article.resolve("../c.md").unwrap().as_str(), "content/c.md");
        assert_eq!(article.resolve("../../../c.md"), Err(SitePathError::Escapes));
    }

    #[test]
    fn slugs_follow_the_rule_of_github() {
        assert_eq!(slugify("What's  new?"), "whats--new");
        assert_eq!(slugify("Ärger & Öl"), "ärger--öl");
        assert_eq!(slugify("e\u{301}a"), "éa");
        assert_eq!(slugify("a\u{202e}b"), "ab");
        assert_eq!(slugify(&slugify("\u{10d69}!\u{c3c}")), slugify("\u{10d69}!\u{c3c}"));
        assert_eq!(slugify("हिन्दी भाषा"), "हिन्दी-भाषा");
        assert!(check_slug("a/b").is_err());
        assert!(check_slug("..").is_err());
        assert!(check_slug("Con").is_err() && check_slug("con").is_err());
        assert!(check_portable("a:b").is_err());
    }

    #[test]
    fn routes_name_their_file() {
        assert_eq!(Route::page(["a", "b"]).output().as_str(), "a/b/index.html");
        assert_eq!(Route::home().output().as_str(), "index.html");
        assert_eq!(Route::page(["é"]).encoded(), "/%C3%A9/");
    }

    proptest::proptest! {
        #[test]
        fn slugging_a_slug_changes_nothing(text in "\\PC*") {
            let slug = slugify(&text);
            proptest::prop_assert_eq!(slugify(&slug), slug);
        }
    }
}
