// Our own workflows, run: each step's script as GitHub would run it, in scratch clones, with the actions simulated.
// Programs that would build for long (cargo of another Rust) are stand-ins that write down how they were called.

import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as links from "./check-links.mjs";
import { pagesArtifact, runWorkflow } from "./run-workflow.mjs";
import { readSite } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FLOWS = join(ROOT, ".github/workflows");
const FAULTY = "---\ntitle: Broken\n---\nA claim [@nobody].\n";
const never = (name) => () => { throw new Error(`${name} must not run here`); };

/** A clone of this repository as it lies here. Times are kept, so that cargo knows what it has built already. */
export function scratchClone(folder) {
  const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  git("clone", "--quiet", ROOT, folder);
  for (const path of git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean)) {
    rmSync(join(folder, path), { force: true });
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(folder, path), { preserveTimestamps: true });
  }
  return folder;
}

/** A folder with a stand-in `name` that adds its arguments as a line to `name.log`, and does what `script` says. */
function standIn(folder, name, script = "") {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\necho "$*" >> '${join(folder, `${name}.log`)}'\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}
const calls = (folder, name) => (existsSync(join(folder, `${name}.log`)) ? readFileSync(join(folder, `${name}.log`), "utf8").split("\n").filter(Boolean) : []);

/** Runs `use` in a folder that is gone afterwards. */
async function within(use) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-workflow-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What went otherwise than expected: the results of jobs, with what the failed steps printed. */
function otherwise(ran, expected) {
  const faults = [];
  for (const [name, result] of Object.entries(expected)) {
    const job = ran.jobs[name];
    if (job?.result === result) continue;
    const failed = (job?.steps ?? []).filter((step) => step.outcome === "failure").map((step) => `${step.name}: ${step.output.slice(-2000)}`);
    faults.push(`${name}: ${job?.result}, where ${result} was expected\n${failed.join("\n")}`);
  }
  return faults;
}
const must = (holds, fault) => (holds ? [] : [fault]);

/** Runs pages.yml in a clone in `folder`; gives what came of it, and the files that Pages was given. */
async function pages(folder, nutgraf, event, { baseUrl, edit } = {}) {
  const workspace = scratchClone(join(folder, "clone"));
  edit?.(workspace);
  const given = [];
  const request = event === "pull_request";
  const ran = await runWorkflow({
    file: join(FLOWS, "pages.yml"), workspace, event, env: { CARGO_TARGET_DIR: dirname(dirname(nutgraf)) },
    actions: {
      "actions/checkout": {}, "dtolnay/rust-toolchain": {},
      "actions/configure-pages": request ? never("configure-pages") : { base_url: baseUrl },
      "actions/upload-pages-artifact": request ? never("upload-pages-artifact") : pagesArtifact(given),
      "actions/deploy-pages": request ? never("deploy-pages") : { page_url: `${baseUrl}/` },
    },
  });
  return { ran, given, workspace };
}

/** A push publishes a site that is right for the address that Pages tells. */
const published = (baseUrl) => (nutgraf) => within(async (folder) => {
  const { ran, given, workspace } = await pages(folder, nutgraf, "push", { baseUrl });
  const faults = otherwise(ran, { build: "success", deploy: "success" });
  if (faults.length) return faults;
  const site = readSite(join(workspace, "public"), `${baseUrl}/`);
  return [
    ...(await links.check(site)),
    ...must(given.includes(".nutgraf-manifest.json"), "Pages was not given the hidden files"),
    ...must(site.read("index.html").includes(`<link rel="canonical" href="${baseUrl}/">`), `the home page does not name ${baseUrl}/`),
    ...must(ran.jobs.deploy.environment.url === `${baseUrl}/`, "the environment does not name the site"),
  ];
});

/** The job that checks the oldest Rust asks for the one in Cargo.toml. */
const oldest = () => within(async (folder) => {
  const bin = standIn(join(folder, "bin"), "cargo");
  const asked = [];
  const toolchain = (step) => { asked.push(step.with.toolchain); };
  const actions = { "actions/checkout": {}, "dtolnay/rust-toolchain": toolchain };
  const ran = await runWorkflow({ file: join(FLOWS, "ci.yml"), workspace: scratchClone(join(folder, "clone")), event: "push", jobs: ["msrv"], path: [bin], actions });
  const promised = /^rust-version = "(.*)"$/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))[1];
  return [
    ...otherwise(ran, { msrv: "success" }),
    ...must(asked.join() === promised, `Rust ${asked} was asked for, and Cargo.toml says ${promised}`),
    ...must(calls(bin, "cargo").join() === "check --locked", `cargo was called so: ${calls(bin, "cargo")}`),
  ];
});

/** Each gives the faults that it found; `nutgraf` is the release build, below the target folder that is used again. */
export const RUNS = [
  { title: "pages.yml, push: a project's site is published at its address", run: published("https://owner.github.io/repo") },
  { title: "pages.yml, push: a site with a domain of its own likewise", run: published("https://explainers.example") },
  {
    title: "pages.yml, pull request: the site is checked and not published",
    run: (nutgraf) => within(async (folder) => {
      const { ran } = await pages(folder, nutgraf, "pull_request");
      const strict = ran.jobs.build?.steps.find((step) => step.run?.includes("--strict"));
      return [...otherwise(ran, { build: "success", deploy: "skipped" }), ...must(strict?.outcome === "success", "no strict build ran")];
    }),
  },
  {
    title: "pages.yml: a site with an error is refused and not published",
    run: (nutgraf) => within(async (folder) => {
      const edit = (clone) => writeFileSync(join(clone, "content/broken.md"), FAULTY);
      const request = await pages(join(folder, "request"), nutgraf, "pull_request", { edit });
      const push = await pages(join(folder, "push"), nutgraf, "push", { baseUrl: "https://owner.github.io/repo", edit });
      const expected = { build: "failure", deploy: "skipped" };
      return [...otherwise(request.ran, expected), ...otherwise(push.ran, expected), ...push.given.map((path) => `Pages was given ${path}`)];
    }),
  },
  { title: "ci.yml: the oldest Rust is the one that Cargo.toml promises", run: oldest },
];
