//! [`unit_of`]: the units of figures, and what they have in common.

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Data,
    Length,
    Mass,
    Power,
    Energy,
    Time,
    Volume,
    Area,
    Temperature,
    Share,
    Money,
}

/// A unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its name.
    pub(super) name: &'static str,
    /// What it measures.
    pub(super) dimension: Dimension,
    /// How many of the smallest it is; 0 if it cannot be converted.
    pub(super) factor: f64,
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Returns the unit with this name or sign, as it stands there and in lower case.
pub(super) fn unit_of(text: &str, lower: &str) -> Option<Unit> {
    let is_it = |row: &&Row| row.1.contains(&lower) || row.2.contains(&text);
    UNITS.iter().find(is_it).map(|row| row.0)
}

/// A unit, its names and its signs.
type Row = (Unit, &'static [&'static str], &'static [&'static str]);

const fn unit(name: &'static str, dimension: Dimension, factor: f64) -> Unit {
    Unit { name, dimension, factor }
}

const UNITS: &[Row] = &[
    (unit("byte", Dimension::Data, 1.0), &["byte", "bytes"], &["B"]),
    (unit("kilobyte", Dimension::Data, 1e3), &["kilobyte", "kilobytes"], &["kB", "KB"]),
    (unit("megabyte", Dimension::Data, 1e6), &["megabyte", "megabytes"], &["MB"]),
    (unit("gigabyte", Dimension::Data, 1e9), &["gigabyte", "gigabytes"], &["GB"]),
    (unit("terabyte", Dimension::Data, 1e12), &["terabyte", "terabytes"], &["TB"]),
    (unit("petabyte", Dimension::Data, 1e15), &["petabyte", "petabytes"], &["PB"]),
    (
        unit("millimetre", Dimension::Length, 1e-3),
        &["millimetre", "millimetres", "millimeter", "millimeters"],
        &["mm"],
    ),
    (
        unit("centimetre", Dimension::Length, 1e-2),
        &["centimetre", "centimetres", "centimeter", "centimeters"],
        &["cm"],
    ),
    (unit("metre", Dimension::Length, 1.0), &["metre", "metres", "meter", "meters"], &["m"]),
    (
        unit("kilometre", Dimension::Length, 1e3),
        &["kilometre", "kilometres", "kilometer", "kilometers"],
        &["km"],
    ),
    (unit("inch", Dimension::Length, 0.0254), &["inch", "inches"], &[]),
    (unit("foot", Dimension::Length, 0.3048), &["foot", "feet"], &["ft"]),
    (unit("mile", Dimension::Length, 1609.34), &["mile", "miles"], &["mi"]),
    (unit("milligram", Dimension::Mass, 1e-6), &["milligram", "milligrams"], &["mg"]),
    (unit("gram", Dimension::Mass, 1e-3), &["gram", "grams"], &["g"]),
    (unit("kilogram", Dimension::Mass, 1.0), &["kilogram", "kilograms", "kilo", "kilos"], &["kg"]),
    (unit("tonne", Dimension::Mass, 1e3), &["tonne", "tonnes", "ton", "tons"], &["t"]),
    (unit("watt", Dimension::Power, 1.0), &["watt", "watts"], &["W"]),
    (unit("kilowatt", Dimension::Power, 1e3), &["kilowatt", "kilowatts"], &["kW"]),
    (unit("megawatt", Dimension::Power, 1e6), &["megawatt", "megawatts"], &["MW"]),
    (unit("gigawatt", Dimension::Power, 1e9), &["gigawatt", "gigawatts"], &["GW"]),
    (unit("kilowatt hour", Dimension::Energy, 1e3), &[], &["kWh"]),
    (unit("megawatt hour", Dimension::Energy, 1e6), &[], &["MWh"]),
    (unit("gigawatt hour", Dimension::Energy, 1e9), &[], &["GWh"]),
    (unit("terawatt hour", Dimension::Energy, 1e12), &[], &["TWh"]),
    (unit("second", Dimension::Time, 1.0), &["seconds"], &[]),
    (unit("minute", Dimension::Time, 60.0), &["minute", "minutes"], &[]),
    (unit("hour", Dimension::Time, 3600.0), &["hour", "hours"], &[]),
    (unit("day", Dimension::Time, 86_400.0), &["day", "days"], &[]),
    (unit("week", Dimension::Time, 604_800.0), &["week", "weeks"], &[]),
    (unit("month", Dimension::Time, 2_629_746.0), &["month", "months"], &[]),
    (unit("year", Dimension::Time, 31_556_952.0), &["year", "years"], &[]),
    (unit("litre", Dimension::Volume, 1.0), &["litre", "litres", "liter", "liters"], &["l", "L"]),
    (unit("gallon", Dimension::Volume, 4.0), &["gallon", "gallons"], &[]),
    (unit("barrel", Dimension::Volume, 159.0), &["barrel", "barrels"], &[]),
    (unit("hectare", Dimension::Area, 1.0), &["hectare", "hectares"], &["ha"]),
    (unit("acre", Dimension::Area, 0.4047), &["acre", "acres"], &[]),
    (unit("celsius", Dimension::Temperature, 0.0), &["celsius"], &["℃"]),
    (unit("fahrenheit", Dimension::Temperature, 0.0), &["fahrenheit"], &["℉"]),
    (unit("per cent", Dimension::Share, 0.0), &["percent", "pct"], &["%", "％"]),
    (unit("point", Dimension::Share, 0.0), &[], &[]),
    (unit("dollar", Dimension::Money, 0.0), &["dollar", "dollars", "usd"], &["$"]),
    (unit("euro", Dimension::Money, 0.0), &["euro", "euros", "eur"], &["€"]),
    (unit("pound", Dimension::Money, 0.0), &["gbp"], &["£"]),
    (unit("yen", Dimension::Money, 0.0), &["yen", "jpy"], &["¥"]),
];

/// Percentage points.
pub(super) const POINTS: Unit = Unit { name: "point", dimension: Dimension::Share, factor: 0.0 };
