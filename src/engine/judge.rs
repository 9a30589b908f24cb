//! A [`Judge`] runs the rules of `nutgraf check` over a site that a builder assembles again and again, and remembers what
//! they found. It shares nothing with the builder, so that neither waits for the other.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::ThreadPool;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::engine::assembled::Assembled;
use crate::engine::checking::{CheckRequest, Checked, Checking};
use crate::engine::judged::Judgements;
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::site::Site;

/// How many threads judge: those of a builder stay free for the next change.
const THREADS: usize = 1;

/// Judges a site whenever somebody asks.
#[derive(Default)]
pub struct Judge {
    known: Judgements,
    site: Option<KnownSite>,
    /// The threads that judge, once somebody has asked; `None` if none could be started.
    threads: OnceLock<Option<ThreadPool>>,
}

/// What was found in a site as a whole, which takes long where there are many articles.
struct KnownSite {
    site: Arc<Site>,
    settings: Digest,
    today: Date,
    drafts: bool,
    findings: Vec<Diagnostic>,
}

impl Judge {
    /// Runs the rules over a site, of which `files` may already hold a newer state.
    pub fn check(
        &mut self,
        files: &dyn Files,
        assembled: &Assembled,
        request: &CheckRequest<'_>,
    ) -> Result<Checked, FileError> {
        let digest_of = |path: &SitePath| {
            let bytes = files.read(path).ok().flatten();
            bytes.map(|bytes| Digest::of(&bytes))
        };
        let known = &self.known;
        let begun = &Judgements::new();
        let checking = Checking { files, assembled, digest_of: &digest_of, known, begun, request };
        let CheckRequest { today, drafts, .. } = *request;
        let (site, settings) = (Arc::clone(&assembled.site), assembled.config.digest);
        let same = self.site.take().filter(|known| {
            Arc::ptr_eq(&known.site, &site)
                && (known.settings, known.today, known.drafts) == (settings, today, drafts)
        });
        let findings = same.map_or_else(|| checking.judge_site(), |known| Ok(known.findings))?;
        let in_site = findings.clone();
        self.site = Some(KnownSite { site, settings, today, drafts, findings });
        let start = || rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().ok();
        let (checked, new) = match self.threads.get_or_init(start) {
            Some(threads) => threads.install(|| checking.run(in_site))?,
            // No thread can be started; those of the builder can do it.
            None => checking.run(in_site)?,
        };
        self.known.extend(new);
        Ok(checked)
    }
}
