//! The kinds of faults: what is done to an article, and which rule must find it.

use crate::planted::{Dice, Planted};
use crate::planted_text::{all_cited, body, cited, item, key, paragraph, places, replace};

/// A kind of fault.
pub(crate) struct Fault {
    /// What it is.
    pub(crate) name: &'static str,
    /// The rules, one of which must find it.
    pub(crate) codes: &'static [&'static str],
    /// Plants it into an article; `None` if the article has nothing that can be broken in this way.
    pub(crate) plant: fn(&str, &mut Dice) -> Option<Planted>,
}

/// Things that are counted or change, for sentences.
const THINGS: &[&str] =
    &["heat pumps", "school places", "night trains", "library cards", "water meters"];

/// Adds one of some sentences as a paragraph. `@` stands for a source that the article cites, `#` for a thing.
fn one_of(text: &str, dice: &mut Dice, sentences: &[&str]) -> Option<Planted> {
    let thing: &&str = dice.pick(THINGS);
    let sentence = dice.pick(sentences).replace('#', thing);
    let sentence = if sentence.contains("[@]") {
        sentence.replace("[@]", &format!("[@{}]", cited(text, dice)?))
    } else {
        sentence
    };
    paragraph(text, dice, &sentence)
}

/// The facts of a source in which nothing is wrong.
const FACTS: [&str; 4] = [
    "    publisher: The Planted Office",
    "    published: 2025-05-01",
    "    accessed: 2026-11-01",
    "    archive_note: None is known to us.",
];

/// Its address.
const ADDRESS: &str = "    url: https://planted.example/report";

/// Adds a source with these lines, and a paragraph that cites it: the source is where the fault is.
fn source(text: &str, lines: &str, dice: &mut Dice) -> Option<Planted> {
    source_without("", text, lines, dice)
}

/// Does the same with a source that lacks a fact.
fn source_without(key_of: &str, text: &str, lines: &str, dice: &mut Dice) -> Option<Planted> {
    let lacks = format!("    {key_of}:");
    let facts: Vec<&str> = FACTS.into_iter().filter(|fact| !fact.starts_with(&lacks)).collect();
    let facts = facts.join("\n");
    let lines = format!("  - id: planted\n    title: A report on the network\n{facts}\n{lines}");
    let text = if text.contains("\nsources:\n") {
        item(text, "sources", &lines)?
    } else {
        key(text, &format!("sources:\n{lines}"))?
    };
    let range = text.lines.clone()?;
    // The paragraph comes after the front matter, so the lines of the source stay where they are.
    let cites =
        paragraph(&text.text, dice, "The network has grown since it was begun. [@planted]")?;
    Some(Planted { text: cites.text, lines: Some(range) })
}

/// Adds a source whose stored words are `stored`, and a paragraph that cites it.
fn stored(text: &str, stored: &str, says: &str, dice: &mut Dice) -> Option<Planted> {
    let lines = format!("    quotes:\n      - {stored:?}");
    let with = source(text, &lines, dice)?;
    let with =
        with.text.replacen("The network has grown since it was begun. [@planted]\n\n", "", 1);
    paragraph(&with, dice, &says.replace("[@]", "[@planted]"))
}

fn question(text: &str, lines: &str) -> Option<Planted> {
    item(text, "insights", lines)
}

fn update(text: &str, lines: &str) -> Option<Planted> {
    if text.contains("\nupdates:\n") {
        item(text, "updates", lines)
    } else {
        key(text, &format!("updates:\n{lines}"))
    }
}

/// Removes the first mark after one of some places.
fn unmark(text: &str, from: usize, to: usize, dice: &mut Dice) -> Option<Planted> {
    let marks: Vec<usize> = places(text, from, "[@").into_iter().filter(|at| *at < to).collect();
    let at = *marks.get(dice.roll(marks.len()))?;
    let end = at + text[at..].find(']')? + 1;
    let start = text[..at].trim_end().len();
    replace(text, start, &text[start..end], "")
}

pub(crate) const FAULTS: &[Fault] = &[
    Fault {
        name: "a figure without a source",
        codes: &["citation/figure"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The region spent 4.5 million euros on # in 2024.",
                    "About 38 per cent of the # were replaced within a year.",
                    "One in five households has # of its own.",
                    "Nearly 12,000 people signed the petition about #.",
                    "The # cost €300 each, and the town paid for them.",
                    "A third of all # were broken.",
                ],
            )
        },
    },
    Fault {
        name: "a quotation without a source",
        codes: &["citation/quotation"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The minister called it “a mistake that will cost us all dearly”.",
                    "\"We never wanted the # in the first place,\" the mayor said.",
                    "> We were promised # for everybody, and nobody has seen any of them.",
                ],
            )
        },
    },
    Fault {
        name: "somebody's words without a mark",
        codes: &["citation/attribution"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "According to the Planning Office, the # grew in number.",
                    "The World Bank reported that # were a good investment.",
                    "The mayor told the council that the # would stay.",
                ],
            )
        },
    },
    Fault {
        name: "words of nobody in particular",
        codes: &["citation/weasel"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "Critics argue that the # came too late.",
                    "It is widely believed that # are a waste of money.",
                    "Some experts say that # will change everything.",
                ],
            )
        },
    },
    Fault {
        name: "too many marks",
        codes: &["citation/pile"],
        plant: |text, dice| {
            let ids = all_cited(text);
            let marks: Vec<String> = ids.iter().take(4).map(|id| format!("@{id}")).collect();
            (marks.len() == 4).then(|| {
                paragraph(text, dice, &format!("That much is agreed. [{}]", marks.join("; ")))
            })?
        },
    },
    Fault {
        name: "a footnote that only cites",
        codes: &["citation/footnote"],
        plant: |text, dice| {
            let id = cited(text, dice)?;
            paragraph(text, dice, &format!("That much is agreed.[^planted]\n\n[^planted]: [@{id}]"))
        },
    },
    Fault {
        name: "a link that is no source",
        codes: &["citation/link"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "More is in [the report on the network](https://example.net/report).",
                    "The office explains [how the # are counted](https://planning.example/count).",
                ],
            )
        },
    },
    Fault {
        name: "a change that its figures do not give",
        codes: &["number/change"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The number tripled from 400 to 1,000 between 2020 and 2024. [@]",
                    "Costs doubled from 20 million euros to 52 million euros by 2024. [@]",
                    "The share rose by 30 per cent, from 400 to 640 places in 2024. [@]",
                    "Losses halved from 900 tonnes to 300 tonnes in 2024. [@]",
                ],
            )
        },
    },
    Fault {
        name: "a change without its base",
        codes: &["number/base"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &["Prices of # rose by 30 per cent. [@]", "The number of # tripled. [@]"],
            )
        },
    },
    Fault {
        name: "one figure with two values",
        codes: &["number/conflict"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The network had 4,200 stations in 2024. [@]\n\nIn 2024, the network had 3,900 stations. [@]",
                    "The town counted 812 # in May 2024. [@]\n\nIn May 2024, the town counted 821 #. [@]",
                ],
            )
        },
    },
    Fault {
        name: "a word that ages",
        codes: &["time/relative"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The # are currently being rebuilt.",
                    "The # were opened last year.",
                    "The # will soon be gone.",
                    "The council decided this week to keep the #.",
                ],
            )
        },
    },
    Fault {
        name: "a plan whose day is past",
        codes: &["time/planned-past"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The new line will open in May 2021. [@]",
                    "The # are due to be replaced by March 2023. [@]",
                ],
            )
        },
    },
    Fault {
        name: "a link that says nothing",
        codes: &["access/link-text"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "More is to be found [here](https://example.net/more).",
                    "To know more, [click here](https://example.net/more).",
                ],
            )
        },
    },
    Fault {
        name: "one text for two links",
        codes: &["access/same-text"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "Read [the annual report](https://example.net/a) and [the annual report](https://example.net/b).",
                ],
            )
        },
    },
    Fault {
        name: "an abbreviation that is never spelt out",
        codes: &["access/abbreviation"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The QZRT has to agree to this.",
                    "The plan was made by the WKVB and sent to the council.",
                ],
            )
        },
    },
    Fault {
        name: "a very long sentence",
        codes: &["access/sentence"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "The council, which had met in the old town hall since it was built and had never once agreed on anything in a single evening, decided after a debate that lasted until the early morning, and in which nearly every member spoke, that the matter should be left to a committee of its own.",
                ],
            )
        },
    },
    Fault {
        name: "a level of heading is left out",
        codes: &["access/heading-skip"],
        plant: |text, dice| {
            let heads: Vec<usize> = places(text, body(text), "\n## ");
            let at = *heads.get(dice.roll(heads.len()))?;
            let end = at + 1 + text[at + 1..].find('\n')? + 1;
            replace(text, end, "\n", "\n#### In detail\n\nThis is how it is done.\n\n").map(|it| {
                Planted { lines: it.lines.map(|lines| *lines.start()..=lines.end() + 4), ..it }
            })
        },
    },
    Fault {
        name: "the name of a file instead of a description",
        codes: &["access/alt-file-name"],
        plant: |text, dice| {
            paragraph(text, dice, "![IMG_2041.jpg](https://example.net/IMG_2041.jpg)")
        },
    },
    Fault {
        name: "a description that says that it is a picture",
        codes: &["access/alt-redundant"],
        plant: |text, dice| {
            one_of(
                text,
                dice,
                &[
                    "![Image of a station](https://example.net/station.jpg)",
                    "![A photo of the town hall](https://example.net/hall.jpg)",
                ],
            )
        },
    },
    Fault {
        name: "a quotation that is not in its source",
        codes: &["quotation/not-found", "quotation/altered"],
        plant: |text, dice| {
            stored(
                text,
                "The office counts every station twice a year and publishes the list in May.",
                "The office called the network “the best that this country has ever seen”. [@]",
                dice,
            )
        },
    },
    Fault {
        name: "a quotation with another word",
        codes: &["quotation/altered"],
        plant: |text, dice| {
            stored(
                text,
                "We do not believe that the plan is ready for use by the public.",
                "The office said: “We do not think that the plan is ready for use by the public.” [@]",
                dice,
            )
        },
    },
    Fault {
        name: "a quotation that lost its negation",
        codes: &["quotation/cut-negation", "quotation/altered"],
        plant: |text, dice| {
            stored(
                text,
                "It is not true that the plan is ready for use by the public.",
                "The office said it is “true that the plan is ready for use by the public”. [@]",
                dice,
            )
        },
    },
    Fault {
        name: "a quotation from two places",
        codes: &["quotation/joined", "quotation/altered"],
        plant: |text, dice| {
            stored(
                text,
                "The office counts every station twice a year. Nobody has ever complained about that. It publishes the list of all stations in May.",
                "The office “counts every station twice a year publishes the list of all stations in May”. [@]",
                dice,
            )
        },
    },
    Fault {
        name: "another figure than in the source",
        codes: &["snapshot/figure"],
        plant: |text, dice| {
            stored(
                text,
                "In 2024 the city ran 1,400 buses on 62 lines.",
                "In 2024 the city ran 1,200 buses. [@]",
                dice,
            )
        },
    },
    Fault {
        name: "another unit than in the source",
        codes: &["snapshot/unit", "snapshot/figure"],
        plant: |text, dice| {
            stored(
                text,
                "The archive held about 400 gigabytes of data in 2024.",
                "The archive held 400 terabytes of data in 2024. [@]",
                dice,
            )
        },
    },
    Fault {
        name: "a source without a date",
        codes: &["source/no-date"],
        plant: |text, dice| source_without("published", text, ADDRESS, dice),
    },
    Fault {
        name: "a source without a publisher",
        codes: &["source/no-publisher"],
        plant: |text, dice| source_without("publisher", text, ADDRESS, dice),
    },
    Fault {
        name: "a source that nobody says to have seen",
        codes: &["source/no-accessed"],
        plant: |text, dice| source_without("accessed", text, ADDRESS, dice),
    },
    Fault {
        name: "a source without a copy or a reason",
        codes: &["source/no-archive"],
        plant: |text, dice| source_without("archive_note", text, ADDRESS, dice),
    },
    Fault {
        name: "an address that follows its readers",
        codes: &["source/tracking"],
        plant: |text, dice| {
            let lines = *dice.pick(&[
                "    url: https://planted.example/report?utm_source=newsletter",
                "    url: https://planted.example/report?id=3&fbclid=IwAR0x",
            ]);
            source(text, lines, dice)
        },
    },
    Fault {
        name: "a copy of another page",
        codes: &["source/archive-mismatch"],
        plant: |text, dice| {
            source(
                text,
                "    url: https://planted.example/report\n    archive_url: https://web.archive.org/web/20250601000000/https://other.example/page",
                dice,
            )
        },
    },
    Fault {
        name: "a copy where none should be",
        codes: &["source/archive-refused"],
        plant: |text, dice| {
            let lines = *dice.pick(&[
                "    archive_url: https://archive.ph/AbC12",
                "    archive_url: https://archive.today/AbC12",
            ]);
            source(text, &format!("    url: https://planted.example/report\n{lines}"), dice)
        },
    },
    Fault {
        name: "a source that was retracted",
        codes: &["source/retracted"],
        plant: |text, dice| {
            source(text, "    retracted: 2026-01-05", dice).map(|it| Planted { lines: None, ..it })
        },
    },
    Fault {
        name: "the same page twice",
        codes: &["source/same-page"],
        plant: |text, dice| {
            let twice = source(
                text,
                "    url: https://planted.example/report\n  - id: again\n    title: The report on the network\n    publisher: The Planted Office\n    published: 2025-05-01\n    accessed: 2026-11-01\n    archive_note: None is known to us.\n    url: http://www.planted.example/report/?utm_medium=mail",
                dice,
            )?;
            let cites = paragraph(&twice.text, dice, "It is still growing. [@again]")?;
            Some(Planted { text: cites.text, lines: twice.lines })
        },
    },
    Fault {
        name: "a question without a mark",
        codes: &["question/mark"],
        plant: |text, dice| {
            question(
                text,
                &format!(
                    "  - question: The cost of {}\n    open: |-\n      Nobody has counted it. The accounts of the town would settle it.",
                    *dice.pick(THINGS)
                ),
            )
        },
    },
    Fault {
        name: "two questions in one",
        codes: &["question/compound"],
        plant: |text, _| {
            question(
                text,
                "  - question: Why was the network built? And who pays for it?\n    open: |-\n      Nobody has written it down. The minutes of the council would settle it.",
            )
        },
    },
    Fault {
        name: "a question that is asked twice",
        codes: &["question/twice", "question/near"],
        plant: |text, _| {
            let asked = text.find("  - question: ")? + "  - question: ".len();
            let asked = text[asked..].lines().next()?.trim_matches('"').to_owned();
            question(
                text,
                &format!(
                    "  - question: \"{asked}\"\n    open: |-\n      Nobody has written it down. The minutes of the council would settle it."
                ),
            )
        },
    },
    Fault {
        name: "a question with neither answer nor reason",
        codes: &["question/no-answer"],
        plant: |text, _| question(text, "  - How many stations does the network have?"),
    },
    Fault {
        name: "an answer without a source",
        codes: &["question/uncited"],
        plant: |text, _| {
            question(
                text,
                "  - question: How is the network of stations looked after?\n    answer: |-\n      People of the town look after the network of stations together, on every first Saturday.",
            )
        },
    },
    Fault {
        name: "an answer of a few words",
        codes: &["question/short"],
        plant: |text, dice| {
            let id = cited(text, dice)?;
            question(
                text,
                &format!(
                    "  - question: Is the network of stations open to all?\n    answer: \"Yes, it is. [@{id}]\""
                ),
            )
        },
    },
    Fault {
        name: "a very long answer",
        codes: &["question/long"],
        plant: |text, dice| {
            let id = cited(text, dice)?;
            let long = "The network of stations is open to all who live in the town or visit it. "
                .repeat(12);
            question(
                text,
                &format!(
                    "  - question: Is the network of stations open to all?\n    answer: |-\n      {long}[@{id}]"
                ),
            )
        },
    },
    Fault {
        name: "an answer to something else",
        codes: &["question/evades"],
        plant: |text, dice| {
            let id = cited(text, dice)?;
            question(
                text,
                &format!(
                    "  - question: How many stations does the network have?\n    answer: |-\n      Friendly people look after everything on every first Saturday, and everybody may help them. [@{id}]"
                ),
            )
        },
    },
    Fault {
        name: "a question that has been open for long",
        codes: &["question/open-stale"],
        plant: |text, _| {
            question(
                text,
                "  - question: How many stations does the network have?\n    checked: 2024-02-01\n    open: |-\n      Nobody has counted them. A count of all stations would settle it.",
            )
        },
    },
    Fault {
        name: "a review that is overdue",
        codes: &["time/review-due"],
        plant: |text, dice| {
            let line: &&str = dice.pick(&["review_by: 2026-11-26", "review_by: 2025-01-01"]);
            key(text, line)
        },
    },
    Fault {
        name: "facts that were checked long ago",
        codes: &["time/as-of-old"],
        plant: |text, _| {
            let old = key(text, "as_of: 2023-02-01")?;
            let dated = key(&old.text, "date: 2023-01-15")?;
            let none = key(&dated.text, "review_by: 2026-11-26")?;
            Some(Planted {
                text: none.text.replacen("review_by: 2026-11-26\n", "", 1),
                lines: None,
            })
        },
    },
    Fault {
        name: "a correction that is called an update",
        codes: &["correction/disguised"],
        plant: |text, dice| {
            let note = *dice.pick(&[
                "An earlier version of this article gave the wrong year.",
                "The number of stations was wrong and has been put right.",
            ]);
            update(text, &format!("  - date: 2026-11-26\n    kind: update\n    note: {note}"))
        },
    },
    Fault {
        name: "a correction that changes nothing",
        codes: &["correction/same"],
        plant: |text, _| {
            update(
                text,
                "  - date: 2026-11-26\n    kind: correction\n    note: The number of stations was wrong.\n    was: There are forty stations.\n    now: There are forty stations.",
            )
        },
    },
    Fault {
        name: "a key point without a source",
        codes: &["citation/key-point"],
        plant: |text, _| {
            item(
                text,
                "summary",
                "  - The network of stations is open to all who live in the town.",
            )
        },
    },
    Fault {
        name: "a key point that lost its source",
        codes: &["citation/key-point"],
        plant: |text, dice| {
            let (from, to) = (text.find("\nsummary:\n")?, text.find("\nsummary_by:")?);
            unmark(text, from, to, dice)
        },
    },
    Fault {
        name: "an article without a topic",
        codes: &["site/no-topic"],
        plant: |text, _| {
            // The starter has no other article that could have one.
            let start =
                text.find("\ntopics:").filter(|_| !text.contains("\ntopics: [Standards"))? + 1;
            let mut end = start + text[start..].find('\n')? + 1;
            while text[end..].starts_with("  - ") {
                end += text[end..].find('\n')? + 1;
            }
            Some(Planted { text: format!("{}{}", &text[..start], &text[end..]), lines: None })
        },
    },
    Fault {
        name: "an allowance that nothing needs",
        codes: &["allow/unused"],
        plant: |text, dice| {
            paragraph(
                text,
                dice,
                "<!-- allow citation/weasel: it was said so -->\nThe network is open to all.",
            )
        },
    },
    Fault {
        name: "a description that is too long to be shown",
        codes: &["access/description-long"],
        plant: |text, _| {
            let long = "The network of stations is open to all who live in the town or visit it for a day. ".repeat(5);
            let front = text[..body(text)].find("\nstandfirst:")? + 1;
            if text[front..].starts_with("standfirst: >") {
                return None;
            }
            key(text, &format!("standfirst: {}", long.trim()))
        },
    },
];
