//! `[feed]` of `site.toml`.

use crate::config::old_path::{ending, old_path};
use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, integer, list, owned};
use crate::path::SitePath;
use crate::span::Span;

/// `[feed]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedOptions {
    /// The maximum number of entries in a feed.
    pub limit: usize,
    /// Other addresses at which the site's feed is published.
    pub aliases: Vec<FeedAlias>,
}

/// Another address of the site's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAlias {
    /// Where it is published.
    pub output: SitePath,
    /// Whether it is a JSON Feed; otherwise it is Atom.
    pub json: bool,
    /// Its place in `site.toml`.
    pub span: Span,
}

impl Default for FeedOptions {
    fn default() -> Self {
        Self { limit: 20, aliases: Vec::new() }
    }
}

/// Reads the table.
pub(super) fn read(d: &mut Decoder<'_>, table: &mut MapReader<'_, '_>) -> FeedOptions {
    let default = FeedOptions::default();
    let limit = table.optional(d, "limit", |d, node| integer(d, node, 1..=1000));
    let aliases = table.optional(d, "aliases", |d, node| list(d, node, alias));
    let mut aliases = aliases.unwrap_or(default.aliases);
    let mut seen = std::collections::BTreeSet::new();
    aliases.retain(|alias| seen.insert(alias.output.clone()));
    FeedOptions { limit: limit.unwrap_or(default.limit), aliases }
}

fn alias(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<FeedAlias> {
    let text = owned(d, node)?;
    let path = old_path(&text).and_then(|path| {
        let ending = ending(&path).filter(|_| !path.ends_with('/')).unwrap_or_default();
        match (ending.as_str(), SitePath::new(&path)) {
            ("xml" | "atom" | "rss" | "rdf", Ok(output)) => Ok((output, false)),
            ("json", Ok(output)) => Ok((output, true)),
            _ => Err("readers of feeds are not served one from such an address".to_owned()),
        }
    });
    match path {
        Ok((output, json)) => Some(FeedAlias { output, json, span: node.span }),
        Err(fault) => {
            d.report_with_hint(
                Code::FieldInvalid,
                node.span,
                format!("the feed cannot be published at `{text}`: {fault}"),
                "write a path that ends in `.xml`, such as `/feed.xml`, or in `.json`",
            );
            None
        }
    }
}
