//! [`GitHub`]: the repository that the address of a git remote names, and where GitHub publishes it; and [`redact`],
//! which all output of git goes through.

use std::borrow::Cow;

/// GitHub's hosts. `ssh.github.com` listens on port 443, for networks that allow nothing else.
const HOSTS: [&str; 3] = ["github.com", "www.github.com", "ssh.github.com"];

/// Splits an address at the first slash, or colon, after its host.
fn split(address: &str) -> Option<(&str, &str)> {
    match address.trim().split_once("://") {
        Some((scheme, rest)) => {
            matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh").then_some(())?;
            Some(rest.split_once('/').unwrap_or((rest, "")))
        }
        None => address.trim().split_once(':'),
    }
}

/// Returns the host of an address, in lower case.
fn host(address: &str) -> Option<String> {
    let (host, _) = split(address)?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    Some(host.split_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase())
}

/// A repository on GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitHub {
    /// The user or organisation.
    pub owner: String,
    /// The repository's name.
    pub name: String,
}

impl GitHub {
    /// Returns the repository of a remote's address, in any form that git knows: `https://github.com/owner/name.git`,
    /// `ssh://git@github.com/owner/name`, `git@github.com:owner/name.git`. `None` for every other host.
    pub fn of(address: &str) -> Option<Self> {
        HOSTS.contains(&host(address)?.as_str()).then_some(())?;
        let (_, path) = split(address)?;
        let path = path.trim_matches('/');
        let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
        let is_name = |text: &str, more: &str| {
            let fits = |c: char| c.is_ascii_alphanumeric() || more.contains(c);
            !text.is_empty() && text.chars().all(fits) && !matches!(text, "." | "..")
        };
        (is_name(owner, "-_") && is_name(name, "-_."))
            .then(|| Self { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// Whether an address leads to GitHub, or to a site there, but not to a repository.
    pub fn is_near(address: &str) -> bool {
        let host = host(address);
        let is_github = host
            .as_deref()
            .is_some_and(|host| HOSTS.contains(&host) || host.ends_with(".github.io"));
        is_github && Self::of(address).is_none()
    }

    /// Whether it is the user's or organisation's own site, at the root of the host: `owner/owner.github.io`.
    pub fn is_user_site(&self) -> bool {
        self.name.eq_ignore_ascii_case(&format!("{}.github.io", self.owner))
    }

    /// Returns where GitHub publishes it, if it has no domain of its own: `https://owner.github.io/name/`, and the root
    /// of the host for a user site (GitHub Docs, "Types of GitHub Pages sites").
    pub fn site(&self) -> String {
        let owner = self.owner.to_ascii_lowercase();
        if self.is_user_site() {
            format!("https://{owner}.github.io/")
        } else {
            format!("https://{owner}.github.io/{}/", self.name)
        }
    }

    /// Returns the page on which the repository's owner sets what Pages publishes.
    pub fn settings(&self) -> String {
        format!("https://github.com/{}/{}/settings/pages", self.owner, self.name)
    }
}

/// Whether an address contains a password or a token: `https://user:token@host/…`, or `https://token@host/…`. A name
/// alone, as in `ssh://git@host/…`, does not count.
pub fn holds_password(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = rest.split('/').next().unwrap_or(rest);
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    user.contains(':') || (scheme.starts_with("http") && is_token(user))
}

/// The beginnings of GitHub's tokens (GitHub Docs, "About authentication to GitHub").
const TOKENS: [&str; 6] = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"];

fn is_token(text: &str) -> bool {
    TOKENS.iter().any(|start| text.starts_with(start)) || text.len() >= 32
}

/// Returns a text without possible secrets: anything before an `@` in an address, GitHub's tokens, and what follows
/// `Authorization`. Terminal control characters are replaced too.
pub fn redact(text: &str) -> Cow<'_, str> {
    let suspect = |line: &str| {
        (line.contains("//") && line.contains('@'))
            || TOKENS.iter().any(|start| line.contains(start))
            || line.to_ascii_lowercase().contains("authorization")
    };
    if !text.contains(steers) && !text.lines().any(suspect) {
        return Cow::Borrowed(text);
    }
    let text = printable(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| if suspect(line) { redact_line(line) } else { line.to_owned() })
        .collect();
    Cow::Owned(lines.join("\n"))
}

/// Returns a text without terminal control characters; line breaks and tabs stay.
pub fn printable(text: &str) -> String {
    text.replace(steers, "\u{fffd}")
}

fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// What replaces a secret.
const HIDDEN: &str = "***";

fn redact_line(line: &str) -> String {
    if let Some(at) = line.to_ascii_lowercase().find("authorization") {
        let (before, _) = line.split_at(at + "authorization".len());
        return format!("{before}: {HIDDEN}");
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("//") {
        out.push_str(before);
        out.push_str("//");
        // A password may contain anything, even slashes; what follows its last `@` is shown.
        let end = after.find(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'));
        let (address, more) = after.split_at(end.unwrap_or(after.len()));
        match address.rsplit_once('@') {
            Some((_, shown)) => {
                out.push_str(HIDDEN);
                out.push('@');
                out.push_str(shown);
            }
            None => out.push_str(address),
        }
        rest = more;
    }
    out.push_str(rest);
    hide_tokens(&out)
}

fn hide_tokens(text: &str) -> String {
    let mut out = text.to_owned();
    for start in TOKENS {
        let mut from = 0;
        while let Some(at) = out.get(from..).and_then(|rest| rest.find(start)).map(|at| from + at) {
            let token = out.get(at..).unwrap_or("");
            let length = token
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .unwrap_or(token.len());
            out.replace_range(at..at + length, HIDDEN);
            from = at + HIDDEN.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{GitHub, holds_password, redact};

    #[track_caller]
    fn check(address: &str, site: Option<&str>) {
        assert_eq!(GitHub::of(address).map(|found| found.site()).as_deref(), site, "{address}");
    }

    #[test]
    fn a_repository_tells_where_it_is_published() {
        let project = Some("https://ada.github.io/Engines/");
        for address in [
            "https://github.com/Ada/Engines.git",
            "https://github.com/Ada/Engines",
            "https://github.com/Ada/Engines/",
            "https://ada:ghp_secret@github.com/Ada/Engines.git",
            "git@github.com:Ada/Engines.git",
            "github.com:Ada/Engines",
            "ssh://git@github.com/Ada/Engines.git",
            "ssh://git@ssh.github.com:443/Ada/Engines.git",
            "git://github.com/Ada/Engines.git",
            "https://www.GitHub.com/Ada/Engines\n",
        ] {
            check(address, project);
        }
        check("git@github.com:Ada/ada.github.io.git", Some("https://ada.github.io/"));
        for address in [
            "",
            "/srv/git/site.git",
            "../site.git",
            "file:///srv/github.com/a/b",
            "https://gitlab.com/ada/engines.git",
            "https://github.com.example.org/ada/engines",
            "https://github.com/ada",
            "https://github.com/ada/engines/more",
            "https://github.com/ada/..",
            "git@github.com:ada/en gines",
            "C:\\github.com\\a",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn a_page_on_github_is_no_repository() {
        for page in [
            "https://github.com/ada/engines/tree/main",
            "https://github.com/ada",
            "https://ada.github.io/engines/",
        ] {
            assert!(GitHub::is_near(page), "{page}");
        }
        for other in ["git@github.com:ada/engines", "/srv/github.com/x", "https://gitlab.com/ada"] {
            assert!(!GitHub::is_near(other), "{other}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        for (text, shown) in [
            (
                "fatal: unable to access 'https://me:p@ss@w@example.org/x y/': 403",
                "fatal: unable to access 'https://***@example.org/x y/': 403",
            ),
            ("https://ghp_abc123DEF@github.com/a/b", "https://***@github.com/a/b"),
            ("one\nremote: token github_pat_11AA_bc.\ntwo", "one\nremote: token ***.\ntwo"),
            ("> Authorization: Basic eDp5", "> Authorization: ***"),
            ("ssh://git@host/a and https://u:p@h", "ssh://***@host/a and https://***@h"),
            ("http://me:pa/ss@h/x", "http://***@h/x"),
            ("one\u{1b}]0;owned\u{7}\rtwo", "one\u{fffd}]0;owned\u{fffd}\ntwo"),
            (
                "mail to a@b.example, https://example.org/",
                "mail to a@b.example, https://example.org/",
            ),
        ] {
            assert_eq!(redact(text), shown);
        }
        assert!(holds_password("https://me:secret@github.com/a/b"));
        assert!(holds_password("https://ghp_0123456789@github.com/a/b"));
        assert!(!holds_password("https://me@github.com/a/b"));
        assert!(!holds_password("ssh://git@github.com/a/b"));
        assert!(!holds_password("git@github.com:a/b"));
    }
}
