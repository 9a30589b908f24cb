// Shows the claims about a built site that they see what is wrong.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSite } from "./site.mjs";

/**
 * Plants faults into copies of a site, and returns those that nothing sees. Each is a part of the claim's title, a file, a
 * text in it and what to write there, and what the claim must say.
 */
export async function unseen(site, base, claims, planted) {
  const wrong = [];
  for (const [claim, path, from, to, wanted] of planted) {
    const dir = mkdtempSync(join(tmpdir(), "nutgraf-planted-"));
    try {
      cpSync(site.dir, dir, { recursive: true });
      const text = readFileSync(join(dir, path), "utf8");
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${path} has no ${from}`);
      writeFileSync(join(dir, path), edited);
      const { run } = claims.find(({ title }) => title.includes(claim));
      const faults = await run(readSite(dir, base), { isPlanted: true }).catch((error) => [error.message]);
      if (!faults.some((fault) => wanted.test(fault))) wrong.push(`not seen: ${wanted}; seen: ${faults.join("\n  ") || "nothing"}`);
    } finally {
      rmSync(dir, { recursive: true });
    }
  }
  return wrong;
}
