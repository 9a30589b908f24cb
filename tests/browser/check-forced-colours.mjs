// If the system forces its colours, backgrounds and shadows are gone: whatever only they conveyed must be conveyed by
// something else. The same page is checked before and after.

import { withBrowser } from "./browser.mjs";
import { violationsIn } from "./check-accessibility.mjs";
import { inPage } from "./in-page.mjs";
import { pagesOfEachKind } from "./site.mjs";

export const name = "forced-colours";
export const claim = "in forced colours no link, mark, state or sign is lost on any kind of page, and axe-core finds no violation";
export const once = "theme";

const SETTINGS = [{ width: 1280, colorScheme: "light" }, { width: 360, colorScheme: "dark" }];

// By `-webkit-text-fill-color`, which has the author's colour even if another one is drawn.
const AXE_MISREADS = ["color-contrast"];

export async function check(site) {
  return withBrowser(site, async (open) => {
    const faults = [];
    for (const { width, colorScheme } of SETTINGS) {
      const tab = await open({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
      for (const page of pagesOfEachKind(site)) {
        await tab.page.emulateMedia({ forcedColors: "none" });
        await tab.load(page);
        await tab.page.evaluate(inPage);
        await tab.page.evaluate(before);
        await tab.page.emulateMedia({ forcedColors: "active" });
        const seen = await tab.page.evaluate(lost);
        seen.push(...(await targets(tab)), ...(await violationsIn(tab, { without: AXE_MISREADS })));
        faults.push(...seen.map((fault) => `${page.path} (${width} px, ${colorScheme}): ${fault}`));
      }
    }
    return faults;
  });
}

/** Follows a link to a source, an answer and an open question: the mark on the target must stay. */
async function targets(tab) {
  const ids = await tab.page.evaluate(() => {
    const first = (selector) => document.querySelector(selector)?.id;
    return [first("[role='doc-bibliography'] [id^='src:']"), first("details [id^='q:']"), first("li[id^='q:']"), first("[role='doc-noteref']")].filter(Boolean);
  });
  const faults = [];
  for (const id of ids) {
    const looks = {};
    for (const forcedColors of ["none", "active"]) {
      await tab.page.emulateMedia({ forcedColors });
      await tab.page.evaluate(() => { location.hash = "part:main"; });
      const plain = await tab.page.evaluate(appearance, id);
      await tab.page.evaluate((id) => { location.hash = id; }, id);
      looks[forcedColors] = (await tab.page.evaluate(appearance, id)) !== plain;
    }
    if (looks.none && !looks.active) faults.push(`#${id} is marked when a link led there, but in forced colours it is not`);
  }
  return faults;
}

/** Runs in the page: what is actually drawn of an element. */
function appearance(id) {
  const element = document.getElementById(id);
  const style = getComputedStyle(element);
  const drawn = ["outline-style", "outline-width", "border-width", "border-style", "box-shadow", "text-decoration", "font-weight"].map((name) => style.getPropertyValue(name));
  // A background that was forced to the colour of the page conveys nothing.
  const ground = look.backdrop(element).map(Math.round);
  return [...drawn, ground, getComputedStyle(element, "::before").content].join("; ");
}

/** Runs in the page, in its own colours: records what stands out by its background. */
function before() {
  look.unfold();
  const fills = (element, part) => {
    const colour = look.rgba(getComputedStyle(element, part).backgroundColor);
    return colour[3] > 0 && look.contrast(colour, look.backdrop(part ? element : element.parentElement)) > 1.02;
  };
  const elements = [...document.body.querySelectorAll("*")].filter(look.shown);
  const inline = (element) => getComputedStyle(element).display.startsWith("inline");
  const empty = (element, part) => (part ? /^(""|'')$/.test(getComputedStyle(element, part).content) : !element.textContent.trim() && !element.matches("img, svg, svg *, video, canvas, input, math *"));
  const parts = elements.flatMap((element) => [undefined, "::before", "::after"].map((part) => ({ element, part })));
  globalThis.stands = {
    patches: elements.filter((element) => inline(element) && element.textContent.trim() && fills(element)),
    signs: parts.filter(({ element, part }) => empty(element, part) && fills(element, part)),
  };
}

/** Runs in the page, in forced colours: what no longer differs from its surroundings. */
function lost() {
  const faults = new Set();
  const SIDES = ["top", "right", "bottom", "left"];
  const bordered = (style) => SIDES.some((side) => parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0) ||
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  const filled = (element, part) => look.contrast(look.rgba(getComputedStyle(element, part).backgroundColor), look.backdrop(part ? element : element.parentElement)) > 1.02;
  const lettering = (style) => ["font-weight", "font-style", "font-family", "text-decoration-line", "text-decoration-thickness"].map((name) => style.getPropertyValue(name)).join("; ");
  const differs = (element, other, withColour) => {
    const [one, two] = [getComputedStyle(element), getComputedStyle(other)];
    const edges = (style) => [...SIDES.map((side) => `border-${side}`), "outline"].map((edge) => [style.getPropertyValue(`${edge}-style`), style.getPropertyValue(`${edge}-width`)].join(" ")).join("; ");
    return lettering(one) !== lettering(two) || edges(one) !== edges(two) || (withColour && look.contrast(look.rgba(one.color), look.rgba(two.color)) > 1.2) ||
      ["::before", "::after"].some((part) => getComputedStyle(element, part).content !== getComputedStyle(other, part).content);
  };

  for (const element of document.body.querySelectorAll("*")) {
    const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const ratio = isText && look.shown(element) ? look.contrast(look.rgba(getComputedStyle(element).color), look.backdrop(element)) : Infinity;
    if (ratio < 4.5) faults.add(`${look.words(element)} has a contrast of ${ratio.toFixed(1)}, less than 4.5`);
  }
  const amidText = (element) => [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const link of document.querySelectorAll("a[href]")) {
    if (look.shown(link) && amidText(link) && !differs(link, link.parentElement, true)) faults.add(`${look.words(link)} cannot be told from the text around it`);
  }
  for (const here of document.querySelectorAll("[aria-current]")) {
    const other = here.closest("nav")?.querySelector("a[href]:not([aria-current])");
    if (other && look.shown(here) && !differs(here, other, false)) faults.add(`${look.words(here)} is current, and looks like ${look.words(other)}`);
  }
  for (const patch of globalThis.stands.patches) {
    if (!bordered(getComputedStyle(patch)) && !filled(patch) && !differs(patch, patch.parentElement, patch.matches("a[href]"))) {
      faults.add(`${look.words(patch)} stood out by its background alone`);
    }
  }
  for (const { element, part } of globalThis.stands.signs) {
    if (!bordered(getComputedStyle(element, part)) && !filled(element, part)) faults.add(`${look.words(element)}${part ?? ""} was a sign drawn by its background alone`);
  }
  return [...faults].slice(0, 8);
}
