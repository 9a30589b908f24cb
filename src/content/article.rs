//! [`Article`]: one content file, completely read; knows no other article. The targets of links and citations are
//! looked up in `site`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::allowance::Allowance;
use crate::content::anchor::Anchor;
use crate::content::body::{Body, Note};
use crate::content::citation::Citation;
use crate::content::date::Moment;
use crate::content::excerpt::cut;
use crate::content::fragment::{Fragment, InlineFragment};
use crate::content::gaps::Gaps;
use crate::content::link::Link;
use crate::content::mention::UnmarkedCitation;
use crate::content::numbers::LinkId;
use crate::content::question::{Question, QuestionForm};
use crate::content::role::is_index;
use crate::content::source::Source;
use crate::content::update::{Update, UpdateKind};
use crate::content::words::WordList;
use crate::digest::Digested;
use crate::path::SitePath;
use crate::span::{Span, Spanned};

/// A content file.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Article {
    /// Its file.
    pub path: SitePath,
    /// What kind of page it makes.
    pub kind: ArticleKind,
    /// The title.
    pub title: String,
    /// The place of the title in the file.
    pub title_span: Span,
    /// One or two sentences on what the reader will learn.
    pub standfirst: Option<InlineFragment>,
    /// The key points.
    pub summary: Vec<InlineFragment>,
    /// Who or what wrote the key points.
    pub summary_by: Option<String>,
    /// When it was published.
    pub date: Option<Moment>,
    /// When it was last changed: as given, else the day of the newest update, else `date`.
    pub updated: Option<Moment>,
    /// Up to which day the facts were checked.
    pub as_of: Option<Date>,
    /// When it will be reviewed.
    pub review_by: Option<Date>,
    /// The days in the front matter on which something was done: none should be in the future.
    pub past_days: Vec<Spanned<Date>>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// What it is about; the first is the primary topic.
    pub topics: Vec<ArticleTopic>,
    /// The last segment of its URL, if it is not the file's name.
    pub slug: Option<Spanned<String>>,
    /// Other paths that lead to it.
    pub aliases: Vec<Spanned<String>>,
    /// The newer article, as an index into `links`.
    pub superseded_by: Option<LinkId>,
    /// Whether it is not published anywhere.
    pub draft: bool,
    /// The first day on which it is published.
    pub publish_on: Option<Date>,
    /// The last day on which it is published.
    pub expires: Option<Date>,
    /// Why it is a draft today, if it says so with a day. A file cannot know: the build sets it.
    pub hold: Option<Hold>,
    /// The insight questions.
    pub questions: Vec<Question>,
    /// The sources that it lists itself.
    pub sources: Vec<Arc<Digested<Source>>>,
    /// The parts that could not be read.
    pub gaps: Gaps,
    /// What was changed since it was published, newest first.
    pub updates: Vec<Update>,
    /// Articles that the author names as related, as indexes into `links`.
    pub related: Vec<LinkId>,
    /// The picture of social cards, as an index into `links`.
    pub image: Option<LinkId>,
    /// What the picture shows.
    pub image_alt: Option<String>,
    /// Its language, if it is not the site's.
    pub lang: Option<String>,
    /// Its template, if it is not the usual one.
    pub template: Option<Spanned<String>>,
    /// The findings that its author accepts.
    pub allowed: Vec<Allowance>,
    /// Any other data, for themes.
    #[serde(with = "as_text")]
    pub extra: serde_json::Value,
    /// The text.
    pub body: Body,
    /// The footnotes, by first mention.
    pub notes: Vec<Note>,
    /// All anchors of the page that come from the author's text, sorted.
    pub anchors: Vec<String>,
    /// Everything that it refers to.
    pub links: Vec<Link>,
    /// The citations in its text.
    pub citations: Vec<Citation>,
    /// What may be meant as a citation in its text, and is none.
    pub unmarked: Vec<UnmarkedCitation>,
    /// The words of all its texts, for the search; none if the site has no search.
    pub words: WordList,
}

/// Why an article is a draft on a certain day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Hold {
    /// Its `publish_on` has not come.
    Waiting,
    /// Its `expires` is past.
    Expired,
}

/// The kinds of content files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ArticleKind {
    /// An explainer: in lists and feeds.
    Explainer,
    /// A plain page, from `_pages/`.
    Page,
    /// `content/index.md`: introduces the home page.
    Home,
}

impl ArticleKind {
    /// Returns the kind of page that a content file becomes, by its folder.
    pub(crate) fn of(path: &SitePath) -> Self {
        if path.parent() == Some("content") && is_index(path) {
            Self::Home
        } else if path.below("content/_pages").is_some() {
            Self::Page
        } else {
            Self::Explainer
        }
    }
}

/// Somebody who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// What they did, or why they know.
    pub role: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

/// A topic as an article names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ArticleTopic {
    /// As written.
    pub name: String,
    /// What identifies the topic: its slug.
    pub slug: String,
    /// Its place.
    pub span: Span,
}

/// JSON as text, because formats that do not store the types of their values cannot hold it otherwise.
mod as_text {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(
        value: &Value,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Value, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}

/// A part of what a page says.
#[derive(Clone, Copy, Debug)]
pub enum Reading<'a> {
    /// The article says it itself.
    Own(&'a Fragment),
    /// The pointer of a question: another page may say it.
    Pointer(LinkId),
}

impl Article {
    /// Returns what makes it a draft on this day, if it is not one on every day.
    pub fn hold_on(&self, today: Date) -> Option<Hold> {
        match (self.publish_on, self.expires) {
            _ if self.draft => None,
            (Some(first), _) if today < first => Some(Hold::Waiting),
            (_, Some(last)) if today > last => Some(Hold::Expired),
            _ => None,
        }
    }

    /// Returns what stands at an anchor: the heading of a section, or a question.
    pub fn name_of(&self, anchor: &str) -> Option<&str> {
        let mut headings = self.body.headings.iter().filter(|heading| heading.id == anchor);
        let mut questions = self.questions.iter().filter(|question| question.anchor == anchor);
        let heading = headings.next().map(|heading| heading.text.as_str());
        heading.or_else(|| questions.next().map(|question| question.text.as_str()))
    }

    /// Returns the anchor of the `n`th of `updates`. They are counted from the oldest, which is the last.
    pub fn update_anchor(&self, n: usize) -> Anchor<'static> {
        Anchor::Update(self.updates.len() - n)
    }

    /// Returns the newest correction of a question's answer: its number in `updates`, and what it says.
    pub fn correction_of(&self, question: &Question) -> Option<(usize, &Update)> {
        let of_it = |update: &Update| {
            update.question.as_ref().is_some_and(|named| named.value == question.anchor)
        };
        let mut newest_first = self.updates.iter().enumerate();
        newest_first.find(|(_, update)| update.kind == UpdateKind::Correction && of_it(update))
    }

    /// Returns the day on which a question's answer was last given or corrected, if it says so.
    pub fn answer_changed(&self, question: &Question) -> Option<Date> {
        let corrected = self.correction_of(question).map(|(_, update)| update.date);
        corrected.max(question.upkeep.answered)
    }

    /// Returns its old addresses, each with the question to which it leads, or else `None` for the page.
    pub fn old_addresses(&self) -> impl Iterator<Item = (&Spanned<String>, Option<&Question>)> {
        let of_answers = self
            .questions
            .iter()
            .flat_map(|question| question.aliases.iter().map(move |alias| (alias, Some(question))));
        self.aliases.iter().map(|alias| (alias, None)).chain(of_answers)
    }

    /// Whether it is an explainer, and not a plain page or the introduction of the home page.
    pub fn is_explainer(&self) -> bool {
        self.kind == ArticleKind::Explainer
    }

    /// Returns the text for descriptions: the standfirst, else the body's first paragraph, cut at 200 characters.
    pub fn description(&self) -> String {
        self.standfirst.as_ref().map_or_else(
            || cut(&self.body.excerpt, 200),
            |standfirst| standfirst.text.trim().to_owned(),
        )
    }

    /// Returns the part of each note's anchor after `fn:`: its label as a slug, so that it does not change when other
    /// notes are added or removed.
    pub fn note_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::with_capacity(self.notes.len());
        let mut taken = BTreeSet::new();
        // The next free number of each slug.
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for note in &self.notes {
            let slug = crate::path::slugify(&note.label);
            let base = if slug.is_empty() { "note".to_owned() } else { slug };
            let next = numbers.entry(base.clone()).or_default();
            let id = (*next..=self.notes.len())
                .inspect(|n| *next = n + 1)
                .map(|n| if n == 0 { base.clone() } else { format!("{base}-{n}") })
                .find(|id| !taken.contains(id))
                .expect("there are more numbers than notes");
            taken.insert(id.clone());
            ids.push(id);
        }
        ids
    }

    /// Returns the fragments that it has itself, in reading order.
    pub fn fragments(&self) -> impl Iterator<Item = &Fragment> {
        self.readings().filter_map(|reading| match reading {
            Reading::Own(fragment) => Some(fragment),
            Reading::Pointer(_) => None,
        })
    }

    /// Returns what its page says, in reading order, so that sources are numbered as readers meet them.
    pub fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        let of = |answered| {
            let questions = self.questions.iter();
            questions.filter(move |question| question.is_answered() == answered).filter_map(
                |question| match &question.form {
                    QuestionForm::Answer(text) | QuestionForm::Open(text) => {
                        Some(Reading::Own(text))
                    }
                    QuestionForm::See(link) => Some(Reading::Pointer(*link)),
                    QuestionForm::Bare => None,
                },
            )
        };
        let updates = self.updates.iter().flat_map(|update| {
            [
                Some(&update.note.fragment),
                update.was.as_ref().map(|was| &was.fragment),
                update.now.as_ref().map(|now| &now.fragment),
            ]
        });
        self.standfirst
            .iter()
            .chain(&self.summary)
            .map(|inline| &inline.fragment)
            .chain([&self.body.fragment])
            .map(Reading::Own)
            .chain(of(true))
            .chain(of(false))
            .chain(self.notes.iter().map(|note| &note.fragment).map(Reading::Own))
            .chain(updates.flatten().map(Reading::Own))
    }
}
