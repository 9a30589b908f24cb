// Every page and stylesheet against the Nu HTML checker, in one run of its Java archive.

import { spawnSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Skip } from "./site.mjs";

export const name = "vnu";
export const claim = "the Nu HTML checker finds no error in any page, stylesheet or SVG file";

const JAR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const OPTIONS = ["--errors-only", "--skip-non-html", "--also-check-css", "--also-check-svg", "--format", "json"];
// Standard CSS that this checker does not know yet; the last three are of CSS Properties and Values API 1 and CSS Overflow 5.
const UNKNOWN_YET = /^CSS: .*(“@property”|“scroll-target-group”: Property|“:target-current”|“@container”|“@view-transition”|“container(-type|-name)?”: Property|“interpolate-size”: Property)/;

export async function check(site) {
  const limits = { encoding: "utf8", maxBuffer: 1 << 28 };
  const run = spawnSync("java", ["-Xss4m", "-jar", JAR, ...OPTIONS, site.dir], limits);
  if (run.error?.code === "ENOENT") throw new Skip("no Java runtime is installed");
  let report;
  try {
    report = JSON.parse(run.stderr);
  } catch {
    return [`vnu gave no report: ${run.error ?? run.stderr.slice(0, 500)}`];
  }
  const prefix = pathToFileURL(`${site.dir}/`).href;
  const messages = report.messages.filter((m) => !UNKNOWN_YET.test(m.message));
  return messages.map((m) => `${m.url?.replace(prefix, "") ?? "vnu"}:${m.lastLine ?? ""}: ${m.message}`);
}
