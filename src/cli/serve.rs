//! `serve`: show the site, look for changes, show those. This thread answers browsers, another looks for changes, and
//! a third, for each of them, makes the pages that it reaches and tells what is wrong with them.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use nutgraf::build::{Builder, Cache, INPUT_FOLDERS, Look, read_config};
use nutgraf::config::Overrides;
use nutgraf::diagnostic::{Code, Diagnostic};
use nutgraf::files::DiskFiles;
use nutgraf::live::{Live, Settings, Update, Updater};
use nutgraf::path::SitePath;
use nutgraf::serve::{Bell, EditorLink, Preview as _, Server};
use nutgraf::watch::{self, Wake, Watcher};

use crate::cli::args::{Format, Global, ServeArgs};
use crate::cli::local::Local;
use crate::cli::{Place, Status, build, clock, report};

/// Where the site is shown unless the command line says otherwise.
const DEFAULT_PORT: u16 = 4747;
/// So long nothing may happen before what happened is taken for a whole.
const QUIET: Duration = Duration::from_millis(10);
/// So long it may go on happening.
const LONGEST: Duration = Duration::from_millis(250);
/// So long somebody may take to write a file in two halves: a fault that is younger is not shown yet.
const PATIENCE: Duration = Duration::from_millis(200);
/// So often files are looked at that are links: nobody tells when what they lead to changes.
const LINKS: Duration = Duration::from_secs(2);
/// So many files are looked at by themselves: more than these are a change of the whole.
const FEW: usize = 16;

/// Shows the site until Ctrl-C.
pub(crate) fn serve(global: &Global, args: &ServeArgs) -> anyhow::Result<Status> {
    let place = Place::find(global)?;
    let overrides = Overrides { base_url: args.base_url.clone() };
    let settings = read_config(&place.files, &place.config, &overrides)?.value;
    let base_path = settings.as_ref().map_or("/", |config| config.base_path()).to_owned();
    let local = Local {
        host: &args.host,
        port: args.port,
        usual: DEFAULT_PORT,
        open: args.open,
        shows: "the site, drafts and all",
    };
    let server = Server::bind(&local.options())?;
    let live = Arc::new(Live::new(Settings {
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
    let bell = Bell::default();
    let worker = Worker {
        cache: if args.no_cache { None } else { build::cache(&place) },
        poll: args.poll.map(Duration::from_millis),
        terminal: Arc::new(Terminal {
            global: global.clone(),
            place,
            live: Arc::clone(&live),
            told: Mutex::default(),
            address: Mutex::new(url),
            origin: server.url("/"),
        }),
        live: Arc::clone(&live),
        bell: bell.clone(),
    };
    thread::Builder::new()
        .name("work".into())
        .spawn(move || worker.run_or_say())
        .context("no thread could be started")?;
    server.run(live, bell)?;
    Ok(Status::Fine)
}

/// How a place in a file is opened: as the command line says, else by the author's usual editor.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
fn editor(args: &ServeArgs, root: &Path) -> anyhow::Result<Option<EditorLink>> {
    if let Some(text) = &args.editor {
        return Ok(Some(EditorLink::parse(text, root)?));
    }
    let usual = std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok();
    Ok(usual.and_then(|command| EditorLink::from_command(&command, root)))
}

/// Looks for changes and tells of them.
#[derive(Clone)]
struct Worker {
    cache: Option<Cache>,
    poll: Option<Duration>,
    live: Arc<Live>,
    bell: Bell,
    terminal: Arc<Terminal>,
}

impl Worker {
    /// A fault of ours ends the looking, and not the server: the last state stays on show.
    fn run_or_say(&self) {
        if catch_unwind(AssertUnwindSafe(|| self.run())).is_err() {
            self.terminal
                .say("changes are no longer noticed; end this with Ctrl-C and start it again");
        }
    }

    fn run(&self) {
        let mut builder = Builder::watching();
        if let Some(cache) = &self.cache {
            builder.remember(cache);
        }
        let mut updater = Updater::new(Arc::clone(&self.live), builder);
        updater.look();
        self.terminal.findings();
        let worker = self.clone();
        thread::spawn(move || worker.check());
        let options = watch::Options {
            poll: self.poll,
            folders: INPUT_FOLDERS.map(str::to_owned).to_vec(),
            files: vec![self.terminal.place.config.to_string()],
        };
        let watcher = Watcher::start(&self.terminal.place.root, &options);
        if let Some(cache) = &self.cache {
            updater.builder().keep(cache);
        }
        match watcher {
            Ok(watcher) => self.watch(&mut updater, watcher),
            Err(error) => self.terminal.say(&format!("changes are not noticed: {error}")),
        }
    }

    fn watch(&self, updater: &mut Updater, mut watcher: Watcher) {
        let mut held_since: Option<Instant> = None;
        loop {
            let links = updater.builder().follows_links().then_some(LINKS);
            let patience =
                held_since.map(|since| PATIENCE.saturating_sub(since.elapsed())).or(links);
            let wake = watcher.next(patience);
            if let Some(notice) = watcher.take_notice() {
                self.terminal.say(&notice);
            }
            if let Some(Wake::Paths(paths)) = &wake
                && paths.len() <= FEW
            {
                let update = updater.glance(Look::At(paths));
                self.show(update);
            }
            if let Some(wake) = wake {
                watcher.gather(wake, QUIET, LONGEST);
            }
            // What was held back so long is true if it still is.
            let update = if held_since.is_some_and(|since| since.elapsed() >= PATIENCE) {
                updater.look()
            } else {
                updater.glance(Look::Everything)
            };
            self.show(update);
            held_since = updater.holds_back().then(|| held_since.unwrap_or_else(Instant::now));
        }
    }

    /// Lets browsers know of an update, and the terminal; then makes the pages that nobody has opened, to find what is
    /// wrong with them. In a thread of its own: a template that goes round for ever must not keep the next change, which
    /// may mend it, from being seen. A newer state ends its work.
    fn show(&self, update: Option<Update>) {
        if let Some(update) = update {
            self.bell.ring();
            let worker = self.clone();
            thread::spawn(move || worker.tell(update));
        }
    }

    fn tell(&self, mut update: Update) {
        self.live.refresh(&mut update);
        // Faults of templates may have come or gone with the pages.
        self.bell.ring();
        self.terminal.update(&update);
        self.terminal.address();
        self.terminal.findings();
        self.check();
    }

    fn check(&self) {
        if self.live.check_all() {
            self.bell.ring();
            self.terminal.findings();
        }
    }
}

/// What the author reads beside the browser. A reader that has gone away is no reason to stop.
struct Terminal {
    global: Global,
    place: Place,
    live: Arc<Live>,
    /// The findings that were printed and still hold.
    told: Mutex<BTreeSet<Told>>,
    /// The address that was printed.
    address: Mutex<String>,
    /// The address of the host's root.
    origin: String,
}

/// A finding as far as it is the same when lines above it come and go.
type Told = (Code, SitePath, String);

impl Terminal {
    fn say(&self, text: &str) {
        if !self.global.quiet {
            drop(writeln!(io::stderr().lock(), "{text}"));
        }
    }

    /// Prints the findings that were not printed yet, and tells when the last one is mended.
    fn findings(&self) {
        // Locked first: of two who tell, the later knows more.
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let findings = self.live.findings();
        let name = |finding: &Diagnostic| {
            (finding.code, finding.place.path.clone(), finding.message.clone())
        };
        let (new, known): (Vec<Diagnostic>, Vec<Diagnostic>) =
            findings.into_iter().partition(|finding| !told.contains(&name(finding)));
        let before = told.len();
        *told = new.iter().chain(&known).map(name).collect();
        // What cannot be printed has nobody to read it.
        drop(report::findings(&self.global, Format::Human, &self.place.files, &new));
        if let Some(counted) = report::counted(&new) {
            let rest = if known.is_empty() { "" } else { " more" };
            self.say(&format!("{counted}{rest}; `nutgraf explain CODE` tells more about one"));
        } else if told.len() < before {
            let left = report::counted(&known).map(|left| format!("{left} left"));
            self.say(left.as_deref().unwrap_or("all findings are mended"));
        }
    }

    /// Prints the address again, if the settings moved the site.
    fn address(&self) {
        let address = format!("{}{}", self.origin.trim_end_matches('/'), self.live.base_path());
        let mut told = self.address.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != address {
            drop(writeln!(io::stdout().lock(), "{address}"));
            *told = address;
        }
    }

    /// One line on an update: what changed, how much was done for it, how long it took.
    fn update(&self, update: &Update) {
        let Update { changed, parsed, rendered, spent, rendering } = update;
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
                ": reading {:.1}, linking {:.1}, rendering {:.1}",
                milliseconds(spent.reading),
                milliseconds(spent.linking),
                milliseconds(*rendering)
            )
        } else {
            String::new()
        };
        self.say(&format!("{what}: {parsed} parsed, {rendered} rendered ({whole:.0} ms{split})"));
    }
}
