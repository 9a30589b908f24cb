// Remakes the two pictures of the README: our own site's longest explainer on a desktop and on a phone, the first
// screenful.
//
//   node pictures.mjs NUTGRAF

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { closeBrowser, withBrowser } from "./browser.mjs";
import { small } from "./png.mjs";
import { readSite } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BASE = "https://example.org/";
// `most` is in bytes: a README is read on phones too.
const PICTURES = [
  { file: "page-desktop.png", most: 120_000, options: { viewport: { width: 1280, height: 800 } } },
  { file: "page-phone.png", most: 100_000, options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true } },
];

const [nutgraf] = process.argv.slice(2);
if (!nutgraf) {
  console.error("usage: node pictures.mjs NUTGRAF");
  process.exit(2);
}
const output = mkdtempSync(join(tmpdir(), "nutgraf-pictures-"));
try {
  const build = spawnSync(resolve(nutgraf), ["build", "--no-cache", "--root", ROOT, "--output-dir", output, "--base-url", BASE], { encoding: "utf8" });
  if (build.status !== 0) throw new Error(`nutgraf build ended with ${build.status}: ${build.error ?? build.stderr}`);
  const site = readSite(output, BASE);
  const page = site.pages.filter(({ kind }) => kind === "article").toSorted((a, b) => b.html.length - a.html.length)[0];
  await withBrowser(site, async (open) => {
    for (const { file, most, options } of PICTURES) {
      const tab = await open({ ...options, colorScheme: "light", reducedMotion: "reduce" });
      await tab.load(page);
      const shot = await tab.page.screenshot();
      const { pixels, width } = await tab.page.evaluate(decode, shot.toString("base64"));
      const bytes = small(Buffer.from(pixels, "base64"), width);
      const path = join(ROOT, ".github", file);
      if (bytes.length > most) throw new Error(`${path} would have ${bytes.length} bytes, more than ${most}`);
      writeFileSync(path, bytes);
      console.log(`${path}: ${bytes.length} bytes`);
    }
  });
} finally {
  await closeBrowser();
  rmSync(output, { recursive: true });
}

/** Runs in the page: the pixels of a PNG, and how wide it is. */
async function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let text = "";
  for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
  return { pixels: btoa(text), width: image.width };
}
