//! [`Colour`]: contrast between colours, and the nearest readable colour. Contrast is that of WCAG 2.2
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>); colours are moved in the space `OKLab` of Björn Ottosson, "A
//! perceptual color space for image processing" (2020, <https://bottosson.github.io/posts/oklab/>), seen as lightness,
//! chroma and hue (OKLCH), where a step in lightness keeps the perceived hue.

#![expect(clippy::many_single_char_names, reason = "the letters of the formulas")]

use std::fmt;

/// How often an interval is halved: finer than a step of eight bits.
const HALVINGS: usize = 20;

/// The number of steps from black to white in the search for the nearest colour: about those of eight bits.
const STEPS: u32 = 256;

/// A colour of sRGB, with eight bits per channel.
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

    /// Returns the contrast with another colour, from 1 to 21: WCAG 2.2, "contrast ratio".
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Returns the nearest colour of the same hue with a contrast of at least `ratio` to each of `on`; this colour
    /// itself, if it has that contrast. `None` if no colour has it.
    ///
    /// Only the lightness is moved, down or up, whichever is less; the chroma is reduced only as far as the screen's
    /// colours demand at that lightness.
    pub(super) fn readable(self, on: &[Self], ratio: f64) -> Option<Self> {
        let suffices = |colour: Self| on.iter().all(|ground| colour.contrast(*ground) >= ratio);
        if suffices(self) {
            return Some(self);
        }
        let from = Lch::of(self);
        // Outwards in steps, because a colour between two backgrounds may fit when neither end does; then back to the
        // limit.
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

    /// Returns the nearest colour to amounts of light that are in the range, except for rounding.
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
                reason = "it is between 0 and 255"
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
        // Without chroma there is no hue: greys stay grey.
        let hue = if chroma < 1e-4 { [0.0, 0.0] } else { [a / chroma, b / chroma] };
        Self { lightness, chroma, hue }
    }

    /// Returns the colour of this hue at another lightness, with as much of the chroma as screens can show there.
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

    /// Ottosson's `oklab_to_linear_srgb`; outside 0 to 1 if no sRGB screen can show the colour.
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
mod our_themes;
#[cfg(test)]
mod tests;
