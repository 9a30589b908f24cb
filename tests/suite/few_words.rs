//! How few words an explainer needs besides its text: that of a newsroom, with eight questions and seven sources, each with all
//! that readers want to know of it.

use crate::support::site;

/// The explainer. The town is invented.
const BRIDGE: &str = r##"---
title: Why is the Mill Bridge closed, and when will it open again?
standfirst: What the inspectors found, who pays for the repair, and which way the buses go until then.
summary: |
  - Rust in four of nine girders closed the bridge on 3 March 2026. [@survey, p. 6]
  - The repair costs 4.2 million euros; the county pays two thirds. [@council]
  - Buses take the ring road, which adds eleven minutes. [@timetable]
date: 2026-11-20
as_of: 2026-11-20
authors: Ada Example
topics: Transport, Town budget
sources:
  survey: {title: Inspection of the Mill Bridge, publisher: Example Engineers, url: https://example.org/survey, published: 2026-03-02, accessed: 2026-11-18}
  council: {title: Minutes of the May meeting, publisher: Town Council, url: https://example.org/minutes, published: 2026-05-12, accessed: 2026-11-18}
  county: {title: Grants for bridges, publisher: Example County, url: https://example.org/grants, published: 2026-06-30, accessed: 2026-11-19}
  timetable: {title: Timetable during the closure, publisher: Example Buses, url: https://example.org/buses, published: 2026-03-09, accessed: 2026-11-19}
  counts: {title: Traffic counts, publisher: Roads Office, url: https://example.org/counts, published: 2025-10, accessed: 2026-11-17}
  tender: {title: Tender for the repair, publisher: Town Council, url: https://example.org/tender, published: 2026-09-01, accessed: 2026-11-18}
  archive: {title: The bridge of 1931, publisher: Town Archive, url: https://example.org/bridge, published: 1998, accessed: 2026-11-17}
---

The Mill Bridge carried 8,400 vehicles a day until the town closed it on 3 March 2026 [@counts; @survey, p. 1]. Since
then the two halves of the town have been joined by the ring road and by a footbridge that takes nobody on wheels. This
page says what is known about the damage, the money and the date, and what is not.

## What the inspectors found

The bridge was built in 1931 from riveted steel, and its paint was last renewed in 1987 [@archive]. Every six years
somebody climbs below it with a hammer and a lamp. In February 2026 the engineers found that rust had eaten through a
third of the lower flange in four of the nine girders [@survey, p. 6]. A girder that has lost a third of its flange
carries much less than half of its load with any safety, they wrote, and they advised the town to close the bridge at
once [@survey, p. 11].

The cause was water. A gutter along the eastern pavement had been blocked for years, so salt water from the road ran
down the steel each winter [@survey, p. 8]. The same gutter is mentioned in the report of 2020 as a small matter for the
next repair [@survey, annex B].

## What the repair is

Nine girders will be cut out and replaced, one lane at a time, while the old piers stay [@tender, section 2]. The
footpath becomes wider by 60 centimetres, because the new girders are lighter [@tender, section 4]. The work needs low
water, which the river has from July to October, and a crane that stands on the northern bank [@tender, section 5].

## Who pays

The council put the cost at 4.2 million euros in May [@council, item 7]. The county pays two thirds of such a repair if
the bridge is on a road to a hospital, and this one is [@county, p. 3]. The town has to find the other 1.4 million euros,
and took half of it from the money for the swimming pool [@council, item 8].

## Questions {.questions}

### Is the bridge in danger of falling?

No. Without traffic it carries only itself, which is a fifth of what it was built for [@survey, p. 12]. The engineers
measure it every week.

### When will it open again?

The council wants one lane to be open by November 2027 and both by the spring of 2028 [@council, item 7]. Three things
have to go well:

- a builder is found by January,
- the steel arrives before July,
- the river stays low.

### Can I walk across?

Not over the bridge itself. The footbridge at the weir, 300 metres upstream, is open day and night [@timetable, p. 2].

### Which way do the buses go?

The buses of lines 2 and 5 take the ring road, and need eleven minutes more [@timetable, p. 1]. Line 7 ends at the market.

### Do I have to pay more for my ticket?

No. The longer way counts as the old one, and season tickets are valid on the trains between the two stations as well
[@timetable, p. 3].

### Why was the gutter not cleaned? {.open}

The town and the county each say that the other was to do it. The contract of 1994, which neither has published, would
settle it.

### What happens to the swimming pool?

Its new roof is put off by two years, to 2029 [@council, item 8].

### Will the old bridge be listed as a monument?

It was considered in 1998, and refused because the railing is not the first one [@archive]. Nobody has asked again.

## What to watch

The offers of the builders were due on 30 October 2026, and the council opens them at its meeting in December [@tender,
section 9]. If the cheapest is above 4.6 million euros, the vote on the money has to be taken again [@council, item 9].
"##;

/// Returns the words of a text, as `wc -w` counts them.
fn words(text: &str) -> usize {
    text.split_ascii_whitespace().count()
}

#[test]
fn an_explainer_needs_few_words_besides_its_text() {
    let (front, text) = BRIDGE.trim_start_matches("---\n").split_once("\n---\n").unwrap();
    assert!(words(front) <= 200, "the front matter has {} words", words(front));
    assert!(words(text) > 600, "the text has {} words", words(text));
    let built = site().file("content/bridge.md", BRIDGE).build();
    built.clean();
    let dom = built.dom("bridge/index.html");
    let count = |prefix: &str| {
        let ids = dom.elements().filter_map(|element| element.attr("id"));
        ids.filter(|id| id.starts_with(prefix)).count()
    };
    assert_eq!((count("q:"), count("src:")), (8, 7));
    let page = built.page("bridge/index.html");
    for source in front.lines().filter(|line| line.contains("{title: ")) {
        let value = |key: &str| {
            let rest = source.split_once(&format!("{key}: ")).unwrap().1;
            rest.split([',', '}']).next().unwrap()
        };
        for key in ["title", "publisher", "url", "published", "accessed"] {
            assert!(page.contains(value(key)), "{key} of {source}");
        }
    }
}

#[test]
fn nothing_that_a_check_asks_for_is_missing() {
    let found = site().file("content/bridge.md", BRIDGE).check();
    // That there is no copy of a page is a remark.
    let told: Vec<_> = found
        .iter()
        .filter(|finding| finding.place.path.as_str() == "content/bridge.md")
        .filter(|finding| finding.code.name() != "source/no-archive")
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}
