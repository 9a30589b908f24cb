//! [`Braces`]: what stands in braces at the end of a heading in a section of questions: `{.open #id see="#anchor"}`. The
//! parser does not know quotation marks there.

use std::ops::Range;

/// What stands in the braces of a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Braces {
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
    /// Names and values, each pair with its range in the Markdown.
    pub(super) pairs: Vec<(String, String, Range<usize>)>,
}

impl Braces {
    /// Reads the braces at the end of a heading, which begins at byte `base`. `None` if it has none, or if what they hold
    /// is text.
    pub(super) fn read(heading: &str, base: usize) -> Option<Self> {
        let line = heading.trim_end();
        // A line of `=` or `-` below, or `#` behind, is no part of the text.
        let line = line.trim_end_matches(['=', '-', '#']).trim_end();
        let inner = line.strip_suffix('}')?;
        let open = opening(inner)?;
        if line.get(..open)?.ends_with('\\') {
            return None;
        }
        let mut braces = Self::default();
        let mut any = false;
        for range in words(inner, open + 1) {
            let word = inner.get(range.clone())?;
            any = true;
            if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
                braces.id = Some(id.to_owned());
            } else if let Some(class) = word.strip_prefix('.').filter(|class| !class.is_empty()) {
                braces.classes.push(class.to_owned());
            } else {
                let (name, value) = word.split_once('=').filter(|(name, _)| !name.is_empty())?;
                let range = base + range.start..base + range.end;
                braces.pairs.push((name.to_owned(), unquoted(value).to_owned(), range));
            }
        }
        any.then_some(braces)
    }
}

/// Returns the byte of the last `{` that is in no quotation marks.
fn opening(inner: &str) -> Option<usize> {
    let mut found = None;
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (c, quote, found) {
            ('{', None, _) => found = Some(at),
            ('"' | '\'', None, Some(_)) if inner.get(..at)?.ends_with('=') => quote = Some(c),
            (c, Some(mark), _) if c == mark => quote = None,
            _ => {}
        }
    }
    found
}

/// Returns the ranges of the words from a byte on: white space divides them, unless it is in quotation marks.
fn words(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = None;
    let mut quote = None;
    for (at, c) in text.char_indices().filter(|(at, _)| *at >= from) {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => {}
            None if c.is_whitespace() => {
                ranges.extend(start.take().map(|start| start..at));
            }
            None => {
                start.get_or_insert(at);
                if matches!(c, '"' | '\'') && text.get(..at).is_some_and(|text| text.ends_with('='))
                {
                    quote = Some(c);
                }
            }
        }
    }
    ranges.extend(start.map(|start| start..text.len()));
    ranges
}

/// Returns a value without the quotation marks around it.
fn unquoted(value: &str) -> &str {
    let inside = |mark| value.strip_prefix(mark)?.strip_suffix(mark);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::Braces;

    #[test]
    fn values_may_stand_in_quotation_marks() {
        let braces =
            Braces::read("### Why? {.open #why group=\"At home\" see='#a'} ##\n", 10).unwrap();
        assert_eq!(braces.id.as_deref(), Some("why"));
        assert_eq!(braces.classes, ["open"]);
        let pairs: Vec<_> = braces.pairs.iter().map(|(n, v, at)| (&**n, &**v, at.start)).collect();
        assert_eq!(pairs, [("group", "At home", 31), ("see", "#a", 47)]);
        assert_eq!(Braces::read("### Why? {group=\"a { b\"}", 0).unwrap().pairs[0].1, "a { b");
        for text in ["### Why?", "### Why {not}?", "### Why {not}", "### Why {}", "### Why \\{.a}"]
        {
            assert_eq!(Braces::read(text, 0), None, "{text}");
        }
    }
}
