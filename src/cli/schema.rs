//! `schema`: the JSON Schemas (2020-12) of the front matter, of `sources.yaml` and of `site.toml`, so that editors
//! complete and check them while they are typed; and of `questions.json`, for those who read it. Tests keep them in step
//! with the readers of these files, and with what a site publishes.

use std::io::{self, Write as _};

use nutgraf::content::{SourceKind, UpdateKind};
use serde_json::{Value, json};

use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::cli::status::Status;
use crate::cli::{question_schema, site_schema};

/// Prints a schema.
pub(crate) fn print(args: &SchemaArgs) -> anyhow::Result<Status> {
    let (mut schema, title) = match args.of {
        SchemaOf::FrontMatter => (front_matter(), "Front matter of a nutgraf article"),
        SchemaOf::Sources => (sources(), "Sources that several nutgraf articles share"),
        SchemaOf::Site => (site_schema::site(), "Settings of a nutgraf site"),
        SchemaOf::Questions => (question_schema::questions(), "Questions of a nutgraf site"),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    let text = serde_json::to_string_pretty(&schema)?;
    writeln!(io::stdout().lock(), "{text}")?;
    Ok(Status::Fine)
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn day(description: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": description })
}

fn list(items: &Value, description: &str) -> Value {
    json!({ "type": "array", "items": items, "description": description })
}

/// A year, a month or a day; a bare year is a number in YAML.
fn partial_date(description: &str) -> Value {
    json!({ "type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": description })
}

/// A list, or one item without its brackets.
fn one_or_list(items: &Value, description: &str) -> Value {
    json!({ "anyOf": [items, { "type": "array", "items": items }], "description": description })
}

/// Sources: a map by their ids, or a list. In either, an address may stand for all of it.
fn source_list(description: &str) -> Value {
    let (address, source) = (address(), source());
    let mut keyed = source.clone();
    keyed["required"] = json!(["title"]);
    let list = json!({ "type": "array", "items": { "anyOf": [source, address] } });
    let by_id = json!({
        "type": "object",
        "propertyNames": source["properties"]["id"],
        "additionalProperties": { "anyOf": [keyed, address] },
    });
    json!({ "anyOf": [by_id, list, address], "description": description })
}

/// An address or a DOI that stands for a source.
fn address() -> Value {
    json!({ "type": "string", "pattern": "^([A-Za-z][A-Za-z0-9+.-]*://\\S+|([Dd][Oo][Ii]:? *)?10\\.[0-9.]+/\\S+)$", "description": "Its address or DOI; a title is asked for." })
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "additionalProperties": false, "properties": properties })
}

fn front_matter() -> Value {
    let moment = |description: &str| json!({ "type": "string", "description": description, "anyOf": [{ "format": "date" }, { "format": "date-time" }] });
    let markdown_path =
        json!({ "type": "string", "pattern": "\\.(md|markdown|mdown|mdwn|mkd|mkdn|mkdown|MD)$" });
    let properties = json!({
        "title": text("The title of the article."),
        "standfirst": text("One or two sentences on what the reader will learn (inline Markdown); also the description for search engines and feeds."),
        "summary": one_or_list(&text("A key point (inline Markdown); may cite. A block of text may hold several, each after `- `."), "The key points."),
        "summary_by": text("Who or what wrote the key points."),
        "date": moment("When it was published."),
        "updated": moment("When it was last changed; by default the newest entry of `updates`, else `date`."),
        "as_of": day("The day up to which the facts were checked."),
        "review_by": day("When it will be reviewed."),
        "authors": one_or_list(&json!({ "anyOf": [text("A name."), object(&["name"], &json!({ "name": text("The name."), "role": text("What they did, or why they know."), "url": { "type": "string", "format": "uri" } }))] }), "Who wrote it; by default the site's author."),
        "topics": one_or_list(&text("A topic; several with commas between them."), "What it is about; the first is the primary topic."),
        "slug": text("The last part of the address; by default the file's name."),
        "aliases": one_or_list(&text("An old address, such as `/old/path/`; several with commas between them."), "Other addresses that lead here."),
        "superseded_by": { "type": "string", "pattern": "\\.md", "description": "The file of the newer article." },
        "draft": { "type": "boolean", "default": false, "description": "A draft is not published." },
        "publish_on": day("The first day on which it is published; before it, it is a draft."),
        "expires": day("The last day on which it is published; after it, it is a draft."),
        "insights": list(&question(), "The questions that readers ask."),
        "sources": source_list("The works that this article cites."),
        "updates": list(&update(), "What was changed since it was published."),
        "related": one_or_list(&markdown_path, "Files of related articles; by default computed from sources and topics."),
        "image": text("The picture of social cards."),
        "image_alt": text("What the picture shows."),
        "lang": { "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "description": "The language, a BCP 47 tag; by default the site's." },
        "template": text("The template; by default `article.html`."),
        "allow": one_or_list(&object(&["code", "reason"], &json!({ "code": text("The code of the finding, such as `citation/figure`."), "reason": text("Why it is right here.") })), "Findings that are accepted in the whole article."),
        "extra": { "type": "object", "description": "Any data for the theme." },
    });
    object(&["title"], &properties)
}

/// The list may stand below its name. An empty file lists none.
fn sources() -> Value {
    let mut sources = source_list("The sources.");
    let named = object(&["sources"], &json!({ "sources": source_list("The sources.") }));
    if let Some(forms) = sources["anyOf"].as_array_mut() {
        forms.extend([named, json!({ "type": "null" })]);
    }
    sources
}

fn question() -> Value {
    let mut form = object(
        &["question"],
        &json!({
            "question": text("The question."),
            "answer": text("The answer (Markdown); may cite."),
            "see": text("The section that answers it: `#anchor` or `other.md#anchor`."),
            "open": text("What is not known, and what would settle it (Markdown)."),
            "id": text("Sets the question's anchor."),
            "group": text("The heading under which it is listed."),
            "answered": day("The day on which it was answered as it is answered now."),
            "checked": day("The day on which somebody last checked the answer, or looked for one."),
            "review_by": day("The day by which somebody will check it again."),
            "owner": text("Who sees to the answer: a person, a desk, an office."),
            "aliases": list(&text("A path such as `/old/`."), "Old addresses that lead to this very answer."),
        }),
    );
    let both = |a: &str, b: &str| json!({ "required": [a, b] });
    form["not"] =
        json!({ "anyOf": [both("answer", "see"), both("answer", "open"), both("see", "open")] });
    json!({ "anyOf": [text("An open question."), form] })
}

fn source() -> Value {
    let kinds: Vec<&str> = SourceKind::ALL.iter().map(|(name, _)| *name).collect();
    let id = json!({ "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9_.:/+-]*[A-Za-z0-9])?$", "maxLength": 64 });
    object(
        &["id", "title"],
        &json!({
            "id": id,
            "title": text("The title of the work."),
            "publisher": text("Who published it."),
            "author": { "anyOf": [text("Who wrote it."), list(&text("A name."), "Who wrote it.")] },
            "url": { "type": "string", "format": "uri", "description": "Where it can be read." },
            "doi": { "type": "string", "description": "Its DOI, which stays when its address changes." },
            "published": partial_date("When it was published."),
            "accessed": partial_date("The day on which it was checked that it says what it is cited for."),
            "archive_url": { "type": "string", "format": "uri", "description": "An archived copy." },
            "archive_date": partial_date("When that copy was made."),
            "archive_note": text("Why there is no archived copy."),
            "derives_from": { "anyOf": [id, list(&id, "Ids of the sources that it draws on.")] },
            "retracted": text("That it was retracted: the day, or how."),
            "kind": { "enum": kinds, "description": "What kind of work it is." },
            "note": text("A remark for readers."),
            "quotes": one_or_list(&source_quote(), "Passages of it, to which `nutgraf check` holds quotations; not published."),
        }),
    )
}

/// A passage of a source.
fn source_quote() -> Value {
    let form = object(
        &["text"],
        &json!({ "text": text("Its words."), "at": text("Where it is, such as `p. 4`.") }),
    );
    json!({ "anyOf": [text("Its words."), form] })
}

fn update() -> Value {
    let kinds: Vec<&str> = UpdateKind::ALL.iter().map(|(name, _)| *name).collect();
    let mut update = object(
        &["date", "note"],
        &json!({
            "date": day("The day of the change."),
            "kind": { "enum": kinds, "default": "update", "description": "What kind of change it is." },
            "note": text("What changed (inline Markdown)."),
            "was": text("What it said (inline Markdown)."),
            "now": text("What it says now (inline Markdown)."),
            "severity": { "enum": ["normal", "grave"], "default": "normal", "description": "A grave change is also shown above the article." },
            "question": text("The id of the question whose answer was changed."),
        }),
    );
    update["if"] =
        json!({ "properties": { "kind": { "const": "correction" } }, "required": ["kind"] });
    update["then"] = json!({ "required": ["was", "now"] });
    update
}
