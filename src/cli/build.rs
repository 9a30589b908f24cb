//! `build` and `clean`: build once, publish, report.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use nutgraf::config::{Config, Overrides};
use nutgraf::diagnostic::{self, Code, Diagnostic, Levels, finish};
use nutgraf::digest::Digest;
use nutgraf::engine::publish::{self, Chosen, Publication, PublishError, PublishTarget, Publisher};
use nutgraf::engine::{
    self, BuildOptions, Cache, CacheKey, Contents, INPUT_FOLDERS, OWN_FOLDER, Report, Request,
    read_config,
};
use nutgraf::files::PRIVATE_FOLDER;

use crate::cli::args::{BuildArgs, CleanArgs, Format, Global, OutputArgs};
use crate::cli::environment::{clock, home, shown, state_folder};
use crate::cli::place::SiteLocation;
use crate::cli::report::{self, Style};
use crate::cli::signals::Signals;
use crate::cli::status::{Status, unless_closed};

impl BuildArgs {
    /// Returns how findings are printed.
    fn style(&self) -> Style {
        match self.format {
            Format::Human if self.all => Style::All,
            Format::Human => Style::Readable,
            format => Style::As(format),
        }
    }
}

/// Builds the site.
pub(crate) fn build(global: &Global, args: &BuildArgs) -> anyhow::Result<Status> {
    let started = Instant::now();
    let place = SiteLocation::find(global)?;
    let overrides = Overrides { base_url: args.base_url.clone() };
    let mut findings = Vec::new();
    let config = read_config(&place.files, &place.config, &overrides)?.collect_into(&mut findings);
    let Some(config) = config else {
        let findings = finish(&Levels::new(), findings);
        report::findings(global, args.style(), &place.files, &findings)?;
        end(global, args, &findings, (None, None), started)?;
        return Ok(Status::Unusable);
    };
    let target = target(&place, OutputChoice::of(&place, &config, &args.output)?, args.adopt);
    let signals = Signals::watch();
    // Before anything is read, so that nobody waits only to learn that a folder can never be published into.
    let publisher = match signals.undisturbed(|| Publisher::open(&target)) {
        Ok(publisher) => publisher,
        Err(error) => {
            findings.push(refused(error, &config, &args.output)?);
            let findings = finish(&config.levels, findings);
            report::findings(global, args.style(), &place.files, &findings)?;
            end(global, args, &findings, (None, Some(&target.output)), started)?;
            return Ok(Status::Unusable);
        }
    };
    let options = BuildOptions { drafts: args.drafts, overrides, clock: clock(args.now) };
    let cache = if args.no_cache { None } else { cache(&place, global) };
    let request = Request {
        files: &place.files,
        config: Arc::new(config),
        findings,
        options: &options,
        strict: args.strict,
        cache: cache.as_ref(),
        verify: args.verify_cache,
        undisturbed: Some(signals.gate()),
    };
    let Report { findings, contents, summary, published } = engine::run(&request, publisher)?;
    report::findings(global, args.style(), &place.files, &findings)?;
    let done = BuildReport {
        published: published.as_ref(),
        output: &target.output,
        summary,
        contents: &contents,
    };
    let done = published.is_some().then_some(done);
    end(global, args, &findings, (done, Some(&target.output)), started)
}

/// The site's cache. What another program has written there is not read: two builds of one version may differ. `None`,
/// with a message, if there is no place for the user's key.
pub(crate) fn cache(place: &SiteLocation, global: &Global) -> Option<Cache> {
    #[expect(clippy::disallowed_methods, reason = "the program reads itself, not the site")]
    let program = std::env::current_exe().and_then(std::fs::read).ok()?;
    let key = match state_folder() {
        None => Err("there is no home folder".to_owned()),
        Some(folder) => CacheKey::of_user(&folder, &place.root)
            .map_err(|cause| format!("`{}`: {cause}", folder.display())),
    };
    match key {
        Ok(key) => Cache::open(&place.root, Digest::of(&program), key),
        Err(why) => {
            if !global.quiet {
                let text = "the cache is off because there is no place to store its key";
                // If nobody is reading, nothing is missed.
                drop(writeln!(io::stderr().lock(), "{text} ({why})"));
            }
            None
        }
    }
}

/// What was published, and where.
struct BuildReport<'a> {
    published: Option<&'a Publication>,
    output: &'a Path,
    summary: engine::Summary,
    contents: &'a Contents,
}

fn end(
    global: &Global,
    args: &BuildArgs,
    findings: &[Diagnostic],
    (done, output): (Option<BuildReport<'_>>, Option<&Path>),
    started: Instant,
) -> anyhow::Result<Status> {
    let status = if done.is_none() { Status::Findings } else { Status::Fine };
    unless_closed(tell(global, args, findings, (done, output), started))?;
    Ok(status)
}

/// Prints the last lines: what was done, or why nothing was.
fn tell(
    global: &Global,
    args: &BuildArgs,
    findings: &[Diagnostic],
    (done, output): (Option<BuildReport<'_>>, Option<&Path>),
    started: Instant,
) -> anyhow::Result<()> {
    match (args.format, done) {
        (Format::Json, done) => json_summary(findings, done.as_ref())?,
        (
            Format::Human | Format::Short,
            Some(BuildReport { published: Some(published), output, summary, contents }),
        ) => {
            if !global.quiet {
                let seconds = started.elapsed().as_secs_f64();
                let Publication { written, unchanged, removed, .. } = published;
                // What is on one line each is for programs, and alone on stdout.
                let mut out: Box<dyn Write> = match args.format {
                    Format::Short => Box::new(io::stderr().lock()),
                    Format::Human | Format::Json => Box::new(io::stdout().lock()),
                };
                writeln!(
                    out,
                    "{}: {written} written, {unchanged} unchanged, {removed} removed ({seconds:.2} s)",
                    shown(output)
                )?;
                report::kept(&mut out, output, &published.kept)?;
                if contents.published == 0 {
                    writeln!(
                        out,
                        "no article is published: they are Markdown files in `content/`, and no other folder is read"
                    )?;
                }
                if contents.undated > 0 {
                    let undated = report::words(contents.undated, "article");
                    writeln!(out, "{undated} without `date`, and so in no feed")?;
                }
                if let Some(left_out) = left_out(contents) {
                    writeln!(out, "{left_out} left out; run `nutgraf list drafts` to see them")?;
                }
                if global.verbose {
                    let engine::Summary { parsed, rendered } = summary;
                    writeln!(out, "{parsed} files parsed, {rendered} pages rendered")?;
                }
            }
            if let Some(counted) = report::counted(findings).filter(|_| !global.quiet) {
                let tells = "run `nutgraf explain CODE` for details";
                writeln!(io::stderr().lock(), "{counted}; {tells}")?;
            }
        }
        (Format::Human | Format::Short, _) => {
            report::nothing_done(findings, &nothing_written(output))?;
        }
    }
    Ok(())
}

/// Says what is left of the output folder, if it is there.
#[expect(clippy::disallowed_methods, reason = "only whether it is there: it is not read")]
fn nothing_written(output: Option<&Path>) -> String {
    match output.filter(|output| output.is_dir()) {
        Some(output) => format!("nothing was written, and `{}/` is as before", shown(output)),
        None => "nothing was written".to_owned(),
    }
}

/// Returns how many articles were left out, by reason; `None` if none was.
fn left_out(contents: &Contents) -> Option<String> {
    let drafts = contents.drafts.len();
    let drafts = (drafts > 0).then(|| report::words(drafts, "draft"));
    let waiting = (contents.waiting > 0)
        .then(|| format!("{} until `publish_on`", report::words(contents.waiting, "article")));
    let expired = (contents.expired > 0)
        .then(|| format!("{} after `expires`", report::words(contents.expired, "article")));
    let parts: Vec<String> = [drafts, waiting, expired].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The last line, for programs.
fn json_summary(findings: &[Diagnostic], done: Option<&BuildReport<'_>>) -> anyhow::Result<()> {
    let published = done.and_then(|done| done.published);
    let line = serde_json::json!({
        "summary": true,
        "published": published.is_some(),
        "parsed": done.map_or(0, |done| done.summary.parsed),
        "rendered": done.map_or(0, |done| done.summary.rendered),
        "written": published.map_or(0, |published| published.written),
        "unchanged": published.map_or(0, |published| published.unchanged),
        "removed": published.map_or(0, |published| published.removed),
        "drafts": done.map_or(0, |done| done.contents.drafts.len()),
        "waiting": done.map_or(0, |done| done.contents.waiting),
        "expired": done.map_or(0, |done| done.contents.expired),
        "errors": findings.iter().filter(|finding| finding.is_error()).map(Diagnostic::count).sum::<usize>(),
        "warnings": findings.iter().filter(|finding| !finding.is_error()).map(Diagnostic::count).sum::<usize>(),
    });
    writeln!(io::stdout().lock(), "{line}")?;
    Ok(())
}

/// An output folder, and what must never be harmed.
pub(crate) fn target(place: &SiteLocation, output: OutputChoice, adopt: bool) -> PublishTarget {
    let below = |folder: &str| place.root.join(folder);
    let OutputChoice { path, chosen } = output;
    PublishTarget {
        output: path,
        root: place.root.clone(),
        protected: INPUT_FOLDERS.map(below).to_vec(),
        private: [OWN_FOLDER, PRIVATE_FOLDER].map(below).to_vec(),
        chosen,
        adopt,
        home: home(),
    }
}

/// An output folder, and who chose it.
pub(crate) struct OutputChoice {
    pub(crate) path: PathBuf,
    pub(crate) chosen: Chosen,
}

impl OutputChoice {
    /// `--output-dir` is relative to the current folder, `output_dir` to the site.
    pub(crate) fn of(
        place: &SiteLocation,
        config: &Config,
        args: &OutputArgs,
    ) -> anyhow::Result<Self> {
        let Some(typed) = &args.output_dir else {
            return Ok(Self::usual(place, config));
        };
        anyhow::ensure!(
            !typed.iter().next().is_some_and(|first| first.as_encoded_bytes().starts_with(b"~")),
            "`{}` would be a folder named `~`, because the shell did not expand it; write the full path, or `--output-dir ~/…` without quotes and without `=`",
            typed.display()
        );
        Ok(Self { path: absolute(typed.clone()), chosen: Chosen::OnCommandLine })
    }

    /// Returns where `build` writes unless the command line says otherwise.
    pub(crate) fn usual(place: &SiteLocation, config: &Config) -> Self {
        Self { path: place.root.join(&config.output_dir), chosen: Chosen::InSettings }
    }
}

/// Returns the finding about a refused output folder, at the line of the settings that chose it; returns every other
/// error unchanged.
fn refused(
    error: PublishError,
    config: &Config,
    args: &OutputArgs,
) -> Result<Diagnostic, PublishError> {
    let is_refusal = matches!(
        error,
        PublishError::Refused { .. }
            | PublishError::NotAFolder { .. }
            | PublishError::NotOurs { .. }
    );
    let Some(span) = config.output_dir_span.filter(|_| is_refusal && args.output_dir.is_none())
    else {
        return Err(error);
    };
    let text = error.to_string();
    let place = diagnostic::Place::new(&config.path, span);
    Ok(match text.rsplit_once("; ") {
        Some((message, hint)) => Diagnostic::new(Code::FieldInvalid, place, message).hint(hint),
        None => Diagnostic::new(Code::FieldInvalid, place, text),
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a path that was typed is relative to the current folder"
)]
fn absolute(path: PathBuf) -> PathBuf {
    std::env::current_dir().map_or(path.clone(), |here| here.join(path))
}

/// Removes what nutgraf wrote.
pub(crate) fn clean(global: &Global, args: &CleanArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let Some(config) = place.settings(global)? else {
        return Ok(Status::Unusable);
    };
    let target = target(&place, OutputChoice::of(&place, &config, &args.output)?, false);
    let cleaned = match Signals::watch().undisturbed(|| publish::clean(&target)) {
        Ok(cleaned) => cleaned,
        Err(error) => {
            let finding = refused(error, &config, &args.output)?;
            report::findings(global, Style::Readable, &place.files, &[finding])?;
            return Ok(Status::Unusable);
        }
    };
    if !global.quiet {
        let mut out = io::stdout().lock();
        writeln!(out, "{}: {} removed", shown(&target.output), cleaned.removed)?;
        report::kept(&mut out, &target.output, &cleaned.kept)?;
    }
    Ok(Status::Fine)
}
