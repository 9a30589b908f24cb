//! What the parser reports about YAML, in words for people who do not know its grammar.

use granit_parser::ErrorKind;

/// Returns the tab in the indentation that causes an error at `byte`. Text without quotes continues on the next line,
/// so the parser blames the beginning of the text for a tab there.
pub(super) fn tab_at_fault(yaml: &str, byte: usize, kind: &ErrorKind) -> Option<usize> {
    let line_start = yaml.get(..byte)?.rfind('\n').map_or(0, |at| at + 1);
    tab_in_indentation(yaml, line_start).or_else(|| {
        let next = byte + yaml.get(byte..)?.find('\n')? + 1;
        tab_in_indentation(yaml, next).filter(|_| matches!(kind, ErrorKind::TabInPlainScalar))
    })
}

fn tab_in_indentation(yaml: &str, line_start: usize) -> Option<usize> {
    let line = yaml.get(line_start..)?.lines().next()?;
    let indentation = line.get(..line.len() - line.trim_start().len())?;
    indentation.find('\t').map(|tab| line_start + tab)
}

/// Says what is wrong and what to do.
pub(super) fn explain(kind: &ErrorKind, yaml: &str, byte: usize) -> (String, String) {
    let line_start = yaml.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = yaml.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    match kind {
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabInPlainScalar | ErrorKind::TabAtBlockScalarStart => {
            ("there is a tab where YAML does not allow one".into(), "use spaces instead of the tab".into())
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            ("a quotation mark is never closed".into(), "close it at the end of the text; inside \"…\", write a quotation mark as \\\"".into())
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("there is text after the closing quotation mark".into(), "put all of the text inside the quotation marks; inside '…', write an apostrophe twice".into())
        }
        ErrorKind::UnclosedFlowCollection { open } => (format!("`{open}` is never closed"), "close it, or put the text in quotes if the bracket belongs to it".into()),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::InvalidColonPlacement if line.matches(": ").count() > 1 || line.trim_end().ends_with(':') => {
            ("a colon and a space inside text look like a key".into(), "put the text in quotes: `title: \"Heat pumps: how they work\"`".into())
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            ("a backslash in \"…\" begins an escape that does not exist".into(), "write `\\\\` for a backslash, or use '…'".into())
        }
        ErrorKind::UnexpectedCharacter { character } => {
            (format!("text must not begin with `{character}`"), "put the text in quotes".into())
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed | ErrorKind::InvalidSimpleKey | ErrorKind::BlockSequenceEntryNotAllowed => {
            ("this line does not fit the lines before it".into(), "indent the keys of one map equally, begin list items with `- `, and end each key with `: `".into())
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("a list or map in brackets is not well formed".into(), "separate its parts with commas and close every bracket, or put the text in quotes if the bracket belongs to it".into())
        }
        other => (format!("this is not valid YAML: {other}"), "when in doubt, put the text in quotes".into()),
    }
}
