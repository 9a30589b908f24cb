// The search, on a site of its own: its script makes of words what the program makes of them, and its page works as
// a person expects, with the mouse, with the keyboard, with a screen reader, without scripts, and if files are missing.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";
import { withBuilt } from "./built.mjs";
import { violationsIn } from "./check-accessibility.mjs";
import { unseen } from "./planted.mjs";

const BASE = "https://example.org/some/base/";

const article = (title, more, text) => `---\ntitle: "${title}"\n${more}---\n${text}\n`;
const FILES = {
  "site.toml": `title = "Rivers"\nbase_url = "${BASE}"\n`,
  "content/bridge.md": article(
    "Why is the bridge closed?",
    `standfirst: Rust was found in its beams.\ndate: 2026-03-01\ntopics: [Roads]\ninsights:\n  - {question: When does it open again?, answer: "In spring, says the council. [@c]"}\n  - {question: Who pays for the repair?, open: Nobody has said.}\nsources: [{id: c, title: Minutes of the council, publisher: Riverton Gazette}]\n`,
    "An engineer wrote a report.\n\n## What was found\n\nCracks in the third beam.",
  ),
  "content/flood.md": article("Floods & <dams>", "date: 2025-01-01\ntopics: [Water]\n", "Water rose above the embankments."),
  "content/bruecke.md": article("Warum sind die Straßen überflutet?", "lang: de\n", "Die Behörden prüfen alle Deiche. Größe und Übergänge."),
  "content/pont.md": article("Pourquoi les écluses sont-elles fermées ?", "lang: fr\n", "L’été, les bateaux attendent. Les niveaux municipaux."),
  "content/puente.md": article("¿Cuándo abren los puentes?", "lang: es\n", "Las vecinas preguntan. Los niños también."),
  "content/hashi.md": article("橋はなぜ閉じているのか", "lang: ja\n", "東京都の橋です。"),
  "content/jisr.md": article("لماذا أُغلق الجسر؟", "lang: ar\n", "قال المجلس إن الجسر قديم."),
};
for (let n = 0; n < 25; n += 1) {
  FILES[`content/many-${n}.md`] = article(`Lock number ${n}`, `date: 2024-01-${String(n + 1).padStart(2, "0")}\n`, "A lock lifts boats.");
}

/** Builds the site while `use` looks at it. */
export const withSearchSite = (nutgraf, use) => withBuilt(nutgraf, { files: FILES, base: BASE }, use);

/** The script of the search page, and a `fetch` that reads the built files. */
async function engine(site) {
  const script = await import(pathToFileURL(join(site.dir, "search/search.js")));
  const get = async (address) => {
    const path = address.split("?")[0].replace("/some/base/", "");
    const text = readFileSync(join(site.dir, path), "utf8");
    return { ok: true, json: async () => JSON.parse(text) };
  };
  return { ...script, get, index: await script.open("/some/base/", get) };
}

/** What a query must find first. */
const FIRST = [
  ["bridge closed", "bridge/"],
  ["who pays", "bridge/#q:who-pays-for-the-repair"],
  ["repairs", "bridge/#q:who-pays-for-the-repair"],
  ["crack", "bridge/#what-was-found"],
  ["riverton gazette", "bridge/"],
  ["engin", "bridge/"],
  ["brigde", "bridge/"],
  ["xridge", "bridge/"],
  ["embankment", "flood/"],
  ["dams", "flood/"],
  ["strasse überflutet", "bruecke/"],
  ["Behörde", "bruecke/"],
  ["GROSSE", "bruecke/"],
  ["ecluse", "pont/"],
  ["municipal", "pont/"],
  ["ninos", "puente/"],
  ["puente", "puente/"],
  ["橋", "hashi/"],
  ["東京", "hashi/"],
  ["الجسر", "jisr/"],
  ["lock number 7", "many-7/"],
];

/** Queries that may find anything or nothing, and break nothing. */
const ODD = [
  "", " ", "a", "the of and", "🌉🌊", "<img src=x onerror=alert(1)>", ".*+?^${}()|[]\\", "\ud800", "\udfff bridge", "\0", "=open", "=t0",
  "bridge ".repeat(2000), "x".repeat(10_000), "constructor __proto__ toString", "%00%ff", "ﷺ ﬁ Ⅷ", "̀́̂", "\u202ebridge",
];

const within = (tab) => tab.page.locator("main");
const results = (tab) => within(tab).locator("#part\\:results > li");

/** Opens the search page; `faults` gathers what is not as it must be. */
async function onPage(site, options, use) {
  return withBrowser(site, async (open) => {
    const faults = [];
    const tab = await open(options);
    await tab.load(site.page("search/index.html"));
    const must = (holds, what) => { if (!holds) faults.push(what); };
    // What was seen before something failed is told as well.
    await use(tab, must).catch((error) => faults.push(error.message));
    return [...faults, ...tab.faults];
  });
}

const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 800 }, colorScheme: "dark" };

export const SEARCH = [
  {
    title: "words are found in every language that has rules, mistyped and unfinished ones too, and lead to the answer",
    run: async (site) => {
      const { index } = await engine(site);
      const faults = [];
      for (const [query, path] of FIRST) {
        const [first] = await index.search(query);
        if (first?.href !== `/some/base/${path}`) faults.push(`“${query}” finds ${first?.href ?? "nothing"} first, not ${path}`);
      }
      return faults;
    },
  },
  {
    title: "the script makes the same terms of all words as the program",
    run: async (site) => {
      const { words, stem, index } = await engine(site);
      const { endings } = JSON.parse(site.read("search/index.json").toString());
      const faults = [];
      for (const [path, source] of Object.entries(FILES).filter(([path]) => path.endsWith(".md"))) {
        const lang = source.match(/^lang: (.*)$/m)?.[1] ?? "en";
        const text = source.replace(/^.*?\ntitle: /s, "").replace(/^(standfirst|date|topics|insights|sources|lang|---).*$/gm, "").replace(/^ +- .*$/gm, "");
        for (const word of words(text)) {
          const term = stem(word, endings[lang] ?? []);
          const { results: found } = await index.find(`${term} `, { limit: 50 });
          const page = `/some/base/${path.slice("content/".length, -3)}/`;
          if (!found.some(({ href }) => href.startsWith(page)) && !/^(lock|number|lift|boat)$/.test(term)) faults.push(`${path}: “${word}”, as “${term}”, does not find it`);
        }
      }
      return faults;
    },
  },
  {
    title: "odd queries break nothing, and files that are missing or cut are told",
    run: async (site) => {
      const { index, open, get } = await engine(site);
      const faults = [];
      for (const query of ODD) {
        const { results: found } = await index.find(query).catch((error) => { faults.push(`${JSON.stringify(query.slice(0, 40))}: ${error.stack}`); return {}; });
        if (!Array.isArray(found)) faults.push(`${JSON.stringify(query.slice(0, 40))} has no list of results`);
      }
      for (const [lost, step] of [["index.json", "open"], ["terms-", "find"], ["pages-", "find"]]) {
        const less = async (address) => (address.includes(lost) ? { ok: false, status: 404 } : get(address));
        const failed = await open("/some/base/", less).then((opened) => opened.find("bridge")).then(() => false, () => true);
        if (!failed) faults.push(`without ${lost}, ${step} does not fail`);
      }
      return faults;
    },
  },
  {
    title: "filters leave open or answered questions, and a topic",
    run: async (site) => {
      const { index } = await engine(site);
      const faults = [];
      const hrefs = async (query, options) => (await index.find(query, options)).results.map(({ href }) => href.replace("/some/base/", ""));
      const must = (found, wanted, what) => { if (JSON.stringify(found) !== JSON.stringify(wanted)) faults.push(`${what}: ${found}`); };
      must(await hrefs("bridge", { state: "open" }), ["bridge/#q:who-pays-for-the-repair"], "open");
      must(await hrefs("bridge", { state: "answered" }), ["bridge/#q:when-does-it-open-again"], "answered");
      must(await hrefs("bridge", { topic: "water" }), [], "another topic");
      must(await hrefs("bridge", { topic: "roads", state: "open" }), ["bridge/#q:who-pays-for-the-repair"], "both");
      must(await hrefs("water", { topic: "no-such-topic" }), [], "no topic");
      return faults;
    },
  },
  {
    title: "results appear while one types, a result is picked, and Back finds them again",
    run: (site) => onPage(site, WIDE, async (tab, must) => {
      const asked = [];
      tab.page.on("request", (request) => asked.push(request.url()));
      await within(tab).getByRole("searchbox").focus();
      must(!asked.some((url) => url.endsWith(".json")), "something is loaded before anybody types");
      await tab.page.keyboard.type("who pays", { delay: 20 });
      await results(tab).first().waitFor();
      await tab.page.waitForURL((url) => url.searchParams.get("q") === "who pays", { timeout: 5000 }).catch(() => must(false, "the query is not in the address"));
      must(/\d/.test(await within(tab).getByRole("status").textContent()), "the number of results is not said");
      must(await results(tab).first().locator("mark").count() > 0, "no word is marked");
      await results(tab).first().getByRole("link").click();
      await tab.page.waitForURL(/#q:who-pays/);
      must(await tab.page.locator("[id='q:who-pays-for-the-repair']").isVisible(), "the answer is not there");
      await tab.page.goBack();
      await results(tab).first().waitFor();
      must(await within(tab).getByRole("searchbox").inputValue() === "who pays", "Back has lost the query");
    }),
  },
  {
    title: "once the reader pauses, a result shows the text around the words, from its own page",
    run: (site) => onPage(site, WIDE, async (tab, must) => {
      const pages = [];
      tab.page.on("request", (request) => { if (/\/(bridge|flood)\/$/.test(request.url())) pages.push(request.url()); });
      const lead = results(tab).first().locator('[data-slot="lead"]');
      await within(tab).getByRole("searchbox").fill("report engineer");
      await lead.locator("mark").first().waitFor({ timeout: 5000 }).catch(() => {});
      must(await lead.textContent() === "An engineer wrote a report.", `the text around the words is “${await lead.textContent()}”`);
      must(pages.length === 1, `${pages.length} pages are read, not the one that is found`);
      // Its standfirst has the word already.
      await within(tab).getByRole("searchbox").fill("rust");
      await lead.getByText("Rust").waitFor();
      await tab.page.waitForTimeout(800);
      must(await lead.textContent() === "Rust was found in its beams.", `the standfirst is “${await lead.textContent()}”`);
    }),
  },
  {
    title: "the keyboard is enough: arrows, Enter, Escape, more results",
    run: (site) => onPage(site, PHONE, async (tab, must) => {
      const focused = () => tab.page.evaluate(() => document.activeElement.closest("#part\\:results > li") ? [...document.querySelectorAll("#part\\:results a")].indexOf(document.activeElement) : document.activeElement.name);
      await within(tab).getByRole("searchbox").focus();
      await tab.page.keyboard.type("lock");
      await results(tab).nth(9).waitFor();
      for (const [key, at] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", "q"], ["Enter", 0], ["Escape", "q"]]) {
        await tab.page.keyboard.press(key);
        await tab.page.waitForFunction((at) => (typeof at === "number" ? [...document.querySelectorAll("#part\\:results a")][at] : document.querySelector(`main [name=${at}]`)) === document.activeElement, at, { timeout: 5000 }).catch(() => {});
        must(await focused() === at, `after ${key} the focus is at ${await focused()}, not ${at}`);
      }
      const more = within(tab).locator("#part\\:more");
      await more.focus();
      await tab.page.keyboard.press("Enter");
      await results(tab).nth(19).waitFor();
      must(await focused() === 10, `after more results the focus is at ${await focused()}`);
      await within(tab).getByRole("searchbox").focus();
      await tab.page.keyboard.press("Escape");
      await results(tab).first().waitFor({ state: "detached" });
      must(await within(tab).getByRole("searchbox").inputValue() === "", "Escape does not empty the field");
    }),
  },
  {
    title: "nothing found and nothing loaded both lead on; axe-core finds no violation with results and without",
    run: (site) => onPage(site, PHONE, async (tab, must) => {
      await within(tab).getByRole("searchbox").fill("bridge");
      await results(tab).first().waitFor();
      for (const fault of await violationsIn(tab)) must(false, `with results: ${fault}`);
      await within(tab).getByRole("searchbox").fill("qqqqqqq");
      await within(tab).locator("#part\\:none").waitFor();
      for (const fault of await violationsIn(tab)) must(false, `with none: ${fault}`);
      must(await within(tab).getByRole("link", { name: "From A to Z" }).isVisible(), "nothing leads on");
      await tab.page.route("**/search/*.json*", (route) => route.fulfill({ status: 200, body: "[\"cut", contentType: "application/json" }));
      await tab.page.reload();
      const errors = tab.faults.length;
      await within(tab).getByRole("searchbox").fill("bridge");
      await within(tab).locator("#part\\:none").waitFor();
      must(/could not be loaded/.test(await within(tab).getByRole("status").textContent()), "a file that is cut is not told");
      // The script says in the console why.
      tab.faults.splice(errors);
    }),
  },
  {
    title: "without scripts the page says why and leads to the list by letter, and the field of each page leads to the search",
    run: (site) => onPage(site, { ...WIDE, javaScriptEnabled: false }, async (tab, must) => {
      must(await tab.page.locator("noscript p").filter({ hasText: "needs JavaScript" }).isVisible(), "it does not say why");
      await within(tab).getByRole("link", { name: "From A to Z" }).click();
      await tab.page.waitForURL(/\/a-z\/$/);
      must(await within(tab).getByRole("link", { name: "Who pays for the repair?" }).isVisible(), "the question is not listed");
      await tab.page.getByRole("searchbox").fill("bridge");
      await tab.page.keyboard.press("Enter");
      await tab.page.waitForURL(/\/search\/\?q=bridge$/);
    }),
  },
];

/** Faults in a built site, each with what one of the claims must say of it. */
const PLANTED = [
  ["lead to the answer", "search/search.js", "isBetter || allowed ? unit : null", "null", /who pays.* first, not/],
  ["same terms", "search/search.js", "letters.slice(0, LONGEST_WORD)", "letters.slice(1)", /does not find it/],
  ["while one types", "search/search.js", "element.append(mark);", "element.append(found[0]);", /no word is marked/],
  ["once the reader pauses", "search/search.js", "lead.hidden = false;", "lead.replaceChildren();", /the text around the words is/],
  ["keyboard", "search/search.js", "(links[at - 1] ?? field).focus();", "field.focus();", /after ArrowUp/],
  ["without scripts", "search/index.html", "needs JavaScript", "needs nothing", /it does not say why/],
];

export const selftest = {
  title: "the checks of the search see what is planted",
  run: (site) => unseen(site, BASE, SEARCH, PLANTED),
};
