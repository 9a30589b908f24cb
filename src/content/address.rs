//! The names that an article gives itself and others: its slug, its aliases, its template.

use std::borrow::Cow;

use crate::diagnostic::{Code, written};
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

/// The maximum length of an alias in bytes: no system has longer paths, and each of its folders must be opened.
const MAX_ALIAS: usize = 1000;

/// Returns a text as messages show it.
fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(200) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")).into(),
        None => text.into(),
    }
}

/// Reads a path below the base: `/old/path/` or `/old.html`.
pub(super) fn alias(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = nonempty(d, node)?;
    let trimmed = text.trim().trim_start_matches('/');
    let inner = trimmed.strip_suffix('/').unwrap_or(trimmed);
    let fault = match SitePath::new(inner) {
        Err(error) => Some(error.to_string()),
        Ok(path) => path.as_str().split('/').find_map(|part| {
            crate::path::check_portable(part).err().map(|fault| format!("`{part}` {fault}"))
        }),
    };
    let fault = fault.or_else(|| {
        inner
            .split('/')
            .any(|part| part.starts_with('.'))
            .then(|| "part of it begins with a dot".to_owned())
    });
    let open = fault.is_none()
        && !trimmed.ends_with('/')
        && !inner.rsplit('/').next().unwrap_or("").contains('.');
    let fault =
        fault.or_else(|| open.then(|| "it ends in neither `/` nor an extension".to_owned()));
    let fault = fault.or_else(|| {
        (inner.len() > MAX_ALIAS).then(|| format!("it is longer than {MAX_ALIAS} bytes"))
    });
    if let Some(fault) = fault {
        let code = if text.contains("..") || inner.starts_with('/') {
            Code::PathOutside
        } else {
            Code::SlugInvalid
        };
        let hint = if open {
            format!("write `/{inner}/`: an alias is a path such as `/old/path/` or `/old.html`")
        } else {
            "write a path of this site such as `/old/path/` or `/old.html`".to_owned()
        };
        let message = format!("the alias `{}` cannot be published: {fault}", shown(text));
        d.report_with_hint(code, node.span, message, hint);
        return None;
    }
    Some(Spanned { value: trimmed.to_owned(), span: node.span })
}

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
