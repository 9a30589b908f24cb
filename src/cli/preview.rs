//! `preview`: show a built folder as GitHub Pages does. Nothing is built, and nothing is added to what is shown.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use nutgraf::config::{BaseUrl, Config};
use nutgraf::preview::{BuiltFolder, BuiltFor};
use nutgraf::serve::{Notifier, Preview as _, ServeOptions, Server};

use crate::cli::args::{Global, PreviewArgs};
use crate::cli::build;
use crate::cli::environment::shown;
use crate::cli::local::Local;
use crate::cli::place::SiteLocation;
use crate::cli::status::Status;

/// Not the port of `serve`: browsers cache pages of `preview` for a while, and would show them at its address.
const DEFAULT_PORT: u16 = 4748;
/// For how many seconds GitHub Pages lets browsers cache answers.
const MAX_AGE: u32 = 600;

/// Shows a built folder until Ctrl-C.
pub(crate) fn preview(global: &Global, args: &PreviewArgs) -> anyhow::Result<Status> {
    let Some(PreviewedSite { path, base_url }) = what(global, args)? else {
        return Ok(Status::Unusable);
    };
    let base_path = base_url.as_ref().map_or("/", BaseUrl::path);
    let folder = BuiltFolder::open(&path, base_path)
        .with_context(|| format!("cannot show `{}`", shown(&path)))?;
    let local = Local {
        host: &args.host,
        port: args.port,
        usual: DEFAULT_PORT,
        open: args.open,
        shows: "this folder",
    };
    let as_published =
        ServeOptions { live_reload: false, max_age: Some(MAX_AGE), ..local.options() };
    let server = Server::bind(&as_published)?;
    local.announce(&server, &server.url(&folder.base_path()))?;
    if let Some(warning) = misplaced(&folder).filter(|_| !global.quiet) {
        writeln!(io::stderr().lock(), "{warning}")?;
    }
    server.run(Arc::new(folder), Notifier::default())?;
    Ok(Status::Fine)
}

/// What is shown, and where it will be published, if that is known.
struct PreviewedSite {
    path: PathBuf,
    base_url: Option<BaseUrl>,
}

/// Finds out what to show; reads the site's settings only for what was not given on the command line. `None` if they
/// cannot be used; the reason is then reported.
fn what(global: &Global, args: &PreviewArgs) -> anyhow::Result<Option<PreviewedSite>> {
    let typed = args.dir.clone();
    if let (Some(path), Some(base_url)) = (&typed, &args.base_url) {
        return Ok(Some(PreviewedSite { path: path.clone(), base_url: Some(base_url.clone()) }));
    }
    let place = match (SiteLocation::find_if_any(global)?, typed) {
        (Some(place), _) => place,
        (None, Some(path)) => return Ok(Some(PreviewedSite { path, base_url: None })),
        (None, None) => anyhow::bail!(
            "there is no `site.toml` here or in a folder above; name the folder to show: `nutgraf preview DIR`"
        ),
    };
    let Some(config) = place.settings(global)? else { return Ok(None) };
    let path = match &args.dir {
        Some(path) => path.clone(),
        None => usual_folder(&place, &config)?,
    };
    let base_url = args.base_url.clone().or(config.base_url);
    Ok(Some(PreviewedSite { path, base_url }))
}

/// Returns where `build` writes unless the command line says otherwise. Neither the settings of somebody else's site
/// nor its links lead to a folder outside the site.
fn usual_folder(place: &SiteLocation, config: &Config) -> anyhow::Result<PathBuf> {
    let target = build::target(place, build::OutputChoice::usual(place, config), false);
    target.check()?;
    Ok(target.output)
}

/// Warns that the folder's site was built for another path than the one where it is shown: none of its links would
/// work.
fn misplaced(folder: &BuiltFolder) -> Option<String> {
    let here = folder.base_path();
    let broken = format!("is shown at `{here}`, where its links lead nowhere");
    match folder.built_for()? {
        BuiltFor::Address(meant) if meant.path() != here => {
            let meant = meant.as_str();
            Some(format!(
                "warning: this site was built for `{meant}` and {broken}; pass `--base-url {meant}`, or build the site again for the address where it will be published"
            ))
        }
        BuiltFor::Nowhere if here != "/" => Some(format!(
            "warning: this site was built without `base_url` and {broken}; set `base_url` and build it again"
        )),
        BuiltFor::Address(_) | BuiltFor::Nowhere => None,
    }
}
