//! Links that lead to the site itself by a whole address, which nobody checks and no preview shows.

use percent_encoding::percent_decode_str;

use crate::content::{Article, redirected};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::site::routes::Routes;

/// Where `serve` and `preview` show a site unless they are told otherwise.
const PREVIEWS: [&str; 4] = [
    "http://127.0.0.1:4747/",
    "http://localhost:4747/",
    "http://127.0.0.1:4748/",
    "http://localhost:4748/",
];

/// Returns the finding about an address, if something of this site is there.
pub(super) fn own_address(
    url: &str,
    home: Option<&str>,
    routes: &Routes,
    place: &Place,
) -> Option<Diagnostic> {
    // An address that is shown as it is, without a text, is meant to be seen.
    let length = place.span.map_or(0, |span| span.end as usize - span.start as usize);
    if length < url.len() + 3 {
        return None;
    }
    let preview = PREVIEWS.iter().find_map(|preview| url.strip_prefix(preview));
    let below = match preview {
        Some(below) => below,
        None => below_home(url, home?)?,
    };
    let path = format!("/{}", below.split(['?', '#']).next().unwrap_or_default());
    let path = percent_decode_str(&path).decode_utf8().ok()?;
    if preview.is_none() && routes.at(&path).is_none() {
        return dead(url, home?, (&path, below), routes, place);
    }
    let message = if preview.is_some() {
        format!("`{url}` is shown only on your own computer: it is the preview of this site")
    } else {
        format!("`{url}` is an address of this site, written whole")
    };
    let hint = format!(
        "write `/{below}`, or the path of the file, such as `other.md`: it is checked, and leads to the right place in the preview too"
    );
    Some(Diagnostic::new(Code::LinkOwnAddress, place.clone(), message).hint(hint))
}

/// Returns the finding about an address that leads to its page through another one.
pub(super) fn through_another(url: &str, article: &Article, place: &Place) -> Option<Diagnostic> {
    let target = redirected(url)?;
    let bare = |address: &str| address.trim_end_matches('/').to_owned();
    let listed = article
        .sources
        .iter()
        .find(|source| source.url.as_deref().is_some_and(|url| bare(url) == bare(&target)));
    let hint = match listed {
        Some(source) => format!(
            "write `{target}`; it is the source `{id}`, so you can cite it with `[@{id}]`",
            id = source.id
        ),
        None => format!("write `{target}`"),
    };
    let message = "this link leads to its page through another one, which follows readers";
    Some(Diagnostic::new(Code::LinkRedirect, place.clone(), message).hint(hint))
}

/// Returns the finding about an address of this site at which nothing is published. Another site may be below the same
/// address: unless this one has the whole host, the address must be nearly that of a page.
fn dead(
    url: &str,
    home: &str,
    (path, below): (&str, &str),
    routes: &Routes,
    place: &Place,
) -> Option<Diagnostic> {
    let has_host = home.split_once("://")?.1.trim_end_matches('/').split('/').nth(1).is_none();
    let paths: Vec<String> = routes.known_paths().collect();
    let near = nearest(path, paths.iter().map(String::as_str), 1).into_iter().next();
    if !has_host && near.is_none() {
        return None;
    }
    let message = format!("`{url}` is an address of this site, and nothing is published there");
    let hint = match near {
        Some(near) => format!(
            "did you mean `{near}`? write that, or the path of the file, such as `other.md`: it is checked"
        ),
        None => format!(
            "write the path of the file, such as `other.md`: it is checked; a file that is to be published at `/{below}` belongs into `static/`"
        ),
    };
    Some(Diagnostic::new(Code::LinkOwnAddress, place.clone(), message).hint(hint))
}

/// Returns what follows the address of the site, whichever of the two schemes is written.
fn below_home<'u>(url: &'u str, home: &str) -> Option<&'u str> {
    // The address of a site that does not have one yet is nobody's, and stands in many examples.
    if home == "https://example.org/" {
        return None;
    }
    let (_, host) = home.split_once("://")?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    rest.strip_prefix(host).or_else(|| (rest == host.trim_end_matches('/')).then_some(""))
}
