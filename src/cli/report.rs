//! Prints findings for people and machines.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use nutgraf::diagnostic::{Diagnostic, Severity, brief, github, human, json, sarif};
use nutgraf::engine::excerpt_text;
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;
use nutgraf::span::LineIndex;

use crate::cli::args::{Color, Format, Global};
use crate::cli::environment::shown;
use crate::cli::status::unless_closed;

/// From this number of findings on, their kinds are shown instead, unless all of them were asked for: nobody reads so
/// many, and the terminal would forget the first.
const MANY: usize = 200;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// With excerpts, or by kind if there are very many.
    Readable,
    /// With excerpts, however many there are.
    All,
    /// In the form that was asked for.
    As(Format),
    /// As a SARIF document.
    Sarif,
    /// As commands of GitHub's workflows.
    Github,
}

/// Prints findings and the counts; errors come last, where readers look first.
pub(crate) fn findings(
    global: &Global,
    style: Style,
    files: &DiskFiles,
    findings: &[Diagnostic],
) -> anyhow::Result<()> {
    unless_closed(print(global, style, files, findings).map_err(Into::into))
}

fn print(
    global: &Global,
    style: Style,
    files: &DiskFiles,
    findings: &[Diagnostic],
) -> io::Result<()> {
    let text_of = texts(files);
    let shown: Vec<&Diagnostic> =
        findings.iter().filter(|finding| !global.quiet || finding.is_error()).collect();
    match style {
        Style::As(Format::Short) => {
            let mut out = BufWriter::new(io::stdout().lock());
            for finding in shown {
                writeln!(out, "{}", brief::short(finding, &text_of))?;
            }
            out.flush()?;
        }
        Style::As(Format::Json) => {
            let mut out = BufWriter::new(io::stdout().lock());
            for finding in findings {
                writeln!(out, "{}", json::render(finding, &text_of))?;
            }
            out.flush()?;
        }
        Style::Sarif => {
            let document = sarif::render(&owned(&shown), &folder_in_repository(files), &text_of);
            writeln!(io::stdout().lock(), "{document}")?;
        }
        Style::Github => {
            let folder = folder_in_repository(files);
            let mut out = io::stdout().lock();
            for finding in shown {
                writeln!(out, "{}", github::render(finding, &folder, &text_of))?;
            }
        }
        Style::Readable | Style::All | Style::As(Format::Human) => {
            let color = match global.color {
                Color::Always => true,
                Color::Never => false,
                // Asks the terminal, `NO_COLOR` and `CLICOLOR_FORCE`.
                Color::Auto => {
                    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
                }
            };
            let mut out = io::stderr().lock();
            if style != Style::All && shown.len() >= MANY {
                for block in brief::grouped(&shown, &text_of, color) {
                    writeln!(out, "{block}\n")?;
                }
                let tells = "these are too many to show one by one: `nutgraf build --all` does, and `nutgraf build --format short` shows each on a line";
                return writeln!(out, "{tells}");
            }
            for finding in shown {
                writeln!(out, "{}\n", human::render(finding, &text_of, color))?;
            }
        }
    }
    Ok(())
}

fn owned(findings: &[&Diagnostic]) -> Vec<Diagnostic> {
    findings.iter().map(|finding| (*finding).clone()).collect()
}

/// Returns the path of the site in its repository, with a final slash; empty if it is the repository's root, or in none.
#[expect(clippy::disallowed_methods, reason = "only whether it is there: it is not read")]
fn folder_in_repository(files: &DiskFiles) -> String {
    let root = files.real_root();
    let top = root.ancestors().find(|folder| folder.join(".git").exists());
    let below = top.and_then(|top| root.strip_prefix(top).ok());
    let parts = below.into_iter().flat_map(|below| below.iter());
    parts.fold(String::new(), |folder, part| folder + &part.to_string_lossy() + "/")
}

/// Returns what looks up the texts of files, for places in findings; each is read once. Most findings are in the same file
/// as the one before.
pub(crate) fn texts(files: &DiskFiles) -> impl Fn(&SitePath) -> Option<Rc<LineIndex>> + '_ {
    let texts = RefCell::new(BTreeMap::<SitePath, Option<Rc<LineIndex>>>::new());
    let last = RefCell::new(None::<(SitePath, Option<Rc<LineIndex>>)>);
    move |path| {
        let mut last = last.borrow_mut();
        if let Some((_, text)) = last.as_ref().filter(|(of, _)| of == path) {
            return text.clone();
        }
        let read = || excerpt_text(files, path).map(Rc::new);
        let text = texts.borrow_mut().entry(path.clone()).or_insert_with(read).clone();
        *last = Some((path.clone(), text.clone()));
        text
    }
}

/// Returns how many findings there are, in words; nothing if there are none.
pub(crate) fn counted(findings: &[Diagnostic]) -> Option<String> {
    let count = |severity| {
        let of_it = findings.iter().filter(|finding| finding.severity == severity);
        of_it.map(Diagnostic::count).sum()
    };
    let counts = [
        (count(Severity::Error), "error"),
        (count(Severity::Warning), "warning"),
        (count(Severity::Info), "remark"),
    ];
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, word)| words(n, word)).collect();
    let (last, others) = counts.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}

/// Returns a number of things, in words.
pub(crate) fn words(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Says why there is no new site, and what that means.
pub(crate) fn nothing_done(findings: &[Diagnostic], means: &str) -> anyhow::Result<()> {
    if let Some(counted) = counted(findings) {
        let strict = if findings.iter().any(Diagnostic::is_error) {
            ""
        } else {
            ", and `--strict` allows no warnings"
        };
        writeln!(
            io::stderr().lock(),
            "{counted}{strict}: {means}; run `nutgraf explain CODE` for details"
        )?;
    }
    Ok(())
}

/// Names the published files that were left alone.
pub(crate) fn kept(out: &mut impl Write, folder: &Path, kept: &[SitePath]) -> io::Result<()> {
    for path in kept {
        let path = shown(&folder.join(path.as_str()));
        writeln!(out, "{path}: kept, because it was changed after nutgraf wrote it")?;
    }
    Ok(())
}

/// Returns the word in front of what could not be done.
pub(crate) fn error_label() -> &'static str {
    "\u{1b}[1m\u{1b}[31merror\u{1b}[0m"
}
