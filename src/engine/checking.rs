//! [`Checking`]: runs the rules of `nutgraf check` over a site, and remembers what they found in each article.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::bug;
use crate::check::{
    ArticleInput, KnownSources, Language, SiteInput, check_article, check_site, read,
};
use crate::content::{
    Article, Citation, InputFile, SHARED_SOURCES, Source, normalise, without_controls,
};
use crate::diagnostic::{Diagnostic, Found};
use crate::digest::{Digest, Digested};
use crate::engine::assembled::Assembled;
use crate::engine::builder::Builder;
use crate::engine::cache::Cache;
use crate::engine::judged::{Judged, Judgements};
use crate::files::{FileError, Files};
use crate::path::SitePath;

/// The folder with the stored texts of sources, at the site's root. It is never published.
pub const SNAPSHOTS: &str = "snapshots";

/// A check of a site.
pub struct Checking<'a> {
    /// Where the files are.
    pub files: &'a dyn Files,
    /// What read the site.
    pub builder: &'a Builder,
    /// The site.
    pub assembled: &'a Assembled,
    /// What earlier checks left.
    pub cache: Option<&'a Cache>,
    /// Today.
    pub today: Date,
    /// Whether drafts are judged, too.
    pub drafts: bool,
}

/// The result of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings of the rules, at their own levels.
    pub findings: Found,
    /// How many articles were read for it.
    pub read: usize,
}

/// What all articles have in common.
struct Common<'a> {
    shared: BTreeMap<&'a str, &'a Source>,
    stored: BTreeMap<String, String>,
    /// The digest of all that concerns every article.
    digest: Digest,
}

impl Checking<'_> {
    /// Runs the rules over the articles for which `wanted` holds, and over the site.
    pub fn run(&self, wanted: impl Fn(&Article) -> bool + Sync) -> Result<Checked, FileError> {
        let known: Judgements = self.cache.and_then(Cache::judgements).unwrap_or_default();
        let common = self.common()?;
        let articles = self.assembled.articles.par_iter();
        let articles =
            articles.filter(|article| (self.drafts || !article.draft) && wanted(article));
        let judged: Result<Vec<_>, FileError> = articles
            .map(|article| {
                let key = self.key(article, &common);
                let known = known.get(&article.path).filter(|known| Some(known.key) == key);
                if let Some(known) = known {
                    return Ok(Some((article, known.clone(), false)));
                }
                let judged = bug::naming(&article.path, || self.judge(article, &common))?;
                Ok(judged.map(|judged| (article, judged, true)))
            })
            .collect();
        let mut checked = Checked::default();
        let mut all = known;
        for (article, judged, is_new) in judged?.into_iter().flatten() {
            let Found { in_drafts, elsewhere } = &mut checked.findings;
            let findings = if article.draft { in_drafts } else { elsewhere };
            findings.extend(judged.findings.iter().cloned());
            if is_new {
                checked.read += 1;
                all.insert(article.path.clone(), judged);
            }
        }
        if let Some(cache) = self.cache.filter(|_| checked.read > 0) {
            let articles = &self.assembled.articles;
            all.retain(|path, _| articles.binary_search_by(|it| it.path.cmp(path)).is_ok());
            cache.keep_judgements(&all);
        }
        checked.findings.elsewhere.extend(self.judge_site()?);
        Ok(checked)
    }

    fn common(&self) -> Result<Common<'_>, FileError> {
        let sources = &self.assembled.site.shared().sources;
        let shared = sources.iter().map(|source| (source.id.as_str(), &***source)).collect();
        let config = &self.assembled.config;
        let digests: Vec<Digest> = sources.iter().map(|source| source.digest()).collect();
        let digest = Digest::of_value(&(&config.markdown, &config.language, self.today, digests));
        Ok(Common { shared, stored: self.stored()?, digest })
    }

    /// Returns the findings about the site as a whole.
    fn judge_site(&self) -> Result<Vec<Diagnostic>, FileError> {
        let path = SitePath::new(SHARED_SOURCES).expect("a path in a program is a path");
        let shared = self.files.read(&path)?.map(|bytes| text_of(&bytes));
        let published: Vec<Arc<Digested<Article>>> = self
            .assembled
            .articles
            .iter()
            .filter(|article| self.drafts || !article.draft)
            .cloned()
            .collect();
        Ok(check_site(&SiteInput {
            site: &self.assembled.site,
            config: &self.assembled.config,
            articles: &published,
            shared: shared.as_deref().map(|text| (&path, text)),
            today: self.today,
        }))
    }

    /// Returns the stored texts of sources, by the ids of the sources.
    fn stored(&self) -> Result<BTreeMap<String, String>, FileError> {
        let mut texts = BTreeMap::new();
        for path in self.files.walk(SNAPSHOTS)?.files {
            let name = path.below(SNAPSHOTS).and_then(|name| name.strip_suffix(".txt"));
            if let Some(id) = name
                && let Some(bytes) = self.files.read(&path)?
            {
                texts.insert(id.to_owned(), text_of(&bytes));
            }
        }
        Ok(texts)
    }

    /// Returns the digest of everything that the findings in an article depend on.
    fn key(&self, article: &Article, common: &Common<'_>) -> Option<Digest> {
        let cited = article.citations.iter().flat_map(|citation| match citation {
            Citation::Sources(sources) => sources.as_slice(),
            Citation::Needed { .. } => &[],
        });
        let texts = cited.filter_map(|source| common.stored.get_key_value(&source.id));
        let texts: Vec<_> = texts.collect();
        let file = self.builder.digest_of(&article.path)?;
        Some(Digest::of_value(&(file, common.digest, texts, article.draft)))
    }

    /// Runs the rules over an article; `None` if its file is gone.
    fn judge(&self, article: &Article, common: &Common<'_>) -> Result<Option<Judged>, FileError> {
        let Some(bytes) = self.files.read(&article.path)? else { return Ok(None) };
        // If the file was written since the site was read, this is remembered for what it was then.
        let key = self.key(article, common).unwrap_or_default();
        let config = &self.assembled.config;
        let Some(file) = InputFile::new(&article.path, bytes).value else { return Ok(None) };
        let language = Language::of_tag(article.lang.as_deref().unwrap_or(&config.language));
        let prose = read(&file, &config.markdown, (article, language));
        let findings = check_article(&ArticleInput {
            article,
            text: &file.text,
            prose: &prose,
            language,
            sources: KnownSources { own: &article.sources, shared: &common.shared },
            stored: &common.stored,
            today: self.today,
        });
        Ok(Some(Judged { key, findings }))
    }
}

fn text_of(bytes: &[u8]) -> String {
    without_controls(normalise(String::from_utf8_lossy(bytes).into_owned()))
}
