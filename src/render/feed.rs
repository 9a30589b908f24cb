//! Atom (RFC 4287) and JSON Feed (version 1.1). The site's feeds hold whole articles with absolute addresses; a topic's
//! feeds hold standfirsts and key points.

use serde::Serialize;

use crate::content::{Article, Moment};
use crate::escape::{self, html};
use crate::path::encode_path;
use crate::render::atom::{self, categories, element, html_element, link};
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::{FeedParts, ListedPage, TopicName};
use crate::render::renderer::Renderer;
use crate::render::sources::source_view;
use crate::site::{FeedFormat, Generated, Page, PageNumber};
use crate::theme::Words;

/// What a feed says about itself.
struct FeedHead<'a> {
    /// The page whose articles it lists.
    home: String,
    /// Its own address.
    address: String,
    title: String,
    description: Option<&'a str>,
    /// Whether it holds whole articles.
    is_whole: bool,
}

impl Renderer<'_> {
    /// A feed of the site or of a topic.
    pub(super) fn feed(&self, parts: &FeedParts<'_>) -> String {
        let FeedParts { format, topic, entries } = parts;
        let head = match topic {
            Some((TopicName { slug, name }, description)) => FeedHead {
                home: self.absolute(&Generated::Topic(*slug, PageNumber::FIRST).route()),
                address: self.absolute(&Generated::TopicFeed(*slug, *format).route()),
                title: format!("{name} · {}", self.config.title),
                description: *description,
                is_whole: false,
            },
            None => FeedHead {
                home: self.absolute(&Generated::Home(PageNumber::FIRST).route()),
                address: self.absolute(&Generated::Feed(*format).route()),
                title: self.config.title.clone(),
                description: self.config.description.as_deref(),
                is_whole: true,
            },
        };
        match format {
            FeedFormat::Atom => self.atom(&head, entries),
            FeedFormat::Json => self.json_feed(&head, entries),
        }
    }

    fn atom(&self, head: &FeedHead<'_>, entries: &[ListedPage<'_>]) -> String {
        let zone = &self.config.time_zone;
        let updated = entries
            .iter()
            .filter_map(|shown| updated(&shown.page.article))
            .max_by_key(|date| date.instant(zone));
        let mut out = atom::begun(&self.config.language);
        element("id", &head.home, &mut out);
        element("title", &head.title, &mut out);
        if let Some(subtitle) = head.description {
            element("subtitle", subtitle, &mut out);
        }
        link("alternate", "text/html", &head.home, &mut out);
        link("self", FeedFormat::Atom.media_type(), &head.address, &mut out);
        if let Some(updated) = updated {
            element("updated", &updated.rfc3339(zone), &mut out);
        }
        atom::author(self.config.author.as_ref().unwrap_or(&self.config.title), &mut out);
        out.push_str(concat!(
            "<generator version=\"",
            env!("CARGO_PKG_VERSION"),
            "\">nutgraf</generator>\n"
        ));
        for shown in entries {
            self.atom_entry(shown, head.is_whole, &mut out);
        }
        out.push_str("</feed>\n");
        out
    }

    fn atom_entry(&self, shown: &ListedPage<'_>, whole: bool, out: &mut String) {
        let zone = &self.config.time_zone;
        let page = shown.page;
        let article = &page.article;
        let address = self.absolute(&page.route);
        out.push_str("<entry");
        if let Some(lang) = article.lang.as_ref().filter(|lang| **lang != self.config.language) {
            out.push_str(" xml:lang=\"");
            escape::html_into(lang, out);
            out.push('"');
        }
        out.push_str(">\n");
        element("id", &address, out);
        element("title", &article.title, out);
        link("alternate", "text/html", &address, out);
        for (name, moment) in [("published", article.date.as_ref()), ("updated", updated(article))]
        {
            element(name, &moment.expect(DATED).rfc3339(zone), out);
        }
        for name in self.author_names(&article.authors) {
            atom::author(&name, out);
        }
        categories(&shown.topics, out);
        let description = article.description();
        if whole {
            if !description.is_empty() {
                element("summary", &description, out);
            }
            html_element("content", &self.content(page, true), out);
        } else {
            html_element("summary", &self.content(page, false), out);
        }
        out.push_str("</entry>\n");
    }

    /// An article for readers outside its page: all of it, or its standfirst and key points.
    fn content(&self, page: &Page, whole: bool) -> String {
        let article = &page.article;
        let words = self.words(self.lang(article));
        let notes = Notes::of(article);
        let filler =
            Filler { renderer: self, page, words: &words, notes: &notes, audience: Audience::Feed };
        let mut out = String::new();
        if let Some(standfirst) = &article.standfirst {
            out.push_str("<p><strong>");
            filler.html_into(&standfirst.fragment, &mut out);
            out.push_str("</strong></p>\n");
        } else if !whole {
            element("p", &article.description(), &mut out);
        }
        if !article.summary.is_empty() {
            out.push_str("<ul>\n");
            for point in &article.summary {
                out.push_str("<li>");
                filler.html_into(&point.fragment, &mut out);
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
        }
        if !whole {
            return out;
        }
        filler.html_into(&article.body.fragment, &mut out);
        let address = html(&self.absolute(&page.route));
        for (answered, key) in [(true, "questions_title"), (false, "open_title")] {
            let mut questions = article
                .questions
                .iter()
                .filter(|question| question.is_answered() == answered)
                .peekable();
            if questions.peek().is_some() {
                heading(&words, key, &mut out);
            }
            for question in questions {
                out.push_str("<h3><a href=\"");
                out.push_str(&address);
                out.push('#');
                out.push_str(&encode_path(&question.anchor));
                out.push_str("\">");
                escape::html_into(&question.text, &mut out);
                out.push_str("</a></h3>\n");
                let borrowed = || page.borrowed_by(question).map(|it| &it.answer);
                if let Some(fragment) = question.fragment().or_else(borrowed) {
                    filler.html_into(fragment, &mut out);
                }
            }
        }
        source_list(page, &words, &mut out);
        out
    }

    fn json_feed(&self, head: &FeedHead<'_>, entries: &[ListedPage<'_>]) -> String {
        let zone = &self.config.time_zone;
        let items = entries
            .iter()
            .map(|shown| {
                let page = shown.page;
                let article = &page.article;
                let address = self.absolute(&page.route);
                let names = self.author_names(&article.authors);
                let fallback = || vec![JsonAuthor { name: self.config.title.clone() }];
                JsonItem {
                    id: address.clone(),
                    url: address,
                    title: article.title.clone(),
                    summary: Some(article.description()).filter(|text| !text.is_empty()),
                    content_html: self.content(page, head.is_whole),
                    date_published: article.date.as_ref().expect(DATED).rfc3339(zone),
                    date_modified: updated(article).expect(DATED).rfc3339(zone),
                    authors: if names.is_empty() {
                        fallback()
                    } else {
                        names.into_iter().map(|name| JsonAuthor { name }).collect()
                    },
                    tags: shown.topics.iter().map(|topic| topic.name.to_owned()).collect(),
                    language: article.lang.clone(),
                }
            })
            .collect();
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: head.title.clone(),
            feed_url: head.address.clone(),
            home_page_url: head.home.clone(),
            description: head.description.map(str::to_owned),
            language: self.config.language.clone(),
            items,
        };
        let mut text = escape::json(&feed).expect("a feed is plain data");
        text.push('\n');
        text
    }
}

/// Writes the cited sources, in the order of the numbers in the text: a mark means nothing to whom it leads nowhere.
fn source_list(page: &Page, words: &Words, out: &mut String) {
    let cited = page.bibliography.entries.iter().take(page.bibliography.cited);
    let mut cited = cited.map(|entry| source_view(&entry.source.source, words)).peekable();
    if cited.peek().is_none() {
        return;
    }
    heading(words, "sources_title", out);
    out.push_str("<ol>\n");
    let comma = html(words.word("comma"));
    for source in cited {
        out.push_str("<li>");
        if let Some(author) = &source.author {
            escape::html_into(author, out);
            out.push_str(&comma);
            out.push(' ');
        }
        out.push_str("<cite>");
        linked(source.url.as_deref(), &source.title, out);
        out.push_str("</cite>");
        let published = source.published.map(|date| date.text);
        for part in [source.publisher, published].into_iter().flatten() {
            out.push_str(&comma);
            out.push(' ');
            escape::html_into(&part, out);
        }
        if let Some(archive) = &source.archive_url {
            out.push_str(&comma);
            out.push(' ');
            linked(Some(archive), words.word("source_archive"), out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// Writes one of the theme's words as a heading.
fn heading(words: &Words, key: &str, out: &mut String) {
    for part in ["<h2>", &words.marked(words.word(key)), "</h2>\n"] {
        out.push_str(part);
    }
}

/// Writes a text, with a link if there is an address.
fn linked(address: Option<&str>, text: &str, out: &mut String) {
    if let Some(address) = address {
        out.push_str("<a href=\"");
        escape::html_into(address, out);
        out.push_str("\">");
    }
    escape::html_into(text, out);
    if address.is_some() {
        out.push_str("</a>");
    }
}

/// Why an entry has a date.
const DATED: &str = "only dated explainers are gathered for a feed";

/// Returns when an entry was last changed: never before it was published.
fn updated(article: &Article) -> Option<&Moment> {
    article.updated.as_ref().or(article.date.as_ref())
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    language: String,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    content_html: String,
    date_published: String,
    date_modified: String,
    authors: Vec<JsonAuthor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}
