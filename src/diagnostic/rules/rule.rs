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
