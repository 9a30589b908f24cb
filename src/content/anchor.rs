//! [`Anchor`]: the ids that nutgraf gives to parts of a page. Each has a `:` after its first word. The anchor of a
//! heading is a slug, which has no `:`, so a heading always keeps the anchor that GitHub gives it.

use std::borrow::Cow;

use crate::escape;
use crate::path::encode_path;

/// The id of something on a page that is not a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor<'a> {
    /// A question, by its slug: `q:why`.
    Question(&'a str),
    /// A source, by its id: `src:iea`.
    Source(&'a str),
    /// Another source with the same id, in a list of several pages' sources: `src:iea~1`.
    Namesake(&'a str, usize),
    /// The place of a source's nth citation, counted from 1: `cite:iea:2`.
    Citation(&'a str, usize),
    /// A note, by its slug: `fn:1`.
    Note(&'a str),
    /// The place of the nth reference to a note, counted from 1: `fnref:1:2`.
    NoteRef(&'a str, usize),
    /// An update, counted from the oldest, so that a new one does not change the others' anchors: `update:1`.
    Update(usize),
    /// A part of the page: `part:sources`.
    Part(Part),
}

/// The parts of a page that an article can link to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything except what surrounds it on every page of the site: the target of the skip link.
    Main,
    /// The key points.
    Points,
    /// The answered questions.
    Questions,
    /// The open questions.
    Open,
    /// The notes.
    Notes,
    /// The sources.
    Sources,
    /// The updates.
    Updates,
}

/// The first words of all of them, and of the ids that themes give to their own parts.
const FIRST_WORDS: [&str; 7] = ["q", "src", "cite", "fn", "fnref", "update", "part"];

/// Returns the prefix of an id that only nutgraf and themes use, if it has one: `src:`.
pub(crate) fn reserved(id: &str) -> Option<&str> {
    let (word, _) = id.split_once(':')?;
    FIRST_WORDS.contains(&word).then(|| id.get(..=word.len()).unwrap_or(id))
}

impl Part {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Main,
        Self::Points,
        Self::Questions,
        Self::Open,
        Self::Notes,
        Self::Sources,
        Self::Updates,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Points => "points",
            Self::Questions => "questions",
            Self::Open => "open",
            Self::Notes => "notes",
            Self::Sources => "sources",
            Self::Updates => "updates",
        }
    }
}

impl<'a> Anchor<'a> {
    /// Reads an id; `None` for that of a heading, or of something that only a theme knows.
    pub fn parse(id: &'a str) -> Option<Self> {
        let nth = |text: &'a str| {
            let (name, nth) = text.rsplit_once(':')?;
            Some((name, nth.parse().ok()?))
        };
        let (word, rest) = id.split_once(':')?;
        match word {
            "q" => Some(Self::Question(rest)),
            "src" => match rest.rsplit_once('~') {
                Some((id, n)) => Some(Self::Namesake(id, n.parse().ok()?)),
                None => Some(Self::Source(rest)),
            },
            "cite" => nth(rest).map(|(id, nth)| Self::Citation(id, nth)),
            "fn" => Some(Self::Note(rest)),
            "fnref" => nth(rest).map(|(id, nth)| Self::NoteRef(id, nth)),
            "update" => rest.parse().ok().map(Self::Update),
            "part" => Part::ALL.into_iter().find(|part| part.name() == rest).map(Self::Part),
            _ => None,
        }
    }

    /// Returns the part of a question's anchor that `id:` sets; an id without the first word is one already.
    pub(crate) fn question_id(anchor: &str) -> &str {
        match Anchor::parse(anchor) {
            Some(Anchor::Question(slug)) => slug,
            _ => anchor,
        }
    }

    /// Returns the id as text.
    pub fn id(self) -> String {
        let mut id = String::with_capacity(32);
        self.id_into(&mut id);
        id
    }

    /// Appends the id to `out`, without the formatting machinery: pages have hundreds of ids.
    fn id_into(self, out: &mut String) {
        let (word, name, nth) = match self {
            Self::Question(slug) => ("q:", slug, None),
            Self::Source(id) => ("src:", id, None),
            Self::Namesake(id, n) => ("src:", id, Some(('~', n))),
            Self::Citation(id, nth) => ("cite:", id, Some((':', nth))),
            Self::Note(slug) => ("fn:", slug, None),
            Self::NoteRef(slug, nth) => ("fnref:", slug, Some((':', nth))),
            Self::Update(n) => ("update", "", Some((':', n))),
            Self::Part(part) => ("part:", part.name(), None),
        };
        out.push_str(word);
        out.push_str(name);
        if let Some((sign, nth)) = nth {
            out.push(sign);
            match u8::try_from(nth) {
                Ok(digit @ 0..=9) => out.push(char::from(b'0' + digit)),
                _ => out.push_str(&nth.to_string()),
            }
        }
    }

    /// Appends the id to HTML, as it must be written in a quoted attribute.
    pub(crate) fn id_into_html(self, out: &mut String) {
        let start = out.len();
        self.id_into(out);
        if !is_plain(out, start) {
            out.truncate(start);
            escape::html_into(&self.id(), out);
        }
    }

    /// Appends a link to it to HTML, as it must be written in a quoted attribute.
    pub(crate) fn href_into_html(self, out: &mut String) {
        let start = out.len();
        out.push('#');
        self.id_into(out);
        if !is_plain(out, start + 1) {
            out.truncate(start);
            escape::html_into(&self.href(), out);
        }
    }

    /// Returns a link to it from its own page: `#` and the id, percent-encoded.
    pub fn href(self) -> String {
        let mut href = String::with_capacity(32);
        href.push('#');
        self.id_into(&mut href);
        match encode_path(href.get(1..).unwrap_or_default()) {
            Cow::Borrowed(_) => href,
            Cow::Owned(encoded) => format!("#{encoded}"),
        }
    }
}

/// Tells whether what follows `start` is the same in HTML and in a URL: most ids are.
fn is_plain(text: &str, start: usize) -> bool {
    let plain =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    text.as_bytes().iter().skip(start).all(plain)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Part, reserved};
    use crate::escape;
    use crate::path::slugify;

    #[test]
    fn an_anchor_is_read_as_it_was_written() {
        let all = [
            Anchor::Question("why"),
            Anchor::Source("doi:10.1/x"),
            Anchor::Namesake("iea", 1),
            Anchor::Citation("doi:10.1/x", 2),
            Anchor::Note("1"),
            Anchor::NoteRef("a-b", 12),
            Anchor::Update(3),
        ];
        for anchor in all.into_iter().chain(Part::ALL.map(Anchor::Part)) {
            let id = anchor.id();
            assert_eq!(Anchor::parse(&id), Some(anchor), "{id}");
            assert!(reserved(&id).is_some_and(|word| id.starts_with(word)), "{id}");
            assert_ne!(slugify(&id), id, "no heading has this anchor");
        }
    }

    #[test]
    fn an_anchor_in_html_is_the_escaped_one() {
        for id in ["iea", "doi:10.1/x", "a+b", "q&a", "é", "x~1", ""] {
            for anchor in [Anchor::Source(id), Anchor::Citation(id, 2), Anchor::NoteRef(id, 12)] {
                let (mut as_id, mut as_href) = (String::new(), String::new());
                anchor.id_into_html(&mut as_id);
                anchor.href_into_html(&mut as_href);
                let escaped = |text: String| {
                    let mut out = String::new();
                    escape::html_into(&text, &mut out);
                    out
                };
                assert_eq!((as_id, as_href), (escaped(anchor.id()), escaped(anchor.href())));
            }
        }
    }

    #[test]
    fn anchors_of_headings_are_free() {
        for id in ["part-1", "q-tips", "src-a", "main", "fig:1", "src"] {
            assert_eq!((Anchor::parse(id), reserved(id)), (None, None), "{id}");
        }
    }
}
