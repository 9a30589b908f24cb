// Measures how long the search page takes from a letter typed to the list of results, once the parts of the index are there,
// on a processor slowed down four times; and what the excerpts of the results add to what is fetched. Needs the browser and the
// packages of tests/browser.
//
//     node benches/search_time.mjs SITE_OUT BASE_URL QUERIES

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { closeBrowser, withBrowser } from "../tests/browser/browser.mjs";
import { readSite } from "../tests/browser/site.mjs";

const [folder, base, queriesFile] = process.argv.slice(2);
const SLOWER = 4;
const EACH = 20;

const site = readSite(folder, base);
const rows = JSON.parse(readFileSync(queriesFile, "utf8"));
const kinds = [...new Set(rows.map(({ kind }) => kind))];

/** Runs in the page: sets the field, and waits until the list has changed. Returns the milliseconds that took. */
const ask = (query) => new Promise((done) => {
  const field = document.querySelector("main [name=q]");
  const list = document.getElementById("part:results");
  const begin = performance.now();
  const watch = new MutationObserver(() => {
    if (!list.children.length) return;
    watch.disconnect();
    // With style and layout, which the reader waits for as well.
    list.getBoundingClientRect();
    done(performance.now() - begin);
  });
  watch.observe(list, { childList: true });
  setTimeout(() => { watch.disconnect(); done(null); }, 5000);
  field.value = query;
  field.dispatchEvent(new Event("input"));
});

await withBrowser(site, async (open) => {
  const tab = await open({ viewport: { width: 390, height: 800 } });
  const fetched = [];
  tab.page.on("request", (request) => { if (request.resourceType() === "fetch" && request.url().endsWith("/")) fetched.push(request.url()); });
  await tab.load(site.page("search/index.html"));
  const session = await tab.page.context().newCDPSession(tab.page);
  for (const kind of kinds) {
    const times = [];
    let bytes = 0;
    let pages = 0;
    for (const { query } of rows.filter((row) => row.kind === kind).slice(0, EACH)) {
      // The first time brings the parts of the index; the second is measured.
      await tab.page.evaluate(ask, query);
      fetched.length = 0;
      await tab.page.waitForTimeout(900);
      for (const url of new Set(fetched)) {
        const path = new URL(url).pathname.slice(new URL(base).pathname.length);
        bytes += gzipSync(readFileSync(`${folder}/${path}index.html`), { level: 6 }).length;
      }
      pages += new Set(fetched).size;
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      const time = await tab.page.evaluate(ask, query);
      await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      if (time !== null) times.push(time);
    }
    times.sort((a, b) => a - b);
    const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))]?.toFixed(1);
    console.log(`${kind.padEnd(10)} ${times.length} queries: ${at(0.5)} ms, nine of ten ${at(0.9)} ms; excerpts: ${(pages / EACH).toFixed(1)} pages, ${(bytes / EACH / 1000).toFixed(1)} kB a query`);
  }
});
await closeBrowser();
