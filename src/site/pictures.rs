//! What an author should know of a picture before readers have it: [`check`].

use crate::content::LinkPurpose;
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::path::SitePath;
use crate::site::page::Picture;

/// The size of a file from which on a picture makes readers wait: a second on a fast phone, ten on a slow one.
const HEAVY: u64 = 1_000_000;

/// Reports what is wrong with a picture that an article shows, or to which it links.
pub(super) fn check(
    path: &SitePath,
    picture: &Picture,
    (place, purpose): (&Place, LinkPurpose),
    findings: &mut Findings,
) {
    let mut report = |code, message: String, hint: &str| {
        findings.push(Diagnostic::new(code, place.clone(), message).hint(hint));
    };
    if picture.located {
        let message = format!("`{path}` says where it was taken");
        let hint = "remove the position from the file, for example with `exiftool -gps:all= -xmp:geotag= FILE`, or save the picture without its metadata";
        report(Code::ImageLocation, message, hint);
    }
    // Whoever follows a link to a picture wants all of it.
    if !matches!(purpose, LinkPurpose::Embed | LinkPurpose::Card) {
        return;
    }
    if picture.size.is_none() {
        let message = format!("the size of `{path}` cannot be read");
        let hint = "check that it is an image that browsers can show; without a size, the page moves while it loads";
        report(Code::ImageUnreadable, message, hint);
    }
    if picture.length > HEAVY {
        let tenths = picture.length / 100_000;
        let message = format!("`{path}` has {}.{} MB", tenths / 10, tenths % 10);
        let hint = "save it smaller: 1600 pixels are wide enough for a page, and a photo of that size has 0.3 MB";
        report(Code::ImageHeavy, message, hint);
    }
}
