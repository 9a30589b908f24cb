// A site of hard pages: each article has too much of one thing, or nothing at all. Authors of such pages mean no harm.

import { png } from "./png.mjs";

/** A hard text that is used in many places: a word of 80 letters. */
export const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const LONG_ADDRESS = `https://example.org/${"archive/".repeat(12)}${"0123456789abcdef".repeat(6)}?query=${"value+".repeat(10)}#section`;
const SENTENCE = "The committee measured the flow of the river at nine places over four winters and published every reading. ";
const LONG_TITLE = "Why the committee that measured the river over four winters found less water than the model said. ".repeat(4).slice(0, 300);

const times = (count, make) => Array.from({ length: count }, (_, n) => make(n + 1));

/** An article: each value of the front matter is written as JSON, which YAML reads. */
function article(front, body = "") {
  const keys = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  return `---\n${keys.join("")}---\n${body}\n`;
}

/** Bytes of a grey PNG of that many pixels. */
function grey(width, height) {
  return png(width, times(height, (y) => Buffer.alloc(width, 96 + ((y - 1) % 128))), undefined, 1);
}

const row = (cells) => `| ${cells.join(" | ")} |\n`;

function table(columns, rows, cell) {
  return row(times(columns, (x) => `Column ${x}`)) + row(times(columns, () => "---")) + times(rows, (y) => row(times(columns, (x) => cell(x, y)))).join("");
}

/** A list in a list and so on, then quotes likewise, with a word at every level. */
function nested(depth) {
  const list = times(depth, (n) => `${"  ".repeat(n - 1)}- Level ${n} of a list, which says a little more than its number\n`).join("");
  const quote = times(depth, (n) => `${"> ".repeat(n)}Level ${n} of a quote, which says a little more than its number\n${"> ".repeat(n)}\n`).join("");
  return `${list}\n${quote}`;
}

const headings = times(2, (round) => times(5, (n) => `${"#".repeat(n + 1)} A heading of level ${n + 1}, for the ${round === 1 ? "first" : "second"} time\n\n${SENTENCE}\n`).join("\n")).join("\n");

const longWords = `## ${LONG_WORD}

${LONG_WORD} **${LONG_WORD}** [${LONG_WORD}](https://example.org/) <${LONG_ADDRESS}> and [@long, p. ${LONG_WORD}].[^note]

- ${LONG_WORD}
- ${SENTENCE} ${LONG_WORD}

> ${LONG_WORD}

> [!NOTE]
> ${LONG_WORD}

| ${LONG_WORD} | Year |
| --- | --: |
| ${LONG_WORD} ${SENTENCE} | 1999 |

[^note]: ${LONG_WORD} ${LONG_ADDRESS}
`;

const ARTICLES = {
  "long-title": article({ title: LONG_TITLE, topics: ["Rivers"], date: "2026-11-01" }, SENTENCE),
  "long-words": article({
    title: LONG_WORD, standfirst: LONG_WORD, date: "2026-11-02", summary: [LONG_WORD, `${SENTENCE} ${LONG_WORD}`], summary_by: LONG_WORD,
    authors: [LONG_WORD, { name: LONG_WORD, role: LONG_WORD }], topics: [LONG_WORD, "Rivers"],
    insights: [
      { question: `${LONG_WORD}?`, group: LONG_WORD, answer: LONG_WORD },
      { question: `What about ${LONG_WORD}?`, group: LONG_WORD, open: LONG_WORD },
    ],
    updates: [{ date: "2026-11-03", kind: "correction", note: LONG_WORD, was: LONG_WORD, now: `${LONG_WORD}s` }],
    sources: [{ id: "long", title: LONG_WORD, author: LONG_WORD, publisher: LONG_WORD, url: LONG_ADDRESS, note: LONG_ADDRESS, archive_note: LONG_WORD }],
  }, longWords),
  "many-questions": article({
    title: "Sixty questions", date: "2026-11-03", topics: ["Rivers"],
    insights: times(60, (n) => ({ question: `What did the committee find at place ${n}?`, group: `Part ${Math.ceil(n / 15)}`, [n % 4 ? "answer" : "open"]: SENTENCE })),
  }, SENTENCE),
  "many-sources": article({
    title: "Two hundred sources", date: "2026-11-04", topics: ["Rivers"],
    sources: times(200, (n) => ({ id: `s${n}`, title: `Reading ${n} of the river`, publisher: "The committee", url: `https://example.org/${n}`, published: "2020-01-02" })),
  }, `${times(200, (n) => `Reading ${n} was taken in winter [@s${n}].`).join(" ")}\n\nAll of them: [${times(200, (n) => `@s${n}`).join("; ")}].`),
  "deep-nesting": article({ title: "Deep nesting", date: "2026-11-05" }, `${headings}\n${nested(12)}`),
  "wide-table": article({ title: "A wide table", date: "2026-11-06" }, `${SENTENCE}\n\n${table(20, 6, (x, y) => `Value ${x * y * 1000}`)}\n${SENTENCE}`),
  "long-code": article({ title: "Long code", date: "2026-11-07" }, `A long one: \`${"let value = compute(first, second); ".repeat(9)}\` and one without a gap: \`${"abcdefghij".repeat(30)}\`.\n\n\`\`\`rust\nlet numbers = [${times(150, String).join(", ")}];\n\`\`\`\n\n${SENTENCE}`),
  images: article({ title: "Images", date: "2026-11-08" }, `![A huge one](huge.png "The huge one, with a caption of ${LONG_WORD}.")\n\n![A narrow one](narrow.png "The narrow one.")\n\n![A tall one](tall.png)\n\n![](narrow.png)\n\n![One that does not say how large it is](unsized.svg)\n\nIn a line ![huge](huge.png) of text.\n\n| A picture | And text |\n| --- | --- |\n| ![huge](huge.png) | ${SENTENCE} |`),
  nothing: article({ title: "Nothing" }),
  "right-to-left": article({
    title: "كيف قيست مياه النهر في أربعة شتاءات (Hydro‑Model 2.0)", lang: "ar", date: "2026-11-09", topics: ["Rivers"],
    standfirst: "قاست اللجنة التدفق في تسعة مواضع، ثم نشرت report-2026.pdf كاملا.", summary: ["التدفق أقل مما قاله Hydro-Model 2.0 [@ar]."],
    authors: ["ليلى حداد", "Ada Lovelace"], insights: [{ question: "ماذا قال The Guardian عن النهر؟", answer: "قال إن التدفق أقل [@ar]." }, { question: "من دفع؟", open: "لا نعلم." }],
    sources: [{ id: "ar", title: "Readings of the river, 2026", author: "Ada Lovelace", publisher: "دار النشر", url: `${LONG_ADDRESS}-ar` }],
  }, `## العنوان Heading\n\nنشرت اللجنة القراءات كلها في \`data/readings.csv\` وكتبت "no more water" عنها [@ar].\n\n- بند أول\n- second item\n\n> اقتباس with Latin\n\n${table(20, 2, (x) => `قيمة ${x}`)}\n\`\`\`\n${"let x = 1; ".repeat(30)}\n\`\`\`\n`),
  "short-summary": article({ title: "No", date: "2026-11-10", summary: ["No."], standfirst: "No." }, "No."),
  "long-standfirst": article({ title: "A long standfirst", date: "2026-11-11", standfirst: SENTENCE.repeat(15).trim() }, SENTENCE),
  "long-topic": article({ title: "A long topic", date: "2026-11-12", topics: [SENTENCE.repeat(2).slice(0, 190).trim(), ...times(30, (n) => `Topic ${n}`)] }, SENTENCE),
  maths: article({ title: "Maths", date: "2026-11-13" }, `In a line: $${times(25, (n) => `x_{${n}}^{2}`).join(" + ")} = 0$ and on.\n\n$$${times(60, (n) => `\\frac{x_{${n}}}{${n}}`).join(" + ")} = \\int_0^1 f(x)\\,dx$$\n\nTall: $$\\begin{pmatrix} ${times(9, (n) => `${n} & \\frac{1}{\\frac{2}{\\frac{3}{${n}}}}`).join(" \\\\ ")} \\end{pmatrix}$$\n`),
};

/** The files of the site, by path: text or bytes. */
export function hardSite() {
  const site = `title = "Hard pages ${LONG_WORD}"\ndescription = "${SENTENCE}"\nbase_url = "https://example.org/hard/"\n\n[markdown]\nmath = true\n`;
  const files = { "site.toml": site };
  for (const [name, text] of Object.entries(ARTICLES)) files[`content/${name}.md`] = text;
  files["content/huge.png"] = grey(4000, 3000);
  files["content/narrow.png"] = grey(60, 40);
  files["content/tall.png"] = grey(40, 2400);
  files["content/unsized.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 1"><path d="M0 0h8v1H0z"/></svg>\n';
  return files;
}

/** The names of the articles: each is a page at its name. */
export const HARD_ARTICLES = Object.keys(ARTICLES);
