//! The elements of Atom (RFC 4287) that all feeds have.

use crate::escape;
use crate::render::parts::TopicName;

/// Returns the beginning of a feed in a language: its first line, and its outermost element.
pub(super) fn begun(lang: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    escape::html_into(lang, &mut out);
    out.push_str("\">\n");
    out
}

/// Writes an element with a text on its own line.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    escape::html_into(text, out);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

/// Writes the content or summary, which is HTML.
pub(super) fn html_element(name: &str, html: &str, out: &mut String) {
    for part in ["<", name, " type=\"html\">"] {
        out.push_str(part);
    }
    escape::html_into(html, out);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

pub(super) fn author(name: &str, out: &mut String) {
    out.push_str("<author><name>");
    escape::html_into(name, out);
    out.push_str("</name></author>\n");
}

pub(super) fn link(rel: &str, media_type: &str, address: &str, out: &mut String) {
    for part in ["<link rel=\"", rel, "\" type=\"", media_type, "\" href=\""] {
        out.push_str(part);
    }
    escape::html_into(address, out);
    out.push_str("\"/>\n");
}

/// Writes the topics of an entry.
pub(super) fn categories(topics: &[TopicName<'_>], out: &mut String) {
    for topic in topics {
        out.push_str("<category term=\"");
        escape::html_into(topic.slug, out);
        out.push_str("\" label=\"");
        escape::html_into(topic.name, out);
        out.push_str("\"/>\n");
    }
}
