//! [`Theme`]: the loaded theme, and how its templates render a page.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, OnceLock};

use tera::{Context, Tera};

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::digest::Digest;
use crate::path::SitePath;
use crate::theme::error::findings_of;
use crate::theme::level::SITE_LEVEL;
use crate::theme::sources::{A_TO_Z, OPTIONAL_TEMPLATES, SEARCH, TEMPLATES, TemplateSources};
use crate::theme::words::Words;
use crate::theme::{checkpoints, stop};

/// A loaded theme.
pub struct Theme {
    pub(super) tera: Tera,
    /// The same templates in the form that can be stopped; created when they are first needed.
    pub(super) stoppable: OnceLock<Option<Tera>>,
    pub(super) sources: TemplateSources,
    pub(super) words: BTreeMap<String, Arc<Words>>,
    /// The English words on pages of other languages than these, and the same as templates print them.
    pub(super) foreign: (Arc<Words>, tera::Value),
    /// The values of all options.
    pub options: serde_json::Value,
    /// The digest of the templates and words, and of the styles that pages name by their versions.
    pub digest: Digest,
    /// The files that it publishes: where each is published, and its source.
    pub statics: Arc<BTreeMap<SitePath, SitePath>>,
}

/// The maximum size of a page in bytes: sixteen times the largest article. A template in an endless loop cannot fill
/// the memory.
const MAX_PAGE: usize = 64 << 20;

/// The bytes of a page, up to the maximum.
struct Limited(Vec<u8>);

impl Limited {
    /// Whether the page has become too large.
    fn is_full(&self) -> bool {
        self.0.len() >= MAX_PAGE
    }

    fn into_page(self) -> String {
        String::from_utf8(self.0).expect("templates and values are text")
    }
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    // It is called for each piece of a page, so it does without the loop around `write`.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        stop::check()?;
        self.0.extend_from_slice(bytes);
        if self.is_full() {
            return Err(io::Error::other("the page is too large"));
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What to do about a page that is too large, if the article itself makes up this many bytes.
fn size_hint(article: usize) -> String {
    if article < MAX_PAGE / 8 {
        return "check whether a loop in this template runs too often".to_owned();
    }
    let size = article >> 20;
    format!("split the article: with its sources and footnotes, it makes up {size} MB of the page")
}

impl Theme {
    /// Whether it can show a search.
    pub fn has_search(&self) -> bool {
        self.has_template(SEARCH) && self.has_template(A_TO_Z)
    }

    /// Whether there is a template with this name.
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Returns the site's own templates that override nothing and that neither an article (`named`) nor a template
    /// names.
    pub fn unused_overrides(&self, named: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let level = format!("{SITE_LEVEL}/");
        let overrides = |name: &str| {
            self.sources.keys().any(|known| {
                !known.starts_with(&level)
                    && known.split_once('/').is_some_and(|(_, bare)| bare == name)
            })
        };
        let mentioned = |name: &str| {
            self.sources.values().any(|(_, text)| {
                text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
            })
        };
        let components =
            |text: &str| text.contains("{% component") || text.contains("{%- component");
        self.sources
            .iter()
            .filter_map(|(known, source)| Some((known.strip_prefix(&level)?, source)))
            .filter(|(name, (_, text))| {
                !overrides(name)
                    && !OPTIONAL_TEMPLATES.contains(name)
                    && !named.contains(name)
                    && !mentioned(name)
                    && !components(text)
            })
            .map(|(name, (path, _))| {
                let finding = Diagnostic::new(
                    Code::TemplateUnused,
                    Place::file(path),
                    format!("no page uses the template `{name}`"),
                );
                match did_you_mean(name, TEMPLATES.iter().chain(OPTIONAL_TEMPLATES).copied()) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None => finding
                        .hint(format!("name it in an article, `template: {name}`, or remove it")),
                }
            })
            .collect()
    }

    /// Returns the names of all templates as authors write them, without duplicates.
    pub fn template_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .sources
            .keys()
            .map(String::as_str)
            .filter(|name| !name.contains('/') && !name.starts_with('_'))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Renders a template. An error says where, in which template, and how it was reached; it is empty if the page was
    /// abandoned ([`stop::until`]).
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
        if stop::can_stop() {
            let stoppable = self
                .stoppable
                .get_or_init(|| checkpoints::with_checkpoints(&self.tera, &self.sources));
            let mut out = Limited(Vec::with_capacity(64 << 10));
            match stoppable.as_ref().map(|tera| tera.render_to(template, context, &mut out)) {
                Some(Ok(())) => return Ok(out.into_page()),
                Some(Err(_)) if stop::is_stopped() => return Err(Vec::new()),
                Some(Err(_)) if out.is_full() => {
                    return Err(vec![self.too_large(template, context)]);
                }
                // It is found again below, where the author's own text shows the place.
                Some(Err(_)) | None => {}
            }
        }
        let mut out = Limited(Vec::with_capacity(64 << 10));
        match self.tera.render_to(template, context, &mut out) {
            Ok(()) => Ok(out.into_page()),
            Err(_) if out.is_full() => Err(vec![self.too_large(template, context)]),
            Err(_) if stop::is_stopped() => Err(Vec::new()),
            Err(error) => Err(findings_of(&error, template, &self.sources)),
        }
    }

    /// Returns the finding that a page grows without end.
    fn too_large(&self, template: &str, context: &Context) -> Diagnostic {
        let path = self.sources.get(template).map(|(path, _)| path.clone());
        let place = Place::file(&path.expect("what was rendered is a template"));
        let message = format!("a page would have more than {} MB", MAX_PAGE >> 20);
        let finding = Diagnostic::new(Code::TemplateError, place, message);
        let article = context.get("article").map(serde_json::to_string);
        let own = article.and_then(Result::ok).map_or(0, |article| article.len());
        finding.hint(size_hint(own))
    }

    /// Whether there are words in a language, whatever its region.
    pub fn speaks(&self, lang: &str) -> bool {
        !self.words(lang).is_foreign()
    }

    /// Returns the words of a language: of the tag, else of the language without its region, else English.
    pub fn words(&self, lang: &str) -> Arc<Words> {
        let lower = lang.to_ascii_lowercase();
        let primary = lower.split('-').next().unwrap_or_default();
        let words = self.words.get(&lower).or_else(|| self.words.get(primary));
        Arc::clone(words.unwrap_or(&self.foreign.0))
    }

    /// Returns the words of a language as templates print them, and their own language if it is another.
    pub fn spoken(&self, words: &Words) -> (tera::Value, tera::Value) {
        if words.is_foreign() {
            (self.foreign.1.clone(), tera::Value::from(words.language()))
        } else {
            (words.as_value(), tera::Value::none())
        }
    }

    /// Returns the text of a template file, for excerpts.
    pub fn template_text(&self, path: &SitePath) -> Option<String> {
        self.sources.values().find(|(file, _)| file == path).map(|(_, text)| text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_PAGE, size_hint};

    #[test]
    fn a_page_that_is_too_large_names_the_article_only_where_it_is_the_reason() {
        assert!(size_hint(30_000).contains("loop in this template"));
        assert_eq!(
            size_hint(MAX_PAGE / 2),
            "split the article: with its sources and footnotes, it makes up 32 MB of the page"
        );
    }
}
