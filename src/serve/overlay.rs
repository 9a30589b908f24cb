//! Findings as HTML: [`overlay()`] makes the box over a page, [`fault_page`] a page for when there is none. All of the
//! author's text is escaped, because an excerpt can contain any markup.

use std::fmt::Write as _;

use crate::diagnostic::human::{TextOf, location, render};
use crate::diagnostic::{Diagnostic, Place};
use crate::escape;
use crate::serve::editor::EditorLink;
use crate::span::Position;

/// The maximum number of findings shown at once. Nobody fixes more between two saves.
const MOST: usize = 50;

/// Returns the errors among `findings` as an HTML fragment; `None` if there are none. Warnings stay in the terminal,
/// because they do not prevent publishing. Places are links if there is an editor to open them.
pub fn overlay(
    findings: &[Diagnostic],
    text_of: TextOf<'_>,
    editor: Option<&EditorLink>,
) -> Option<String> {
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    let heading = heading(&errors, "error")?;
    Some(list(&heading, &errors, "are shown in the terminal", text_of, editor))
}

/// Returns all of `findings` like [`overlay()`]; the heading says how many there are, and `place`, where they are.
pub fn panel(
    findings: &[Diagnostic],
    place: &str,
    text_of: TextOf<'_>,
    editor: Option<&EditorLink>,
) -> Option<String> {
    let all: Vec<&Diagnostic> = findings.iter().collect();
    let heading = heading(&all, "finding")? + place;
    Some(list(&heading, &all, "are shown by `nutgraf check`", text_of, editor))
}

/// Returns how many there are; `None` if there are none.
fn heading(findings: &[&Diagnostic], one: &str) -> Option<String> {
    match findings.iter().map(|finding| finding.count()).sum() {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {one}s")),
    }
}

/// Returns a heading and the first findings; `elsewhere` says where the others are shown.
fn list(
    heading: &str,
    findings: &[&Diagnostic],
    elsewhere: &str,
    text_of: TextOf<'_>,
    editor: Option<&EditorLink>,
) -> String {
    let mut html = format!("<h1>{heading}</h1>\n<ol>\n");
    for finding in findings.iter().take(MOST) {
        html.push_str("<li>\n<p>");
        link(&finding.place, text_of, editor, &mut html);
        html.push_str("</p>\n<pre>");
        escape::html_into(&render(finding, text_of, false), &mut html);
        html.push_str("</pre>\n</li>\n");
    }
    html.push_str("</ol>\n");
    let more: usize = findings.iter().skip(MOST).map(|finding| finding.count()).sum();
    if more > 0 {
        writeln!(html, "<p>{more} more {elsewhere}.</p>").expect("a string takes all");
    }
    html
}

/// Returns a heading and the text below it, as an HTML fragment.
pub fn notice(heading: &str, texts: &[String]) -> String {
    let mut html = format!("<h1>{}</h1>\n", escape::html(heading));
    for text in texts {
        html.push_str("<p>");
        escape::html_into(text, &mut html);
        html.push_str("</p>\n");
    }
    html
}

/// Writes `file:line:column`, as a link if there is an editor.
fn link(place: &Place, text_of: TextOf<'_>, editor: Option<&EditorLink>, html: &mut String) {
    let start = Position { line: 1, column: 1 };
    let position = match (place.span, text_of(&place.path)) {
        (Some(span), Some(index)) => index.position(span.start),
        _ => start,
    };
    let name = escape::html(&location(place, text_of));
    let written = match editor {
        Some(editor) => {
            let href = escape::html(&editor.href(&place.path, position));
            write!(html, "<a href=\"{href}\"><code>{name}</code></a>")
        }
        None => write!(html, "<code>{name}</code>"),
    };
    written.expect("a string takes all");
}

/// The style of [`fault_page`].
const STYLE: &str = "body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;\
color:#1b1b1b;background:#fff;border-top:6px solid #b3261e}\
ol{list-style:none;padding:0}pre{overflow:auto;padding:.75rem;background:#f4f4f4}a{color:#0b57d0}\
@media(prefers-color-scheme:dark){body{color:#f1f1f1;background:#121212;border-color:#f2b8b5}pre{background:#2b2b2b}\
a{color:#a8c7fa}}";

/// The SHA-256 of [`STYLE`], with which the page's policy allows this style and nothing else.
const STYLE_HASH: &str = "sha256-R7sInp9Ie3t30GQ+y09GqHuWlbpNrsZvCIsUH0776Yo=";

/// Returns a whole page for when nothing can be shown: what happened, and the findings as [`overlay()`] shows them. The
/// server adds its script, so that the page goes away by itself; no other script may run in it, and nothing is loaded.
pub fn fault_page(reason: &str, overlay: Option<&str>) -> String {
    let reason = escape::html(reason);
    let overlay = overlay.unwrap_or("");
    format!(
        "<!doctype html>\n<html lang=\"en\" data-nutgraf-fault>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Cannot be shown</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<p>{reason}</p>\n{overlay}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::rc::Rc;

    use super::{MOST, STYLE, STYLE_HASH, fault_page, overlay, panel};
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::digest::Digest;
    use crate::path::SitePath;
    use crate::serve::EditorLink;
    use crate::span::{LineIndex, Span};

    fn finding(code: Code, message: &str) -> Diagnostic {
        let path = SitePath::new("content/<a> b.md").unwrap();
        Diagnostic::new(code, Place::new(&path, Span::new(6, 9)), message).hint("mend <it>")
    }

    fn show(findings: &[Diagnostic], editor: Option<&EditorLink>) -> Option<String> {
        let index = Rc::new(LineIndex::new("one\nx </pre><script>alert(1)</script>\n"));
        overlay(findings, &|_| Some(Rc::clone(&index)), editor)
    }

    #[test]
    fn an_error_says_what_where_and_what_next() {
        let html = show(&[finding(Code::LinkBroken, "`x` leads nowhere")], None).unwrap();
        for part in [
            "1 error<",
            "link/broken",
            "`x` leads nowhere",
            "b.md:2:3</code>",
            "x &lt;/pre&gt;",
            "mend &lt;it&gt;",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<a "));
    }

    #[test]
    fn warnings_stay_in_the_terminal() {
        assert_eq!(show(&[finding(Code::SourceUnused, "unused")], None), None);
        assert_eq!(show(&[], None), None);
    }

    #[test]
    fn a_panel_shows_every_finding() {
        let all = [finding(Code::SourceUnused, "unused"), finding(Code::LinkBroken, "broken")];
        let show = |findings: &[Diagnostic]| panel(findings, " here", &|_| None, None);
        let html = show(&all).unwrap();
        assert!(html.starts_with("<h1>2 findings here</h1>"), "{html}");
        assert!(html.contains("warning[source/unused]: unused"), "{html}");
        assert!(show(&all[..1]).unwrap().starts_with("<h1>1 finding here</h1>"));
        assert_eq!(show(&[]), None);
    }

    #[test]
    fn no_text_is_markup() {
        let nasty = "</pre><script>alert(1)</script><img src=x onerror=\"alert(1)\">";
        let html = show(&[finding(Code::LinkBroken, nasty)], None).unwrap();
        let page = fault_page(nasty, None);
        for (text, allowed) in [
            (html, "<h1> </h1> <ol> <li> <p> <code> </code> </p> <pre> </pre> </li> </ol>"),
            (page, ""),
        ] {
            assert!(!text.contains("<script") && !text.contains("<img"), "{text}");
            let tags =
                text.split('<').skip(1).map(|tag| format!("<{}>", tag.split('>').next().unwrap()));
            assert!(
                allowed.is_empty() || tags.into_iter().all(|tag| allowed.contains(&tag)),
                "{text}"
            );
        }
    }

    #[test]
    fn places_are_links_to_the_editor() {
        let editor =
            EditorLink::parse("x://o?f={path}&l={line}&c={column}", Path::new("/s")).unwrap();
        let html = show(&[finding(Code::LinkBroken, "x")], Some(&editor)).unwrap();
        let expected = "<a href=\"x://o?f=/s/content/%3Ca%3E%20b.md&amp;l=2&amp;c=3\"><code>content/&lt;a&gt; b.md:2:3</code></a>";
        assert!(html.contains(expected), "{html}");
    }

    #[test]
    fn a_thousand_errors_are_counted_and_some_are_shown() {
        let html = show(&vec![finding(Code::LinkBroken, "x"); 1000], None).unwrap();
        assert!(html.contains("<h1>1000 errors</h1>") && html.contains(">950 more are"));
        assert_eq!(html.matches("<li>").count(), MOST);
    }

    #[test]
    fn a_fault_page_runs_and_loads_nothing_foreign() {
        let page = fault_page("site.toml cannot be read", Some("<ol></ol>\n"));
        assert!(page.contains("default-src 'none'") && page.contains(STYLE_HASH));
        assert!(page.contains("<p>site.toml cannot be read</p>\n<ol></ol>"));
        assert!(page.contains("data-nutgraf-fault"));
    }

    /// If it fails, the style was changed and the policy would forbid it: recompute the hash (`openssl dgst -sha256
    /// -binary | base64`), and the digest here.
    #[test]
    fn the_policy_knows_the_style() {
        let known = (
            "8492883b7b3190cfe6c579dc9f7e7e37",
            "sha256-R7sInp9Ie3t30GQ+y09GqHuWlbpNrsZvCIsUH0776Yo=",
        );
        assert_eq!((Digest::of(STYLE.as_bytes()).to_string().as_str(), STYLE_HASH), known);
    }
}
