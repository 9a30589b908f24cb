//! [`OpenElements`]: which elements of raw HTML are open, so that each is closed where it was opened, and none closes
//! what the engine or the theme opened. Levels distinguish the two: each of the engine's own elements is one level
//! further in, and an end tag reaches only what was opened on its own level.

use crate::span::Span;

/// The elements of raw HTML that are open.
#[derive(Debug, Default)]
pub(crate) struct OpenElements {
    open: Vec<Open>,
    level: usize,
    /// Elements that were nested too deeply and not written, so their end tags are not written either.
    refused: usize,
}

#[derive(Debug)]
struct Open {
    name: &'static str,
    level: usize,
    span: Span,
}

/// An element that is closed at this point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closing {
    /// Its name.
    pub(crate) name: &'static str,
    /// Where it was opened, if the author should have closed it.
    pub(crate) forgotten: Option<Span>,
}

/// What a start tag does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// It opens its element, after these are closed.
    After(Vec<Closing>),
    /// It is allowed only inside such an element, and none is open.
    Outside(&'static str),
    /// More elements are open than browsers can nest.
    TooDeep,
}

/// The maximum number of open elements of raw HTML. Browsers give up at 512 (Chromium,
/// `kMaximumHTMLParserDOMTreeDepth`).
const DEEPEST: usize = 100;

/// Elements that have no end tag (WHATWG HTML §13.1.2, "void elements").
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose start tag ends an open paragraph (WHATWG HTML §13.2.6.4.7).
const ENDS_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "dd",
    "dt",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that may be left unclosed (WHATWG HTML §13.1.2.4, "optional tags").
const OPTIONAL_END: &[&str] = &[
    "li", "dt", "dd", "p", "rt", "rp", "rtc", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "colgroup",
];

/// What an element's start tag closes, up to which elements, and inside which element it must be.
struct NestingRule {
    names: &'static [&'static str],
    closes: &'static [&'static str],
    within: &'static [&'static str],
    outside: &'static str,
    /// The elements beyond which it does not look.
    scopes: &'static [&'static str],
}

/// WHATWG HTML §13.2.6.4.7 and the insertion modes of tables.
const RULES: &[NestingRule] = &[
    NestingRule {
        names: &["li"],
        closes: &["li"],
        within: &["ul", "ol"],
        outside: "`<ul>` or `<ol>`",
        scopes: SCOPES,
    },
    NestingRule {
        names: &["dt", "dd"],
        closes: &["dt", "dd"],
        within: &["dl"],
        outside: "`<dl>`",
        scopes: SCOPES,
    },
    NestingRule {
        names: &["rt", "rp", "rtc"],
        closes: &["rt", "rp"],
        within: &["ruby"],
        outside: "`<ruby>`",
        scopes: SCOPES,
    },
    NestingRule {
        names: &["td", "th"],
        closes: &["td", "th"],
        within: &["tr"],
        outside: "`<tr>`",
        scopes: TABLE,
    },
    NestingRule {
        names: &["tr"],
        closes: &["td", "th", "tr", "caption", "colgroup"],
        within: &["table", "thead", "tbody", "tfoot"],
        outside: "`<table>`",
        scopes: TABLE,
    },
    NestingRule {
        names: &["thead", "tbody", "tfoot", "caption", "colgroup"],
        closes: &["td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup"],
        within: &["table"],
        outside: "`<table>`",
        scopes: TABLE,
    },
    NestingRule {
        names: &["col"],
        closes: &["caption"],
        within: &["table", "colgroup"],
        outside: "`<table>`",
        scopes: TABLE,
    },
];

/// The elements beyond which parts of a table do not look.
const TABLE: &[&str] = &["table"];

/// Elements of a table that can contain only its parts.
const BETWEEN_CELLS: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "colgroup"];

/// Elements beyond which no end tag of another element reaches.
const SCOPES: &[&str] = &["table", "caption", "td", "th"];

/// The rule of an element that is not allowed anywhere.
fn rule(name: &str) -> Option<&'static NestingRule> {
    RULES.iter().find(|rule| rule.names.contains(&name))
}

/// Whether an element may be left unclosed.
pub(super) fn is_optional(name: &str) -> bool {
    OPTIONAL_END.contains(&name)
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an element is not allowed in a paragraph.
pub(crate) fn ends_paragraph(name: &str) -> bool {
    ENDS_PARAGRAPH.contains(&name)
}

impl OpenElements {
    /// Whether one of these is open.
    pub(crate) fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().any(|open| names.contains(&open.name))
    }

    /// Begins one of the engine's own elements.
    pub(crate) fn enter(&mut self) {
        self.level += 1;
    }

    /// Ends one of the engine's own elements, after these.
    pub(crate) fn leave(&mut self) -> Vec<Closing> {
        let closed = self.close_level();
        self.level = self.level.saturating_sub(1);
        closed
    }

    /// Closes everything that is open on this level.
    pub(crate) fn close_level(&mut self) -> Vec<Closing> {
        let from = self.own();
        self.close_from(from)
    }

    /// Begins one of the engine's own blocks: an open paragraph ends before it, and so does a table without an open
    /// cell, because browsers would put the block elsewhere.
    pub(crate) fn block(&mut self) -> Vec<Closing> {
        if self.open.last().is_none_or(|open| open.level != self.level) {
            return Vec::new();
        }
        if self.is_between_cells()
            && let Some(table) = self.find_last(&["table"], &[])
        {
            return self.close_from(table);
        }
        self.close_paragraph()
    }

    /// Whether a table is open, but no cell of it.
    fn is_between_cells(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.level == self.level && BETWEEN_CELLS.contains(&open.name))
    }

    /// Returns the level, from 0; each of the engine's own elements is one further in.
    pub(crate) fn level(&self) -> usize {
        self.level
    }

    /// Handles a start tag of raw HTML.
    pub(crate) fn start(&mut self, name: &'static str, span: Span) -> Opening {
        if self.open.len() >= DEEPEST && !is_void(name) {
            self.refused += 1;
            return Opening::TooDeep;
        }
        let rule = rule(name);
        if self.is_between_cells() && rule.is_none_or(|rule| rule.scopes != TABLE) {
            return Opening::Outside("`<td>` or `<th>`");
        }
        let mut closed = if ends_paragraph(name) { self.close_paragraph() } else { Vec::new() };
        if let Some(rule) = rule {
            let Some(around) = self.find_last(rule.within, rule.scopes) else {
                return Opening::Outside(rule.outside);
            };
            if let Some(first) = self.find_from(around + 1, rule.closes) {
                closed.extend(self.close_from(first));
            }
        } else if name == "a"
            && let Some(first) = self.find_last(&["a"], SCOPES)
        {
            closed.extend(self.close_from(first));
        }
        if !is_void(name) {
            self.open.push(Open { name, level: self.level, span });
        }
        Opening::After(closed)
    }

    /// Handles an end tag of raw HTML: returns what it closes, its own element last; `None` if there is nothing to
    /// close.
    pub(crate) fn end(&mut self, name: &str) -> Option<Vec<Closing>> {
        let scopes = match name {
            "table" => TABLE,
            _ => rule(name).map_or(SCOPES, |rule| rule.scopes),
        };
        let Some(first) = self.find_last(&[name], scopes) else {
            if self.refused > 0 {
                self.refused -= 1;
                return Some(Vec::new());
            }
            return None;
        };
        let mut closed = self.close_from(first);
        if let Some(own) = closed.last_mut() {
            own.forgotten = None;
        }
        Some(closed)
    }

    /// Returns the first element of this level.
    fn own(&self) -> usize {
        let others = self.open.iter().rposition(|open| open.level != self.level);
        others.map_or(0, |at| at + 1)
    }

    /// Returns the innermost open element of this level with one of these names, if none of `scopes` is open inside it.
    fn find_last(&self, names: &[&str], scopes: &[&str]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.level != self.level {
                return None;
            }
            if names.contains(&open.name) {
                return Some(at);
            }
            if scopes.contains(&open.name) {
                return None;
            }
        }
        None
    }

    /// Returns the outermost open element with one of these names, from `at` on.
    fn find_from(&self, at: usize, names: &[&str]) -> Option<usize> {
        let found = self.open.iter().skip(at).position(|open| names.contains(&open.name));
        found.map(|found| at + found)
    }

    fn close_paragraph(&mut self) -> Vec<Closing> {
        match self.find_last(&["p"], SCOPES) {
            Some(first) => self.close_from(first),
            None => Vec::new(),
        }
    }

    /// Closes everything from `first` on, the innermost first.
    fn close_from(&mut self, first: usize) -> Vec<Closing> {
        let mut closed: Vec<Closing> = self
            .open
            .split_off(first.min(self.open.len()))
            .into_iter()
            .map(|open| Closing {
                name: open.name,
                forgotten: (!OPTIONAL_END.contains(&open.name)).then_some(open.span),
            })
            .collect();
        closed.reverse();
        closed
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenElements, Opening};
    use crate::span::Span;

    fn open(elements: &mut OpenElements, name: &'static str) -> Vec<&'static str> {
        match elements.start(name, Span::default()) {
            Opening::After(closed) => closed.iter().map(|closing| closing.name).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_html_leaves_unclosed_is_closed() {
        let mut elements = OpenElements::default();
        assert!(open(&mut elements, "ul").is_empty());
        assert!(open(&mut elements, "li").is_empty());
        assert_eq!(open(&mut elements, "li"), ["li"]);
        assert!(open(&mut elements, "p").is_empty());
        assert!(open(&mut elements, "b").is_empty());
        assert_eq!(open(&mut elements, "div"), ["b", "p"]);
        let closed: Vec<_> =
            elements.end("ul").unwrap().iter().map(|c| (c.name, c.forgotten.is_some())).collect();
        assert_eq!(closed, [("div", true), ("li", false), ("ul", false)]);
        assert_eq!(elements.end("ul"), None);
    }

    #[test]
    fn an_end_tag_does_not_reach_out_of_its_level_or_cell() {
        let mut elements = OpenElements::default();
        open(&mut elements, "div");
        elements.enter();
        assert_eq!(elements.end("div"), None);
        assert_eq!(elements.start("td", Span::default()), Opening::Outside("`<tr>`"));
        open(&mut elements, "span");
        assert_eq!(elements.leave().len(), 1);
        for name in ["p", "table", "tr", "td"] {
            open(&mut elements, name);
        }
        assert_eq!(elements.end("div"), None);
        assert_eq!(open(&mut elements, "tr"), ["td", "tr"]);
        assert_eq!(elements.end("table").unwrap().len(), 2);
        assert_eq!(elements.end("div").unwrap().len(), 1);
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused_with_its_end() {
        let mut elements = OpenElements::default();
        let refused = (0..1000)
            .filter(|_| elements.start("div", Span::default()) == Opening::TooDeep)
            .count();
        assert_eq!(refused, 900);
    }
}
