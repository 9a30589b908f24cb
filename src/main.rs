//! The `nutgraf` program: parse, run, exit. Everything it does is in `cli`.

fn main() {}
