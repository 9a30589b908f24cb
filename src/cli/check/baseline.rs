//! `check --baseline`: leaves out what was found before, so that a team can begin to use `check` on an old site.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use nutgraf::diagnostic::{Diagnostic, json};
use nutgraf::files::DiskFiles;
use serde_json::Value;

use crate::cli::report;

/// A file of more bytes is none that `check` printed; it may have come with a clone, and may never end.
const MOST: u64 = 128 << 20;

/// What makes a finding the same one, wherever its line has moved: file, code, message and line of text.
type Known = (String, String, String, String);

/// The findings that were there before, with the number of each.
pub(super) struct Baseline(BTreeMap<Known, usize>);

impl Baseline {
    /// Reads what `check --format json` printed.
    #[expect(
        clippy::disallowed_methods,
        reason = "a file that was named on the command line; it may well be a pipe"
    )]
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let mut text = String::new();
        File::open(path)
            .and_then(|file| file.take(MOST).read_to_string(&mut text))
            .with_context(|| format!("cannot read `{shown}`"))?;
        anyhow::ensure!((text.len() as u64) < MOST, "`{shown}` has {} MB or more", MOST >> 20);
        let mut known = BTreeMap::new();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let finding = serde_json::from_str(line).ok().and_then(|line| one(&line));
            let finding = finding.with_context(|| {
                let n = n + 1;
                format!("line {n} of `{shown}` is not a finding; make the file with `nutgraf check --format json > FILE`")
            })?;
            *known.entry(finding).or_default() += 1;
        }
        Ok(Self(known))
    }

    /// Removes the findings that were there before.
    pub(super) fn remove_known(&self, findings: &mut Vec<Diagnostic>, files: &DiskFiles) {
        let mut left = self.0.clone();
        let text_of = report::texts(files);
        findings.retain(|finding| {
            let printed = serde_json::from_str(&json::render(finding, &text_of)).ok();
            let known = printed.and_then(|printed: Value| one(&printed));
            match known.and_then(|known| left.get_mut(&known)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
    }
}

/// Reads a finding as it was printed.
fn one(line: &Value) -> Option<Known> {
    let text = |key: &str| line.get(key).and_then(Value::as_str).map(str::to_owned);
    let excerpt = text("excerpt").unwrap_or_default().trim().to_owned();
    Some((text("file")?, text("code")?, text("message")?, excerpt))
}
