//! A template with an endless loop hides neither other pages nor its own correction, and does not fill the machine with
//! threads.

use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use crate::digest::Digest;
use crate::live::makers::{Makers, Product, SLOW};
use crate::live::tests::{PATIENCE, Site, says, wait_until};
use crate::live::{Refresh, makers};
use crate::path::SitePath;

/// A template with an endless loop that writes nothing.
const ENDLESS: &str = "{% for i in range(end=99999) %}{% for j in range(end=9999) %}{% if i + j == -1 %}x{% endif %}{% endfor %}{% endfor %}";

/// A template that takes a while, and then writes a word.
fn slow(word: &str) -> String {
    format!(
        "{{% for i in range(end=1500) %}}{{% for j in range(end=200) %}}{{% if i + j == -1 %}}x{{% endif %}}{{% endfor %}}{{% endfor %}}<p>{word}</p>"
    )
}

#[test]
fn a_template_that_never_ends_is_given_up_when_it_is_fixed() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("a/index.html", "Text of a.");
    for round in 0..3 {
        site.files.write("templates/article.html", ENDLESS);
        site.updater.look();
        let live = Arc::clone(&site.live);
        let asking = thread::spawn(move || {
            live.refresh(&mut Refresh::default());
            live.page(&SitePath::new("a/index.html").unwrap())
        });
        wait_until("the page is being made", || site.live.makers.busy() > 0);
        site.files.write("templates/article.html", &format!("<p>Fixed {round}.</p>"));
        site.updater.look();
        site.shows("a/index.html", &format!("Fixed {round}."));
        // A waiting request gets the fixed page.
        let shown = format!("{:?}", asking.join().unwrap());
        assert!(shown.contains(&format!("Fixed {round}.")), "{shown}");
        wait_until("nothing is being made", || site.live.makers.busy() == 0);
    }
    assert!(site.live.makers.threads() <= 4, "{}", site.live.makers.threads());
}

#[test]
fn an_endless_page_hides_no_other() {
    let mut site = Site::new();
    site.files.write("templates/article.html", ENDLESS);
    site.updater.look();
    let live = Arc::clone(&site.live);
    let check = thread::spawn(move || live.check_all());
    let asking: Vec<_> = ["a/index.html", "b/index.html"]
        .into_iter()
        .map(|path| {
            let live = Arc::clone(&site.live);
            thread::spawn(move || live.page(&SitePath::new(path).unwrap()))
        })
        .collect();
    wait_until("both are being made", || site.live.makers.busy() >= 2);
    site.shows("index.html", "<html");
    site.shows("topics/index.html", "<html");
    // Saving something else does not restart it.
    site.files.write("content/_pages/p.md", "---\ntitle: P\n---\nPage.\n");
    site.updater.look();
    site.shows("p/index.html", "Page.");
    assert!(site.live.makers.threads() <= 8);
    site.files.write("templates/article.html", "<p>Fixed.</p>");
    site.updater.look();
    for asking in asking {
        assert!(format!("{:?}", asking.join().unwrap()).contains("Fixed."));
    }
    check.join().unwrap();
}

#[test]
fn fast_saves_of_slow_pages_pile_up_no_threads() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("a/index.html", "Text of a.");
    let mut most = 0;
    let mut asking = Vec::new();
    for round in 0..40 {
        site.files.write("templates/article.html", &slow(&format!("Round {round}.")));
        site.updater.look();
        let live = Arc::clone(&site.live);
        if asking.len() < 4 {
            asking.push(thread::spawn(move || live.page(&SitePath::new("a/index.html").unwrap())));
        }
        let state = site.live.newest().unwrap();
        let assembled = state.assembled.as_ref().unwrap();
        let path = SitePath::new("a/index.html").unwrap();
        let key = assembled.prepare(assembled.plan.at(&path).unwrap()).key().unwrap();
        drop(site.live.order(&state, &path, key, true));
        most = most.max(site.live.makers.threads());
        thread::sleep(Duration::from_millis(10));
    }
    assert!(most <= makers::MOST + makers::LOST, "{most} threads");
    site.shows("a/index.html", "Round 39.");
    for asking in asking {
        asking.join().unwrap();
    }
}

#[test]
fn a_page_that_is_made_late_is_told() {
    let mut site = Site::new();
    site.updater.look();
    let path = SitePath::new("a/index.html").unwrap();
    let state = site.live.newest().unwrap();
    let assembled = state.assembled.as_ref().unwrap();
    let key = assembled.prepare(assembled.plan.at(&path).unwrap()).key().unwrap();
    let (go, held) = mpsc::channel::<()>();
    let records = Arc::clone(&site.live.records);
    let of = Arc::clone(&state);
    let at = path.clone();
    let order = site.live.makers.order(&path, key, true, move |order| {
        held.recv().ok();
        records.make(&of, &at, key, order)
    });
    assert_eq!(site.live.makers.wait(&order, Some(Instant::now()), || false), None);
    order.is_late.store(true, Ordering::Relaxed);
    let before = site.heard.rings.load(Ordering::SeqCst);
    drop(go);
    wait_until("a ring", || site.heard.rings.load(Ordering::SeqCst) > before);
    site.shows("a/index.html", "Text of a.");
}

/// Tasks that cannot be stopped end when what they wait for is dropped.
fn stuck(makers: &Arc<Makers>, name: &str) -> mpsc::Sender<()> {
    let (end, held) = mpsc::channel::<()>();
    let path = SitePath::new(name).unwrap();
    makers.order(&path, Digest::of(name.as_bytes()), true, move |_| {
        held.recv().ok();
        Product::GivenUp
    });
    end
}

#[test]
fn threads_that_cannot_be_stopped_are_few_and_others_work_beside_them() {
    let makers = Arc::new(Makers::default());
    let mut held = Vec::new();
    for n in 0..makers::LOST {
        assert!(!makers.is_exhausted());
        held.push(stuck(&makers, &format!("p{n}")));
        wait_until("it is begun", || makers.busy() > n);
        makers.keep(|_, _| false);
        thread::sleep(SLOW + Duration::from_millis(50));
        let path = SitePath::new(format!("good{n}")).unwrap();
        if n + 1 < makers::LOST {
            let order = makers.order(&path, Digest::default(), true, |_| Product::Bad);
            let end = Some(Instant::now() + PATIENCE);
            assert_eq!(makers.wait(&order, end, || false), Some(Product::Bad), "after {n}");
        }
    }
    assert!(makers.is_exhausted());
    for n in 0..20 {
        held.push(stuck(&makers, &format!("more{n}")));
    }
    assert!(makers.threads() <= makers::MOST + makers::LOST, "{}", makers.threads());
    drop(held);
    wait_until("they are free again", || makers.busy() == 0);
    assert!(!makers.is_exhausted());
    makers.close();
    wait_until("they have ended", || makers.threads() == 0);
}

#[test]
fn one_page_is_made_once_for_all_who_ask() {
    let mut site = Site::new();
    site.files.write("templates/article.html", &slow("Once."));
    site.updater.look();
    let before = site.live.rendered();
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let live = Arc::clone(&site.live);
            thread::spawn(move || live.page(&SitePath::new("a/index.html").unwrap()))
        })
        .collect();
    for asking in asking {
        assert!(format!("{:?}", asking.join().unwrap()).contains("Once."));
    }
    assert_eq!(site.live.rendered() - before, 1);
}

#[test]
fn a_page_that_stays_as_it_is_is_not_made_again_for_a_save() {
    let mut site = Site::new();
    site.updater.look();
    site.shows("b/index.html", "Text of b.");
    let before = site.live.rendered();
    site.files.write("content/a.md", &says("Later."));
    let mut update = site.updater.look().unwrap();
    site.live.refresh(&mut update);
    site.shows("b/index.html", "Text of b.");
    assert_eq!(site.live.rendered(), before);
}
