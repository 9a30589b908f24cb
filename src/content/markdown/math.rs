//! Turns formulas into `MathML`.
//!
//! The parser calls itself for each argument that is a command, and reads the text in braces again for each pair of
//! braces: so its input has limits, which no formula on a page comes near.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, Event as LatexEvent};
use pulldown_latex::{Parser, ParserError, Storage, push_mathml};

use crate::content::raw_html::tags;

/// The maximum length of a formula in bytes.
const MAX_LENGTH: usize = 20_000;
/// The maximum depth of nested braces, environments and delimiters.
const MAX_DEPTH: usize = 32;
/// The maximum number of commands in a formula that defines its own, because each of these may contain all the others.
const MAX_WITH_MACROS: usize = 60;
/// This many commands can be arguments of each other on any thread's stack.
const SHALLOW: usize = 40;
/// The stack that the parser needs for a command that is an argument of another: a generous estimate, even in a debug
/// build.
const STACK_OF_COMMAND: usize = 24 << 10;

/// A formula for browsers.
pub(crate) struct Formula {
    /// The `MathML`.
    pub(crate) mathml: Box<str>,
    /// The number of characters it shows.
    pub(crate) signs: usize,
}

/// Returns a formula from its TeX, or why there is none.
pub(crate) fn formula(tex: &str, display: bool) -> Result<Formula, String> {
    let mathml = mathml(tex, display)?;
    let shown = mathml.split('<').filter_map(|part| part.split_once('>'));
    let signs = shown.map(|(_, text)| text.chars().count()).sum();
    Ok(Formula { mathml: mathml.into(), signs })
}

/// Returns the `MathML` of a formula, or why there is none.
fn mathml(tex: &str, display: bool) -> Result<String, String> {
    let levels = Measure::of(tex)?.levels()?;
    if levels <= SHALLOW {
        return write(tex, display);
    }
    // A row such as `\sqrt\sqrt…` would need more stack than a thread has.
    let stack = (levels + SHALLOW) * STACK_OF_COMMAND;
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(stack);
        match thread.spawn_scoped(scope, || write(tex, display)) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => Err("it has too many commands for this system".to_owned()),
        }
    })
}

/// Returns the `MathML` of a formula that was measured.
fn write(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    // Only macros can make a formula larger than this, and only if they fill a page.
    let most = 4 * tex.len() + 256;
    let events: Result<Vec<_>, ParserError> = Parser::new(tex, &storage).take(most).collect();
    let mut events = events.map_err(|error| explained(tex, &error))?;
    if events.len() == most {
        return Err("its macros expand to too much text".to_owned());
    }
    // What stands in `\text{…}` comes as it is written.
    let texts = events.iter().map(|event| match event {
        LatexEvent::Content(Content::Text(text)) => typeset_text(text).map(Some),
        _ => Ok(None),
    });
    let texts: Vec<Option<String>> = texts.collect::<Result<_, _>>()?;
    for (event, text) in events.iter_mut().zip(&texts) {
        if let Some(text) = text {
            *event = LatexEvent::Content(Content::Text(text));
        }
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut out = String::new();
    push_mathml(
        &mut out,
        events.into_iter().map(Ok::<_, ParserError>),
        RenderConfig { display_mode, ..RenderConfig::default() },
    )
    .map_err(|error| error.to_string())?;
    let out = well_formed(&out);
    // This is not sanitised with the rest of the page, so it must be MathML and nothing else.
    let foreign = tags(&out).into_iter().find(|tag| {
        let name = tag.name;
        let is_mathml = name == "math"
            || (name.starts_with('m') && name.bytes().all(|b| b.is_ascii_lowercase()))
            || matches!(name, "semantics" | "annotation");
        !is_mathml
            || tag.attributes.iter().any(|attribute| {
                attribute.name.starts_with("on") || attribute.name.contains("href")
            })
    });
    match foreign {
        Some(tag) => Err(format!("`{}` is not allowed in a formula", tag.name)),
        None => Ok(out),
    }
}

/// Returns why a formula cannot be read. The parser does not say which command it does not know.
fn explained(tex: &str, error: &ParserError) -> String {
    let message = reason(error);
    let unknown = |tex: &str, message: &str| {
        let storage = Storage::new();
        let fault = Parser::new(tex, &storage).take(16).find_map(Result::err);
        fault.is_some_and(|fault| reason(&fault) == message)
    };
    if message.contains("unknown primitive") {
        let commands = tex.split('\\').skip(1).map(|rest| {
            rest.get(..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len()))
                .unwrap_or_default()
        });
        if let Some(name) = commands
            .filter(|name| !name.is_empty())
            .find(|name| unknown(&format!("\\{name}"), &message))
        {
            return format!("the command `\\{name}` is not known");
        }
    }
    if message.contains("environment found") {
        let names = tex.split("\\begin{").skip(1).filter_map(|rest| rest.split('}').next());
        let is_unknown =
            |name: &&str| unknown(&format!("\\begin{{{name}}}\\end{{{name}}}"), &message);
        if let Some(name) = names.into_iter().find(is_unknown) {
            return format!("the environment `{name}` is not known");
        }
    }
    message
}

fn reason(error: &ParserError) -> String {
    let message = error.to_string();
    let first = message.lines().next().unwrap_or("it cannot be read");
    first.strip_prefix("parsing error: ").unwrap_or(first).trim().to_owned()
}

/// Returns the text of `\text{…}` as TeX sets it: a backslash before a sign makes it one, `~` is a no-break space.
fn typeset_text(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '~' => out.push('\u{a0}'),
            '$' => return Err(
                "`$` in `\\text{…}` cannot begin a formula; end the text before it, or write `\\$`"
                    .into(),
            ),
            '\\' => match chars.next() {
                Some(sign @ ('%' | '$' | '#' | '&' | '_' | '{' | '}' | ' ')) => out.push(sign),
                Some(',' | ';' | ':') => out.push('\u{2009}'),
                other => {
                    let mut name: String = other.into_iter().collect();
                    while let Some(letter) =
                        chars.next_if(|c| name.is_ascii() && c.is_ascii_alphabetic())
                    {
                        name.push(letter);
                    }
                    return Err(format!("`\\{name}` is not known in `\\text{{…}}`"));
                }
            },
            c => out.push(c),
        }
    }
    Ok(out)
}

/// Returns what the writer of `MathML` wrote as valid HTML: it leaves `<` as it is, and no space between attributes.
fn well_formed(mathml: &str) -> String {
    let mut out = String::with_capacity(mathml.len() + 16);
    let (mut in_tag, mut in_quotes) = (false, false);
    let mut chars = mathml.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '"' if in_tag => {
                out.push(c);
                in_quotes = !in_quotes;
                if !in_quotes && next.is_some_and(|c| c.is_ascii_alphabetic()) {
                    out.push(' ');
                }
                continue;
            }
            '>' if in_tag && !in_quotes => in_tag = false,
            '<' if !in_tag => {
                if !next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/') {
                    out.push_str("&lt;");
                    continue;
                }
                in_tag = true;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// How much work a formula is for the parser.
#[derive(Default)]
struct Measure {
    commands: usize,
    defines: bool,
    /// The number of open `{`, `\left`, `\begin`, and `[` of an optional argument.
    open: [usize; 4],
}

impl Measure {
    /// Measures a formula, and refuses one that no page needs.
    fn of(tex: &str) -> Result<Self, String> {
        if tex.len() > MAX_LENGTH {
            return Err(format!(
                "it has {} bytes, and at most {MAX_LENGTH} are allowed; split it",
                tex.len()
            ));
        }
        let mut measure = Self::default();
        let mut rest = tex;
        while let Some(at) = rest.find(['\\', '{', '}', ']', '%', '#']) {
            let (found, after) = (rest.as_bytes().get(at), rest.get(at + 1..).unwrap_or(""));
            rest = after;
            match found {
                Some(b'\\') => rest = measure.command(after)?,
                Some(b'{') => measure.open[0] += 1,
                Some(b'}') => measure.close(0),
                Some(b']') => measure.close(3),
                Some(b'%') => {
                    return Err("`%` hides the rest of the line; a percent sign is `\\%`".into());
                }
                _ => {
                    return Err(
                        "macros with parameters (`#1`) are not supported; write it out".into()
                    );
                }
            }
            if measure.open.iter().sum::<usize>() > MAX_DEPTH {
                return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
            }
        }
        Ok(measure)
    }

    /// Counts the command at the start of `after`, which follows its backslash, and returns the rest.
    fn command<'t>(&mut self, after: &'t str) -> Result<&'t str, String> {
        self.commands += 1;
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let first = after.chars().next().map_or(0, char::len_utf8);
        let (name, rest) = after.split_at(letters.max(first));
        match name {
            "left" => self.open[1] += 1,
            "right" => self.close(1),
            "begin" => self.open[2] += 1,
            "end" => self.close(2),
            "def" | "edef" | "gdef" | "xdef" | "let" | "futurelet" | "newcommand"
            | "renewcommand" | "providecommand" => self.defines = true,
            // The parser treats the next byte as a whole character.
            "char" if rest.trim_start().starts_with(|c: char| !c.is_ascii()) => {
                return Err("`\\char` needs a number after it".into());
            }
            _ => {}
        }
        let optional = name == "sqrt" || name.ends_with("arrow");
        self.open[3] += usize::from(optional && rest.trim_start().starts_with('['));
        Ok(rest)
    }

    fn close(&mut self, kind: usize) {
        self.open[kind] = self.open[kind].saturating_sub(1);
    }

    /// Returns how many commands may be arguments of each other. A macro can contain whatever the formula does,
    /// including other macros: the parser follows them 64 levels deep.
    fn levels(&self) -> Result<usize, String> {
        if !self.defines {
            return Ok(self.commands);
        }
        if self.commands > MAX_WITH_MACROS {
            return Err(format!(
                "a formula that defines macros can have at most {MAX_WITH_MACROS} commands; write the macros out"
            ));
        }
        Ok(self.commands * 64)
    }
}

#[cfg(test)]
mod tests {
    use super::mathml;

    #[test]
    fn formulas_become_mathml() {
        assert!(mathml("x^2 + \\frac{1}{2}", false).unwrap().starts_with("<math"));
        assert!(mathml("\\frac{1}", false).is_err());
        assert!(mathml("\\nosuchthing", false).is_err());
    }

    #[test]
    fn texts_and_signs_are_shown_as_tex_sets_them() {
        for (tex, shown) in [
            ("\\text{50\\% of \\$5~m}", "<mtext>50% of $5\u{a0}m</mtext>"),
            ("\\text{A\\&B\\_1}", "<mtext>A&amp;B_1</mtext>"),
            ("a < b", "<mo>&lt;</mo>"),
            ("\\text{a<b}", "<mtext>a&lt;b</mtext>"),
        ] {
            assert!(mathml(tex, false).unwrap().contains(shown), "{tex}");
        }
    }

    #[test]
    fn what_is_not_known_is_named() {
        for (tex, name) in [
            ("\\frac{a}{b} + \\boxed{x}", "`\\boxed`"),
            ("x \\nosuch y", "`\\nosuch`"),
            ("\\begin{nosuch} x \\end{nosuch}", "`nosuch`"),
            ("\\text{a \\textsc{b}}", "`\\textsc`"),
        ] {
            let fault = mathml(tex, false).unwrap_err();
            assert!(fault.contains(name), "{fault}");
        }
    }

    #[test]
    fn a_formula_cannot_hold_markup() {
        for tex in [
            "\\text{<img src=x onerror=alert(1)>}",
            "\\text{</math><script>alert(1)</script>}",
            "<script>alert(1)</script>",
            "a & b",
            "\\href{javascript:alert(1)}{x}",
        ] {
            if let Ok(out) = mathml(tex, true) {
                assert!(
                    !out.contains("<script") && !out.contains("<img") && !out.contains("href"),
                    "{out}"
                );
            }
        }
    }

    #[test]
    fn a_row_of_commands_takes_the_stack_of_nobody() {
        for tex in [
            "\\sqrt".repeat(3_000) + " x",
            "\\frac1".repeat(3_000) + "2",
            "\\underset a".repeat(1_500) + " x",
            "\\let\\a=b".repeat(19),
            format!("\\def\\a{{{} x}}\\a", "\\sqrt".repeat(50)),
        ] {
            let made = mathml(&tex, false);
            assert!(made.is_ok(), "{made:?}: {tex}");
        }
    }

    #[test]
    fn what_no_page_has_is_refused_at_once_and_in_words() {
        let nested = |open: &str, close: &str| open.repeat(33) + "x" + &close.repeat(33);
        for (tex, why) in [
            ("{".repeat(20_001), "at most 20000"),
            ("{".repeat(10_000), "32 levels deep"),
            (nested("{", "}"), "32 levels deep"),
            (nested("\\frac{", "}{y}"), "32 levels deep"),
            (nested("\\left(", "\\right)"), "32 levels deep"),
            (nested("\\begin{matrix}", "\\end{matrix}"), "32 levels deep"),
            (nested("\\sqrt[", "]{x}"), "32 levels deep"),
            ("\\def\\a#1{#1#1}\\a x".into(), "parameter"),
            ("\\let\\a=b".repeat(40), "at most 60 commands"),
            (format!("\\def\\a{{{}}}{}", "x".repeat(5_000), "\\a".repeat(50)), "too much text"),
            ("\\char\u{e9}".into(), "needs a number"),
        ] {
            let fault = mathml(&tex, false).unwrap_err();
            assert!(fault.contains(why), "{fault}");
        }
    }

    #[test]
    fn formulas_of_a_page_stay_far_from_the_limits() {
        let row = (0..20).map(|n| format!("a_{{{n}}} & [0,1) & \\{{x\\}}")).collect::<Vec<_>>();
        let matrix = format!("\\begin{{matrix}}{}\\end{{matrix}}", row.join("\\\\"));
        assert!(mathml(&matrix, true).is_ok());
        assert!(mathml(&"\\alpha\\beta".repeat(200), true).is_ok());
        assert!(mathml(&format!("{}x{}", "{".repeat(30), "}".repeat(30)), true).is_ok());
        assert!(mathml("\\def\\R{\\mathbb{R}} x \\in \\R \\# 1", false).is_ok());
    }
}
