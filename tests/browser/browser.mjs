// One headless Chromium for all checks, and a way to load a site's page in it while recording what goes wrong.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";
import { Skip } from "./site.mjs";

// The names under which systems install it. CHROMIUM in the environment names another.
const NAMES = ["chromium", "google-chrome-stable", "google-chrome", "chromium-browser"];
// The sandbox needs rights that a container does not give; the rest keeps the browser from calling home.
export const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

let browser;

/** The browser, started when it is first needed. */
export async function launch() {
  browser ??= await chromium.launch({ executablePath: browserPath(), args: FLAGS });
  return browser;
}

/** Where the browser is. */
export function browserPath() {
  const path = process.env.CHROMIUM ?? findOnPath(NAMES);
  if (!path) throw new Skip(`no Chromium is installed (looked for ${NAMES.join(", ")})`);
  return path;
}

function findOnPath(names) {
  const candidates = names.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)));
  return candidates.find((path) => {
    try {
      return accessSync(path, constants.X_OK) ?? true;
    } catch {
      return false;
    }
  });
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

/** Serves `site` while `use` runs; `use` gets an `open(options)` that gives a fresh `Tab`. */
export async function withBrowser(site, use) {
  const server = await serve(site);
  try {
    return await withTabs(site, server.origin, use);
  } finally {
    await server.close();
  }
}

/** Like `withBrowser`, for a site that is already served at `origin`. Of the site, only its `base` is needed. */
export async function withTabs(site, origin, use) {
  const tabs = [];
  try {
    const running = await launch();
    const open = async (options) => {
      const context = await running.newContext(options);
      const tab = new Tab(site, origin, context, await context.newPage());
      tabs.push(tab);
      return tab;
    };
    return await use(open);
  } finally {
    await Promise.all(tabs.map((tab) => tab.context.close()));
  }
}

/** A tab that never asks another host, and records everything that goes wrong in `faults`. */
class Tab {
  faults = [];
  #expected;

  constructor(site, origin, context, page) {
    Object.assign(this, { site, origin, context, page });
    context.route("**", (route) => {
      const url = route.request().url();
      if (url.startsWith(`${origin}/`)) return route.continue();
      this.faults.push(`asks another host: ${url}`);
      return route.abort();
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && response.url() !== this.#expected) this.faults.push(`${response.status()} for ${this.#place(response.url())}`);
    });
    page.on("console", (message) => {
      // A missing file is reported by its response; the 404 page's own status is correct.
      if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
      this.faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`script error: ${error.message}`));
  }

  #place(url) {
    return url.slice(this.origin.length);
  }

  /** Loads a page of the site; the 404 page as readers see it, at an address that does not exist. */
  async load(page) {
    const path = page.kind === "404" ? `${this.site.base.pathname}no/such/page/` : page.url.pathname;
    const address = `${this.origin}${path}`;
    this.#expected = page.kind === "404" ? address : undefined;
    this.faults.length = 0;
    await this.page.goto(address, { waitUntil: "load" });
  }
}
