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
//! In three sentences: *a phase is a type; a step is a function; the edges are thin.*
//!
//! * **A phase is a type**, complete and immutable: [`content::InputFile`], [`content::Article`], [`site::Site`],
//!   [`render::Plan`], [`render::Parts`]. There is no `Option` that means "not yet".
//! * **A step is a pure function.** [`content::parse`] sees one file and no other article. [`site::link`] sees all
//!   articles and reads nothing. [`render::plan()`] names the pages, a [`render::Gatherer`] takes from the site the
//!   parts of one page, and a [`render::Renderer`] renders the page from these parts and sees nothing else. After a
//!   fault, steps go on and collect: findings travel beside values, as [`diagnostic::Outcome`].
//! * **What every site has is one list**, [`site::Generated`]: home, lists, feeds, sitemap and the rest. Claims, the
//!   plan, addresses and links are derived from it. Ids on a page have one form, [`content::Anchor`].
//! * **Only [`engine`] remembers** results, and by content: [`engine::Builder`] from one change to the next,
//!   [`engine::Cache`] from one run to the next. The expensive steps are at the two ends and see one thing each: the
//!   digest of a file decides whether it must be parsed, the digest of a page's parts whether the page must be
//!   rendered. The middle sees everything and runs again after every change; what an edit did not change is shared with
//!   the previous site. So there are no rules about what depends on what, and none can be forgotten:
//!   `tests/suite/incremental.rs` checks that after any series of edits the warm output is, byte for byte, that of a
//!   clean build.
//! * **Pages are rendered on request.** `build` requests all of them; [`live`], behind `serve`, requests those that a
//!   browser has open, in separate threads, because a template may never finish. [`preview`] renders none: it shows
//!   what was built, as GitHub Pages will.
//! * **Markdown is read once**, when its file is parsed, into a typed tree, [`content::document::Document`]. The tree
//!   is lowered to HTML and plain text, and then dropped. The HTML is a [`content::Fragment`], with placeholders where
//!   only the whole site knows what to write (an address, a source's number); rendering fills the placeholders. Nothing
//!   reads HTML back to learn what it contains. Raw HTML is rewritten from its tokens, so what an author wrote and what
//!   we write are never in one string before each is complete.
//!   A tool that needs the tree, such as a checker or an editor service, sees it as a [`content::Visitor`].
//! * **Broken is partly read.** [`content::parse`] returns all of an article or, as a [`content::PartialArticle`], what
//!   can be read of it; a value that cannot be read is [`node::NodeKind::Broken`], with a finding. So one mistake hides
//!   no other, and nothing is reported because something else is missing.
//! * **The edges are thin.** Input comes only through [`files::Files`]. Output leaves only through [`engine::publish`],
//!   which owns the output folder as far as its manifest says, [`engine::Cache`], and the folder that [`deploy`] builds
//!   in, all of them through [`files::OwnFolder`]: a site may come from an attacker, and none of its links, pipes,
//!   journals or caches leads us out of the site. Only [`serve`] listens on a socket, and it knows bytes and routes,
//!   not articles. Only [`deploy`] runs a program, the user's git, to publish a site and to read its past; all that it knows
//!   about articles is their number. [`preview`] shows a folder, whoever built it. [`watch`] says that input may have
//!   changed, never what it is now. Only the binary's `cli` prints, reads the clock and the environment, or ends the program.
//! * **The search is made from the site alone.** [`search`] turns the words that were collected while each article was read
//!   into a few files, which a script on one page reads; while somebody writes, they are made only when they are asked for.
//! * **An editor's judgement is apart from the build.** [`check`] reads an article as [`check::Prose`]: passages,
//!   sentences and marks, each with its place in the file, collected while the article is parsed. A rule is a function
//!   over it, and is run only when somebody asks, or where the settings make an error of it; [`engine`] remembers what
//!   was found in each article.
//! * **A file is rewritten only if it still says the same.** [`recast`] moves questions from the front matter into the text or
//!   back, or lets one point to another page; it reads the new file again and compares the two articles before anybody
//!   gets it.
//! * **A finding has one home and one judge.** What is said about its kind is in one rule, with an example that a test
//!   builds. Its severity, and the order in which all are shown, are decided by [`diagnostic::finish`], for every
//!   command. If it is known which bytes are wrong, it has a [`diagnostic::Fix`].
//! * **Three kinds of trouble, never mixed:** what is wrong with the author's content is a [`diagnostic::Diagnostic`];
//!   what is wrong with the world is an `Err`; what is wrong with us is a panic with the broken invariant as its
//!   message. A panic is caught, as a [`bug::Bug`], only where somebody waits for the next attempt: by `live`, whose
//!   author goes on writing, by `serve`, and at the end of the program.
//! * **Same input, same bytes:** no clock, no hash order, no machine path reaches the output.
//!
//! The modules are in the order of the floors: each uses only those above it. `tests/suite/tidy.rs` has the table.

pub mod path;

mod percent;

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

pub mod recast;

pub mod theme;

pub mod site;

pub mod search;

pub mod check;

pub mod render;

pub mod engine;

pub mod watch;

pub mod serve;

pub mod preview;

pub mod live;

pub mod deploy;
