//! `[markdown]`: how Markdown is read.

use crate::config::settings::{MarkdownOptions, RawHtml};
use crate::diagnostic::{Code, Diagnostic, Safety};
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, boolean, list, one_of, owned};

/// Returns the options of a site that sets none.
pub(super) fn default() -> MarkdownOptions {
    MarkdownOptions {
        html: RawHtml::Sanitize,
        math: false,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    }
}

/// Reads the table. The language is that of the site, and whether words are collected depends on `[search]`; both are
/// read elsewhere.
pub(super) fn read(d: &mut Decoder<'_>, table: &mut MapReader<'_, '_>) -> MarkdownOptions {
    const HTML: &[(&str, RawHtml)] =
        &[("sanitize", RawHtml::Sanitize), ("allow", RawHtml::Allow), ("escape", RawHtml::Escape)];
    let default = default();
    MarkdownOptions {
        html: table.optional(d, "html", |d, node| one_of(d, node, HTML)).unwrap_or(default.html),
        math: table.optional(d, "math", boolean).unwrap_or(default.math),
        smart_punctuation: table
            .optional(d, "smart_punctuation", boolean)
            .unwrap_or(default.smart_punctuation),
        embed_hosts: table
            .optional(d, "embed_hosts", |d, node| list(d, node, host))
            .unwrap_or_default(),
        ..default
    }
}

/// Reads the name of a host as browsers compare it: nothing else of an address.
fn host(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let bare = url::Url::parse(&format!("https://{text}/")).ok();
    let is_bare = |url: &url::Url| {
        url.path() == "/"
            && url.port().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && !text.contains('/')
    };
    let is_name = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    let host = bare.as_ref().filter(|url| is_name && is_bare(url)).and_then(url::Url::domain);
    if let Some(host) = host.filter(|host| host.contains('.')) {
        return Some(host.to_owned());
    }
    // An address has its host in it.
    let of_address = url::Url::parse(&text).ok();
    let meant = of_address.as_ref().and_then(url::Url::domain).filter(|host| host.contains('.'));
    let hint = meant.map_or_else(
        || "write the name of a host, such as `www.youtube-nocookie.com`".to_owned(),
        |host| format!("write `{host}`"),
    );
    let fix = meant.and_then(|host| d.fix(node.span, &text, host, Safety::Unsafe));
    let message = format!("`{text}` is not the name of a host");
    let finding = Diagnostic::new(Code::FieldInvalid, d.place(node.span), message);
    d.findings.push(finding.hint(hint).fix(fix));
    None
}
