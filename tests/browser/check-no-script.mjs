// Every page in Chromium, with and without scripts: it loads whole, from its own host, and fits a narrow screen.

import { withBrowser } from "./browser.mjs";

export const name = "no-script";
export const claim = "every page loads without error or another host, scripts on or off, and does not scroll sideways at 320 px";

const NARROW = { width: 320, height: 640 };

export async function check(site) {
  return withBrowser(site, async (open) => {
    const faults = [];
    for (const javaScriptEnabled of [false, true]) {
      const tab = await open({ javaScriptEnabled, viewport: NARROW, colorScheme: javaScriptEnabled ? "dark" : "light" });
      for (const page of site.pages.filter((page) => page.kind !== "redirect")) {
        await tab.load(page);
        const setting = `${page.path} (scripts ${javaScriptEnabled ? "on" : "off"})`;
        faults.push(...(await tab.page.evaluate(sideways)).map((fault) => `${setting}: ${fault}`));
        faults.push(...tab.faults.map((fault) => `${setting}: ${fault}`));
      }
    }
    return faults;
  });
}

/** Runs in the page: what is too wide, closed details opened. */
function sideways() {
  for (const details of document.querySelectorAll("details")) {
    details.removeAttribute("name"); // details of one name close each other
    details.open = true;
  }
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5);
  const names = wide.filter((element) => !wide.some((other) => element !== other && element.contains(other))).slice(0, 3);
  const shown = names.map((e) => e.outerHTML.slice(0, 100)).join(" | ");
  return [`${root.scrollWidth} px wide on a screen of ${root.clientWidth} px: ${shown}`];
}
