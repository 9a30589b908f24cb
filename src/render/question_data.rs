//! `questions.json`: the questions of an article, of a topic or of the site, for programs. The format is a public
//! interface: the guide describes it, and `nutgraf schema questions` prints its schema. A question is the same text in
//! each file that has it, so it is written once.

use std::sync::OnceLock;

use serde::Serialize;

use crate::content::{Fragment, Question, QuestionForm};
use crate::escape;
use crate::path::{Route, encode_path};
use crate::render::address::{href, joined};
use crate::render::gather::{Gatherer, topic_name};
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::{Asked, AskedPage, ListedPage, QuestionDataParts};
use crate::render::renderer::Renderer;
use crate::site::{Borrowed, EntryId, Generated, Page, PageId, PageNumber, Target, TopicId};

/// The version of the format. What is added to it does not change it: a program leaves alone what it does not know.
const VERSION: u8 = 1;

impl<'s> Gatherer<'s> {
    /// Knows also where the questions of each page are kept once they are written as data.
    #[must_use]
    pub fn with_written(mut self, written: &'s [OnceLock<String>]) -> Self {
        self.written = written;
        self
    }

    /// Returns the questions of an article.
    pub(super) fn questions_of_page(&self, id: PageId) -> QuestionDataParts<'s> {
        QuestionDataParts { of: Asked::Article, pages: vec![self.asked_page(id)] }
    }

    /// Returns the questions of a topic, or of the site, in the order of its list.
    pub(super) fn questions_of(&self, topic: Option<TopicId>) -> QuestionDataParts<'s> {
        let has_any = |id: &PageId| !self.site.page(*id).article.questions.is_empty();
        let asked = |id: PageId| self.asked_page(id);
        let Some(topic) = topic.map(|topic| self.site.topic(topic)) else {
            let explainers = self.site.explainers().map(|(id, _)| id);
            let pages = explainers.filter(has_any).map(asked).collect();
            return QuestionDataParts { of: Asked::Site, pages };
        };
        let pages = topic.pages.iter().copied().filter(has_any).map(asked).collect();
        QuestionDataParts { of: Asked::Topic(topic_name(topic)), pages }
    }

    /// Returns the address of the questions of a topic, if there is such a file.
    pub(super) fn topic_data_at(&self, id: TopicId) -> Option<String> {
        let mut pages = self.site.topic(id).pages.iter();
        let is_asked = pages.any(|id| !self.site.page(*id).article.questions.is_empty());
        let route = self.site.route_of(Generated::QuestionData(Some(id)));
        (is_asked && self.config.questions_json).then(|| href(self.config, &route))
    }

    fn asked_page(&self, id: PageId) -> AskedPage<'s> {
        AskedPage { shown: self.shown(self.site.page(id)), written: self.written.get(id.0) }
    }
}

impl Renderer<'_> {
    /// Returns a file of questions. Each is on a line of its own.
    pub(super) fn question_data(&self, parts: &QuestionDataParts<'_>) -> String {
        let home = self.absolute(&Route::home());
        let site = Named { title: &self.config.title, url: home.clone() };
        let (title, url, language) = match (&parts.of, parts.pages.as_slice()) {
            (Asked::Article, [AskedPage { shown: ListedPage { page, .. }, .. }]) => {
                (&*page.article.title, self.absolute(&page.route), self.lang(&page.article))
            }
            (Asked::Topic(topic), _) => {
                (topic.name, self.topic_url(topic.slug), &*self.config.language)
            }
            (Asked::Site | Asked::Article, _) => {
                (&*self.config.title, home, &*self.config.language)
            }
        };
        let head = Head { version: VERSION, title, url, language, site };
        let mut out = json(&head);
        let ended = out.pop();
        debug_assert_eq!(ended, Some('}'), "a head is an object");
        out.push_str(",\"questions\":[");
        let mut separator = "\n";
        for asked in &parts.pages {
            out.push_str(separator);
            match asked.written {
                Some(place) => out.push_str(place.get_or_init(|| self.written(&asked.shown))),
                None => out.push_str(&self.written(&asked.shown)),
            }
            separator = ",\n";
        }
        out.push_str(if parts.pages.is_empty() { "]}\n" } else { "\n]}\n" });
        out
    }

    fn topic_url(&self, slug: &str) -> String {
        self.absolute(&Generated::Topic(slug, PageNumber::FIRST).route())
    }

    /// Returns the questions of an article, as every file has them.
    fn written(&self, shown: &ListedPage<'_>) -> String {
        let page = shown.page;
        let article = &page.article;
        let zone = &self.config.time_zone;
        let url = self.absolute(&page.route);
        let about = ArticleData {
            title: &article.title,
            url: &url,
            published: article.date.as_ref().map(|date| date.rfc3339(zone)),
            updated: article.updated.as_ref().map(|date| date.rfc3339(zone)),
        };
        let topics = shown.topics.iter();
        let topics = topics
            .map(|topic| Named { title: topic.name, url: self.topic_url(topic.slug) })
            .collect();
        let language = self.lang(article);
        let words = self.words(language);
        let notes = Notes::of(article);
        let filler =
            Filler { renderer: self, page, words: &words, notes: &notes, audience: Audience::Feed };
        // Written once, after what each question says.
        let common = json(&CommonData { language, article: about, topics });
        let common = common.strip_prefix('{').expect("what they have in common is an object");
        let mut out = Vec::with_capacity(article.questions.len() * 1024);
        for question in &article.questions {
            if !out.is_empty() {
                out.extend_from_slice(b",\n");
            }
            let data = question_data(&filler, question, &url);
            escape::json_into(&data, &mut out).expect("questions are plain data");
            let ended = out.pop();
            debug_assert_eq!(ended, Some(b'}'), "a question is an object");
            out.push(b',');
            out.extend_from_slice(common.as_bytes());
        }
        String::from_utf8(out).expect("JSON is text")
    }
}

/// Returns a question with what is known of its answer.
fn question_data<'d>(
    filler: &Filler<'d>,
    question: &'d Question,
    page_url: &str,
) -> QuestionData<'d> {
    let Filler { renderer, page, .. } = filler;
    let borrowed = page.borrowed_by(question);
    let said = said(page, question, borrowed);
    let excerpt = said.is_some() && question.fragment().is_none() && borrowed.is_none();
    let html = said.map(|(fragment, _)| filler.html(fragment).trim_end().to_owned());
    // An answer may be nothing but a mark.
    let text = said.map(|(_, plain)| plain).filter(|plain| !plain.is_empty());
    let answered = question.is_answered();
    let (answer_html, reason_html) = if answered { (html, None) } else { (None, html) };
    let (answer_text, reason_text) = if answered { (text, None) } else { (None, text) };
    let upkeep = borrowed.map_or(&question.upkeep, |borrowed| &borrowed.upkeep);
    let corrected = match borrowed {
        Some(borrowed) => borrowed.corrected.as_ref().map(|(day, _)| *day),
        None => page.article.correction_of(question).map(|(_, update)| update.date),
    };
    let language = renderer.lang(&page.article);
    let theirs = borrowed.map(|borrowed| renderer.lang_of_answer(borrowed));
    QuestionData {
        id: &question.anchor,
        url: place(page_url, &question.anchor),
        question: &question.text,
        state: if answered { "answered" } else { "open" },
        answer_html,
        answer_text,
        answer_language: theirs.filter(|theirs| *theirs != language),
        excerpt,
        answered_at: answered_at(renderer, page, question, borrowed),
        reason_html,
        reason_text,
        answered: upkeep.answered.map(|day| day.to_string()),
        corrected: corrected.map(|day| day.to_string()),
        checked: upkeep.checked.map(|day| day.to_string()),
        review_by: upkeep.review_by.map(|day| day.to_string()),
        owner: upkeep.owner.as_deref(),
        group: question.group.as_deref(),
        sources: said.map(|(it, _)| sources(page, it)).unwrap_or_default(),
    }
}

/// Returns what is said of the answer: here, by another page that is quoted, or by the beginning of the section that
/// answers it.
fn said<'p>(
    page: &'p Page,
    question: &'p Question,
    borrowed: Option<&'p Borrowed>,
) -> Option<(&'p Fragment, &'p str)> {
    if let Some(fragment) = question.fragment() {
        return Some((fragment, &question.plain));
    }
    if let Some(borrowed) = borrowed {
        return Some((&borrowed.answer, &borrowed.plain));
    }
    let QuestionForm::See(link) = question.form else { return None };
    let Some(Target::Anchor(anchor)) = page.target(link) else { return None };
    let mut leads = page.article.body.leads.iter();
    let lead = leads.find(|lead| lead.anchor == *anchor)?;
    Some((&lead.fragment, &lead.plain))
}

/// Returns the address of the section or question to which a question points.
fn answered_at(
    renderer: &Renderer<'_>,
    page: &Page,
    question: &Question,
    borrowed: Option<&Borrowed>,
) -> Option<String> {
    if let Some(borrowed) = borrowed {
        return Some(place(&renderer.absolute(&borrowed.route), &borrowed.anchor));
    }
    let QuestionForm::See(link) = question.form else { return None };
    page.target(link).map(|target| renderer.target(page, target, true))
}

/// Returns the sources that a text of a page cites, each once.
fn sources<'p>(page: &'p Page, fragment: &Fragment) -> Vec<SourceData<'p>> {
    let mut entries: Vec<EntryId> = Vec::new();
    for n in fragment.citations() {
        let marks = page.bibliography.marks.get(n.0).map_or(&[][..], Vec::as_slice);
        for mark in marks {
            if !entries.contains(&mark.entry) {
                entries.push(mark.entry);
            }
        }
    }
    let data = |id: EntryId| {
        let source = &page.bibliography.entry(id)?.source.source;
        Some(SourceData {
            id: &source.id,
            number: id.0 + 1,
            title: &source.title,
            url: source.url.as_deref(),
            doi: source.doi.as_deref(),
            authors: &source.authors,
            publisher: source.publisher.as_deref(),
            published: source.published.map(|date| date.to_string()),
            accessed: source.accessed.map(|date| date.to_string()),
            archive_url: source.archive_url.as_deref(),
        })
    };
    entries.into_iter().filter_map(data).collect()
}

/// Returns the address of a place on a page.
fn place(url: &str, anchor: &str) -> String {
    joined([url, "#", &encode_path(anchor)])
}

fn json(value: &impl Serialize) -> String {
    escape::json(value).expect("questions are plain data")
}

/// What a file says about itself.
#[derive(Serialize)]
struct Head<'a> {
    version: u8,
    title: &'a str,
    url: String,
    language: &'a str,
    site: Named<'a>,
}

/// Something with an address.
#[derive(Serialize)]
struct Named<'a> {
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    title: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
}

#[derive(Serialize)]
struct QuestionData<'a> {
    id: &'a str,
    url: String,
    question: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_language: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    excerpt: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceData<'a>>,
}

/// What the questions of a page have in common.
#[derive(Serialize)]
struct CommonData<'a> {
    language: &'a str,
    article: ArticleData<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct SourceData<'a> {
    id: &'a str,
    number: usize,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_url: Option<&'a str>,
}
