//! The formulas, checked against values that others computed.

use crate::theme::colour::{Colour, Lch};

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
    // Known from WebAIM and from WCAG's own examples: the lightest grey that passes on white, and one just below it.
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
    // On a middle grey, both ends are readable.
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
