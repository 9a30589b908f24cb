//! A small site, including themes and templates, in two states: the input is an archive of its files, and sections
//! after `-- next --` replace files or, with `-- gone: PATH --`, remove them. Both states are built from scratch, the
//! second also by a builder that remembers the first: that must make no difference.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use nutgraf::config::{Config, Overrides, RawHtml};
use nutgraf::diagnostic::{Diagnostic, finish};
use nutgraf::digest::Digest;
use nutgraf::engine::{
    Assembled, BuildOptions, Builder, BuiltOutput, Clock, Look, copied_bytes, excerpt_text,
    read_config,
};
use nutgraf::files::MemoryFiles;
use nutgraf::path::SitePath;
use nutgraf::render::Recipe;

use crate::archive::sections;
use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::support::{SITE_TOML, check_inert, xml};
use crate::targets::laws;

/// No disk has a longer path (Linux: `PATH_MAX`), and who works through the folders on the way to a file takes time with
/// the square of their number.
const LONGEST_PATH: usize = 4096;

/// Files by path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A site that was built.
pub(crate) struct Built {
    /// Everything that it publishes.
    pub(crate) outputs: Tree,
    /// What each was made from, except copies.
    keys: BTreeMap<String, Digest>,
    /// The findings.
    pub(crate) findings: Vec<Diagnostic>,
    /// Its settings, if it has any.
    pub(crate) config: Option<Config>,
}

/// Builds both states, and compares.
pub(crate) fn run(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let (first, second) = states(input);
    if is_a_mill(&first) || is_a_mill(&second) {
        return Ok(features);
    }
    let mut remembering = Builder::new();
    let before = build(&mut remembering, &first, Look::Everything);
    lawful(&first, &before, &mut features)?;
    if second == first {
        return Ok(features);
    }
    let changed: BTreeSet<SitePath> =
        (first.iter().filter(|(path, text)| second.get(*path) != Some(*text)))
            .chain(second.iter().filter(|(path, _)| !first.contains_key(*path)))
            .filter_map(|(path, _)| SitePath::new(path).ok())
            .collect();
    let clean = build(&mut Builder::new(), &second, Look::Everything);
    lawful(&second, &clean, &mut features)?;
    let warm = build(&mut remembering, &second, Look::At(&changed));
    same(&warm, &clean, "told which files changed")?;
    let warm = build(&mut remembering, &second, Look::Everything);
    same(&warm, &clean, "looking at everything")?;
    for (path, key) in &clean.keys {
        if before.keys.get(path) == Some(key) && before.outputs.get(path) != clean.outputs.get(path)
        {
            return Err(Failure::new("an output is the same as long as its key is", path.clone()));
        }
    }
    Ok(features)
}

/// Returns the two states in an archive.
fn states(input: &[u8]) -> (Tree, Tree) {
    let mut tree = Tree::from([("site.toml".to_owned(), SITE_TOML.into())]);
    let mut first = None;
    for section in sections(input) {
        if section.name == "next" {
            first.get_or_insert_with(|| tree.clone());
        } else if let Some(path) = section.name.strip_prefix("gone: ") {
            tree.remove(path);
        } else if section.name.len() < LONGEST_PATH
            && SitePath::new(section.name).is_ok()
            && fits(&tree, section.name)
        {
            tree.insert(section.name.to_owned(), section.text.to_vec());
        }
    }
    (first.unwrap_or_else(|| tree.clone()), tree)
}

/// Whether no file is also a folder on the way to another one.
fn fits(tree: &Tree, path: &str) -> bool {
    let below = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
    };
    !tree.keys().any(|other| below(other, path) || below(path, other))
}

/// Whether a template may loop for ever: a theme is a program, and nobody promises that it ends.
fn is_a_mill(tree: &Tree) -> bool {
    tree.iter().filter(|(path, _)| path.contains("templates/")).any(|(_, text)| {
        let text = String::from_utf8_lossy(text);
        let long = |digits: &str| digits.len() > 3;
        text.matches("range").count() > 1
            || text.matches("for").count() > 8
            || text.contains("range")
                && text.split(|c: char| !c.is_ascii_alphanumeric()).any(long_number(long))
    })
}

/// Returns a test for words that are numbers and `long`.
fn long_number(long: impl Fn(&str) -> bool) -> impl FnMut(&str) -> bool {
    move |word| word.starts_with(|c: char| c.is_ascii_digit()) && long(word)
}

/// Builds a site in memory.
pub(crate) fn build(builder: &mut Builder, tree: &Tree, look: Look<'_>) -> Built {
    let files = in_memory(tree);
    let options = BuildOptions {
        drafts: false,
        overrides: Overrides::default(),
        clock: Clock::Day("2026-11-23".parse().unwrap()),
    };
    let (mut outputs, mut keys, mut findings) = (Tree::new(), BTreeMap::new(), Vec::new());
    let path = SitePath::new("site.toml").unwrap();
    let config = read_config(&files, &path, &options.overrides).unwrap();
    let config = config.collect_into(&mut findings);
    if let Some(config) = &config {
        let assembled =
            builder.assemble(&files, &Arc::new(config.clone()), &options, look).unwrap();
        findings.extend(assembled.findings.iter().cloned());
        findings.extend(make(&assembled, &files, &mut outputs, &mut keys));
    }
    let levels = config.as_ref().map(|config| config.levels.clone()).unwrap_or_default();
    let findings = finish(&levels, findings);
    Built { outputs, keys, findings, config }
}

/// Makes every output; returns the faults of templates.
fn make(
    assembled: &Assembled,
    files: &MemoryFiles,
    outputs: &mut Tree,
    keys: &mut BTreeMap<String, Digest>,
) -> Vec<Diagnostic> {
    let made = Mutex::new((outputs, keys));
    let done = assembled.make_all(
        |prepared, key| {
            // Copied files are also identified by their stamps.
            if !matches!(prepared.job.recipe, Recipe::Copy(_)) {
                made.lock().unwrap().1.insert(prepared.job.path.to_string(), key);
            }
            Ok::<_, std::convert::Infallible>(false)
        },
        |job, output| {
            let bytes = match output {
                BuiltOutput::Bytes(bytes) => bytes,
                BuiltOutput::Copy(from) => copied_bytes(files, from).unwrap().unwrap(),
            };
            made.lock().unwrap().0.insert(job.path.to_string(), bytes);
            Ok(())
        },
    );
    let Ok((_, faults)) = done;
    faults
}

fn in_memory(tree: &Tree) -> MemoryFiles {
    tree.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text.clone()))
}

/// Checks that findings have places, and that the published site is sound: pages of our own themes run nothing, feeds
/// can be read.
fn lawful(tree: &Tree, built: &Built, features: &mut Features) -> Result<(), Failure> {
    features.note_findings(&built.findings);
    features.note(("outputs", built.outputs.len().checked_ilog2()));
    let files = in_memory(tree);
    laws::findings(&built.findings, &|path| excerpt_text(&files, path).map(Rc::new))?;
    let own_theme =
        tree.keys().any(|path| path.contains("templates/") || path.starts_with("themes/"));
    let allowed =
        built.config.as_ref().is_some_and(|config| config.markdown.html == RawHtml::Allow);
    let published = !built.findings.iter().any(Diagnostic::is_error);
    for (path, bytes) in &built.outputs {
        features.note(("output", path.rsplit('/').next()));
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") {
            features.note_html("page", text);
        }
        // What the site copies is the author's own.
        if !published
            || tree.contains_key(&format!("static/{path}"))
            || tree.contains_key(&format!("content/{path}"))
        {
            continue;
        }
        if path.ends_with(".html") && !own_theme && !allowed {
            check_inert(path, text);
        } else if path.ends_with(".xml") {
            drop(xml(text));
        } else if path.ends_with(".json")
            && serde_json::from_str::<serde_json::Value>(text).is_err()
        {
            return Err(Failure::new("a feed is JSON", text));
        }
    }
    Ok(())
}

/// Checks that a builder that remembers makes the same as a fresh one.
fn same(warm: &Built, clean: &Built, how: &str) -> Result<(), Failure> {
    let law = format!("who remembers makes the same, {how}");
    if warm.findings != clean.findings {
        let detail = format!("{:#?}\ninstead of\n{:#?}", warm.findings, clean.findings);
        return Err(Failure::new(law, detail));
    }
    let names = |built: &Built| built.outputs.keys().cloned().collect::<BTreeSet<_>>();
    if names(warm) != names(clean) {
        return Err(Failure::new(law, format!("{:?} instead of {:?}", names(warm), names(clean))));
    }
    let differs =
        warm.outputs.iter().find(|(path, bytes)| clean.outputs.get(*path) != Some(*bytes));
    match differs {
        Some((path, bytes)) => {
            let (bytes, wanted) =
                (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&clean.outputs[path]));
            Err(Failure::new(law, format!("{path} is\n{bytes}\ninstead of\n{wanted}")))
        }
        None => Ok(()),
    }
}
