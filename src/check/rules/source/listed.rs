//! [`Listed`]: a source with the places of what is written about it, whether an article lists it or
//! `content/sources.yaml` does.

use std::collections::BTreeMap;

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::keys::Keys;
use crate::content::{Source, shared_tree};
use crate::diagnostic::{Code, Diagnostic, Fix, Place, Safety, written};
use crate::path::SitePath;
use crate::span::Span;

/// A source, and where it is written.
pub(super) struct Listed<'a> {
    /// The source.
    pub(super) source: &'a Source,
    keys: &'a Keys,
    prefix: String,
    path: &'a SitePath,
    text: &'a str,
}

impl Listed<'_> {
    /// Returns the text of a key, if it is written.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.keys.get(&format!("{}.{key}", self.prefix))?.text.as_deref()
    }

    /// Returns a finding at the value of a key, or, if there is none, at the source's id.
    pub(super) fn finding(&self, code: Code, key: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Place::new(self.path, self.span(key)), message)
    }

    /// Returns what writes another value for a key, if it is known which bytes that are.
    pub(super) fn replace(&self, key: &str, right: &str, safety: Safety) -> Option<Fix> {
        let entry = self.keys.get(&format!("{}.{key}", self.prefix))?;
        let place = written(self.text, entry.value, entry.text.as_deref()?)?;
        Some(Fix::replace(self.path, place, right, safety))
    }

    fn span(&self, key: &str) -> Span {
        let entry = self.keys.get(&format!("{}.{key}", self.prefix));
        entry.map_or(self.source.span, |entry| entry.value)
    }
}

/// Returns the sources that an article lists.
pub(super) fn of_article<'a>(input: &'a ArticleInput<'_>) -> Vec<Listed<'a>> {
    let keys = &input.prose.keys;
    let prefixes = prefixes(keys, "sources");
    let sources = input.article.sources.iter().map(|source| &***source);
    let listed = sources.filter_map(|source| {
        let prefix = prefixes.get(&source.span.start)?.clone();
        Some(Listed { source, keys, prefix, path: &input.article.path, text: input.text })
    });
    listed.collect()
}

/// Returns the shared sources, of which `keys` are the places.
pub(super) fn of_site<'a>(
    input: &SiteInput<'a>,
    (path, text): (&'a SitePath, &'a str),
    keys: &'a Keys,
) -> Vec<Listed<'a>> {
    let prefixes = prefixes(keys, "");
    let sources = input.site.shared().sources.iter().map(|source| &***source);
    let listed = sources.filter_map(|source| {
        let prefix = prefixes.get(&source.span.start)?.clone();
        Some(Listed { source, keys, prefix, path, text })
    });
    listed.collect()
}

/// Returns the places of the keys in `content/sources.yaml`.
pub(super) fn shared_keys(path: &SitePath, text: &str) -> Keys {
    shared_tree(path, text).map(|root| Keys::of(&root)).unwrap_or_default()
}

/// Returns the path of each source of a list, by where its id is.
fn prefixes(keys: &Keys, list: &str) -> BTreeMap<u32, String> {
    let paths = keys.items(list).map(|(n, _)| format!("{list}[{n}]"));
    paths.filter_map(|path| Some((keys.get(&format!("{path}.id"))?.value.start, path))).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::of_article;
    use crate::check::input::ArticleInput;
    use crate::check::report::Report;
    use crate::check::rules::ArticleRule;
    use crate::check::rules::fixture::found;
    use crate::check::rules::source::listed::Listed;
    use crate::diagnostic::Diagnostic;

    /// Applies a rule about one source to those of an article.
    pub(in crate::check::rules::source) fn each(
        input: &ArticleInput<'_>,
        report: &mut Report,
        judge: fn(&Listed<'_>) -> Option<Diagnostic>,
    ) {
        of_article(input).iter().filter_map(judge).for_each(|found| report.push(found));
    }

    /// Returns what a rule marks in an article with one source, which has the id `a` and a title.
    pub(in crate::check::rules::source) fn marked(rule: ArticleRule, keys: &str) -> Vec<String> {
        let text = format!(
            "---\ntitle: T\nsources:\n  - id: a\n    title: A\n    {keys}\n---\nText [@a].\n"
        );
        found(rule, &text).into_iter().map(|(_, text)| text).collect()
    }
}
