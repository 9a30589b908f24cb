// Readers who ask for more contrast get it: 7:1 for all text, and visible lines.

import { withBrowser } from "./browser.mjs";
import { violationsIn } from "./check-accessibility.mjs";
import { inPage } from "./in-page.mjs";
import { pagesOfEachKind } from "./site.mjs";

export const name = "contrast";
export const claim = "where more contrast is asked for, text has 7:1 and large text 4.5:1, lines have 3:1 and are no weaker than before, light and dark";
export const once = "theme";

const LINE = 3;

export async function check(site) {
  return withBrowser(site, async (open) => {
    const faults = [];
    for (const colorScheme of ["light", "dark"]) {
      const tab = await open({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: "reduce" });
      for (const page of pagesOfEachKind(site)) {
        await tab.page.emulateMedia({ contrast: "no-preference" });
        await tab.load(page);
        await tab.page.evaluate(inPage);
        const usual = await tab.page.evaluate(lines);
        await tab.page.emulateMedia({ contrast: "more" });
        const strong = await tab.page.evaluate(lines);
        const seen = await violationsIn(tab, { only: "color-contrast-enhanced" });
        for (const [line, ratio] of Object.entries(strong)) {
          if (ratio < LINE) seen.push(`${line} has a contrast of ${ratio.toFixed(1)}, less than ${LINE}`);
          else if (ratio < usual[line] - 0.05) seen.push(`${line} has a contrast of ${ratio.toFixed(1)}, and had ${usual[line].toFixed(1)}`);
        }
        faults.push(...seen.map((fault) => `${page.path} (${colorScheme}): ${fault}`));
      }
    }
    return faults;
  });
}

/** Runs in the page: the lowest contrast of each kind of line around or beside elements. */
function lines() {
  look.unfold();
  const found = {};
  for (const element of document.body.querySelectorAll("*")) {
    if (!look.shown(element)) continue;
    const style = getComputedStyle(element);
    for (const side of ["top", "right", "bottom", "left"]) {
      const of = (what) => style.getPropertyValue(`border-${side}-${what}`);
      const colour = look.rgba(of("color"));
      // A line without colour only takes space.
      if (parseFloat(of("width")) === 0 || of("style") === "none" || colour[3] === 0) continue;
      const name = `the ${side} line of ${element.cloneNode().outerHTML.replace(/ (id|href)="[^"]*"/g, "").slice(0, 80)}`;
      // A line is visible if it contrasts with either side.
      const ratio = Math.max(look.contrast(colour, look.backdrop(element)), look.contrast(colour, look.backdrop(element.parentElement)));
      found[name] = Math.min(found[name] ?? Infinity, ratio);
    }
  }
  return found;
}
