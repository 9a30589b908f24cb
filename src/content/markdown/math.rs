//! Formulas into `MathML`.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::content::raw_html::tags;

/// The `MathML` of a formula, or why there is none.
pub(crate) fn mathml(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(tex, &storage).collect();
    if let Some(error) = events.iter().find_map(|event| event.as_ref().err()) {
        let message = error.to_string();
        return Err(message.lines().next().unwrap_or("it cannot be read").trim().to_owned());
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut out = String::new();
    push_mathml(
        &mut out,
        events.into_iter(),
        RenderConfig { display_mode, ..RenderConfig::default() },
    )
    .map_err(|error| error.to_string())?;
    // What stands here is not sanitised with the rest of the page, so it must be MathML and nothing else.
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
        Some(tag) => Err(format!("`{}` cannot stand in a formula", tag.name)),
        None => Ok(out),
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
}
