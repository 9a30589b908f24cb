//! The nodes of a graph, by their names in schema.org.

use serde::Serialize;

use crate::content::{Source, SourceKind};

/// The whole graph of a page.
#[derive(Serialize)]
pub(super) struct Graph<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) graph: Vec<GraphNode<'a>>,
}

/// One thing in the graph.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum GraphNode<'a> {
    Article(Box<ArticleNode<'a>>),
    Faq(FaqNode<'a>),
    Page(PageNode<'a>),
    Site(SiteNode<'a>),
}

/// An explainer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArticleNode<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: [&'static str; 2],
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) headline: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(rename = "abstract", skip_serializing_if = "String::is_empty")]
    pub(super) key_points: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Agent<'a>>,
    pub(super) publisher: Agent<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) citation: Vec<CitedWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<CorrectionComment>,
    pub(super) is_part_of: Reference,
}

/// Another node, by its id.
#[derive(Serialize)]
pub(super) struct Reference {
    #[serde(rename = "@id")]
    pub(super) id: String,
}

/// A person or an organisation.
#[derive(Serialize)]
pub(super) struct Agent<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
}

/// What an article is about.
#[derive(Serialize)]
pub(super) struct Thing<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
}

/// A cited source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CitedWork<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    /// The address of its DOI, if the work can also be read elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) same_as: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) archived_at: Option<&'a str>,
}

/// A correction or retraction.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CorrectionComment {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) date_published: String,
}

/// The answered questions of an explainer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FaqNode<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'a str,
    pub(super) in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_reviewed: Option<String>,
    pub(super) main_entity: Vec<QuestionNode<'a>>,
    pub(super) is_part_of: Reference,
}

/// One question.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuestionNode<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) accepted_answer: AnswerNode,
}

/// Its answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnswerNode {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
}

/// A page that is not an explainer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageNode<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) in_language: &'a str,
    pub(super) is_part_of: Reference,
}

/// The site.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SiteNode<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) url: String,
    pub(super) in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) potential_action: Option<SearchAction>,
}

/// How the site is searched.
#[derive(Serialize)]
pub(super) struct SearchAction {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    /// The address, with the name of the words in braces.
    pub(super) target: String,
    #[serde(rename = "query-input")]
    pub(super) query_input: &'static str,
}

/// Returns a source as a cited work.
pub(super) fn work(source: &Source) -> CitedWork<'_> {
    let kind = match source.kind {
        Some(SourceKind::Article) => "Article",
        Some(SourceKind::Report) => "Report",
        Some(SourceKind::Book) => "Book",
        Some(SourceKind::Dataset) => "Dataset",
        Some(SourceKind::Law) => "Legislation",
        Some(SourceKind::Post) => "SocialMediaPosting",
        Some(SourceKind::Webpage) => "WebPage",
        Some(SourceKind::Document) => "DigitalDocument",
        Some(
            SourceKind::Case
            | SourceKind::Interview
            | SourceKind::Statement
            | SourceKind::Speech
            | SourceKind::Broadcast,
        )
        | None => "CreativeWork",
    };
    CitedWork {
        kind,
        name: &source.title,
        url: source.url.as_deref(),
        same_as: source.doi_address().filter(|address| source.url.as_ref() != Some(address)),
        author: source
            .authors
            .iter()
            .map(|name| Agent { kind: "Person", name, url: None })
            .collect(),
        publisher: source.publisher.as_deref().map(|name| Agent {
            kind: "Organization",
            name,
            url: None,
        }),
        date_published: source.published.map(|date| date.to_string()),
        archived_at: source.archive_url.as_deref(),
    }
}
