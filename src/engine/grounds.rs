//! [`Grounds`]: what every article is judged on. They judge an article while its file is parsed, or parse it a second time
//! for that, if it was parsed before anybody asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{ArticleInput, Collector, KnownSources, Language, check_article};
use crate::config::{BaseUrl, Config, MarkdownOptions};
use crate::content::{
    Article, Citation, InputFile, Parsed, Source, normalise, parse_visited, without_controls,
};
use crate::diagnostic::{Diagnostic, Outcome, put_in_order};
use crate::digest::{Digest, Digested};
use crate::files::{FileError, Files, PRIVATE_FOLDER};
use crate::path::SitePath;

/// What the judgements of all articles depend on.
pub(super) struct Grounds {
    config: Arc<Config>,
    /// The shared sources, by their ids.
    shared: BTreeMap<String, Arc<Digested<Source>>>,
    /// The stored texts of sources, by the ids of the sources.
    stored: BTreeMap<String, String>,
    today: Date,
    /// The digest of all of it but the texts.
    digest: Digest,
}

/// Says which articles are judged.
pub type Wanted<'a> = &'a (dyn Fn(&SitePath) -> bool + Sync);

/// Which articles are judged, and on what.
pub(super) struct Judging<'a> {
    pub(super) grounds: Grounds,
    pub(super) wanted: Wanted<'a>,
}

impl Grounds {
    /// Reads the stored texts of sources; `shared` are the sources that every article may cite.
    pub(super) fn read(
        files: &dyn Files,
        config: &Arc<Config>,
        shared: &[Arc<Digested<Source>>],
        today: Date,
    ) -> Result<Self, FileError> {
        let stored = stored(files)?;
        let digests: Vec<Digest> = shared.iter().map(|source| source.digest()).collect();
        // Where nothing is stored of any source, nobody is asked to store more.
        let none = stored.is_empty();
        let home = config.base_url.as_ref().map(BaseUrl::as_str);
        let digest =
            Digest::of_value(&(&config.markdown, &config.language, today, digests, none, home));
        let by_id = shared.iter().map(|source| (source.id.clone(), Arc::clone(source)));
        Ok(Self { config: Arc::clone(config), shared: by_id.collect(), stored, today, digest })
    }

    /// Returns the digest of everything that the findings in an article depend on; `file` is that of its bytes.
    pub(super) fn key(&self, file: Digest, article: &Digested<Article>) -> Digest {
        let cited = article.citations.iter().flat_map(Citation::sources);
        let texts: Vec<_> =
            cited.filter_map(|source| self.stored.get_key_value(&source.id)).collect();
        Digest::of_value(&(file, self.digest, texts, article.digest()))
    }

    /// Parses a file and judges the article in it, unless it is a draft today, which may be unwanted.
    pub(super) fn parse(&self, file: &InputFile) -> (Outcome<Parsed>, Option<Vec<Diagnostic>>) {
        let mut collector = Collector::default();
        let outcome = parse_visited(file, &self.config.markdown, &mut collector);
        let article = outcome.value.whole();
        let article = article.filter(|it| !it.draft && it.hold_on(self.today).is_none());
        let findings = article.map(|article| self.findings(article, &file.text, collector));
        (outcome, findings)
    }

    /// Parses a file again to judge the article that was made from it.
    pub(super) fn judge(&self, article: &Article, file: &InputFile) -> Vec<Diagnostic> {
        let mut collector = Collector::default();
        let options = MarkdownOptions { words: false, ..self.config.markdown.clone() };
        drop(parse_visited(file, &options, &mut collector));
        self.findings(article, &file.text, collector)
    }

    /// Runs the rules over an article; what they find is in the order in which it is shown.
    fn findings(&self, article: &Article, text: &str, collector: Collector) -> Vec<Diagnostic> {
        let config = &self.config;
        let language = Language::of_tag(article.lang.as_deref().unwrap_or(&config.language));
        let mut findings = check_article(&ArticleInput {
            article,
            text,
            prose: &collector.into_prose(article, language),
            language,
            home: config.base_url.as_ref().map(BaseUrl::as_str),
            sources: KnownSources { own: &article.sources, shared: &self.shared },
            stored: &self.stored,
            today: self.today,
        });
        put_in_order(&mut findings);
        findings
    }
}

fn stored(files: &dyn Files) -> Result<BTreeMap<String, String>, FileError> {
    let mut texts = BTreeMap::new();
    for path in files.walk(PRIVATE_FOLDER)?.files {
        let name = path.below(PRIVATE_FOLDER).and_then(|name| name.strip_suffix(".txt"));
        if let Some(id) = name
            && let Some(bytes) = files.read(&path)?
        {
            texts.insert(id.to_owned(), text_of(&bytes));
        }
    }
    Ok(texts)
}

/// Returns the text of a file of which nothing is reported.
pub(super) fn text_of(bytes: &[u8]) -> String {
    without_controls(normalise(String::from_utf8_lossy(bytes).into_owned()))
}
