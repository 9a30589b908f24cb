//! `man`: the manual pages, made from the same definitions as `--help`. The command is hidden: packagers run it, once
//! per release. Only the definitions reach a page, so it has no date, and the same version gives the same bytes.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use clap::CommandFactory as _;

use crate::cli::args::{Args, ManArgs};
use crate::cli::status::Status;

/// What the footer of each page names.
const SOURCE: &str = concat!("nutgraf ", env!("CARGO_PKG_VERSION"));

/// Writes every page into the folder of `--dir`, or prints the program's own.
pub(crate) fn man(args: &ManArgs) -> anyhow::Result<Status> {
    let pages = pages()?;
    match &args.dir {
        Some(dir) => write(dir, &pages)?,
        None => io::stdout().lock().write_all(&pages[0].text)?,
    }
    Ok(Status::Fine)
}

/// A manual page.
struct ManPage {
    /// Its file's name, such as `nutgraf-build.1`.
    name: String,
    /// Its text, in roff.
    text: Vec<u8>,
}

/// Returns the program's page, then one per command, without the hidden ones.
fn pages() -> anyhow::Result<Vec<ManPage>> {
    let mut program = Args::command();
    program.build();
    let commands = program.get_subcommands().filter(|command| !command.is_hide_set());
    std::iter::once(&program).chain(commands).map(page).collect()
}

fn page(command: &clap::Command) -> anyhow::Result<ManPage> {
    let page = clap_mangen::Man::new(command.clone()).source(SOURCE).manual("nutgraf");
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok(ManPage { name: page.get_filename(), text })
}

#[expect(clippy::disallowed_methods, reason = "these files are not part of a site")]
fn write(dir: &Path, pages: &[ManPage]) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)
        .with_context(|| format!("cannot create the folder `{}`", dir.display()))?;
    for page in pages {
        let path = dir.join(&page.name);
        std::fs::write(&path, &page.text)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}
