// Screenshots of a page of every kind, at 360 and 1280 px, light and dark, for people to look at: for each page, the
// first screenful (`-top`) and the whole page.
//
//   node screenshots.mjs SITE_DIR BASE_PATH OUT_DIR

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { closeBrowser, withBrowser } from "./browser.mjs";
import { SETTINGS } from "./check-accessibility.mjs";
import { pagesOfEachKind, readSite } from "./site.mjs";

const [siteDir, basePath, outDir] = process.argv.slice(2);
if (!outDir) {
  console.error("usage: node screenshots.mjs SITE_DIR BASE_PATH OUT_DIR");
  process.exit(2);
}
const site = readSite(siteDir, new URL(basePath, "http://127.0.0.1/").href);
mkdirSync(outDir, { recursive: true });
await withBrowser(site, async (open) => {
  for (const setting of SETTINGS) {
    const tab = await open(setting);
    for (const page of pagesOfEachKind(site)) {
      await tab.load(page);
      const place = page.path.replace(/(\/?index)?\.html$/, "").replaceAll("/", "-") || "home";
      const name = join(outDir, `${place}-${setting.viewport.width}-${setting.colorScheme}`);
      for (const [path, fullPage] of [[`${name}-top.png`, false], [`${name}.png`, true]]) {
        await tab.page.screenshot({ path, fullPage });
        console.log(path);
      }
    }
  }
});
await closeBrowser();
