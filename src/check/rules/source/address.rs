//! Web addresses as editors compare them.

use percent_encoding::percent_decode_str;
use url::Url;

/// Parameters that only tell a site where its readers come from, without their values; those that end in `*` are
/// beginnings.
const TRACKING: &[&str] = &[
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "twclid",
    "ttclid",
    "yclid",
    "ysclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hstc",
    "__hssc",
    "hsctatracking",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "wickedid",
    "rb_clickid",
    "s_cid",
    "ref_src",
    "_ga",
    "_gl",
    "at_medium",
    "at_campaign",
    "at_custom*",
    "pk_campaign",
    "pk_kwd",
    "mtm_*",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "spm",
    "srsltid",
    "epik",
];

/// Whether a parameter of an address only follows readers.
pub(super) fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.iter().any(|known| {
        known.strip_suffix('*').map_or(name == *known, |beginning| name.starts_with(beginning))
    })
}

/// Returns the host of an address, in lower case and without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// Returns what is the same for all addresses of one page: without scheme, `www.`, a slash at the end, parameters that
/// follow readers, and a place on the page. `None` if it is not an address of the web.
pub(super) fn page(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let query = url.query().unwrap_or_default().split('&');
    let query: Vec<&str> = query.filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    // Some sites keep all their pages behind the `#`.
    let route = url.fragment().filter(|fragment| fragment.starts_with(['/', '!']));
    let query = query.join("&");
    Some(format!("{}{port}{path}?{query}#{}", host(address)?, route.unwrap_or_default()))
}

/// Returns the address of which an address of an archive is a copy, if that can be seen from it: what follows in it and
/// is itself an address.
pub(super) fn original(archived: &str) -> Option<String> {
    let after_scheme = archived.find("://")? + 3;
    let rest = archived.get(after_scheme..)?;
    let lower = rest.to_ascii_lowercase();
    let at =
        ["http://", "https://", "http:/", "https:/"].iter().filter_map(|it| lower.find(it)).min();
    if let Some(at) = at {
        let original = rest.get(at..)?;
        // Some servers fold `//` into `/`.
        return match original.split_once(":/") {
            Some((scheme, host)) => Some(format!("{scheme}://{}", host.trim_start_matches('/'))),
            None => Some(original.to_owned()),
        };
    }
    let at = ["http%3a%2f%2f", "https%3a%2f%2f"].iter().filter_map(|it| lower.find(it)).min()?;
    let encoded = rest.get(at..)?.split('&').next()?;
    Some(percent_decode_str(encoded).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::{is_tracking, original, page};

    #[test]
    fn a_page_is_the_same_however_it_is_addressed() {
        let one = page("https://www.example.org/a/?utm_source=x&id=3#part").unwrap();
        assert_eq!(one, page("http://example.org/a?id=3").unwrap());
        assert_ne!(one, page("http://example.org/a?id=4").unwrap());
        assert_ne!(page("https://e.org/#/a"), page("https://e.org/#/b"));
        assert_eq!(page("mailto:a@e.org"), None);
    }

    #[test]
    fn an_archive_says_what_it_is_a_copy_of() {
        let of = |address: &str| original(address).unwrap_or_default();
        assert_eq!(of("https://web.archive.org/web/2020/https://e.org/a?b"), "https://e.org/a?b");
        assert_eq!(of("https://web.archive.org/web/2020id_/http:/e.org/a"), "http://e.org/a");
        assert_eq!(of("https://w.example/?url=https%3A%2F%2Fe.org%2Fa&x=1"), "https://e.org/a");
        assert_eq!(of("https://perma.cc/ABCD-1234"), "");
    }

    #[test]
    fn parameters_that_follow_readers_are_known() {
        assert!(is_tracking("UTM_Medium=x") && is_tracking("fbclid"));
        assert!(!is_tracking("id=3") && !is_tracking("utm=3"));
    }
}
