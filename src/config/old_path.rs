//! Old addresses: the paths below the site at which something else is found today.

use percent_encoding::percent_decode_str;

use crate::path::{SitePath, check_portable};

/// The maximum length of an old path in bytes: no system has longer paths, and each of its folders must be opened.
const MAX_PATH: usize = 1000;

/// Returns a path as it is published: decoded, without the `/` at its beginning. Otherwise, what is wrong with it.
pub(crate) fn old_path(text: &str) -> Result<String, String> {
    let trimmed = text.trim().trim_start_matches('/');
    if trimmed.contains(['?', '#']) {
        return Err("what follows a `?` or `#` is not part of a file's address".into());
    }
    if !trimmed.split('%').skip(1).all(is_encoded) {
        return Err(
            "a `%` must be followed by two digits of 0 to 9 and A to F; a `%` itself is `%25`"
                .into(),
        );
    }
    let decoded = percent_decode_str(trimmed)
        .decode_utf8()
        .map_err(|_| "what it encodes with `%` is not UTF-8".to_owned())?;
    if decoded.matches('/').count() != trimmed.matches('/').count() {
        return Err("`%2F` is a `/` inside a name, which no file has".into());
    }
    let inner = decoded.strip_suffix('/').unwrap_or(&decoded);
    let path = SitePath::new(inner).map_err(|error| error.to_string())?;
    for part in path.as_str().split('/') {
        check_portable(part).map_err(|fault| format!("`{part}` {fault}"))?;
    }
    if inner.split('/').any(|part| part.starts_with('.')) {
        return Err("part of it begins with a dot".into());
    }
    if inner.len() > MAX_PATH {
        return Err(format!("it is longer than {MAX_PATH} bytes"));
    }
    Ok(decoded.into_owned())
}

/// Whether a text begins with the two digits that follow a `%`.
fn is_encoded(text: &str) -> bool {
    text.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2
}

/// Returns the ending of a path's last name, in lower case.
pub(crate) fn ending(path: &str) -> Option<String> {
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::old_path;

    #[test]
    fn what_is_encoded_is_what_it_stands_for() {
        assert_eq!(old_path("/caf%C3%A9/").as_deref(), Ok("café/"));
        assert_eq!(old_path("/100%25/").as_deref(), Ok("100%/"));
        assert_eq!(old_path("old%20page.html").as_deref(), Ok("old page.html"));
        for wrong in [
            "/a%2Fb/",
            "/%ff/",
            "/a/?p=1",
            "/a#b",
            "/%2e%2e/a/",
            "/%00/",
            "/a%3Ab/",
            "/",
            "/100%/",
            "/%zz/",
        ] {
            assert!(old_path(wrong).is_err(), "{wrong}");
        }
    }
}
