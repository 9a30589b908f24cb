//! nutgraf makes a static site out of **explainer pages**: Markdown articles with front matter go in; pages that
//! explain, an FAQ built from the insight questions, and a source list that shows where every claim comes from come
//! out.
//!
//! # Architecture
//!
//! ```text
//! site.toml ─▶ Config          themes/ ─▶ Theme
//! content/ ─scan▶ InputFile ─parse▶ Article ─link▶ Site ─plan▶ Job ─render▶ bytes ─publish▶ folder
//!                             (one file)    (all)      (all)      (one page)
//! ```
//!
//! Three sentences: *a phase is a type; a step is a function; the edges are thin.*
//!
//! * **A phase is a type**, complete and immutable: [`content::InputFile`], [`content::Article`], [`site::Site`],
//!   [`render::Plan`], [`render::Parts`]. There is no `Option` that means "not yet".
//! * **A step is a pure function.** [`content::parse`] sees one file and no other article. [`site::link`] sees all
//!   articles and reads nothing. [`render::plan()`] names the pages, a [`render::Gatherer`] takes from the site what one
//!   of them is made from, a [`render::Renderer`] makes it from these parts and sees nothing else. They go on after a
//!   fault and collect: findings travel beside values, as [`diagnostic::Outcome`].
//! * **What every site has is one list**, [`site::Generated`]: home, lists, feeds, sitemap and the rest. Claims, the plan,
//!   addresses and links are made from it. Ids on a page have one form, [`content::Anchor`].
//! * **Only [`engine`] remembers** what was made, and by content: [`engine::Builder`] from one look to the next,
//!   [`engine::Cache`] from one run to the next. The dear steps stand at the two ends and see one thing
//!   each: a file's digest tells whether it must be parsed, the digest of a page's parts whether it must be made. The
//!   middle sees everything and is run again with every change; what an edit left as it was is shared with the site
//!   before. So no rule says what depends on what, and none can be forgotten: `tests/suite/incremental.rs` holds that
//!   after any series of edits the warm output is, byte for byte, that of a clean build.
//! * **Pages are made when they are asked for.** `build` asks for all of them; [`live`], behind `serve`, for those that a
//!   browser has open, in threads of their own that a template may keep. [`preview`] makes none: it shows what was built, as GitHub Pages will.
//! * **Markdown is read once**, when its file is parsed, into a typed tree, [`content::document::Document`]. From it HTML
//!   and plain text are lowered, and then it goes. The HTML is a [`content::Fragment`], with placeholders where only the whole
//!   site knows what to write (an address, a source's number); rendering fills placeholders. Nothing reads HTML back to learn
//!   what it wrote. Raw HTML is written anew from its tokens, so what an author wrote and what we write are never in one
//!   string before each is whole.
//! * **The edges are thin.** Input comes only through [`files::Files`]; output leaves only through
//!   [`engine::publish`], which owns the output folder as far as its manifest says, [`engine::Cache`], and the folder that
//!   [`deploy`] builds in, all of them by way of [`files::OwnFolder`]: a site may come from somebody who wishes us ill, and
//!   no link, pipe, journal or cache of theirs leads us out of it; only [`serve`] listens on a socket, and it knows bytes and routes, no articles; only [`deploy`]
//!   runs a program, the user's git, and knows of articles no more than how many there are; [`preview`] shows a folder,
//!   whoever built it; [`watch`] says that input may have changed, and never what it is now; only the binary's `cli`
//!   prints, reads the clock and the environment, or ends the program.
//! * **A finding has one home and one judge.** What is said of its kind stands in one rule, with an example that a test
//!   builds; how grave it is, and in which order all are shown, [`diagnostic::finish`] decides, for every command. Where it
//!   is known which bytes are wrong, it carries a [`diagnostic::Fix`].
//! * **Three kinds of trouble, never mixed:** what is wrong with the author's content is a
//!   [`diagnostic::Diagnostic`]; what is wrong with the world is an `Err`; what is wrong with us is a panic with the
//!   broken invariant as its message. A panic is caught, as a [`bug::Bug`], only where somebody waits for the next
//!   attempt: by `live`, whose author goes on writing, by `serve`, and at the end of the program.
//! * **Same input, same bytes:** no clock, no hash order, no machine path reaches the output.
//!
//! The modules stand in the order of the floors: each uses only those above it. `tests/suite/tidy.rs` holds the table.

pub mod path;

pub mod span;

pub mod digest;

pub mod characters;

pub mod escape;

pub mod diagnostic;

pub mod bug;

pub mod files;

pub mod node;

pub mod config;

pub mod content;

pub mod theme;

pub mod site;

pub mod render;

pub mod engine;

pub mod watch;

pub mod serve;

pub mod preview;

pub mod live;

pub mod deploy;
