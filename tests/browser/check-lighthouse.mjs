// Runs Lighthouse on the longest explainer, served by our own static file server: accessibility, best practices and SEO
// must be perfect; the speed is a median. No other host can be asked, because no name resolves.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { browserPath, FLAGS } from "./browser.mjs";
import { serve } from "./serve.mjs";

export const name = "lighthouse";
export const claim = "Lighthouse gives the longest explainer 100 for accessibility, best practices and SEO, and 90 or more for performance";
export const once = "theme";

const WHOLE = ["accessibility", "best-practices", "seo"];
const RUNS = 5;
const [LEAST_SPEED, AIM] = [90, 98];

export function check(site, note) {
  return audit(site, RUNS, note);
}

/** For a fault that one run sees as well as five. */
export function quick(site) {
  return audit(site, 1);
}

async function audit(site, runs, note = () => {}) {
  const page = site.pages.filter(({ kind }) => kind === "article").toSorted((a, b) => b.html.length - a.html.length)[0];
  if (!page) return ["there is no explainer"];
  const browser = await startBrowser();
  const server = await serve(site);
  try {
    const speeds = [];
    const faults = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(server.origin + page.url.pathname, {
        port: browser.port, logLevel: "error", disableFullPageScreenshot: true, onlyCategories: run ? ["performance"] : ["performance", ...WHOLE],
      });
      const { lhr } = result;
      if (lhr.runtimeError) return [`${page.path}: Lighthouse broke: ${lhr.runtimeError.message}`];
      speeds.push(Math.round(lhr.categories.performance.score * 100));
      if (!run) faults.push(...whole(lhr), ...strangers(lhr, server.origin));
    }
    const median = speeds.toSorted((a, b) => a - b)[Math.floor(runs / 2)];
    note(`${page.path}: performance ${median}, the median of ${speeds.join(", ")}; we aim at ${AIM}`);
    if (median < LEAST_SPEED) faults.push(`performance is ${median}, less than ${LEAST_SPEED}`);
    return faults.map((fault) => `${page.path}: ${fault}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What keeps a category from being perfect. */
function whole(lhr) {
  return WHOLE.filter((id) => lhr.categories[id].score !== 1).flatMap((id) => {
    const { score, auditRefs } = lhr.categories[id];
    const failed = auditRefs.filter((ref) => ref.weight && ![null, 1].includes(lhr.audits[ref.id].score)).map((ref) => lhr.audits[ref.id]);
    const places = (audit) => [audit.details?.items ?? []].flat().slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.source ?? "").filter(Boolean);
    return [`${id} is ${Math.round(score * 100)}, not 100`, ...failed.map((audit) => [`${id}: ${audit.title} (${audit.id})`, ...places(audit)].join("\n"))];
  });
}

/** Which other hosts the page asked. */
function strangers(lhr, origin) {
  const items = lhr.audits["network-requests"].details?.items ?? [];
  return items.filter(({ url }) => !url.startsWith(`${origin}/`) && !url.startsWith("data:")).map(({ url }) => `asks another host: ${url}`);
}

/** A browser of its own, which Lighthouse reaches at `port`. */
async function startBrowser() {
  const path = browserPath();
  const profile = mkdtempSync(join(tmpdir(), "nutgraf-lighthouse-"));
  const flags = [...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const browser = spawn(path, [...flags, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => browser.on("close", resolve));
  const close = async () => {
    browser.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await new Promise((resolve, reject) => {
      let said = "";
      browser.stderr.setEncoding("utf8").on("data", (text) => {
        said = (said + text).slice(-10_000);
        const [, found] = said.match(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//) ?? [];
        if (found) resolve(Number(found));
      });
      browser.on("error", reject);
      browser.on("exit", (code) => reject(new Error(`the browser ended with ${code}: ${said}`)));
    });
    return { port, close };
  } catch (error) {
    await close();
    throw error;
  }
}
