// Walks a page of every kind with the Tab key, on a desktop with every answer opened and on a phone as it loads: the
// skip link is first and skips, the order is that of the document, nothing is left out, nothing traps the focus, and
// the focus is always visible (WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11).

import { withBrowser } from "./browser.mjs";
import { inPage } from "./in-page.mjs";
import { pagesOfEachKind } from "./site.mjs";

export const name = "keyboard";
export const claim = "the Tab key passes every kind of page in order, from a skip link to the end, and the focus is always seen, at 360 and 1280 px";
export const once = "theme";

const SETTINGS = [{ width: 1280, opened: true }, { width: 360, opened: false }];
const FAULTS_A_PAGE = 8;

export async function check(site, note = () => {}) {
  let stops = 0;
  const faults = await withBrowser(site, async (open) => {
    const faults = [];
    for (const { width, opened } of SETTINGS) {
      const tab = await open({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
      for (const page of pagesOfEachKind(site)) {
        await tab.load(page);
        const walk = await walkThrough(tab, opened);
        await tab.load(page);
        const seen = [...walk.faults, ...(await skip(tab))];
        stops += walk.stops;
        faults.push(...seen.slice(0, FAULTS_A_PAGE).map((fault) => `${page.path} (${width} px): ${fault}`));
        if (seen.length > FAULTS_A_PAGE) faults.push(`${page.path} (${width} px): and ${seen.length - FAULTS_A_PAGE} more`);
      }
    }
    return faults;
  });
  note(`${stops} stops`);
  return faults;
}

/** Presses Tab until the focus leaves the page; returns what was wrong on the way. */
async function walkThrough(tab, opened) {
  await tab.page.evaluate(inPage);
  const expected = await tab.page.evaluate(prepare, opened);
  const faults = [];
  let stops = 0;
  // A scrollable element is a stop that the markup does not show: hence some extra steps.
  for (const limit = expected + 50; stops <= limit; stops += 1) {
    await tab.page.keyboard.press("Tab");
    const { left, held, seen } = await tab.page.evaluate(stop);
    if (left) break;
    faults.push(...seen);
    if (held) return { stops, faults: [...faults, held] };
  }
  return { stops, faults: [...faults, ...(await tab.page.evaluate(unreached))] };
}

/** Whether Enter on the first stop leads to the main part. */
async function skip(tab) {
  await tab.page.keyboard.press("Tab");
  if (!(await tab.page.evaluate(() => document.getElementById("part:main")))) return ["there is no #part:main"];
  // If there is no such link, the walk has already reported it.
  if (!(await tab.page.evaluate(() => document.activeElement.matches("a[href='#part:main']")))) return [];
  await tab.page.keyboard.press("Enter");
  await tab.page.keyboard.press("Tab");
  return tab.page.evaluate(() => {
    const main = document.getElementById("part:main");
    if (location.hash !== "#part:main") return ["Enter on the first stop does not lead to #part:main"];
    const at = document.activeElement;
    // If the main part has no link, the next stop is below it.
    const after = main.contains(at) || (main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING && !main.querySelector("a[href], summary"));
    return after ? [] : [`after the skip link the Tab key leads to ${at.cloneNode().outerHTML}`];
  });
}

/** Runs in the page: records what should be a stop, and how it looks without the focus; returns the number of stops. */
function prepare(opened) {
  if (opened) look.unfold();
  const SIDES = ["top", "right", "bottom", "left"];
  // An outline, a shadow or a border shows it; a background alone is gone in forced colours.
  const signs = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && look.rgba(style.outlineColor)[3] > 0;
    const border = SIDES.map((side) => ["width", "style", "color"].map((what) => style.getPropertyValue(`border-${side}-${what}`)).join(" "));
    return [outline ? `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}` : "none", style.boxShadow, ...border].join("; ");
  };
  // The indicator may be around the focused element.
  const around = (element) => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
  const candidates = document.querySelectorAll("a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]");
  const stops = [...candidates].filter((element) => element.tabIndex >= 0 && !element.disabled && look.shown(element));
  const all = [...document.body.querySelectorAll("*")];
  globalThis.way = { signs, around, stops, passed: [], unfocused: new Map(all.map((element) => [element, signs(element)])) };
  return stops.length;
}

/** Runs in the page, after the Tab key: whether the focus has left or is trapped, and what is wrong with its place. */
function stop() {
  const { signs, around, stops, passed, unfocused } = globalThis.way;
  const at = document.activeElement;
  const before = passed.at(-1);
  if (!at || at === document.body || at === document.documentElement) return { left: true };
  if (passed.includes(at)) {
    if (stops.every((element) => passed.includes(element))) return { left: true };
    return { seen: [], held: `the Tab key comes back to ${look.words(at)} from ${look.words(before)}, before it has passed everything` };
  }
  passed.push(at);
  const seen = [];
  const say = (what) => seen.push(`${look.words(at)} ${what}`);
  if (!before) {
    const isSkip = at.matches("a[href='#part:main']");
    if (!isSkip) say("is the first stop, and no link to #part:main");
  } else if (!(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    say(`comes after ${look.words(before)}, but stands before it`);
  }
  if (!look.shown(at)) say("has the focus, but is not shown");
  else if (!look.reachable(at)) say("has the focus, but is covered or outside the window");
  if (!around(at).some((element) => signs(element) !== unfocused.get(element))) say("has the focus, but no outline, shadow or border that says so");
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
  // What the browser draws by itself (`auto`) is its own affair.
  if (!["none", "auto"].includes(outlineStyle) && parseFloat(outlineWidth) > 0) {
    const ratio = look.contrast(look.rgba(outlineColor), look.backdrop(at.parentElement));
    if (ratio < 3) say(`has an outline with a contrast of ${ratio.toFixed(1)}, less than 3`);
  }
  return { seen };
}

/** Runs in the page, after the last stop: what the focus never reached. */
function unreached() {
  const { stops, passed } = globalThis.way;
  return stops.filter((element) => !passed.includes(element)).map((element) => `${look.words(element)} is never reached`);
}
