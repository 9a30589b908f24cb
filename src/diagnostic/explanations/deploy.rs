//! What the findings about a deploy mean, and what to do about each.

use crate::diagnostic::code::Code;

/// See [`Code::explanation`](crate::diagnostic::Code::explanation).
#[expect(clippy::too_many_lines, reason = "a table, one entry a finding")]
pub(super) fn explanation(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::DeployRepository => (
            "`nutgraf deploy` publishes by git, on a branch of the repository that the site lies in. This folder lies in none.",
            "Run `git init` in the site's folder and `git remote add origin ADDRESS`, or publish the output folder by other means.",
        ),
        Code::DeployRemote => (
            "The site is published on a remote of the repository: `origin`, or what `[deploy] remote` names. It must exist, and be fetched from where it is pushed to, because what was published is read back and compared.",
            "Run `git remote add origin ADDRESS` with the repository's address, or name another remote: `[deploy] remote = \"NAME\"`.",
        ),
        Code::DeployPassword => (
            "The remote's address holds a password or token. It lies in `.git/config`, where every program of yours can read it, and git shows it in messages (here it is left out).",
            "Set the address without it (`git remote set-url NAME ADDRESS`) and let git's credential helper keep it (`git help credentials`).",
        ),
        Code::DeployBaseUrl => (
            "All addresses in the site begin with `base_url`. If the site lies elsewhere, links, styles and feeds lead nowhere. GitHub publishes a repository at `https://OWNER.github.io/NAME/`, one called `OWNER.github.io` at the root, and one with a custom domain at the root of that.",
            "Write the address that the finding names, or the custom domain: `[deploy] cname = \"DOMAIN\"` and `base_url = \"https://DOMAIN/\"`.",
        ),
        Code::DeployCname => (
            "On a published branch, a file `CNAME` at the top keeps the custom domain; without it, the next deploy would lose the domain. It is written from `[deploy] cname`, which must be the host of `base_url`; a custom domain has the site at its root.",
            "Let `[deploy] cname` and `base_url` name the same domain, and remove `static/CNAME`.",
        ),
        Code::DeployBranch => (
            "The branch that is published holds the finished pages and nothing else. A branch that is checked out, or that holds a `site.toml`, holds what they are made from, and that would be replaced by them.",
            "Name another branch, `[deploy] branch = \"gh-pages\"`, and choose it in the repository's settings under Pages.",
        ),
        Code::DeployForeign => (
            "The last commit of the published branch was not made by `nutgraf deploy`: another tool or a person published there. Their files would vanish from the site, though not from the branch's history.",
            "Look at the branch. What is to stay goes into `static/`. Then deploy once with `--force`, or publish on another branch: `[deploy] branch`.",
        ),
        Code::DeployHistory => (
            "`--no-history` makes the branch one commit. What was published before is then no longer on it, and only somebody who fetched it earlier can bring it back.",
            "Add `--force` if that is meant. Without `--no-history`, everything stays in the branch's history.",
        ),
        Code::DeployBehind => (
            "Every deploy notes the commit that it was made from. The one of the last deploy is not in the history of what is checked out here: perhaps a colleague published, and you have not pulled their work. Publishing now would take it down.",
            "Run `git pull`, then deploy again. To publish an older state on purpose, deploy with `--force`.",
        ),
        Code::DeployOutsideBase => (
            "The site lies below a path of its host (`/repo/`), and this link begins at the host's root: it leads to somebody else's page, or to none. Links in Markdown and by the `url` filter get the path by themselves; files in `static/` are copied as they are.",
            "In files of `static/`, link relatively (`../style.css`); in templates, use the `url` filter. A page of another site is linked with its whole address.",
        ),
        Code::DeployCase => (
            "GitHub Pages tells `Map.png` from `map.png`. Windows and macOS usually don't, so the link works there and breaks when it is published.",
            "Write the link exactly as the file is called.",
        ),
        Code::DeployName => (
            "git does not take files called `.git`, nor names that Windows reads as it, and an upload of GitHub Pages takes no control characters.",
            "Rename the file.",
        ),
        Code::DeploySymlink => (
            "GitHub Pages refuses a site with symbolic links in it.",
            "Replace the link by the file itself.",
        ),
        Code::DeployFileSize => (
            "GitHub takes no file of more than 100 MB.",
            "Make the file smaller, or publish it elsewhere and link to it.",
        ),
        Code::DeploySiteSize => (
            "A site on GitHub Pages may have 1 GB, and this one has more.",
            "Publish large files elsewhere and link to them. `du -ah public | sort -h` shows where the size comes from.",
        ),
        Code::DeploySiteLarge => (
            "A site on GitHub Pages may have 1 GB, and this one comes near.",
            "Publish large files elsewhere and link to them, before it no longer fits.",
        ),
        Code::DeployEmpty => (
            "The site has no article and no page. Publishing it would take down whatever was published before, which is rarely meant.",
            "Write an article (`nutgraf new \"TITLE\"`), publish a draft, or look whether this is the folder you mean.",
        ),
        Code::DeployDrafts => (
            "Drafts are published nowhere. This says which articles readers will not see.",
            "Remove `draft: true` from an article to publish it. `[check]` can switch this off: `\"deploy/drafts\" = \"off\"`.",
        ),
        Code::DeployUncommitted => (
            "What is published comes from the files as they are now, and the last commit does not hold all of it: nobody could tell later what the page was made from, and a deploy from another machine would undo it.",
            "Commit first (`git add`, `git commit`), then deploy. What `.gitignore` names is not added by `git add`: take the line out of it, or use `git add --force`.",
        ),
        Code::DeployDetached => (
            "A single commit is checked out, and no branch: perhaps an old one, which would be published again.",
            "Check a branch out (`git switch main`), unless this commit is what you mean.",
        ),
        Code::DeployShallow => (
            "Older commits were left out when the repository was cloned. A remote can refuse what is pushed from such a clone.",
            "Run `git fetch --unshallow`; in a workflow, give the checkout `fetch-depth: 0`.",
        ),
        Code::DeployWorkflow => (
            "The repository has a workflow that publishes the site. GitHub Pages takes either what a workflow uploads or what stands on a branch, never both; and a workflow that an older version wrote may use actions that no longer run.",
            "Publish by the workflow (push, and it runs) or by `nutgraf deploy`, not both: remove the workflow, or choose it in the repository's settings under Pages. `nutgraf deploy --workflow` brings it up to date.",
        ),
        _ => unreachable!("what is not about a deploy is explained beside this file"),
    }
}
