// Runs every check on built sites, prints one line per check, and ends with the counts.
//
//   node checks.mjs [--selftest] [--only NAME,NAME] [--serve NUTGRAF] [--preview NUTGRAF] [--hard NUTGRAF]
//     [--search NUTGRAF] [--sarif NUTGRAF] [--spelling ROOT] [--workflow FILE]... [--run-workflows NUTGRAF] [DIR BASE_URL]...
//
// DIR is an output folder of `nutgraf build --base-url BASE_URL`. With `--selftest`, each check is first shown a good
// site and planted faults: a check that cannot fail is worthless. With `--serve`, the program is run and pages are
// watched while files are saved. With `--preview`, our own site is deployed for each kind of place that GitHub Pages
// has, and the program shows the branch, which is crawled. With `--hard`, pages that have too much of something, or
// nothing, are built and checked in narrow and wide windows. With `--search`, a site is built and searched, and a FAQ is read from its old addresses. With `--sarif`, what `nutgraf check --format sarif` prints
// is held against the schema of the standard. `--spelling` checks the texts of this repository, in ROOT.
// `--workflow` checks a workflow of GitHub Actions, `--run-workflows` runs the steps of ours; NUTGRAF is the release
// build.

import { parseArgs } from "node:util";
import { readFileSync } from "node:fs";
import { closeBrowser } from "./browser.mjs";
import { readSite, Skip } from "./site.mjs";
import { selftest } from "./selftest.mjs";
import * as html from "./check-html.mjs";
import * as vnu from "./check-vnu.mjs";
import * as links from "./check-links.mjs";
import * as sitemap from "./check-sitemap.mjs";
import * as atom from "./check-atom.mjs";
import * as jsonFeed from "./check-json-feed.mjs";
import * as structuredData from "./check-structured-data.mjs";
import * as bibliography from "./check-bibliography.mjs";
import * as size from "./check-size.mjs";
import * as noScript from "./check-no-script.mjs";
import * as print from "./check-print.mjs";
import { LIVE } from "./live.mjs";
import * as hard from "./hard-pages.mjs";
import * as published from "./published.mjs";
import * as accessibility from "./check-accessibility.mjs";
import * as targets from "./check-targets.mjs";
import * as keyboard from "./check-keyboard.mjs";
import * as motion from "./check-motion.mjs";
import * as forcedColours from "./check-forced-colours.mjs";
import * as contrast from "./check-contrast.mjs";
import * as phone from "./check-phone.mjs";
import * as lighthouse from "./check-lighthouse.mjs";
import * as weight from "./check-weight.mjs";
import * as faq from "./faq.mjs";
import * as search from "./search.mjs";
import * as sarif from "./sarif.mjs";
import * as spelling from "./spelling.mjs";
import { readWorkflow, WORKFLOW_CHECKS, workflowSelftest } from "./workflows.mjs";
import { runnerSelftest } from "./run-workflow-selftest.mjs";
import { RUNS } from "./workflow-runs.mjs";

const CHECKS = [
  html, vnu, links, sitemap, atom, jsonFeed, structuredData, bibliography, size, weight, noScript, targets, print, accessibility,
  phone, keyboard, motion, forcedColours, contrast, lighthouse,
];
const FAULTS_SHOWN = 25;

const counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs one check, prints its line, and counts it. `run` returns the faults it found; its notes are printed too. */
async function report(title, run) {
  const start = Date.now();
  const notes = [];
  let faults;
  try {
    faults = await run((note) => notes.push(note));
  } catch (error) {
    if (error instanceof Skip) {
      counts.skipped += 1;
      console.log(`skip ${title}: ${error.message}`);
      return;
    }
    faults = [`the check itself broke: ${error.stack}`];
  }
  counts[faults.length ? "failed" : "passed"] += 1;
  console.log(`${faults.length ? "FAIL" : "ok  "} ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  for (const note of notes) console.log(`       ${note}`);
  for (const fault of faults.slice(0, FAULTS_SHOWN)) console.log(`       ${fault.replaceAll("\n", "\n       ")}`);
  if (faults.length > FAULTS_SHOWN) console.log(`       … and ${faults.length - FAULTS_SHOWN} more`);
}

const { values, positionals } = parseArgs({
  options: {
    selftest: { type: "boolean" }, only: { type: "string" }, serve: { type: "string" }, preview: { type: "string" }, hard: { type: "string" },
    search: { type: "string" }, sarif: { type: "string" }, spelling: { type: "string" }, workflow: { type: "string", multiple: true, default: [] }, "run-workflows": { type: "string" },
  },
  allowPositionals: true,
});
const names = values.only?.split(",");
const unknown = names?.filter((name) => !CHECKS.some((check) => check.name === name)) ?? [];
const idle = !positionals.length && !values.workflow.length && !["selftest", "serve", "preview", "hard", "search", "sarif", "spelling", "run-workflows"].some((name) => values[name]);
if (unknown.length || positionals.length % 2 || idle) {
  console.error("usage: node checks.mjs [--selftest] [--only NAME,NAME] [--serve NUTGRAF] [--preview NUTGRAF] [--hard NUTGRAF] [--search NUTGRAF] [--sarif NUTGRAF] [--spelling ROOT] [--workflow FILE]... [--run-workflows NUTGRAF] [DIR BASE_URL]...");
  console.error(`checks: ${CHECKS.map((check) => check.name).join(" ")}`);
  process.exit(2);
}
const checks = CHECKS.filter((check) => !names || names.includes(check.name));

if (values.selftest) {
  await selftest(checks, report);
  await workflowSelftest(report);
  await runnerSelftest(report);
}
// A check of a theme (`once = "theme"`), or of pages regardless of their base path (`"pages"`), runs once: if two sites
// have the same style sheets, or also the same pages, only on the first.
const looked = new Set();
const sameness = (site) => {
  const theme = [...site.files].filter((path) => path.endsWith(".css")).map(site.read).join("");
  return { theme, pages: [theme, ...site.pages.map((page) => `${page.path} ${page.elements.length}`)].join("\n") };
};
for (let i = 0; i < positionals.length; i += 2) {
  const site = readSite(positionals[i], positionals[i + 1]);
  const same = sameness(site);
  console.log(`\n${site.pages.length} pages for ${site.base} in ${site.dir}`);
  for (const check of checks.filter(({ once }) => !once || !looked.has(same[once]))) {
    await report(`${check.name}: ${check.claim}`, (note) => check.check(site, note));
  }
  for (const one of Object.values(same)) looked.add(one);
}
if (values.serve) {
  console.log("\npages that are served while files are saved");
  for (const { title, run } of LIVE) await report(`live: ${title}`, () => run(values.serve));
}
if (values.preview) {
  console.log("\npages that are published");
  if (values.selftest) await report(published.selftest.title, () => published.selftest.run(values.preview));
  for (const { title, run } of published.PUBLISHED) await report(`published: ${title}`, () => run(values.preview));
}
if (values.hard) {
  console.log(`\nhard pages; ${hard.PICTURES}`);
  await hard.withHardSite(values.hard, async (site) => {
    if (values.selftest) await report(hard.selftest.title, () => hard.selftest.run(site));
    for (const { title, run } of hard.HARD) await report(`hard: ${title}`, () => run(site));
  });
}
if (values.search) {
  console.log("\nthe search");
  await search.withSearchSite(values.search, async (site) => {
    if (values.selftest) await report(search.selftest.title, () => search.selftest.run(site));
    for (const { title, run } of search.SEARCH) await report(`search: ${title}`, () => run(site));
  });
  console.log("\na FAQ with old addresses");
  await faq.withFaqSite(values.search, async (site) => {
    if (values.selftest) await report(faq.selftest.title, () => faq.selftest.run(site));
    for (const { title, run } of faq.FAQ) await report(`faq: ${title}`, () => run(site));
  });
}
if (values.sarif) {
  console.log("\nfindings in SARIF");
  if (values.selftest) await report(sarif.selftest.title, () => sarif.selftest.run(values.sarif));
  await report(sarif.title, (note) => sarif.check(values.sarif, note));
}
if (values.spelling) {
  console.log("\nspelling");
  if (values.selftest) await report(spelling.selftest.title, () => spelling.selftest.run());
  await report(spelling.title, (note) => spelling.check(values.spelling, note));
}
if (values.workflow.length) console.log("\nworkflows");
for (const path of values.workflow) {
  const workflow = readWorkflow(path, readFileSync(path, "utf8"));
  for (const { name, claim, check } of WORKFLOW_CHECKS) await report(`workflow ${name}: ${path} ${claim}`, () => check(workflow));
}
if (values["run-workflows"]) {
  console.log("\nworkflows, run");
  for (const { title, run } of RUNS) await report(`run: ${title}`, () => run(values["run-workflows"]));
}
await closeBrowser();

if (counts.skipped && process.env.CI === "true") console.log("\nIn CI nothing may be skipped.");
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed || (counts.skipped && process.env.CI === "true") ? 1 : 0;
