// Pages that have too much of something, or nothing at all, in narrow and wide windows: nothing is wider than the
// window, nothing is cut off or covered, and everything that scrolls can be reached with the keyboard. See
// `hard-site.mjs`.
//
// With NUTGRAF_PICTURES=FOLDER in the environment, screenshots of each page are kept in that folder.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { withBrowser } from "./browser.mjs";
import { withBuilt } from "./built.mjs";
import { violationsIn } from "./check-accessibility.mjs";
import { HARD_ARTICLES, hardSite } from "./hard-site.mjs";

const BASE = "https://example.org/hard/";
const FOLDER = process.env.NUTGRAF_PICTURES && resolve(process.env.NUTGRAF_PICTURES);
// Of pages that differ only by a number, the first ones represent all.
const LIKE_ANOTHER = /\/(page\/|topic-)([3-9]|\d\d)\//;
// What is wrong with a page is often one thing, seen in many places.
const FAULTS_A_PAGE = 5;
/** Where the pictures are, in words. */
export const PICTURES = FOLDER ? `their pictures are in ${FOLDER}` : "NUTGRAF_PICTURES=FOLDER keeps pictures of them";

// The text spacing of WCAG 1.4.12, which nothing may depend on.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }`;
// A window of 320 × 256 px is one of 1280 × 1024 px at 400 %.
const SETTINGS = [
  { title: "at 400 % zoom, which is 320 px", width: 320, height: 256, axe: true },
  { title: "at 320 px with the text spacing of WCAG 1.4.12", width: 320, height: 640, spaced: true },
  { title: "at 360 px", width: 360, height: 640, picture: true },
  { title: "at 768 px", width: 768, height: 1024 },
  { title: "at 1280 px", width: 1280, height: 800, picture: true },
  { title: "at 1280 px with the text spacing of WCAG 1.4.12", width: 1280, height: 800, spaced: true },
  { title: "at 1280 px, dark", width: 1280, height: 800, colorScheme: "dark", axe: true },
];

/** Builds the site while `use` looks at it. */
export const withHardSite = (nutgraf, use) => withBuilt(nutgraf, { files: hardSite(), base: BASE }, use);

/** One claim per window: every page of the site is good in it. */
export const HARD = SETTINGS.map((setting) => ({
  title: `no page is wider than the window, cut off or covered ${setting.title}${setting.axe ? ", or has a violation for axe-core" : ""}`,
  run: (site) => withTab(site, setting, async (tab) => {
    const faults = HARD_ARTICLES.filter((name) => !site.page(`${name}/index.html`)).map((name) => `${name}: is no page`);
    for (const page of site.pages.filter(({ kind, path }) => kind !== "redirect" && !LIKE_ANOTHER.test(path))) {
      await tab.load(page);
      const seen = await look(tab, setting);
      if (setting.axe) seen.push(...(await violationsIn(tab)));
      const all = [...tab.faults, ...seen];
      faults.push(...all.slice(0, FAULTS_A_PAGE).map((fault) => `${page.path}: ${fault}`));
      if (all.length > FAULTS_A_PAGE) faults.push(`${page.path}: and ${all.length - FAULTS_A_PAGE} more`);
      if (FOLDER && setting.picture) await picture(tab, page, setting);
    }
    return faults;
  }),
}));

function withTab(site, { width, height, colorScheme = "light" }, use) {
  const options = { viewport: { width, height }, colorScheme, reducedMotion: "reduce" };
  return withBrowser(site, async (open) => use(await open(options)));
}

async function picture(tab, page, { width }) {
  mkdirSync(FOLDER, { recursive: true });
  const place = page.path.replace(/(\/?index)?\.html$/, "").replaceAll("/", "-").slice(0, 60) || "home";
  await tab.page.screenshot({ path: join(FOLDER, `${place}-${width}.png`), fullPage: true });
}

/** What is wrong with the page that a tab shows, with every answer opened. */
async function look(tab, { spaced }) {
  if (spaced) await tab.page.addStyleTag({ content: SPACING });
  await tab.page.evaluate(unfold);
  return tab.page.evaluate(trouble);
}

/** Runs in the page: opens what is folded and loads lazy images. */
async function unfold() {
  for (const details of document.querySelectorAll("details")) {
    details.removeAttribute("name"); // details of one name close each other
    details.open = true;
  }
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}

/** Runs in the page: what is too wide, cut off, covered, or out of a keyboard's reach. */
function trouble() {
  const SLACK = 1; // px: boxes lie between the pixels
  const faults = [];
  const root = document.documentElement;
  const say = (element, what) => faults.push(`${element.cloneNode().outerHTML.slice(0, 160)} “${element.textContent.trim().slice(0, 40)}” ${what}`);
  const ways = (element) => getComputedStyle(element);
  const scrolls = (way) => way === "auto" || way === "scroll";
  // The element itself or what is around it that scrolls sideways, other than the window.
  const scroller = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (scrolls(ways(at).overflowX)) return at;
    return undefined;
  };
  const outside = ({ left, right, width }) => width > 0 && (left < -SLACK || right > root.clientWidth + SLACK);

  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth} px`);
  const range = document.createRange();
  for (const element of document.body.querySelectorAll("*")) {
    const around = scroller(element.parentElement);
    if (!around && outside(element.getBoundingClientRect())) say(element, "reaches out of the window");
    // Text may extend beyond its box.
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    for (const text of scroller(element) ? [] : texts) {
      range.selectNode(text);
      if (outside(range.getBoundingClientRect())) say(element, "has text that reaches out of the window");
    }
    const { overflowX, overflowY, display } = ways(element);
    if (display === "inline") continue;
    const [wide, high] = [element.scrollWidth > element.clientWidth + SLACK, element.scrollHeight > element.clientHeight + SLACK];
    const hides = (way) => way === "hidden" || way === "clip";
    if (element.textContent.trim() && ((hides(overflowX) && wide) || (hides(overflowY) && high))) say(element, "is cut off");
    if ((scrolls(overflowX) && wide) || (scrolls(overflowY) && high)) {
      // What scrolls takes the focus by itself if nothing in it can; a negative `tabindex` keeps it from the Tab key.
      element.focus({ preventScroll: true });
      const reached = document.activeElement === element && !(Number(element.getAttribute("tabindex")) < 0);
      document.activeElement.blur();
      if (!reached && !element.querySelector("a[href], button, summary, [tabindex='0']")) say(element, "scrolls, but no key reaches it");
    }
  }
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6, summary, .question")) {
    range.selectNodeContents(heading);
    // As wide as the text, as high as the box: letters stand a little out of tight lines.
    const { left, right } = range.getBoundingClientRect();
    const { top, bottom } = heading.getBoundingClientRect();
    for (const sibling of heading.parentElement.children) {
      if (sibling === heading) continue;
      const box = sibling.getBoundingClientRect();
      const [x, y] = [Math.min(right, box.right) - Math.max(left, box.left), Math.min(bottom, box.bottom) - Math.max(top, box.top)];
      if (x > SLACK && y > SLACK) say(heading, `is covered, or covers ${sibling.cloneNode().outerHTML.slice(0, 80)}`);
    }
  }
  return faults;
}

// Something added to a page, and what must be said of it.
const PLANTED = [
  [`<p style="width: 2000px">x</p>`, /^the page is \d+ px wide in a window of 360 px/],
  [`<p style="width: 2000px">x</p>`, /<p style="width: 2000px"><\/p> “x” reaches out/],
  [`<p style="white-space: nowrap; width: 5em">${"word ".repeat(50)}</p>`, /has text that reaches out of the window/],
  [`<p style="position: relative; left: -200px">to the left</p>`, /“to the left” reaches out of the window/],
  [`<p style="overflow: hidden; white-space: nowrap">${"word ".repeat(50)}</p>`, /<p style="overflow: hidden.* is cut off/],
  [`<p style="overflow: hidden; height: 1em">${"word ".repeat(50)}</p>`, /height: 1em.* is cut off/],
  [`<h2 style="margin-bottom: -3em">Low</h2><p>${"word ".repeat(50)}</p>`, /“Low” is covered/],
  [`<div tabindex="-1" style="overflow: auto; white-space: nowrap">${"word ".repeat(50)}</div>`, /scrolls, but no key reaches it/],
];

/** Shows that each fault is seen when it is present, and not when it is absent. */
export const selftest = {
  title: "selftest hard: sees what is planted, and nothing else",
  run: (site) => withTab(site, { width: 360, height: 640 }, async (tab) => {
    const page = site.page("nothing/index.html");
    await tab.load(page);
    const wrong = (await look(tab, {})).map((fault) => `wrongly, of a good page: ${fault}`);
    for (const [html, wanted] of PLANTED) {
      await tab.load(page);
      await tab.page.evaluate((html) => document.querySelector("main").insertAdjacentHTML("beforeend", html), html);
      const seen = await look(tab, {});
      if (!seen.some((fault) => wanted.test(fault))) wrong.push(`not seen: ${wanted}; seen: ${seen.join("\n  ") || "nothing"}`);
    }
    return wrong;
  }),
};
