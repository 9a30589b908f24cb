//! `check --fix`: applies the fixes of findings to the files, and shows the difference.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use anyhow::Context as _;
use nutgraf::content::{normalise, without_controls};
use nutgraf::diagnostic::{Diagnostic, Edit, Fix, Safety, apply, visible};
use nutgraf::files::{OwnEntry, OwnFolder, real_path};
use nutgraf::path::SitePath;

use crate::cli::place::SiteLocation;

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
    let (bytes, permissions) = match root.look(path.as_str())? {
        OwnEntry::File(mut file, _) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            (bytes, file.metadata()?.permissions())
        }
        OwnEntry::Nothing => return Ok(None),
        _ => anyhow::bail!("it is a link; change the file that it leads to"),
    };
    let raw = String::from_utf8(bytes).context("it is not UTF-8 text")?;
    // Edits count in the text as it was read: without a byte-order mark, with `\n` for every line end.
    let text = normalise(raw.clone());
    anyhow::ensure!(
        without_controls(text.clone()) == text,
        "it has control characters; remove them first"
    );
    let bare = raw.strip_prefix('\u{feff}').unwrap_or(&raw);
    let is_windows = bare.contains("\r\n");
    let written = |text: &str| {
        let lines = if is_windows { text.replace('\n', "\r\n") } else { text.to_owned() };
        if bare.len() < raw.len() { format!("\u{feff}{lines}") } else { lines }
    };
    anyhow::ensure!(
        written(&text) == raw,
        "its lines end in different ways; save it with one kind of line end first"
    );
    let edits = fixes.iter().flat_map(|fix| &fix.edits);
    let new = apply(&text, edits)?;
    let aside = format!("{path}.nutgraf-new");
    let mut file = root.create(&aside).context("it cannot be written")?;
    let done = file
        .write_all(written(&new).as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| root.rename(&aside, path.as_str()));
    if let Err(cause) = done {
        drop(root.remove_file(&aside));
        return Err(cause).context("it cannot be written");
    }
    let difference = similar::TextDiff::from_lines(visible(&text), visible(&new))
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    Ok(Some(difference))
}
