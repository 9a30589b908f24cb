// Builds a site from files that a check brings along.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSite } from "./site.mjs";

/** Builds `files` in a folder of its own while `use` looks at the site, whose address is `base`. */
export async function withBuilt(nutgraf, { files, base }, use) {
  const root = mkdtempSync(join(tmpdir(), "nutgraf-site-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const output = join(root, "public");
    const { status, stderr } = spawnSync(nutgraf, ["build", "--root", root, "--output-dir", output], { encoding: "utf8" });
    if (status !== 0) throw new Error(`nutgraf build ended with ${status}: ${stderr}`);
    await use(readSite(output, base));
  } finally {
    rmSync(root, { recursive: true });
  }
}
