//! [`run`]: a whole build into an output folder, with or without what earlier builds left in the [`Cache`]. With it,
//! nothing is parsed, rendered or written that would only give what is already there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, finish};
use crate::digest::Digest;
use crate::engine::assembled::{Assembled, BuildOptions, BuiltOutput, Contents, Prepared, Summary};
use crate::engine::builder::Builder;
use crate::engine::cache::{Cache, Fingerprint, Record, Recorded};
use crate::engine::inputs::copied_bytes;
use crate::engine::look::Look;
use crate::engine::publish::{Payload, Publication, PublishError, Publisher};
use crate::files::{FileError, Files, Seen};
use crate::path::SitePath;
use crate::render::{Job, Recipe};

/// A requested build.
pub struct Request<'a> {
    /// Where the input is.
    pub files: &'a dyn Files,
    /// The settings.
    pub config: Arc<Config>,
    /// The findings in the settings.
    pub findings: Vec<Diagnostic>,
    /// The request.
    pub options: &'a BuildOptions,
    /// Whether warnings prevent publishing.
    pub strict: bool,
    /// What earlier builds left.
    pub cache: Option<&'a Cache>,
    /// Whether everything in the cache is made anyway and compared.
    pub verify: bool,
    /// Held while the site is put into place: anything that ends the program should wait for it.
    pub undisturbed: Option<&'a Mutex<()>>,
}

/// The result of a build.
#[derive(Debug)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// A summary of the content.
    pub contents: Contents,
    /// How much was done.
    pub summary: Summary,
    /// What was published; `None` if the findings prevent it.
    pub published: Option<Publication>,
}

/// Why a build failed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// An input file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The output could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A copied file vanished in the meantime.
    #[error("`{0}` vanished while the site was built; build again")]
    Vanished(SitePath),
    /// The cache differs from what a build without it makes.
    #[error(
        "the cache is wrong about `{0}`: this is a bug, please report it; `--no-cache` builds without it"
    )]
    WrongCache(SitePath),
}

/// Up to this many articles, the memory of a build is freed.
const FREED: usize = 100;

/// Builds a site.
pub fn run(request: &Request<'_>, publisher: Publisher) -> Result<Report, BuildError> {
    let folder = publisher.folder().to_owned();
    let record = request.cache.and_then(|cache| cache.record(&folder)).unwrap_or_default();
    if let Some(report) = same_again(request, &publisher, &record) {
        return Ok(report);
    }
    let mut builder = Builder::new();
    if let Some(cache) = request.cache {
        builder.remember(cache);
    }
    let assembled =
        builder.assemble(request.files, &request.config, request.options, Look::Everything)?;
    if request.verify {
        verify_articles(request, &assembled)?;
    }
    let stop = forbidden(&request.findings, request.strict)
        || forbidden(&assembled.findings, request.strict);
    let known = &record.outputs;
    let making = Making { request, assembled: &assembled, publisher: &publisher, known };
    let made = making.make(stop)?;
    let summary = Summary { parsed: assembled.parsed, rendered: made.rendered };
    let own: Vec<Diagnostic> = assembled.findings.iter().chain(&made.faults).cloned().collect();
    let contents = assembled.contents(request.options.drafts);
    let (mut published, mut next) = (None, None);
    if !stop && !forbidden(&made.faults, request.strict) {
        let held = request
            .undisturbed
            .map(|undisturbed| undisturbed.lock().unwrap_or_else(PoisonError::into_inner));
        let (done, left) = publisher.commit_and_look()?;
        drop(held);
        published = Some(done);
        if request.cache.is_some() {
            let basis = builder.inputs(&made.copied).map(|inputs| Fingerprint {
                request: request.digest(),
                inputs,
                findings: own.clone(),
                contents: contents.clone(),
            });
            let outputs = left.into_iter().map(|(path, left)| {
                let key = made.keys.get(&path).copied().flatten();
                (path, Recorded { key, left })
            });
            next = Some(Record { basis, outputs: outputs.collect() });
        }
    }
    if let Some(cache) = request.cache {
        let keep_record = || next.iter().for_each(|record| cache.keep_record(&folder, record));
        rayon::join(keep_record, || builder.keep(cache));
    }
    let findings = request.all_findings(&own);
    // Most programs end now: freeing the memory of ten thousand articles piece by piece helps nobody. What builds many small
    // sites, as tests do, needs it back.
    if assembled.articles.len() > FREED {
        std::mem::forget(made);
        std::mem::forget((record, next, assembled, builder));
    }
    Ok(Report { findings, contents, summary, published })
}

impl Request<'_> {
    /// Returns the digest of everything that a build depends on, besides the input files.
    fn digest(&self) -> Digest {
        let BuildOptions { drafts, overrides: _, clock } = self.options;
        // What the command line overrides in `site.toml` is in the digest of the settings.
        Digest::of_value(&(self.config.digest, drafts, clock.today(&self.config)))
    }

    /// Returns the findings in the settings and elsewhere, in the order in which they are shown.
    fn all_findings(&self, others: &[Diagnostic]) -> Vec<Diagnostic> {
        let findings: Vec<Diagnostic> = self.findings.iter().chain(others).cloned().collect();
        finish(&self.config.levels, findings)
    }
}

/// Whether these findings prevent publishing.
fn forbidden(findings: &[Diagnostic], strict: bool) -> bool {
    findings.iter().any(|finding| finding.prevents(strict))
}

/// Returns the report of a build that would do nothing. `None` if there is something to do.
fn same_again(request: &Request<'_>, publisher: &Publisher, record: &Record) -> Option<Report> {
    // The stored texts of sources, which only the rules of `check` read, are no input of a build.
    let is_certain = !request.verify && !request.config.needs_check();
    let basis = record.basis.as_ref().filter(|_| is_certain)?;
    let findings = request.all_findings(&basis.findings);
    let outputs = record.outputs.iter().map(|(path, result)| (path, &result.left));
    let same = !forbidden(&findings, request.strict)
        && basis.holds(request.digest(), request.files)
        && publisher.holds(outputs);
    let published = Publication { unchanged: record.outputs.len(), ..Publication::default() };
    same.then(|| Report {
        findings,
        contents: basis.contents.clone(),
        summary: Summary::default(),
        published: Some(published),
    })
}

/// Hands outputs to a publisher.
struct Making<'a, 'p> {
    request: &'a Request<'a>,
    assembled: &'a Assembled,
    publisher: &'p Publisher,
    known: &'a BTreeMap<SitePath, Recorded>,
}

/// The result.
struct RunResult<'a> {
    rendered: usize,
    faults: Vec<Diagnostic>,
    /// The key with which each was made; `None`: not cacheable.
    keys: BTreeMap<SitePath, Option<Digest>>,
    /// The copied files as they were before any of them was copied.
    copied: BTreeMap<&'a SitePath, Seen>,
}

impl<'a> Making<'a, '_> {
    /// Makes all of them; if no new site will be published, only to find the faults of templates.
    fn make(&self, stop: bool) -> Result<RunResult<'a>, BuildError> {
        let files = self.assembled.site.files.par_iter();
        let seen: Result<Vec<_>, FileError> =
            files.map(|file| Ok((&file.from, self.request.files.look(&file.from)?))).collect();
        let copied: BTreeMap<&SitePath, Seen> = seen?.into_iter().collect();
        let keys = Mutex::new(BTreeMap::new());
        let (rendered, faults) = if stop {
            self.assembled.make_all(|_, _| Ok(false), |_, _| Ok::<_, BuildError>(()))?
        } else {
            self.assembled.make_all(
                |prepared, key| {
                    let key = self.key(prepared.job, key, &copied);
                    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
                    keys.insert(prepared.job.path.clone(), key);
                    drop(keys);
                    self.keep(prepared, key)
                },
                |job, made| self.stage(&job.path, made),
            )?
        };
        let keys = keys.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(RunResult { rendered, faults, keys, copied })
    }

    /// Returns the key of an output: the key of a copied file is what identifies the file.
    fn key(&self, job: &Job, key: Digest, copied: &BTreeMap<&SitePath, Seen>) -> Option<Digest> {
        let Recipe::Copy(n) = job.recipe else { return Some(key) };
        match copied.get(&self.assembled.site.file(n).from)? {
            Seen::File(stamp) => Some(Digest::of_value(&(key, stamp))),
            Seen::Fresh => None,
            // It is compiled in.
            Seen::Nothing => Some(key),
        }
    }

    /// Stages an output as it was left, if it would be made from the same input.
    fn keep(&self, prepared: &Prepared<'_>, key: Option<Digest>) -> Result<bool, BuildError> {
        let job = prepared.job;
        let known = self.known.get(&job.path);
        let Some(known) = known.filter(|known| key.is_some() && known.key == key) else {
            return Ok(false);
        };
        if self.request.verify {
            let same = match prepared.make() {
                Ok(made) => known.left.holds(&self.bytes(made)?),
                Err(_) => false,
            };
            if !same {
                return Err(BuildError::WrongCache(job.path.clone()));
            }
        }
        Ok(self.publisher.keep(&job.path, &known.left)?)
    }

    fn stage(&self, path: &SitePath, made: BuiltOutput<'_>) -> Result<(), BuildError> {
        if let BuiltOutput::Copy(from) = made
            && let Some(full) = self.request.files.on_disk(from)
        {
            return Ok(self.publisher.stage(path, Payload::File(&full))?);
        }
        Ok(self.publisher.stage(path, Payload::Bytes(&self.bytes(made)?))?)
    }

    fn bytes(&self, made: BuiltOutput<'_>) -> Result<Vec<u8>, BuildError> {
        match made {
            BuiltOutput::Bytes(bytes) => Ok(bytes),
            BuiltOutput::Copy(from) => copied_bytes(self.request.files, from)?
                .ok_or_else(|| BuildError::Vanished(from.clone())),
        }
    }
}

/// Parses everything again and compares.
fn verify_articles(request: &Request<'_>, assembled: &Assembled) -> Result<(), BuildError> {
    let mut fresh = Builder::new();
    let all = fresh.assemble(request.files, &request.config, request.options, Look::Everything)?;
    for (kept, made) in assembled.articles.iter().zip(&all.articles) {
        if kept != made {
            return Err(BuildError::WrongCache(made.path.clone()));
        }
    }
    if assembled.articles.len() != all.articles.len() || assembled.findings != all.findings {
        return Err(BuildError::WrongCache(request.config.path.clone()));
    }
    Ok(())
}
