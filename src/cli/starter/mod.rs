//! `init`: a starter site. [`article`] is `new`; [`files`] writes what both make; [`guess`] finds out what would
//! otherwise have to be asked.

pub(crate) mod article;
pub(crate) mod files;
mod guess;

use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::ToSpan as _;
use jiff::civil::Date;
use nutgraf::deploy::workflow::WorkflowState;
use nutgraf::deploy::{GitHub, Workflow};
use nutgraf::engine::INPUT_FOLDERS;
use nutgraf::files::{OwnEntry, OwnFolder};

use crate::cli::args::{Global, InitArgs};
use crate::cli::environment::{local_today, shown, typed};
use crate::cli::starter::files::{Advice, NewFiles};
use crate::cli::starter::guess::SiteGuess;
use crate::cli::status::{Status, unless_closed};
use crate::cli::workflow::{Pages, to_click};
use nutgraf::files::real_path;

const SITE_TOML: &str = include_str!("site.toml");
const SAMPLE: &str = include_str!("how-are-dates-written.md");
const PICTURE: &[u8] = include_bytes!("parts-of-a-date.png");
const ABOUT: &str = include_str!("about.md");

/// What git should ignore.
const IGNORED: [&str; 3] = ["/public/", "/.nutgraf/", ".*.nutgraf-staging/"];

/// The address of a site that does not have one yet.
const EXAMPLE: &str = "https://example.org/";

/// What to do if something is where a site should be.
const IN_THE_WAY: Advice = Advice {
    files: "choose another folder, or overwrite with `--force`",
    others: "choose another folder, or move it away",
};

/// Likewise, if there is already a site, which most likely only lacks the workflow.
const SITE_IS_THERE: Advice = Advice {
    files: "choose another folder, or overwrite with `--force`; to add only the workflow to an existing site, run `nutgraf deploy --workflow`",
    ..IN_THE_WAY
};

/// What a push needs besides the settings of the repository.
const COMPILED: &str = "The workflow compiles this version of nutgraf from crates.io. As long as it is not there, no push publishes; then name a binary, as the first lines of the workflow say.";

/// Makes a starter site.
#[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
pub(crate) fn init(global: &Global, args: &InitArgs) -> anyhow::Result<Status> {
    let here = std::env::current_dir().context("cannot find the current folder")?;
    let root = real(&here.join(folder(global, args)?))?;
    let today = args.now.unwrap_or_else(local_today);
    outside_of_others(&root)?;
    let guess = SiteGuess::of(&root);
    let is_site = root.join("site.toml").is_file();
    let mut files = NewFiles::new(if is_site { SITE_IS_THERE } else { IN_THE_WAY });
    files.add(&root, "site.toml", site_toml(&guess));
    files.add(&root, "content/how-are-dates-written.md", sample(today));
    files.add(&root, "content/parts-of-a-date.png", PICTURE);
    files.add(&root, "content/_pages/about.md", ABOUT);
    if let Some(more) = ignored(&root.join(".gitignore")) {
        files.append(&root, ".gitignore", more);
    }
    let pages = args.github.then(|| guess.pages(&root)).transpose()?;
    if let Some(pages) =
        pages.as_ref().filter(|pages| pages.state() != Some(WorkflowState::Current))
    {
        files.add(&pages.top, Workflow::PATH, pages.text());
    }
    files.write(args.force)?;
    if let Some(trouble) = guess.trouble.as_ref().filter(|_| args.github) {
        writeln!(
            io::stderr().lock(),
            "the workflow assumes that this folder is the top of the repository, because git could not be run: {trouble}"
        )?;
    }
    if !global.quiet {
        let text = last_words(&here, &root, &guess, pages.as_ref());
        unless_closed(io::stdout().lock().write_all(text.as_bytes()).map_err(Into::into))?;
    }
    Ok(Status::Fine)
}

/// Returns the folder as it was typed.
fn folder(global: &Global, args: &InitArgs) -> anyhow::Result<PathBuf> {
    anyhow::ensure!(
        global.config.is_none(),
        "`init` writes `site.toml` and does not accept `--config`; name the folder instead: `nutgraf init DIR`"
    );
    match (&args.dir, &global.root) {
        (Some(_), Some(_)) => {
            anyhow::bail!("the folder is given twice; leave out `--root`")
        }
        (Some(dir), None) | (None, Some(dir)) => Ok(dir.clone()),
        (None, None) => Ok(PathBuf::new()),
    }
}

/// Returns the real path of a folder that need not exist yet.
#[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
fn real(path: &Path) -> anyhow::Result<PathBuf> {
    let (there, mut real) = path
        .ancestors()
        .filter(|folder| folder.symlink_metadata().is_ok())
        .find_map(|folder| Some((folder, real_path(folder).ok()?)))
        .with_context(|| format!("cannot create a folder at `{}`", path.display()))?;
    anyhow::ensure!(real.is_dir(), "`{}` is not a folder; choose another one", shown(there));
    for part in path.strip_prefix(there).unwrap_or(path).components() {
        match part {
            std::path::Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    Ok(real)
}

/// Refuses a folder whose files another site would take for its own.
#[expect(clippy::disallowed_methods, reason = "only whether it is there: it is not read")]
fn outside_of_others(root: &Path) -> anyhow::Result<()> {
    let above = root.ancestors().skip(1).find(|above| above.join("site.toml").is_file());
    let Some((above, inside)) =
        above.and_then(|above| Some((above, root.strip_prefix(above).ok()?)))
    else {
        return Ok(());
    };
    let folder = INPUT_FOLDERS.into_iter().find(|folder| inside.starts_with(folder));
    match folder {
        Some(folder) => anyhow::bail!(
            "`{}` is in `{folder}/` of the site in `{}`, which treats all files there as its own; choose a folder outside that site",
            shown(root),
            above.display()
        ),
        None => Ok(()),
    }
}

fn site_toml(guess: &SiteGuess) -> String {
    // A JSON string is also a TOML string, unless it contains control characters.
    let quoted = |text: &str| {
        let text: String = text.chars().filter(|char| !char.is_control()).collect();
        serde_json::to_string(&text).expect("a text is JSON")
    };
    let site = guess.github.as_ref().map_or_else(|| EXAMPLE.to_owned(), GitHub::site);
    SITE_TOML
        .replace("\"@title@\"", &quoted(&guess.title))
        .replace("\"@base_url@\"", &quoted(&site))
        .replace("\"@author@\"", &quoted(guess.author.as_deref().unwrap_or("The newsroom")))
}

/// Returns the sample as published today: a future date would be a finding, and so would a due review.
fn sample(today: Date) -> String {
    let review = today.saturating_add(1.year());
    SAMPLE.replace("@today@", &today.to_string()).replace("@review@", &review.to_string())
}

/// Returns what to append to `.gitignore`. `None` if it lacks nothing, or is a link to somewhere else.
fn ignored(path: &Path) -> Option<String> {
    let folder = path.parent().and_then(|folder| OwnFolder::open(folder).ok());
    let mut old = Vec::new();
    match folder.zip(path.file_name()).map(|(folder, name)| folder.look(name)) {
        Some(Ok(OwnEntry::Link | OwnEntry::Special)) => return None,
        // If it cannot be read, writing it will report the error.
        Some(Ok(OwnEntry::File(mut file, _))) => drop(file.read_to_end(&mut old)),
        _ => {}
    }
    let old = String::from_utf8_lossy(&old);
    let bare = |line: &str| line.trim().trim_matches('/').to_owned();
    let missing: Vec<&str> = IGNORED
        .into_iter()
        .filter(|wanted| !old.lines().any(|line| bare(line) == bare(wanted)))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = match old.chars().last() {
        None => String::new(),
        Some('\n') => end.to_owned(),
        Some(_) => end.repeat(2),
    };
    for line in ["# What nutgraf makes"].into_iter().chain(missing) {
        text.push_str(line);
        text.push_str(end);
    }
    Some(text)
}

/// Prints what was made, the next two commands, and how the site gets to its readers.
fn last_words(here: &Path, root: &Path, guess: &SiteGuess, pages: Option<&Pages>) -> String {
    let is_here = real_path(here).is_ok_and(|here| here == root);
    let folder = if is_here { "this folder".to_owned() } else { shown(root) };
    let mut text = format!("A site with one sample explainer is in {folder}.\n");
    let mut say = |line: &str| writeln!(text, "{line}").expect("a string takes everything");
    match (&guess.github, pages) {
        (Some(github), _) => say(&format!(
            "Its address will be {}, unless it has its own domain: `base_url` in site.toml.",
            github.site()
        )),
        (None, Some(_)) => say(
            "`base_url` in site.toml is an example; the workflow uses the address that GitHub gives the site.",
        ),
        (None, None) => say(
            "`base_url` in site.toml is an example: before you publish, replace it with the site's real address.",
        ),
    }
    let first_push = pages.filter(|_| guess.lacks_repository());
    if let (Some(pages), None) = (pages, first_push) {
        say(&format!("\nGitHub builds it with {}.", shown(&pages.path)));
        say(&to_click(guess.github.as_ref(), &pages.new));
        say(COMPILED);
    }
    say("\nNext:");
    if is_here {
        say("  nutgraf serve --open\n  nutgraf new \"What do readers ask?\"");
    } else {
        say(&format!("  cd {}\n  nutgraf serve --open", typed(&shown(root))));
    }
    say(
        "\n`nutgraf check` reads your articles as an editor would: sources, figures, open questions.",
    );
    match (pages, first_push) {
        (_, Some(pages)) => say(&to_push(pages)),
        (Some(_), None) => {}
        (None, _) => say(
            "`nutgraf preview` shows the built site as GitHub Pages will, and `nutgraf deploy` publishes it.",
        ),
    }
    text
}

/// Returns what has to be typed before a site that is not in a repository is published by its workflow.
fn to_push(pages: &Pages) -> String {
    let branch = typed(&pages.new.branch);
    format!(
        "\nGitHub builds it with {}, once it exists there.\n\
         Create an empty repository on GitHub, which shows its ADDRESS; then, in the site's folder:\n  \
           git init -b {branch}\n  \
           git add .\n  \
           git commit -m \"A first site\"\n  \
           git remote add origin ADDRESS\n  \
           git push -u origin {branch}\n\
         {}\n\
         {COMPILED}\n\
         If you pushed before that, the site could not be published: run the workflow again, on GitHub under \"Actions\".",
        shown(&pages.path),
        to_click(None, &pages.new)
    )
}
