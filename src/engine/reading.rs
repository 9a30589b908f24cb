//! Reads the articles of a site. Those whose bytes a [`Builder`] does not know are parsed, and judged while their trees are
//! there, if the rules of `nutgraf check` will be run: nothing is parsed a second time for them.

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Parsed, parse};
use crate::digest::Digest;
use crate::engine::builder::Builder;
use crate::engine::grounds::Grounds;
use crate::engine::judged::Judged;
use crate::engine::look::Look;
use crate::engine::memory::{self, Read, Remembered};
use crate::files::Files;
use crate::path::SitePath;

/// Says which articles are judged.
pub type Wanted<'a> = &'a (dyn Fn(&SitePath) -> bool + Sync);

/// Which articles are judged, and on what.
pub(super) struct Judging<'a> {
    pub(super) grounds: Grounds,
    pub(super) wanted: Wanted<'a>,
}

/// A file that was read, and what was found in it if it was judged.
type ReadArticle = (SitePath, Read<Option<Parsed>>, Option<Judged>);

impl Builder {
    /// Reads what changed; returns how many files were parsed.
    pub(super) fn read_articles(
        &mut self,
        files: &dyn Files,
        config: &Config,
        look: Look<'_>,
        judging: Option<&Judging<'_>>,
    ) -> usize {
        let settings = Digest::of_value(&config.markdown);
        let wanted: Vec<&SitePath> = match look {
            Look::At(paths) if self.settings == Some(settings) => {
                paths.intersection(&self.listing.markdown).collect()
            }
            _ => self.listing.markdown.iter().collect(),
        };
        let known = &self.memory.articles;
        let read = |path: &SitePath| -> ReadArticle {
            let judging = judging.filter(|judging| (judging.wanted)(path));
            let mut findings = None;
            let read = memory::read(files, path, (known.get(path), settings), |file| {
                memory::article(file, |file| match judging {
                    None => parse(file, &config.markdown),
                    Some(judging) => {
                        let (outcome, found) = judging.grounds.parse(file);
                        findings = found;
                        outcome
                    }
                })
            });
            let judged = judging.zip(findings).and_then(|(judging, findings)| {
                let Read::New(Remembered { digest, outcome, .. }) = &read else { return None };
                let article = outcome.value.as_ref()?.whole()?;
                Some(Judged { key: judging.grounds.key(*digest, article), findings })
            });
            (path.clone(), read, judged)
        };
        let articles: Vec<ReadArticle> = wanted.into_par_iter().map(read).collect();
        let is_gone =
            |path: &&SitePath| known.contains_key(*path) && !self.listing.markdown.contains(*path);
        let gone: Vec<SitePath> = match look {
            Look::Everything => known.keys().filter(is_gone).cloned().collect(),
            Look::At(paths) => paths.iter().filter(is_gone).cloned().collect(),
        };
        self.settings = Some(settings);
        for path in gone {
            self.memory.articles.remove(&path);
            self.changed.push(path);
        }
        let mut parsed = 0;
        for (path, read, judged) in articles {
            self.judged.extend(judged.map(|judged| (path.clone(), judged)));
            match read {
                Read::Same(known) => {
                    self.memory.articles.insert(path, known);
                }
                Read::New(known) => {
                    parsed += 1;
                    self.changed.push(path.clone());
                    self.memory.articles.insert(path, known);
                }
                // Removed since the walk: as if it had never been there.
                Read::Gone => {
                    self.listing.markdown.remove(&path);
                    self.memory.articles.remove(&path);
                    self.changed.push(path);
                }
            }
        }
        parsed
    }
}
