//! The names that an article gives itself and others: its slug, its aliases, its template.

use std::borrow::Cow;

use crate::config::{ending, old_path};
use crate::diagnostic::{Code, Diagnostic, Safety, written};
use crate::node::Node;
use crate::node::decode::{Decoder, nonempty, owned};
use crate::path::{SitePath, check_slug, slugify};
use crate::span::Spanned;

/// The last segment of the article's address.
pub(super) fn slug(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = nonempty(d, node)?;
    if let Err(error) = check_slug(text) {
        let hint = if text.contains('/') {
            "a slug is only the last segment; the folder gives the rest".to_owned()
        } else {
            format!("write letters, digits and `-`, such as `{}`", suggested_slug(text))
        };
        d.report_with_hint(
            Code::SlugInvalid,
            node.span,
            format!("the slug `{text}` {error}"),
            hint,
        );
        return None;
    }
    Some(Spanned { value: text.to_owned(), span: node.span })
}

fn suggested_slug(text: &str) -> String {
    let slug = slugify(text);
    if check_slug(&slug).is_ok() { slug } else { "my-article".into() }
}

/// Returns a text as messages show it.
fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")).into(),
        None => text.into(),
    }
}

/// Reads a path below the base: `/old/path/` or `/old.html`. What has no ending of a page becomes a folder: a server
/// must know that it sends a page.
pub(super) fn alias(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = nonempty(d, node)?;
    match old_path(text) {
        Ok(mut path) => {
            let is_page = ending(&path).is_some_and(|it| PAGES.contains(&it.as_str()));
            if !is_page && !path.ends_with('/') {
                path.push('/');
            }
            Some(Spanned { value: path, span: node.span })
        }
        Err(fault) => {
            let outside = text.contains("..") || text.trim_start_matches('/').starts_with('/');
            let code = if outside { Code::PathOutside } else { Code::SlugInvalid };
            let whole = path_of_address(text).filter(|path| old_path(path).is_ok());
            let (message, hint) = match whole {
                Some(path) => (
                    format!(
                        "the alias `{}` is a whole address, not a path of this site",
                        shown(text)
                    ),
                    format!("write `{path}`"),
                ),
                None => (
                    format!("the alias `{}` cannot be published: {fault}", shown(text)),
                    "write a path of this site such as `/old/path/` or `/old.html`".to_owned(),
                ),
            };
            let code = if whole.is_some() { Code::SlugInvalid } else { code };
            let fix = whole.and_then(|path| d.fix(node.span, text, path, Safety::Unsafe));
            let finding = Diagnostic::new(code, d.place(node.span), message).hint(hint);
            d.findings.push(finding.fix(fix));
            None
        }
    }
}

/// Returns the path of a whole address, `https://example.org/old/`.
fn path_of_address(text: &str) -> Option<&str> {
    let (scheme, rest) = text.trim().split_once("://")?;
    let path = rest.get(rest.find('/')?..)?;
    (matches!(scheme, "http" | "https") && path.len() > 1).then_some(path)
}

/// The endings of pages.
const PAGES: &[&str] = &["html", "htm", "xhtml"];

pub(super) fn template(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let name = owned(d, node)?;
    if SitePath::new(&name).is_err() {
        d.report_with_hint(
            Code::PathOutside,
            node.span,
            format!("`{name}` is not the name of a template"),
            "write the name of a file in `templates/`, such as `article.html`",
        );
        return None;
    }
    if !TEMPLATES.iter().any(|ending| name.ends_with(ending)) {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{name}` is not the name of a template: it must end in `.html`"),
            format!("write `{name}.html`, the name of a file in `templates/`, or remove the key"),
        );
        return None;
    }
    // Without its quotes, if it is written without escapes: only then can it be replaced.
    let span = written(d.text, node.span, &name).unwrap_or(node.span);
    Some(Spanned { value: name, span })
}

/// The end of every template's name.
const TEMPLATES: &[&str] = &[".html", ".xml", ".txt"];
