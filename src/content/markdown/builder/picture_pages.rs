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
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let download = |what| Some((what, DOWNLOAD.to_owned()));
    let is_wiki = bare.ends_with(".wikimedia.org")
        || bare.ends_with(".wikipedia.org")
        || bare == "wikipedia.org";
    match bare {
        "github.com" | "gitlab.com" | "codeberg.org" => raw(url, bare, path),
        _ if is_wiki && first == "wiki" => {
            let file = path.strip_prefix("wiki/").and_then(|title| title.split_once(':'))?.1;
            let hint = format!(
                "open the page, download the file, put it beside this article, and write its name: `![what it shows]({file})`; name its author and licence in the caption"
            );
            has_picture_ending(file).then_some(("a page of Wikimedia about a picture", hint))
        }
        "drive.google.com" if matches!(first, "file" | "open" | "drive") => {
            download("a page of Google Drive")
        }
        "docs.google.com" => download("a page of Google Docs"),
        "photos.google.com" | "photos.app.goo.gl" => download("a page of Google Photos"),
        "dropbox.com" => {
            let is_file = query.split('&').any(|it| matches!(it, "raw=1" | "dl=1"));
            if is_file { None } else { download("a page of Dropbox") }
        }
        "1drv.ms" | "onedrive.live.com" => download("a page of OneDrive"),
        "icloud.com" => download("a page of iCloud"),
        "imgur.com" if !has_picture_ending(path) => download("a page of Imgur"),
        "flickr.com" if first == "photos" => download("a page of Flickr"),
        "flic.kr" => download("a page of Flickr"),
        "instagram.com" if matches!(first, "p" | "reel") || parts.next() == Some("p") => {
            download("a page of Instagram")
        }
        "facebook.com" | "fb.com" => download("a page of Facebook"),
        "x.com" | "twitter.com" if path.contains("/status/") => download("a post on X"),
        "bsky.app" if path.contains("/post/") => download("a post on Bluesky"),
        "pinterest.com" if first == "pin" => download("a page of Pinterest"),
        "unsplash.com" if first == "photos" => download("a page of Unsplash"),
        "pexels.com" if first == "photo" => download("a page of Pexels"),
        "pixabay.com" if matches!(first, "photos" | "illustrations" | "vectors") => {
            download("a page of Pixabay")
        }
        "google.com" if matches!(first, "imgres" | "search" | "url") => {
            download("a page of Google's search")
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
            "https://images.unsplash.com/photo-1",
            "https://github.com/desk/site/workflows/ci/badge.svg",
            "https://example.org/file/d/view",
            "crack.png",
        ] {
            assert!(page(url).is_none(), "{url}");
        }
    }
}
