// `nutgraf serve` in a browser: saved changes appear on pages, and nothing else changes.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { launch } from "./browser.mjs";

const PATIENCE = 20_000;
const SITE = 'title = "Site"\nbase_url = "https://example.org/repo/"\n';
const LONG = Array.from({ length: 80 }, (_, n) => `Paragraph ${n}.`).join("\n\n");

/** An article with two questions and a text so long that it scrolls. */
function article(text, title = "First") {
  return `---\ntitle: ${title}\ninsights:\n  - {question: One?, answer: "Yes."}\n  - {question: Two?, answer: "No."}\n  - {question: Three?, answer: "No."}\n  - {question: Four?, answer: "So it is."}\n---\n${text}\n\n${LONG}\n`;
}

/** A site in a folder of its own, and the program that serves it. */
class Work {
  #child;

  constructor(nutgraf) {
    this.nutgraf = nutgraf;
    this.root = mkdtempSync(join(tmpdir(), "nutgraf-live-"));
    this.save("site.toml", SITE);
    this.save("content/a.md", article("Text of a."));
    this.save("content/b.md", article("Text of b.", "Second"));
    this.save("static/style.css", "body { background: rgb(1, 2, 3) }");
    this.save("templates/page.html", "{% extends \"default/page.html\" %}");
  }

  save(path, text) {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Starts the program; returns the address that it prints. */
  async start(port = "0") {
    this.#child = spawn(this.nutgraf, ["serve", "--root", this.root, "--port", port], { stdio: ["ignore", "pipe", "ignore"] });
    for await (const chunk of this.#child.stdout) {
      this.url = String(chunk).trim();
      break;
    }
    return this.url;
  }

  async stop() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    await ended;
  }

  async end() {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A claim about a page, shown to be true by `use`, which throws if it is not. */
function claim(title, use, options = {}) {
  return {
    title,
    async run(nutgraf) {
      const browser = await launch();
      const work = new Work(nutgraf);
      const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE);
        const url = await work.start();
        await page.goto(`${url}a/`);
        await use({ page, work, url, context });
        return [];
      } catch (error) {
        return [error.message];
      } finally {
        await context.close();
        await work.end();
      }
    },
  };
}

const shows = (page, text) => page.waitForFunction((text) => document.body.innerText.includes(text), text);
/** Marks a page: a reload removes the mark. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);
/** What lies over the page. */
const overlay = (page) => page.locator("nutgraf-live [role=dialog]");

/** Whether an element has the focus, in the page or in one of the elements of `serve`. */
const hasFocus = (locator) => locator.evaluate((element) => element.getRootNode().activeElement === element);

function expect(truth, what) {
  if (!truth) throw new Error(`expected ${what}`);
}

export const LIVE = [
  claim("an edit changes the page by itself; the place on it and what is unfolded stay", async ({ page, work }) => {
    const fourth = page.locator("details").nth(3);
    await fourth.evaluate((details) => (details.open = true));
    await page.evaluate(() => window.scrollTo(0, 900));
    await mark(page);
    work.save("content/a.md", article("Another text of a."));
    await shows(page, "Another text of a.");
    expect(!(await isMarked(page)), "a new page");
    await page.waitForFunction(() => Math.abs(window.scrollY - 900) < 40);
    expect(await fourth.evaluate((details) => details.open), "the fourth question to stay open");
  }),
  claim("a style is swapped without loading the page again", async ({ page, work }) => {
    await mark(page);
    work.save("static/style.css", "body { background: rgb(4, 5, 6) }");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)");
    expect(await isMarked(page), "the same page");
  }),
  claim("a page whose output did not change is left alone", async ({ page, work, context, url }) => {
    const other = await context.newPage();
    await other.goto(`${url}b/`);
    await mark(page);
    work.save("content/b.md", article("Another text of b.", "Second"));
    await shows(other, "Another text of b.");
    expect(await isMarked(page), "the same page");
  }),
  claim("a template that is saved shows at once", async ({ page, work }) => {
    work.save("templates/article.html", "<!doctype html><html lang=en><title>T</title><body>Own template: {{ article.title }}</body></html>");
    await shows(page, "Own template: First");
  }),
  claim("a fault is shown over the last good page, and goes when it is mended", async ({ page, work }) => {
    await mark(page);
    work.save("content/a.md", "---\ntitle: [\n---\n<script>alert(1)</script>\n");
    await overlay(page).getByText("content/a.md:2").first().waitFor();
    await shows(page, "Text of a.");
    expect(await isMarked(page), "the last good page");
    work.save("content/a.md", article("Mended."));
    await shows(page, "Mended.");
    await overlay(page).waitFor({ state: "detached" });
  }),
  claim("a button at the foot says how much is found, and opens a panel that Escape closes", async ({ page, work }) => {
    work.save("content/a.md", article("Text of a.").replace("One?", "Cost of it"));
    const button = page.locator("nutgraf-live aside button");
    await button.waitFor();
    expect(/^\d+ findings?$/.test(await button.textContent()), "a count");
    const { top, footer, position } = await button.evaluate((button) => ({
      top: button.getBoundingClientRect().top,
      footer: document.querySelector("footer").getBoundingClientRect().bottom,
      position: getComputedStyle(button.getRootNode().host).position,
    }));
    expect(top >= footer && position === "static", "a place after everything");
    // Reached and pressed without a mouse.
    await page.evaluate(() => document.querySelector("footer").lastElementChild.scrollIntoView());
    for (let tabs = 0; tabs < 200 && !(await hasFocus(button)); tabs++) await page.keyboard.press("Tab");
    expect(await hasFocus(button), "the button after a walk with the Tab key");
    await page.keyboard.press("Enter");
    const panel = overlay(page);
    await panel.getByText("question/mark").waitFor();
    expect(await button.getAttribute("aria-expanded") === "true", "an expanded button");
    expect(await hasFocus(panel), "focus in the panel");
    await panel.getByText("Whole site").click();
    await panel.getByText("in the whole site").waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(await button.getAttribute("aria-expanded") === "false" && await hasFocus(button), "focus on the button again");
    await page.emulateMedia({ media: "print" });
    expect(!(await button.isVisible()), "nothing in print");
  }),
  claim("the panel stays open while its findings are mended, and the button goes with the last", async ({ page, work }) => {
    work.save("site.toml", `${SITE}[check]\nsite = "off"\n`);
    const text = (question, answer) => `---\ntitle: First\ninsights:\n  - {question: "${question}", answer: "${answer}"}\n---\nText of a.\n`;
    work.save("content/a.md", text("Cost of it", "Cost of it."));
    const button = page.locator("nutgraf-live aside button");
    const panel = overlay(page);
    await button.click();
    await panel.getByText("Cost of it` does not end").waitFor();
    work.save("content/a.md", text("Price of it", "No."));
    await panel.getByText("Price of it` does not end").waitFor();
    work.save("content/a.md", text("What does it cost?", "No."));
    await button.waitFor({ state: "detached" });
    expect((await panel.count()) === 0, "no panel");
  }),
  claim("a page finds its server again after a restart, and what changed meanwhile", async ({ page, work, url }) => {
    const port = new URL(url).port;
    await work.stop();
    work.save("content/a.md", article("Saved while nobody looked."));
    await work.start(port);
    await shows(page, "Saved while nobody looked.");
  }),
  claim("without scripts pages are whole, and one loads them again by hand", async ({ page, work }) => {
    work.save("content/a.md", article("Another text of a."));
    const begun = Date.now();
    while (!(await page.content()).includes("Another text of a.")) {
      expect(Date.now() - begun < PATIENCE, "the new text after a reload");
      await page.reload();
    }
  }, { javaScriptEnabled: false }),
];
