//! Units: what follows or precedes a number and says what it measures.

use crate::check::quantity::reader::{CURRENCIES, Scan};
use crate::check::quantity::types::Unit;

/// Returns the currency of a sign or code before or after a number.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" | "us" | "usd" | "dollar" | "dollars" | "dólares" => "$",
        "€" | "eur" | "euro" | "euros" => "€",
        "£" | "gbp" | "sterling" => "£",
        "¥" | "jpy" | "yen" | "yuan" | "cny" => "¥",
        "₹" | "inr" | "rupee" | "rupees" => "₹",
        "chf" | "franken" | "franc" | "francs" => "CHF",
        "sek" | "nok" | "dkk" | "kronor" | "kroner" | "krone" => "kr",
        "cent" | "cents" | "pence" => "cent",
        "pesos" | "peso" => "peso",
        "₽" | "roubles" | "rubles" => "₽",
        "₩" => "₩",
        "₺" | "lira" => "₺",
        "zł" | "zloty" | "złoty" => "zł",
        _ => return None,
    })
}

/// Words that are a currency only when they are written in this way.
fn is_code(text: &str) -> bool {
    matches!(text, "USD" | "EUR" | "GBP" | "JPY" | "CNY" | "INR" | "CHF" | "SEK" | "NOK" | "DKK")
}

impl Scan<'_> {
    /// Reads a currency before a number: `$`, `US$`, `EUR`. Returns it, and the token after it.
    pub(super) fn currency_before(&self, at: usize) -> Option<(&'static str, usize)> {
        let token = self.token(at)?;
        if matches!(&*token.lower, "us" | "a" | "c" | "nz" | "hk") && self.is_sign(at + 1, "$") {
            return (self.is_glued(at + 1)).then_some(("$", at + 2));
        }
        let is_sign = self.is_sign(at, CURRENCIES) || is_code(token.text);
        Some((currency(&token.lower).filter(|_| is_sign)?, at + 1))
    }

    /// Reads the unit after a number. Returns it, and the token after it.
    pub(super) fn unit_at(&self, at: usize) -> Option<(Unit, usize)> {
        if let Some(found) = self.percent(at) {
            return Some(found);
        }
        if self.is_sign(at, "$€£¥₹₽₩₺%‰") {
            let unit = currency(&self.token(at)?.lower).map(Unit::Money)?;
            return Some((unit, at + 1));
        }
        let token = self.word_token(at)?;
        let is_short = token.text.len() == 1 && token.text.starts_with(char::is_uppercase);
        if let Some(unit) = by_letters(token.text).filter(|_| !is_short || token.glued) {
            return Some((Unit::Measure(unit), self.after_per(at + 1)));
        }
        if let Some(unit) = time(&token.lower) {
            return Some((Unit::Time(unit), at + 1));
        }
        if let Some(unit) = by_name(&token.lower) {
            return Some((Unit::Measure(unit), self.after_per(at + 1)));
        }
        let is_of = matches!(&*token.lower, "us" | "canadian" | "australian");
        if is_of && matches!(self.lower(at + 1), "dollars" | "dollar") {
            return Some((Unit::Money("$"), at + 2));
        }
        let money = currency(&token.lower).filter(|_| token.text != "US" && token.text != "us")?;
        Some((Unit::Money(money), at + 1))
    }

    /// Reads `%`, "per cent", "percentage points".
    fn percent(&self, at: usize) -> Option<(Unit, usize)> {
        let hyphen = usize::from(self.is_sign(at, "-‑") && self.is_glued(at));
        let at = at + hyphen;
        if self.is_sign(at, "%‰") {
            let points = matches!(self.lower(at + 1), "points" | "point" | "pt" | "pts");
            let unit = if points { Unit::Points } else { Unit::Percent };
            return Some((unit, at + 1 + usize::from(points)));
        }
        match (self.lower(at), self.lower(at + 1)) {
            ("per" | "pour", "cent") | ("por", "ciento") => Some((Unit::Percent, at + 2)),
            ("percentage", "point" | "points") | ("points", "de") => Some((Unit::Points, at + 2)),
            ("puntos", "porcentuales") => Some((Unit::Points, at + 2)),
            ("percent" | "prozent" | "pc" | "percentage", _) => Some((Unit::Percent, at + 1)),
            ("prozentpunkte" | "prozentpunkten" | "pp", _) => Some((Unit::Points, at + 1)),
            _ => None,
        }
    }

    /// Skips `/km` and the like.
    fn after_per(&self, at: usize) -> usize {
        let has = self.is_sign(at, "/") && self.is_glued(at) && self.word_token(at + 1).is_some();
        if has && self.is_glued(at + 1) { at + 2 } else { at }
    }
}

/// Units by their signs.
fn by_letters(text: &str) -> Option<&'static str> {
    LETTERS.iter().find(|unit| **unit == text).copied()
}

const LETTERS: &[&str] = &[
    "g", "kg", "mg", "t", "m", "km", "cm", "mm", "nm", "m²", "m³", "km²", "l", "ml", "ha", "W",
    "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "kB", "KB", "MB", "GB", "TB", "PB",
    "EB", "Mb", "Gb", "Kb", "Mbps", "Gbps", "°C", "°F", "C", "K", "Hz", "kHz", "MHz", "GHz", "mph",
    "V", "kV", "A", "dB", "ppm", "ppb", "kcal", "kJ", "MJ", "J", "lb", "lbs", "oz", "ft", "mi",
    "ms", "p", "Mt", "Gt", "µg", "μg", "°",
];

fn by_name(word: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}

const NAMES: &[(&str, &str)] = &[
    ("gram", "g"),
    ("grams", "g"),
    ("gramm", "g"),
    ("kilo", "kg"),
    ("kilos", "kg"),
    ("kilogram", "kg"),
    ("kilograms", "kg"),
    ("kilogramm", "kg"),
    ("tonne", "t"),
    ("tonnes", "t"),
    ("tons", "ton"),
    ("tonnen", "t"),
    ("toneladas", "t"),
    ("metre", "m"),
    ("metres", "m"),
    ("meter", "m"),
    ("meters", "m"),
    ("mètres", "m"),
    ("metros", "m"),
    ("kilometre", "km"),
    ("kilometres", "km"),
    ("kilometer", "km"),
    ("kilometers", "km"),
    ("kilomètres", "km"),
    ("kilómetros", "km"),
    ("mile", "mi"),
    ("miles", "mi"),
    ("feet", "ft"),
    ("litre", "l"),
    ("litres", "l"),
    ("liters", "l"),
    ("liter", "l"),
    ("hectares", "ha"),
    ("hectare", "ha"),
    ("hektar", "ha"),
    ("acres", "acre"),
    ("acre", "acre"),
    ("watts", "W"),
    ("watt", "W"),
    ("kilowatts", "kW"),
    ("kilowatt", "kW"),
    ("megawatts", "MW"),
    ("megawatt", "MW"),
    ("gigawatts", "GW"),
    ("gigawatt", "GW"),
    ("terabytes", "TB"),
    ("terabyte", "TB"),
    ("gigabytes", "GB"),
    ("gigabyte", "GB"),
    ("megabytes", "MB"),
    ("petabytes", "PB"),
    ("kilobytes", "kB"),
    ("bytes", "B"),
    ("degrees", "°"),
    ("grad", "°"),
    ("pounds", "lb"),
    ("barrels", "barrel"),
    ("gallons", "gallon"),
    ("calories", "kcal"),
    ("decibels", "dB"),
    ("volts", "V"),
];

fn time(word: &str) -> Option<&'static str> {
    Some(match word {
        "second" | "seconds" | "sekunden" | "secondes" | "segundos" => "second",
        "minute" | "minutes" | "minuten" | "minutos" => "minute",
        "hour" | "hours" | "stunden" | "heures" | "horas" => "hour",
        "day" | "days" | "tage" | "tagen" | "jours" | "días" => "day",
        "week" | "weeks" | "wochen" | "semaines" | "semanas" => "week",
        "month" | "months" | "monate" | "monaten" | "mois" | "meses" => "month",
        "year" | "years" | "jahre" | "jahren" | "ans" | "années" | "años" => "year",
        "decades" | "jahrzehnte" | "décennies" | "décadas" => "decade",
        "centuries" | "jahrhunderte" | "siècles" | "siglos" => "century",
        _ => return None,
    })
}
