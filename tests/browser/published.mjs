// `nutgraf deploy`, `nutgraf preview` and a reader: our own site is deployed for each kind of place that GitHub Pages
// has; the branch is checked out, shown as Pages would, and crawled over HTTP, and its main pages are opened in a
// browser.

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withTabs } from "./browser.mjs";
import { crawl } from "./crawl.mjs";
import { add, remove, style, swap, withSite } from "./selftest.mjs";
import { goodSite } from "./selftest-site.mjs";
import { pagesOfEachKind, readSite } from "./site.mjs";

const OWN_SITE = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PLACES = {
  "a project's site": "https://owner.github.io/repo/",
  "a user's site": "https://owner.github.io/",
  "a site with a domain of its own": "https://explainers.test/",
};
// What a site is made from, if it exists.
const INPUT = ["site.toml", "content", "static", "templates"];
// Git for a user without any settings.
const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  ...Object.fromEntries(["AUTHOR", "COMMITTER"].flatMap((who) => [[`GIT_${who}_NAME`, "Ada"], [`GIT_${who}_EMAIL`, "ada@site.test"]])),
};
const MAIN = ["home", "article", "questions", "sources", "404"];

// Files that no link leads to, and why that is right.
const UNLINKED = [
  [(site, path) => site.page(path)?.kind === "redirect", "a redirect is for those who kept an old address"],
  [(_, path) => /^(CNAME|\.nojekyll|\.well-known\/.*)$/.test(path), "hosts and programs look for it by its name"],
];

/** Runs a program in a folder to its end; throws its output if it fails. */
async function run(program, args, cwd) {
  const child = spawn(program, args, { cwd, env: ENVIRONMENT, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${said}`);
}

/** Deploys our own site from a repository in `folder` to a bare one, and checks the published branch out. */
async function deployed(nutgraf, folder, baseUrl) {
  const [site, remote, branch] = ["site", "remote.git", "branch"].map((name) => join(folder, name));
  mkdirSync(site);
  for (const name of INPUT.filter((name) => existsSync(join(OWN_SITE, name)))) {
    cpSync(join(OWN_SITE, name), join(site, name), { recursive: true });
  }
  const { hostname } = new URL(baseUrl);
  if (!hostname.endsWith("github.io")) appendFileSync(join(site, "site.toml"), `\n[deploy]\ncname = "${hostname}"\n`);
  await run("git", ["init", "--quiet", "--bare", remote], folder);
  await run("git", ["init", "--quiet"], site);
  await run("git", ["remote", "add", "origin", remote], site);
  await run("git", ["add", "--all"], site);
  await run("git", ["commit", "--quiet", "-m", "the site"], site);
  await run(nutgraf, ["deploy", "--base-url", baseUrl, "--strict"], site);
  await run("git", ["clone", "--quiet", "--branch", "gh-pages", remote, branch], folder);
  return branch;
}

/** Shows a folder with `nutgraf preview` on a free port while `use` gets its address. */
export async function withPreview(nutgraf, folder, baseUrl, use) {
  const args = ["preview", folder, "--base-url", baseUrl, "--port", "0"];
  const child = spawn(nutgraf, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    const url = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
      ended.then(() => reject(new Error(`nutgraf ${args.join(" ")} ended: ${said}`)));
    });
    return await use(url);
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}

/** Everything that is wrong with the folder `site` as `preview` shows it. */
async function look(nutgraf, site) {
  return withPreview(nutgraf, site.dir, site.base.href, async (url) => {
    const unlinked = [...site.files].filter((path) => UNLINKED.some(([is]) => is(site, path)));
    const { faults, reached } = await crawl(url, site.base.href, { entries: unlinked.map(encodeURI) });
    const unreached = published(site).filter((path) => !reached.has(path));
    return [...faults, ...unreached.map((path) => `${path}: nothing leads there`), ...(await open(site, new URL(url).origin))];
  });
}

/** The files that are published: those that the manifest lists, or all where there is none. */
function published(site) {
  const manifest = join(site.dir, ".nutgraf-manifest.json");
  if (!existsSync(manifest)) return [...site.files];
  return JSON.parse(readFileSync(manifest, "utf8")).files.map(({ path }) => path);
}

/** Opens the main pages in a browser; the 404 page where nothing is. */
function open(site, origin) {
  return withTabs(site, origin, async (openTab) => {
    const tab = await openTab();
    const faults = [];
    tab.page.on("requestfailed", (request) => tab.faults.push(`failed: ${request.url()} (${request.failure()?.errorText})`));
    for (const page of pagesOfEachKind(site).filter(({ kind }) => MAIN.includes(kind))) {
      await tab.load(page);
      // The browser requests the icon at any time, and aborts the request when another page is loaded.
      await tab.page.waitForLoadState("networkidle");
      const empty = await tab.page.evaluate(async () => {
        const images = [...document.images];
        for (const image of images) image.loading = "eager";
        await Promise.all(images.map((image) => image.decode().catch(() => {})));
        return images.filter((image) => !image.naturalWidth).map((image) => image.src);
      });
      tab.faults.push(...empty.map((address) => `shows no image: ${address}`));
      if (!(await tab.page.title())) tab.faults.push("has no title");
      faults.push(...tab.faults.map((fault) => `${page.path} in a browser: ${fault}`));
    }
    return faults;
  });
}

/** One claim per place: what is published there is complete. */
export const PUBLISHED = Object.entries(PLACES).map(([title, baseUrl]) => ({
  title: `${title}, ${baseUrl}, is whole for those who read it`,
  async run(nutgraf) {
    const folder = mkdtempSync(join(tmpdir(), "nutgraf-published-"));
    try {
      return await look(nutgraf, readSite(await deployed(nutgraf, folder, baseUrl), baseUrl));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
}));

const BASE = "https://example.org/some/base/";
// An edit of the good site, and what must be said of it.
const PLANTED = [
  [add(`<a href="/some/base/gone/">x</a>`), /a\/index\.html:\d+: "\/some\/base\/gone\/" is answered with 404/],
  [add(`<a href="#nowhere">x</a>`), /a\/index\.html:\d+: "#nowhere" means no id of a\/index\.html/],
  [add(`<a href="../b/#nowhere">x</a>`), /"\.\.\/b\/#nowhere" means no id of b\/index\.html/],
  [add(`<a href="../b#nowhere-else">x</a>`), /"\.\.\/b#nowhere-else" means no id of b/],
  [add(`<img alt="" src="/some/base/a/P.svg">`), /a\/P\.svg" is answered with 404/],
  [add(`<a href="/some/base/%zz">x</a><a href="#%zz">x</a>`), /%zz" is answered with 400/],
  [add(`<a href="/some/base/About/">x</a>`), /About\/" is answered with 404/],
  [add(`<a href="/b/">x</a>`), /"\/b\/" lies outside \/some\/base\//],
  [add(`<a href="../../../b/">x</a>`), /"\.\.\/\.\.\/\.\.\/b\/" lies outside/],
  [add(`<img alt="" src="/some/base/a/cite.bib">`), /cite\.bib" is loaded as img, but comes as application\/octet-stream/],
  [add(`<img alt="" src="" srcset="/some/base/gone.png 2x">`), /gone\.png" is answered with 404/],
  [add(`<img alt="" src="https://other.invalid/i.png">`, "about/index.html"), /i\.png" is loaded from another host/],
  [style("@font-face { src: url(gone.woff2); }"), /style\.css: "gone\.woff2" is answered with 404/],
  [swap("404.html", `"/some/base/b/"`, `"b/"`), /404\.html:\d+: "b\/" is answered with 404/],
  [swap("old/index.html", "url=/some/base/a/", "url=/some/base/z/"), /old\/index\.html:\d+: .*z\/" is answered with 404/],
  [swap("topics/index.html", `${BASE}atom.xml`, `${BASE}atom2.xml`), /topics\/index\.html:\d+: .*atom2\.xml" is answered/],
  [swap("atom.xml", `<link href="${BASE}b/"/>`, `<link href="${BASE}gone/"/>`), /^atom\.xml: .*gone\/" is answered with 404/],
  [swap("atom.xml", `a href="${BASE}a/#src:x"`, `a href="#src:x"`), /^atom\.xml: "#src:x" is not absolute/],
  [swap("feed.json", `"url": "${BASE}b/"`, `"url": "${BASE}gone/"`), /^feed\.json: .*gone\/" is answered with 404/],
  [swap("sitemap.xml", `${BASE}sources/`, `${BASE}gone/`), /^sitemap\.xml: .*gone\/" is answered with 404/],
  [swap("b/index.html", "</head>", `<meta property="og:url" content="${BASE}gone/"></head>`), /b\/index\.html:\d+: .*gone\/" is answered/],
  [swap("about/index.html", `${BASE}about/"`, `${BASE}abuot/"`), /about\/index\.html:\d+: .*abuot\/" is answered with 404/],
  [swap("a/index.html", `"mainEntityOfPage":"${BASE}a/"`, `"mainEntityOfPage":"${BASE}gone/"`), /a\/index\.html:\d+: .*gone\/" is answered/],
  [(files) => (files["lost.html"] = "<title>x</title>"), /lost\.html: nothing leads there/],
  [add(`<script>console.error("planted")</script>`, "index.html"), /index\.html in a browser: console: planted/],
  [add(`<img alt="" src="/some/base/empty.svg">`, "index.html"), /index\.html in a browser: shows no image/],
  [(files) => (files["empty.svg"] = ""), undefined],
];
// Each of these alone, since it hides the others.
const PLANTED_ALONE = [
  [swap("robots.txt", "sitemap.xml", "map.xml"), /^robots\.txt: .*map\.xml" is answered with 404/],
  [remove("404.html"), /has no page for what is missing/],
  [remove("style.css"), /style\.css" is answered with 404/],
];

/** Shows that the crawler sees what is planted, and nothing else. */
export const selftest = {
  title: "selftest published: sees what is planted, and nothing else",
  async run(nutgraf) {
    // A site of ours names all its feeds; the good site leaves out two.
    const feeds = ["feed.json", "topics/light/atom.xml"].map((path) => `<link rel="alternate" href="${BASE}${path}">`);
    const good = () => {
      const files = goodSite(BASE);
      swap("index.html", "</head>", `${feeds.join("")}</head>`)(files);
      return files;
    };
    const seen = (files) => withSite(files, (site) => look(nutgraf, site));
    const wrong = (await seen(good())).map((fault) => `wrongly, of the good site: ${fault}`);
    for (const planted of [PLANTED, ...PLANTED_ALONE.map((one) => [one])]) {
      const files = good();
      for (const [edit] of planted) edit(files);
      const faults = await seen(files);
      const missed = planted.filter(([, wanted]) => wanted && !faults.some((fault) => wanted.test(fault)));
      wrong.push(...missed.map(([, wanted]) => `not seen: ${wanted}; seen: ${faults.join("\n  ") || "nothing"}`));
    }
    return wrong;
  },
};
