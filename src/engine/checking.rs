//! [`Checking`]: runs the rules of `nutgraf check` over a site. What they found in an article is known until something
//! changes on which it depends.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::bug;
use crate::check::{
    ArticleInput, KnownSources, Language, SiteInput, check_article, check_site, read,
};
use crate::config::BaseUrl;
use crate::content::{
    Article, Citation, InputFile, SHARED_SOURCES, Source, normalise, without_controls,
};
use crate::diagnostic::{Diagnostic, Found};
use crate::digest::{Digest, Digested};
use crate::engine::allowed::{unused, without_allowed};
use crate::engine::assembled::Assembled;
use crate::engine::judged::{Judged, Judgements};
use crate::files::{FileError, Files, PRIVATE_FOLDER};
use crate::path::SitePath;
use crate::site::unsourced;

/// What is checked.
pub struct CheckRequest<'a> {
    /// Today.
    pub today: Date,
    /// Whether drafts are judged, too.
    pub drafts: bool,
    /// Which articles are judged.
    pub wanted: &'a (dyn Fn(&SitePath) -> bool + Sync),
    /// What was found about changes since an earlier state of the site; authors may allow it, too.
    pub silent_changes: Vec<Diagnostic>,
}

/// A check of a site.
pub(super) struct Checking<'a> {
    /// Where the files are.
    pub(super) files: &'a dyn Files,
    /// The site.
    pub(super) assembled: &'a Assembled,
    /// Returns the digest of the bytes of a content file.
    pub(super) digest_of: &'a (dyn Fn(&SitePath) -> Option<Digest> + Sync),
    /// What is known of earlier checks.
    pub(super) known: &'a Judgements,
    /// What is checked.
    pub(super) request: &'a CheckRequest<'a>,
}

/// The result of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings of the rules, at their own levels.
    pub findings: Found,
    /// How many articles were read for it.
    pub read: usize,
}

impl Checked {
    /// Counts the figures without a source in each file.
    pub fn unsourced(&self) -> BTreeMap<SitePath, usize> {
        unsourced(self.findings.elsewhere.iter().chain(&self.findings.in_drafts))
    }
}

/// What all articles have in common.
struct Common<'a> {
    shared: BTreeMap<&'a str, &'a Source>,
    stored: BTreeMap<String, String>,
    /// The digest of all that concerns every article.
    digest: Digest,
}

impl Checking<'_> {
    /// Runs the rules over the articles that are wanted, and adds what was found in the site as a whole. Returns also what
    /// was found in those that were read for it.
    pub(super) fn run(&self, in_site: Vec<Diagnostic>) -> Result<(Checked, Judgements), FileError> {
        let common = self.common()?;
        let CheckRequest { drafts, wanted, silent_changes, .. } = self.request;
        let articles = self.assembled.articles.par_iter();
        let articles =
            articles.filter(|article| (*drafts || !article.draft) && wanted(&article.path));
        let judged: Result<Vec<_>, FileError> = articles
            .map(|article| {
                let file = (self.digest_of)(&article.path);
                let key = file.map(|file| Self::key(file, article, &common));
                let known = self.known.get(&article.path).filter(|known| Some(known.key) == key);
                if let Some(known) = known {
                    return Ok(Some((article, known.clone(), false)));
                }
                let judged = bug::naming(&article.path, || {
                    // If the file was written since then, nothing is remembered of it.
                    let key_of = |now| key.filter(|_| file == Some(now)).unwrap_or_default();
                    self.judge(article, &common, key_of)
                })?;
                Ok(judged.map(|judged| (article, judged, true)))
            })
            .collect();
        let judged: Vec<_> = judged?.into_iter().flatten().collect();
        let (mut checked, mut new) = (Checked::default(), Judgements::new());
        let read: Vec<_> = judged.iter().map(|(article, ..)| *article).collect();
        for (article, judged, is_new) in judged {
            let Found { in_drafts, elsewhere } = &mut checked.findings;
            let findings = if article.draft { in_drafts } else { elsewhere };
            findings.extend(judged.findings.iter().cloned());
            if is_new {
                checked.read += 1;
                new.insert(article.path.clone(), judged);
            }
        }
        checked.findings.elsewhere.extend(in_site);
        checked.findings.elsewhere.extend(silent_changes.iter().cloned());
        self.allow(&read, &mut checked.findings);
        Ok((checked, new))
    }

    /// Removes what authors allow, and adds a finding for each allowance that nothing needed.
    fn allow(&self, read: &[&Arc<Digested<Article>>], found: &mut Found) {
        let mut used = self.assembled.used.clone();
        for findings in [&mut found.elsewhere, &mut found.in_drafts] {
            without_allowed(&self.assembled.articles, findings, &mut used);
        }
        for article in read {
            let findings = if article.draft { &mut found.in_drafts } else { &mut found.elsewhere };
            findings.extend(unused(article, &used));
        }
    }

    fn common(&self) -> Result<Common<'_>, FileError> {
        let sources = &self.assembled.site.shared().sources;
        let shared = sources.iter().map(|source| (source.id.as_str(), &***source)).collect();
        let config = &self.assembled.config;
        let digests: Vec<Digest> = sources.iter().map(|source| source.digest()).collect();
        let stored = self.stored()?;
        // Where nothing is stored of any source, nobody is asked to store more.
        let none = stored.is_empty();
        let home = config.base_url.as_ref().map(BaseUrl::as_str);
        let common = (&config.markdown, &config.language, self.request.today, digests, none, home);
        Ok(Common { shared, stored, digest: Digest::of_value(&common) })
    }

    /// Returns the findings about the site as a whole.
    pub(super) fn judge_site(&self) -> Result<Vec<Diagnostic>, FileError> {
        let path = SitePath::new(SHARED_SOURCES).expect("a path in a program is a path");
        let shared = self.files.read(&path)?.map(|bytes| text_of(&bytes));
        let published: Vec<Arc<Digested<Article>>> = self
            .assembled
            .articles
            .iter()
            .filter(|article| self.request.drafts || !article.draft)
            .cloned()
            .collect();
        Ok(check_site(&SiteInput {
            site: &self.assembled.site,
            config: &self.assembled.config,
            articles: &published,
            shared: shared.as_deref().map(|text| (&path, text)),
            today: self.request.today,
        }))
    }

    /// Returns the stored texts of sources, by the ids of the sources.
    fn stored(&self) -> Result<BTreeMap<String, String>, FileError> {
        let mut texts = BTreeMap::new();
        for path in self.files.walk(PRIVATE_FOLDER)?.files {
            let name = path.below(PRIVATE_FOLDER).and_then(|name| name.strip_suffix(".txt"));
            if let Some(id) = name
                && let Some(bytes) = self.files.read(&path)?
            {
                texts.insert(id.to_owned(), text_of(&bytes));
            }
        }
        Ok(texts)
    }

    /// Returns the digest of everything that the findings in an article depend on.
    fn key(file: Digest, article: &Digested<Article>, common: &Common<'_>) -> Digest {
        let cited = article.citations.iter().flat_map(Citation::sources);
        let texts = cited.filter_map(|source| common.stored.get_key_value(&source.id));
        let texts: Vec<_> = texts.collect();
        Digest::of_value(&(file, common.digest, texts, article.digest()))
    }

    /// Runs the rules over an article; `None` if its file is gone.
    fn judge(
        &self,
        article: &Article,
        common: &Common<'_>,
        key_of: impl FnOnce(Digest) -> Digest,
    ) -> Result<Option<Judged>, FileError> {
        let Some(bytes) = self.files.read(&article.path)? else { return Ok(None) };
        let key = key_of(Digest::of(&bytes));
        let config = &self.assembled.config;
        let Some(file) = InputFile::new(&article.path, bytes).value else { return Ok(None) };
        let language = Language::of_tag(article.lang.as_deref().unwrap_or(&config.language));
        let prose = read(&file, &config.markdown, (article, language));
        let findings = check_article(&ArticleInput {
            article,
            text: &file.text,
            prose: &prose,
            language,
            home: config.base_url.as_ref().map(BaseUrl::as_str),
            sources: KnownSources { own: &article.sources, shared: &common.shared },
            stored: &common.stored,
            today: self.request.today,
        });
        Ok(Some(Judged { key, findings }))
    }
}

fn text_of(bytes: &[u8]) -> String {
    without_controls(normalise(String::from_utf8_lossy(bytes).into_owned()))
}
