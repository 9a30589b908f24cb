//! [`MapReader`]: a map that is read key by key.

use crate::characters::{named, resembled};
use crate::diagnostic::{Code, Diagnostic, Fix, Safety, did_you_mean, list_of, written};
use crate::node::decode::decoder::Decoder;
use crate::node::decode::foreign::{Foreign, Translation};
use crate::node::decode::moving::Entry;
use crate::node::decode::readers::{lost_to_comment, report_lost};
use crate::node::{Key, Node, NodeKind, double_quoted, is_lost_line};
use crate::span::Span;

/// A map that is being read.
pub struct MapReader<'n, 't> {
    span: Span,
    entries: &'n [(Key<'t>, Node<'t>)],
    known: Vec<&'static str>,
    aliases: &'static [(&'static str, &'static str)],
    elsewhere: &'static [(&'static str, &'static str)],
    foreign: Option<&'static Foreign>,
    outer: &'static [(&'static str, &'static str)],
    inner: &'static [(&'static str, &'static [&'static str])],
    /// The required keys that are missing: an unknown one may mean them.
    missing: Vec<(&'static str, Diagnostic)>,
}

impl<'n, 't> MapReader<'n, 't> {
    /// Starts reading `node` as a map.
    pub fn new(decoder: &mut Decoder<'_>, node: &'n Node<'t>, wanted: &str) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            decoder.wrong_type(
                node,
                wanted,
                Some("write its keys below it, each with a value".into()),
            );
            return None;
        };
        Some(Self {
            span: node.shown_span(),
            entries,
            known: Vec::with_capacity(24),
            aliases: &[],
            elsewhere: &[],
            foreign: None,
            outer: &[],
            inner: &[],
            missing: Vec::new(),
        })
    }

    /// Keys of other tools and their names here, for the hint about an unknown key.
    #[must_use]
    pub fn with_aliases(mut self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Keys of this file's other tables, each with its table (no name means the top of the file), for the hint if one
    /// is in the wrong table.
    #[must_use]
    pub fn with_elsewhere(mut self, keys: &'static [(&'static str, &'static str)]) -> Self {
        self.elsewhere = keys;
        self
    }

    /// What else is known of the keys that other tools have in such a map.
    #[must_use]
    pub fn with_foreign(mut self, foreign: &'static Foreign) -> Self {
        self.foreign = Some(foreign);
        self
    }

    /// Keys that other tools have at the top of the file, and their names here, for the hint if one stands in a table: what
    /// is written at the end of a TOML file belongs to its last table.
    #[must_use]
    pub fn with_outer(mut self, keys: &'static [(&'static str, &'static str)]) -> Self {
        self.outer = keys;
        self
    }

    /// The keys of the items of lists in this map, each with the list's own key, for the hint if one is not indented as
    /// far as it must be.
    #[must_use]
    pub fn with_inner(mut self, keys: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.inner = keys;
        self
    }

    /// Where the map is shown.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the node of a key, if it exists and is not empty.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node<'t>> {
        self.known.push(key);
        self.entries
            .iter()
            .find(|(entry, _)| entry.text == key)
            .map(|(_, node)| node)
            .filter(|node| !node.is_null())
    }

    /// Returns the node of a key without asking for it: something else depends on it, and it is read later.
    pub fn peek(&self, key: &str) -> Option<&'n Node<'t>> {
        self.entries.iter().find(|(entry, _)| entry.text == key).map(|(_, node)| node)
    }

    /// Returns the place of a key without a value; YAML reads what follows a `#` as a comment.
    pub fn empty(&self, key: &str) -> Option<Span> {
        let entry = self.entries.iter().find(|(entry, _)| entry.text == key);
        entry.filter(|(_, node)| node.is_null()).map(|(entry, _)| entry.span)
    }

    /// Whether this key exists in the map, known or not.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(entry, _)| entry.text == key)
    }

    /// Reads a key that may be missing.
    pub fn optional<T>(
        &mut self,
        decoder: &mut Decoder<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(decoder, node)
    }

    /// Reads a required key.
    pub fn required<T>(
        &mut self,
        decoder: &mut Decoder<'_>,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&mut Decoder<'_>, &'n Node<'t>) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.node(key) {
            return read(decoder, node);
        }
        if self.lost_lines().next().is_some() {
            return None;
        }
        let empty = self.empty(key);
        let value = empty.map(|span| span.ends().1 as usize + 1);
        let lost = value.filter(|_| !decoder.is_toml());
        if let Some(lost) = lost.and_then(|at| lost_to_comment(decoder.text, at)) {
            self.missing.push((key, commented(decoder, key, lost)));
            return None;
        }
        let span = empty.unwrap_or(self.span);
        let message = if empty.is_some() {
            format!("`{key}` is empty")
        } else {
            format!("`{key}` is missing")
        };
        let sign = if decoder.is_toml() { " =" } else { ":" };
        let finding = Diagnostic::new(Code::FieldMissing, decoder.place(span), message)
            .hint(format!("write `{key}{sign} {example}`"));
        self.missing.push((key, finding));
        None
    }

    /// The keys that were asked for, each once: some are asked for both their value and their place.
    fn known_keys(&self) -> Vec<&'static str> {
        let mut seen = std::collections::BTreeSet::new();
        self.known.iter().copied().filter(|key| seen.insert(*key)).collect()
    }

    /// Says what to do about an unknown key that may mean a known one.
    fn hint(&self, key: &str, meant: Option<&str>) -> String {
        let elsewhere = self.elsewhere.iter().find(|(name, _)| *name == key);
        match elsewhere.map(|(_, table)| *table) {
            Some("") => {
                return format!("`{key}` belongs to the whole file: move it above the first `[`");
            }
            Some(table) => return format!("`{key}` belongs under `[{table}]`"),
            None => {}
        }
        let outer = self.outer.iter().find(|(name, _)| *name == key).filter(|_| meant.is_none());
        if let Some((_, ours)) = outer {
            return format!(
                "it is `{ours}` here, and belongs to the whole file: write it above the first `[`, unless it is there already"
            );
        }
        let is_alias = self.alias(key).is_some();
        match (meant, self.foreign) {
            (Some(near), _) if self.has(near) && is_alias => {
                format!(
                    "did you mean `{near}`? there is one already: put into it what is missing there, and remove this key"
                )
            }
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(Foreign { rest: "", .. })) if self.is_foreign(key) => {
                format!("nutgraf has no `{key}`: remove it")
            }
            (None, Some(Foreign { rest: "", .. })) => {
                format!("known here: {}", list_of(self.known_keys()))
            }
            (None, Some(Foreign { rest, .. })) if self.is_foreign(key) => format!(
                "nutgraf has no `{key}`: remove it, or move it under `{rest}:`, where templates can read it"
            ),
            (None, Some(Foreign { rest, .. })) => format!(
                "known here: {}; move it under `{rest}` if a template of yours reads it",
                list_of(self.known_keys())
            ),
            (None, None) => format!("known here: {}", list_of(self.known_keys())),
        }
    }

    /// Returns the list above an unknown key of which the key can be one of an item.
    fn list_above(&self, key: &Key<'_>) -> Option<&'static str> {
        let above = self.entries.iter().take_while(|(other, _)| other.span != key.span);
        let known = above.filter(|(other, _)| self.is_known(&other.text)).last()?;
        let (list, keys) = self.inner.iter().find(|(list, _)| *list == known.0.text)?;
        let has_items = matches!(&known.1.kind, NodeKind::Sequence(items) if !items.is_empty());
        (has_items && keys.contains(&&*key.text)).then_some(list)
    }

    /// Whether a key is one that another tool has, and no misspelling of ours.
    fn is_foreign(&self, key: &str) -> bool {
        // The name of one of our keys that does not belong here is another tool's all the same.
        let alias = self.alias(key);
        let is_foreign = |foreign: &Foreign| {
            foreign.without_counterpart.contains(&key)
                || alias.is_some_and(|ours| !self.is_known(ours))
        };
        self.foreign.is_some_and(is_foreign)
    }

    /// Returns the name here of a key that other tools have, in whatever case it is written.
    fn alias(&self, key: &str) -> Option<&'static str> {
        let same = |(name, _): &&(&str, &str)| name.eq_ignore_ascii_case(key);
        self.aliases.iter().find(same).map(|(_, ours)| *ours)
    }

    /// Returns the key that an unknown key may be meant to be.
    fn meant(&self, key: &str) -> Option<&'static str> {
        if self.is_foreign(key) {
            return None;
        }
        let alias = self.alias(key).filter(|ours| self.is_known(ours));
        alias.or_else(|| did_you_mean(key, self.known.iter().copied()))
    }

    /// Returns the nodes of unknown keys that may be meant to be this one, once all keys were asked for.
    pub fn misnamed(&self, key: &str) -> impl Iterator<Item = &'n Node<'t>> {
        let unknown = self.entries.iter().filter(|(entry, _)| !self.is_known(&entry.text));
        unknown.filter(move |(entry, _)| self.meant(&entry.text) == Some(key)).map(|(_, node)| node)
    }

    /// Returns the lines that could not be read, not even their keys.
    pub fn lost_lines(&self) -> impl Iterator<Item = &'n Node<'t>> {
        self.entries.iter().filter(|(key, node)| is_lost_line(key, node)).map(|(_, node)| node)
    }

    fn is_known(&self, key: &str) -> bool {
        self.known.contains(&key)
    }

    /// Returns a fix that writes `meant` in place of an unknown key, unless that key exists already or is known not to
    /// be meant.
    fn fix(&self, decoder: &Decoder<'_>, key: &Key<'_>, meant: &str) -> Option<Fix> {
        if self.elsewhere.iter().any(|(name, _)| *name == key.text) || self.has(meant) {
            return None;
        }
        let is_alias = self.alias(&key.text).is_some();
        let safety = if is_alias { Safety::Safe } else { Safety::of_guess(&key.text, meant) };
        decoder.fix(key.span, &key.text, meant, safety)
    }

    /// Reports the required keys that are missing, unless an unknown key may mean them.
    pub fn report_missing(&mut self, decoder: &mut Decoder<'_>) {
        for (key, finding) in std::mem::take(&mut self.missing) {
            if self.misnamed(key).next().is_none() {
                decoder.findings.push(finding);
            }
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(mut self, decoder: &mut Decoder<'_>) {
        let told: Vec<&str> = self.missing.iter().map(|(key, _)| *key).collect();
        self.report_missing(decoder);
        // If two keys may be meant to be the same one, only the first can become it.
        let mut given = std::collections::BTreeSet::new();
        for (key, node) in self.entries {
            if self.is_known(&key.text) || is_lost_line(key, node) {
                // `see` says more about its `#`.
                let is_told = key.text == "see" || told.contains(&&*key.text);
                if node.is_null() && !is_told && !decoder.is_toml() {
                    report_lost(decoder, key.span.ends().1 as usize + 1);
                }
                continue;
            }
            let finding = self.unknown(decoder, key, node, &mut given);
            decoder.findings.push(finding);
        }
    }

    /// Returns the finding about a key that nobody asked for; `given` holds the keys that others become.
    fn unknown(
        &self,
        decoder: &Decoder<'_>,
        key: &Key<'_>,
        node: &Node<'_>,
        given: &mut std::collections::BTreeSet<&'static str>,
    ) -> Diagnostic {
        let masked = key.text.chars().find(|c| resembled(*c).is_some());
        let message = match masked {
            Some(c) => format!("unknown key `{}`: it has {} in it", key.text, named(c)),
            None => format!("unknown key `{}`", key.text),
        };
        let finding = Diagnostic::new(Code::FieldUnknown, decoder.place(key.span), message);
        // What is only counted needs no fix: to look for one takes a look at all entries.
        if !decoder.findings.has_room(Code::FieldUnknown) {
            return finding;
        }
        if let Some(fix) = masked.and_then(|_| unmasked(decoder, key)) {
            let hint = "write plain spaces, hyphens and quotation marks: YAML knows no others";
            return finding.hint(hint).fix(Some(fix));
        }
        if let Some(list) = self.list_above(key) {
            return finding.hint(format!(
                "`{}` belongs to an item of `{list}`: write as many spaces before it as before the other keys of its item",
                key.text
            ));
        }
        let entry = || Entry::find(decoder, self.entries, key);
        if let Some(Translation { hint, entry: text }) =
            self.foreign.and_then(|foreign| (foreign.translate)(&key.text, node))
        {
            let target = text.as_deref().and_then(|text| text.split(':').next()).unwrap_or("");
            let free = !self.has(target);
            let fix = text
                .filter(|_| free)
                .and_then(|text| Some(entry()?.replaced(&text, Safety::Unsafe)));
            return finding.hint(hint).fix(fix);
        }
        let meant = self.meant(&key.text);
        let first = meant.filter(|meant| given.insert(*meant));
        let renamed = first.and_then(|meant| self.fix(decoder, key, meant));
        let moved = || {
            let rest = self.foreign.map(|foreign| foreign.rest).filter(|rest| !rest.is_empty())?;
            let slip = meant.is_some_and(|_| self.alias(&key.text).is_none());
            (!slip).then(entry)??.below(rest, self.entries)
        };
        let fix = renamed.or_else(moved);
        finding.hint(self.hint(&key.text, meant)).fix(fix)
    }
}

/// Returns the finding about a required key whose value is read as a comment.
fn commented(decoder: &Decoder<'_>, key: &str, lost: Span) -> Diagnostic {
    let text = lost.slice(decoder.text);
    let message = format!("`{key}` is empty: `{text}` is read as a comment");
    let quoted = double_quoted(text);
    let fix = Fix::replace(decoder.path, lost, &quoted, Safety::Safe);
    Diagnostic::new(Code::FieldMissing, decoder.place(lost), message)
        .hint(format!("put it in quotes: `{key}: {quoted}`"))
        .fix(Some(fix))
}

/// Returns a fix that writes what a key's characters look like.
fn unmasked(decoder: &Decoder<'_>, key: &Key<'_>) -> Option<Fix> {
    let place = written(decoder.text, key.span, &key.text)?;
    let mut right = String::new();
    for c in key.text.chars() {
        match resembled(c) {
            Some(('\0', _)) => {}
            Some((plain, _)) => right.push(plain),
            None => right.push(c),
        }
    }
    // A key that only looks quoted.
    let bare = right.trim_end().trim_matches(['"', '\'']);
    let right = if bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        bare
    } else {
        right.trim_end()
    };
    Some(Fix::replace(decoder.path, place, right, Safety::Safe))
}
