//! The types of files, by their extensions: our own list, so that the same site is served in the same way on every
//! machine. It agrees with mime-db (1.54), from which GitHub Pages takes its types. What mime-db does not know, such as
//! `.bib`, browsers only save, both there and here.

use crate::path::SitePath;

/// The type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of the server's own short answers.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";

/// The type of scripts.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Returns the type of an output, by its extension.
pub(super) fn of(path: &SitePath) -> &'static str {
    let extension = path.extension().unwrap_or("").to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "js" | "mjs" => SCRIPT,
        "css" => "text/css; charset=utf-8",
        "txt" | "text" | "log" => PLAIN,
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" | "xsl" => "application/xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "xhtml" => "application/xhtml+xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        _ => binary(&extension),
    }
}

fn binary(extension: &str) -> &'static str {
    match extension {
        "png" => "image/png",
        "apng" => "image/apng",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "ico" => "image/vnd.microsoft.icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" => "video/mp4",
        "m4v" => "video/x-m4v",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/x-flac",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
