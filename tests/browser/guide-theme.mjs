// Writes the theme that the guide's page "Make a theme" makes: `node guide-theme.mjs PAGE SITE`. Each code block whose
// title is a path of the theme becomes that file below SITE. (`tests/suite/make_a_theme.rs` checks that following the
// page to the letter gives a site without findings; this is for viewing it in a browser.)

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [page, site] = process.argv.slice(2);
if (!site) {
  console.error("usage: node guide-theme.mjs PAGE SITE");
  process.exit(2);
}
const blocks = [...readFileSync(page, "utf8").matchAll(/^```\w+ title="(themes\/[^"]+)"\n(.*?)^```$/gms)];
if (!blocks.length) throw new Error(`${page} has no block of code that is a file of a theme`);
for (const [, path, text] of blocks) {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}
