// The printed page: every article as a PDF, read back by pypdf (check_print.py). Paper cannot be clicked: all answers
// and the addresses of sources are printed; things that only lead elsewhere are not.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withBrowser } from "./browser.mjs";
import { Skip } from "./site.mjs";

export const name = "print";
export const claim = "every explainer prints with all its answers and its sources' addresses, and without navigation";

// A PDF stores such text as glyphs in visual order, with ligatures as one glyph: it cannot be compared with letters. On
// these pages, only left-to-right text is looked for.
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

const SCRIPT = fileURLToPath(new URL("check_print.py", import.meta.url));

export async function check(site) {
  const python = process.env.NUTGRAF_TEST_PYTHON;
  if (!python) throw new Skip("NUTGRAF_TEST_PYTHON names no Python that has pypdf");
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-print-"));
  try {
    return await withBrowser(site, async (open) => {
      const faults = [];
      const tab = await open({ viewport: { width: 1280, height: 800 } });
      for (const page of site.pages.filter((page) => page.kind === "article")) {
        await tab.load(page);
        const { wanted, unwanted } = await tab.page.evaluate(expected);
        const pdf = join(folder, "page.pdf");
        writeFileSync(pdf, await tab.page.pdf({ format: "A4" }));
        const run = spawnSync(python, ["-B", SCRIPT, pdf], { encoding: "utf8", maxBuffer: 64 << 20 });
        if (run.error || run.status) return [`check_print.py broke: ${run.error ?? run.stderr}`];
        const printed = squeezed(run.stdout);
        const readable = wanted.filter((text) => !RIGHT_TO_LEFT.test(text));
        faults.push(...readable.filter((text) => !printed.includes(squeezed(text))).map((text) => `${page.path}: not printed: ${text}`));
        faults.push(...unwanted.filter((text) => printed.includes(squeezed(text))).map((text) => `${page.path}: printed: ${text}`));
      }
      return faults;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A text without white space and hyphens, which may be at the end of lines: a PDF has lines, not words. */
function squeezed(text) {
  return text.normalize("NFKC").replace(/[\s\u00ad\u200b-]+/gu, "");
}

/** Runs in the page: what must and what must not be printed. */
function expected() {
  const text = (element) => element.textContent.trim();
  // Of each answer, the longest piece that is neither a mark nor a link, which look different on paper.
  const pieces = [...document.querySelectorAll("details:not(nav *) > :not(summary)")].map((answer) => {
    const nodes = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (nodes.nextNode()) if (!nodes.currentNode.parentElement.closest("a, sup, pre")) texts.push(nodes.currentNode.data.trim());
    return texts.sort((a, b) => b.length - a.length)[0] ?? "";
  });
  const questions = [...document.querySelectorAll("summary:not(nav *)")].map(text);
  const sources = [...document.querySelectorAll("[id^='src:'] a[href^='http']")].map((link) => link.getAttribute("href"));
  // As a whole, because each of its words may also be in the text.
  const leads = [...document.querySelectorAll("header nav, main nav:has(a[href^='#']), body > a[href='#part:main']")].map(text);
  // What is also part of the text, as in a list of the interface's words, is printed as text.
  const main = document.querySelector("main").cloneNode(true);
  for (const nav of main.querySelectorAll("nav")) nav.remove();
  const said = main.textContent;
  return { wanted: [...questions, ...pieces, ...sources].filter(Boolean), unwanted: leads.filter((text) => text.length > 8 && !said.includes(text)) };
}
