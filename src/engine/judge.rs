//! A [`Judge`] runs the rules of `nutgraf check` over a site that a builder assembles again and again, and remembers what
//! they found. It shares nothing with the builder, so that neither waits for the other.

use crate::digest::Digest;
use crate::engine::assembled::Assembled;
use crate::engine::checking::{CheckRequest, Checked, Checking};
use crate::engine::judged::Judgements;
use crate::files::{FileError, Files};
use crate::path::SitePath;

/// How many threads judge: those of a builder stay free for the next change.
const THREADS: usize = 1;

/// Judges a site whenever somebody asks.
#[derive(Default)]
pub struct Judge {
    known: Judgements,
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
        let checking = Checking { files, assembled, digest_of: &digest_of, known, request };
        let threads = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build();
        let (checked, new) = match threads {
            Ok(threads) => threads.install(|| checking.run())?,
            // No thread can be started; those of the builder can do it.
            Err(_) => checking.run()?,
        };
        self.known.extend(new);
        Ok(checked)
    }
}
