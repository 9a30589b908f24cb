//! [`Source`]: a cited work, and how it is read from an article's `sources` and from `content/sources.yaml`.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::content::citation::check_id;
use crate::content::date::{PartialDate, partial};
use crate::content::doi::{self, doi_of_address};
use crate::content::gaps::Mentions;
use crate::content::input::InputFile;
use crate::content::link::{LinkFault, check_external};
use crate::content::link_faults::report_link_fault;
use crate::content::short::{self, SOURCE};
use crate::content::source_keys::{ALIASES, KEYS};
use crate::content::source_kind::SourceKind;
use crate::diagnostic::{Code, Diagnostic, Outcome, Safety};
use crate::digest::Digested;
use crate::node::decode::{Decoder, MapReader, is_text, list, one_of, owned};
use crate::node::{Node, NodeKind, yaml};
use crate::path::{SitePath, slugify};
use crate::span::Span;

/// The file with the sources that several articles share.
pub const SHARED_SOURCES: &str = "content/sources.yaml";

/// A file with nothing but sources: as much as fits into the largest file with a dozen letters per value.
const YAML: yaml::Profile = yaml::Profile {
    values: 700_000,
    name: "this file",
    less: "move sources that only one article cites to that article",
    keys: KEYS,
};

/// A cited work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The id by which it is cited.
    pub id: String,
    /// Its title; while it has none, its address.
    pub title: String,
    /// Whether it has no title of its own. A finding asks for one.
    pub untitled: bool,
    /// Whether it has no id of its own, but one made of its address. A finding asks for one.
    pub unnamed: bool,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its DOI, without what people write before it.
    pub doi: Option<String>,
    /// The same address, normalised so that equal addresses are equal texts.
    pub normal_url: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The day on which it was seen to say what it is cited for.
    pub accessed: Option<PartialDate>,
    /// An archived copy.
    pub archive_url: Option<String>,
    /// When that copy was made.
    pub archive_date: Option<PartialDate>,
    /// Why there is no archived copy.
    pub archive_note: Option<String>,
    /// Ids of the sources that it draws on.
    pub derives_from: Vec<String>,
    /// That it was retracted: when, or in which words.
    pub retracted: Option<String>,
    /// What kind of work it is.
    pub kind: Option<SourceKind>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Passages of it as they stand in it, to which `nutgraf check` holds quotations. They are not published.
    pub quotes: Vec<SourceQuote>,
    /// The place of its id.
    pub span: Span,
}

/// A passage of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SourceQuote {
    /// Its words.
    pub text: String,
    /// Where it is in the source, such as `p. 4`.
    pub at: Option<String>,
}

impl Source {
    /// Returns the short name that a mark uses: its publisher, else its first author, else its title.
    pub fn short_name(&self) -> &str {
        self.publisher
            .as_deref()
            .or(self.authors.first().map(String::as_str))
            .unwrap_or(&self.title)
    }

    /// Returns the address of its DOI.
    pub fn doi_address(&self) -> Option<String> {
        self.doi.as_deref().map(doi::address)
    }
}

/// A list of sources, as far as they could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceList {
    /// The sources that could be read.
    pub sources: Vec<Arc<Digested<Source>>>,
    /// The ids of those that could not be read.
    pub unread: Mentions,
    /// Whether any of them has a fault.
    pub faulty: bool,
}

/// Reads one source; if its id could not be read, returns the ids that it may have.
fn read(d: &mut Decoder<'_>, node: &Node<'_>) -> Result<Source, Mentions> {
    let Some(table) = MapReader::new(d, node, SOURCE) else {
        return Err(with_node(Mentions::default(), node));
    };
    let mut table = table.with_aliases(ALIASES);
    let span = table.node("id").map_or(table.span(), |id| id.span);
    let from_address = |key: &str| short::is_from_address(&table, key);
    let (untitled, unnamed) = (from_address("title"), from_address("id"));
    let id = table.required(d, "id", "report-2026", id);
    let title = table.required(d, "title", "\"The title of the work\"", owned);
    let written = table.optional(d, "url", external);
    let doi = table.optional(d, "doi", read_doi).or_else(|| {
        let address = written.as_deref()?;
        doi_of_address(address).map(|doi| percent_decode_str(doi).decode_utf8_lossy().into_owned())
    });
    let address = written.or_else(|| doi.as_deref().map(doi::address));
    let publisher = table.optional(d, "publisher", owned);
    let authors = table.optional(d, "author", names).unwrap_or_default();
    let published = table.optional(d, "published", partial);
    let accessed = table.optional(d, "accessed", partial);
    let archive_url = table.optional(d, "archive_url", external);
    let archive_date = table.optional(d, "archive_date", partial);
    let archive_note = table.optional(d, "archive_note", owned);
    let derives_from = table.optional(d, "derives_from", ids).unwrap_or_default();
    let retracted = table.optional(d, "retracted", owned);
    let kind = table.optional(d, "kind", |d, node| one_of(d, node, SourceKind::ALL));
    let note = table.optional(d, "note", owned);
    let quotes = table.optional(d, "quotes", quotes).unwrap_or_default();
    let named = table.node("id").is_some() || table.misnamed("id").next().is_some();
    table.finish(d);
    let Some(id) = id else {
        let unread = if named { Mentions::default() } else { Mentions::Anything };
        return Err(with_node(unread, node));
    };
    Ok(Source {
        // Without a title nothing is published; but the source is known, and citations of it are right.
        title: title.unwrap_or_else(|| id.clone()),
        id,
        untitled,
        unnamed,
        publisher,
        authors,
        normal_url: address.as_deref().map(normalised),
        url: address,
        doi,
        published,
        accessed,
        archive_url,
        archive_date,
        archive_note,
        derives_from,
        retracted,
        kind,
        note,
        quotes,
        span,
    })
}

fn with_node(mut mentions: Mentions, node: &Node<'_>) -> Mentions {
    mentions.add_node(node);
    mentions
}

/// Reads a list of sources; a second source with the same id is a finding.
pub(crate) fn read_all(d: &mut Decoder<'_>, node: &Node<'_>) -> SourceList {
    let before = d.findings.len();
    let mut unread = Mentions::default();
    let sources = list(d, node, |d, node| match read(d, node) {
        Ok(source) => {
            if node.has_broken() {
                unread.add_node(node);
            }
            Some(Arc::new(Digested::new(source)))
        }
        Err(ids) => {
            unread.merge(ids);
            None
        }
    });
    if sources.is_none() {
        unread.add_node(node);
    }
    let faulty = node.has_broken() || d.findings.iter().skip(before).any(Diagnostic::is_error);
    let sources: Vec<Arc<Digested<Source>>> = sources.unwrap_or_default();
    let mut seen: std::collections::BTreeMap<&str, Span> = std::collections::BTreeMap::new();
    for source in &sources {
        if let Some(first) = seen.insert(&source.id, source.span) {
            let finding = Diagnostic::new(
                Code::SourceDuplicateId,
                d.place(source.span),
                format!("two sources have the id `{}`", source.id),
            )
            .related(d.place(first), "first here");
            d.findings.push(finding.hint("give one of them another id"));
        }
    }
    SourceList { sources, unread, faulty }
}

/// Returns the tree of `content/sources.yaml`, as far as it can be read; findings about it are those of [`read_shared`].
pub fn shared_tree<'a>(path: &SitePath, text: &'a str) -> Option<Node<'a>> {
    let root = yaml::load(path, text, 0, &YAML).value?;
    Some(short::listed(&mut Decoder::new(path, text), unwrapped(root)))
}

/// Returns the list of `content/sources.yaml`: as in front matter, it may stand below its name.
fn unwrapped(root: Node<'_>) -> Node<'_> {
    let is_list = |node: &Node<'_>| match &node.kind {
        NodeKind::Sequence(_) => true,
        NodeKind::Mapping(entries) => !short::is_one_source(entries),
        _ => false,
    };
    match root.kind {
        NodeKind::Mapping(mut entries) if matches!(&*entries, [(key, node)] if key.text == "sources" && is_list(node)) => {
            entries.pop().expect("there is one entry").1
        }
        _ => root,
    }
}

/// Reads `content/sources.yaml`.
pub fn read_shared(file: &InputFile) -> Outcome<SourceList> {
    let mut d = Decoder::new(&file.path, &file.text);
    let root = yaml::load(&file.path, &file.text, 0, &YAML).collect_into(&mut d.findings);
    let broken = d.findings.iter().any(Diagnostic::is_error);
    let list = match root {
        Some(root) => {
            let list = short::listed(&mut d, unwrapped(root));
            read_all(&mut d, &list)
        }
        None if broken => {
            let mut unread = Mentions::default();
            unread.add(&file.text);
            SourceList { unread, faulty: true, ..SourceList::default() }
        }
        None => SourceList::default(),
    };
    Outcome::new(list, d.findings.into_vec())
}

fn id(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    if let Err(fault) = check_id(&text) {
        d.report_with_hint(
            Code::SourceInvalidId,
            node.span,
            format!("`{text}` cannot be a source's id: {fault}"),
            match slugify(&text) {
                meant if check_id(&meant).is_ok() => format!("write one such as `{meant}`"),
                _ => "write one such as `who-2026` or `doi:10.1000/182`".to_owned(),
            },
        );
        return None;
    }
    Some(text)
}

/// Reads a list of ids, each once; a single id needs no brackets.
fn ids(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Vec<String>> {
    if matches!(node.kind, NodeKind::Scalar(_)) {
        id(d, node).map(|id| vec![id])
    } else {
        let mut seen = std::collections::BTreeSet::new();
        let mut ids = list(d, node, id)?;
        ids.retain(|id| seen.insert(id.clone()));
        Some(ids)
    }
}

/// Reads passages of the source: texts, or maps that also say where each is.
fn quotes(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Vec<SourceQuote>> {
    let quote = |d: &mut Decoder<'_>, node: &Node<'_>| {
        if is_text(node) {
            return owned(d, node).map(|text| SourceQuote { text, at: None });
        }
        let mut table = MapReader::new(d, node, "a passage (text, or a map with `text`)")?;
        let text = table.required(d, "text", "What the source says.", owned);
        let at = table.optional(d, "at", owned);
        table.finish(d);
        text.map(|text| SourceQuote { text, at })
    };
    if matches!(node.kind, NodeKind::Sequence(_)) {
        return list(d, node, quote);
    }
    quote(d, node).map(|quote| vec![quote])
}

/// Reads a name, or a list of names.
fn names(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Vec<String>> {
    if matches!(node.kind, NodeKind::Scalar(_)) {
        owned(d, node).map(|name| vec![name])
    } else {
        list(d, node, owned)
    }
}

/// Reads a DOI, in any notation.
fn read_doi(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let bare = doi::doi(&text).or_else(|| doi_of_address(&text));
    if bare.is_none() {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{text}` is not a DOI"),
            "write one such as `10.1000/182`; if it is not a DOI, put it under `url`",
        );
    }
    bare.map(str::to_owned)
}

/// Reads a web address; for a DOI, returns its address.
pub(crate) fn external(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    if let Some(doi) = doi::doi(&text) {
        return Some(doi::address(doi));
    }
    match check_external(&text) {
        Ok(()) => {}
        Err(LinkFault::Malformed) => {
            let message = format!("`{text}` is not a web address");
            let whole = format!("https://{text}");
            let is_host = text.split('/').next().is_some_and(|host| host.contains('.'));
            let is_meant = is_host && !text.contains([' ', ':']) && check_external(&whole).is_ok();
            let finding = Diagnostic::new(Code::FieldInvalid, d.place(node.span), message);
            let finding = if is_meant {
                let fix = d.fix(node.span, &text, &whole, Safety::Unsafe);
                finding.hint(format!("write `{whole}`")).fix(fix)
            } else {
                finding.hint("write the full address, beginning with `https://`")
            };
            d.findings.push(finding);
            return None;
        }
        Err(fault) => {
            report_link_fault(d, &text, node.span, &fault);
            return None;
        }
    }
    Some(text)
}

/// Returns an address as browsers compare it, without its fragment.
fn normalised(address: &str) -> String {
    url::Url::parse(address).map_or_else(
        |_| address.to_owned(),
        |mut url| {
            url.set_fragment(None);
            url.into()
        },
    )
}
