// Readers who ask for reduced motion see none: no transition, no animation, no smooth scrolling.

import { withBrowser } from "./browser.mjs";
import { pagesOfEachKind } from "./site.mjs";

export const name = "motion";
export const claim = "nothing moves on any kind of page where reduced motion is asked for";
export const once = "theme";

export async function check(site) {
  return withBrowser(site, async (open) => {
    const faults = [];
    for (const width of [360, 1280]) {
      const tab = await open({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
      for (const page of pagesOfEachKind(site)) {
        await tab.load(page);
        faults.push(...(await tab.page.evaluate(moving)).map((fault) => `${page.path} (${width} px): ${fault}`));
      }
    }
    return faults;
  });
}

/** Runs in the page: what moves, or would. */
function moving() {
  // Some style sheets shorten every duration to a hundredth of a millisecond, so that end events still fire.
  const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.001);
  const faults = new Set();
  for (const element of [document.documentElement, ...document.body.querySelectorAll("*"), document.body]) {
    for (const part of ["", "::before", "::after", "::marker", "::details-content"]) {
      const style = getComputedStyle(element, part || undefined);
      const name = `${element.cloneNode().outerHTML.slice(0, 100)}${part}`;
      if (style.transitionProperty !== "none" && long(style.transitionDuration)) faults.add(`${name} has a transition of ${style.transitionDuration}`);
      if (style.animationName !== "none" && long(style.animationDuration)) faults.add(`${name} has an animation of ${style.animationDuration}`);
      if (style.scrollBehavior === "smooth") faults.add(`${name} scrolls smoothly`);
    }
  }
  const rules = (list) => [...list].flatMap((rule) => {
    const holds = !rule.media || matchMedia(rule.media.mediaText).matches;
    return holds ? [rule, ...rules(rule.cssRules ?? [])] : [];
  });
  for (const sheet of document.styleSheets) {
    if (rules(sheet.cssRules).some((rule) => rule.constructor.name === "CSSViewTransitionRule" && rule.navigation === "auto")) {
      faults.add("pages fade into each other (@view-transition)");
    }
  }
  return [...faults].slice(0, 8);
}
