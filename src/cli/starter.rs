//! `init` and `new`: files to begin with. Nothing is ever overwritten without being told to.
#![expect(
    clippy::disallowed_methods,
    reason = "writes the first files of a site, outside of any build"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use nutgraf::build::read_config;
use nutgraf::config::Overrides;
use nutgraf::path::{check_slug, slugify};

use crate::cli::args::{Global, InitArgs, NewArgs};
use crate::cli::{Place, Status, clock, shown};

const SITE_TOML: &str = include_str!("starter/site.toml");
const SAMPLE: &str = include_str!("starter/how-are-dates-written.md");
const ABOUT: &str = include_str!("starter/about.md");
const GITIGNORE: &str = "# What nutgraf makes.\n/public/\n/.nutgraf/\n.*.nutgraf-staging/\n";

/// Makes a starter site.
pub(crate) fn init(global: &Global, args: &InitArgs) -> anyhow::Result<Status> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let root = args.dir.as_ref().map_or_else(|| here.clone(), |dir| here.join(dir));
    let files = [
        ("site.toml", SITE_TOML),
        ("content/how-are-dates-written.md", SAMPLE),
        ("content/_pages/about.md", ABOUT),
        (".gitignore", GITIGNORE),
    ];
    let existing: Vec<&str> = files
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| root.join(path).symlink_metadata().is_ok())
        .collect();
    // A `.gitignore` that is already there is the user's own: its site is made all the same.
    let blocking: Vec<&str> =
        existing.iter().copied().filter(|path| *path != ".gitignore").collect();
    if !args.force && !blocking.is_empty() {
        anyhow::bail!(
            "`{}` is already there; choose another folder, or overwrite with `--force`",
            shown(&root.join(blocking[0]))
        );
    }
    for (path, text) in files {
        if path == ".gitignore" && existing.contains(&path) {
            continue;
        }
        write(&root.join(path), text, args.force)?;
    }
    if !global.quiet {
        let mut out = io::stdout().lock();
        writeln!(out, "A site with one sample explainer is in {}.\n\nNext:", shown(&root))?;
        if root != here {
            writeln!(out, "  cd {}", shown(&root))?;
        }
        writeln!(out, "  nutgraf serve\n  nutgraf new \"What do readers ask?\"")?;
    }
    Ok(Status::Fine)
}

/// Makes a new article.
pub(crate) fn new(global: &Global, args: &NewArgs) -> anyhow::Result<Status> {
    let place = Place::find(global)?;
    let title = args.title.trim();
    let slug: String =
        slugify(title).split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if let Err(error) = check_slug(&slug) {
        anyhow::bail!("the title `{title}` makes no file name: it {error}; use letters or digits");
    }
    let path = place.root.join("content").join(format!("{slug}.md"));
    let config = read_config(&place.files, &place.config, &Overrides::default())?.value;
    let today = config.map_or_else(
        || jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date(),
        |config| clock(args.now).today(&config),
    );
    let text = skeleton(title, &args.now.unwrap_or(today).to_string())?;
    write(&path, &text, false).with_context(|| format!("`{}` was not made", shown(&path)))?;
    writeln!(io::stdout().lock(), "{}", shown(&path))?;
    if !global.quiet {
        writeln!(io::stderr().lock(), "It is a draft: remove `draft: true` to publish it.")?;
    }
    Ok(Status::Fine)
}

/// An article to fill in. The title is quoted by a YAML writer, so that any title is one.
fn skeleton(title: &str, today: &str) -> anyhow::Result<String> {
    let line = serde_yaml::to_string(
        &[("title", title)].into_iter().collect::<std::collections::BTreeMap<_, _>>(),
    )?;
    // Text that YAML would read as something else than text is quoted by the writer; the rest needs no quotes.
    Ok(format!(
        "---\n{line}date: {today}\ndraft: true\n\
         # standfirst: \"One or two sentences on what the reader will learn.\"\n\
         # topics: [a topic]\n\
         # as_of: {today}          # up to which day the facts were checked\n\
         # summary:                   # the key points\n\
         #   - \"A point, with its source. [@source-id]\"\n\
         insights:\n  - \"What do readers want to know first?\"\n\
         #   - question: \"A question with its answer?\"\n\
         #     answer: \"The answer. [@source-id]\"\n\
         #   - question: \"A question that a section answers?\"\n\
         #     see: \"#a-section\"\n\
         #   - question: \"A question that nobody can answer yet?\"\n\
         #     open: \"What is not known, and what would settle it.\"\n\
         # sources:\n\
         #   - id: source-id\n\
         #     title: \"The title of the work\"\n\
         #     publisher: \"Who published it\"\n\
         #     url: \"https://example.org/\"\n\
         #     published: {today}\n\
         #     accessed: {today}\n\
         # updates:                   # what was changed since; a correction needs was and now\n\
         #   - date: {today}\n\
         #     kind: correction\n\
         #     note: \"What was wrong.\"\n\
         #     was: \"What it said\"\n\
         #     now: \"What it says\"\n\
         ---\n\nWhat this is about, and why it matters.\n\n## A section\n\nWhat is known, sentence by sentence.\n"
    ))
}

/// Writes a new file; with `force`, over an old one.
fn write(path: &Path, text: &str, force: bool) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder `{}` cannot be made", shown(folder)))?;
    }
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let result = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    result.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => anyhow::anyhow!("`{}` is already there", shown(path)),
        _ => anyhow::Error::new(error).context(format!("`{}` cannot be written", shown(path))),
    })
}
