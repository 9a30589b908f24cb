//! What is said about addresses that cannot be followed.

use crate::content::link::LinkFault;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety, once};
use crate::node::decode::Decoder;
use crate::span::Span;

/// Reports why a link cannot be followed.
pub(crate) fn report_link_fault(d: &mut Decoder<'_>, url: &str, span: Span, fault: &LinkFault) {
    let shown: String = url.chars().take(60).collect();
    let (code, message, hint) = match fault {
        LinkFault::Backslash(slashes) => {
            let message = format!("`{shown}` has `\\` where an address has `/`");
            let fix = once(d.text, span, url)
                .map(|place| Fix::replace(d.path, place, slashes, Safety::Safe));
            let place = d.place(span);
            let finding = Diagnostic::new(Code::LinkBroken, place, message);
            d.findings.push(finding.hint(format!("write `{slashes}`")).fix(fix));
            return;
        }
        LinkFault::Slashes(whole) => {
            let message = format!("`{shown}` lacks `//` after the colon");
            let fix = once(d.text, span, url)
                .map(|place| Fix::replace(d.path, place, whole, Safety::Safe));
            let finding = Diagnostic::new(Code::LinkBroken, d.place(span), message);
            d.findings.push(finding.hint(format!("write `{whole}`")).fix(fix));
            return;
        }
        LinkFault::Script(scheme) if scheme == "file" => (
            Code::LinkScriptUrl,
            format!("`{shown}` is a file on your own computer, which no reader has"),
            "put the file into `content/`, and write its path relative to this file, with `/`",
        ),
        LinkFault::Script(scheme) if scheme == "data" && url.contains("image/") => (
            Code::LinkScriptUrl,
            "this address has the picture itself in it, as a `data:` URL".to_owned(),
            "save the picture as a file beside this one, and write its name: `![what it shows](name.png)`",
        ),
        LinkFault::Computer => (
            Code::LinkBroken,
            format!("`{shown}` is a path on your own computer"),
            "put the file into `content/`, and write its path relative to this file, with `/`",
        ),
        LinkFault::Script(scheme) => (
            Code::LinkScriptUrl,
            format!("a `{scheme}:` URL would run a script or carry a document of its own"),
            "link to an `https:` address or to a file of this site",
        ),
        LinkFault::Scheme(scheme) => (
            Code::LinkScheme,
            format!("pages do not link to `{scheme}:`"),
            "use `https:`, `mailto:` or a path; a file name with a colon is written `./name:x`",
        ),
        LinkFault::Outside => (
            Code::PathOutside,
            format!("`{shown}` leads out of the content folder"),
            "put the file below `content/`, and write its path relative to this one; or put it into `static/`, and write `/` and its name",
        ),
        LinkFault::Malformed => (
            Code::LinkBroken,
            format!("`{shown}` is not an address"),
            "write `other.md`, `/path/` or `https://…`",
        ),
    };
    d.report_with_hint(code, span, message, hint);
}
