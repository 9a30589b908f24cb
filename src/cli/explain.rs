//! `explain`: what there is to say about one finding, with its example; or the list of all.

use std::io::{self, Write};

use nutgraf::diagnostic::{Code, Example, ExampleFile, Rule, did_you_mean, visible};

use crate::cli::args::ExplainArgs;
use crate::cli::status::Status;

/// Prints what a code means.
pub(crate) fn explain(args: &ExplainArgs) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    let Some(name) = &args.code else {
        list(&mut out, Code::ALL)?;
        return Ok(Status::Fine);
    };
    let name = name.trim_matches(['[', ']']);
    // The first part of a code names all of its group.
    let group = format!("{}/", name.trim_end_matches('/'));
    let group: Vec<_> =
        Code::ALL.iter().copied().filter(|code| code.name().starts_with(&group)).collect();
    if !group.is_empty() {
        list(&mut out, &group)?;
        return Ok(Status::Fine);
    }
    let Some(code) = Code::named(name) else {
        let near = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
        let hint = near.map_or_else(
            || "run `nutgraf explain` to list all codes".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("there is no finding named `{name}`; {hint}");
    };
    let Rule { name, severity, summary, explanation, remedy, example } = code.rule();
    writeln!(
        out,
        "{name} ({severity})\n{summary}\n\n{}\n\n{}",
        wrapped(explanation),
        wrapped(&format!("What to do: {remedy}"))
    )?;
    if let Some(check) = code.check_rule() {
        writeln!(out, "\n{}", wrapped(&format!("Where it comes from: {}", check.origin)))?;
    }
    show(&mut out, example)?;
    Ok(Status::Fine)
}

/// Lists codes, a line each.
fn list(out: &mut impl Write, codes: &[Code]) -> io::Result<()> {
    let width = codes.iter().map(|code| code.name().len()).max().unwrap_or(0);
    for code in codes {
        let (severity, name) = (code.severity().to_string(), code.name());
        writeln!(out, "{severity:7} {name:width$}  {}", code.rule().summary)?;
    }
    Ok(())
}

/// Shows what causes a finding, and the same corrected.
fn show(out: &mut impl Write, example: &Example) -> io::Result<()> {
    let bad = match example {
        Example::Told(text) => {
            return writeln!(out, "\n{}", wrapped(&format!("For example: {text}")));
        }
        Example::Files { bad, .. } => bad,
    };
    writeln!(out, "\nFor example:")?;
    show_files(out, bad)?;
    writeln!(out, "\nCorrected:")?;
    let (changed, gone) = example.corrected();
    show_files(out, &changed)?;
    for path in gone {
        writeln!(out, "\n  {path} is removed")?;
    }
    Ok(())
}

/// Shows files, with invisible characters made visible.
fn show_files(out: &mut impl Write, files: &[ExampleFile]) -> io::Result<()> {
    for (path, text) in files {
        let empty = if text.is_empty() { " (empty)" } else { "" };
        writeln!(out, "\n  {path}{empty}")?;
        for line in visible(text).lines() {
            writeln!(out, "{}", format!("      {line}").trim_end())?;
        }
    }
    Ok(())
}

/// Wraps text to lines of at most 80 characters; indented lines stay as they are.
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
