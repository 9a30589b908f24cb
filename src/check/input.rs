//! What rules read: [`ArticleInput`] for one article, [`SiteInput`] for all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::language::Language;
use crate::check::prose::Prose;
use crate::config::Config;
use crate::content::{Article, Citation, CitationId, CitedSource, Source};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::site::Site;

/// One article, and what of the site concerns it.
pub struct ArticleInput<'a> {
    /// The article.
    pub article: &'a Article,
    /// The text of its file.
    pub text: &'a str,
    /// Its words.
    pub prose: &'a Prose,
    /// The language in which they are read.
    pub language: Language,
    /// The sources that it may cite.
    pub sources: KnownSources<'a>,
    /// The address of the site, if it has one.
    pub home: Option<&'a str>,
    /// The stored texts of sources, by the id of the source (`snapshots/ID.txt`).
    pub stored: &'a BTreeMap<String, String>,
    /// Today.
    pub today: Date,
}

impl ArticleInput<'_> {
    /// Returns the sources that a mark cites; nothing for a mark that asks for a source.
    pub fn cited(&self, id: CitationId) -> &[CitedSource] {
        self.article.citations.get(id.0).map_or(&[], Citation::sources)
    }
}

/// The sources that an article may cite: its own, and the shared ones.
#[derive(Clone, Copy)]
pub struct KnownSources<'a> {
    /// Those that it lists itself.
    pub own: &'a [Arc<Digested<Source>>],
    /// Those of `content/sources.yaml`, by id.
    pub shared: &'a BTreeMap<String, Arc<Digested<Source>>>,
}

impl<'a> KnownSources<'a> {
    /// Returns the source with this id.
    pub fn get(&self, id: &str) -> Option<&'a Source> {
        let own = self.own.iter().find(|source| source.id == id);
        own.or_else(|| self.shared.get(id)).map(|source| &***source)
    }

    /// Returns all of them.
    pub fn all(&self) -> impl Iterator<Item = &'a Source> + use<'a> {
        self.own.iter().chain(self.shared.values()).map(|source| &***source)
    }
}

/// The whole site.
pub struct SiteInput<'a> {
    /// The site, linked.
    pub site: &'a Site,
    /// Its settings.
    pub config: &'a Config,
    /// Every article that is published.
    pub articles: &'a [Arc<Digested<Article>>],
    /// The text of the file with the shared sources, if there is one.
    pub shared: Option<(&'a SitePath, &'a str)>,
    /// Returns the text of an article's file; nothing if it is gone. A rule asks for it only where it found something.
    pub text_of: &'a dyn Fn(&Article) -> String,
    /// Today.
    pub today: Date,
}

impl SiteInput<'_> {
    /// Returns the tag of the language in which an article is written.
    pub fn language_of<'a>(&'a self, article: &'a Article) -> &'a str {
        article.lang.as_deref().unwrap_or(&self.config.language)
    }
}
