//! What is wrong with the settings, given the repository that contains the site.

use crate::config::{BaseUrl, BaseUrlPlace, Config};
use crate::deploy::preflight::named::named;
use crate::deploy::remote::{GitHub, holds_password};
use crate::deploy::repository::{Head, Remote, Repository};
use crate::deploy::workflow::{Workflow, WorkflowState};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::span::Span;

/// A site's settings, and findings about them.
struct SettingsCheck<'a> {
    config: &'a Config,
    found: Vec<Diagnostic>,
}

impl SettingsCheck<'_> {
    /// Reports something about a setting, at its place, or about the whole file if it is not set.
    fn push(&mut self, code: Code, span: Option<Span>, message: String, hint: String) {
        let place = Place { path: self.config.path.clone(), span };
        self.found.push(Diagnostic::new(code, place, message).hint(hint));
    }
}

/// What surrounds a site, as far as deploying is concerned.
#[derive(Clone, Debug, Default)]
pub struct DeployContext {
    /// The repository that contains it.
    pub repository: Option<Repository>,
    /// The names of its remotes.
    pub remotes: Vec<String>,
    /// The remote that the settings name.
    pub remote: Option<Remote>,
    /// The files of the site that differ from the last commit.
    pub uncommitted: Vec<String>,
    /// The workflow that publishes it, if there is one.
    pub workflow: Option<WorkflowState>,
}

/// Returns what is wrong with the settings, given what surrounds the site.
pub fn of_settings(config: &Config, ground: &DeployContext) -> Vec<Diagnostic> {
    let mut findings = SettingsCheck { config, found: Vec::new() };
    custom_domain(&mut findings);
    let github = ground.remote.as_ref().and_then(|remote| GitHub::of(&remote.fetch));
    address(&mut findings, github.as_ref());
    let Some(repository) = &ground.repository else {
        let hint = "run `git init` and `git remote add origin ADDRESS` in the site's folder";
        let message = "the site is not in a git repository".to_owned();
        findings.push(Code::DeployRepository, None, message, hint.to_owned());
        return findings.found;
    };
    match &ground.remote {
        None => no_remote(&mut findings, &ground.remotes),
        Some(remote) => places(&mut findings, remote),
    }
    state(&mut findings, repository, &ground.uncommitted);
    if ground.workflow == Some(WorkflowState::Outdated) {
        let hint = "run `nutgraf deploy --workflow`, which shows what changes".to_owned();
        let message = format!("the workflow `{}` is out of date", Workflow::PATH);
        findings.push(Code::DeployWorkflow, None, message, hint);
    }
    findings.found
}

/// Reports that a branch is about to be published although our workflow publishes too: Pages accepts only one of the
/// two.
pub fn beside_workflow(config: &Config, ground: &DeployContext) -> Option<Diagnostic> {
    ground.workflow.filter(|state| *state != WorkflowState::Foreign)?;
    let message = format!(
        "the workflow `{}` publishes this site too, and GitHub Pages uses either the workflow or the branch",
        Workflow::PATH
    );
    let finding = Diagnostic::new(Code::DeployWorkflow, Place::file(&config.path), message);
    Some(finding.hint("push to publish with the workflow, or remove it and choose the branch in the repository's settings"))
}

fn no_remote(findings: &mut SettingsCheck<'_>, remotes: &[String]) {
    let name = &findings.config.deploy.remote;
    let hint = if remotes.is_empty() {
        format!(
            "create a repository on GitHub, or on another host, and run `git remote add {name} ADDRESS` with the address that it shows"
        )
    } else {
        format!(
            "there is {}: set `[deploy] remote` to it, or run `git remote add {name} ADDRESS`",
            named(remotes)
        )
    };
    let message = format!("the repository has no remote `{name}`");
    findings.push(Code::DeployRemote, findings.config.deploy.remote_span, message, hint);
}

/// Checks the remote's addresses.
fn places(findings: &mut SettingsCheck<'_>, remote: &Remote) {
    let config = findings.config;
    let name = &config.deploy.remote;
    if remote.push.as_slice() != std::slice::from_ref(&remote.fetch) {
        let hint = format!(
            "add a remote with a single address (`git remote add pages ADDRESS`) and name it: `[deploy] remote = \"pages\"`; `git remote -v` shows the addresses of `{name}`"
        );
        let message =
            format!("the remote `{name}` is fetched from one place and pushed to another");
        findings.push(Code::DeployRemote, config.deploy.remote_span, message, hint);
    }
    if remote.is_mirrored {
        let hint = "add another remote with the same address (`git remote add pages ADDRESS`) and name it: `[deploy] remote = \"pages\"`";
        let message = format!(
            "the remote `{name}` is fetched into your own branches, which a push would change"
        );
        findings.push(Code::DeployRemote, config.deploy.remote_span, message, hint.to_owned());
    }
    if GitHub::is_near(&remote.fetch) {
        let hint = format!("run `git remote set-url {name} https://github.com/OWNER/NAME.git`");
        let message = format!(
            "the address of the remote `{name}` is on GitHub, but not the address of a repository"
        );
        findings.push(Code::DeployRemote, config.deploy.remote_span, message, hint);
    }
    if remote.push.iter().chain([&remote.fetch]).any(|address| holds_password(address)) {
        let hint = format!(
            "set the address without the password, `git remote set-url {name} ADDRESS`, and let git's credential helper store it"
        );
        let message = format!("the address of the remote `{name}` contains a password");
        findings.push(Code::DeployPassword, config.deploy.remote_span, message, hint);
    }
}

/// Checks `cname` against `base_url`.
fn custom_domain(findings: &mut SettingsCheck<'_>) {
    let config = findings.config;
    let Some(cname) = &config.deploy.cname else { return };
    let span = config.deploy.cname_span;
    if cname.ends_with(".github.io") {
        let hint = "remove `cname`: an address below `github.io` does not need it".to_owned();
        let message = format!("`{cname}` is not a domain of your own");
        findings.push(Code::DeployCname, span, message, hint);
        return;
    }
    if is_nobodys(cname) {
        let hint = "write the domain that you own, or remove `cname`".to_owned();
        let message = format!("`{cname}` is an example, not a real domain");
        findings.push(Code::DeployCname, span, message, hint);
        return;
    }
    let Some(base) = &config.base_url else { return };
    if base.host() != cname || base.path() != "/" {
        let hint = format!("{}, or remove `cname`", set_to(config, &format!("https://{cname}/")));
        let message = format!("`cname` is `{cname}`, but `base_url` is `{}`", base.as_str());
        findings.push(Code::DeployCname, span, message, hint);
    }
}

/// Returns what to do so that `base_url` becomes `address`.
fn set_to(config: &Config, address: &str) -> String {
    match config.base_url_place {
        BaseUrlPlace::CommandLine => format!("pass `--base-url {address}`"),
        BaseUrlPlace::Nowhere | BaseUrlPlace::Settings(_) => {
            format!("write `base_url = \"{address}\"`")
        }
    }
}

/// Checks `base_url` against where the remote's site will be.
fn address(findings: &mut SettingsCheck<'_>, github: Option<&GitHub>) {
    let config = findings.config;
    let span = match config.base_url_place {
        BaseUrlPlace::Settings(span) => Some(span),
        BaseUrlPlace::Nowhere | BaseUrlPlace::CommandLine => None,
    };
    let cname = config.deploy.cname.as_ref().filter(|cname| !is_nobodys(cname));
    let expected = match (cname, github) {
        (Some(cname), _) => Some(format!("https://{cname}/")),
        (None, github) => github.map(GitHub::site),
    };
    let wanted =
        set_to(config, expected.as_deref().unwrap_or("https://USER.github.io/REPOSITORY/"));
    let Some(base) = &config.base_url else {
        let message = "`base_url` is missing: feeds, the sitemap and shared links need it";
        findings.push(Code::DeployBaseUrl, None, message.to_owned(), wanted);
        return;
    };
    if is_nobodys(base.host()) {
        let message = format!("`{}` is an example, not a real address", base.as_str());
        let hint = format!("{wanted}, with the address of the site");
        findings.push(Code::DeployBaseUrl, span, message, hint);
        return;
    }
    // If there is a `cname`, its own finding says what does not match.
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
    if base.host().ends_with(".github.io") {
        findings.push(Code::DeployBaseUrl, span, message, wanted);
        return;
    }
    // Another host may show the branch, or Pages with a domain that is set elsewhere: only the author can know.
    let hint = format!(
        "{wanted}; if `{0}` is the site's own domain, write `cname = \"{0}\"` under `[deploy]`",
        base.host()
    );
    findings.push(Code::DeployBaseUrl, span, message, hint);
    if let Some(finding) = findings.found.last_mut() {
        finding.severity = Severity::Warning;
    }
}

/// Hosts where nobody can publish: names reserved for examples and for the machine itself (RFC 2606 §3, RFC 6761 §6.3),
/// the one used in documentation, and GitHub's own.
fn is_nobodys(host: &str) -> bool {
    let below = |domain: &str| {
        host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    ["example.com", "example.net", "example.org", "localhost", "github.com"].into_iter().any(below)
        || host == "user.github.io"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

/// A project's site is below the custom domain of its owner's own site, if that has one.
fn is_below_owners_domain(base: &BaseUrl, github: &GitHub) -> bool {
    !github.is_user_site()
        && !base.host().ends_with(".github.io")
        && base.path().trim_matches('/') == github.name
}

/// Checks what is checked out.
fn state(findings: &mut SettingsCheck<'_>, repository: &Repository, uncommitted: &[String]) {
    let config = findings.config;
    let branch = &config.deploy.branch;
    if repository.head.branch() == Some(branch) {
        let hint = "check out the branch with the sources (`git switch BRANCH`), or publish to another one: `[deploy] branch`";
        let message =
            format!("`{branch}` is checked out: the pages would replace their own sources");
        findings.push(Code::DeployBranch, config.deploy.branch_span, message, hint.to_owned());
    }
    if let Head::Detached { commit } = &repository.head {
        let commit = commit.get(..12).unwrap_or(commit);
        let hint = "run `git switch BRANCH`, unless you mean to publish this commit".to_owned();
        let message = format!("commit `{commit}` is checked out, not a branch");
        findings.push(Code::DeployDetached, None, message, hint);
    }
    if repository.is_shallow {
        let hint = "run `git fetch --unshallow`".to_owned();
        let message = "the repository is a shallow clone, and a remote may refuse a push from it";
        findings.push(Code::DeployShallow, None, message.to_owned(), hint);
    }
    if !uncommitted.is_empty() {
        let hint = "commit first (`git add .`, `git commit`); what `.gitignore` names needs `git add --force`".to_owned();
        let message = format!("not in the last commit: {}", named(uncommitted));
        findings.push(Code::DeployUncommitted, None, message, hint);
    }
}
