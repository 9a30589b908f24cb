//! The colours of our themes' style sheets, and what their templates make of an accent: all text must be readable.

use std::collections::BTreeMap;

use crate::theme::builtin::FILES;
use crate::theme::colour::Colour;

/// The minimum contrast of text: WCAG 2.2, 1.4.3.
const LEAST: f64 = 4.5;

/// The colours of text, and the backgrounds on which they are used.
const PAIRS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "tint", "open-tint", "grave-tint"]),
    ("soft", &["paper", "tint", "open-tint", "grave-tint"]),
    ("accent", &["paper", "tint", "open-tint", "grave-tint"]),
    ("open", &["paper", "tint", "open-tint"]),
    ("grave", &["paper", "tint", "grave-tint"]),
];

/// Our themes: the variable that the accent fills, and its backgrounds.
const THEMES: &[(&str, &str, &[&str])] = &[
    ("default", "accent", &["paper", "tint", "open-tint", "grave-tint"]),
    ("plain", "link", &["paper", "wash", "mark"]),
];

const HOSTILE: &[&str] = &[
    "#000", "#fff", "#ff0", "#777777", "#f00", "#0f0", "#00f", "#0ff", "#f0f", "#808080",
    "#fdfdfc", "#edf3f1", "#131716", "#1e2624", "#ffb6c1", "#800000", "#39ff14", "#010101",
    "#fefefe", "#7f7f00",
];

fn file(theme: &str, path: &str) -> &'static str {
    let path = format!("themes/{theme}/{path}");
    let (_, bytes) = FILES.iter().find(|(name, _)| *name == path).unwrap();
    std::str::from_utf8(bytes).unwrap()
}

/// Returns the colours of the light scheme and of the dark one.
fn schemes(theme: &str) -> [BTreeMap<&'static str, Colour>; 2] {
    let css = file(theme, "static/style.css");
    let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
    [light, dark].map(|part| {
        let mut colours = BTreeMap::new();
        for line in part.split([';', '{', '}']) {
            let colour = line
                .split_once(':')
                .and_then(|(name, value)| Some((name.trim(), Colour::parse(value.trim())?)));
            if let Some((name, colour)) = colour
                && let Some(name) = name.strip_prefix("--")
            {
                colours.entry(name).or_insert(colour);
            }
        }
        colours
    })
}

/// Returns the backgrounds that the template names and the contrast that it asks for: in the light scheme, in the dark
/// one, and again for readers who ask for more contrast.
fn named(theme: &str) -> Vec<(Vec<Colour>, f64)> {
    let lists = file(theme, "templates/base.html").split("readable(on=[").skip(1);
    lists
        .map(|rest| {
            let (list, rest) = rest.split_once("], ratio=").unwrap();
            let grounds = list.split(", ").map(|c| Colour::parse(c.trim_matches('"')).unwrap());
            (grounds.collect(), rest.split_once(')').unwrap().0.parse().unwrap())
        })
        .collect()
}

#[test]
fn every_text_can_be_read_in_both_schemes() {
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes("default")) {
        for (text, grounds) in PAIRS {
            for ground in *grounds {
                let contrast = colours[text].contrast(colours[ground]);
                assert!(contrast >= LEAST, "{scheme}: {text} on {ground}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn the_template_names_the_grounds_of_the_style_sheet() {
    for (theme, variable, grounds) in THEMES {
        let schemes = schemes(theme);
        let [light, dark] = schemes
            .each_ref()
            .map(|colours| grounds.iter().map(|ground| colours[ground]).collect::<Vec<_>>());
        let named = named(theme);
        assert_eq!(named[..2], [(light.clone(), LEAST), (dark.clone(), LEAST)], "{theme}");
        for ((named, ratio), known) in named[2..].iter().zip([&light, &dark]) {
            assert!((*ratio - 7.0).abs() < f64::EPSILON, "{theme}");
            assert!(named.iter().all(|ground| known.contains(ground)), "{theme}");
        }
        assert_eq!(named.len(), 4, "{theme}");
        let [light, _] = schemes;
        let default = format!("default = \"{}\"", light[variable]);
        assert!(file(theme, "theme.toml").contains(&default), "{theme}: {default}");
        let condition = format!("accent != \"{}\"", light[variable]);
        assert!(file(theme, "templates/base.html").contains(&condition), "{theme}: {condition}");
    }
}

#[test]
fn any_accent_can_be_read_in_both_schemes() {
    for (theme, ..) in THEMES {
        for accent in HOSTILE {
            for (grounds, ratio) in named(theme) {
                let found = Colour::parse(accent).unwrap().readable(&grounds, ratio).unwrap();
                for ground in grounds {
                    let contrast = found.contrast(ground);
                    assert!(
                        contrast >= ratio,
                        "{theme}: {accent}: {found} on {ground}: {contrast:.2}"
                    );
                }
            }
        }
    }
}
