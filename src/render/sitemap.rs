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
            out.push_str(&format!(
                "<url><loc>{}</loc>",
                html(&base.absolute_path(path.strip_suffix("index.html").unwrap_or(path)))
            ));
            if let Recipe::Article(id) = job.recipe {
                if let Some(changed) = &self.site.page(id).article.updated {
                    let written = if changed.instant.is_some() {
                        changed.rfc3339(&self.config.time_zone)
                    } else {
                        changed.day.to_string()
                    };
                    out.push_str(&format!("<lastmod>{written}</lastmod>"));
                }
            }
            out.push_str("</url>\n");
        }
        out.push_str("</urlset>\n");
        out
    }

    fn sitemap_index(&self, parts: usize) -> String {
        let mut out = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
        for part in 1..=parts {
            out.push_str(&format!(
                "<sitemap><loc>{}</loc></sitemap>\n",
                html(&self.absolute(&Route::home())).trim_end_matches('/').to_owned()
                    + &format!("/sitemap-{part}.xml")
            ));
        }
        out.push_str("</sitemapindex>\n");
        out
    }

    /// Everybody may read everything.
    pub(super) fn robots(&self) -> String {
        let mut out = String::from("User-agent: *\nDisallow:\n");
        if let Some(base) = &self.config.base_url {
            out.push_str(&format!("\nSitemap: {}sitemap.xml\n", base.as_str()));
        }
        out
    }
}
