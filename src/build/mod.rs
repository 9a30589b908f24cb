//! From files to a site: read, parse, link ([`assemble`]), render ([`render_all`]). Publishing is [`publish`]'s
//! business. Files are read and pages made in parallel; results are always taken in path order.

pub mod publish;
mod scan;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{Config, Overrides};
use crate::content::{Article, LinkPurpose, LinkTarget, normalise};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place, sort};
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::render::{Job, Recipe, Renderer, plan};
use crate::site::{Material, Site, link};
use crate::theme::{Theme, builtin_file};

/// What a build is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether drafts are published.
    pub drafts: bool,
    /// What the command line says instead of `site.toml`.
    pub overrides: Overrides,
    /// What time it is; only findings depend on it, never a page.
    pub clock: Clock,
}

/// The time of a build.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// A moment; the site's time zone says which day it is.
    At(Timestamp),
    /// A day, whatever the zone.
    Day(Date),
}

impl Clock {
    /// Today, where the site is.
    pub fn today(self, config: &Config) -> Date {
        match self {
            Self::At(now) => config.time_zone.to_datetime(now).date(),
            Self::Day(day) => day,
        }
    }
}

/// How much was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Content files that were parsed.
    pub parsed: usize,
    /// Pages and feeds that were rendered.
    pub rendered: usize,
}

/// A site that could be read and linked.
pub struct Assembled {
    /// Its settings.
    pub config: Config,
    /// Its pages.
    pub site: Site,
    /// Its theme; `None` where templates are broken.
    pub theme: Option<Theme>,
    /// Every article, drafts included, by path.
    pub articles: Vec<Arc<Article>>,
    /// What was found so far, unsorted.
    pub findings: Vec<Diagnostic>,
    /// How much was done so far.
    pub summary: Summary,
}

/// Reads the settings, `site.toml` at `path`. `None` where they cannot be used.
pub fn read_config(
    files: &dyn Files,
    path: &SitePath,
    overrides: &Overrides,
) -> Result<Outcome<Option<Config>>, FileError> {
    let Some(bytes) = files.read(path)? else {
        let finding =
            Diagnostic::new(Code::FileUnreadable, Place::file(path), "there is no such file");
        return Ok(Outcome::new(
            None,
            vec![finding.hint("`nutgraf init` makes a site; `--root DIR` names the folder of one")],
        ));
    };
    if let Ok(text) = String::from_utf8(bytes) {
        Ok(Config::read(path, &normalise(text), overrides.clone()))
    } else {
        let finding =
            Diagnostic::new(Code::FileEncoding, Place::file(path), "this file is not UTF-8 text");
        Ok(Outcome::new(None, vec![finding.hint("save it as UTF-8")]))
    }
}

/// Reads and links a site.
pub fn assemble(
    files: &dyn Files,
    config: Config,
    options: &Options,
) -> Result<Assembled, FileError> {
    let mut findings = Vec::new();
    let scanned = scan::scan(files, &config, options.drafts)?.collect_into(&mut findings);
    let theme = Theme::load(files, &config)?.collect_into(&mut findings);
    let image_sizes = image_sizes(files, &scanned.articles)?;
    let articles = scanned.articles.clone();
    let material = Material {
        articles: scanned.articles,
        drafts: options.drafts,
        unreadable: scanned.unreadable,
        shared: scanned.shared,
        files: scanned.files,
        image_sizes,
        statics: theme.as_ref().map(|theme| theme.statics.clone()).unwrap_or_default(),
    };
    if let Some(theme) = &theme {
        let named =
            articles.iter().filter_map(|article| Some(article.template.as_ref()?.value.as_str()));
        findings.extend(theme.unused_overrides(&named.collect()));
    }
    let site = link(material, &config).collect_into(&mut findings);
    let today = options.clock.today(&config);
    for (_, page) in site.explainers() {
        if let Some(date) = page.article.date.as_ref().filter(|date| date.day > today) {
            let finding = Diagnostic::new(
                Code::DateFuture,
                Place::new(&page.article.path, page.article.title_span),
                format!("the date {} lies in the future", date.day),
            );
            findings
                .push(finding.hint("it is published all the same; `draft: true` holds it back"));
        }
    }
    let summary = Summary { parsed: scanned.parsed, rendered: 0 };
    Ok(Assembled { config, site, theme, articles, findings, summary })
}

/// Renders every page and hands each to `accept`, in no fixed order. Faults of templates are added to the findings;
/// the first error of `accept` ends it.
pub fn render_all<E: Send>(
    assembled: &mut Assembled,
    accept: impl Fn(&SitePath, Made<'_>) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let Assembled { config, site, theme, findings, summary, .. } = assembled;
    let Some(theme) = theme else { return Ok(()) };
    let jobs = plan(site, config);
    let renderer = Renderer::new(site, theme, config);
    let made: Result<Vec<Vec<Diagnostic>>, E> = jobs
        .par_iter()
        .map(|job| match job.recipe {
            Recipe::Copy(n) => site.files.get(n).map_or(Ok(Vec::new()), |file| {
                accept(&job.path, Made::Copy(&file.from)).map(|()| Vec::new())
            }),
            _ => match renderer.render(job) {
                Ok(bytes) => accept(&job.path, Made::Bytes(&bytes)).map(|()| Vec::new()),
                Err(faults) => Ok(faults),
            },
        })
        .collect();
    summary.rendered +=
        jobs.iter().filter(|job: &&Job| !matches!(job.recipe, Recipe::Copy(_))).count();
    findings.extend(once_each(made?.into_iter().flatten()));
    Ok(())
}

/// Something that was made.
#[derive(Clone, Copy, Debug)]
pub enum Made<'a> {
    /// A page, feed or other text.
    Bytes(&'a [u8]),
    /// A file of the site or of the built-in theme, to be copied.
    Copy(&'a SitePath),
}

/// The bytes of a file that is copied, where it does not lie on disk: the built-in theme's, or one held in memory.
pub fn copied_bytes(files: &dyn Files, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
    Ok(files.read(path)?.or_else(|| builtin_file(path).map(<[u8]>::to_vec)))
}

/// One fault of a template shows on every page that it makes: it is reported once, with the number of pages.
fn once_each(faults: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut counted: BTreeMap<(Place, String), (Diagnostic, usize)> = BTreeMap::new();
    for fault in faults {
        counted
            .entry((fault.place.clone(), fault.message.clone()))
            .and_modify(|(_, more)| *more += 1)
            .or_insert((fault, 0));
    }
    counted
        .into_values()
        .map(|(mut fault, more)| {
            if let (Some((_, note)), true) = (fault.related.last_mut(), more > 0) {
                *note = format!("{note} and {more} more");
            }
            fault
        })
        .collect()
}

/// Width and height of the images that articles show.
fn image_sizes(
    files: &dyn Files,
    articles: &[Arc<Article>],
) -> Result<BTreeMap<SitePath, Option<(u32, u32)>>, FileError> {
    /// As much of a file as its size is looked for in. Camera pictures can have large metadata in front.
    const HEAD: usize = 256 << 10;
    let mut wanted: Vec<&SitePath> = articles
        .iter()
        .flat_map(|article| &article.links)
        .filter(|link| matches!(link.purpose, LinkPurpose::Embed | LinkPurpose::Card))
        .filter_map(|link| match &link.target {
            LinkTarget::File { path, .. } if is_picture(path) => Some(path),
            _ => None,
        })
        .collect();
    wanted.sort();
    wanted.dedup();
    let sizes: Result<Vec<_>, FileError> = wanted
        .par_iter()
        .map(|path| {
            let Some(head) = files.read_head(path, HEAD)? else { return Ok(None) };
            let size = imagesize::blob_size(&head).ok().and_then(|size| {
                Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
            });
            Ok(Some(((*path).clone(), size)))
        })
        .collect();
    Ok(sizes?.into_iter().flatten().collect())
}

/// Whether a file should be a picture with a size of its own: an SVG need not have one.
fn is_picture(path: &SitePath) -> bool {
    path.extension().is_some_and(|extension| {
        ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tiff", "heic", "jxl"]
            .contains(&extension.to_ascii_lowercase().as_str())
    })
}

/// Sorts findings and applies the levels that the site wishes.
pub fn settle(findings: &mut Vec<Diagnostic>, config: &Config) {
    config.apply_levels(findings);
    sort(findings);
}
