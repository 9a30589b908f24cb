//! [`Answer`]: what the site shows at a path: a status, a type and content, still without the script tag.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hyper::StatusCode;

use crate::escape;
use crate::path::SitePath;
use crate::serve::content::Content;
use crate::serve::target::{BasePath, Destination, UrlPath, site_route};
use crate::serve::{Preview, Reply, content_type, overlay};

/// What the site shows at a path.
#[derive(Debug)]
pub(super) struct Answer {
    /// The status.
    pub(super) status: StatusCode,
    /// The type of the bytes.
    pub(super) content_type: &'static str,
    /// Where a redirect leads, as a URL path.
    pub(super) location: Option<String>,
    /// The bytes.
    pub(super) content: Content,
}

impl Answer {
    /// Returns an answer that is not a redirect.
    pub(super) fn new(status: StatusCode, content_type: &'static str, content: Content) -> Self {
        Self { status, content_type, location: None, content }
    }

    /// Returns a short answer of the server itself.
    pub(super) fn plain(status: StatusCode, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        text.push('\n');
        Self::new(status, content_type::PLAIN, Content::Bytes(text.into()))
    }

    fn redirect(status: StatusCode, location: String) -> Self {
        let mut answer = Self::plain(status, format!("see {location}"));
        answer.location = Some(location);
        answer
    }

    /// Returns the page that is shown when making a page panicked.
    pub(super) fn panicked() -> Self {
        let reason =
            "This page could not be shown. This is a bug in nutgraf; see the terminal for details.";
        Self::fault(overlay::fault_page(reason, None))
    }

    fn fault(page: String) -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, content_type::HTML, Content::Bytes(page.into()))
    }

    /// Whether it is a page, which can contain the script.
    pub(super) fn is_page(&self) -> bool {
        self.content_type == content_type::HTML && self.location.is_none()
    }

    /// Returns a value that is equal for two answers that a browser would show alike. For a page that exists, it is the
    /// digest of its bytes.
    pub(super) fn digest(&self) -> String {
        let content = self.content.digest();
        if self.status == StatusCode::OK {
            content
        } else {
            format!("{}-{content}", self.status.as_u16())
        }
    }
}

/// Returns what is shown at a path, and the path of the output, if it is one.
pub(super) fn answer(preview: &dyn Preview, target: &UrlPath) -> (Answer, Option<SitePath>) {
    let base = BasePath::of(preview);
    match site_route(target, &base, preview) {
        Destination::File(path) => match get(preview, &path) {
            Some(answer) => (answer, Some(path)),
            // It existed a moment ago.
            None => (missing(preview), None),
        },
        Destination::Moved(url) => (Answer::redirect(StatusCode::MOVED_PERMANENTLY, url), None),
        Destination::Home(url) => (Answer::redirect(StatusCode::FOUND, url), None),
        Destination::Outside => {
            let text = format!("nothing is here; the site is at {}", base.encoded());
            (Answer::plain(StatusCode::NOT_FOUND, text), None)
        }
        Destination::Missing | Destination::Live(_) | Destination::Stale(_) => {
            (missing(preview), None)
        }
    }
}

/// Returns an output; `None` if it is not published.
fn get(preview: &dyn Preview, path: &SitePath) -> Option<Answer> {
    // The preview must repair what a panic leaves behind.
    let reply = catch_unwind(AssertUnwindSafe(|| preview.get(path)));
    Some(match reply {
        Ok(reply) => match reply? {
            Reply::Bytes(bytes) => {
                Answer::new(StatusCode::OK, content_type::of(path), Content::Bytes(bytes))
            }
            Reply::File(file) => Answer::new(StatusCode::OK, content_type::of(path), file.into()),
            Reply::Fault(page) => Answer::fault(page),
        },
        Err(_) => Answer::panicked(),
    })
}

/// Returns the site's own 404 page, or a small one.
fn missing(preview: &dyn Preview) -> Answer {
    let page = SitePath::new("404.html").expect("the name of a file is a path");
    if let Some(mut answer) = get(preview, &page) {
        if answer.status == StatusCode::OK {
            answer.status = StatusCode::NOT_FOUND;
        }
        return answer;
    }
    let home = BasePath::of(preview);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Not found</title>\n\
         <body>\n<h1>Nothing is published here</h1>\n<p><a href=\"{}\">Go to the home page</a></p>\n</body>\n</html>\n",
        escape::html(&home.encoded())
    );
    Answer::new(StatusCode::NOT_FOUND, content_type::HTML, Content::Bytes(html.into()))
}
