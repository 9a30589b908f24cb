// Checks every Atom feed by the rules of RFC 4287. check_atom.py does the work; feedparser reads the feeds as well.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { addressOf, Skip } from "./site.mjs";

export const name = "atom";
export const claim = "every atom.xml has what RFC 4287 requires, and feedparser reads it without complaint";

const SCRIPT = fileURLToPath(new URL("check_atom.py", import.meta.url));

export async function check(site) {
  if (!site.files.has("atom.xml")) return ["there is no atom.xml"];
  const feeds = [...site.files].filter((path) => path === "atom.xml" || path.endsWith("/atom.xml"));
  const python = process.env.NUTGRAF_TEST_PYTHON;
  if (!python) throw new Skip("NUTGRAF_TEST_PYTHON names no Python that has feedparser");
  const pairs = feeds.flatMap((path) => [path, addressOf(path, site.base).href]);
  const run = spawnSync(python, ["-B", SCRIPT, ...pairs], { cwd: site.dir, encoding: "utf8" });
  if (run.error || run.stderr) return [`check_atom.py broke: ${run.error ?? run.stderr}`];
  return run.stdout.split("\n").filter(Boolean);
}
