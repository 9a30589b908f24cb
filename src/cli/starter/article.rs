//! `new`: an article to fill in.

use std::io::{self, Write as _};

use anyhow::Context as _;
use jiff::civil::Date;
use nutgraf::config::Overrides;
use nutgraf::engine::read_config;
use nutgraf::path::{Route, SlugError, check_slug, slugify};
use nutgraf::site::always_at;

use crate::cli::args::{Global, NewArgs};
use crate::cli::environment::{clock, local_today, shown};
use crate::cli::forms::QuestionsForm;
use crate::cli::place::SiteLocation;
use crate::cli::starter::files::{Advice, NewFiles};
use crate::cli::status::{Status, unless_closed};
use nutgraf::files::real_path;

/// An article is never overwritten.
const IN_THE_WAY: Advice = Advice { files: "use another title", others: "move it away" };

/// Makes a new article.
#[expect(clippy::disallowed_methods, reason = "only whether it is there: `NewFiles` writes")]
pub(crate) fn new(global: &Global, args: &NewArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let title = args.title.join(" ");
    let title = title.trim();
    if let Some(meant) = named_by_file(title) {
        anyhow::bail!(
            "`{title}` is the name of a file, and `new` takes a title: `nutgraf new \"{meant}\"`"
        );
    }
    if let [kind, rest @ ..] = args.title.as_slice()
        && matches!(kind.as_str(), "post" | "posts" | "page" | "article")
        && !rest.is_empty()
    {
        let rest = rest.join(" ");
        anyhow::bail!(
            "`new` takes a title, and no kind of page before it: `nutgraf new \"{rest}\"`"
        );
    }
    let slug = slug_of(title)?;
    let root = real_path(&place.root).context("cannot find the site's folder")?;
    let path = root.join("content").join(format!("{slug}.md"));
    let folder = root.join("content").join(&slug).join("index.md");
    anyhow::ensure!(
        folder.symlink_metadata().is_err(),
        "`{}` already exists at the same address; use another title",
        shown(&folder)
    );
    let config = read_config(&place.files, &place.config, &Overrides::default())?.value;
    // In the site's time zone, or else in the author's.
    let today = config
        .filter(|config| config.has_time_zone)
        .map_or_else(local_today, |config| clock(args.now).today(&config));
    let text = skeleton(title, args.now.unwrap_or(today), args.questions)?;
    anyhow::ensure!(
        path.symlink_metadata().is_err(),
        "`{}` already exists; use another title",
        shown(&path)
    );
    let mut files = NewFiles::new(IN_THE_WAY);
    files.add(&root, &format!("content/{slug}.md"), text);
    files.write(false)?;
    unless_closed(tell(global, &shown(&path)))?;
    Ok(Status::Fine)
}

/// Returns the title that is meant by the name of a file: `content/river-flood.md`.
fn named_by_file(title: &str) -> Option<String> {
    const ENDINGS: [&str; 6] = ["md", "markdown", "mdx", "txt", "html", "docx"];
    let name = title.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').filter(|(stem, ending)| {
        !stem.is_empty() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    let is_in_content = title.starts_with("content/") || title.starts_with("content\\");
    if stem.is_none() && !is_in_content {
        return None;
    }
    let words = stem.map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = if words.is_empty() || words == "index" || words == "content" {
        "What is a heat pump?".to_owned()
    } else {
        words
    };
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    Some((first + letters.as_str()).replace('"', ""))
}

/// Returns the file name for an article with this title: one under which it can be published.
fn slug_of(title: &str) -> anyhow::Result<String> {
    let slug: String =
        slugify(title).split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if let Err(error) = check_slug(&slug) {
        let remedy = match error {
            SlugError::Empty => "use letters or digits",
            SlugError::Long => "use a shorter title here; the title in the article can be longer",
            SlugError::Characters(_) | SlugError::Reserved => "use another title",
        };
        anyhow::bail!(
            "the title `{title}` cannot be turned into a file name: it {error}; {remedy}"
        );
    }
    anyhow::ensure!(
        slug != "index",
        "the title `{title}` would create `content/index.md`, which introduces the home page; use another title, or write that file yourself"
    );
    let route = Route::page([slug.as_str()]);
    if let Some(what) = always_at(&route.output()) {
        anyhow::bail!(
            "the title `{title}` would create a page at `{route}`, where every site has {what}; use another title"
        );
    }
    Ok(slug)
}

fn tell(global: &Global, path: &str) -> anyhow::Result<()> {
    writeln!(io::stdout().lock(), "{path}")?;
    if !global.quiet {
        let tells = "It is a draft: remove `draft: true` to publish it. `nutgraf check` reads it as an editor would.";
        writeln!(io::stderr().lock(), "{tells}")?;
    }
    Ok(())
}

/// Returns an article to fill in, with the questions in one form or the other. A YAML writer quotes the title, so that
/// any title works.
fn skeleton(title: &str, today: Date, questions: QuestionsForm) -> anyhow::Result<String> {
    let line = serde_yaml::to_string(
        &[("title", title)].into_iter().collect::<std::collections::BTreeMap<_, _>>(),
    )?;
    let head = format!("---\n{line}date: {today}\ndraft: true\n");
    let sources = "sources:\n  - {id: a-source, title: \"The title of the work\"}\n---\n\n\
                   What this is about, and why it matters.\n";
    Ok(match questions {
        QuestionsForm::Text => format!(
            "{head}{sources}\n\
             ## Questions {{.questions}}\n\n\
             ### What do readers want to know first?\n\n\
             The answer, and where it comes from [@a-source].\n\n\
             ### What can nobody answer yet? {{.open}}\n\n\
             What is not known, and what would settle it.\n"
        ),
        QuestionsForm::Yaml => format!(
            "{head}insights:\n  \
             - question: What do readers want to know first?\n    \
             answer: The answer, and where it comes from [@a-source].\n  \
             - question: What can nobody answer yet?\n    \
             open: What is not known, and what would settle it.\n\
             {sources}"
        ),
    })
}
