//! Which requests the server answers: only those to its own names, so that a foreign page cannot read it under a name
//! that resolves to this machine (DNS rebinding, CVE-2025-24010), and updates only for its own pages. Malformed
//! requests are refused and never end anything.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use hyper::StatusCode;
use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};

/// The names under which a server may be addressed.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// The name as given, in lower case; an address or a name.
    name: String,
    /// The address that it listens on.
    address: SocketAddr,
}

/// A refused request: its status and the reason.
pub(super) type Refusal = (StatusCode, &'static str);

impl Guard {
    /// Returns the guard of a server that listens on `address`, which was given as `host`.
    pub(super) fn new(host: &str, address: SocketAddr) -> Self {
        Self { name: host.to_ascii_lowercase(), address }
    }

    /// Checks the name that a request was sent to, and returns it.
    pub(super) fn admit(&self, headers: &HeaderMap) -> Result<Authority, Refusal> {
        let text = single(headers, HOST)
            .map_err(|()| (StatusCode::BAD_REQUEST, "a request must have exactly one host"))?
            .ok_or((StatusCode::BAD_REQUEST, "a request must name its host"))?;
        let host = Authority::parse(text)
            .ok_or((StatusCode::BAD_REQUEST, "the host of this request cannot be read"))?;
        let same_port = host.port == self.address.port();
        if self.knows(&host.name) && (same_port || host.name.is_of_this_machine()) {
            return Ok(host);
        }
        Err((
            StatusCode::FORBIDDEN,
            "this server answers only at the address that it was started with; use the one shown in the terminal",
        ))
    }

    /// `*.localhost` is not included: nobody needs it, and not every resolver keeps it on this machine.
    fn knows(&self, name: &Name) -> bool {
        let ip = self.address.ip();
        match name {
            Name::Ip(asked) => {
                *asked == ip
                    || ip.is_unspecified()
                    || ip.is_loopback()
                        && (*asked == Ipv4Addr::LOCALHOST || *asked == Ipv6Addr::LOCALHOST)
            }
            Name::Domain(asked) => {
                *asked == self.name
                    || asked == "localhost" && (ip.is_loopback() || ip.is_unspecified())
            }
        }
    }
}

/// Whether a request comes from a page of the server itself, or from no page at all. Any other origin is foreign,
/// whether an address or `null` (CVE-2025-30360).
pub(super) fn is_own(headers: &HeaderMap, host: &Authority) -> bool {
    let origin = match single(headers, ORIGIN) {
        Err(()) => false,
        Ok(None) => true,
        Ok(Some(origin)) => {
            origin.strip_prefix("http://").and_then(Authority::parse).as_ref() == Some(host)
        }
    };
    let site = match single(headers, HeaderName::from_static("sec-fetch-site")) {
        Err(()) => false,
        Ok(site) => site.is_none_or(|site| matches!(site, "same-origin" | "none")),
    };
    origin && site
}

/// Returns the value of a header that may appear once; an error if it appears twice or is not text.
fn single(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// A host and its port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Authority {
    name: Name,
    port: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    Ip(IpAddr),
    /// In lower case.
    Domain(String),
}

impl Authority {
    /// Reads `name`, `name:port`, `1.2.3.4:port` or `[::1]:port`. Without a port, the port is 80, as in every URL.
    fn parse(text: &str) -> Option<Self> {
        let (name, port) = if let Some(rest) = text.strip_prefix('[') {
            let (ip, port) = rest.split_once(']')?;
            (Name::Ip(IpAddr::V6(ip.parse().ok()?)), port)
        } else {
            let end = text.find(':').unwrap_or(text.len());
            let (name, port) = text.split_at(end);
            (Name::parse(name)?, port)
        };
        let port = match port.strip_prefix(':') {
            Some(digits) => port_number(digits)?,
            None if port.is_empty() => 80,
            None => return None,
        };
        Some(Self { name, port })
    }
}

impl Name {
    /// Whether every browser takes it for the machine that it runs on, wherever it comes from. Then the port may be
    /// another one, which somebody forwards to ours (`ssh -L 9000:localhost:4747`): a foreign page has a foreign name,
    /// whatever its port.
    fn is_of_this_machine(&self) -> bool {
        match self {
            Self::Ip(ip) => ip.is_loopback(),
            Self::Domain(name) => name == "localhost",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Ok(ip) = text.parse::<Ipv4Addr>() {
            return Some(Self::Ip(ip.into()));
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        let valid = !text.is_empty() && text.len() <= 255 && text.bytes().all(plain);
        valid.then(|| Self::Domain(text.to_ascii_lowercase()))
    }
}

/// Only digits: `parse` alone would accept `+80`.
fn port_number(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderMap, HeaderValue};

    use super::{Guard, is_own};

    /// Checks the status with which a server on `host:4747` answers each of these `Host` headers; 200 if it accepts it.
    #[track_caller]
    fn check(host: &str, ip: &str, expected: &[(&str, u16)]) {
        let guard = Guard::new(host, format!("{ip}:4747").parse().unwrap());
        for (asked, status) in expected {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_bytes(asked.as_bytes()).unwrap());
            let found = guard.admit(&headers).map_or_else(|(status, _)| status.as_u16(), |_| 200);
            assert_eq!(found, *status, "`{asked}` at {host}");
        }
    }

    #[test]
    fn a_server_of_this_machine_has_the_names_of_this_machine() {
        let expected = [
            ("127.0.0.1:4747", 200),
            ("localhost:4747", 200),
            ("LocalHost:4747", 200),
            ("[::1]:4747", 200),
            ("[0:0:0:0:0:0:0:1]:4747", 200),
            ("127.0.0.1", 200),
            ("127.0.0.1:9000", 200),
            ("localhost:9000", 200),
            ("[::1]:9000", 200),
            ("evil.example:9000", 403),
            ("192.168.1.5:4747", 403),
            ("0.0.0.0:4747", 403),
            ("evil.example:4747", 403),
            ("localhost.evil.example:4747", 403),
            ("127.0.0.1.evil.example:4747", 403),
            ("a.localhost:4747", 403),
            ("localhost.:4747", 403),
            ("0177.0.0.1:4747", 403),
            ("", 400),
            (":4747", 400),
            ("localhost:", 400),
            ("localhost:+4747", 400),
            ("localhost:4747:4747", 400),
            ("localhost:99999", 400),
            ("localhost:4747/", 400),
            ("me@localhost:4747", 400),
            ("local host:4747", 400),
            ("localhost:4747, localhost:4747", 400),
            ("[::1", 400),
            ("[::1]4747", 400),
            ("[]:4747", 400),
            ("::1:4747", 400),
            ("löcalhost:4747", 400),
        ];
        check("127.0.0.1", "127.0.0.1", &expected);
        check("localhost", "127.0.0.1", &expected);
        check("::1", "[::1]", &expected);
        check("devbox", "127.0.1.1", &[("devbox:4747", 200), ("127.0.1.1:4747", 200)]);
    }

    #[test]
    fn a_server_of_one_address_has_this_address_and_its_name() {
        check(
            "MyBox.local",
            "192.168.1.5",
            &[
                ("192.168.1.5:4747", 200),
                ("mybox.local:4747", 200),
                ("localhost:4747", 403),
                ("192.168.1.6:4747", 403),
                ("evil.example:4747", 403),
            ],
        );
    }

    #[test]
    fn a_server_of_every_address_has_no_foreign_name() {
        for (host, ip) in [("0.0.0.0", "0.0.0.0"), ("::", "[::]")] {
            check(
                host,
                ip,
                &[
                    ("192.168.1.5:4747", 200),
                    ("[fe80::1]:4747", 200),
                    ("localhost:4747", 200),
                    ("192.168.1.5:80", 403),
                    ("evil.example:4747", 403),
                ],
            );
        }
    }

    #[test]
    fn a_host_stands_once() {
        let guard = Guard::new("127.0.0.1", "127.0.0.1:4747".parse().unwrap());
        let mut headers = HeaderMap::new();
        assert_eq!(guard.admit(&headers).unwrap_err().0, 400);
        headers.append("host", HeaderValue::from_static("127.0.0.1:4747"));
        headers.append("host", HeaderValue::from_static("127.0.0.1:4747"));
        assert_eq!(guard.admit(&headers).unwrap_err().0, 400);
    }

    #[test]
    fn only_the_own_origin_is_own() {
        let guard = Guard::new("127.0.0.1", "127.0.0.1:4747".parse().unwrap());
        let own = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            headers.append("host", HeaderValue::from_static("127.0.0.1:4747"));
            let host = guard.admit(&headers).unwrap();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            is_own(&headers, &host)
        };
        assert!(own(&[]));
        assert!(own(&[("origin", "http://127.0.0.1:4747"), ("sec-fetch-site", "same-origin")]));
        assert!(own(&[("sec-fetch-site", "none")]));
        for origin in [
            "null",
            "http://localhost:4747",
            "http://127.0.0.1",
            "http://127.0.0.1:3000",
            "https://127.0.0.1:4747",
            "http://192.168.1.5:4747",
            "http://127.0.0.1:4747/",
            "http://127.0.0.1:4747.evil.example",
            "http://me@127.0.0.1:4747",
            "127.0.0.1:4747",
            "http://",
            "",
            "%",
        ] {
            assert!(!own(&[("origin", origin)]), "{origin}");
        }
        let twice = ("origin", "http://127.0.0.1:4747");
        assert!(!own(&[twice, twice]));
        for site in ["cross-site", "same-site", "", "Same-Origin?"] {
            assert!(!own(&[("sec-fetch-site", site)]), "{site}");
        }
    }
}
