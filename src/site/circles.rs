//! Sources that derive from each other in a circle.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::Source;
use crate::diagnostic::{Code, Diagnostic, Findings, Place};
use crate::digest::Digested;
use crate::path::SitePath;

/// At most this many sources of a circle are named.
const NAMED: usize = 12;

/// How far the walk has come with a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    /// It was not reached yet.
    New,
    /// It is on the current path.
    OnPath,
    /// Everything that it derives from was walked.
    Done,
}

/// Reports the first circle among the sources of one list, if there is one. Walks without recursion, because lists can
/// be of any length.
pub(crate) fn report_circles(
    path: &SitePath,
    sources: &[Arc<Digested<Source>>],
    findings: &mut Findings,
) {
    if sources.iter().all(|source| source.derives_from.is_empty()) {
        return;
    }
    let Some(circle) = circle(sources) else { return };
    let span = circle.first().map_or_else(Default::default, |source| source.span);
    let mut names: Vec<&str> = circle.iter().take(NAMED).map(|source| source.id.as_str()).collect();
    if circle.len() > NAMED {
        names.push("…");
    }
    names.extend(circle.first().map(|source| source.id.as_str()));
    let message = format!("sources derive from each other in a circle: {}", names.join(" → "));
    let finding = Diagnostic::new(Code::SourceLoop, Place::new(path, span), message);
    let hint = "a source can derive only from older ones: remove one `derives_from`";
    findings.push(finding.hint(hint));
}

/// Returns the sources of a circle, each deriving from the next.
fn circle(sources: &[Arc<Digested<Source>>]) -> Option<Vec<&Source>> {
    let index: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(n, source)| (source.id.as_str(), n)).collect();
    let next = |n: usize| {
        let origins = sources.get(n).into_iter().flat_map(|source| &source.derives_from);
        origins.filter_map(|id| index.get(id.as_str()).copied()).collect::<Vec<_>>()
    };
    let mut states = vec![Visit::New; sources.len()];
    for start in 0..sources.len() {
        if states[start] != Visit::New {
            continue;
        }
        states[start] = Visit::OnPath;
        let mut walked: Vec<(usize, Vec<usize>)> = vec![(start, next(start))];
        while let Some((node, rest)) = walked.last_mut() {
            let Some(following) = rest.pop() else {
                states[*node] = Visit::Done;
                walked.pop();
                continue;
            };
            match states[following] {
                Visit::Done => {}
                Visit::OnPath => {
                    let circle = walked.iter().map(|(n, _)| *n).skip_while(|n| *n != following);
                    return Some(circle.filter_map(|n| sources.get(n).map(|s| &***s)).collect());
                }
                Visit::New => {
                    states[following] = Visit::OnPath;
                    walked.push((following, next(following)));
                }
            }
        }
    }
    None
}
