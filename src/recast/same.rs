//! Compares what two files say. Where a file was read in another order, its links, citations and notes have other numbers;
//! so each number is replaced with what it stands for, and places in the file with nothing.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::content::{Article, PlaceholderKind};
use crate::recast::refusal::Refusal;

/// The tables of an article to which numbers refer.
struct Tables {
    links: Vec<Value>,
    citations: Vec<Value>,
    notes: Vec<Value>,
}

/// Says what differs in two articles, if readers could see a difference.
pub(super) fn difference(old: &Article, new: &Article) -> Option<Refusal> {
    let (old, new) = (view(old), view(new));
    if old == new {
        return None;
    }
    let questions = |value: &Value| value["questions"].as_array().cloned().unwrap_or_default();
    let (before, after) = (questions(&old), questions(&new));
    if before.len() != after.len() {
        let message = format!(
            "there would be {} questions there, and there are {}",
            after.len(),
            before.len()
        );
        return Some(Refusal::new(message, CUT));
    }
    let changed = before.iter().zip(&after).find(|(before, after)| before != after);
    if let Some((before, after)) = changed {
        let words = before["text"].as_str().unwrap_or_default();
        let keys = before.as_object().map(|keys| keys.keys().map(String::as_str));
        let mut keys = ["text", "form"].into_iter().chain(keys.into_iter().flatten());
        let part = keys.find(|key| before[*key] != after[*key]);
        let (what, hint) = match part {
            Some("text") => ("its words", WORDS),
            Some("anchor") => ("its address", "give it an `id`"),
            Some("form" | "plain") => ("its answer", CUT),
            Some(key) => (key, "write this part by hand"),
            None => ("something", "move it by hand"),
        };
        let message = format!("`{words}` would not be the same there: {what} would change");
        return Some(Refusal::new(message, hint));
    }
    let (message, hint) = if old["notes"] != new["notes"] {
        ("the footnotes would not be the same", NOTES)
    } else if old["anchors"] != new["anchors"] {
        (
            "a heading in an answer would have another address",
            "an answer in the front matter has no `{#id}`: remove it",
        )
    } else {
        ("the text around the questions would not be the same", CUT)
    };
    Some(Refusal::new(message, hint))
}

/// Whether two articles say the same, but for the form of one question, by its number, and what that form refers to.
pub(super) fn differs_only_in_form(old: &Article, new: &Article, number: usize) -> bool {
    let [old, new] = [old, new].map(|article| {
        let mut value = view(article);
        let question = value.get_mut("questions").and_then(|all| all.get_mut(number));
        if let Some(question) = question.and_then(Value::as_object_mut) {
            // Its answer, and the same as plain text.
            question.remove("form");
            question.remove("plain");
        }
        if let Some(keys) = value.as_object_mut() {
            keys.retain(|key, _| !matches!(key.as_str(), "links" | "cited"));
        }
        value
    });
    old == new
}

const CUT: &str = "look for code or an element that is not closed, a link whose address is defined elsewhere, or a heading with `{#id}`";
const WORDS: &str = "write the question in plain words, on one line";
const NOTES: &str = "a note that is used here and elsewhere is numbered by where it is used first: use it in one of them";

/// Returns an article as values in which no number and no place is left.
fn view(article: &Article) -> Value {
    let sources: Vec<Value> = article.sources.iter().map(|source| to_json(&***source)).collect();
    // The digest beside each source is no number that JSON has.
    let mut value = to_json(&Article { sources: Vec::new(), ..article.clone() });
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut tables = Tables { links: Vec::new(), citations: Vec::new(), notes: Vec::new() };
    tables.links = list(&value, "links")
        .iter()
        .map(|link| json!({ "target": link["target"], "purpose": link["purpose"] }))
        .collect();
    tables.citations = list(&value, "citations").into_iter().map(placeless).collect();
    tables.notes = article.note_ids().into_iter().map(Value::from).collect();
    let keys = value.as_object_mut().expect("an article has keys");
    keys.insert("sources".to_owned(), sources.into());
    for key in ["related", "image", "superseded_by"] {
        if let Some(numbers) = keys.get_mut(key) {
            *numbers = linked(numbers, &tables);
        }
    }
    let used: Vec<Value> = cited(article).map(|n| entry(&tables.citations, n)).collect();
    keys.insert("cited".to_owned(), used.into());
    for key in ["citations", "title_span"] {
        keys.remove(key);
    }
    keys.insert("links".to_owned(), tables.links.clone().into());
    // Notes are found by their ids, whatever their order.
    let notes = keys.remove("notes").and_then(|notes| notes.as_array().cloned());
    let notes = notes.unwrap_or_default().into_iter().zip(&tables.notes);
    let by_id: Map<String, Value> =
        notes.map(|(note, id)| (id.as_str().unwrap_or_default().to_owned(), note)).collect();
    keys.insert("notes".to_owned(), by_id.into());
    let mut value = resolved(value, &tables);
    for key in ["links", "past_days", "allowed", "unmarked"] {
        if let Some(items) = value[key].as_array_mut() {
            items.sort_by_key(Value::to_string);
        }
    }
    value
}

fn to_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what is cached can be JSON, unless it has a digest")
}

/// Returns the citations of an article in the order in which readers meet them.
fn cited(article: &Article) -> impl Iterator<Item = usize> + '_ {
    article.fragments().flat_map(|fragment| {
        fragment.placeholders.iter().filter_map(|placeholder| match &placeholder.kind {
            PlaceholderKind::Citation(number, _) => Some(number.0),
            _ => None,
        })
    })
}

fn entry(table: &[Value], number: usize) -> Value {
    table.get(number).cloned().unwrap_or_default()
}

/// Returns the links that a number or a list of numbers stands for.
fn linked(numbers: &Value, tables: &Tables) -> Value {
    match numbers {
        Value::Array(numbers) => numbers.iter().map(|number| linked(number, tables)).collect(),
        number => index(number).map_or_else(|| number.clone(), |n| entry(&tables.links, n)),
    }
}

fn index(number: &Value) -> Option<usize> {
    number.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// Returns a value without the places in it.
fn placeless(value: Value) -> Value {
    let none = Tables { links: Vec::new(), citations: Vec::new(), notes: Vec::new() };
    resolved(value, &none)
}

fn resolved(value: Value, tables: &Tables) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(|item| resolved(item, tables)).collect(),
        Value::Object(keys) if is_span(&keys) => Value::Null,
        Value::Object(keys) => {
            let entries = keys.into_iter().map(|(key, value)| {
                let number = index(&value);
                let value = match (key.as_str(), number) {
                    ("Url" | "Size" | "See", Some(n)) => entry(&tables.links, n),
                    ("note", Some(n)) => entry(&tables.notes, n),
                    ("Citation", None) => match value.as_array().map(Vec::as_slice) {
                        Some([number, setting]) => {
                            let n = index(number).unwrap_or(usize::MAX);
                            json!([entry(&tables.citations, n), setting])
                        }
                        _ => value,
                    },
                    _ => resolved(value, tables),
                };
                (key, value)
            });
            Value::Object(entries.collect())
        }
        other => other,
    }
}

/// Whether these are the keys of a place in a file.
fn is_span(keys: &Map<String, Value>) -> bool {
    keys.len() == 2 && ["start", "end"].iter().all(|key| keys.get(*key).is_some_and(Value::is_u64))
}
