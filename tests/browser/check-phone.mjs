// What a reader with a phone wants to know of an explainer, in taps from its title, scripts off: who says this and when
// (one tap), what is not known (one), what was corrected (two), which pages cite a source (three). Scrolling is free,
// but the links to what is not known and what was corrected must be on the first two screens.
//
// The name and the date of a source are taken from the page's JSON-LD, not from what the theme shows.

import { withBrowser } from "./browser.mjs";
import { inPage } from "./in-page.mjs";
import { attr, text, walk } from "./site.mjs";

export const name = "phone";
export const claim = "on a phone, who says what and when is one tap away, what is not known one, what was corrected two, all pages citing a source three";
export const once = "pages";

const PHONE = { javaScriptEnabled: false, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };
// Windows.
const NEAR = 2;

export async function check(site, note = () => {}) {
  const articles = site.pages.filter((page) => page.kind === "article");
  const faults = await withBrowser(site, async (open) => {
    const reader = new Reader(await open(PHONE));
    const faults = [];
    for (const page of articles) {
      const taps = [];
      for (const [task, most, run] of TASKS) {
        try {
          const needed = await run(reader, page, site);
          if (needed === undefined) continue;
          taps.push(`${task} ${needed}`);
          if (needed > most) faults.push(`${page.path}: ${task} takes ${needed} taps, more than ${most}`);
        } catch (error) {
          if (!(error instanceof Lost)) throw error;
          faults.push(`${page.path}: ${task}: ${error.message}`);
        }
      }
      note(`${page.path}: taps for ${taps.join(", ")}`);
    }
    return faults;
  });
  return articles.length ? faults : ["there is no explainer"];
}

/** Thrown if a reader does not find the way. */
class Lost extends Error {}

// Each returns the number of taps, or nothing if the page has nothing of the kind.
const TASKS = [
  ["who says this, and when", 1, whoSays],
  ["what is not known", 1, notKnown],
  ["what was corrected", 2, corrected],
  ["all pages that cite a source", 3, citingPages],
];

/** A person with a phone, who taps only on visible things with a text. */
class Reader {
  constructor(tab) {
    this.tab = tab;
  }

  /** Opens a page at its title. */
  async start(page) {
    await this.tab.load(page);
    this.taps = 0;
    await this.tab.page.evaluate(inPage);
  }

  /** Taps the first link with one of these addresses that is seen, after opening what it lies in; `windows` is how far down it may be. */
  async tap(addresses, what, windows = Infinity) {
    const found = await this.tab.page.evaluateHandle(findLink, { addresses, far: windows * PHONE.viewport.height });
    const { link, fold } = Object.fromEntries(await found.getProperties());
    if (!link?.asElement()) throw new Lost(`no link that is seen${windows < Infinity ? ` in the first ${windows} windows` : ""} leads to ${what}`);
    if (fold?.asElement()) await this.#tap(fold.asElement());
    const address = await link.evaluate((link) => link.href);
    await this.#tap(link.asElement());
    await this.tab.page.waitForURL(address);
    await this.tab.page.evaluate(inPage);
  }

  async #tap(element) {
    await element.tap({ timeout: 5000 });
    this.taps += 1;
  }

  /** Whether all of these words can be read in what the window shows of the elements that `selector` finds. */
  reads(selector, words) {
    return this.tab.page.evaluate(readable, { selector, words });
  }
}

/** The sources of a page, in the order of their numbers: the mark that first cites each, its id, and what JSON-LD says of it. */
function sourcesOf(page) {
  const marks = page.elements.filter((element) => attr(element, "role") === "doc-noteref" && attr(element, "href")?.startsWith("#src:"));
  const first = new Map();
  for (const mark of marks) if (!first.has(attr(mark, "href"))) first.set(attr(mark, "href"), attr(mark, "id"));
  const data = page.elements.find((element) => element.tagName === "script" && attr(element, "type") === "application/ld+json");
  const graph = data ? JSON.parse(data.childNodes[0].value)["@graph"] : [];
  const citations = [graph.find((thing) => thing.citation)?.citation ?? []].flat();
  return [...first].map(([href, mark], index) => {
    const { name, publisher, author, datePublished } = citations[index] ?? {};
    const who = publisher?.name ?? [author ?? []].flat()[0]?.name ?? name;
    return { mark, href, title: name, who, year: datePublished?.slice(0, 4) };
  });
}

/** For each source, at its first mark. */
async function whoSays(reader, page) {
  const sources = sourcesOf(page);
  if (!sources.length) return undefined;
  let most = 0;
  for (const { mark, href, who, year, title } of sources) {
    if (!who) throw new Lost(`the page's data does not say who stands behind ${href}`);
    const words = [who, year].filter(Boolean);
    await reader.start(page);
    // Somebody who reads a folded claim has opened it. If the sentence itself says it: no tap.
    if (await reader.tab.page.evaluate(said, { mark, words })) continue;
    await reader.tap([href], `the source ${href}`);
    if (!(await reader.reads(`[id="${href.slice(1)}"]`, [...words, title]))) throw new Lost(`the tap on a mark does not show ${[...words, title].join(", ")}`);
    most = Math.max(most, reader.taps);
  }
  return most;
}

async function notKnown(reader, page) {
  if (!page.ids.has("part:open")) return undefined;
  await reader.start(page);
  await reader.tap(["#part:open"], "what is still open", NEAR);
  // The part is named, and its first question can be read.
  if (!(await reader.reads("[id='part:open'], :has(> [id='part:open'])", [])) || !(await reader.reads("[id^='q:']:not(details *)", []))) throw new Lost("the link to what is open does not show it");
  return reader.taps;
}

/** For a page without changes: those of the site, through its menu. */
async function corrected(reader, page, site) {
  await reader.start(page);
  if (page.ids.has("part:updates")) {
    await reader.tap(["#part:updates"], "what was changed", NEAR);
    if (!(await reader.reads("[id='part:updates'] time, [id='part:updates'] ~ * time", []))) throw new Lost("the link to what was changed does not show a date");
    return reader.taps;
  }
  await reader.tap(addressesOf(site, "updates"), "the site's updates", NEAR);
  if (!(await reader.reads("main h1", []))) throw new Lost("the page of updates does not show its title");
  return reader.taps;
}

/** For the first source and the last: its entry names the other pages that cite it, or leads to where all are listed. */
async function citingPages(reader, page, site) {
  const sources = sourcesOf(page);
  let most;
  for (const source of new Set([sources[0], sources.at(-1)].filter(Boolean))) {
    await reader.start(page);
    await reader.tap([source.href], `the source ${source.href}`);
    const links = await reader.tab.page.evaluate(linksOf, source.href);
    if (!others(site, source, page).every((other) => links.includes(other))) {
      const all = links.find((link) => addressesOf(site, "sources").includes(link.replace(/#.*/, "")));
      if (!all) throw new Lost(`the entry of ${source.title} neither names all pages that cite it nor leads to their list`);
      await reader.tap([all], "its place in the list of all sources");
      if (!(await reader.tab.page.evaluate(cites, { title: source.title, page: page.url.pathname }))) throw new Lost(`the list of all sources does not show ${source.title} with this page`);
    }
    most = Math.max(most ?? 0, reader.taps);
  }
  return most;
}

/** The other pages that cite a source, by the site's list of sources. */
function others(site, { title }, page) {
  const flat = (words) => words.replace(/\s+/g, " ");
  const entries = site.pages.filter(({ kind }) => kind === "sources").flatMap(({ elements }) => elements.filter((e) => e.tagName === "li" && flat(text(e)).includes(flat(title))));
  const addresses = entries.map((entry) => [...walk(entry)].filter((e) => e.tagName === "a").map((link) => attr(link, "href")));
  const own = addresses.filter((links) => links.includes(page.url.pathname)).flat();
  if (!own.length) throw new Lost(`the list of all sources does not show ${title} with this page`);
  return own.filter((link) => link.startsWith("/") && link !== page.url.pathname);
}

/** The addresses of a list of the site, as links have them. */
function addressesOf(site, kind) {
  return site.pages.filter((page) => page.kind === kind).map((page) => page.url.pathname);
}

/* These run in the page. */

/** The first link with one of the addresses that is seen and says something, or would be if what it lies in were opened. */
function findLink({ addresses, far }) {
  const says = (element) => /[\p{L}\p{N}]/u.test(element.textContent);
  const met = (element) => look.shown(element) && says(element) && element.getBoundingClientRect().top + scrollY < (far ?? Infinity);
  const links = [...document.querySelectorAll("a[href]")].filter((link) => addresses.includes(link.getAttribute("href")));
  const seen = links.find(met);
  if (seen) return { link: seen };
  for (const link of links) {
    const fold = link.closest("details:not([open])")?.querySelector("summary");
    if (fold && met(fold) && says(link)) return { link, fold };
  }
  return {};
}

/** Whether what is found is in the window, above everything else, and says these words; without words, anything. */
function readable({ selector, words }) {
  const element = [...document.querySelectorAll(selector)].find((element) => look.shown(element) && look.reachable(element));
  if (!element) return false;
  const text = element.innerText.replace(/\s+/g, " ");
  return text.trim() !== "" && words.every((word) => text.includes(word.replace(/\s+/g, " ")));
}

/** Whether the mark itself, or what stands around it and no more, says all of these words. */
function said({ mark, words }) {
  const element = document.getElementById(mark);
  for (let at = element; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  const around = element.closest("sup") ?? element;
  return look.shown(element) && words.every((word) => around.innerText.includes(word));
}

/** Where the links lead that are seen in a source's entry. */
function linksOf(href) {
  const entry = document.getElementById(decodeURIComponent(href.slice(1)));
  const links = [...(entry?.querySelectorAll("a[href]") ?? [])].filter(look.shown);
  return links.map((link) => link.getAttribute("href"));
}

/** Whether an entry with the title is seen in the window, with a link to the page. */
function cites({ title, page }) {
  const flat = (text) => text.replace(/\s+/g, " ");
  const links = [...document.querySelectorAll("main a[href]")].filter((link) => link.getAttribute("href").replace(/#.*/, "") === page);
  const link = links.find((link) => flat(link.closest("li, tr, section, article, dd")?.innerText ?? "").includes(flat(title)));
  if (!link) return false;
  return look.shown(link) && look.reachable(link);
}
