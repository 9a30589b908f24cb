// sitemap.xml against the schema of sitemaps.org, without a network.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Skip } from "./site.mjs";

export const name = "sitemap";
export const claim = "sitemap.xml is valid against the schema of sitemaps.org";

const SCHEMA = fileURLToPath(new URL("node_modules/sitemap/schema/sitemap.xsd", import.meta.url));

export async function check(site) {
  if (!site.files.has("sitemap.xml")) return ["there is no sitemap.xml"];
  const arguments_ = ["--noout", "--nonet", "--schema", SCHEMA, "sitemap.xml"];
  const run = spawnSync("xmllint", arguments_, { cwd: site.dir, encoding: "utf8" });
  if (run.error?.code === "ENOENT") throw new Skip("xmllint is not installed");
  return run.status === 0 ? [] : run.stderr.trim().split("\n");
}
