//! [`Rule`]: all that is said about a kind of finding, wherever it is found.

use crate::diagnostic::severity::Severity;

/// A kind of finding, as it is explained to authors.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, `group/name`, which never changes its meaning.
    pub name: &'static str,
    /// Its severity unless `[check]` says otherwise.
    pub severity: Severity,
    /// One line on what it means.
    pub summary: &'static str,
    /// What it means and why it is a finding.
    pub explanation: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// What causes it.
    pub example: Example,
}

/// A rule of `nutgraf check`: a judgement about the content, as an editor gives it, of something that nutgraf publishes
/// all the same.
#[derive(Clone, Copy, Debug)]
pub struct CheckRule {
    /// What is said about it.
    pub rule: Rule,
    /// Where it comes from: a style guide, a standard, a paper, a study.
    pub origin: &'static str,
    /// The primary subtags of the languages that it reads; empty if it reads no words, and so holds for all.
    pub languages: &'static [&'static str],
    /// How often it was right on prose that it was not made for.
    pub measured: Option<Measured>,
}

/// How a rule did on labelled prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Findings that were right.
    pub right: u32,
    /// Findings that were not.
    pub wrong: u32,
    /// What it should have found and did not.
    pub missed: u32,
}

/// What causes a finding.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// Files of a site, each with its path and text. If none of them is `site.toml`, the settings are the usual ones.
    Files {
        /// The smallest files that cause the finding.
        bad: &'static [ExampleFile],
        /// The same files, corrected.
        good: &'static [ExampleFile],
    },
    /// A sentence, if a few files cannot show it.
    Told(&'static str),
}

/// A file of an example: its path and its text.
pub type ExampleFile = (&'static str, &'static str);

impl Example {
    /// Returns the correction: the good files that differ from the bad ones, and the paths of the removed ones.
    pub fn corrected(&self) -> (Vec<ExampleFile>, Vec<&'static str>) {
        let Self::Files { bad, good } = self else { return (Vec::new(), Vec::new()) };
        let changed = good.iter().filter(|file| !bad.contains(file)).copied().collect();
        let gone = bad.iter().map(|(path, _)| *path);
        let gone = gone.filter(|path| good.iter().all(|(other, _)| other != path)).collect();
        (changed, gone)
    }
}
