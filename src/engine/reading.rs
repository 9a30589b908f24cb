//! Reads the articles of a site. Those whose bytes a [`Builder`] does not know are parsed, and judged while their trees are
//! there, if the rules of `nutgraf check` will be run: nothing is parsed a second time for them.

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Parsed, parse};
use crate::digest::Digest;
use crate::engine::builder::Builder;
use crate::engine::grounds::Judging;
use crate::engine::judged::Judged;
use crate::engine::look::Look;
use crate::engine::memory::{self, Read, Remembered};
use crate::files::Files;
use crate::path::SitePath;

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::sync::{Arc, Mutex};

    use crate::config::Overrides;
    use crate::diagnostic::Code;
    use crate::engine::assembled::{BuildOptions, Clock};
    use crate::engine::builder::Builder;
    use crate::engine::checking::CheckRequest;
    use crate::engine::inputs::read_config;
    use crate::files::{FileError, Files, MemoryFiles, Seen, Walk};
    use crate::path::SitePath;

    /// Counts how often each file is read.
    struct Counting {
        files: MemoryFiles,
        reads: Mutex<BTreeMap<SitePath, usize>>,
    }

    impl Files for Counting {
        fn walk(&self, folder: &str) -> Result<Walk, FileError> {
            self.files.walk(folder)
        }

        fn read(&self, path: &SitePath) -> Result<Option<Vec<u8>>, FileError> {
            *self.reads.lock().unwrap().entry(path.clone()).or_default() += 1;
            self.files.read(path)
        }

        fn read_head(&self, path: &SitePath, limit: usize) -> Result<Option<Vec<u8>>, FileError> {
            self.files.read_head(path, limit)
        }

        fn look(&self, path: &SitePath) -> Result<Seen, FileError> {
            self.files.look(path)
        }

        fn on_disk(&self, path: &SitePath) -> Option<PathBuf> {
            self.files.on_disk(path)
        }
    }

    #[test]
    fn for_a_check_an_article_is_read_once_and_judged_as_if_it_had_been_read_again() {
        let path = |name: &str| SitePath::new(name).unwrap();
        let article = "---\ntitle: Why?\ninsights:\n  - \"Cost of it\"\n---\n\nIt *costs* 5 %.\n";
        let files = MemoryFiles::new()
            .with("site.toml", "title = \"T\"\n")
            .with("content/once.md", article)
            // Another question: of two that are the same, the rule reads both articles again.
            .with("content/twice.md", article.replace("Cost of", "Size of"));
        let files = Counting { files, reads: Mutex::default() };
        let config = read_config(&files, &path("site.toml"), &Overrides::default()).unwrap();
        let config = Arc::new(config.value.unwrap());
        let today = "2026-11-27".parse().unwrap();
        let clock = Clock::Day(today);
        let options = BuildOptions { drafts: false, overrides: Overrides::default(), clock };
        let mut builder = Builder::new();
        let is_wanted = |it: &SitePath| it.as_str() == "content/once.md";
        let assembled = builder.assemble_for_check(&files, &config, &options, &is_wanted).unwrap();
        let request =
            CheckRequest { today, drafts: false, wanted: &|_| true, silent_changes: Vec::new() };
        let checked = builder.check(&files, &assembled, &request).unwrap();
        assert_eq!((assembled.parsed, checked.read), (2, 2));
        let reads = files.reads.lock().unwrap();
        assert_eq!((reads[&path("content/once.md")], reads[&path("content/twice.md")]), (1, 2));
        let found = |name: &str| -> Vec<(Code, Option<crate::span::Span>)> {
            let all = checked.findings.elsewhere.iter().filter(|it| it.place.path == path(name));
            all.map(|finding| (finding.code, finding.place.span)).collect()
        };
        let once = found("content/once.md");
        assert!(once.iter().any(|(code, _)| *code == Code::CitationFigure), "{once:?}");
        assert_eq!(once, found("content/twice.md"));
    }
}
