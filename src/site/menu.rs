//! The entries of the menu: where they lead.

use crate::config::MenuItem;
use crate::content::{LinkFault, LinkPurpose, LinkTarget, WrittenAddress, classify};
use crate::diagnostic::{Code, Diagnostic, Place, Safety, in_quotes};
use crate::path::SitePath;
use crate::site::links::{LinkOrigin, Resolver, WrittenPath};
use crate::site::target::Target;
use crate::site::unfound::{LinkFindings, replacement};

impl Resolver<'_> {
    /// Resolves an entry of the menu: a path of the site, a content file, or a whole URL.
    pub(crate) fn menu(
        &self,
        item: &MenuItem,
        config: &SitePath,
        found: &mut LinkFindings,
    ) -> Target {
        let written = in_quotes(item.span, &item.url);
        let origin = LinkOrigin {
            place: Place::new(config, item.span),
            written: written.map(|span| WrittenAddress::of(&item.url, span)),
            purpose: LinkPurpose::Follow,
        };
        self.menu_target(item, origin, found)
    }

    fn menu_target(&self, item: &MenuItem, origin: LinkOrigin, found: &mut LinkFindings) -> Target {
        // Relative to the content folder, so that `about.md` and `/about/` both work.
        let from = SitePath::new("content/index.md").expect("a path in a program is a path");
        match classify(&from, &item.url) {
            Ok(LinkTarget::Site { path, query, anchor }) => {
                let written = WrittenPath { path: &path, query: &query, anchor: anchor.as_deref() };
                self.site_path(origin, &written, found)
            }
            Ok(LinkTarget::Article { path, anchor }) => {
                self.article(origin, &path, anchor.as_deref(), found)
            }
            Ok(LinkTarget::External(url)) => Target::External(url),
            // `about` may mean `/about/`.
            Ok(LinkTarget::File { path, .. }) if path.extension().is_none() => {
                let path = path.below("content").unwrap_or_default();
                self.pathless(item, origin, path, found)
            }
            Ok(_) => {
                found.findings.push(
                    Diagnostic::new(
                        Code::LinkBroken,
                        origin.place,
                        format!("`{}` cannot be the address of a menu entry", item.url),
                    )
                    .hint("write a path of the site such as `/about/`, or `https://…`"),
                );
                Target::Nowhere
            }
            Err(fault) => {
                let hint = match fault {
                    LinkFault::Backslash(slashes) => format!("write `{slashes}`"),
                    _ => "write a path of the site such as `/about/`, or `https://…`".to_owned(),
                };
                let message = format!("`{}` cannot be linked to", item.url);
                let finding = Diagnostic::new(Code::LinkScheme, origin.place, message);
                found.findings.push(finding.hint(hint));
                Target::Nowhere
            }
        }
    }

    fn pathless(
        &self,
        item: &MenuItem,
        origin: LinkOrigin,
        path: &str,
        found: &mut LinkFindings,
    ) -> Target {
        let whole = format!("/{path}/");
        if self.routes.at(&whole).is_none() {
            let written = WrittenPath { path: &whole, query: "", anchor: None };
            return self.site_path(origin, &written, found);
        }
        let fix = replacement(&origin.place.path, origin.path(), &whole, Safety::Safe);
        let message = format!("`{}` is not a path of the site", item.url);
        let finding = Diagnostic::new(Code::LinkBroken, origin.place, message);
        found.findings.push(finding.hint(format!("write `{whole}`")).fix(fix));
        Target::Nowhere
    }
}
