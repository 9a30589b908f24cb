//! Filters and functions for templates: pure, with no access to the site.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::config::Config;
use crate::escape;
use crate::path::{encode_path, slugify};
use crate::theme::colour::Colour;
use crate::theme::statics::Addresses;
use crate::theme::stop;
use crate::theme::words::Words;

/// A filter or function, as described in the guide.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// The output of the example, on an English page of a site at `https://example.org/repo/`.
    pub gives: &'static str,
}

/// All of them. `tests/suite/views.rs` checks that each is registered, and that each example gives what it says.
pub const FUNCTIONS: &[Described] = &[
    Described {
        name: "url",
        meaning: "Filter. The address of a path of the site, with the base path in front. Use it for every address that you write out.",
        example: r#"{{ "/about/" | url }}"#,
        gives: "/repo/about/",
    },
    Described {
        name: "asset",
        meaning: "Filter. The address of a file in `static/`, the theme's or the site's own. Styles and scripts get a version made of their bytes: browsers can cache them for as long as they like, and never show an old one with a new page. A file that does not exist is an error.",
        example: r#"{{ "/mine.css" | asset }}"#,
        gives: "/repo/mine.css?v=023ba0ae",
    },
    Described {
        name: "absolute_url",
        meaning: "Filter. Like `url`, with scheme and host; without `base_url` it gives the same as `url`.",
        example: r#"{{ "/about/" | absolute_url }}"#,
        gives: "https://example.org/repo/about/",
    },
    Described {
        name: "json",
        meaning: "Filter. Any value as JSON, safe inside a `<script>`. Print a view with it to see everything in it.",
        example: r#"{{ "a < b" | json }}"#,
        gives: r#""a \u003c b""#,
    },
    Described {
        name: "slug",
        meaning: "Filter. Text in the form used in addresses and anchors.",
        example: r#"{{ "What is it?" | slug }}"#,
        gives: "what-is-it",
    },
    Described {
        name: "readable",
        meaning: "Filter. The nearest colour of the same hue whose contrast with each colour of `on` is at least `ratio`, as WCAG 2.2 measures it; text needs 4.5. A colour that already has enough contrast is not changed.",
        example: r##"{{ "#ffcc00" | readable(on=["#ffffff"], ratio=4.5) }}"##,
        gives: "#917300",
    },
    Described {
        name: "phrase",
        meaning: "Function. A text from the theme's words, in the page's language, with its `{names}` filled in. `n` selects the plural form.",
        example: r#"{{ phrase(key="state_sources", n=3) }}"#,
        gives: "3 sources",
    },
    Described {
        name: "spoken_phrase",
        meaning: "Function. The same as HTML, between tags: where the theme does not speak the page's language, the text is in English and marked so.",
        example: r#"{{ spoken_phrase(key="state_sources", n=3) }}"#,
        gives: "3 sources",
    },
];

/// The colours found so far: by colour, backgrounds and the bits of the ratio.
type Readable = BTreeMap<(String, Vec<String>, u64), String>;

/// Registers all of them. Tera checks names when templates are added, so this must come first.
pub(super) fn register(
    tera: &mut Tera,
    config: &Config,
    words: &BTreeMap<String, Arc<Words>>,
    addresses: &Addresses,
) {
    let base = config.base_path().to_owned();
    tera.register_filter("url", move |path: &str, _: Kwargs, _: &State| {
        stop::check()?;
        TeraResult::Ok(site_url(&base, path))
    });
    let (addresses, base) = (addresses.clone(), config.base_path().to_owned());
    tera.register_filter("asset", move |path: &str, _: Kwargs, _: &State| {
        stop::check()?;
        addresses.address(&base, path)
    });
    let absolute = config.base_url.clone();
    let base = config.base_path().to_owned();
    tera.register_filter("absolute_url", move |path: &str, _: Kwargs, _: &State| {
        stop::check()?;
        TeraResult::Ok(match &absolute {
            Some(url) => format!("{}{}", url.as_str(), tail(path)),
            None => site_url(&base, path),
        })
    });
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        stop::check()?;
        let json = escape::json_in_script(&value)
            .map_err(|error| tera::Error::message(error.to_string()))?;
        Ok(Value::safe_string(&json))
    });
    tera.register_filter("slug", |text: &str, _: Kwargs, _: &State| {
        stop::check()?;
        TeraResult::Ok(slugify(text))
    });
    // Computed once for a site, not again on each of its pages.
    let known: Mutex<Readable> = Mutex::default();
    tera.register_filter("readable", move |colour: &str, args: Kwargs, _: &State| {
        stop::check()?;
        let (on, ratio): (Vec<String>, f64) = (args.must_get("on")?, args.must_get("ratio")?);
        let key = (colour.to_owned(), on, ratio.to_bits());
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = lock().get(&key).cloned();
        if let Some(found) = before {
            return Ok(found);
        }
        let found = readable(colour, &key.1, ratio)?;
        lock().insert(key, found.clone());
        TeraResult::Ok(found)
    });
    let all = words.clone();
    tera.register_function("phrase", move |args: Kwargs, state: &State| {
        phrase(&all, &args, state).map(|(text, _)| text)
    });
    let all = words.clone();
    let foreign = words.get("en").map(|english| english.for_foreigners());
    tera.register_function("spoken_phrase", move |args: Kwargs, state: &State| {
        let (text, is_foreign) = phrase(&all, &args, state)?;
        let foreign = foreign.as_ref().filter(|_| is_foreign);
        TeraResult::Ok(match foreign {
            Some(foreign) => Value::safe_string(&foreign.marked(&text)),
            None => Value::from(text),
        })
    });
}

fn site_url(base: &str, path: &str) -> String {
    format!("{base}{}", tail(path))
}

/// Returns a path below the base, percent-encoded except for its query and anchor.
fn tail(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let end = path.find(['?', '#']).unwrap_or(path.len());
    format!("{}{}", encode_path(path.get(..end).unwrap_or("")), path.get(end..).unwrap_or(""))
}

/// Returns the nearest colour that is readable on all of `on`.
fn readable(colour: &str, on: &[String], ratio: f64) -> TeraResult<String> {
    let parse = |text: &str| {
        Colour::parse(text).ok_or_else(|| {
            tera::Error::message(format!(
                "`{text}` is not a colour of the form `#rgb` or `#rrggbb`"
            ))
        })
    };
    let grounds: Vec<Colour> = on.iter().map(|text| parse(text)).collect::<TeraResult<_>>()?;
    let found = parse(colour)?.readable(&grounds, ratio);
    found.map(|colour| colour.to_string()).ok_or_else(|| {
        let on = on.join(", ");
        tera::Error::message(format!("no colour has a contrast of {ratio} with each of {on}"))
    })
}

/// `phrase(key="…", n=3, name="…")`: a text of the interface in the page's language, and whether it is in another.
fn phrase(
    words: &BTreeMap<String, Arc<Words>>,
    args: &Kwargs,
    state: &State,
) -> TeraResult<(String, bool)> {
    stop::check()?;
    let key: &str = args.must_get("key")?;
    let lang: Option<Value> = state.get("lang")?;
    let lang = lang.as_ref().map_or(Cow::Borrowed("en"), written).to_ascii_lowercase();
    let primary = lang.split('-').next().unwrap_or_default();
    let own = words.get(&lang).or_else(|| words.get(primary));
    let chosen = own.or_else(|| words.get("en"));
    let values: Vec<(&str, Cow<'_, str>)> =
        args.iter().filter_map(|(name, value)| Some((name.as_str()?, written(value)))).collect();
    let arguments: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    let count = args.get::<i64>("n")?.map_or(0, i64::unsigned_abs);
    chosen
        .and_then(|words| words.phrase(key, count, &arguments))
        .map(|text| (text, own.is_none()))
        .ok_or_else(|| tera::Error::message(format!("the words of this theme have no `{key}`")))
}

/// Returns a value as templates print it.
fn written(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
}
