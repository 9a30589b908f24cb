//! `quotation/joined`: words from two places of the source, as if they stood together.

use std::ops::Range;

use crate::check::report::Report;
use crate::check::rules::quotation::judging::Judging;
use crate::check::rules::quotation::nearest::Nearest;
use crate::diagnostic::{Code, Edit, Fix, Safety};

/// Tells where the two are joined.
pub(super) fn tell(judging: &Judging<'_, '_>, nearest: &Nearest<'_, '_>, report: &mut Report) {
    let Some(split) = &nearest.split else { return };
    let quoted = judging.quoted;
    let word = |n: usize| nearest.part.words.get(n).map(|word| word.range.clone());
    let (Some(last), Some(next)) = (split.at.checked_sub(1).and_then(word), word(split.at)) else {
        return;
    };
    let from = quoted.range.start;
    let place = from + last.start..from + next.end;
    let said = |range: Range<usize>| quoted.passage.slice(&(from + range.start..from + range.end));
    let message = format!(
        "in `{}`, what follows `{}` is not `{}`: that is from another place",
        nearest.id,
        said(last),
        said(next.clone())
    );
    let insert = Edit {
        path: report.path().clone(),
        span: quoted.passage.span(&(from + next.start..from + next.start)),
        text: "… ".to_owned(),
    };
    let title = "mark with `…` that words are left out".to_owned();
    let fix = Fix { title, edits: vec![insert], safety: Safety::Unsafe };
    let hint = if split.in_order {
        "mark with `…` that words are left out, or quote the two passages one by one"
    } else {
        "quote the two passages one by one: the source has them in the other order"
    };
    let span = quoted.passage.span(&place);
    let finding = report.finding(Code::QuotationJoined, span, message).hint(hint);
    report.push(finding.fix(split.in_order.then_some(fix)));
}
