//! A panic ends neither looking nor a page nor a check.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::bug::Bug;
use crate::live::makers::Product;
use crate::live::tests::{Heard, Site, live, says, wait_until};
use crate::live::{Observer, Worker};
use crate::path::SitePath;
use crate::serve::Preview as _;

fn bug_at(path: &str) -> Bug {
    Bug { at: Some(SitePath::new(path).unwrap()), message: "a test wants this panic".to_owned() }
}

#[test]
fn a_panic_in_a_look_keeps_what_was_good_until_it_is_fixed() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("a/index.html", "Text of a.");
    for round in 0..4 {
        site.files.write("content/a.md", &says(&format!("Fatal {round}.")));
        site.files.panic_at("content/a.md");
        // However often it comes: both with the same builder and with a new one.
        assert!(site.updater.look().is_none());
        site.shows("a/index.html", if round == 0 { "Text of a." } else { "Fixed" });
        let faults = site.live.faults().unwrap();
        assert!(faults.contains("A bug in nutgraf") && faults.contains("report"), "{faults}");
        for _ in 0..round {
            assert!(site.updater.look().is_none());
        }
        site.files.calm();
        site.files.write("content/a.md", &says(&format!("Fixed {round}.")));
        assert!(site.updater.look().is_some());
        site.shows("a/index.html", &format!("Fixed {round}."));
        assert_eq!(site.live.faults(), None);
    }
    let lines = site.lines();
    assert_eq!(lines.len(), 4, "told once each: {lines:#?}");
    assert!(lines[0].contains("found in `content/a.md`; please report it"), "{}", lines[0]);
}

#[test]
fn what_changed_beside_a_panic_is_not_forgotten() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("b/index.html", "Text of b.");
    let before = site.live.generation();
    site.files.write("content/b.md", &says("B, later."));
    site.files.panic_at("site.toml");
    let b = [SitePath::new("content/b.md").unwrap()].into();
    assert!(site.updater.glance(crate::engine::Look::At(&b)).is_none());
    assert_eq!(site.live.generation(), before);
    site.files.calm();
    // Nothing names `b.md` again.
    assert!(site.updater.glance(crate::engine::Look::At(&[].into())).is_some());
    site.shows("b/index.html", "B, later.");
}

#[test]
fn a_panic_in_the_first_look_is_told_to_who_waits() {
    let mut site = Site::new();
    site.files.panic_at("content/a.md");
    site.updater.look();
    let page = site.page("index.html");
    assert!(page.starts_with("fault: ") && page.contains("this is a bug in nutgraf"), "{page}");
    site.files.calm();
    assert!(site.updater.look().is_some());
    site.shows("a/index.html", "Text of a.");
}

#[test]
fn a_panic_while_a_page_is_made_is_that_pages_fault_alone() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("a/index.html", "Text of a.");
    let state = site.live.newest().unwrap();
    let assembled = state.assembled.as_ref().unwrap();
    for (path, expected) in [("a/index.html", "Text of a."), ("b/index.html", "fault: ")] {
        let path = SitePath::new(path).unwrap();
        let key = assembled.prepare(assembled.plan.at(&path).unwrap()).key().unwrap();
        // As if the page had been ordered from other parts, which do not exist yet.
        let records = Arc::clone(&site.live.records);
        let at = path.clone();
        let order = site.live.makers.order(&path, key, true, move |order| {
            records.keep(&at, key, order, Err(bug_at("content/x.md")))
        });
        assert_eq!(site.live.makers.wait(&order, None, || false), Some(Product::Bad));
        if expected == "fault: " {
            let page = site.page(path.as_str());
            assert!(page.contains("found in `content/x.md`; please report"), "{page}");
        } else {
            site.shows(path.as_str(), expected);
        }
    }
    site.shows("topics/index.html", "<html");
    assert!(site.live.faults().unwrap().contains("A bug in nutgraf"));
    assert_eq!(site.lines().len(), 1, "{:?}", site.lines());
    // Another text is another page.
    site.files.write("content/b.md", &says("Fixed."));
    site.updater.look();
    site.live.check_all();
    site.shows("b/index.html", "Fixed.");
}

#[test]
fn a_panic_of_the_work_ends_no_thread() {
    let site = Site::new();
    let digest = crate::digest::Digest::default();
    for n in 0..20 {
        let path = SitePath::new(format!("p{n}")).unwrap();
        let order =
            site.live.makers.order(&path, digest, true, |_| panic!("a test wants this panic"));
        assert_eq!(site.live.makers.wait(&order, None, || false), Some(Product::Bad));
    }
    assert_eq!(site.live.makers.threads(), 1);
}

#[test]
fn a_worker_goes_on_after_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new();
    let live = live(Box::new(site.files.clone()));
    let heard = Arc::new(Heard::default());
    let worker = Worker {
        live: Arc::clone(&live),
        root: folder.path().to_owned(),
        cache: None,
        poll: Some(std::time::Duration::from_millis(10)),
        observer: Arc::clone(&heard) as Arc<dyn Observer>,
    };
    worker.start().unwrap();
    let shown = |text: &str| {
        let page = live.get(&SitePath::new("a/index.html").unwrap());
        format!("{page:?}").contains(text)
    };
    wait_until("the first text", || shown("Text of a."));
    for round in 0..3 {
        site.files.panic_at("content/a.md");
        let told = |heard: &Heard| heard.lines.lock().unwrap().len();
        wait_until("a word on the panic", || told(&heard) > round);
        site.files.write("content/a.md", &says(&format!("Fixed {round}.")));
        site.files.calm();
        wait_until("the fixed text", || shown(&format!("Fixed {round}.")));
    }
    assert!(heard.rings.load(Ordering::SeqCst) > 0);
}
