//! HTML in an article, as a reader's browser gets it: through the whole engine into a page, and into a feed. Whatever
//! was written, the page runs nothing, and what follows the article stays after it.

use nutgraf::diagnostic::Diagnostic;
use nutgraf::engine::{Builder, Look};

use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::support::{Dom, png, xml};
use crate::targets::alive;
use crate::targets::site::{Tree, build};

/// Settings with a theme that shows little besides the text. Pages are made whatever the findings, and checked.
const SETTINGS: &str = "title = \"S\"
base_url = \"https://example.org/\"
theme = \"bare\"
[markdown]
math = true
embed_hosts = [\"frames.example\"]
";

/// The front matter of an input that has none.
const FRONT_MATTER: &str = "---\ntitle: T\ndate: 2026-01-01\nsources: [{id: a, title: A}]\n---\n";

/// A theme that shows everything that is HTML, each in an element that no text can create or end.
const ARTICLE: &str = r#"<!doctype html><title>x</title><x-text>{{ article.standfirst or "" }}
{% for point in article.summary %}<p>{{ point }}</p>{% endfor %}
{{ article.body }}
{% for group in article.question_groups %}{% for question in group.questions %}{{ question.answer or "" }}{% endfor %}{% endfor %}
{% for group in article.open_groups %}{% for question in group.questions %}{{ question.answer or "" }}{% endfor %}{% endfor %}
{% for note in article.notes %}<div>{{ note.html }}</div>{% endfor %}
{% for update in article.updates %}<div>{{ update.note }}{{ update.was or "" }}{{ update.now or "" }}</div>{% endfor %}</x-text><x-end></x-end>"#;

/// Builds a site around it, and checks its page and its feeds.
pub(crate) fn run(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let built = build(&mut Builder::new(), &site(input), Look::Everything);
    features.note_findings(&built.findings);
    let page = built.outputs.get("a/index.html");
    if let Some(page) = page.filter(|page| page.len() <= alive::LONGEST) {
        let page = String::from_utf8_lossy(page);
        features.note_html("page", &page);
        // With an error nothing is published; but the safety of a page must not depend on a finding.
        if !built.findings.iter().any(is_about_addresses) {
            inert(&page)?;
        }
        framed(&page)?;
    }
    if !built.findings.iter().any(is_about_addresses) {
        feeds(&built.outputs)?;
    }
    Ok(features)
}

/// Whether a finding says that an address cannot be followed: then there is no page that contains it.
fn is_about_addresses(finding: &Diagnostic) -> bool {
    matches!(finding.code.name(), "link/script-url" | "link/scheme")
}

fn site(input: &[u8]) -> Tree {
    let lossy = String::from_utf8_lossy(input);
    let text = if lossy.starts_with("---\n") {
        lossy.into_owned()
    } else {
        format!("{FRONT_MATTER}{lossy}")
    };
    let mut site = Tree::from([
        ("site.toml".to_owned(), SETTINGS.into()),
        ("content/a.md".to_owned(), text.into_bytes()),
        ("content/b.md".to_owned(), b"---\ntitle: B\n---\n## Part\n".to_vec()),
        ("content/p.png".to_owned(), png(2, 3)),
        ("themes/bare/theme.toml".to_owned(), Vec::new()),
        ("themes/bare/templates/article.html".to_owned(), ARTICLE.into()),
    ]);
    for name in [
        "base",
        "page",
        "home",
        "topics",
        "topic",
        "questions",
        "sources",
        "updates",
        "404",
        "redirect",
    ] {
        site.insert(format!("themes/bare/templates/{name}.html"), b"x".to_vec());
    }
    site
}

fn inert(page: &str) -> Result<(), Failure> {
    alive::elements(&Dom::parse(page), &["title", "x-text", "x-end"], page)
}

/// Checks that the text ends where the theme says that it ends.
fn framed(page: &str) -> Result<(), Failure> {
    let dom = Dom::parse(page);
    let (ends, texts) = (dom.all("x-end"), dom.all("x-text"));
    let inside = texts.iter().any(|text| !text.all("x-end").is_empty());
    if ends.len() == 1 && texts.len() == 1 && !inside {
        return Ok(());
    }
    Err(Failure::new("no text breaks out of its place in the page", page))
}

/// Checks that the content of feeds runs nothing, either.
fn feeds(outputs: &Tree) -> Result<(), Failure> {
    if let Some(atom) = outputs.get("atom.xml") {
        let atom = xml(std::str::from_utf8(atom).unwrap());
        for (_, content) in atom.iter().filter(|(name, _)| name == "content") {
            alive::check(content)?;
        }
    }
    if let Some(feed) = outputs.get("feed.json") {
        let feed: serde_json::Value = serde_json::from_slice(feed).unwrap();
        for item in feed["items"].as_array().into_iter().flatten() {
            alive::check(item["content_html"].as_str().unwrap_or_default())?;
        }
    }
    Ok(())
}
