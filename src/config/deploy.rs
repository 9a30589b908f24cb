//! `[deploy]` of `site.toml`: where and how the site is published. What is passed to git is checked here, once, so that
//! no setting can be read as an option or as a place on another machine.

use url::Host;

use crate::config::settings::DeployOptions;
use crate::diagnostic::Code;
use crate::node::Node;
use crate::node::decode::{Decoder, MapReader, owned};

/// The settings without the table.
pub(super) fn default() -> DeployOptions {
    DeployOptions {
        branch: "gh-pages".into(),
        branch_span: None,
        remote: "origin".into(),
        remote_span: None,
        cname: None,
        cname_span: None,
    }
}

/// Reads the table.
pub(super) fn read(d: &mut Decoder<'_>, table: &mut MapReader<'_, '_>) -> DeployOptions {
    let default = default();
    let remote_span = table.node("remote").map(|node| node.span);
    let remote = table.optional(d, "remote", remote).unwrap_or(default.remote);
    DeployOptions {
        branch_span: table.node("branch").map(|node| node.span),
        branch: table
            .optional(d, "branch", |d, node| branch(d, node, &remote))
            .unwrap_or(default.branch),
        remote_span,
        remote,
        cname_span: table.node("cname").map(|node| node.span),
        cname: table.optional(d, "cname", cname),
    }
}

/// Reads the name of a branch, by the rules of `git check-ref-format --branch`: the short name, without `refs/heads/`
/// and without the name of a remote, because git would create a branch with exactly that name.
fn branch(d: &mut Decoder<'_>, node: &Node<'_>, remote: &str) -> Option<String> {
    let text = owned(d, node)?;
    let prefixes =
        ["refs/heads/".to_owned(), format!("refs/remotes/{remote}/"), format!("{remote}/")];
    let short = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix.as_str()));
    if short.is_none() && is_branch(&text) && !text.starts_with("refs/") {
        return Some(text);
    }
    let message = format!("`{text}` cannot be the name of a branch");
    let hint = format!(
        "write one such as `{}`",
        short.filter(|short| is_branch(short)).unwrap_or("gh-pages")
    );
    d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
    None
}

fn is_branch(text: &str) -> bool {
    let refused =
        |c: char| c.is_control() || c == ' ' || ['~', '^', ':', '?', '*', '[', '\\'].contains(&c);
    let part_fits = |part: &str| {
        let ends = std::path::Path::new(part).extension().is_some_and(|end| end == "lock");
        !part.is_empty() && !part.starts_with('.') && !ends
    };
    text.split('/').all(part_fits)
        && !text.contains(refused)
        && !text.contains("..")
        && !text.contains("@{")
        && !text.ends_with('.')
        && !text.starts_with('-')
        && !matches!(text, "@" | "HEAD")
}

/// Reads the name of a remote. An address would duplicate what git has in its own settings, passwords included.
fn remote(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if !text.is_empty() && text.chars().all(fits) && is_branch(&text) {
        return Some(text);
    }
    d.report_with_hint(
        Code::FieldInvalid,
        node.span,
        format!("`{text}` is not the name of a remote"),
        "write a name that `git remote` lists; `git remote add NAME ADDRESS` gives an address a name",
    );
    None
}

/// Reads a custom domain: a host name of at least two parts, and nothing else.
fn cname(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let host = Host::parse(&text).ok().and_then(|host| match host {
        Host::Domain(domain) if domain.contains('.') && is_host(&domain) => Some(domain),
        _ => None,
    });
    match host {
        Some(host) if host.eq_ignore_ascii_case(&text) => Some(host),
        other => {
            let hint = other.map_or_else(
                || "write only the domain, such as `www.example.org`".to_owned(),
                |host| format!("write it as DNS has it: `{host}`"),
            );
            let message = format!("`{text}` is not the name of a domain");
            d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
            None
        }
    }
}

/// RFC 1123 §2.1: letters, digits and inner hyphens, at most 63 characters per part and 253 in all.
fn is_host(domain: &str) -> bool {
    domain.len() <= 253
        && domain.split('.').all(|part| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Overrides};
    use crate::path::SitePath;

    /// What to report about one line of `[deploy]`; nothing if it is valid.
    fn said(line: &str) -> String {
        let text = format!("title = \"t\"\nbase_url = \"https://a.example/\"\n[deploy]\n{line}\n");
        let path = SitePath::new("site.toml").unwrap();
        let read = Config::read(&path, &text, Overrides::default());
        assert_eq!(read.value.is_some(), read.findings.is_empty(), "{line}");
        read.findings.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn nothing_is_taken_for_an_option_or_an_address() {
        for line in [
            "branch = 'gh-pages'",
            "branch = 'sites/live-2'",
            "remote = 'origin'",
            "remote = 'up/stream.2'",
            "cname = 'example.org'",
            "cname = 'WWW.example.org'",
            "cname = 'xn--bcher-kva.example'",
        ] {
            assert_eq!(said(line), "", "{line}");
        }
        for line in [
            "branch = ''",
            "branch = '-f'",
            "branch = 'a..b'",
            "branch = 'a b'",
            "branch = 'a/'",
            "branch = 'x.lock'",
            "branch = '.x'",
            "branch = 'HEAD'",
            "branch = '@{-1}'",
            "branch = 'refs:x'",
            "branch = 'refs/heads/gh-pages'",
            "branch = 'refs/x'",
            "branch = 'origin/gh-pages'",
            "remote = ''",
            "remote = '--upload-pack=x'",
            "remote = 'https://me:secret@example.org/x'",
            "remote = 'git@github.com:a/b'",
            "remote = '../x'",
            "cname = 'https://example.org'",
            "cname = 'example.org/path'",
            "cname = 'example'",
            "cname = '127.0.0.1'",
            "cname = 'bücher.example'",
            "cname = 'a_b.example'",
            "cname = ''",
        ] {
            assert_ne!(said(line), "", "{line}");
        }
    }
}
