//! [`BaseUrl`]: the address of the published site, checked and normalised once.

use url::Url;

use crate::path::{Route, encode_path};

/// An `http` or `https` URL that ends in `/`, without query, fragment or user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    url: String,
    path_at: usize,
}

/// Why a text is not a base URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// It is not a URL with a host.
    #[error("this is not a URL")]
    NoUrl,
    /// Another scheme.
    #[error("a site is published with `https` or `http`, not `{0}`")]
    Scheme(String),
    /// `?…` or `#…`.
    #[error("a base URL must not have a query or a fragment")]
    QueryOrFragment,
    /// `//` in the path: a link that begins with it would lead to another host.
    #[error("the path of a base URL must not have an empty part (`//`)")]
    EmptySegment,
    /// `/index.html` at its end; with what is meant.
    #[error("a base URL names the folder of the site, not a page in it")]
    Page(String),
    /// `user@`.
    #[error("a base URL must not contain a user name or password")]
    User,
}

/// What a base URL looks like.
const EXAMPLE: &str = "https://user.github.io/repo/";

impl BaseUrl {
    /// Checks `text` and makes it end in `/`.
    pub fn new(text: &str) -> Result<Self, BaseUrlError> {
        let mut url = Url::parse(text.trim()).map_err(|_| BaseUrlError::NoUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::Scheme(url.scheme().to_owned()));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::QueryOrFragment);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::User);
        }
        if url.path().contains("//") {
            return Err(BaseUrlError::EmptySegment);
        }
        let folder = url.path().strip_suffix("index.html").or(url.path().strip_suffix("index.htm"));
        if let Some(folder) = folder.filter(|folder| folder.ends_with('/')).map(str::to_owned) {
            url.set_path(&folder);
            return Err(BaseUrlError::Page(url.into()));
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        let path_at = url.as_str().len() - url.path().len();
        Ok(Self { url: url.into(), path_at })
    }

    /// Returns the base URL that is meant by a text that is none; an example if that is not known.
    pub fn meant(text: &str, error: &BaseUrlError) -> String {
        let text = text.trim();
        let (host, _) = text.split_once('/').unwrap_or((text, ""));
        let is_host = host.contains('.')
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        match error {
            BaseUrlError::Page(meant) => meant.clone(),
            BaseUrlError::NoUrl if is_host => Self::new(&format!("https://{text}"))
                .map_or_else(|_| EXAMPLE.to_owned(), |it| it.url),
            _ => EXAMPLE.to_owned(),
        }
    }

    /// Returns the whole URL, ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Returns the path, beginning and ending in `/`.
    pub fn path(&self) -> &str {
        self.url.get(self.path_at..).expect("the path is the end of the URL")
    }

    /// Returns scheme and host, without a final slash.
    pub fn origin(&self) -> &str {
        self.url.get(..self.path_at).expect("the origin is the start of the URL")
    }

    /// Returns only the host, without scheme and port.
    pub fn host(&self) -> &str {
        let (_, authority) = self.origin().split_once("://").expect("a base URL has a scheme");
        // An IPv6 address has colons in it, and brackets around it.
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// Returns the absolute URL of a route.
    pub fn absolute(&self, route: &Route) -> String {
        [self.as_str(), route.encoded().trim_start_matches('/')].concat()
    }

    /// Returns the absolute URL of a decoded path below the base.
    pub fn absolute_path(&self, path: &str) -> String {
        [self.as_str(), &encode_path(path.trim_start_matches('/'))].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError, EXAMPLE};

    #[test]
    fn base_urls_end_in_a_slash() {
        let base = BaseUrl::new("https://user.github.io/repo").unwrap();
        assert_eq!(
            (base.as_str(), base.path(), base.origin()),
            ("https://user.github.io/repo/", "/repo/", "https://user.github.io")
        );
        assert_eq!(BaseUrl::new("https://example.org").unwrap().path(), "/");
    }

    #[test]
    fn the_page_of_a_folder_is_not_the_site() {
        let meant = BaseUrlError::Page("https://a/b/".into());
        assert_eq!(BaseUrl::new("https://a/b/index.html"), Err(meant));
        assert!(BaseUrl::new("https://a/my-index.html").is_ok());
    }

    #[test]
    fn what_is_meant_is_told() {
        let meant = |text| BaseUrl::meant(text, &BaseUrl::new(text).unwrap_err());
        assert_eq!(meant("example.org"), "https://example.org/");
        assert_eq!(meant("example.org/a"), "https://example.org/a/");
        assert_eq!(meant("https://a/b/index.html"), "https://a/b/");
        assert_eq!(meant("My site"), EXAMPLE);
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        assert_eq!(BaseUrl::new("example.org"), Err(BaseUrlError::NoUrl));
        assert_eq!(BaseUrl::new("https://a/?x"), Err(BaseUrlError::QueryOrFragment));
        assert_eq!(BaseUrl::new("ftp://a/"), Err(BaseUrlError::Scheme("ftp".into())));
        assert_eq!(BaseUrl::new("https://a//b/"), Err(BaseUrlError::EmptySegment));
        assert_eq!(BaseUrl::new("https://me@a/"), Err(BaseUrlError::User));
    }
}
