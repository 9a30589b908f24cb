// With scripts off, every link into an explainer leads to something that is then visible: marks and back-links,
// contents, questions, the state line, notes. A link into a closed answer must open it.

import { addressesOf } from "./addresses.mjs";
import { withBrowser } from "./browser.mjs";
import { inPage } from "./in-page.mjs";
import { fileAt, pagesOfEachKind } from "./site.mjs";

export const name = "targets";
export const claim = "with scripts off, every link to a place on a page leads to something that is then seen there, at 390 and 1280 px";
export const once = "pages";

const WIDTHS = [390, 1280];

export async function check(site, note = () => {}) {
  const places = placesIn(site);
  const pages = new Set([...site.pages.filter((page) => page.kind === "article"), ...pagesOfEachKind(site)]);
  let followed = 0;
  const faults = await withBrowser(site, async (open) => {
    const faults = [];
    for (const width of WIDTHS) {
      const tab = await open({ javaScriptEnabled: false, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      for (const page of pages) {
        await tab.load(page);
        const hashes = [...(places.get(page.path) ?? [])];
        const seen = await arrivals(tab, hashes);
        // Also as if coming from another page: to the last answer that is closed by default.
        const closed = hashes.findLast((hash) => seen[hash].opened);
        if (closed) {
          await tab.page.goto(`${tab.page.url().replace(/#.*/, "")}?from-elsewhere${closed}`);
          const { fault } = (await arrivals(tab, [closed]))[closed];
          if (fault) faults.push(`${page.path} (${width} px, from another page): ${closed} ${fault}`);
        }
        for (const [hash, { fault }] of Object.entries(seen)) if (fault) faults.push(`${page.path} (${width} px): ${hash} ${fault}`);
        followed += hashes.length;
      }
    }
    return faults;
  });
  note(`${followed} links followed`);
  return faults;
}

/** The result of following a link to each place of the page in a tab. */
async function arrivals(tab, hashes) {
  await tab.page.evaluate(inPage);
  return tab.page.evaluate(follow, hashes);
}

/** The places on each page, by its path, that any page of the site has a link to. */
function placesIn(site) {
  const places = new Map();
  for (const page of site.pages) {
    for (const { address, use } of addressesOf(page)) {
      if (use !== "follow" || !URL.canParse(address, page.url)) continue;
      const url = new URL(address, page.url);
      const hash = url.hash.replace(/:~:.*$/s, "");
      if (url.origin !== site.base.origin || hash.length < 2) continue;
      const { file } = fileAt(url, site);
      if (!places.has(file)) places.set(file, new Set());
      places.get(file).add(hash);
    }
  }
  return places;
}

/** Runs in the page: follows a link to each place; says whether an answer opened, and what is wrong there. */
function follow(hashes) {
  const folded = [...document.querySelectorAll("details:not([open])")];
  const wrong = (element) => {
    if (!element) return "leads nowhere";
    if (!element.matches(":target")) return "is not the target of its link";
    if (element.closest("details:not([open])")) return "stays closed";
    if (!look.shown(element)) return "is not shown";
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) return "is outside the window";
    return look.reachable(element) ? undefined : "is covered by something else";
  };
  const seen = {};
  for (const hash of hashes) {
    const link = document.createElement("a");
    link.href = hash;
    document.body.append(link);
    link.click();
    link.remove();
    const fault = wrong(document.getElementById(decodeURIComponent(hash.slice(1))));
    seen[hash] = { fault, opened: folded.some((details) => details.open) };
    for (const details of folded) details.open = false;
  }
  return seen;
}
