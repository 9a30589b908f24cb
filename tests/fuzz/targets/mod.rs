//! The targets: each reads something that somebody else wrote, with the laws that hold for any input. [`KINDS`] lists
//! them.

mod alive;
mod article;
mod cache;
mod http;
mod laws;
mod output;
mod sanitise;
mod site;
mod texts;
mod words;

use crate::runner::Verdict;

/// Runs inputs, one after another.
pub(crate) trait Target {
    /// Runs one; `Err` says which law it broke. A panic always breaks one.
    fn run(&mut self, input: &[u8]) -> Verdict;
}

/// A target that remembers nothing.
struct Stateless(fn(&[u8]) -> Verdict);

impl Target for Stateless {
    fn run(&mut self, input: &[u8]) -> Verdict {
        (self.0)(input)
    }
}

/// What can be fuzzed.
pub(crate) struct Kind {
    /// Its name, and that of its folder of seeds.
    pub(crate) name: &'static str,
    /// Meaningful pieces of its inputs.
    pub(crate) words: &'static [&'static str],
    /// Whether its inputs are archives.
    pub(crate) archive: bool,
    /// Starts again: after a panic, no earlier state is trusted.
    pub(crate) make: fn() -> Box<dyn Target>,
}

/// All of them.
pub(crate) static KINDS: &[Kind] = &[
    Kind {
        name: "article",
        words: words::ARTICLE,
        archive: false,
        make: || Box::new(Stateless(article::run)),
    },
    Kind {
        name: "sanitise",
        words: words::HTML,
        archive: false,
        make: || Box::new(Stateless(sanitise::run)),
    },
    Kind {
        name: "yaml",
        words: words::YAML,
        archive: false,
        make: || Box::new(Stateless(texts::yaml)),
    },
    Kind {
        name: "toml",
        words: words::TOML,
        archive: false,
        make: || Box::new(Stateless(texts::settings)),
    },
    Kind {
        name: "sources",
        words: words::SOURCES,
        archive: false,
        make: || Box::new(Stateless(texts::sources)),
    },
    Kind {
        name: "site",
        words: words::SITE,
        archive: true,
        make: || Box::new(Stateless(site::run)),
    },
    Kind {
        name: "cache",
        words: words::CACHE,
        archive: false,
        make: || Box::new(cache::Cached::new()),
    },
    Kind {
        name: "manifest",
        words: words::OUTPUT,
        archive: true,
        make: || Box::new(Stateless(output::manifest)),
    },
    Kind {
        name: "journal",
        words: words::OUTPUT,
        archive: true,
        make: || Box::new(Stateless(output::journal)),
    },
    Kind {
        name: "http",
        words: words::HTTP,
        archive: false,
        make: || Box::new(http::Servers::new()),
    },
];
