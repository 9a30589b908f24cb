//! A [`Builder`] runs the rules of `nutgraf check` and remembers what they found: when it is asked to, and while it builds
//! if the settings make errors of it or publish what it shows.

use crate::diagnostic::{Diagnostic, finish};
use crate::engine::assembled::{Assembled, BuildOptions};
use crate::engine::builder::Builder;
use crate::engine::checking::{CheckRequest, Checked, Checking};
use crate::files::{FileError, Files};

impl Builder {
    /// Runs the rules of `nutgraf check` over a site that it has assembled.
    pub fn check(
        &mut self,
        files: &dyn Files,
        assembled: &Assembled,
        request: &CheckRequest<'_>,
    ) -> Result<Checked, FileError> {
        let begun = std::mem::take(&mut self.judged);
        let articles = &self.memory.articles;
        let checking = Checking {
            files,
            assembled,
            digest_of: &|path| articles.get(path).map(|known| known.digest),
            known: &self.memory.judgements,
            begun: &begun,
            request,
        };
        let (checked, new) = checking.run(checking.judge_site()?)?;
        for (path, judged) in begun.into_iter().chain(new) {
            self.memory.judged_anew.insert(path.clone());
            self.memory.judgements.insert(path, judged);
        }
        Ok(checked)
    }

    /// Adds what the rules of `nutgraf check` find, as far as the settings publish it or make errors of it.
    pub(super) fn add_judgements(
        &mut self,
        files: &dyn Files,
        options: &BuildOptions,
        assembled: &mut Assembled,
    ) -> Result<(), FileError> {
        if !assembled.config.needs_check() {
            return Ok(());
        }
        let today = options.clock.today(&assembled.config);
        let request = CheckRequest {
            today,
            drafts: options.drafts,
            wanted: &|_| true,
            silent_changes: Vec::new(),
        };
        let checked = self.check(files, assembled, &request)?;
        if assembled.config.health {
            assembled.health = assembled.site.health(&checked.unsourced());
        }
        if !assembled.config.has_check_errors() {
            return Ok(());
        }
        let mut findings = finish(&assembled.config.levels, checked.findings);
        findings.retain(Diagnostic::is_error);
        findings.append(&mut assembled.findings);
        assembled.findings = finish(&assembled.config.levels, findings);
        Ok(())
    }
}
