//! `explain`: the long text of one finding, or the list of all.

use std::io::{self, Write as _};

use nutgraf::diagnostic::{Code, did_you_mean};

use crate::cli::Status;
use crate::cli::args::ExplainArgs;

/// Prints what a code means.
pub(crate) fn explain(args: &ExplainArgs) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    let Some(name) = &args.code else {
        let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
        for code in Code::ALL {
            writeln!(
                out,
                "{:7} {:width$}  {}",
                code.severity().to_string(),
                code.name(),
                code.summary()
            )?;
        }
        return Ok(Status::Fine);
    };
    let Some(code) = Code::named(name.trim_matches(['[', ']'])) else {
        let near = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
        let hint = near.map_or_else(
            || "`nutgraf explain` lists them all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("no finding is called `{name}`; {hint}");
    };
    let (meaning, remedy) = code.explanation();
    writeln!(
        out,
        "{} ({})\n{}\n\n{}\n\n{}",
        code.name(),
        code.severity(),
        code.summary(),
        wrapped(meaning),
        wrapped(&format!("What to do: {remedy}"))
    )?;
    Ok(Status::Fine)
}

/// Text in lines of at most 80 characters; lines that are indented stay as they are.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (n, paragraph) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        if paragraph.starts_with(' ') {
            out.push_str(paragraph);
            continue;
        }
        let mut column = 0;
        for word in paragraph.split(' ') {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > 80 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
    }
    out
}
