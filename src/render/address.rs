//! Addresses as pages and feeds write them.

use crate::config::Config;
use crate::path::Route;
use crate::percent::encode_fragment;
use crate::site::Target;

/// Returns the address of a route, as pages link to it.
pub(super) fn href(config: &Config, route: &Route) -> String {
    joined([config.base_path(), route.encoded().trim_start_matches('/')])
}

/// Returns the absolute URL of a route; its address if there is no `base_url`.
pub(super) fn absolute(config: &Config, route: &Route) -> String {
    config.base_url.as_ref().map_or_else(|| href(config, route), |base| base.absolute(route))
}

/// Returns the address of a target; with scheme and host if `is_absolute`, except for an anchor on its own page.
pub(super) fn address(config: &Config, target: &Target, is_absolute: bool) -> String {
    let of_route = |route: &Route| {
        if is_absolute { absolute(config, route) } else { href(config, route) }
    };
    let fragment = |anchor: &str| joined(["#", &encode_fragment(anchor)]);
    match target {
        Target::External(url) => url.clone(),
        Target::Anchor(anchor) => fragment(anchor),
        Target::Page { route, anchor, .. } => {
            of_route(route) + &anchor.as_deref().map(fragment).unwrap_or_default()
        }
        Target::Home => of_route(&Route::home()),
        Target::File { route, suffix, .. } => of_route(route) + suffix,
        Target::Site(path) => {
            let base = match &config.base_url {
                Some(base) if is_absolute => base.as_str(),
                _ => config.base_path(),
            };
            joined([base, path.trim_start_matches('/')])
        }
        Target::Nowhere => String::new(),
    }
}

/// Joins texts without the overhead of formatting: pages have hundreds of addresses.
pub(super) fn joined<const N: usize>(parts: [&str; N]) -> String {
    let mut out = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        out.push_str(part);
    }
    out
}
