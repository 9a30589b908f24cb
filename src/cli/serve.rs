//! `serve`: show the site, look for changes, show those. This thread answers browsers; a [`Worker`] does the rest, and
//! [`Terminal`] prints what it reports.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use nutgraf::config::Overrides;
use nutgraf::diagnostic::{Code, Diagnostic};
use nutgraf::engine::read_config;
use nutgraf::files::DiskFiles;
use nutgraf::live::{Live, LiveSettings, Observer, Refresh, Worker};
use nutgraf::path::SitePath;
use nutgraf::serve::{EditorLink, Notifier, Preview as _, Server};

use crate::cli::args::{Global, ServeArgs};
use crate::cli::environment::clock;
use crate::cli::local::Local;
use crate::cli::place::SiteLocation;
use crate::cli::report::Style;
use crate::cli::status::Status;
use crate::cli::{build, report};

/// Where the site is shown unless the command line says otherwise.
const DEFAULT_PORT: u16 = 4747;
/// Shows the site until Ctrl-C.
pub(crate) fn serve(global: &Global, args: &ServeArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let overrides = Overrides { base_url: args.base_url.clone() };
    let settings = read_config(&place.files, &place.config, &overrides)?.value;
    let base_path = settings.as_ref().map_or("/", |config| config.base_path()).to_owned();
    let local = Local {
        host: &args.host,
        port: args.port,
        usual: DEFAULT_PORT,
        open: args.open,
        shows: "the site, and its drafts",
    };
    let server = Server::bind(&local.options())?;
    let live = Arc::new(Live::new(LiveSettings {
        files: Box::new(DiskFiles::new(&place.root)?),
        config: place.config.clone(),
        drafts: !args.no_drafts,
        overrides,
        clock: {
            let now = args.now;
            Box::new(move || clock(now))
        },
        editor: editor(args, &place.root)?,
    }));
    let url = server.url(&base_path);
    local.announce(&server, &url)?;
    let notifier = Notifier::default();
    let worker = Worker {
        live: Arc::clone(&live),
        root: place.root.clone(),
        cache: if args.no_cache { None } else { build::cache(&place, global) },
        poll: args.poll.map(Duration::from_millis),
        observer: Arc::new(Terminal {
            global: global.clone(),
            place,
            live: Arc::clone(&live),
            notifier: notifier.clone(),
            told: Mutex::default(),
            address: Mutex::new(url),
            origin: server.url("/"),
        }),
    };
    worker.start().context("no thread could be started")?;
    server.run(live, notifier)?;
    Ok(Status::Fine)
}

/// Returns how a place in a file is opened: as the command line says, or else with the author's usual editor.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn editor(args: &ServeArgs, root: &Path) -> anyhow::Result<Option<EditorLink>> {
    if let Some(text) = &args.editor {
        return Ok(Some(EditorLink::parse(text, root)?));
    }
    let usual = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok();
    Ok(usual.and_then(|command| EditorLink::from_command(&command, root)))
}

/// What the author reads beside the browser. If nobody reads it any more, the server goes on.
struct Terminal {
    global: Global,
    place: SiteLocation,
    live: Arc<Live>,
    notifier: Notifier,
    /// The findings that were printed and still hold.
    told: Mutex<BTreeSet<FindingIdentity>>,
    /// The address that was printed.
    address: Mutex<String>,
    /// The address of the host's root.
    origin: String,
}

/// Identifies a finding even when lines above it are added or removed.
type FindingIdentity = (Code, SitePath, String);

impl Observer for Terminal {
    fn ring(&self) {
        self.notifier.ring();
    }

    fn updated(&self, update: &Refresh) {
        self.update(update);
        self.address();
    }

    /// Prints the findings that were not printed yet, and reports when the last one is gone.
    fn findings(&self) {
        // Locked first: of two reports, the later one knows more.
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let findings = self.live.findings();
        let name = |finding: &Diagnostic| {
            (finding.code, finding.place.path.clone(), finding.message.clone())
        };
        let (new, known): (Vec<Diagnostic>, Vec<Diagnostic>) =
            findings.into_iter().partition(|finding| !told.contains(&name(finding)));
        let before = told.len();
        *told = new.iter().chain(&known).map(name).collect();
        // If it cannot be printed, nobody is reading.
        drop(report::findings(&self.global, Style::Readable, &self.place.files, &new));
        if let Some(counted) = report::counted(&new) {
            let rest = if known.is_empty() { "" } else { " more" };
            self.say(&format!("{counted}{rest}; run `nutgraf explain CODE` for details"));
        } else if told.len() < before {
            let left = report::counted(&known).map(|left| format!("{left} left"));
            self.say(left.as_deref().unwrap_or("no findings left"));
        }
    }

    fn say(&self, line: &str) {
        if !self.global.quiet {
            drop(writeln!(io::stderr().lock(), "{line}"));
        }
    }
}

impl Terminal {
    /// Prints the address again, if the settings moved the site.
    fn address(&self) {
        let address = format!("{}{}", self.origin.trim_end_matches('/'), self.live.base_path());
        let mut told = self.address.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != address {
            drop(writeln!(io::stdout().lock(), "{address}"));
            *told = address;
        }
    }

    /// Prints one line about an update: what changed, which pages that are open were made again, how long it took.
    fn update(&self, update: &Refresh) {
        let Refresh { changed, parsed, rendered, spent, rendering } = update;
        let mut names = changed.iter();
        let what = match (names.next(), changed.len()) {
            (None, _) => "the findings changed".to_owned(),
            (Some(one), 1) => one.to_string(),
            (Some(one), count) => format!("{one} and {} more", count - 1),
        };
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        let whole = milliseconds(spent.reading + spent.linking + *rendering);
        let split = if self.global.verbose {
            format!(
                ": {parsed} parsed, reading {:.1}, linking {:.1}, rendering {:.1}",
                milliseconds(spent.reading),
                milliseconds(spent.linking),
                milliseconds(*rendering)
            )
        } else {
            String::new()
        };
        let made = match rendered {
            0 => String::new(),
            made => format!(", {} made again", report::words(*made, "page")),
        };
        let done = if changed.is_empty() {
            format!("{what}{made}")
        } else {
            format!("{what}: {} changed{made}", changed.len())
        };
        self.say(&format!("{done} ({whole:.0} ms{split})"));
    }
}
