//! [`Guesses`] at what was meant by something that was not found. They are made when all pages are there, in the order
//! of the pages, so that the guess for one page does not depend on which was linked first.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Anchor, Article, markdown_stem};
use crate::diagnostic::{Findings, Fix, Safety, did_you_mean, nearest};
use crate::digest::Digested;
use crate::path::SitePath;
use crate::site::anchors::PageAnchors;
use crate::site::listed::SharedSources;
use crate::site::numbers::PageId;
use crate::site::routes::Routes;
use crate::site::unfound::{Unfound, Wanted};

/// At most this many different things are guessed at. A guess looks at every name of the site, and after a folder has
/// been moved there may be thousands of broken links, which nobody repairs one by one.
const MOST_GUESSES: usize = 100;

/// What may have been meant.
struct Guess {
    hint: String,
    fix: Option<Fix>,
}

/// Guesses at what was meant, each made once.
pub(crate) struct Guesses<'a> {
    routes: &'a Routes,
    shared: &'a SharedSources,
    articles: &'a [&'a Arc<Digested<Article>>],
    known: BTreeMap<Wanted, Vec<String>>,
    /// Every published path.
    paths: OnceCell<Vec<String>>,
    /// The articles by the name of their file; for each name, the first two.
    names: OnceCell<BTreeMap<&'a str, Vec<&'a str>>>,
}

impl<'a> Guesses<'a> {
    pub(crate) fn new(
        routes: &'a Routes,
        shared: &'a SharedSources,
        articles: &'a [&'a Arc<Digested<Article>>],
    ) -> Self {
        let (paths, names) = (OnceCell::new(), OnceCell::new());
        Self { routes, shared, articles, known: BTreeMap::new(), paths, names }
    }

    /// Adds the finding about something that was not found to the findings of its page.
    pub(crate) fn tell(&mut self, unfound: &Unfound, findings: &mut Findings) {
        if findings.has_room(unfound.finding.code) {
            let finding = unfound.finding.clone();
            findings.push(match self.guess(unfound) {
                Some(Guess { hint, fix }) => finding.hint(hint).fix(fix),
                None => finding.hint(unfound.otherwise.clone()),
            });
        } else {
            findings.leave_out(&unfound.finding);
        }
    }

    /// What may have been meant.
    fn guess(&mut self, unfound: &Unfound) -> Option<Guess> {
        let Unfound { finding, wanted, .. } = unfound;
        let from = seen_from(&finding.place.path);
        let (near, wrong) = match wanted {
            Wanted::Article(path) => {
                (from.reference_to(&self.article(path, &from)?), from.reference_to(path.as_str()))
            }
            Wanted::File(path) => {
                let near = self.near(wanted).first()?;
                (from.reference_to(near), from.reference_to(path.as_str()))
            }
            Wanted::Anchor { anchor: name, .. }
            | Wanted::Path(name)
            | Wanted::Source { id: name, .. } => (self.near(wanted).first()?.clone(), name.clone()),
        };
        let hint = match wanted {
            Wanted::File(_) => format!("did you mean `{near}`? upper and lower case matter"),
            Wanted::Anchor { .. } => format!("did you mean `#{near}`?"),
            _ => format!("did you mean `{near}`?"),
        };
        let fix = unfound.fix(&near, Safety::of_guess(&wrong, &near));
        Some(Guess { hint, fix })
    }

    /// Returns the article that may be meant by `path`, other than the one that contains it: `other.md` may mean
    /// `other/index.md`, or a file in another folder.
    fn article(&mut self, path: &SitePath, own: &SitePath) -> Option<String> {
        let as_folder = markdown_stem(path).map(|stem| format!("{stem}/index.md"));
        let as_folder = as_folder.and_then(|path| SitePath::new(path).ok());
        if let Some(there) =
            as_folder.filter(|path| path != own && self.routes.page_of(path).is_some())
        {
            return Some(there.as_str().to_owned());
        }
        let other = |near: &&str| *near != own.as_str();
        let near = self.near(&Wanted::Article(path.clone())).iter().map(String::as_str).find(other);
        if near.is_some() {
            return near.map(str::to_owned);
        }
        let named = self.names().get(name_of(path.as_str()))?;
        named.iter().copied().find(other).map(str::to_owned)
    }

    /// Returns the names nearest to something, at most two.
    fn near(&mut self, wanted: &Wanted) -> &[String] {
        if !self.known.contains_key(wanted) {
            if self.known.len() >= MOST_GUESSES {
                return &[];
            }
            let near = self.look(wanted);
            self.known.insert(wanted.clone(), near);
        }
        self.known.get(wanted).map_or(&[], Vec::as_slice)
    }

    /// Looks at every name that may be meant.
    fn look(&self, wanted: &Wanted) -> Vec<String> {
        let article = |page: &PageId| self.articles.get(page.0).copied();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        match wanted {
            Wanted::Article(path) => owned(nearest(path.as_str(), self.routes.article_paths(), 2)),
            Wanted::File(path) => owned(nearest(path.as_str(), self.routes.file_paths(), 1)),
            Wanted::Path(path) => {
                let paths = self.paths.get_or_init(|| self.routes.known_paths().collect());
                owned(nearest(path, paths.iter().map(String::as_str), 1))
            }
            Wanted::Anchor { page, anchor } => {
                let Some(article) = article(page) else { return Vec::new() };
                // `#questions` is called like the part, whose anchor no heading can take.
                let part = format!("part:{anchor}");
                let is_part = matches!(Anchor::parse(&part), Some(Anchor::Part(_)));
                if is_part && PageAnchors::of(article).has(None, &part) {
                    return vec![part];
                }
                let anchors = article.anchors.iter().map(String::as_str);
                did_you_mean(anchor, anchors).into_iter().map(str::to_owned).collect()
            }
            Wanted::Source { page, id } => {
                let own = article(page).into_iter().flat_map(|article| &article.sources);
                let own = own.map(|source| source.id.as_str());
                let shared = self.shared.ids.keys().map(String::as_str);
                owned(nearest(id, own.chain(shared), 1))
            }
        }
    }

    fn names(&self) -> &BTreeMap<&'a str, Vec<&'a str>> {
        self.names.get_or_init(|| {
            let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for path in self.routes.article_paths() {
                let named = names.entry(name_of(path)).or_default();
                if named.len() < 2 {
                    named.push(path);
                }
            }
            names
        })
    }
}

/// Returns the file name that identifies an article in any folder; `index.md` says nothing without its folder.
fn name_of(path: &str) -> &str {
    let whole = path.strip_suffix("/index.md").unwrap_or(path);
    let at = whole.rfind('/').map_or(0, |at| at + 1);
    path.get(at..).unwrap_or(path)
}

/// Returns the folder that a reference is relative to: those of the menu are in the settings, but relative to the
/// content folder.
fn seen_from(path: &SitePath) -> SitePath {
    if path.below("content").is_some() {
        return path.clone();
    }
    SitePath::new("content/index.md").expect("a path in a program is a path")
}
