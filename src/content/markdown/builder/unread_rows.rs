//! Tables that lack the row of dashes, or have tabs between their cells.

use std::fmt::Write as _;

use crate::content::markdown::builder::unread_headings::begins_paragraph;
use crate::content::markdown::builder::unread_mark::Unread;

/// Whether a line is meant as a row of a table, by the sign between its cells.
fn is_row(line: &str, sign: char) -> bool {
    let line = line.trim_start_matches(['>', ' ']).trim();
    match sign {
        '|' => line.len() > 2 && line.starts_with('|') && line.ends_with('|'),
        _ => line.contains('\t'),
    }
}

/// Returns the cells of a row.
fn cells(line: &str, sign: char) -> Vec<String> {
    let line = line.trim_start_matches(['>', ' ']).trim();
    let bare = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    let inner = bare.filter(|_| sign == '|').unwrap_or(line);
    inner.split(sign).map(|cell| cell.trim().replace('|', "\\|")).collect()
}

/// The first row of something that is meant as a table: with `|` at both ends, or with tabs.
pub(super) fn row(source: &str, before: &str, line: &str, from: usize) -> Option<Unread> {
    let sign = ['|', '\t'].into_iter().find(|sign| is_row(line, *sign))?;
    let above = before.strip_suffix('\n').and_then(|before| before.rsplit('\n').next());
    if above.is_some_and(|above| is_row(above, sign)) {
        return None;
    }
    let in_quotation = before.rsplit('\n').next().is_some_and(|line| line.contains('>'));
    if sign == '\t' && in_quotation {
        return None;
    }
    let rows: Vec<&str> =
        source.get(from..)?.split('\n').take_while(|line| is_row(line, sign)).collect();
    if rows.len() < 2 {
        return None;
    }
    let columns = rows.iter().map(|row| cells(row, sign).len()).max()?;
    let dashes = format!("|{}", " --- |".repeat(columns));
    let (message, edit) = if sign == '|' {
        let message = "these rows are not a table: below the head, a row of dashes with as many cells is missing";
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let container = before.get(begin..).unwrap_or_default();
        (message, (line.len()..line.len(), format!("\n{container}{dashes}")))
    } else {
        let mut table = String::new();
        for (n, row) in rows.iter().enumerate() {
            let mut cells = cells(row, sign);
            cells.resize(columns, String::new());
            let _ = writeln!(table, "| {} |", cells.join(" | "));
            if n == 0 {
                let _ = writeln!(table, "{dashes}");
            }
        }
        let length = rows.iter().map(|row| row.len() + 1).sum::<usize>() - 1;
        let message = "these lines have cells separated by tabs, and are not a table here";
        (message, (0..length, table.trim_end().to_owned()))
    };
    Some(Unread {
        name: "a table",
        message: message.to_owned(),
        hint: "write `| a | b |` in each line, and a row `| --- | --- |` below the first".into(),
        shown: 0..line.len(),
        edits: vec![edit],
    })
}

/// Returns the number of cells in a row without `|` at its ends, `Year | Cost`.
fn bare_cells(line: &str) -> Option<usize> {
    let line = line.trim();
    let cells = line.split(" | ").count();
    let is_row = cells > 1 && !line.starts_with('|') && !line.ends_with('|') && !line.contains('`');
    is_row.then_some(cells)
}

/// The first row of a paragraph that has nothing but rows without `|` at their ends, and no row of dashes.
pub(super) fn bare_rows(source: &str, before: &str, line: &str, from: usize) -> Option<Unread> {
    let columns = bare_cells(line)?;
    if !begins_paragraph(before) {
        return None;
    }
    let paragraph = source.get(from..)?.split('\n').take_while(|line| !line.trim().is_empty());
    let mut rows = 0;
    for row in paragraph {
        if bare_cells(row) != Some(columns) {
            return None;
        }
        rows += 1;
    }
    let dashes = format!("\n{}", vec!["---"; columns].join(" | "));
    (rows > 1).then(|| Unread {
        name: "a table",
        message: "these rows are not a table: below the head, a row of dashes with as many cells is missing".into(),
        hint: "write `| a | b |` in each line, and a row `| --- | --- |` below the first".into(),
        shown: 0..line.len(),
        edits: vec![(line.len()..line.len(), dashes)],
    })
}
