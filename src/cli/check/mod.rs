//! `check`: every finding about the site, or about some of its articles; nothing is published.

mod args;
mod baseline;
mod fix;
mod since;

use std::io::{self, Write as _};
use std::sync::Arc;

use nutgraf::config::{Config, MarkdownOptions, Overrides};
use nutgraf::content::markdown_stem;
use nutgraf::diagnostic::{Diagnostic, Found, Levels, Safety, finish};
use nutgraf::engine::{BuildOptions, Builder, CheckRequest, Checked, read_config, stray};
use nutgraf::path::SitePath;

use crate::cli::args::{Format, Global};
use crate::cli::build::cache;
pub(crate) use crate::cli::check::args::CheckArgs;
use crate::cli::check::args::CheckFormat;
use crate::cli::check::baseline::Baseline;
use crate::cli::environment::clock;
use crate::cli::place::SiteLocation;
use crate::cli::report::{self, Style};
use crate::cli::status::{Status, unless_closed};
use crate::cli::wanted::Wanted;

impl CheckArgs {
    /// Returns how findings are printed.
    fn style(&self) -> Style {
        match self.format {
            CheckFormat::Human if self.all => Style::All,
            CheckFormat::Human => Style::Readable,
            CheckFormat::Short => Style::As(Format::Short),
            CheckFormat::Json => Style::As(Format::Json),
            CheckFormat::Sarif => Style::Sarif,
            CheckFormat::Github => Style::Github,
        }
    }
}

/// Checks the site.
pub(crate) fn check(global: &Global, args: &CheckArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let wanted = Wanted::of(&place, &args.paths)?;
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let Some(found) = found(global, args, &place, &wanted)? else { return Ok(Status::Unusable) };
    let mut findings = found;
    if let Some(baseline) = &baseline {
        baseline.remove_known(&mut findings, &place.files);
    }
    if args.fix {
        let least = if args.all_fixes { Safety::Unsafe } else { Safety::Safe };
        let fixed = fix::fix(&place, &findings, least)?;
        unless_closed(tell_fixed(global, &fixed))?;
        if fixed.findings > 0 {
            let Some(found) = self::found(global, args, &place, &wanted)? else {
                return Ok(Status::Unusable);
            };
            findings = found;
            if let Some(baseline) = &baseline {
                baseline.remove_known(&mut findings, &place.files);
            }
        }
    }
    report::findings(global, args.style(), &place.files, &findings)?;
    unless_closed(tell(global, args, &findings))?;
    let fails = findings.iter().any(|finding| finding.prevents(args.strict));
    Ok(if fails { Status::Findings } else { Status::Fine })
}

/// Returns all findings in the wanted files, as they are shown. `None` if the settings cannot be used: then it is reported.
fn found(
    global: &Global,
    args: &CheckArgs,
    place: &SiteLocation,
    wanted: &Wanted,
) -> anyhow::Result<Option<Vec<Diagnostic>>> {
    let mut findings = Vec::new();
    let config = read_config(&place.files, &place.config, &Overrides::default())?
        .collect_into(&mut findings);
    let Some(config) = config else {
        let findings = finish(&Levels::new(), findings);
        report::findings(global, args.style(), &place.files, &findings)?;
        return Ok(None);
    };
    // The words for the search are collected for a later build, which finds them in the cache.
    let words = config.markdown.words && !args.no_cache;
    let config =
        Arc::new(Config { markdown: MarkdownOptions { words, ..config.markdown }, ..config });
    findings.extend(judged(global, args, (place, &config), wanted)?);
    findings.retain(|finding| wanted.has(&finding.place.path));
    findings.extend(strays(wanted, &findings));
    Ok(Some(finish(&config.levels, findings)))
}

/// Returns the findings about the content, at the levels of the site.
fn judged(
    global: &Global,
    args: &CheckArgs,
    (place, config): (&SiteLocation, &Arc<Config>),
    wanted: &Wanted,
) -> anyhow::Result<Vec<Diagnostic>> {
    let drafts = args.drafts || !wanted.is_everything();
    let options = BuildOptions { drafts, overrides: Overrides::default(), clock: clock(args.now) };
    let cache = if args.no_cache { None } else { cache(place, global) };
    let mut builder = Builder::new();
    if let Some(cache) = &cache {
        builder.remember(cache);
    }
    let is_wanted = |path: &SitePath| wanted.has(path);
    let assembled = builder.assemble_for_check(&place.files, config, &options, &is_wanted)?;
    let past = since::past(args, place)?;
    let silent_changes = match &past {
        Some(past) => since::silent_changes(args, (place, config), &assembled, past)?,
        None => Vec::new(),
    };
    let request = CheckRequest {
        today: options.clock.today(config),
        drafts,
        wanted: &is_wanted,
        silent_changes,
    };
    let Checked { findings, read } = builder.check(&place.files, &assembled, &request)?;
    if let Some(cache) = &cache {
        builder.keep(cache);
    }
    if global.verbose {
        let read = report::words(read, "article");
        writeln!(io::stderr().lock(), "{} files parsed, {read} checked", assembled.parsed)?;
    }
    let Found { in_drafts, elsewhere } = findings;
    let mut all = assembled.findings.clone();
    all.extend(finish(&config.levels, Found { in_drafts, elsewhere }));
    if let Some(past) = past.filter(|_| args.since.is_some()) {
        all.retain(|finding| since::is_recent(finding, &past));
    }
    // Most programs end now, as after a build.
    std::mem::forget((builder, assembled));
    Ok(all)
}

/// Shows what was corrected, and what could not be.
fn tell_fixed(global: &Global, fixed: &fix::Fixed) -> anyhow::Result<()> {
    let mut out = io::stderr().lock();
    if !global.quiet {
        write!(out, "{}", fixed.difference)?;
        let findings = report::words(fixed.findings, "finding");
        writeln!(out, "{findings} corrected; look at the difference before you publish\n")?;
    }
    for (path, why) in &fixed.left {
        writeln!(out, "{path}: not changed: {why}")?;
    }
    Ok(())
}

/// Says how many findings there are.
fn tell(global: &Global, args: &CheckArgs, findings: &[Diagnostic]) -> anyhow::Result<()> {
    if global.quiet || args.format != CheckFormat::Human && args.format != CheckFormat::Short {
        return Ok(());
    }
    let mut out = io::stderr().lock();
    match report::counted(findings) {
        Some(counted) => writeln!(out, "{counted}; run `nutgraf explain CODE` for details")?,
        None => writeln!(out, "no findings")?,
    }
    Ok(())
}

/// Returns a finding for each Markdown file that was named and is no article, unless there is one.
fn strays(wanted: &Wanted, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_outside = |path: &&SitePath| {
        markdown_stem(path).is_some()
            && path.below("content").is_none()
            && !known.iter().any(|finding| finding.place.path == **path)
    };
    wanted.named().iter().filter(is_outside).map(|path| stray(path, 0)).collect()
}
