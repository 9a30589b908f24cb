//! `deploy`: build from scratch, look for what would go wrong, publish on a branch, read it back.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use nutgraf::config::{Config, Overrides};
use nutgraf::deploy::preflight::{DeployContext, Wish};
use nutgraf::deploy::workflow::WorkflowState;
use nutgraf::deploy::{
    Branch, Changes, Difference, FileList, Git, GitHub, Published, ReplaceOptions, Repository,
    ScratchFolder, Snapshot, Tip, preflight, printable, verify,
};
use nutgraf::diagnostic::{Diagnostic, Levels, finish};
use nutgraf::engine::publish::{Chosen, MANIFEST, Manifest, PublishTarget, Publisher};
use nutgraf::engine::{self, BuildOptions, INPUT_FOLDERS, Report, Request, read_config};

use crate::cli::args::{DeployArgs, Global};
use crate::cli::build::{OutputChoice, target};
use crate::cli::environment::clock;
use crate::cli::place::SiteLocation;
use crate::cli::report::{self, Style};
use crate::cli::status::{Status, unless_closed};
use crate::cli::workflow::Pages;
use nutgraf::files::real_path;

/// The maximum number of pages named, unless more is asked for.
const NAMED: usize = 20;

/// Publishes the site.
pub(crate) fn deploy(global: &Global, args: &DeployArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let overrides = Overrides { base_url: args.base_url.clone() };
    let mut findings = Vec::new();
    let config = read_config(&place.files, &place.config, &overrides)?.collect_into(&mut findings);
    let Some(config) = config.map(Arc::new) else {
        let findings = finish(&Levels::new(), findings);
        report::findings(global, Style::Readable, &place.files, &findings)?;
        return Ok(Status::Unusable);
    };
    let ground = ground(&place, &config)?;
    findings.extend(preflight::of_settings(&config, &ground));
    findings.extend(preflight::beside_workflow(&config, &ground).filter(|_| !args.check));
    let workplace = ScratchFolder::open(&place.root)?;
    step(global, "building the site from scratch");
    let options = BuildOptions { drafts: false, overrides, clock: clock(args.now) };
    let built = built(&place, &config, &options, &workplace)?;
    findings.extend(built.findings.iter().cloned());
    let listing =
        built.published.is_some().then(|| FileList::read(&workplace.site())).transpose()?;
    if let Some(listing) = &listing {
        findings.extend(preflight::of_site(&config, &built.contents, listing, &place.files));
    }
    let findings = preflight::as_deployed(finish(&config.levels, findings));
    report::findings(global, Style::Readable, &place.files, &findings)?;
    let forbidden = findings.iter().any(|finding| finding.prevents(args.strict));
    let (Some(listing), Some(repository), false) = (listing, &ground.repository, forbidden) else {
        return refused(&findings);
    };
    let job = Candidate { global, args, config: &config, place: &place, workplace: &workplace };
    if args.check {
        unless_closed(job.ready(&listing, &ground, &findings))?;
        return Ok(Status::Fine);
    }
    job.publish(&ground, repository, findings)
}

/// Reports progress to somebody who is waiting at the terminal.
fn step(global: &Global, what: &str) {
    let mut out = io::stderr().lock();
    if !global.quiet && out.is_terminal() {
        // It is not important enough to fail for.
        drop(writeln!(out, "{what} …"));
    }
}

/// Says that nothing was published, and why.
fn refused(findings: &[Diagnostic]) -> anyhow::Result<Status> {
    report::nothing_done(findings, "nothing was published")?;
    Ok(Status::Findings)
}

/// Checks what surrounds the site.
#[expect(clippy::disallowed_methods, reason = "git gets the environment of the command line")]
fn ground(place: &SiteLocation, config: &Config) -> anyhow::Result<DeployContext> {
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    let git = Git::new(&place.root, std::env::vars_os(), asks);
    let Some(repository) = Repository::find(&git)? else { return Ok(DeployContext::default()) };
    let inputs: Vec<&Path> =
        INPUT_FOLDERS.into_iter().chain([place.config.as_str()]).map(Path::new).collect();
    let site = real_path(&place.root).context("cannot find the site's folder")?;
    // If the site cannot have a workflow, or the file is not ours, there is nothing to report.
    let main_branch = repository.main_branch_on(&config.deploy.remote)?;
    let pages = Pages::of(&repository.top, &site, main_branch).ok();
    let pages = pages.filter(|pages| pages.another_site().is_none());
    Ok(DeployContext {
        remotes: repository.remotes()?,
        remote: repository.remote(&config.deploy.remote)?,
        uncommitted: repository.uncommitted(&inputs)?,
        workflow: pages.and_then(|pages| pages.state()),
        repository: Some(repository),
    })
}

/// Builds the site from scratch, into a folder of our own, without the cache.
fn built(
    place: &SiteLocation,
    config: &Arc<Config>,
    options: &BuildOptions,
    workplace: &ScratchFolder,
) -> anyhow::Result<Report> {
    let output = OutputChoice { path: workplace.site(), chosen: Chosen::InSettings };
    // In a folder of our own.
    let target = PublishTarget { private: Vec::new(), ..target(place, output, false) };
    let request = Request {
        files: &place.files,
        config: Arc::clone(config),
        findings: Vec::new(),
        options,
        strict: false,
        cache: None,
        verify: false,
        undisturbed: None,
    };
    Ok(engine::run(&request, Publisher::open(&target)?)?)
}

/// A site that can be published.
struct Candidate<'a> {
    global: &'a Global,
    args: &'a DeployArgs,
    config: &'a Config,
    place: &'a SiteLocation,
    workplace: &'a ScratchFolder,
}

impl Candidate<'_> {
    fn say(&self, text: &str) -> io::Result<()> {
        if self.global.quiet { Ok(()) } else { writeln!(io::stdout().lock(), "{text}") }
    }

    /// Ends `--check`.
    fn ready(
        &self,
        listing: &FileList,
        ground: &DeployContext,
        findings: &[Diagnostic],
    ) -> anyhow::Result<()> {
        let bytes: u64 = listing.files().map(|(_, size)| size).sum();
        let warnings =
            report::counted(findings).map(|counted| format!(", {counted}")).unwrap_or_default();
        let files = report::words(listing.files().count(), "file");
        let address = self.config.base_url.as_ref().map_or("/", |base| base.as_str());
        let next = match ground.workflow {
            None | Some(WorkflowState::Foreign) => "`nutgraf deploy` publishes them",
            Some(_) => "push, and the workflow will publish them",
        };
        let size = preflight::shown(bytes);
        self.say(&format!("ready: {files}, {size}, for {address}{warnings}; {next}"))?;
        Ok(())
    }

    fn publish(
        &self,
        ground: &DeployContext,
        repository: &Repository,
        mut findings: Vec<Diagnostic>,
    ) -> anyhow::Result<Status> {
        let deploy = &self.config.deploy;
        let branch = Branch::new(repository, &deploy.remote, &deploy.branch);
        let asking = format!("asking `{}` what is on `{}`", deploy.remote, deploy.branch);
        step(self.global, &asking);
        let tip = branch.tip()?;
        if let Some(tip) = &tip {
            let wish = Wish { force: self.args.force, no_history: self.args.no_history };
            let more = preflight::of_branch(self.config, tip, wish);
            let more = finish(&self.config.levels, more);
            report::findings(self.global, Style::Readable, &self.place.files, &more)?;
            findings.extend(more);
            if findings.iter().any(|finding| finding.prevents(self.args.strict)) {
                return refused(&findings);
            }
        }
        let extras = self.workplace.add_extras(deploy.cname.as_deref())?;
        let listing = FileList::read(&self.workplace.site())?;
        let snapshot = Snapshot::of(repository, &listing, self.workplace.scratch())?;
        let changes = snapshot.changes(tip.as_ref());
        if self.args.dry_run {
            unless_closed(self.show(&changes))?;
            return Ok(Status::Fine);
        }
        let as_wished = |tip: &Tip| tip.is_ours && (tip.is_first || !self.args.no_history);
        if changes.is_empty() && tip.as_ref().is_some_and(as_wished) {
            self.say(&format!("{}: nothing has changed since the last deploy", deploy.branch))?;
            return Ok(Status::Fine);
        }
        let how = ReplaceOptions {
            history: !self.args.no_history,
            uncommitted: !ground.uncommitted.is_empty(),
        };
        step(self.global, &format!("{}: pushing", counted(&changes)));
        let commit = branch.publish(&snapshot, tip.as_ref(), how)?;
        step(self.global, "reading it back");
        self.read_back(&branch, &commit, &snapshot, extras)?;
        unless_closed(self.done(&changes, &commit, tip.is_none(), ground))?;
        Ok(Status::Fine)
    }

    /// Prints the last lines: what was published, and where.
    fn done(
        &self,
        changes: &Changes,
        commit: &str,
        is_first: bool,
        ground: &DeployContext,
    ) -> anyhow::Result<()> {
        let branch = &self.config.deploy.branch;
        let short = commit.get(..12).unwrap_or(commit);
        let counted = counted(changes);
        self.say(&format!("{branch}: {counted} (commit {short}, read back and compared)"))?;
        if let Some(base) = &self.config.base_url {
            self.say(base.as_str())?;
        }
        if is_first {
            let github = ground.remote.as_ref().and_then(|remote| GitHub::of(&remote.fetch));
            self.first_steps(github.as_ref())?;
        }
        Ok(())
    }

    /// Compares what is on the remote with what was built.
    fn read_back(
        &self,
        branch: &Branch<'_>,
        commit: &str,
        snapshot: &Snapshot<'_>,
        mut extras: BTreeMap<String, Vec<u8>>,
    ) -> anyhow::Result<()> {
        let manifest = Manifest::read(&self.workplace.site())?;
        let manifest = manifest.context("the built site has no manifest")?;
        extras.insert(MANIFEST.to_owned(), manifest.to_bytes());
        let published = Published { commit, snapshot, manifest: &manifest, extras: &extras };
        let differences = verify(branch, published, self.workplace.scratch())?;
        if differences.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> =
            differences.iter().take(NAMED).map(Difference::to_string).collect();
        anyhow::bail!(
            "the site was pushed, but the branch `{}` is not what was built:\n  {}\nfind out who else publishes there, then deploy again",
            self.config.deploy.branch,
            lines.join("\n  ")
        )
    }

    /// Ends `--dry-run`.
    fn show(&self, changes: &Changes) -> anyhow::Result<()> {
        let most = if self.global.verbose { usize::MAX } else { NAMED };
        let mut out = io::stdout().lock();
        for (mark, paths) in
            [('+', &changes.added), ('~', &changes.changed), ('-', &changes.removed)]
        {
            // The manifest changes with every other change.
            let paths: Vec<&String> = paths.iter().filter(|path| *path != MANIFEST).collect();
            for path in paths.iter().take(most) {
                writeln!(out, "{mark} {}", shown(path))?;
            }
            if paths.len() > most {
                writeln!(out, "{mark} and {} more (`--verbose` shows all)", paths.len() - most)?;
            }
        }
        writeln!(out, "{}; nothing was published", counted(changes))?;
        Ok(())
    }

    /// Says what must be done once, if the branch did not exist before.
    fn first_steps(&self, github: Option<&GitHub>) -> io::Result<()> {
        let branch = &self.config.deploy.branch;
        let Some(github) = github else {
            return self.say(&format!(
                "\nThis was the first deploy: tell your host to publish the branch `{branch}`."
            ));
        };
        self.say(&format!(
            "\nThis was the first deploy. Once, on {}:\n  Source: Deploy from a branch\n  Branch: {branch}, folder / (root)\n  Save\nThe site appears a minute later, and is updated with every deploy from then on.",
            github.settings()
        ))?;
        if let Some(cname) = &self.config.deploy.cname {
            self.say(&format!(
                "The DNS of {cname} must point to GitHub: https://docs.github.com/pages/configuring-a-custom-domain-for-your-github-pages-site"
            ))?;
        }
        Ok(())
    }
}

/// Returns an output as readers know it: `/a/` for `a/index.html`.
fn shown(path: &str) -> String {
    let folder = path.strip_suffix("index.html");
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", printable(folder.unwrap_or(path)))
}

/// Returns how many changes there are. The manifest is not a page.
fn counted(changes: &Changes) -> String {
    let count = |paths: &[String]| paths.iter().filter(|path| *path != MANIFEST).count();
    format!(
        "{} added, {} changed, {} removed",
        count(&changes.added),
        count(&changes.changed),
        count(&changes.removed)
    )
}
