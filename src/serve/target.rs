//! [`UrlPath`]: the path of a request, decoded and checked once; [`BasePath`]: the path below which the site is; and
//! [`Destination`]: what is found there, by the rules of GitHub Pages. Nothing below sees the text of a request.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::path::{SitePath, encode_path};
use crate::serve::Preview;

/// The longest decoded path, in bytes: as long as a path may be on Linux.
const MAX_PATH: usize = 4096;

/// A decoded URL path. It begins with `/`; its parts are those of a [`SitePath`], and it may end in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UrlPath(String);

/// Why the path of a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TargetError {
    /// No output can ever have this path.
    Malformed,
    /// It is longer than any path can be.
    Long,
}

impl UrlPath {
    /// Decodes and checks the path as it is in a request or in a browser's `location.pathname`.
    pub(super) fn parse(raw: &str) -> Result<Self, TargetError> {
        if raw.len() > 3 * MAX_PATH {
            return Err(TargetError::Long);
        }
        let path = decode(raw).ok_or(TargetError::Malformed)?;
        if path.len() > MAX_PATH {
            return Err(TargetError::Long);
        }
        let inside = path.strip_prefix('/').ok_or(TargetError::Malformed)?;
        let parts = inside.strip_suffix('/').unwrap_or(inside);
        if !inside.is_empty() && SitePath::new(parts).is_err() {
            return Err(TargetError::Malformed);
        }
        Ok(Self(path))
    }

    /// Returns the decoded path.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Decodes exactly once. `None` for what only an attacker or a broken program sends: half an escape, bytes that are not
/// UTF-8, or an encoded separator or NUL.
fn decode(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let decoded = u8::try_from(digit()? * 16 + digit()?).ok()?;
        if matches!(decoded, b'/' | b'\\' | 0) {
            return None;
        }
        bytes.push(decoded);
    }
    String::from_utf8(bytes).ok()
}

/// The path below which a site is, beginning and ending in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BasePath {
    decoded: String,
}

impl BasePath {
    /// Returns the base of a preview. Empty parts are dropped, so that no redirect to it can lead to another host
    /// (`//host/`).
    pub(super) fn of(preview: &dyn Preview) -> Self {
        Self::new(&preview.base_path())
    }

    fn new(encoded: &str) -> Self {
        let text = percent_decode_str(encoded).decode_utf8_lossy();
        let parts = text.split(['/', '\\']).filter(|part| !part.is_empty());
        let mut decoded = String::from("/");
        for part in parts {
            decoded.push_str(part);
            decoded.push('/');
        }
        Self { decoded }
    }

    /// Returns the decoded base.
    pub(super) fn as_str(&self) -> &str {
        &self.decoded
    }

    /// Returns the base as in URLs.
    pub(super) fn encoded(&self) -> Cow<'_, str> {
        encode_path(&self.decoded)
    }

    /// Returns the URL path of a decoded path below the base.
    pub(super) fn url_of(&self, inside: &str) -> String {
        format!("{}{}", self.encoded(), encode_path(inside))
    }
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// An output.
    File(SitePath),
    /// A folder requested without its final slash: the URL path to redirect to.
    Moved(String),
    /// The root of the host, if the site is elsewhere: the URL path to redirect to.
    Home(String),
    /// One of the server's own addresses.
    Live(ServerPath),
    /// The stream of a page made when the base path was still this one.
    Stale(String),
    /// Below the base, but nothing is published there.
    Missing,
    /// Not below the base.
    Outside,
}

/// The server's own addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ServerPath {
    /// The script.
    Script,
    /// The stream of what changed.
    Events,
    /// What is wrong.
    Faults,
    /// What an editor would find.
    Findings,
}

impl ServerPath {
    fn named(name: &str) -> Option<Self> {
        match name {
            "__nutgraf/live.js" => Some(Self::Script),
            "__nutgraf/events" => Some(Self::Events),
            "__nutgraf/faults" => Some(Self::Faults),
            "__nutgraf/findings" => Some(Self::Findings),
            _ => None,
        }
    }
}

/// Finds what a path leads to, including the server's own addresses.
pub(super) fn route(target: &UrlPath, base: &BasePath, preview: &dyn Preview) -> Destination {
    let live = target.0.strip_prefix(base.as_str()).and_then(ServerPath::named);
    if let Some(live) = live {
        return Destination::Live(live);
    }
    match site_route(target, base, preview) {
        Destination::Missing | Destination::Outside if target.0.ends_with("/__nutgraf/events") => {
            Destination::Stale(target.0.trim_end_matches("__nutgraf/events").to_owned())
        }
        found => found,
    }
}

/// Finds what a path leads to in the published site.
pub(super) fn site_route(target: &UrlPath, base: &BasePath, preview: &dyn Preview) -> Destination {
    let Some(inside) = target.0.strip_prefix(base.as_str()) else {
        return match target.as_str() {
            "/" => Destination::Home(base.encoded().into_owned()),
            path if format!("{path}/") == base.as_str() => {
                Destination::Moved(base.encoded().into_owned())
            }
            _ => Destination::Outside,
        };
    };
    let published = |path: String| SitePath::new(path).ok().filter(|path| preview.has(path));
    if inside.is_empty() || inside.ends_with('/') {
        return published(format!("{inside}index.html"))
            .map_or(Destination::Missing, Destination::File);
    }
    let file = published(inside.to_owned()).or_else(|| published(format!("{inside}.html")));
    match file {
        Some(file) => Destination::File(file),
        None if published(format!("{inside}/index.html")).is_some() => {
            Destination::Moved(format!("{}/", base.url_of(inside)))
        }
        None => Destination::Missing,
    }
}
