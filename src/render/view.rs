//! What templates may see: one serialisable struct a thing. These are public interface: a field enters on purpose and
//! leaves only with a new major version. Addresses (`href`) are final, base path included; [`Html`] is safe to print.
//!
//! Every template gets `lang`, `words`, `site` ([`SiteView`]) and `page` ([`PageView`]). Beside them,
//! `article.html` and `page.html` get `article` ([`ArticleView`]), `home.html` `home` ([`HomeView`]), `topics.html`
//! `topics` (a list of [`TopicView`]), `topic.html` `topic` and `list`, `questions.html` `questions`
//! ([`QuestionsView`]), `sources.html` and `updates.html` `list`, `redirect.html` `redirect` ([`LinkView`]).

use serde::Serialize;

/// HTML that the engine made; printed as it is.
pub type Html = tera::Value;

/// The site, the same on every page.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Who writes articles that name nobody.
    pub author: Option<String>,
    /// The home page.
    pub href: String,
    /// The home page's absolute URL, where `base_url` is set.
    pub url: Option<String>,
    /// The menu of `site.toml`; empty if none is written.
    pub menu: Vec<LinkView>,
    /// The list of topics.
    pub topics: LinkView,
    /// The list of questions.
    pub questions: LinkView,
    /// The list of sources.
    pub sources: LinkView,
    /// The list of updates.
    pub updates: LinkView,
    /// The Atom feed, if there is one.
    pub atom: Option<LinkView>,
    /// The JSON feed, if there is one.
    pub json_feed: Option<LinkView>,
    /// `[theme_options]`.
    pub theme_options: serde_json::Value,
    /// The program and its version, for `<meta name="generator">`.
    pub generator: String,
}

/// The page being rendered: what its `<head>` says.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// `article`, `page`, `home`, `topics`, `topic`, `questions`, `sources`, `updates`, `404` or `redirect`.
    pub kind: &'static str,
    /// The title of the page alone.
    pub title: String,
    /// For `<title>`: with the site's name, and the number of the page of a list.
    pub full_title: String,
    /// For `<meta name="description">`; empty if there is none.
    pub description: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its address.
    pub href: String,
    /// Its absolute URL, where `base_url` is set.
    pub url: Option<String>,
    /// The item type by which Zotero files it: `webpage`.
    pub item_type: &'static str,
    /// `article` or `website`, for Open Graph.
    pub og_type: &'static str,
    /// The picture of social cards.
    pub image: Option<ImageView>,
    /// When it was published, RFC 3339 or a day.
    pub published: Option<String>,
    /// When it was last changed, RFC 3339 or a day.
    pub modified: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about; the first is the primary topic.
    pub topics: Vec<String>,
    /// Feeds of this page's own, beside the site's.
    pub feeds: Vec<LinkView>,
    /// The BibTeX entry of this page.
    pub bib: Option<String>,
    /// The JSON-LD graph, ready for a `<script type="application/ld+json">`.
    pub json_ld: Html,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// Its absolute URL, or its address where there is no `base_url`.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `datetime`: as written, `2026-11-23`, `2026-11` or with a time.
    pub iso: String,
    /// For readers, in the page's language.
    pub text: String,
}

/// An article or plain page.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// The title.
    pub title: String,
    /// The standfirst.
    pub standfirst: Option<Html>,
    /// Its topics, the primary one first.
    pub topics: Vec<LinkView>,
    /// Who wrote it.
    pub authors: Vec<AuthorView>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last changed, if on another day than it was published.
    pub updated: Option<DateView>,
    /// Up to which day the facts were checked.
    pub as_of: Option<DateView>,
    /// When it will be reviewed.
    pub review_by: Option<DateView>,
    /// How many questions and sources it has.
    pub counts: CountsView,
    /// The newer article that replaces it.
    pub superseded_by: Option<LinkView>,
    /// Corrections and retractions so grave that they stand on top, newest first.
    pub grave: Vec<UpdateView>,
    /// The key points.
    pub summary: Vec<Html>,
    /// Who or what wrote the key points.
    pub summary_by: Option<String>,
    /// The headings: second level, with the third level below.
    pub contents: Vec<ContentsView>,
    /// The text.
    pub body: Html,
    /// The answered questions, by group, in the author's order.
    pub question_groups: Vec<QuestionGroupView>,
    /// The questions that are still open.
    pub open_questions: Vec<QuestionView>,
    /// The footnotes.
    pub notes: Vec<NoteView>,
    /// The cited sources, by number.
    pub sources: Vec<SourceView>,
    /// Sources that are listed but not cited.
    pub further_reading: Vec<SourceView>,
    /// What was changed, newest first.
    pub updates: Vec<UpdateView>,
    /// How to cite the page.
    pub cite: CiteView,
    /// Related explainers.
    pub related: Vec<RelatedView>,
    /// The next newer explainer.
    pub previous: Option<LinkView>,
    /// The next older explainer.
    pub next: Option<LinkView>,
    /// Whether it is a draft, shown because drafts were asked for.
    pub draft: bool,
    /// `extra` of the front matter.
    pub extra: serde_json::Value,
}

/// Somebody who wrote an article.
#[derive(Debug, Serialize)]
pub struct AuthorView {
    /// The name.
    pub name: String,
    /// What they did, or what makes them know.
    pub role: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

/// Numbers of an article.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CountsView {
    /// All questions.
    pub questions: usize,
    /// The answered ones.
    pub answered: usize,
    /// The open ones.
    pub open: usize,
    /// The cited sources.
    pub sources: usize,
}

/// A heading of the table of contents.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    /// Its address on this page: `#anchor`.
    pub href: String,
    /// What it says.
    pub text: String,
    /// The headings below it.
    pub children: Vec<ContentsView>,
}

/// Questions under one heading.
#[derive(Debug, Serialize)]
pub struct QuestionGroupView {
    /// The heading; none for questions without a group.
    pub name: Option<String>,
    /// Its questions.
    pub questions: Vec<QuestionView>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct QuestionView {
    /// The id to set on the answer's first element, inside its `details`, so that a link opens it.
    pub id: String,
    /// Its permalink, `#id` on its page.
    pub href: String,
    /// The question.
    pub text: String,
    /// The answer, or for an open question why there is none.
    pub answer: Option<Html>,
    /// The section that answers it.
    pub see: Option<LinkView>,
    /// The heading under which it stands.
    pub group: Option<String>,
    /// Whether it is answered.
    pub answered: bool,
}

/// A footnote.
#[derive(Debug, Serialize)]
pub struct NoteView {
    /// Its id, `fn-…`.
    pub id: String,
    /// Its letter.
    pub letter: String,
    /// What it says.
    pub html: Html,
    /// The places that refer to it: `name` is a letter, or empty if there is only one.
    pub marks: Vec<LinkView>,
}

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// Its id on the page, `src-…`.
    pub id: String,
    /// Its number on the page; none if it is not cited.
    pub number: Option<usize>,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who wrote it, as one text.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last seen to say what it is cited for.
    pub accessed: Option<DateView>,
    /// An archived copy.
    pub archive_url: Option<String>,
    /// When that copy was made.
    pub archive_date: Option<DateView>,
    /// Why there is none.
    pub archive_note: Option<String>,
    /// The kind of work, in the page's language.
    pub kind: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The sources that it draws on; `href` is empty for one that this page does not list.
    pub derives_from: Vec<LinkView>,
    /// The places that cite it: `name` is a letter.
    pub marks: Vec<LinkView>,
}

/// A change.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateView {
    /// Its id on the page.
    pub id: String,
    /// The day.
    pub date: DateView,
    /// `update`, `correction`, `clarification` or `retraction`.
    pub kind: &'static str,
    /// The kind in the page's language.
    pub label: String,
    /// What changed.
    pub note: Html,
    /// What it said.
    pub was: Option<Html>,
    /// What it says now.
    pub now: Option<Html>,
    /// Whether it is grave.
    pub grave: bool,
    /// The article that was changed; only on the list of updates.
    pub article: Option<LinkView>,
}

/// How to cite a page.
#[derive(Debug, Serialize)]
pub struct CiteView {
    /// As one line of text.
    pub text: String,
    /// The BibTeX file.
    pub bib: String,
}

/// A related explainer.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// Its title.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Why it is related, in the page's language; empty if the author chose it.
    pub reason: String,
}

/// An explainer in a list.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Its standfirst or first paragraph, plain text.
    pub description: String,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last changed, if on another day.
    pub updated: Option<DateView>,
    /// Its topics.
    pub topics: Vec<LinkView>,
    /// How many questions and sources it has.
    pub counts: CountsView,
    /// Its language, if it is not that of the list.
    pub lang: Option<String>,
}

/// One page of a list of `T`.
#[derive(Debug, Serialize)]
pub struct ListView<T> {
    /// The entries of this page of the list.
    pub items: Vec<T>,
    /// How many entries the list has.
    pub total: usize,
    /// Which page of the list this is, from 1.
    pub number: usize,
    /// How many pages the list has, at least 1.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first page.
    pub first: String,
    /// The last page.
    pub last: String,
}

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// What introduces the site, from `content/index.md`; on the first page only.
    pub intro: Option<ArticleView>,
    /// The explainers, newest first.
    pub list: ListView<CardView>,
    /// The topics.
    pub topics: Vec<TopicView>,
}

/// A topic.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What it is about.
    pub description: Option<String>,
    /// How many explainers it has.
    pub count: usize,
}

/// The questions: the index of topics, or one topic's.
#[derive(Debug, Serialize)]
pub struct QuestionsView {
    /// The topics that have questions; only on the index.
    pub topics: Vec<QuestionTopicView>,
    /// The topic; not on the index.
    pub topic: Option<String>,
    /// The explainers with their questions; not on the index.
    pub list: Option<ListView<QuestionListView>>,
}

/// A topic with its numbers of questions.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionTopicView {
    /// Its name.
    pub name: String,
    /// The page with its questions.
    pub href: String,
    /// How many questions it has, and of them how many are answered and open.
    pub counts: CountsView,
}

/// An explainer with its questions, in a list.
#[derive(Debug, Serialize)]
pub struct QuestionListView {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Its questions; `href` is the whole address.
    pub questions: Vec<QuestionLinkView>,
}

/// A question in a list.
#[derive(Debug, Serialize)]
pub struct QuestionLinkView {
    /// The question.
    pub text: String,
    /// Where it is answered.
    pub href: String,
    /// Whether it is answered.
    pub answered: bool,
}

/// Sources of one publisher, in the list of sources.
#[derive(Debug, Serialize)]
pub struct PublisherView {
    /// The publisher; none for sources without one.
    pub name: Option<String>,
    /// Its sources on this page of the list.
    pub sources: Vec<CitedSourceView>,
}

/// A source with the explainers that cite it.
#[derive(Debug, Serialize)]
pub struct CitedSourceView {
    /// The source; its id, number and marks are empty.
    pub source: SourceView,
    /// The explainers that cite it.
    pub cited_by: Vec<LinkView>,
}
