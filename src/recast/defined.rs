//! [`Definitions`]: the definitions of links and footnotes in a text. They are often at its end, and so below the last
//! question, wherever they are used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::content::Definition;

/// The definitions of a text, and where each of them belongs.
pub(super) struct Definitions {
    all: Vec<Defined>,
}

struct Defined {
    label: String,
    is_note: bool,
    /// Its place in the file.
    range: Range<usize>,
    /// The question below which it stands.
    home: Option<usize>,
    /// The questions whose answers use it, in order.
    users: Vec<usize>,
    /// Whether the text outside of the sections uses it.
    outside: bool,
}

impl Defined {
    /// Whether the `n`th answer uses it.
    fn is_used_by(&self, n: usize) -> bool {
        self.users.binary_search(&n).is_ok()
    }

    /// Whether it moves along with the answer in which it stands.
    fn moves(&self) -> bool {
        self.home.is_some_and(|home| self.is_used_by(home))
    }

    /// Whether it is needed in the text that is left. A note that nothing uses stays, too: a finding says so.
    fn stays(&self) -> bool {
        if self.is_note { !self.moves() } else { self.outside || self.users.is_empty() }
    }
}

impl Definitions {
    /// Takes the definitions of a text that begins at byte `base` of its file.
    pub(super) fn new(found: Vec<Definition>, base: usize) -> Self {
        let all = found.into_iter().map(|Definition { label, is_note, range }| Defined {
            label: label.to_lowercase(),
            is_note,
            range: base + range.start..base + range.end,
            home: None,
            users: Vec::new(),
            outside: false,
        });
        Self { all: all.collect() }
    }

    /// Finds out where each definition is used: in which answers, or outside of the sections of questions.
    pub(super) fn divide(
        &mut self,
        text: &str,
        answers: &[Range<usize>],
        sections: &[Range<usize>],
    ) {
        let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, range) in answers.iter().enumerate() {
            for label in labels(&self.words(text, range.clone())) {
                users.entry(label.to_owned()).or_default().push(n);
            }
        }
        let mut outside = String::new();
        let mut at = 0;
        for section in sections {
            outside.push_str(&self.words(text, at..section.start.max(at)));
            at = section.end;
        }
        outside.push_str(&self.words(text, at..text.len()));
        let outside = labels(&outside);
        for defined in &mut self.all {
            let label =
                if defined.is_note { format!("^{}", defined.label) } else { defined.label.clone() };
            let home = answers.partition_point(|range| range.end <= defined.range.start);
            let is_inside = |range: &Range<usize>| range.contains(&defined.range.start);
            defined.home = answers.get(home).is_some_and(is_inside).then_some(home);
            defined.users = users.get(&label).cloned().unwrap_or_default();
            defined.outside = outside.contains(&*label);
        }
    }

    /// Returns the definitions in a part of the file.
    fn inside(&self, range: &Range<usize>) -> &[Defined] {
        let at = |byte| self.all.partition_point(|defined| defined.range.start < byte);
        self.all.get(at(range.start)..at(range.end)).unwrap_or_default()
    }

    /// Returns a part of a text without the names of its definitions, in small letters, with single spaces.
    fn words(&self, text: &str, range: Range<usize>) -> String {
        let mut kept = String::new();
        let mut at = range.start;
        for defined in self.inside(&range) {
            kept.push_str(text.get(at..defined.range.start).unwrap_or_default());
            // What a note says may use another definition.
            let own = text.get(defined.range.clone()).unwrap_or_default();
            let own = own.split_once("]:").map_or("", |(_, own)| own);
            kept.push_str(own);
            at = defined.range.end.max(at);
        }
        kept.push_str(text.get(at..range.end.max(at)).unwrap_or_default());
        kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns a part of the file without the definitions that do not move along with the `n`th answer, in pieces.
    pub(super) fn kept(&self, n: usize, range: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        for defined in self.inside(&range).iter().filter(|defined| !defined.is_used_by(n)) {
            pieces.push(at..defined.range.start.max(at));
            at = defined.range.end.max(at);
        }
        pieces.push(at..range.end.max(at));
        pieces
    }

    /// Returns the definitions of links that the `n`th answer uses and that stand elsewhere, unless it has them, too.
    pub(super) fn borrowed(&self, text: &str, (n, answer): (usize, &str)) -> String {
        let elsewhere = self
            .all
            .iter()
            .filter(|defined| !defined.is_note && defined.home != Some(n) && defined.is_used_by(n));
        let lines = elsewhere.filter_map(|defined| text.get(defined.range.clone())).map(str::trim);
        lines.filter(|line| !answer.contains(line)).collect::<Vec<_>>().join("\n")
    }

    /// Returns the definitions in a section that the rest of the text needs.
    pub(super) fn left(&self, text: &str, section: &Range<usize>) -> String {
        let lines = self
            .inside(section)
            .iter()
            .filter(|it| it.stays())
            .filter_map(|it| text.get(it.range.clone()));
        let mut left = String::new();
        for line in lines {
            left.push_str(line.trim_end());
            left.push('\n');
        }
        if !left.is_empty() && section.end < text.len() {
            left.push('\n');
        }
        left
    }
}

/// Returns what stands in brackets in some Markdown: the names by which it may use definitions.
fn labels(words: &str) -> BTreeSet<&str> {
    let after = words.split('[').skip(1);
    after.filter_map(|rest| rest.split_once(']').map(|(label, _)| label.trim())).collect()
}
