//! `check --fix`: applies the fixes of findings to the files, and shows the difference.

use std::collections::BTreeMap;

use nutgraf::diagnostic::{Diagnostic, Edit, Fix, Safety, apply, visible};
use nutgraf::files::{OwnFolder, real_path};
use nutgraf::path::SitePath;

use crate::cli::place::SiteLocation;
use crate::cli::rewrite::OldFile;

/// What was done.
#[derive(Default)]
pub(super) struct Fixed {
    /// The number of findings that were corrected.
    pub(super) findings: usize,
    /// The differences, file by file.
    pub(super) difference: String,
    /// The files that could not be changed, each with the reason.
    pub(super) left: Vec<(SitePath, String)>,
}

/// Applies the fixes of findings: safe ones, or all of them.
pub(super) fn fix(
    place: &SiteLocation,
    findings: &[Diagnostic],
    least: Safety,
) -> anyhow::Result<Fixed> {
    let root = OwnFolder::open(&real_path(&place.root)?)?;
    let mut fixed = Fixed::default();
    for (path, fixes) in by_file(chosen(findings, least)) {
        match rewrite(&root, path, &fixes) {
            Ok(Some(difference)) => {
                fixed.findings += fixes.len();
                fixed.difference.push_str(&difference);
            }
            Ok(None) => {}
            Err(error) => fixed.left.push((path.clone(), format!("{error:#}"))),
        }
    }
    Ok(fixed)
}

/// Returns the fixes that can be made together: of two that touch the same place, the one that comes first.
fn chosen(findings: &[Diagnostic], least: Safety) -> Vec<&Fix> {
    let may = |fix: &&Fix| least == Safety::Unsafe || fix.safety == Safety::Safe;
    // Where the taken edits of a file begin and end. None touches another, so the last that begins before the end of a
    // new one is the only one that may touch it.
    let mut taken: BTreeMap<&SitePath, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut chosen = Vec::new();
    for fix in findings.iter().filter_map(|finding| finding.fixes.iter().find(may)) {
        let touches = |edit: &Edit| {
            let (start, end) = edit.span.ends();
            let before = taken.get(&edit.path).and_then(|taken| taken.range(..=end).next_back());
            before.is_some_and(|(_, end)| start <= *end)
        };
        if fix.edits.iter().any(touches) {
            continue;
        }
        for edit in &fix.edits {
            let (start, end) = edit.span.ends();
            let ends = taken.entry(&edit.path).or_default().entry(start).or_default();
            *ends = end.max(*ends);
        }
        chosen.push(fix);
    }
    chosen
}

/// Returns the fixes by the file that they change. A fix that changes several files is none that can be undone by looking
/// at one: nothing offers such a fix.
fn by_file(fixes: Vec<&Fix>) -> BTreeMap<&SitePath, Vec<&Fix>> {
    let mut files: BTreeMap<&SitePath, Vec<&Fix>> = BTreeMap::new();
    for fix in fixes {
        if let Some(first) = fix.edits.first() {
            files.entry(&first.path).or_default().push(fix);
        }
    }
    files
}

/// Rewrites a file, and returns the difference; `None` if it is gone.
fn rewrite(root: &OwnFolder, path: &SitePath, fixes: &[&Fix]) -> anyhow::Result<Option<String>> {
    let Some(old) = OldFile::read(root, path)? else { return Ok(None) };
    let edits = fixes.iter().flat_map(|fix| &fix.edits);
    let new = apply(&old.text, edits)?;
    old.replace(root, path, &new)?;
    let difference = similar::TextDiff::from_lines(visible(&old.text), visible(&new))
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    Ok(Some(difference))
}
