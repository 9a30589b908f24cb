//! From a request to its response: admits it, asks the preview on a separate thread, and adds the headers that every
//! answer has.

use std::convert::Infallible;
use std::sync::Arc;

use hyper::body::{Body as _, Bytes, Incoming};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
    HeaderName, HeaderValue, IF_RANGE, LOCATION, RANGE, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;

use crate::serve::answer::{Answer, answer};
use crate::serve::body::{Answered, ResponseBody};
use crate::serve::content::Content;
use crate::serve::events::{self, Subscriber};
use crate::serve::guard::{Refusal, is_own};
use crate::serve::io::aside;
use crate::serve::places::ConnectionSlot;
use crate::serve::range::{Asked, asked};
use crate::serve::shared::ServerState;
use crate::serve::target::{
    BasePath, Destination, ServerPath, TargetError, UrlPath, route, site_route,
};
use crate::serve::{content_type, inject};

/// The script of pages that keep themselves up to date.
const SCRIPT: &str = include_str!("live.js");

/// Answers one request. There is always an answer.
pub(super) async fn respond(
    shared: Arc<ServerState>,
    place: Arc<ConnectionSlot>,
    request: Request<Incoming>,
) -> Result<Response<Answered>, Infallible> {
    let answering = place.signs.answering();
    let mut response = match admit(&shared, &request) {
        Ok(asked) => found(&shared, &place, asked, &request).await,
        Err((status, why)) => refuse(status, why),
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Over plain HTTP, browsers do not say who asks (CVE-2026-6402), but they respect this header.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if request.method() == Method::HEAD {
        *response.body_mut() = ResponseBody::empty();
    }
    Ok(response.map(|body| body.of(answering)))
}

/// What an admitted request asks for.
struct AdmittedRequest {
    target: UrlPath,
    query: Option<String>,
    own: bool,
}

/// Checks everything that can be checked without the site.
fn admit(shared: &ServerState, request: &Request<Incoming>) -> Result<AdmittedRequest, Refusal> {
    let host = shared.guard.admit(request.headers())?;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "this server accepts only GET and HEAD"));
    }
    if !request.body().is_end_stream() {
        return Err((StatusCode::BAD_REQUEST, "this server does not accept a request body"));
    }
    let uri = request.uri();
    // `http://host/path` would name the host twice.
    if uri.scheme().is_some() || uri.authority().is_some() {
        return Err((StatusCode::BAD_REQUEST, "a request must ask for a path"));
    }
    let target = UrlPath::parse(uri.path()).map_err(|error| match error {
        TargetError::Malformed => (StatusCode::BAD_REQUEST, "this path cannot belong to a site"),
        TargetError::Long => (StatusCode::URI_TOO_LONG, "this path is too long"),
    })?;
    let query = uri.query().map(str::to_owned);
    Ok(AdmittedRequest { target, query, own: is_own(request.headers(), &host) })
}

/// Returns a short answer that ends the connection: the client would go on sending what nobody reads, or its place is
/// better given to others.
fn refuse(status: StatusCode, why: &str) -> Response<ResponseBody> {
    let mut response = plain(status, why);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn plain(status: StatusCode, text: &str) -> Response<ResponseBody> {
    whole(Answer::plain(status, text))
}

/// What the preview has for a request.
enum Resource {
    /// Something of the site, and the script tag if it should have one.
    Site(Answer, Option<String>),
    Script,
    Faults(Option<String>),
    /// Not looked for yet: only our own pages may have a site judged.
    Findings,
    /// A stream for pages below this base, decoded.
    Events(String),
}

async fn found(
    shared: &Arc<ServerState>,
    place: &ConnectionSlot,
    wanted: AdmittedRequest,
    request: &Request<Incoming>,
) -> Response<ResponseBody> {
    let AdmittedRequest { target, query, own } = wanted;
    let asker = Arc::clone(shared);
    let found = aside(move || find(&asker, &target))
        .await
        .unwrap_or_else(|_| Resource::Site(Answer::panicked(), None));
    match found {
        Resource::Site(answer, tag) => site(shared, answer, tag.as_deref(), request),
        _ if !own => refuse(StatusCode::FORBIDDEN, "this is only for pages of this server"),
        Resource::Script => {
            let script = Content::Bytes(Bytes::from_static(SCRIPT.as_bytes()));
            whole(Answer::new(StatusCode::OK, content_type::SCRIPT, script))
        }
        Resource::Faults(html) => fragment(html),
        Resource::Findings => {
            let asker = Arc::clone(shared);
            let found = aside(move || findings(&asker, query.as_deref())).await;
            // If the preview panicked, the page is told that nothing can be said.
            found.map_or_else(|_| whole(Answer::panicked()), fragment)
        }
        Resource::Events(_) if request.method() == Method::HEAD => stream(ResponseBody::empty()),
        Resource::Events(base) => match Subscriber::from_query(base, query.as_deref()) {
            Some(reader) => open(shared, place, reader),
            None => plain(StatusCode::BAD_REQUEST, "a stream needs a page and its digest"),
        },
    }
}

/// Returns an HTML fragment, if there is one.
fn fragment(html: Option<String>) -> Response<ResponseBody> {
    let Some(html) = html else {
        let mut response = Response::new(ResponseBody::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        return response;
    };
    whole(Answer::new(StatusCode::OK, content_type::HTML, Content::Bytes(html.into())))
}

/// Has the page judged that a query names, or without a query the whole site. On what is no page nothing is found.
fn findings(shared: &ServerState, query: Option<&str>) -> Option<String> {
    let preview = &*shared.preview;
    let Some(query) = query else { return preview.judgement(None) };
    let page = percent_decode_str(query.strip_prefix("page=")?).decode_utf8().ok()?;
    let target = UrlPath::parse(&page).ok()?;
    match site_route(&target, &BasePath::of(preview), preview) {
        Destination::File(path) => preview.judgement(Some(&path)),
        _ => None,
    }
}

/// Asks the preview. Runs on a thread that may block.
fn find(shared: &ServerState, target: &UrlPath) -> Resource {
    let preview = &*shared.preview;
    let base = BasePath::of(preview);
    if shared.options.live_reload {
        match route(target, &base, preview) {
            Destination::Live(ServerPath::Script) => return Resource::Script,
            Destination::Live(ServerPath::Faults) => return Resource::Faults(preview.faults()),
            Destination::Live(ServerPath::Findings) => return Resource::Findings,
            Destination::Live(ServerPath::Events) => {
                return Resource::Events(base.as_str().to_owned());
            }
            Destination::Stale(base) => return Resource::Events(base),
            _ => {}
        }
    }
    // The number first: an update in between is then reported twice rather than not at all.
    let generation = preview.generation();
    let (answer, _) = answer(preview, target);
    let live = shared.options.live_reload && answer.is_page();
    let tag = live.then(|| {
        let state = events::state(shared.run, generation);
        inject::script_tag(&base.encoded(), &answer.digest(), &state)
    });
    Resource::Site(answer, tag)
}

/// Returns something of the site: with its script tag, only the requested part, and the query in a redirect.
fn site(
    shared: &ServerState,
    mut answer: Answer,
    tag: Option<&str>,
    request: &Request<Incoming>,
) -> Response<ResponseBody> {
    if let (Some(tag), Content::Bytes(page)) = (tag, &answer.content) {
        answer.content = Content::Bytes(inject::with_script(page, tag).into());
    }
    if let (Some(location), Some(query)) = (&mut answer.location, request.uri().query())
        && query
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~=&%+/:@!$,;".contains(&byte))
    {
        location.push('?');
        location.push_str(query);
    }
    let status = answer.status;
    let mut response =
        if status == StatusCode::OK { ranged(answer, request) } else { whole(answer) };
    if let Some(seconds) = shared.options.max_age
        && !status.is_server_error()
    {
        let value = format!("max-age={seconds}");
        let value = HeaderValue::from_str(&value).expect("a number is a header");
        response.headers_mut().insert(CACHE_CONTROL, value);
    }
    response
}

/// Returns the file, or the requested part of it. `If-Range` names a version, and we never give one.
fn ranged(mut answer: Answer, request: &Request<Incoming>) -> Response<ResponseBody> {
    let length = answer.content.length();
    let headers = request.headers();
    let range = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let asked = match range {
        Some(range) if request.method() == Method::GET && !headers.contains_key(IF_RANGE) => {
            asked(range, length)
        }
        _ => Asked::Whole,
    };
    let content_range = match asked {
        Asked::Whole => None,
        Asked::Part(part) => {
            let value = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            answer.status = StatusCode::PARTIAL_CONTENT;
            answer.content = answer.content.part(part);
            Some(value)
        }
        Asked::Nothing => {
            answer = Answer::plain(StatusCode::RANGE_NOT_SATISFIABLE, "these bytes do not exist");
            Some(format!("bytes */{length}"))
        }
    };
    let mut response = whole(answer);
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(value) = content_range {
        let value = HeaderValue::from_str(&value).expect("numbers are a header");
        response.headers_mut().insert(CONTENT_RANGE, value);
    }
    response
}

/// Returns an answer unchanged.
fn whole(answer: Answer) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::empty());
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    headers.insert(CONTENT_LENGTH, answer.content.length().into());
    if let Some(location) = answer.location {
        let location = HeaderValue::from_str(&location).expect("an encoded path is a header");
        headers.insert(LOCATION, location);
    }
    *response.body_mut() = answer.content.into();
    response
}

/// Opens an event stream, if there is room for one.
fn open(
    shared: &Arc<ServerState>,
    place: &ConnectionSlot,
    reader: Subscriber,
) -> Response<ResponseBody> {
    if !place.becomes_stream() {
        let mut response = refuse(StatusCode::SERVICE_UNAVAILABLE, "too many pages are open");
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
        return response;
    }
    stream(events::open(Arc::clone(shared), reader))
}

/// The connection ends with the stream, since it has the stream's place.
fn stream(body: ResponseBody) -> Response<ResponseBody> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
