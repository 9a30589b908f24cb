//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309). `lastmod` is the article's own date of change, or
//! absent; never the time of the build.

use crate::escape::html;
use crate::render::parts::SitemapEntry;
use crate::render::renderer::Renderer;
use crate::site::{Generated, PageNumber};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Renderer<'_> {
    /// Returns a sitemap of these addresses.
    pub(super) fn sitemap(&self, entries: &[SitemapEntry<'_>]) -> String {
        let mut out = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n");
        for SitemapEntry { path, changed } in entries {
            let path = path.as_str();
            let Some(base) = &self.config.base_url else { break };
            out.push_str("<url><loc>");
            out.push_str(&html(
                &base.absolute_path(path.strip_suffix("index.html").unwrap_or(path)),
            ));
            out.push_str("</loc>");
            if let Some(changed) = changed {
                let written = if changed.instant.is_some() {
                    changed.rfc3339(&self.config.time_zone)
                } else {
                    changed.day.to_string()
                };
                out.push_str("<lastmod>");
                out.push_str(&written);
                out.push_str("</lastmod>");
            }
            out.push_str("</url>\n");
        }
        out.push_str("</urlset>\n");
        out
    }

    /// Returns the index of this many sitemaps.
    pub(super) fn sitemap_index(&self, parts: usize) -> String {
        let mut out = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
        for part in (0..parts).map(PageNumber::after) {
            out.push_str("<sitemap><loc>");
            out.push_str(&html(&self.absolute(&Generated::SitemapPart(part).route())));
            out.push_str("</loc></sitemap>\n");
        }
        out.push_str("</sitemapindex>\n");
        out
    }

    /// Everybody may read everything.
    pub(super) fn robots(&self) -> String {
        let mut out = String::from("User-agent: *\nDisallow:\n");
        if let Some(base) = &self.config.base_url {
            out.push_str("\nSitemap: ");
            out.push_str(&base.absolute(&Generated::Sitemap.route()));
            out.push('\n');
        }
        out
    }
}
