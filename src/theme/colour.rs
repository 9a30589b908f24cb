//! [`Colour`]: contrast between colours, and the nearest colour that can be read. Contrast is that of WCAG 2.2
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>); colours are moved in the space `OKLab` of Björn Ottosson, "A
//! perceptual color space for image processing" (2020, <https://bottosson.github.io/posts/oklab/>), seen as lightness,
//! chroma and hue (OKLCH), where a step in lightness leaves the hue as it looks.

#![expect(clippy::many_single_char_names, reason = "the letters of the formulas")]

use std::fmt;

/// How often an interval is halved: finer than a step of eight bits.
const HALVINGS: usize = 20;

/// How many steps there are from black to white on the way to the nearest colour: about those of eight bits.
const STEPS: u32 = 256;

/// A colour of sRGB, eight bits a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    channels: [u8; 3],
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.channels;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        let channels = match digits?.as_slice() {
            [r, g, b] => [r * 17, g * 17, b * 17],
            [r, s, g, h, b, c] => [r * 16 + s, g * 16 + h, b * 16 + c],
            _ => return None,
        };
        Some(Self { channels })
    }

    /// The contrast with another colour, from 1 to 21: WCAG 2.2, "contrast ratio".
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest colour of the same hue that has a contrast of at least `ratio` with each of `on`; this colour itself
    /// if it has. `None` where no colour has.
    ///
    /// Only the lightness is moved, down or up, whichever is less; the chroma is reduced as far as the screen's colours
    /// demand at that lightness, and no further.
    pub(super) fn readable(self, on: &[Self], ratio: f64) -> Option<Self> {
        let suffices = |colour: Self| on.iter().all(|ground| colour.contrast(*ground) >= ratio);
        if suffices(self) {
            return Some(self);
        }
        let from = Lch::of(self);
        // Outwards in steps, for there may be a colour between two grounds that neither end is; then back to the border.
        let (before, found) = (1..=STEPS).find_map(|step| {
            [-1.0, 1.0].into_iter().find_map(|way| {
                let moved = |step: u32| {
                    (from.lightness + way * f64::from(step) / f64::from(STEPS)).clamp(0.0, 1.0)
                };
                suffices(from.at(moved(step))).then(|| (moved(step - 1), moved(step)))
            })
        })?;
        let (mut near, mut far) = (before, found);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(near, far);
            if suffices(from.at(middle)) {
                far = middle;
            } else {
                near = middle;
            }
        }
        Some(from.at(far))
    }

    /// WCAG 2.2, "relative luminance": 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The channels as amounts of light: sRGB, IEC 61966-2-1.
    fn linear(self) -> [f64; 3] {
        self.channels.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The nearest colour to amounts of light that lie in the range, but for rounding.
    fn of_linear(linear: [f64; 3]) -> Self {
        let channels = linear.map(|light| {
            let light = light.clamp(0.0, 1.0);
            let value = if light <= 0.003_130_8 {
                light * 12.92
            } else {
                1.055 * light.powf(1.0 / 2.4) - 0.055
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it lies between 0 and 255"
            )]
            let byte = (value * 255.0).round() as u8;
            byte
        });
        Self { channels }
    }
}

/// A colour of `OKLab`: its lightness from 0 to 1, its chroma, and the direction of its hue.
#[derive(Clone, Copy)]
struct Lch {
    lightness: f64,
    chroma: f64,
    hue: [f64; 2],
}

impl Lch {
    /// Ottosson's `linear_srgb_to_oklab`.
    fn of(colour: Colour) -> Self {
        let [r, g, b] = colour.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        let chroma = a.hypot(b);
        // What has no chroma has no hue: greys stay grey.
        let hue = if chroma < 1e-4 { [0.0, 0.0] } else { [a / chroma, b / chroma] };
        Self { lightness, chroma, hue }
    }

    /// The colour of this hue at another lightness, with as much of the chroma as screens can show there.
    fn at(self, lightness: f64) -> Colour {
        let linear = |chroma: f64| Self { lightness, chroma, ..self }.linear();
        let shown = |linear: [f64; 3]| linear.iter().all(|light| (-1e-4..=1.0001).contains(light));
        if shown(linear(self.chroma)) {
            return Colour::of_linear(linear(self.chroma));
        }
        let (mut fits, mut exceeds) = (0.0, self.chroma);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(fits, exceeds);
            if shown(linear(middle)) {
                fits = middle;
            } else {
                exceeds = middle;
            }
        }
        Colour::of_linear(linear(fits))
    }

    /// Ottosson's `oklab_to_linear_srgb`; outside of 0 to 1 where no screen of sRGB shows the colour.
    fn linear(self) -> [f64; 3] {
        let [a, b] = self.hue.map(|part| part * self.chroma);
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, Lch};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    fn readable(text: &str, on: &[&str], ratio: f64) -> Option<String> {
        let on: Vec<Colour> = on.iter().map(|ground| colour(ground)).collect();
        colour(text).readable(&on, ratio).map(|found| found.to_string())
    }

    #[test]
    fn colours_have_three_digits_or_six() {
        for (text, normal) in [("#0af", "#00aaff"), ("#00AaFf", "#00aaff"), ("#000", "#000000")] {
            assert_eq!(colour(text).to_string(), normal);
        }
        for text in
            ["", "#", "red", "00aaff", "#00aaf", "#00aaff80", "#ggg", "#+1+1+1", " #fff", "#fff "]
        {
            assert!(Colour::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let near = |a: &str, b: &str, ratio: f64| {
            let found = colour(a).contrast(colour(b));
            assert!((found - ratio).abs() < 0.005, "{a} on {b}: {found}");
            assert!((found - colour(b).contrast(colour(a))).abs() < 1e-12);
        };
        near("#000", "#fff", 21.0);
        near("#fff", "#fff", 1.0);
        // Known from WebAIM and from WCAG's own examples: the lightest grey that passes on white, and one below it.
        near("#767676", "#fff", 4.54);
        near("#777777", "#fff", 4.48);
        near("#f00", "#fff", 4.0);
        near("#00f", "#fff", 8.59);
    }

    #[test]
    fn oklab_is_ottossons() {
        let near = |text: &str, lightness: f64, a: f64, b: f64| {
            let lch = Lch::of(colour(text));
            let found = [lch.lightness, lch.hue[0] * lch.chroma, lch.hue[1] * lch.chroma];
            let fits = found.iter().zip([lightness, a, b]).all(|(x, y)| (x - y).abs() < 0.001);
            assert!(fits, "{text}: {found:?}");
        };
        near("#fff", 1.0, 0.0, 0.0);
        near("#000", 0.0, 0.0, 0.0);
        near("#f00", 0.628, 0.225, 0.126);
        near("#0f0", 0.866, -0.234, 0.179);
        near("#00f", 0.452, -0.032, -0.312);
    }

    #[test]
    fn there_and_back_is_the_same_colour() {
        for text in ["#000000", "#ffffff", "#00625c", "#ff0000", "#123456", "#fedcba", "#777777"] {
            let lch = Lch::of(colour(text));
            assert_eq!(lch.at(lch.lightness).to_string(), text);
        }
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        assert_eq!(readable("#00625C", &["#fdfdfc", "#edf3f1"], 4.5).unwrap(), "#00625c");
        assert_eq!(readable("#000", &["#fff"], 21.0).unwrap(), "#000000");
    }

    #[test]
    fn what_cannot_is_moved_just_far_enough() {
        assert_eq!(readable("#777777", &["#fff"], 4.5).unwrap(), "#767676");
        assert_eq!(readable("#fff", &["#fff"], 4.5).unwrap(), "#767676");
        for text in ["#ffff00", "#ff8800", "#00ff88", "#88aaff", "#ff00ff", "#ffb6c1"] {
            let found = colour(&readable(text, &["#fff"], 4.5).unwrap());
            let contrast = found.contrast(colour("#fff"));
            assert!((4.5..4.6).contains(&contrast), "{text}: {found}, {contrast}");
            let (before, after) = (Lch::of(colour(text)), Lch::of(found));
            let angle = before.hue[0] * after.hue[0] + before.hue[1] * after.hue[1];
            assert!(angle > 0.999, "{text}: the hue of {found} is another");
            assert!(after.chroma <= before.chroma + 0.005, "{text}: {found} is more colourful");
        }
    }

    #[test]
    fn the_nearer_way_is_taken() {
        let lighter = |text: &str, ground: &str| {
            let found = readable(text, &[ground], 4.5).unwrap();
            Lch::of(colour(&found)).lightness > Lch::of(colour(text)).lightness
        };
        assert!(lighter("#222222", "#131716"));
        assert!(!lighter("#dddddd", "#fdfdfc"));
        // On a middle grey both ends can be read.
        assert!(lighter("#909090", "#757575"));
        assert!(!lighter("#404040", "#757575"));
    }

    #[test]
    fn where_nothing_can_be_read_there_is_no_colour() {
        assert_eq!(readable("#00f", &["#000", "#fff"], 4.5).unwrap(), "#2c68ff");
        assert_eq!(readable("#00f", &["#000", "#fff"], 7.0), None);
        assert_eq!(readable("#00f", &["#777"], 10.0), None);
        assert_eq!(readable("#00f", &[], 21.0).unwrap(), "#0000ff");
    }
}

/// The colours of the default theme's style sheet, and what its template makes of an accent.
#[cfg(test)]
mod default_theme {
    use std::collections::BTreeMap;

    use super::Colour;
    use crate::theme::builtin::FILES;

    /// The least contrast of text: WCAG 2.2, 1.4.3.
    const LEAST: f64 = 4.5;

    /// Which colours text has, and the grounds on which it has them.
    const PAIRS: &[(&str, &[&str])] = &[
        ("ink", &["paper", "tint", "open-tint", "grave-tint"]),
        ("soft", &["paper", "tint", "open-tint", "grave-tint"]),
        ("accent", &["paper", "tint", "open-tint", "grave-tint"]),
        ("open", &["paper", "tint", "open-tint"]),
        ("grave", &["paper", "tint", "grave-tint"]),
    ];

    const GROUNDS: [&str; 4] = ["paper", "tint", "open-tint", "grave-tint"];

    const HOSTILE: &[&str] = &[
        "#000", "#fff", "#ff0", "#777777", "#f00", "#0f0", "#00f", "#0ff", "#f0f", "#808080",
        "#fdfdfc", "#edf3f1", "#131716", "#1e2624", "#ffb6c1", "#800000", "#39ff14", "#010101",
        "#fefefe", "#7f7f00",
    ];

    fn file(path: &str) -> &'static str {
        let path = format!("themes/default/{path}");
        let (_, bytes) = FILES.iter().find(|(name, _)| *name == path).unwrap();
        std::str::from_utf8(bytes).unwrap()
    }

    /// The colours of the light scheme and of the dark one.
    fn schemes() -> [BTreeMap<&'static str, Colour>; 2] {
        let css = file("static/style.css");
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

    /// The grounds that the template names, for each scheme.
    fn named() -> Vec<Vec<Colour>> {
        let lists = file("templates/base.html").split("readable(on=[").skip(1);
        lists
            .map(|rest| {
                assert!(rest.split_once(']').unwrap().1.starts_with(", ratio=4.5)"));
                let list = rest.split_once(']').unwrap().0;
                list.split(", ").map(|c| Colour::parse(c.trim_matches('"')).unwrap()).collect()
            })
            .collect()
    }

    #[test]
    fn every_text_can_be_read_in_both_schemes() {
        for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes()) {
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
        let grounds = schemes().map(|colours| GROUNDS.map(|ground| colours[ground]).to_vec());
        assert_eq!(named(), grounds);
        let [light, _] = schemes();
        let default = format!("default = \"{}\"", light["accent"]);
        assert!(file("theme.toml").contains(&default), "{default}");
        let condition = format!("accent != \"{}\"", light["accent"]);
        assert!(file("templates/base.html").contains(&condition), "{condition}");
    }

    #[test]
    fn any_accent_can_be_read_in_both_schemes() {
        assert_eq!(HOSTILE.len(), 20);
        for accent in HOSTILE {
            for grounds in named() {
                let found = Colour::parse(accent).unwrap().readable(&grounds, LEAST).unwrap();
                for ground in grounds {
                    let contrast = found.contrast(ground);
                    assert!(contrast >= LEAST, "{accent}: {found} on {ground}: {contrast:.2}");
                }
            }
        }
    }
}
