//! What the rules of `nutgraf check` find on a page, for an author who asks. Only a request judges, in its own thread: no
//! look and no page ever waits for it. Each article is judged again only when it has changed.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use crate::bug;
use crate::diagnostic::{Diagnostic, finish};
use crate::engine::CheckRequest;
use crate::files::FileError;
use crate::live::lock::lock;
use crate::live::site::{Live, advice};
use crate::live::state::finished;
use crate::path::SitePath;
use crate::serve::{notice, panel};

impl Live {
    /// Returns what is found in the file that a page is made from, or in the whole site, as it is shown.
    pub(super) fn judgement_of(&self, page: Option<&SitePath>) -> Option<String> {
        match bug::catch(|| self.judge(page)) {
            Ok(Ok(findings)) => {
                let place = if page.is_some() { "" } else { " in the whole site" };
                self.with_texts(|text_of, editor| panel(&findings, place, text_of, editor))
            }
            Ok(Err(error)) => Some(notice("No findings can be shown", &[error.to_string()])),
            Err(bug) => {
                self.records.say(&format!("{bug}; the pages are shown as usual"));
                Some(notice("A bug in nutgraf", &[advice(&bug)]))
            }
        }
    }

    /// Returns every finding in the file that a page is made from, or in the whole site.
    fn judge(&self, page: Option<&SitePath>) -> Result<Vec<Diagnostic>, FileError> {
        // Locked as long as it takes: whoever waits for it asks for the same, and finds it remembered.
        let mut judge = lock(&self.judge);
        let state = self.state();
        let Some(assembled) = &state.assembled else { return Ok(Vec::new()) };
        let file = page.map(|page| assembled.article_at(page).map(|article| &article.path));
        let is_asked = |path: &SitePath| file.is_none_or(|file| file == Some(path));
        // A page shows what such a file last said, so it would be judged for what it no longer says.
        let broken: BTreeSet<&SitePath> = state
            .findings
            .iter()
            .filter(|finding| finding.is_error() && finding.code.check_rule().is_none())
            .map(|finding| &finding.place.path)
            .collect();
        let is_wanted = |path: &SitePath| is_asked(path) && !broken.contains(path);
        let request = CheckRequest {
            today: (self.settings.clock)().today(&assembled.config),
            drafts: self.settings.drafts,
            wanted: &is_wanted,
            silent_changes: Vec::new(),
        };
        let checked = judge.check(&*self.settings.files, assembled, &request)?;
        drop(judge);
        self.records.judged.fetch_add(checked.read, Ordering::Relaxed);
        let mut all = finish(&assembled.config.levels, checked.findings);
        all.retain(|finding| is_wanted(&finding.place.path));
        all.extend(self.findings().into_iter().filter(|finding| is_asked(&finding.place.path)));
        Ok(finished(state.config.as_ref(), all))
    }
}
