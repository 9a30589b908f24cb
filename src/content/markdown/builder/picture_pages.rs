//! Addresses of pages that show a picture, where the address of the picture is needed: of all that this tells, only the
//! form of the address is known.

use crate::content::markdown::builder::state::TreeBuilder;
use crate::diagnostic::Code;
use crate::span::Span;

impl TreeBuilder<'_, '_, '_, '_> {
    /// Reports a picture whose address is that of a page.
    pub(in crate::content::markdown) fn report_picture_page(
        &mut self,
        url: &str,
        span: Span,
    ) -> bool {
        let Some((what, hint)) = page(url) else { return false };
        let message = format!(
            "this address leads to {what}, not to the picture itself, so no picture would be shown"
        );
        self.decoder.report_with_hint(Code::ImageFormat, span, message, hint);
        true
    }
}

/// What to do with a picture that its owner lets people download.
const DOWNLOAD: &str = "download the picture, put it beside this file, and write its name: `![what it shows](name.jpg)`";

/// Returns what page this is the address of, and what to do.
fn page(url: &str) -> Option<(&'static str, String)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let bare = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.split('#').next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    let is_wiki = bare.ends_with(".wikimedia.org") || bare.ends_with(".wikipedia.org");
    match bare {
        "github.com" | "gitlab.com" | "codeberg.org" => raw(url, bare, path),
        _ if is_wiki && first == "wiki" => {
            let file = path.strip_prefix("wiki/").and_then(|title| title.split_once(':'))?.1;
            let hint = format!(
                "open the page, download the file, put it beside this article, and write its name: `![what it shows]({file})`; name its author and licence in the caption"
            );
            has_picture_ending(file).then_some(("a page of Wikimedia about a picture", hint))
        }
        "youtu.be" | "youtube.com" => Some((
            "a page with a video",
            format!(
                "link to it: `[what it shows]({url})`; or write the `<iframe>` that its site offers"
            ),
        )),
        "vimeo.com" => {
            Some(("a page with a video", format!("link to it: `[what it shows]({url})`")))
        }
        _ => shown_by(bare, (path, query)).map(|what| (what, DOWNLOAD.to_owned())),
    }
}

/// Returns the page of a host at which people look at one picture.
fn shown_by(host: &str, (path, query): (&str, &str)) -> Option<&'static str> {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let second = parts.next().unwrap_or_default();
    let is_page = |is_one: bool, what| is_one.then_some(what);
    match host {
        "drive.google.com" => {
            is_page(matches!(first, "file" | "open" | "drive"), "a page of Google Drive")
        }
        // A chart that is published is a picture.
        "docs.google.com" => {
            let ends = ["/edit", "/view", "/preview"];
            is_page(ends.iter().any(|end| path.ends_with(end)), "a page of Google Docs")
        }
        "photos.google.com" | "photos.app.goo.gl" => Some("a page of Google Photos"),
        "dropbox.com" => {
            let is_file = query.split('&').any(|it| matches!(it, "raw=1" | "dl=1"));
            is_page(!is_file, "a page of Dropbox")
        }
        "1drv.ms" | "onedrive.live.com" => Some("a page of OneDrive"),
        "icloud.com" => Some("a page of iCloud"),
        "imgur.com" => is_page(!has_picture_ending(path), "a page of Imgur"),
        "flickr.com" => is_page(first == "photos", "a page of Flickr"),
        "flic.kr" => Some("a page of Flickr"),
        "instagram.com" => {
            is_page(matches!(first, "p" | "reel") || second == "p", "a page of Instagram")
        }
        "facebook.com" | "fb.com" => Some("a page of Facebook"),
        "x.com" | "twitter.com" => is_page(path.contains("/status/"), "a post on X"),
        "bsky.app" => is_page(path.contains("/post/"), "a post on Bluesky"),
        "pinterest.com" => is_page(first == "pin", "a page of Pinterest"),
        "unsplash.com" => is_page(first == "photos", "a page of Unsplash"),
        "pexels.com" => is_page(first == "photo", "a page of Pexels"),
        "pixabay.com" => {
            is_page(matches!(first, "photos" | "illustrations" | "vectors"), "a page of Pixabay")
        }
        "google.com" => {
            is_page(matches!(first, "imgres" | "search" | "url"), "a page of Google's search")
        }
        _ => None,
    }
}

/// A page of GitHub or GitLab about a file: `…/blob/main/x.png`.
fn raw(url: &str, host: &str, path: &str) -> Option<(&'static str, String)> {
    let (sign, right, what) = match host {
        "github.com" => ("/blob/", "/raw/", "a page of GitHub about a picture"),
        "gitlab.com" => ("/-/blob/", "/-/raw/", "a page of GitLab about a picture"),
        _ => ("/src/branch/", "/raw/branch/", "a page of Codeberg about a picture"),
    };
    if !path.contains(sign) || !has_picture_ending(path) || url.contains("raw=") {
        return None;
    }
    let raw = url.split(['?', '#']).next()?.replacen(sign, right, 1);
    let hint = format!(
        "write the address of the file, `{raw}`; better, download it, and put it beside this article"
    );
    Some((what, hint))
}

fn has_picture_ending(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn pages_are_told_from_pictures_by_their_addresses() {
        for url in [
            "https://drive.google.com/file/d/1AbC/view?usp=sharing",
            "https://photos.app.goo.gl/xyz",
            "https://www.dropbox.com/s/abc/crack.png?dl=0",
            "https://www.dropbox.com/scl/fi/abc/crack.png?rlkey=x&dl=0",
            "https://imgur.com/a/xyz",
            "https://www.flickr.com/photos/someone/123/",
            "https://commons.wikimedia.org/wiki/File:Bridge.jpg",
            "https://de.wikipedia.org/wiki/Datei:Bridge.JPG",
            "https://www.instagram.com/p/Cxyz/",
            "https://www.facebook.com/photo/?fbid=1",
            "https://github.com/desk/site/blob/main/crack.png",
            "https://gitlab.com/desk/site/-/blob/main/crack.png",
        ] {
            assert!(page(url).is_some(), "{url}");
        }
        for url in [
            "https://i.imgur.com/xyz.png",
            "https://www.dropbox.com/s/abc/crack.png?raw=1",
            "https://upload.wikimedia.org/wikipedia/commons/a/ab/Bridge.jpg",
            "https://raw.githubusercontent.com/desk/site/main/crack.png",
            "https://github.com/desk/site/raw/main/crack.png",
            "https://github.com/desk/site/blob/main/crack.png?raw=true",
            "https://live.staticflickr.com/1/2_b.jpg",
            "https://drive.google.com/uc?id=1AbC",
            "https://docs.google.com/spreadsheets/d/e/1/pubchart?oid=1&format=image",
            "https://images.unsplash.com/photo-1",
            "https://github.com/desk/site/workflows/ci/badge.svg",
            "https://example.org/file/d/view",
            "crack.png",
        ] {
            assert!(page(url).is_none(), "{url}");
        }
    }
}
