//! What templates see, as a page of the guide: the views describe themselves (`src/render/view/describe.rs`), and the
//! examples are taken from a site whose templates print everything that they get. `SNAPSHOTS=overwrite cargo test
//! --test suite views` regenerates the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use nutgraf::render::view::{DESCRIBED, DescribedField, DescribedView};
use nutgraf::theme::{FUNCTIONS, OPTIONAL_TEMPLATES, TEMPLATES};
use serde_json::Value;

use crate::support::{png, site};

/// The page.
const PAGE: &str = "content/_pages/guide/views.md";

/// Values by name, with their types.
type Values = &'static [(&'static str, &'static str)];

/// Each template, what it makes, and the values that it gets in addition to those of every page, with their types.
const GIVEN: &[(&str, &str, Values)] = &[
    ("base.html", "the frame that others extend; not a page itself", &[]),
    ("article.html", "an explainer", &[("article", "ArticleView")]),
    ("page.html", "a plain page", &[("article", "ArticleView")]),
    ("home.html", "the home page", &[("home", "HomeView")]),
    ("topics.html", "the list of topics", &[("topics", "Vec<TopicView>")]),
    ("topic.html", "a topic", &[("topic", "TopicView"), ("list", "ListView<CardView>")]),
    ("questions.html", "the questions, all or of a topic", &[("questions", "QuestionsView")]),
    ("sources.html", "all sources", &[("list", "ListView<PublisherView>")]),
    ("updates.html", "all updates", &[("list", "ListView<UpdateView>")]),
    (
        "health.html",
        "how the explainers stand, if `[lists] health` is on",
        &[("list", "ListView<HealthView>")],
    ),
    (
        "a-z.html",
        "everything by letter, if the site has a search",
        &[("list", "ListView<LetterGroupView>"), ("letters", "Vec<LetterView>")],
    ),
    ("search.html", "the search page", &[("search", "SearchView")]),
    ("404.html", "the page for missing addresses", &[]),
    ("redirect.html", "the page at an old address", &[("redirect", "LinkView")]),
];

/// The values of every page.
const EVERYWHERE: Values = &[("site", "SiteView"), ("page", "PageView")];

/// Fields that no example can show, and what the page says instead.
const WITHOUT_EXAMPLE: &[(&str, &str, &str)] =
    &[("HealthView", "unsourced", "`2`, if `check` finds two figures without a source")];

/// All views: what every page has, then articles, then lists.
fn all_views() -> Vec<DescribedView> {
    DESCRIBED.concat()
}

/// Returns `Inner` from `Outer<Inner>`.
fn inside<'t>(kind: &'t str, outer: &str) -> Option<&'t str> {
    kind.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}

/// Returns a view's name as on the page: `QuestionGroupView` is a "question group".
fn words(view: &str) -> String {
    let mut words = String::new();
    for c in view.strip_suffix("View").unwrap().chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// Returns a type as theme authors know it.
fn shown_type(kind: &str) -> String {
    if let Some(inner) = inside(kind, "Option") {
        return format!("{} or nothing", shown_type(inner));
    }
    if let Some(inner) = inside(kind, "Vec") {
        return format!("list of {}", shown_type(inner));
    }
    if let Some(inner) = inside(kind, "ListView") {
        return format!("{} of {}", shown_type("ListView"), shown_type(inner));
    }
    match kind {
        "String" | "&'static str" => "text".into(),
        "usize" | "u32" => "number".into(),
        "bool" => "true or false".into(),
        "Html" => "HTML".into(),
        "T" => "entry".into(),
        "serde_json::Value" => "anything".into(),
        view => {
            let name = words(view);
            format!("[{name}](#{})", name.replace(' ', "-"))
        }
    }
}

/// The examples found so far, by view and field.
type Examples = BTreeMap<(&'static str, &'static str), Value>;

/// Takes the first meaningful example of each field from a value of a type.
fn gather(kind: &str, value: &Value, views: &[DescribedView], examples: &mut Examples) {
    if let Some(inner) = inside(kind, "Option") {
        if !value.is_null() {
            gather(inner, value, views, examples);
        }
        return;
    }
    if let Some(inner) = inside(kind, "Vec") {
        for item in value.as_array().unwrap() {
            gather(inner, item, views, examples);
        }
        return;
    }
    let (name, entry) = match inside(kind, "ListView") {
        Some(entry) => ("ListView", entry),
        None => (kind, ""),
    };
    let Some(view) = views.iter().find(|view| view.name == name) else { return };
    let name = view.name;
    let seen: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = view.fields.iter().map(|field| field.name).collect();
    assert_eq!(seen, known, "the fields of {name}");
    for DescribedField { name: field, kind, .. } in view.fields {
        let value = &value[*field];
        let key = (name, *field);
        if says_something(value) {
            examples.entry(key).or_insert_with(|| value.clone());
        }
        gather(&kind.replace("<T>", &format!("<{entry}>")), value, views, examples);
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

fn cut(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    format!("{}…", text.chars().take(most).collect::<String>().trim_end())
}

/// Returns a short form of a value: the first entry of a list, the first two fields of a view.
fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", cut(text, 32)),
        Value::Array(items) => {
            let more = if items.len() > 1 { ", …" } else { "" };
            format!("[{}{more}]", items.first().map_or_else(String::new, brief))
        }
        Value::Object(fields) => {
            let plain = |value: &&Value| !value.is_object() && !value.is_array();
            let shown: Vec<String> = fields
                .iter()
                .filter(|(_, value)| says_something(value) && plain(value))
                .take(2)
                .map(|(name, value)| format!("\"{name}\": {}", brief(value)))
                .collect();
            match (shown.len(), fields.len()) {
                (0, 1..) => "{…}".into(),
                (some, all) if some == all => format!("{{{}}}", shown.join(", ")),
                _ => format!("{{{}, …}}", shown.join(", ")),
            }
        }
        other => other.to_string(),
    }
}

/// Returns a text as code in a table cell. A release changes only its number.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|").replace(env!("CARGO_PKG_VERSION"), "X.Y.Z");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// An article with everything that an article can have.
const EVERYTHING: &str = r##"---
title: How does a heat pump work?
standfirst: It moves heat instead of making it. What that saves depends on the *weather*.
summary: ["A heat pump moves heat that is already there. [@manual, p. 4]"]
summary_by: the editors
date: 2026-03-02
as_of: 2026-10-01
review_by: 2027-04-01
authors: [{name: Ada Example, role: heating engineer, url: "https://example.org/ada"}]
topics: [Heating, Energy]
image: pump.png
image_alt: A heat pump beside a house
aliases: [/pumps/]
extra: {series: Homes}
insights:
  - {question: Does it work in winter?, answer: "It does, with less to gain. [@test]", group: In use, id: winter, answered: 2026-01-04, checked: 2026-10-04, review_by: 2999-10-04, owner: The energy desk}
  - {question: What is inside?, see: "#inside"}
  - {question: How long does it last?, open: "No test has run for long enough."}
sources:
  - {id: test, title: Ten pumps compared, publisher: Example Institute, url: "https://example.org/test", published: 2025, derives_from: manual, archive_note: The publisher allows no copies., kind: report}
  - {id: more, title: Heat at home, publisher: Example Press, kind: book}
updates:
  - {date: 2026-10-01, kind: correction, note: The saving was stated too high., was: Half, now: A third, severity: grave, question: winter}
---
A pump moves heat.[^1] That is cheaper than making it. [@manual; @test]

## What is inside {#inside}

### The compressor

It works like a fridge. [@manual]

[^1]: From the air, from water or from the ground.
"##;

/// The source that two articles share.
const SHARED: &str = r#"- {id: manual, title: "The installer's manual", author: [A. Writer, B. Writer], publisher: Example Press, url: "https://example.org/manual", published: 2024-05, accessed: 2026-03-01, archive_url: "https://example.org/archive/manual", archive_date: 2026-03-01, kind: book, note: The second edition.}
"#;

/// Returns what the examples are taken from: everything that a page's template gets, by template.
fn printed() -> Vec<(String, Value)> {
    let settings = "theme = \"tiny\"\ndescription = \"Questions about homes, answered.\"\nauthor = \"The editors\"\n\
        [[menu]]\nname = \"Topics\"\nurl = \"/topics/\"\n[lists]\nper_page = 1\nhealth = true\n[check]\n\"source/unused\" = \"off\"\n\
        [topics.heating]\nname = \"Heating\"\ndescription = \"Keeping warm.\"\n[theme_options]\naccent = \"#00625c\"\n";
    let templates = TEMPLATES.iter().chain(OPTIONAL_TEMPLATES);
    let site = templates.fold(site().config(settings), |site, name| {
        let print = format!("{{\"{name}\": {{{{ __tera_context | json }}}}}}");
        site.file(&format!("themes/tiny/templates/{name}"), print)
    });
    let site = ["chimney", "radiator", "thermostat", "pipe"].iter().fold(site, |site, thing| {
        let text = format!(
            "---\ntitle: What is a {thing}?\nlang: en-GB\ninsights: [{{question: Does it work in winter?, see: \"heat-pumps.md#winter\"}}]\n---\nA part of a heating. [@manual]\n"
        );
        site.article(thing, &text)
    });
    let built = site
        .file("site.toml", format!("title = \"Homes\"\nbase_url = \"https://example.org/\"\n{settings}"))
        .article("heat-pumps", EVERYTHING)
        .file("content/pump.png", png(1200, 630))
        .file("content/sources.yaml", SHARED)
        .file("content/index.md", "---\ntitle: Homes\n---\nQuestions about homes, answered.\n")
        .article("boilers", "---\ntitle: What is a boiler?\ndate: 2026-01-05\ntopics: [Heating]\nlang: en-GB\nsuperseded_by: heat-pumps.md\n---\nIt heats water. [@manual]\n")
        .article("stoves", "---\ntitle: Is a stove enough?\ndraft: true\ndate: 2026-05-01\ntopics: [Heating]\n---\nSometimes.\n")
        .article("_pages/about", "Who writes this.")
        .with_drafts()
        .build();
    built.clean();
    let mut printed = Vec::new();
    for (path, bytes) in built.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let value: BTreeMap<String, Value> =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        printed.extend(value);
    }
    // The richest article comes first, and what few sites have comes last.
    printed.sort_by_key(|(template, value)| {
        let is_rich = value["page"]["title"] == "How does a heat pump work?";
        (OPTIONAL_TEMPLATES.contains(&template.as_str()), !is_rich)
    });
    printed
}

/// Returns the examples; also checks that each template gets what the table says.
fn examples(views: &[DescribedView]) -> Examples {
    let mut examples = Examples::new();
    let mut used = BTreeSet::new();
    for (template, values) in printed() {
        let (name, _, own) = GIVEN.iter().find(|(name, ..)| *name == template).unwrap();
        used.insert(*name);
        let given: BTreeSet<&str> =
            values.as_object().unwrap().keys().map(String::as_str).collect();
        let known = EVERYWHERE.iter().chain(*own).map(|(value, _)| *value).chain([
            "lang",
            "words",
            "spoken",
            "spoken_lang",
        ]);
        assert_eq!(given, known.collect::<BTreeSet<_>>(), "what {template} gets");
        for (value, kind) in EVERYWHERE.iter().chain(*own) {
            gather(kind, &values[*value], views, &mut examples);
        }
    }
    let all: BTreeSet<&str> = TEMPLATES
        .iter()
        .chain(OPTIONAL_TEMPLATES)
        .copied()
        .filter(|name| *name != "base.html")
        .collect();
    assert_eq!(used, all);
    examples
}

fn intro(page: &mut String) {
    page.push_str(
        "---
# This page is generated from the comments in src/render/view/; tests/suite/views.rs says how.
title: What templates see
standfirst: Every value that a theme's templates get, with an example of each.
---

A template sees *views*: plain values made for it, and nothing else. They are a public interface: fields may be added, but
none is renamed or removed before the next major version.

Addresses are ready to print and include the base path. HTML is safe to print as it is. Everything else is text, and
Tera escapes it. \"Or nothing\" means that a page may have none: check with `{% if article.standfirst %}` before you
print.

[Make a theme](make-a-theme.md) shows them at work. To see what a template gets on your own site, print it: `{{ article | json }}`. Use the filter `json` on any value.

## Which template gets what

Every template gets `site` ([site](#site)), `page` ([page](#page)), `lang`, the language of the page, and `words`, the
texts of the interface that contain no number ([words](#words)). The rest depends on the template:

| template | makes | gets |
| --- | --- | --- |
",
    );
    for (template, makes, own) in GIVEN {
        let own: Vec<String> =
            own.iter().map(|(name, kind)| format!("`{name}`: {}", shown_type(kind))).collect();
        let own = if own.is_empty() { "nothing more".to_owned() } else { own.join("; ") };
        writeln!(page, "| `{template}` | {makes} | {own} |").unwrap();
    }
}

fn functions(page: &mut String) {
    page.push_str(
        "\n## Filters and functions\n\nThese are nutgraf's own. Tera's filters and functions are available as well. The examples are those of a site at\n`https://example.org/repo/`.\n\n| name | meaning | example | gives |\n| --- | --- | --- | --- |\n",
    );
    for described in FUNCTIONS {
        let (example, gives) = (code(described.example), code(described.gives));
        writeln!(page, "| `{}` | {} | {example} | {gives} |", described.name, described.meaning)
            .unwrap();
    }
}

fn all_words(page: &mut String) {
    page.push_str(
        "\n## Words\n\nA text of the interface is a word of the theme: `{{ words.skip }}`. One with a `{name}` in it, or with plural forms, is\nprinted by the function `phrase`. A file `words/de.toml` in your theme, or in a theme that it extends, translates\nthem. What it leaves out is shown in English.\n\nOn a page in a language for which there is no such file, the texts are in English, and readers should hear them so.\nBetween tags, print `{{ spoken.skip }}` and `spoken_phrase`, which mark them with their language there and are the same\notherwise. `spoken_lang` is that language, or nothing, for an attribute: `{% if spoken_lang %} lang=\"{{ spoken_lang }}\"{% endif %}`.\n\n| key | English text |\n| --- | --- |\n",
    );
    let text = include_str!("../../themes/default/words/en.toml");
    let table: toml::Table = text.parse().unwrap();
    let mut keys: Vec<&String> = table.keys().collect();
    keys.sort_by_key(|key| text.find(&format!("\n{key} = ")).unwrap());
    for key in keys {
        let text = match &table[key] {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(items) => {
                items.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(", ")
            }
            forms => {
                let forms = forms.as_table().unwrap();
                let form = |(name, text): (&String, &toml::Value)| {
                    format!("{name}: {}", text.as_str().unwrap())
                };
                forms.iter().map(form).collect::<Vec<_>>().join("; ")
            }
        };
        writeln!(page, "| `{key}` | {} |", code(&text)).unwrap();
    }
}

/// Returns the page as it should be.
fn page() -> String {
    let views = all_views();
    let examples = examples(&views);
    let mut page = String::new();
    intro(&mut page);
    let mut missing = Vec::new();
    for DescribedView { name, meaning, fields } in &views {
        let heading = words(name);
        let (first, rest) = heading.split_at(1);
        write!(page, "\n## {}{rest}\n\n{meaning}\n\n", first.to_uppercase()).unwrap();
        page.push_str("| field | type | meaning | example |\n| --- | --- | --- | --- |\n");
        for DescribedField { name: field, kind, meaning } in *fields {
            let reason = WITHOUT_EXAMPLE.iter().find(|(v, f, _)| v == name && f == field);
            let example = match (examples.get(&(*name, *field)), reason) {
                (Some(Value::String(text)), None) => code(&cut(text, 64)),
                (Some(value), None) => code(&brief(value)),
                (None, Some((.., reason))) => (*reason).to_owned(),
                (Some(_), Some(_)) => panic!("{name}.{field} has an example"),
                (None, None) => {
                    missing.push(format!("{name}.{field}"));
                    String::new()
                }
            };
            let kind = shown_type(kind);
            writeln!(page, "| `{field}` | {kind} | {meaning} | {example} |").unwrap();
        }
    }
    assert!(missing.is_empty(), "the site of this test shows no example of {missing:#?}");
    functions(&mut page);
    all_words(&mut page);
    page
}

#[test]
fn the_guide_lists_what_templates_see() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = page();
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, page).unwrap();
        return;
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let differs = page.lines().zip(written.lines()).find(|(new, old)| new != old);
    assert!(
        page == written,
        "{PAGE} is not what the code says; `SNAPSHOTS=overwrite cargo test --test suite views` regenerates it\n{differs:#?}"
    );
}

#[test]
fn the_table_of_functions_is_what_is_registered() {
    let source = include_str!("../../src/theme/functions.rs");
    let mut registered: Vec<&str> = source
        .split("tera.register_")
        .skip(1)
        .map(|rest| rest.split('"').nth(1).unwrap())
        .collect();
    let mut described: Vec<&str> = FUNCTIONS.iter().map(|described| described.name).collect();
    registered.sort_unstable();
    described.sort_unstable();
    assert_eq!(registered, described);
}

#[test]
fn examples_of_functions_give_what_they_say() {
    let printed: Vec<&str> = FUNCTIONS.iter().map(|described| described.example).collect();
    let built = site()
        .file("site.toml", "title = \"S\"\nbase_url = \"https://example.org/repo/\"\n")
        .file("static/mine.css", "p { color: inherit }\n")
        .article("a", "Text.")
        .template("article.html", &printed.join("\n"))
        .build();
    built.clean();
    let given: Vec<&str> = FUNCTIONS.iter().map(|described| described.gives).collect();
    assert_eq!(built.page("a/index.html").lines().collect::<Vec<_>>(), given);
}
