//! The JSON Schema of `questions.json`. A test holds what sites publish against it.

use serde_json::{Map, Value, json};

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn day(description: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": description })
}

fn moment(description: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": description })
}

/// An address, absolute if the site has a `base_url`.
fn address(description: &str) -> Value {
    json!({ "type": "string", "format": "uri-reference", "minLength": 1, "description": description })
}

/// A year, a month or a day.
fn partial_date(description: &str) -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "description": description })
}

fn list(items: &Value, description: &str) -> Value {
    json!({ "type": "array", "items": items, "description": description })
}

/// Keys may be added in the same version, so programs should ignore those that they do not know.
fn object(required: &[&str], description: &str, properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "description": description, "properties": properties })
}

/// Returns the schema.
pub(super) fn questions() -> Value {
    let site = json!({ "title": text("Its name."), "url": address("Its home page.") });
    json!({
        "type": "object",
        "required": ["version", "title", "url", "language", "site", "questions"],
        "properties": {
            "version": { "const": 1, "description": "The version of the format. It changes only when a key is removed or means something else." },
            "title": text("The name of the site or topic, or the title of the article."),
            "url": address("The page of the site, topic or article."),
            "language": language("The language of the title."),
            "site": object(&["title", "url"], "The site.", &site),
            "questions": list(&question(), "The questions: the explainers newest first, each in its own order."),
        },
    })
}

fn language(description: &str) -> Value {
    json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "description": description })
}

fn question() -> Value {
    let article = json!({
        "title": text("Its title."),
        "url": address("Its page."),
        "published": moment("When it was published."),
        "updated": moment("When it was last changed."),
    });
    let topic = json!({ "title": text("Its name."), "url": address("Its page.") });
    let properties = json!({
        "id": text("The anchor of the question on the page of its article."),
        "url": address("The question on that page."),
        "question": text("The question."),
        "state": { "enum": ["answered", "open"], "description": "Whether it has an answer." },
        "answer_html": text("The answer as HTML, with absolute addresses."),
        "answer_text": text("The answer as plain text, without marks of citations and notes."),
        "answer_language": language("The language of the answer, if it is not that of the question."),
        "excerpt": { "const": true, "description": "The answer is only the first paragraph of the section at `answered_at`." },
        "answered_at": address("Where the answer is from: another question, whose answer is repeated here, or a section, whose first paragraph is repeated here if it is on the same page."),
        "reason_html": text("What is not known, and what would settle it, as HTML."),
        "reason_text": text("The same as plain text."),
        "answered": day("The day on which it was answered as it is answered now."),
        "corrected": day("The day of the newest correction of the answer."),
        "checked": day("The day on which somebody last checked the answer, or looked for one."),
        "review_by": day("The day by which somebody will check it again."),
        "owner": text("Who sees to the answer."),
        "group": text("The heading under which its page lists it."),
        "language": language("The language of the question."),
        "article": object(&["title", "url"], "The article that has the question.", &article),
        "topics": list(&object(&["title", "url"], "A topic.", &topic), "The topics of the article; the first is the primary one."),
        "sources": list(&source(), "The sources that the answer or the reason cites, in the order of their marks."),
    });
    let mut question = object(
        &["id", "url", "question", "state", "language", "article"],
        "A question.",
        &properties,
    );
    let none_of = |keys: &[&str]| {
        let keys = keys.iter().map(|key| ((*key).to_owned(), Value::Bool(false)));
        json!({ "properties": keys.collect::<Map<_, _>>() })
    };
    question["if"] = json!({ "properties": { "state": { "const": "open" } } });
    question["then"] = none_of(&[
        "answer_html",
        "answer_text",
        "answer_language",
        "excerpt",
        "answered_at",
        "answered",
    ]);
    question["else"] = none_of(&["reason_html", "reason_text"]);
    question
}

fn source() -> Value {
    let properties = json!({
        "id": text("Its id; it is at `#src:` and this on the page."),
        "number": { "type": "integer", "minimum": 1, "description": "Its number in the marks of the HTML, and in the list of the page." },
        "title": text("Its title."),
        "url": { "type": "string", "format": "uri", "description": "Where it can be read." },
        "doi": text("Its DOI."),
        "authors": list(&text("A name."), "Who wrote it."),
        "publisher": text("Who published it."),
        "published": partial_date("When it was published."),
        "accessed": partial_date("When somebody saw that it says what it is cited for."),
        "archive_url": { "type": "string", "format": "uri", "description": "An archived copy." },
    });
    object(&["id", "number", "title"], "A source.", &properties)
}
