// axe-core on a page of every kind, on a phone and a desk, light and dark, with every answer opened.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { withBrowser } from "./browser.mjs";
import { pagesOfEachKind } from "./site.mjs";

export const name = "accessibility";
export const claim = "axe-core finds no violation on any kind of page at 360 and 1280 px, light and dark";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const SETTINGS = [360, 1280].flatMap((width) =>
  ["light", "dark"].map((colorScheme) => ({ colorScheme, viewport: { width, height: 800 } })),
);

export async function check(site) {
  return withBrowser(site, async (open) => {
    const faults = [];
    for (const setting of SETTINGS) {
      const tab = await open({ ...setting, reducedMotion: "reduce" });
      for (const page of pagesOfEachKind(site)) {
        await tab.load(page);
        const where = `${page.path} (${setting.viewport.width} px, ${setting.colorScheme})`;
        faults.push(...(await violationsIn(tab)).map((fault) => `${where}: ${fault}`));
      }
    }
    return faults;
  });
}

/** What axe-core reports for a tab's page, by all rules but those in `without`, or by `only` one; opens every answer. */
export async function violationsIn(tab, { only, without = [] } = {}) {
  await tab.page.evaluate(AXE);
  const runOnly = only ? { type: "rule", values: [only] } : { type: "tag", values: TAGS };
  const found = await tab.page.evaluate(violations, { runOnly, rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) });
  return found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${help} (${id})\n${node}`));
}

/** Runs in the page. */
async function violations(options) {
  for (const details of document.querySelectorAll("details")) {
    details.removeAttribute("name"); // details of one name close each other
    details.open = true;
  }
  const results = await window.axe.run(document, { ...options, resultTypes: ["violations"] });
  return results.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}\n${node.failureSummary.split("\n").slice(1).join("\n").trim()}`),
  }));
}
