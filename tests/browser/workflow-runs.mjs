// Our own workflows, and the one that `nutgraf init --github` writes, run: each step's script as GitHub would run it,
// in scratch clones, with the actions simulated. Programs that would leave the machine (gh) or build for long (cargo of
// another Rust) are stand-ins that record how they were called.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as links from "./check-links.mjs";
import { cacheAction, checkoutAction, pagesArtifact, runWorkflow } from "./run-workflow.mjs";
import { readSite } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FLOWS = join(ROOT, ".github/workflows");
const CARGO_TOML = readFileSync(join(ROOT, "Cargo.toml"), "utf8");
const VERSION = /^version = "(.*)"$/m.exec(CARGO_TOML)[1];
const FAULTY = "---\ntitle: Broken\n---\nA claim [@nobody].\n";
const never = (name) => () => { throw new Error(`${name} must not run here`); };
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A clone of this repository in its current state. Times are kept, so that cargo knows what it has already built. */
export function scratchClone(folder) {
  const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  git("clone", "--quiet", ROOT, folder);
  for (const path of git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean)) {
    rmSync(join(folder, path), { force: true });
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(folder, path), { preserveTimestamps: true });
  }
  return folder;
}

/** Commits all files of a repository; those of a pull request, `edit`ed, on top of `main`. */
function commitAll(folder, event, edit) {
  const git = (...args) => execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false", ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "A state");
  };
  commit();
  git("checkout", "--quiet", "-B", "main");
  if (event === "pull_request") git("checkout", "--quiet", "-b", "topic");
  edit?.(folder);
  commit();
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

/** What differed from the expected: the results of jobs, with the output of failed steps. */
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
  commitAll(workspace, event, edit);
  const given = [];
  const request = event === "pull_request";
  const ran = await runWorkflow({
    file: join(FLOWS, "pages.yml"), workspace, event, env: { CARGO_TARGET_DIR: dirname(dirname(nutgraf)) },
    actions: {
      "actions/checkout": checkoutAction, "dtolnay/rust-toolchain": {},
      "actions/configure-pages": request ? never("configure-pages") : { base_url: baseUrl },
      "actions/upload-pages-artifact": request ? never("upload-pages-artifact") : pagesArtifact(given),
      "actions/deploy-pages": request ? never("deploy-pages") : { page_url: `${baseUrl}/` },
    },
  });
  return { ran, given, workspace };
}

/** A push publishes a site for the address that Pages gives. */
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

const TARGETS = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"];
/** A row of release.yml's matrix that can be built here. */
const HERE = { target: "x86_64-unknown-linux-gnu", runner: "ubuntu-24.04" };

/** Runs release.yml with `more`, on a tag, in clones whose changelog has that version. */
async function release(folder, { tag = `v${VERSION}`, event = "push", ...more }) {
  let made = 0;
  const workspace = (job) => {
    made += 1;
    const clone = join(folder, `clone-${made}`);
    // This job checks nothing out.
    if (job === "publish") return mkdirSync(clone, { recursive: true });
    scratchClone(clone);
    const changelog = join(clone, "CHANGELOG.md");
    const without = readFileSync(changelog, "utf8").replace(`## ${VERSION} - `, "## Of before - ");
    const written = without.replace("## Unreleased", `## Unreleased\n\n## ${VERSION} - 2026-12-01\n\n- Something.`);
    writeFileSync(changelog, more.unwritten ? without : written);
    return clone;
  };
  const github = tag === null ? {} : { ref: `refs/tags/${tag}`, ref_name: tag, ref_type: "tag" };
  const actions = { "actions/checkout": {}, "dtolnay/rust-toolchain": {}, "actions/cache": cacheAction(join(folder, "caches")), ...more.actions };
  return runWorkflow({ file: join(FLOWS, "release.yml"), event, ...more, workspace, github, actions });
}

/** Tags that must stop a release at once, and one that need not. */
const tags = () => within(async (folder) => {
  const run = (name, more) => release(join(folder, name), { jobs: ["check"], ...more });
  return [
    ...otherwise(await run("other", { tag: "v9.9.9" }), { check: "failure" }),
    ...otherwise(await run("unwritten", { unwritten: true }), { check: "failure" }),
    ...otherwise(await run("right", {}), { check: "success" }),
    ...otherwise(await run("rehearsal", { tag: null, event: "workflow_dispatch", unwritten: true }), { check: "success" }),
  ];
});

/** The archive that is built here: the same bytes twice, and complete. */
const archive = (nutgraf) => within(async (folder) => {
  const env = { CARGO_TARGET_DIR: dirname(dirname(nutgraf)) };
  const sums = [];
  const kept = [];
  const keep = ({ workspace, with: { path } }) => ({ post: () => kept.push(join(workspace, path)) });
  for (const turn of ["one", "two"]) {
    const ran = await release(join(folder, turn), { jobs: ["build"], matrix: { build: [HERE] }, env, actions: { "actions/cache": keep } });
    const faults = otherwise(ran, { build: "success" });
    if (faults.length) return faults;
    sums.push(ran.jobs.build.steps.find((step) => step.id === "package").outputs[HERE.target]);
  }
  const [sum, name] = sums[0].split("  ");
  const bytes = readFileSync(join(kept[0], name));
  const top = name.replace(".tar.gz", "/");
  const listed = execFileSync("tar", ["tzf", join(kept[0], name)], { encoding: "utf8" }).split("\n");
  const wanted = ["nutgraf", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSES-THIRD-PARTY.txt", "man/man1/nutgraf.1", "man/man1/nutgraf-build.1", "completions/nutgraf.bash", "completions/_nutgraf", "completions/nutgraf.fish"];
  execFileSync("tar", ["xzf", join(kept[0], name), "-C", folder]);
  const version = execFileSync(join(folder, top, "nutgraf"), ["--version"], { encoding: "utf8" }).trim();
  const licences = readFileSync(join(folder, top, "LICENSES-THIRD-PARTY.txt"), "utf8");
  const dynamic = spawnSync("python3", [join(ROOT, ".ci/package"), "--binary", nutgraf, TARGETS[0], folder], { encoding: "utf8" });
  return [
    ...must(/is not linked statically/.test(dynamic.stderr), `a program that needs a dynamic linker was packaged: ${dynamic.stderr}`),
    ...must(sums[0] === sums[1], `two runs made different archives: ${sums.join(" and ")}`),
    ...must(sha256(bytes) === sum, "the sum that was told is not the archive's"),
    ...wanted.filter((path) => !listed.includes(top + path)).map((path) => `the archive has no ${path}`),
    ...must(version === `nutgraf ${VERSION}`, `the program says it is ${version}`),
    ...["tera", "libmimalloc-sys", "pulldown-cmark"].filter((name) => !licences.includes(`\n${name} `)).map((name) => `no licence of ${name}`),
    ...must(!licences.includes("\nproptest "), "the licences name a crate that only the tests use"),
  ];
});

/** Runs the last two jobs with archives as the first ones leave them; `tamper` may change the caches at each step. */
async function lastJobs(folder, { tamper = {}, lost, ...more } = {}) {
  const caches = join(folder, "caches");
  const cache = cacheAction(caches);
  const outputs = {};
  for (const target of TARGETS) {
    const workspace = join(folder, target);
    const name = `nutgraf-${VERSION}-${target}.${target.includes("windows") ? "zip" : "tar.gz"}`;
    mkdirSync(join(workspace, "dist", target), { recursive: true });
    const text = `what is in ${name}`;
    if (target !== lost) outputs[target] = `${sha256(text)}  ${name}`;
    const { post } = cache({ with: { path: `dist/${target}`, key: `release-1-${target}-1` }, workspace });
    writeFileSync(join(workspace, "dist", target, name), tamper.built === target ? "something else" : text);
    post({ success: true });
  }
  const bin = standIn(join(folder, "bin"), "gh");
  const results = { build: { outputs } };
  const shared = { path: [bin], results, ...more };
  const first = await release(folder, { jobs: ["assemble"], ...shared });
  const { result, outputs: sealed } = first.jobs.assemble;
  const change = ({ with: { path }, workspace, ...rest }) => {
    const made = cache({ with: rest.with ?? { path, key: "release-1-all-1" }, workspace });
    appendFileSync(join(workspace, path, tamper.assembled), "more");
    return made;
  };
  const actions = tamper.assembled ? { "actions/cache": change } : {};
  const second = await release(join(folder, "last"), { jobs: ["publish"], ...shared, actions: { "actions/cache": cache, ...actions }, results: { assemble: { result, outputs: sealed } } });
  return { ran: { jobs: { ...first.jobs, ...second.jobs } }, gh: calls(bin, "gh") };
}

/** A release is made from what was built, or not at all. */
const handedOver = () => within(async (folder) => {
  const good = await lastJobs(join(folder, "good"));
  const rehearsal = await lastJobs(join(folder, "rehearsal"), { event: "workflow_dispatch", tag: null });
  const [changed, resealed, missing] = [
    await lastJobs(join(folder, "changed"), { tamper: { built: TARGETS[3] } }),
    await lastJobs(join(folder, "resealed"), { tamper: { assembled: "SHA256SUMS" } }),
    await lastJobs(join(folder, "missing"), { lost: TARGETS[1] }),
  ];
  const files = TARGETS.map((target) => `nutgraf-${VERSION}-${target}.${target.includes("windows") ? "zip" : "tar.gz"}`).sort().join(" ");
  const made = `release create v${VERSION} --verify-tag --title nutgraf ${VERSION} --notes-file notes.md SHA256SUMS ${files}`;
  return [
    ...otherwise(good.ran, { assemble: "success", publish: "success" }),
    ...must(good.gh.join("\n") === made, `gh was called so: ${good.gh.join("\n")}`),
    ...otherwise(rehearsal.ran, { assemble: "success", publish: "skipped" }),
    ...otherwise(changed.ran, { assemble: "failure", publish: "skipped" }),
    ...otherwise(resealed.ran, { assemble: "success", publish: "failure" }),
    ...otherwise(missing.ran, { assemble: "failure", publish: "skipped" }),
    ...[rehearsal, changed, resealed, missing].flatMap(({ gh }) => gh.map((call) => `gh was called: ${call}`)),
  ];
});

/** The job that checks the oldest Rust asks for the one in Cargo.toml. */
const oldest = () => within(async (folder) => {
  const bin = standIn(join(folder, "bin"), "cargo");
  const asked = [];
  const toolchain = (step) => { asked.push(step.with.toolchain); };
  const actions = { "actions/checkout": {}, "dtolnay/rust-toolchain": toolchain };
  const ran = await runWorkflow({ file: join(FLOWS, "ci.yml"), workspace: scratchClone(join(folder, "clone")), event: "push", jobs: ["msrv"], path: [bin], actions });
  const promised = /^rust-version = "(.*)"$/m.exec(CARGO_TOML)[1];
  return [
    ...otherwise(ran, { msrv: "success" }),
    ...must(asked.join() === promised, `Rust ${asked} was asked for, and Cargo.toml says ${promised}`),
    ...must(calls(bin, "cargo").join() === "check --locked", `cargo was called so: ${calls(bin, "cargo")}`),
  ];
});

/** A new site in a folder of its repository, with the workflow that `init --github` writes; gives both paths. */
export function starter(nutgraf, folder, site = "") {
  const top = join(folder, "repository");
  mkdirSync(top, { recursive: true });
  execFileSync("git", ["init", "--quiet", "-b", "main"], { cwd: top });
  execFileSync(nutgraf, ["init", "--github", "--quiet", join(top, site)], { cwd: top });
  return { top, workflow: join(top, ".github/workflows/pages.yml") };
}

/** The sample texts of a new site, by file, each with what its author writes instead: a strict build allows none. */
const SAMPLES = {
  "site.toml": [["Questions answered, every claim traced to its source.", "How things work."]],
  "content/_pages/about.md": [["Say who you are, who pays for this,", "We are Ada and Charles,"]],
  "content/how-are-dates-written.md": [
    ["A sample explainer that shows", "An explainer that shows"],
    ["the authors of this sample", "the editors"],
    ["Your name", "Ada Lovelace"],
    ["what you did, or why you know", "writes dates"],
    ["Made up, to show what a correction looks like.", "The year was wrong."],
    ["Made up too, to show what an update looks like.", "A table was added."],
    ["everything that the program may tell you.", "all findings."],
  ],
};

/** Replaces them in the site at `folder`. */
function replaceSamples(folder) {
  for (const [name, texts] of Object.entries(SAMPLES)) {
    const path = join(folder, name);
    writeFileSync(path, texts.reduce((text, [sample, own]) => text.replaceAll(sample, own), readFileSync(path, "utf8")));
  }
}

/** Runs the generated workflow. Cargo is a stand-in that installs `nutgraf`, and caches outlive the run. */
async function generated(folder, nutgraf, event, { site = "", edit, ...more } = {}) {
  const { top, workflow } = starter(nutgraf, folder, site);
  replaceSamples(join(top, site));
  commitAll(top, event, edit && (() => edit(join(top, site))));
  const installs = `mkdir -p "$4/bin" && cp '${nutgraf}' "$4/bin/nutgraf"`;
  const bin = standIn(join(folder, "bin"), "cargo", installs);
  const given = [];
  const request = event === "pull_request";
  const ran = await runWorkflow({
    file: workflow, workspace: top, event, path: [bin], temp: join(folder, "temp"), ...more,
    actions: {
      "actions/checkout": checkoutAction, "dtolnay/rust-toolchain": {}, "actions/cache": cacheAction(join(folder, "caches")),
      "actions/configure-pages": request ? never("configure-pages") : { base_url: "https://owner.github.io/repo" },
      "actions/upload-pages-artifact": request ? never("upload-pages-artifact") : pagesArtifact(given),
      "actions/deploy-pages": request ? never("deploy-pages") : { page_url: "https://owner.github.io/repo/" },
    },
  });
  return { ran, given, top, cargo: calls(bin, "cargo") };
}

const DONE = { build: "success", deploy: "success" };
const STOPPED = { build: "failure", deploy: "skipped" };

/** A push publishes the site, from a cold cache and from a warm one. */
const startersPush = (site) => (nutgraf) => within(async (folder) => {
  const cold = await generated(folder, nutgraf, "push", { site });
  const faults = otherwise(cold.ran, DONE);
  if (faults.length) return faults;
  rmSync(join(cold.top), { recursive: true });
  const warm = await generated(folder, nutgraf, "push", { site });
  const asked = `install --locked --root ${join(folder, "temp/nutgraf")} nutgraf@${VERSION}`;
  return [
    ...otherwise(warm.ran, DONE),
    ...must(warm.cargo.join("\n") === asked, `cargo was called so: ${warm.cargo.join("\n")}`),
    ...(await links.check(readSite(join(warm.top, site, "public"), "https://owner.github.io/repo/"))),
    ...must(warm.given.includes(".nutgraf-manifest.json"), "Pages was not given the hidden files"),
  ];
});

/** A pull request is built, strictly, and not published; nor is a site with an error. */
const startersFaults = (nutgraf) => within(async (folder) => {
  const run = (name, event, edit) => generated(join(folder, name), nutgraf, event, { edit });
  const text = (text) => (site) => writeFileSync(join(site, "content/more.md"), text);
  const warned = text("---\ntitle: More\nsources: [{id: x, title: X}]\n---\nText.\n");
  const request = await run("request", "pull_request");
  const push = await run("push", "push", text(FAULTY));
  return [
    ...otherwise(request.ran, { build: "success", deploy: "skipped" }),
    ...otherwise((await run("warned", "pull_request", warned)).ran, STOPPED),
    ...otherwise((await run("warned-push", "push", warned)).ran, DONE),
    ...otherwise(push.ran, STOPPED),
    ...push.given.map((path) => `Pages was given ${path}`),
  ];
});

/** What is wrong with a run in which a published sentence of `path`, as seen from the repository, was changed in silence. */
function annotated(ran, path) {
  const step = ran.jobs.build?.steps.find((step) => step.run?.includes(" check "));
  const lines = (step?.output ?? "").split("\n").filter((line) => line.includes("history/silent-edit"));
  const place = `::warning file=${path},line=`;
  const wanted = lines.length === 1 && lines[0].startsWith(place) && lines[0].includes(",title=history/silent-edit::");
  return [
    ...otherwise(ran, { build: "success", deploy: "skipped" }),
    ...must(step?.outcome === "success", `the check ended so: ${step?.outcome}`),
    ...must(wanted, `no line begins with ${place}: ${step?.output}`),
  ];
}

/** Changes a sentence in a file; it must be there, or nothing is changed. */
function reword(path, from, to) {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

/** A pull request that changes a published sentence, and no entry in `updates` says so: GitHub is told where. */
const startersSilentEdit = (site) => (nutgraf) => within(async (folder) => {
  const page = "content/how-are-dates-written.md";
  const edit = (clone) => reword(join(clone, page), "different ways misunderstand", "different ways understand");
  const { ran } = await generated(folder, nutgraf, "pull_request", { site, edit });
  return annotated(ran, join(site, page));
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
  {
    title: "pages.yml, pull request: a published sentence that changed in silence is shown, and stops nothing",
    run: (nutgraf) => within(async (folder) => {
      const page = "content/why-links-die.md";
      const { ran } = await pages(folder, nutgraf, "pull_request", { edit: (clone) => reword(join(clone, page), "Nobody tells the pages", "Somebody tells the pages") });
      return annotated(ran, page);
    }),
  },
  { title: "the starter's workflow, push: the site is published, and nutgraf compiled once", run: startersPush("") },
  { title: "the starter's workflow in a folder of a repository likewise", run: startersPush("a site/in docs") },
  { title: "the starter's workflow, pull request: a published sentence that changed in silence is shown", run: startersSilentEdit("") },
  { title: "the starter's workflow in a folder of a repository, pull request: likewise", run: startersSilentEdit("a site/in docs") },
  { title: "the starter's workflow, pull request and faults: nothing is published", run: startersFaults },
  { title: "release.yml: tag, version and changelog must agree", run: tags },
  { title: "release.yml: the archive for this machine is whole, and the same twice", run: archive },
  { title: "release.yml: what was not built by its own jobs is not published", run: handedOver },
  { title: "ci.yml: the oldest Rust is the one that Cargo.toml promises", run: oldest },
];
