//! [`Checking`]: runs the rules of `nutgraf check` over a site. What they found in an article is known until something
//! changes on which it depends.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::bug;
use crate::check::{SiteInput, check_site};
use crate::content::{Article, InputFile, SHARED_SOURCES};
use crate::diagnostic::{Diagnostic, Found};
use crate::digest::{Digest, Digested};
use crate::engine::allowed::{unused, without_allowed};
use crate::engine::assembled::Assembled;
use crate::engine::grounds::{Grounds, Wanted, text_of};
use crate::engine::judged::{Judged, Judgements};
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::site::unsourced;

/// What is checked.
pub struct CheckRequest<'a> {
    /// Today.
    pub today: Date,
    /// Whether drafts are judged, too.
    pub drafts: bool,
    /// Which articles are judged.
    pub wanted: Wanted<'a>,
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
    /// What was found in articles while they were read for this one.
    pub(super) begun: &'a Judgements,
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

impl Checking<'_> {
    /// Runs the rules over the articles that are wanted, and adds what was found in the site as a whole. Returns also what
    /// was found in those that were read for it.
    pub(super) fn run(&self, in_site: Vec<Diagnostic>) -> Result<(Checked, Judgements), FileError> {
        let Assembled { config, site, .. } = self.assembled;
        let CheckRequest { today, drafts, wanted, silent_changes } = self.request;
        let grounds = Grounds::read(self.files, config, &site.shared().sources, *today)?;
        let articles = self.assembled.articles.par_iter();
        let articles =
            articles.filter(|article| (*drafts || !article.draft) && wanted(&article.path));
        let judged: Result<Vec<_>, FileError> = articles
            .map(|article| {
                let file = (self.digest_of)(&article.path);
                let key = file.map(|file| grounds.key(file, article));
                for (all, is_read) in [(self.begun, true), (self.known, false)] {
                    let judged = all.get(&article.path);
                    if let Some(judged) = judged.filter(|judged| Some(judged.key) == key) {
                        return Ok(Some((article, Cow::Borrowed(judged), is_read)));
                    }
                }
                let judged = bug::naming(&article.path, || {
                    // If the file was written since then, nothing is remembered of it.
                    let key_of = |now| key.filter(|_| file == Some(now)).unwrap_or_default();
                    self.judge(article, &grounds, key_of)
                })?;
                Ok(judged.map(|judged| (article, Cow::Owned(judged), true)))
            })
            .collect();
        let judged: Vec<_> = judged?.into_iter().flatten().collect();
        let (mut checked, mut new) = (Checked::default(), Judgements::new());
        let read: Vec<_> = judged.iter().map(|(article, ..)| *article).collect();
        for (article, judged, is_read) in judged {
            let Found { in_drafts, elsewhere } = &mut checked.findings;
            let findings = if article.draft { in_drafts } else { elsewhere };
            findings.extend(judged.findings.iter().cloned());
            checked.read += usize::from(is_read);
            if let Cow::Owned(judged) = judged {
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
        let text_of = |article: &Article| {
            let bytes = self.files.read(&article.path).ok().flatten();
            bytes.map(|bytes| text_of(&bytes)).unwrap_or_default()
        };
        Ok(check_site(&SiteInput {
            site: &self.assembled.site,
            config: &self.assembled.config,
            articles: &published,
            shared: shared.as_deref().map(|text| (&path, text)),
            text_of: &text_of,
            today: self.request.today,
        }))
    }

    /// Runs the rules over an article; `None` if its file is gone.
    fn judge(
        &self,
        article: &Article,
        grounds: &Grounds,
        key_of: impl FnOnce(Digest) -> Digest,
    ) -> Result<Option<Judged>, FileError> {
        let Some(bytes) = self.files.read(&article.path)? else { return Ok(None) };
        let key = key_of(Digest::of(&bytes));
        let Some(file) = InputFile::new(&article.path, bytes).value else { return Ok(None) };
        let findings = grounds.judge(article, &file);
        Ok(Some(Judged { key, findings }))
    }
}
