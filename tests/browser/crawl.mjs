// Reads a served site as readers, feed readers and search engines do: from the home page through every address found,
// over HTTP, without looking at the disk.
//
//   node crawl.mjs URL BASE_URL      prints what is wrong, and fails if anything is
//
// URL is where the site is served here, BASE_URL the address that it was built for. An absolute address on BASE_URL's
// host is requested from URL's host.

import { key, terms } from "../../src/search/search.js";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { addressesOf, cssAddresses, feedAddresses, isFeed, robotsAddresses, sitemapAddresses } from "./addresses.mjs";
import { attr, readPage } from "./site.mjs";

const AT_ONCE = 8;
const PATIENCE = 30_000;
// A deep address that nobody has published: it shows the 404 page.
const NOWHERE = "no/such/page/at-all/";

// The type that a file must come with, by its extension; those that are not here may have any.
const TYPES = {
  html: "text/html", css: "text/css", js: "text/javascript", txt: "text/plain", xml: "application/xml", json: "application/json",
  svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp",
  avif: "image/avif", woff2: "font/woff2", pdf: "application/pdf",
};
// And what is required where it is loaded.
const LOADED_AS = { img: /^image\//, script: /^(text|application)\/javascript$/, stylesheet: /^text\/css$/ };

/**
 * Crawls the site at `url` that was built for `siteBaseUrl`. `entries` are further paths to begin at, as seen from the
 * base. Gives the `faults`, sorted, and the paths of all files that were `reached`, decoded and as seen from the base.
 */
export async function crawl(url, siteBaseUrl, { entries = [] } = {}) {
  const crawler = new Crawler(new URL(url), new URL(siteBaseUrl));
  return crawler.run(entries);
}

class Crawler {
  #queue = [];
  #answers = new Map();
  #anchors = [];
  faults = new Set();
  reached = new Set();

  constructor(here, base) {
    Object.assign(this, { here, base });
    if (here.pathname !== base.pathname) this.faults.add(`the site is served at ${here.pathname}, not at ${base.pathname}`);
  }

  async run(entries) {
    // Requested without a link: the home page, and what search engines look for.
    for (const entry of ["", "robots.txt", ...entries]) this.#visit(new URL(entry, this.base), `the crawler: "${entry}"`);
    await this.#missing();
    while (this.#queue.length) await Promise.all(this.#queue.splice(0, AT_ONCE).map((next) => this.#look(next)));
    for (const { from, path, fragment } of this.#anchors) {
      const { ids } = await this.#answers.get(path);
      if (ids && !ids.has(fragment)) this.faults.add(`${from} means no id of ${fileOf(path)}`);
    }
    return { faults: [...this.faults].sort(), reached: this.reached };
  }

  /** Where something of the site is served here. */
  #served(url) {
    const served = new URL(this.here);
    // Not resolved against it: a path that begins with `//` would name another host.
    Object.assign(served, { pathname: url.pathname, search: url.search });
    return served;
  }

  async #fetch(url) {
    const response = await fetch(this.#served(url), { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    const type = (response.headers.get("content-type") ?? "").split(";")[0];
    return { status: response.status, location: response.headers.get("location"), type, body: Buffer.from(await response.arrayBuffer()) };
  }

  /** Records an address of the site. It is read once, and judged wherever it appears. */
  #visit(url, from, as) {
    this.#queue.push({ url, from, as });
  }

  /** Judges an address found at `at` as far as possible, and records it if it belongs to the site. */
  #found(address, { at, file, use, as }) {
    const from = `${file}: ${JSON.stringify(address)}`;
    if (address === "" && use !== "follow") return void this.faults.add(`${from} is empty`);
    if (!URL.canParse(address, at)) return void this.faults.add(`${from} is no address`);
    const url = new URL(address, at);
    if (!["http:", "https:"].includes(url.protocol)) return;
    if (url.origin !== this.base.origin) {
      if (use === "load") this.faults.add(`${from} is loaded from another host`);
      return;
    }
    if (!url.pathname.startsWith(this.base.pathname)) return void this.faults.add(`${from} lies outside ${this.base.pathname}`);
    const fragment = decoded(url.hash.slice(1).replace(/:~:.*$/s, ""));
    url.hash = "";
    const path = pathOf(url, this.base);
    // The 404 page may link to its own anchors.
    if (path !== NOWHERE) this.#visit(url, from, as);
    if (fragment && fragment !== "top") this.#anchors.push({ from, path, fragment });
  }

  /** Reads what an address names, unless that was done, and judges how it is used. */
  async #look({ url, from, as }) {
    const path = pathOf(url, this.base);
    if (!this.#answers.has(path)) this.#answers.set(path, this.#readOrSay(url, path));
    const { fault, type } = await this.#answers.get(path);
    if (fault) this.faults.add(`${from} ${fault}`);
    else if (as && !LOADED_AS[as].test(type)) this.faults.add(`${from} is loaded as ${as}, but comes as ${type || "nothing"}`);
  }

  async #readOrSay(url, path) {
    try {
      return await this.#read(url, path);
    } catch (error) {
      return { fault: `cannot be read: ${error.cause?.message ?? error.message}` };
    }
  }

  /** Reads a file and records the addresses in it; returns its type and ids, or what is wrong with it. */
  async #read(url, path) {
    let answer = await this.#fetch(url);
    if (answer.status === 301) {
      // The only redirect of a static file server: to the folder with that name.
      const moved = new URL(answer.location ?? "", url);
      if (moved.pathname !== `${url.pathname}/`) return { fault: `moves to ${answer.location}` };
      url = new URL(moved.pathname, this.base);
      path = pathOf(url, this.base);
      answer = await this.#fetch(url);
    }
    if (answer.status !== 200) return { fault: `is answered with ${answer.status}` };
    const file = fileOf(path);
    this.reached.add(file);
    const extension = file.match(/\.(\w+)$/)?.[1];
    const type = TYPES[extension];
    if (type && answer.type !== type) return { fault: `comes as ${answer.type || "nothing"}, not as ${type}` };
    const text = answer.body.toString("utf8");
    const found = (address, use) => this.#found(address, { at: url, file, use });
    if (answer.type === "text/html") return { type: answer.type, ids: this.#page(file, text, url) };
    if (answer.type === "text/css") for (const address of cssAddresses(text)) found(address, "load");
    if (isFeed(file)) {
      for (const { address, use } of feedAddresses(file, text)) {
        if (URL.canParse(address)) found(address, use);
        else this.faults.add(`${file}: ${JSON.stringify(address)} is not absolute`);
      }
    }
    if (file === "search/search.js") found("index.json", "load");
    if (file === "search/index.json") for (const address of filesOfSearch(JSON.parse(text))) found(address, "load");
    if (file === "sitemap.xml") for (const address of sitemapAddresses(text)) found(address, "follow");
    if (file === "robots.txt") for (const address of robotsAddresses(text)) found(address, "follow");
    return { type: answer.type };
  }

  /** Records the addresses in a page; returns its ids. `at` is where a reader sees it. */
  #page(file, html, at) {
    const page = readPage(file, html, this.base);
    for (const { element, address, use } of addressesOf(page)) {
      const line = element.sourceCodeLocation?.startLine;
      this.#found(address, { at, file: line ? `${file}:${line}` : file, use, as: loadedAs(element) });
    }
    return page.ids;
  }

  /** Requests a missing page: the site's own 404 page must appear, and its links must work from there. */
  async #missing() {
    const url = new URL(NOWHERE, this.base);
    const own = await this.#fetch(new URL("404.html", this.base));
    if (own.status !== 200) return void this.faults.add("404.html: the site has no page for what is missing");
    this.reached.add("404.html");
    const shown = await this.#fetch(url);
    if (shown.status !== 404) this.faults.add(`${NOWHERE} is answered with ${shown.status}, not 404`);
    if (shown.type !== "text/html" || !shown.body.equals(own.body)) this.faults.add(`${NOWHERE} shows something else than 404.html`);
    const ids = this.#page("404.html", own.body.toString("utf8"), url);
    this.#answers.set(NOWHERE, { ids });
  }
}

/** The path of an address relative to the base, decoded. */
const pathOf = (url, base) => decoded(url.pathname.slice(base.pathname.length));

/** Text without its percent-encoding, or unchanged if that is invalid. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const fileOf = (path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path);

function loadedAs(element) {
  if (["img", "script"].includes(element.tagName) && attr(element, "src") !== undefined) return element.tagName;
  const isStyle = element.tagName === "link" && /\bstylesheet\b/i.test(attr(element, "rel") ?? "");
  return isStyle ? "stylesheet" : undefined;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [url, base] = process.argv.slice(2);
  if (!URL.canParse(url) || !URL.canParse(base)) {
    console.error("usage: node crawl.mjs URL BASE_URL");
    process.exit(2);
  }
  const { faults, reached } = await crawl(url, base);
  for (const fault of faults) console.log(fault);
  console.log(`${reached.size} files reached, ${faults.length} faults`);
  process.exitCode = faults.length ? 1 : 0;
}

/** The files that the script of the search page may read, by what it reads first. */
function filesOfSearch({ pages, block, borders }) {
  const cards = Array.from({ length: Math.ceil(pages / block) }, (_, n) => `pages-${n + 1}.json`);
  return [...terms(borders).map((term) => `terms-${key(term)}.json`), ...cards];
}
