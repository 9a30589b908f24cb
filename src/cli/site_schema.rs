//! The JSON Schema of `site.toml`. A test keeps it in step with the reader of the settings.

use nutgraf::config::DateForm;
use nutgraf::diagnostic::Code;
use serde_json::{Map, Value, json};

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn list(items: &Value, description: &str) -> Value {
    json!({ "type": "array", "items": items, "description": description })
}

fn flag(description: &str) -> Value {
    json!({ "type": "boolean", "default": false, "description": description })
}

fn number(default: usize, maximum: usize, description: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": maximum, "default": default, "description": description })
}

fn table(properties: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// Returns the schema.
pub(super) fn site() -> Value {
    let path = json!({ "type": "string", "minLength": 1 });
    let menu = json!({
        "type": "object",
        "required": ["name", "url"],
        "additionalProperties": false,
        "properties": {
            "name": text("The text of the link."),
            "url": text("A path of this site, or a whole address."),
        },
    });
    let topic = table(&json!({
        "name": text("The name to show."),
        "description": text("What the topic is about."),
    }));
    json!({
        "type": "object",
        "required": ["title"],
        "additionalProperties": false,
        "properties": {
            "title": text("The site's name."),
            "description": text("What the site is about."),
            "base_url": { "type": "string", "format": "uri", "pattern": "^https?://", "description": "Where the site lives." },
            "language": text("The language of the articles, a BCP 47 tag."),
            "dates": { "enum": DateForm::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "default": "language", "description": "How days are written." },
            "author": text("The author of articles that do not name one."),
            "theme": text("The name of a folder in `themes/`, or of a built-in theme."),
            "time_zone": text("The time zone in which days begin and end, an IANA name."),
            "build": table(&json!({
                "output_dir": text("Where `nutgraf build` puts the site."),
                "ignore": list(&path, "Patterns of files in `content/` that are no part of the site."),
            })),
            "feed": table(&json!({
                "limit": number(20, 1000, "How many articles a feed holds."),
                "aliases": list(&path, "Other addresses of the site's feed."),
            })),
            "lists": table(&json!({
                "per_page": number(20, 10_000, "How many entries are on a page of a list."),
                "health": flag("Whether `/health/` shows how each article stands."),
                "questions_json": { "type": "boolean", "default": true, "description": "Whether questions are published as data, in files named `questions.json`." },
            })),
            "search": table(&json!({
                "enabled": { "type": "boolean", "default": true, "description": "Whether the site has a search, and a list of everything by letter." },
            })),
            "markdown": table(&json!({
                "html": { "enum": ["sanitize", "allow", "escape"], "default": "sanitize", "description": "What happens to HTML in articles." },
                "math": flag("Whether `$…$` is a formula."),
                "smart_punctuation": flag("Whether quotation marks and dashes become typographic."),
                "embed_hosts": list(&text("The name of a host."), "The hosts whose pages may be shown in frames."),
            })),
            "check": table(&levels()),
            "deploy": table(&json!({
                "branch": text("The branch that is published."),
                "remote": text("The git remote that it is pushed to."),
                "cname": text("The site's own domain."),
            })),
            "topics": { "type": "object", "additionalProperties": topic, "description": "Names and descriptions of topics, by slug." },
            "menu": list(&menu, "The menu on top of every page."),
            "theme_options": { "type": "object", "description": "Options of the theme." },
        },
    })
}

const LEVELS: &[&str] = &["error", "warning", "info", "off"];

/// Only warnings can be changed.
fn levels() -> Value {
    let level = |code: &Code| {
        let levels = if code.is_fixed() { &LEVELS[..1] } else { LEVELS };
        (code.name().to_owned(), json!({ "enum": levels, "description": code.rule().summary }))
    };
    let group = |code: &Code| {
        let description = format!("Every finding of the group {}.", code.group());
        (code.group().to_owned(), json!({ "enum": LEVELS, "description": description }))
    };
    Code::ALL.iter().map(group).chain(Code::ALL.iter().map(level)).collect::<Map<_, _>>().into()
}
