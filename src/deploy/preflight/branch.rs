//! Obstacles on the branch: others' work, a domain, newer sources.

use crate::config::Config;
use crate::deploy::branch::Tip;
use crate::deploy::repository::Relation;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};

/// How to replace the branch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Whether others' work on it may be published over.
    pub force: bool,
    /// Whether to drop what was published before.
    pub no_history: bool,
}

/// Returns what prevents publishing a site over the content of the branch.
pub fn of_branch(config: &Config, tip: &Tip, wish: Wish) -> Vec<Diagnostic> {
    let deploy = &config.deploy;
    let at = Place { path: config.path.clone(), span: deploy.branch_span };
    let finding =
        |code, message: String, hint: String| Diagnostic::new(code, at.clone(), message).hint(hint);
    let name = format!("the branch `{}` of `{}`", deploy.branch, deploy.remote);
    let short = tip.commit.get(..12).unwrap_or(&tip.commit);
    if let Some(settings) = tip.settings() {
        let message = format!("{name} holds `{settings}`, the sources of a site");
        let hint = "publish to a separate branch, such as `gh-pages`: `[deploy] branch`";
        return vec![finding(Code::DeployBranch, message, hint.to_owned())];
    }
    let mut found = Vec::new();
    if !tip.is_ours && (!wish.force || wish.no_history) {
        let message =
            format!("{name} ends in a commit that nutgraf did not make: `{short}` ({})", tip.about);
        let hint = if wish.force {
            "their commits would be lost: deploy once with `--force` alone, which keeps them in the history".to_owned()
        } else {
            format!(
                "look at it (`git fetch {} {}`, `git show {short}`); put whatever should stay into `static/`; then run `nutgraf deploy --force` to publish on top of it",
                deploy.remote, deploy.branch
            )
        };
        found.push(finding(Code::DeployForeign, message, hint));
    } else if wish.no_history && !wish.force {
        let message = format!("`--no-history` drops what was published on {name} before");
        let hint = "add `--force` if that is what you want".to_owned();
        found.push(finding(Code::DeployHistory, message, hint));
    }
    if let (Some(domain), None) = (&tip.domain, &deploy.cname) {
        let message = format!("{name} has the custom domain `{domain}`, which would be lost");
        let hint = format!(
            "write `cname = \"{domain}\"` under `[deploy]` and `base_url = \"https://{domain}/\"`; to give up the domain, remove it in the repository's settings first"
        );
        found.push(finding(Code::DeployCname, message, hint));
    }
    found.extend(sources(tip, wish, &finding));
    found
}

/// Returns whether its content was made from newer sources than those that are here.
fn sources(
    tip: &Tip,
    wish: Wish,
    finding: &impl Fn(Code, String, String) -> Diagnostic,
) -> Option<Diagnostic> {
    let (what, severity) = match tip.source.filter(|_| !wish.force)? {
        Relation::Past => return None,
        Relation::Future => ("newer sources than those checked out here", Severity::Error),
        Relation::Unknown => ("sources that are not here", Severity::Error),
        // This is also the case after a commit was amended.
        Relation::Aside => ("other sources than those checked out here", Severity::Warning),
        Relation::Untold => ("sources that this shallow clone does not know", Severity::Warning),
    };
    let message = format!("what is published was made from {what}");
    let hint = if tip.source == Some(Relation::Untold) {
        "run `git fetch --unshallow` (in a workflow, set `fetch-depth: 0`) to find out whether they are newer"
    } else {
        "run `git pull` and deploy again; use `--force` to publish what is here anyway"
    };
    let mut found = finding(Code::DeployBehind, message, hint.to_owned());
    found.severity = severity;
    Some(found)
}
