//! What is wrong with the settings, seen from the repository that the site lies in.

use crate::config::{BaseUrl, Config};
use crate::deploy::preflight::named;
use crate::deploy::remote::{GitHub, holds_password};
use crate::deploy::repository::{Head, Remote, Repository};
use crate::deploy::workflow::{State, Workflow};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::span::Span;

/// A site's settings, and findings about them.
struct Findings<'a> {
    config: &'a Config,
    found: Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Something about a setting, at its place; about the whole where it is not set.
    fn push(&mut self, code: Code, span: Option<Span>, message: String, hint: String) {
        let place = Place { path: self.config.path.clone(), span };
        self.found.push(Diagnostic::new(code, place, message).hint(hint));
    }
}

/// What a site stands on, as far as deploying is concerned.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The repository that it lies in.
    pub repository: Option<Repository>,
    /// The remote that the settings name.
    pub remote: Option<Remote>,
    /// The files of the site that differ from the last commit.
    pub uncommitted: Vec<String>,
    /// The workflow that publishes it, if there is one.
    pub workflow: Option<State>,
}

/// What is wrong with the settings, seen from what the site stands on.
pub fn of_settings(config: &Config, ground: &Ground) -> Vec<Diagnostic> {
    let mut findings = Findings { config, found: Vec::new() };
    custom_domain(&mut findings);
    let Some(repository) = &ground.repository else {
        let hint = "run `git init` and `git remote add origin ADDRESS` in the site's folder";
        let message = "the site lies in no git repository".to_owned();
        findings.push(Code::DeployRepository, None, message, hint.to_owned());
        return findings.found;
    };
    match &ground.remote {
        None => {
            let name = &config.deploy.remote;
            let hint = format!(
                "run `git remote add {name} ADDRESS`, or name another one: `[deploy] remote`"
            );
            let message = format!("the repository has no remote `{name}`");
            findings.push(Code::DeployRemote, config.deploy.remote_span, message, hint);
        }
        Some(remote) => {
            places(&mut findings, remote);
            address(&mut findings, GitHub::of(&remote.fetch).as_ref());
        }
    }
    state(&mut findings, repository, &ground.uncommitted);
    if ground.workflow == Some(State::Outdated) {
        let hint = "run `nutgraf deploy --workflow`, which shows what changes".to_owned();
        let message = format!("the workflow `{}` is out of date", Workflow::PATH);
        findings.push(Code::DeployWorkflow, None, message, hint);
    }
    findings.found
}

/// That a branch is about to be published although a workflow of ours publishes too: Pages takes one of the two.
pub fn beside_workflow(config: &Config, ground: &Ground) -> Option<Diagnostic> {
    ground.workflow.filter(|state| *state != State::Foreign)?;
    let message = format!(
        "the workflow `{}` publishes this site too, and GitHub Pages takes either it or the branch",
        Workflow::PATH
    );
    let finding = Diagnostic::new(Code::DeployWorkflow, Place::file(&config.path), message);
    Some(finding.hint("push, and the workflow publishes; or remove it, and choose the branch in the repository's settings"))
}

/// The remote's addresses.
fn places(findings: &mut Findings<'_>, remote: &Remote) {
    let config = findings.config;
    let name = &config.deploy.remote;
    if remote.push.as_slice() != std::slice::from_ref(&remote.fetch) {
        let hint = format!(
            "add a remote that is one place (`git remote add pages ADDRESS`) and name it: `[deploy] remote = \"pages\"`; `git remote -v` shows what `{name}` is"
        );
        let message =
            format!("the remote `{name}` is fetched from one place and pushed to another");
        findings.push(Code::DeployRemote, config.deploy.remote_span, message, hint);
    }
    if remote.push.iter().chain([&remote.fetch]).any(|address| holds_password(address)) {
        let hint = format!(
            "set the address without it, `git remote set-url {name} ADDRESS`, and let git's credential helper keep it"
        );
        let message = format!("the address of the remote `{name}` holds a password");
        findings.push(Code::DeployPassword, config.deploy.remote_span, message, hint);
    }
}

/// `cname` against `base_url`.
fn custom_domain(findings: &mut Findings<'_>) {
    let config = findings.config;
    let Some(cname) = &config.deploy.cname else { return };
    let span = config.deploy.cname_span;
    if cname.ends_with(".github.io") {
        let hint = "remove `cname`: an address below `github.io` needs none".to_owned();
        let message = format!("`{cname}` is not a domain of your own");
        findings.push(Code::DeployCname, span, message, hint);
        return;
    }
    let Some(base) = &config.base_url else { return };
    if base.host() != cname || base.path() != "/" {
        let hint = format!("write `base_url = \"https://{cname}/\"`, or remove `cname`");
        let message = format!("`cname` is `{cname}`, but `base_url` is `{}`", base.as_str());
        findings.push(Code::DeployCname, span, message, hint);
    }
}

/// `base_url` against where the remote's site will be.
fn address(findings: &mut Findings<'_>, github: Option<&GitHub>) {
    let config = findings.config;
    let span = config.base_url_span;
    let expected = match (&config.deploy.cname, github) {
        (Some(cname), _) => Some(format!("https://{cname}/")),
        (None, github) => github.map(GitHub::site),
    };
    let Some(base) = &config.base_url else {
        let address = expected.as_deref().unwrap_or("https://user.github.io/repo/");
        let message = "`base_url` is missing: feeds, the sitemap and links that are shared need it";
        let hint = format!("write `base_url = \"{address}\"`");
        findings.push(Code::DeployBaseUrl, None, message.to_owned(), hint);
        return;
    };
    if is_example(base.host()) {
        let address = expected.as_deref().unwrap_or("https://user.github.io/repo/");
        let message = format!("`{}` is an example and nobody's address", base.as_str());
        let hint = format!("write where the site will live: `base_url = \"{address}\"`");
        findings.push(Code::DeployBaseUrl, span, message, hint);
        return;
    }
    // With `cname`, its own finding says what does not fit.
    let (None, Some(github), Some(expected)) = (&config.deploy.cname, github, expected) else {
        return;
    };
    if base.as_str() == expected || is_below_owners_domain(base, github) {
        return;
    }
    let message = format!(
        "`base_url` is `{}`, but the remote `{}` is published at `{expected}`",
        base.as_str(),
        config.deploy.remote
    );
    let mut hint = format!("write `base_url = \"{expected}\"`");
    if !base.host().ends_with(".github.io") && base.path() == "/" {
        hint = format!(
            "{hint}; if `{0}` is the site's own domain, write `cname = \"{0}\"` under `[deploy]`",
            base.host()
        );
    }
    findings.push(Code::DeployBaseUrl, span, message, hint);
}

/// Domains that are kept for examples (RFC 2606 §3).
fn is_example(host: &str) -> bool {
    ["example.com", "example.net", "example.org"].iter().any(|domain| {
        host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// A project's site lies below the custom domain of its owner's own site, if that has one.
fn is_below_owners_domain(base: &BaseUrl, github: &GitHub) -> bool {
    !github.is_user_site()
        && !base.host().ends_with(".github.io")
        && base.path().trim_matches('/') == github.name
}

/// What is checked out.
fn state(findings: &mut Findings<'_>, repository: &Repository, uncommitted: &[String]) {
    let config = findings.config;
    let branch = &config.deploy.branch;
    if repository.head.branch() == Some(branch) {
        let hint = "name another one, `[deploy] branch = \"gh-pages\"`, or check out the branch with the sources";
        let message =
            format!("`{branch}` is checked out: the pages would replace what they are made from");
        findings.push(Code::DeployBranch, config.deploy.branch_span, message, hint.to_owned());
    }
    if let Head::Detached { commit } = &repository.head {
        let commit = commit.get(..12).unwrap_or(commit);
        let hint = "run `git switch BRANCH`, unless this commit is meant".to_owned();
        let message = format!("no branch is checked out, but commit `{commit}`");
        findings.push(Code::DeployDetached, None, message, hint);
    }
    if repository.is_shallow {
        let hint = "run `git fetch --unshallow`".to_owned();
        let message = "the repository is a shallow clone, from which a remote may take nothing";
        findings.push(Code::DeployShallow, None, message.to_owned(), hint);
    }
    if !uncommitted.is_empty() {
        let hint = "commit first: `git add .` and `git commit`".to_owned();
        let message = format!("not in the last commit: {}", named(uncommitted));
        findings.push(Code::DeployUncommitted, None, message, hint);
    }
}
