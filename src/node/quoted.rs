//! [`double_quoted`]: a text as it is written in quotes.

/// Returns a text of one line in double quotes, as YAML (1.2.2, §7.3.1) and TOML (1.0.0, "Basic strings") read it.
pub(crate) fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::double_quoted;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(double_quoted("a \"b\" \\ c"), "\"a \\\"b\\\" \\\\ c\"");
    }
}
