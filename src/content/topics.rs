//! The topics of an article, as its front matter names them.

use crate::characters::{named, resembled};
use crate::content::article::ArticleTopic;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety, written};
use crate::node::Node;
use crate::node::decode::{Decoder, list, owned};
use crate::path::{check_slug, slugify};
use crate::span::line_start;

/// The maximum number of topics of an article: each of them gets a page of its own.
const MAX_TOPICS: usize = 50;

fn topic(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<ArticleTopic> {
    let name = owned(d, node)?;
    let slug = topic_slug(&name);
    if let Err(error) = check_slug(&slug) {
        d.report_with_hint(
            Code::SlugInvalid,
            node.span,
            format!("the topic `{name}` {error}"),
            "choose another name for the topic",
        );
        return None;
    }
    let inner = name.trim_matches(|c| matches!(resembled(c), Some(('"', _))));
    if inner.len() < name.len() && name.starts_with(|c| resembled(c).is_some()) {
        let mark = name.chars().next().map(named).unwrap_or_default();
        let message = format!("the name of this topic begins with {mark}");
        let finding = Diagnostic::new(Code::TopicSpelling, d.place(node.span), message)
            .hint(format!("write `{inner}`: readers see the marks, and YAML needs straight ones"));
        let fix = d.fix(node.span, &name, inner, Safety::Safe);
        d.findings.push(finding.fix(fix));
    }
    report_semicolon(d, node, &name);
    // Without its quotes, if it is written without escapes: only then can it be replaced.
    let span = written(d.text, node.span, &name).unwrap_or(node.span);
    Some(ArticleTopic { name, slug, span })
}

/// Reports a topic with a semicolon in its name: `[Heat; Water]`.
fn report_semicolon(d: &mut Decoder<'_>, node: &Node<'_>, name: &str) {
    // The one at the end of `&amp;` divides nothing.
    let is_divider = |(_, part): (usize, &str)| !part.contains('&');
    let mut parts = name.split(';').enumerate();
    if !name.contains(';') || !parts.all(is_divider) {
        return;
    }
    let start = node.span.start as usize;
    let line = d.text.get(line_start(d.text, start)..start).unwrap_or_default();
    let is_item = line.trim() == "-";
    let divider = if is_item { format!("\n{line}") } else { ", ".to_owned() };
    let names: Vec<&str> = name.split(';').map(str::trim).filter(|it| !it.is_empty()).collect();
    let message = format!("the semicolon makes one topic of `{name}`");
    let hint = if is_item {
        "write each topic on a line of its own, with `- ` before it".to_owned()
    } else {
        format!("write commas: `{}`", names.join(", "))
    };
    let plain = written(d.text, node.span, name).filter(|span| *span == node.span);
    let fix = plain.map(|span| {
        let edits = vec![Edit { path: d.path.clone(), span, text: names.join(&divider) }];
        Fix { title: "divide the topics".to_owned(), edits, safety: Safety::Unsafe }
    });
    let finding = Diagnostic::new(Code::TopicSpelling, d.place(node.span), message);
    d.findings.push(finding.hint(hint).fix(fix));
}

/// Returns the slug of a topic. The signs that tell C, C++ and C# apart are written out.
fn topic_slug(name: &str) -> String {
    if !name.contains(['+', '#']) {
        return slugify(name);
    }
    slugify(&name.replace('+', " plus").replace('#', " sharp"))
}

/// Reads the topics of an article, each once, however it is spelled. Two that have one address although they are not the
/// same are a finding: only the first of them would be seen.
pub(super) fn topics(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Vec<ArticleTopic>> {
    let all = list(d, node, topic)?;
    let mut topics: Vec<ArticleTopic> = Vec::with_capacity(all.len());
    for topic in all {
        let Some(first) = topics.iter().find(|first| first.slug == topic.slug) else {
            topics.push(topic);
            continue;
        };
        let spelled = |name: &str| name.to_lowercase().replace([' ', '-'], "");
        if spelled(&first.name) != spelled(&topic.name) {
            let message = format!("the topic `{}` has the address of `{}`", topic.name, first.name);
            let finding = Diagnostic::new(Code::TopicSpelling, d.place(topic.span), message)
                .related(d.place(first.span), "the other topic")
                .hint("remove one of them, or give it a name with other letters or digits");
            d.findings.push(finding);
        }
    }
    if let Some(first) = topics.get(MAX_TOPICS) {
        let message = format!(
            "an article can have at most {MAX_TOPICS} topics; this one has {}",
            topics.len()
        );
        let hint = "keep only what the article is about: each topic gets a page of its own";
        d.report_with_hint(Code::FieldInvalid, first.span, message, hint);
        topics.truncate(MAX_TOPICS);
    }
    Some(topics)
}
