//! Templates that can be stopped: the same templates, with a call that writes nothing at the beginning of each loop and
//! each component, where [`stop`] is checked. They render the same, and are used only where rendering may be abandoned:
//! a build does not need them.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::theme::sources::TemplateSources;
use crate::theme::stop;

/// The name of the function that is called.
const NAME: &str = "nutgraf_goes_on";

/// Returns the templates of `tera` with their checkpoints. `None` if they cannot be created.
pub(super) fn with_checkpoints(tera: &Tera, sources: &TemplateSources) -> Option<Tera> {
    let mut tera = tera.clone();
    tera.register_function(NAME, |_: Kwargs, _: &State| -> TeraResult<Value> {
        stop::check()?;
        Ok(Value::safe_string(""))
    });
    let texts = sources.iter().map(|(name, (_, text))| (name, checked(text)));
    tera.add_raw_templates(texts).ok()?;
    Some(tera)
}

/// Returns the text of a template with its checkpoints; unchanged, if its end is not found or it has text that only
/// looks like a template.
fn checked(text: &str) -> String {
    checked_or_none(text).unwrap_or_else(|| text.to_owned())
}

fn checked_or_none(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 256);
    let mut rest = text;
    loop {
        let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() else {
            out.push_str(rest);
            return Some(out);
        };
        let from = rest.get(start..)?;
        let length = if from.starts_with("{#") {
            from.find("#}")? + 2
        } else {
            length_of_tag(from, if from.starts_with("{%") { "%}" } else { "}}" })?
        };
        let (tag, after) = from.split_at_checked(length)?;
        out.push_str(rest.get(..start)?);
        out.push_str(tag);
        rest = after;
        let inside = tag.strip_prefix("{%").map(|tag| tag.trim_start_matches('-').trim_start());
        match inside.and_then(|tag| tag.split(|c: char| !c.is_ascii_alphanumeric()).next()) {
            Some("raw") => return None,
            Some("for" | "component") => {
                // It replaces the tag, and also removes the space that follows.
                let end = if tag.ends_with("-%}") { "() -}}" } else { "() }}" };
                out.push_str("{{ ");
                out.push_str(NAME);
                out.push_str(end);
            }
            _ => {}
        }
    }
}

/// Returns the length of a tag that ends with `end` outside its strings.
fn length_of_tag(from: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in from.bytes().enumerate().skip(2) {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if byte == b'\\' => escaped = true,
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if from.as_bytes().get(at..at + 2) == Some(end.as_bytes()) => return Some(at + 2),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::{Duration, Instant};

    use tera::{Context, Tera};

    use super::{checked, with_checkpoints};
    use crate::path::SitePath;
    use crate::theme::sources::TemplateSources;
    use crate::theme::stop;

    fn sources(text: &str) -> TemplateSources {
        let path = SitePath::new("templates/t.html").unwrap();
        BTreeMap::from([("t.html".to_owned(), (path, text.to_owned()))])
    }

    fn plain(text: &str) -> Tera {
        let mut tera = Tera::new();
        tera.add_raw_template("t.html", text).unwrap();
        tera
    }

    #[test]
    fn checkpoints_change_nothing_that_is_written() {
        for (text, count) in [
            ("a {{ 1 }} b", 0),
            ("{% for i in [1, 2] %} {{ i }} {% endfor %}", 1),
            ("x {%- for i in [1, 2] -%} \n {{ i }} {%- endfor -%} y", 1),
            ("{%for i in [1,2]%}\n{%- if i == 1 %} one {% endif -%}\n{% else %}none{%endfor%}", 1),
            ("{% for s in [\"%}\", '-%}', `}}`, \"\\\"%}\"] %}{{ s }}{% endfor %}", 1),
            (
                "{# {% for i in x %} #}{% for i in [[1], [2]] %}{% for j in i %}{{ j }}{% endfor %}{% endfor %}",
                2,
            ),
            ("{% raw %}{% for i in x %}{% endraw %}{% for i in [1] %}{{ i }}{% endfor %}", 0),
            ("{% set x %}{% for i in [1] %} {{ i }} {% endfor %}{% endset %}[{{ x }}]", 1),
            ("{% component c(n) %} <b>{{ n }}</b> {% endcomponent %}{{ <c n={3}/> }}", 1),
            ("{% set form = 1 %}{{ {\"a\": form} }}{% if form %}for{% endif %}", 0),
            ("{% set x = [i for i in [1, 2]] %}{{ x }}", 0),
            (
                "{% for k, v in {\"a\": 1} %}{{ k }}{{ v }}{{ loop.index }}{% if loop.last %}!{% endif %}{% endfor %}",
                1,
            ),
            ("{ % { { # é {% for i in [1] %}ü{% endfor %} {", 1),
        ] {
            let with = checked(text);
            assert_eq!(with.matches("nutgraf_goes_on()").count(), count, "{with}");
            let tera = plain(text);
            let stoppable = with_checkpoints(&tera, &sources(text)).unwrap();
            let render = |tera: &Tera| tera.render("t.html", &Context::new()).unwrap();
            assert_eq!(render(&stoppable), render(&tera), "{with}");
        }
    }

    #[test]
    fn a_text_that_has_no_end_stays_as_it_is() {
        for text in ["{% for i in x", "{{ \"", "{# x", "{% for i in '%}"] {
            assert_eq!(checked(text), text);
        }
    }

    #[test]
    fn a_loop_that_writes_nothing_and_calls_nothing_is_stopped() {
        let loops = "{% for i in r %}{% for j in r %}{% for k in r %}{% if i + j + k == -1 %}x{% endif %}{% endfor %}{% endfor %}{% endfor %}";
        let calls = "{% component c(n) %}{% if n < 19 %}{{ <c n={n + 1}/> }}{{ <c n={n + 1}/> }}{{ <c n={n + 1}/> }}{% endif %}{% endcomponent %}{{ <c n={0}/> }}";
        for text in [format!("{{% set r = range(end=9999) %}}{loops}"), calls.to_owned()] {
            let tera = with_checkpoints(&plain(&text), &sources(&text)).unwrap();
            let begun = Instant::now();
            let stopped = move || begun.elapsed() > Duration::from_millis(100);
            stop::until(stopped, || tera.render("t.html", &Context::new())).unwrap_err();
        }
    }
}
