//! `source/http`: an address without encryption, of a host that has it.

use std::collections::BTreeSet;

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::report::Report;
use crate::check::rules::source::address::host;
use crate::check::rules::source::listed::{Listed, of_article, of_site, shared_keys};
use crate::content::Source;
use crate::diagnostic::{Code, Diagnostic, Safety};

/// Reports such addresses in an article's own sources.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if !input.article.sources.iter().any(|source| is_plain(source)) {
        return;
    }
    let hosts = hosts(input.sources.all());
    for listed in of_article(input) {
        if let Some(found) = judge(&listed, &hosts) {
            report.push(found);
        }
    }
}

/// Reports such addresses in the shared sources.
pub(in crate::check::rules) fn check_shared(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let Some((path, text)) = input.shared else { return };
    let shared = &input.site.shared().sources;
    if !shared.iter().any(|source| is_plain(source)) {
        return;
    }
    let own = input.articles.iter().flat_map(|article| article.sources.iter());
    let hosts = hosts(shared.iter().chain(own).map(|source| &***source));
    let keys = shared_keys(path, text);
    let listed = of_site(input, (path, text), &keys);
    findings.extend(listed.iter().filter_map(|listed| judge(listed, &hosts)));
}

fn judge(listed: &Listed<'_>, hosts: &BTreeSet<String>) -> Option<Diagnostic> {
    let address = listed.value("url")?;
    let rest = address.strip_prefix("http://")?;
    let host = host(address).filter(|host| hosts.contains(host))?;
    let safe = format!("https://{rest}");
    let message = format!("`{host}` is cited by https elsewhere, and by http here");
    let finding = listed.finding(Code::SourceHttp, "url", message);
    let fix = listed.replace("url", &safe, Safety::Safe);
    Some(finding.hint(format!("write `{safe}`")).fix(fix))
}

fn is_plain(source: &Source) -> bool {
    source.url.as_deref().is_some_and(|url| url.starts_with("http://"))
}

fn hosts<'a>(sources: impl Iterator<Item = &'a Source>) -> BTreeSet<String> {
    let urls = sources.filter_map(|source| source.url.as_deref());
    urls.filter(|url| url.starts_with("https://")).filter_map(host).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_host_that_is_cited_by_https_is_so_everywhere() {
        let of = |one: &str, two: &str| {
            let text = format!(
                "---\ntitle: T\nsources:\n  - {{id: a, title: A, url: \"{one}\"}}\n  - {{id: b, title: B, url: \"{two}\"}}\n---\n"
            );
            found(check, &text)
        };
        let plain = "http://e.org/a";
        assert_eq!(of(plain, "https://www.e.org/b"), [("source/http", format!("\"{plain}\""))]);
        for (one, two) in [
            (plain, "https://other.org/b"),
            (plain, "http://e.org/b"),
            ("https://e.org/a", "https://e.org/b"),
        ] {
            assert_eq!(of(one, two), [], "{one} {two}");
        }
    }
}
