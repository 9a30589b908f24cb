//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309). `lastmod` is the article's own date of change, or absent:
//! never the time of the build.

use crate::escape::html;
use crate::path::Route;
use crate::render::Renderer;
use crate::render::plan::{Job, Recipe, SITEMAP_LIMIT, is_indexed, plan};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Renderer<'_> {
    /// Part 0 is the sitemap, or the index of its parts where there are too many addresses for one.
    pub(super) fn sitemap(&self, part: usize) -> String {
        let jobs: Vec<Job> =
            plan(self.site, self.config).into_iter().filter(|job| is_indexed(job.recipe)).collect();
        if part == 0 && jobs.len() > SITEMAP_LIMIT {
            return self.sitemap_index(jobs.len().div_ceil(SITEMAP_LIMIT));
        }
        let mut out = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n");
        for job in jobs.chunks(SITEMAP_LIMIT).nth(part.saturating_sub(1)).unwrap_or(&[]) {
            let path = job.path.as_str();
            let Some(base) = &self.config.base_url else { break };
            out.push_str("<url><loc>");
            out.push_str(&html(
                &base.absolute_path(path.strip_suffix("index.html").unwrap_or(path)),
            ));
            out.push_str("</loc>");
            if let Recipe::Article(id) = job.recipe
                && let Some(changed) = &self.site.page(id).article.updated
            {
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

    fn sitemap_index(&self, parts: usize) -> String {
        let mut out = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
        for part in 1..=parts {
            out.push_str("<sitemap><loc>");
            out.push_str(html(&self.absolute(&Route::home())).trim_end_matches('/'));
            out.push_str("/sitemap-");
            out.push_str(&part.to_string());
            out.push_str(".xml</loc></sitemap>\n");
        }
        out.push_str("</sitemapindex>\n");
        out
    }

    /// Everybody may read everything.
    pub(super) fn robots(&self) -> String {
        let mut out = String::from("User-agent: *\nDisallow:\n");
        if let Some(base) = &self.config.base_url {
            out.push_str("\nSitemap: ");
            out.push_str(base.as_str());
            out.push_str("sitemap.xml\n");
        }
        out
    }
}
