//! The front matter of an article, key by key.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::address::{alias, slug, template};
use crate::content::article::{Article, ArticleKind, Author};
use crate::content::body::Body;
use crate::content::date::{day, last_day, past_day, past_moment};
use crate::content::dated_name::report_dated_name;
use crate::content::fragment::InlineFragment;
use crate::content::gaps::{Gaps, Mentions};
use crate::content::link::LinkPurpose;
use crate::content::markdown::{MarkdownReader, References};
use crate::content::numbers::LinkId;
use crate::content::parsed::{Parsed, PartialArticle};
use crate::content::question::Question;
use crate::content::role::{is_in_drafts, is_markdown_ending};
use crate::content::topics::topics;
use crate::content::unedited::unedited;
use crate::content::update::{check_order, inline, newest};
use crate::content::words::{WordList, WordPlace};
use crate::content::{allowance, foreign_keys, question, source, source_keys, update};
use crate::diagnostic::Code;
use crate::digest::Digested;
use crate::node::decode::{
    Decoder, Foreign, MapReader, boolean, is_text, list, owned, scalar_text,
};
use crate::node::{Key, Node, NodeKind};
use crate::path::slugify;
use crate::span::{Span, Spanned};

/// What other tools have in front matter, and where the rest of it goes.
const FOREIGN: Foreign = Foreign {
    translate: foreign_keys::translated,
    without_counterpart: foreign_keys::WITHOUT_COUNTERPART,
    rest: "extra",
};

/// The lists whose items have keys of their own.
const INNER: &[(&str, &[&str])] =
    &[("sources", source_keys::KEYS), ("insights", question::KEYS), ("updates", update::KEYS)];

/// Reads an article: its front matter, then its body, which begins at byte `base` of the file.
#[expect(clippy::too_many_lines, reason = "one line a key, in the order of the guide")]
pub(crate) fn read(
    d: &mut Decoder<'_>,
    mut markdown: MarkdownReader<'_>,
    root: &Node<'_>,
    (body, base): (&str, usize),
) -> Parsed {
    let kind = ArticleKind::of(d.path);
    let reader = &mut markdown;
    let nothing = Node { span: root.shown_span(), kind: NodeKind::Mapping(lost(root)) };
    let mut table = MapReader::new(d, root, "`key: value` lines")
        .or_else(|| MapReader::new(d, &nothing, "`key: value` lines"))
        .expect("a map is a map")
        .with_aliases(foreign_keys::ALIASES)
        .with_inner(INNER)
        .with_foreign(&FOREIGN);
    if let Some(lang) = table.peek("lang").and_then(scalar_text) {
        reader.speak(lang);
    }
    let title_span = table.node("title").map_or(table.span(), |title| title.span);
    let title =
        table.required(d, "title", "\"The title of the article\"", |d, node| reader.text(d, node));
    let standfirst = table.optional(d, "standfirst", |d, node| inline(d, reader, node));
    let summary = table
        .optional(d, "summary", |d, node| list(d, node, |d, item| inline(d, reader, item)))
        .unwrap_or_default();
    let summary_by = table.optional(d, "summary_by", |d, node| reader.text(d, node));
    let mut past_days = Vec::new();
    let date = table.optional(d, "date", |d, node| past_moment(d, node, &mut past_days));
    let updated_node = table.node("updated");
    let updated = updated_node.and_then(|node| past_moment(d, node, &mut past_days));
    let as_of = table.optional(d, "as_of", |d, node| past_day(d, node, &mut past_days));
    let review_by = table.optional(d, "review_by", day);
    let authors = table.optional(d, "authors", |d, node| list(d, node, author)).unwrap_or_default();
    let topics = table.optional(d, "topics", topics).unwrap_or_default();
    let slug = table.optional(d, "slug", slug);
    let aliases = table.optional(d, "aliases", |d, node| list(d, node, alias)).unwrap_or_default();
    let superseded_by = table.optional(d, "superseded_by", |d, node| {
        article_link(d, reader, node, LinkPurpose::Supersedes)
    });
    let draft = table.optional(d, "draft", boolean).unwrap_or(false) || is_in_drafts(d.path);
    let publish_on = table.optional(d, "publish_on", day);
    let expires = table.optional(d, "expires", |d, node| last_day(d, node, publish_on));
    let insights = table.node("insights");
    let mut questions = insights
        .and_then(|node| questions(d, reader, node, (kind, &mut past_days)))
        .unwrap_or_default();
    let sources =
        table.optional(d, "sources", |d, node| Some(source::read_all(d, node))).unwrap_or_default();
    let mut updates = table
        .optional(d, "updates", |d, node| {
            update::list_of(d, node)?;
            list(d, node, |d, item| update::read(d, reader, item, &mut past_days))
        })
        .unwrap_or_default();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date));
    let related = table
        .optional(d, "related", |d, node| {
            list(d, node, |d, item| article_link(d, reader, item, LinkPurpose::Related))
        })
        .unwrap_or_default();
    let image = table.optional(d, "image", |d, node| card(d, reader, node));
    let image_alt = table.optional(d, "image_alt", |d, node| reader.text(d, node));
    let lang = table.optional(d, "lang", crate::config::language_tag);
    let template = table.optional(d, "template", template);
    let mut allowed =
        table.optional(d, "allow", |d, node| list(d, node, allowance::read)).unwrap_or_default();
    let extra = table.optional(d, "extra", extra).unwrap_or_else(|| serde_json::json!({}));
    let is_dated = table.has("date") || table.misnamed("date").next().is_some();
    let mut gaps = gaps(d, &mut table, &sources, slug.is_some());
    gaps.questions |= insights.is_some_and(|node| !is_list_of(node, questions.len()));
    table.finish(d);
    check_order(d, updated_node, updated.as_ref(), date.as_ref(), &updates);
    let updated = updated.or_else(|| newest(date.as_ref(), &updates));
    if !draft {
        unedited(d, root, (body, base));
    }
    if !is_dated && kind == ArticleKind::Explainer {
        report_dated_name(d, title_span, slug.is_some());
    }
    // The body comes last: questions get their anchors before headings.
    let mut body = reader.body(d, body, base);
    let asked = body.take_questions();
    reader.show_questions(&asked, body.question_sections());
    if let Some(first) = asked.first() {
        report_plain_page(d, kind, first.span);
    }
    for asked in asked {
        let below = reader.answer(&body, &asked.answer, questions.len());
        questions.push(question::of_text(d, reader, (asked, below), &mut past_days));
    }
    update::check_questions(d, &mut updates, &questions);
    let body = reader.lower_body(body);
    if let Some(title) = &title {
        report_title_twice(d, title, &body);
    }
    let words = words(reader, (&title, &standfirst, &summary), &questions);
    let References { notes, anchors, links, citations, unmarked, named, allowed: in_text } =
        markdown.finish(d);
    gaps.named = named;
    allowed.extend(in_text);
    // What could not be read of the questions may cite anything.
    gaps.cited = if gaps.questions { Mentions::Anything } else { miscited(d) };
    let whole = title.is_some();
    let article = Article {
        path: d.path.clone(),
        kind,
        title: title.unwrap_or_else(|| d.path.to_string()),
        title_span,
        standfirst,
        summary,
        summary_by,
        date,
        updated,
        as_of,
        review_by,
        past_days,
        authors,
        topics,
        slug,
        aliases,
        superseded_by,
        draft,
        publish_on,
        expires,
        hold: None,
        questions,
        sources: sources.sources,
        gaps,
        updates,
        related,
        image,
        image_alt,
        lang,
        template,
        allowed,
        extra,
        body,
        notes,
        anchors,
        links,
        citations,
        unmarked,
        words,
    };
    let article = Arc::new(Digested::new(article));
    if whole { Parsed::Whole(article) } else { Parsed::Partial(PartialArticle(article)) }
}

/// Returns all words of the article, once its texts were read.
fn words(
    reader: &mut MarkdownReader<'_>,
    (title, standfirst, summary): (&Option<String>, &Option<InlineFragment>, &[InlineFragment]),
    questions: &[Question],
) -> WordList {
    reader.collect(title.as_deref().unwrap_or_default(), WordPlace::Title);
    for line in standfirst.iter().chain(summary) {
        reader.collect(&line.text, WordPlace::Summary);
    }
    for (n, question) in questions.iter().enumerate() {
        reader.collect(&question.text, WordPlace::Question(n));
    }
    reader.take_words()
}

/// Returns a line that may hold any key, for front matter of which nothing could be read.
fn lost<'t>(root: &Node<'t>) -> Vec<(Key<'t>, Node<'t>)> {
    let text = match &root.kind {
        NodeKind::Broken(text) => text.clone(),
        _ => Cow::Borrowed(""),
    };
    let key = Key { text: Cow::Borrowed(""), span: root.span };
    vec![(key, Node { span: root.span, kind: NodeKind::Broken(text) })]
}

/// Returns the sources that unreadable citations may mean.
fn miscited(d: &Decoder<'_>) -> Mentions {
    let mut cited = Mentions::default();
    for code in [Code::CitationMalformed, Code::CitationMisplaced] {
        if !d.findings.has_room(code) {
            return Mentions::Anything;
        }
        let found = d.findings.iter().filter(|finding| finding.code == code);
        for span in found.filter_map(|finding| finding.place.span) {
            cited.add(span.slice(d.text));
        }
    }
    cited
}

/// Whether a node is a list with this number of items.
fn is_list_of(node: &Node<'_>, count: usize) -> bool {
    matches!(&node.kind, NodeKind::Sequence(items) if items.len() == count)
}

/// Returns what could not be read of the front matter, once all of its keys were asked for.
fn gaps(
    d: &Decoder<'_>,
    table: &mut MapReader<'_, '_>,
    sources: &source::SourceList,
    has_slug: bool,
) -> Gaps {
    let mut gaps = Gaps {
        sources: sources.faulty.then(|| sources.unread.clone()),
        slug: !has_slug && table.node("slug").is_some(),
        ..Gaps::default()
    };
    for node in table.lost_lines() {
        gaps.sources.get_or_insert_default().add_node(node);
        gaps.questions = true;
        gaps.addresses_in(node);
    }
    for node in table.misnamed("sources") {
        gaps.sources.get_or_insert_default().add_node(node);
    }
    gaps.questions |= table.misnamed("insights").next().is_some();
    for node in table.misnamed("slug").chain(table.misnamed("aliases")) {
        gaps.addresses_in(node);
    }
    let refused = d.findings.iter().filter(|finding| {
        matches!(finding.code, Code::SlugInvalid | Code::PathOutside | Code::FieldWrongType)
    });
    for span in refused.filter_map(|finding| finding.place.span) {
        gaps.address(span.slice(d.text).trim_matches(['"', '\'']));
    }
    gaps
}

/// Reports questions of a plain page.
fn report_plain_page(d: &mut Decoder<'_>, kind: ArticleKind, span: Span) {
    if kind != ArticleKind::Explainer {
        d.report_with_hint(
            Code::FieldInvalid,
            span,
            "a plain page has no questions",
            "move the file out of `_pages/` to make it an explainer, or remove the questions",
        );
    }
}

fn questions(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
    (kind, past_days): (ArticleKind, &mut Vec<Spanned<Date>>),
) -> Option<Vec<Question>> {
    report_plain_page(d, kind, node.shown_span());
    let mut number = 0;
    let questions = list(d, node, |d, item| {
        reader.enter(WordPlace::Answer(number));
        let question = question::read(d, reader, item, past_days)?;
        number += 1;
        Some(question)
    });
    reader.enter(WordPlace::Text);
    questions
}

/// The endings of the pictures that networks show beside a link; of anything else, they show nothing.
const SHOWN: &[&str] = &["jpg", "jpeg", "png", "webp", "gif"];

/// Reads the picture of social cards.
fn card(d: &mut Decoder<'_>, reader: &mut MarkdownReader<'_>, node: &Node<'_>) -> Option<LinkId> {
    let path = owned(d, node)?;
    let file = path.split(['?', '#']).next().unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| !SHOWN.contains(&&*ending)) {
        let message = format!("`{name}` is not a picture that social networks show");
        let hint = "write a JPEG, PNG, WebP or GIF, best 1200 pixels wide; without one, links have no picture";
        d.report_with_hint(Code::ImageCard, node.span, message, hint);
        // The article refers to the file all the same.
        reader.gathered.link(d, &path, node.span, LinkPurpose::Card);
        return None;
    }
    Some(reader.gathered.link(d, &path, node.span, LinkPurpose::Card))
}

fn author(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Author> {
    if is_text(node) {
        let name = owned(d, node)?;
        if let Some((by, rest)) = name.split_once(' ')
            && matches!(by, "By" | "by")
        {
            let message = "`By` is no part of a name: the page writes it";
            let hint = format!("write `{}`", rest.trim());
            d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
        }
        return Some(Author { name, role: None, url: None });
    }
    let mut table = MapReader::new(d, node, "an author (a name, or `name: …`)")?;
    let name = table.required(d, "name", "\"Ada Lovelace\"", owned);
    let role = table.optional(d, "role", owned);
    let url = table.optional(d, "url", source::external);
    table.finish(d);
    Some(Author { name: name?, role, url })
}

/// Reports a text that begins with its title.
fn report_title_twice(d: &mut Decoder<'_>, title: &str, body: &Body) {
    let Some(heading) = body.headings.first() else { return };
    let same = slugify(title);
    let before = d.text.get(..heading.span.start as usize).unwrap_or_default().trim_end();
    // Nothing stands between the front matter and the heading.
    if same.is_empty() || slugify(&heading.text) != same || !before.ends_with("\n---") {
        return;
    }
    let message = "this heading repeats the title, which the page shows above it";
    d.report_with_hint(Code::TextTitleTwice, heading.span, message, "remove this line");
}

fn article_link(
    d: &mut Decoder<'_>,
    reader: &mut MarkdownReader<'_>,
    node: &Node<'_>,
    purpose: LinkPurpose,
) -> Option<LinkId> {
    let path = owned(d, node)?;
    let file = path.split('#').next().unwrap_or("");
    if !file.rsplit_once('.').is_some_and(|(_, ending)| is_markdown_ending(ending)) {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{path}` is not the file of an article"),
            "write the path of its `.md` file, relative to this one",
        );
        return None;
    }
    Some(reader.gathered.link(d, &path, node.span, purpose))
}

fn extra(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<serde_json::Value> {
    if !matches!(node.kind, NodeKind::Mapping(_)) {
        d.wrong_type(
            node,
            "`key: value` lines",
            Some("write keys and values below `extra:`".into()),
        );
        return None;
    }
    Some(node.to_json())
}
