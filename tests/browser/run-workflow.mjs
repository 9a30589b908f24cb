// Runs a workflow of GitHub Actions here: every `run` step for real, every `uses` step as the caller simulates it.
//
//   import { runWorkflow, cacheAction, checkoutAction, pagesArtifact } from "./run-workflow.mjs";
//   const result = await runWorkflow({ file, workspace, event: "push", actions: {
//     "dtolnay/rust-toolchain": {},                                  // outputs, here none
//     "actions/checkout": checkoutAction,                            // if the workspace is a repository
//     "actions/configure-pages": { base_url: "https://x.github.io/y" },
//     "actions/cache": cacheAction(folder),                          // or a function, see below
//   }});
//
// or, for one look at a workflow:
//
//   node run-workflow.mjs [--event push] [--ref refs/heads/main] [--job NAME]... [--env NAME=VALUE]...
//     [--action OWNER/NAME[:OUTPUT=VALUE]]... WORKFLOW WORKSPACE
//
// What is given: file the workflow temp the runner's folder for what passes, which is emptied first [a new one, removed
// at the end] workspace the folder that stands for the checkout, which must be there: a scratch clone, for steps write
// into it; or a function of the job's name that makes one, since on GitHub each job has its own event `push`,
// `pull_request`, `workflow_dispatch`, `schedule` ref [refs/heads/main; for a pull request refs/pull/1/merge] github
// more of the context `github`, over what is simulated inputs, vars, secrets those contexts [none] jobs the names of
// those to run, and no others [all, each after those that it needs] results by the job's name, the { result, outputs }
// of jobs that are needed and not run [success, no outputs] matrix by the job's name, the rows to run instead of those
// that the workflow lists actions by `owner/name`: an object of outputs, or a function of { with, env, job, step,
// workspace } that gives { outputs, post }, where `post` is called after the job's last step with { success }. An
// action that is not named here is an error. env variables for every step, over PATH, HOME, LANG, XDG_STATE_HOME and
// where cargo and rustup live. Nothing else of the caller's environment reaches a step. path folders to put before
// PATH: where the caller's stand-ins for programs are echo whether what steps print is shown at once [false]
//
// What comes back: { ok, jobs }, where `jobs` has for each job { result: "success" | "failure" | "skipped", outputs,
// environment, steps }, and each step { name, id, uses, run, outcome, outputs, output, env, row }. `ok` is whether no
// job failed.
//
// As on GitHub: a step without `shell` runs with `bash -e`, one with `shell: bash` also with `-o pipefail`; a failed
// step ends its job unless `continue-on-error`; a job runs when all that it needs succeeded, unless its `if` asks for
// more; GITHUB_OUTPUT, GITHUB_ENV and GITHUB_PATH are files that steps write to; a row's outputs are joined, and empty
// ones dropped. What is not simulated (other shells, services, containers, calls of workflows) is an error.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { fill, holds, textOf } from "./expressions.mjs";

const SHELLS = { undefined: ["-e"], bash: ["--noprofile", "--norc", "-e", "-o", "pipefail"] };
const KEPT = ["PATH", "HOME", "LANG", "TMPDIR", "XDG_STATE_HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];
const NOT_SIMULATED = ["container", "services", "uses"];

/** The `NAME=VALUE` and `NAME<<END` lines of a file that a step wrote to. */
function assignments(text) {
  const found = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    if (!lines[at]) continue;
    const [, name, sign, value] = /^([^=<]+)(=|<<)(.*)$/.exec(lines[at]) ?? [];
    if (!name) throw new Error(`a step wrote \`${lines[at]}\`, which assigns nothing`);
    if (sign === "=") {
      found[name] = value;
      continue;
    }
    const end = lines.indexOf(value, at + 1);
    if (end < 0) throw new Error(`a step began \`${name}<<${value}\` and did not end it`);
    found[name] = lines.slice(at + 1, end).join("\n");
    at = end;
  }
  return found;
}

/** The contexts that do not change while a workflow runs. */
function surroundings(given, name, workspace) {
  const request = given.event === "pull_request";
  const ref = given.ref ?? (request ? "refs/pull/1/merge" : "refs/heads/main");
  const sha = spawnSync("git", ["rev-parse", "HEAD"], { cwd: workspace, encoding: "utf8" }).stdout?.trim() || "0".repeat(40);
  const github = {
    event_name: given.event, ref, ref_name: ref.replace(/^refs\/[^/]+\//, ""), ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    head_ref: request ? "topic" : "", base_ref: request ? "main" : "", sha, repository: "owner/repo", repository_owner: "owner",
    workflow: name, run_id: "1", run_number: "1", run_attempt: "1", actor: "owner", token: "simulated-token", workspace,
    server_url: "https://github.com", api_url: "https://api.github.com", event: {}, ...given.github,
  };
  const { inputs = {}, vars = {}, secrets = {} } = given;
  return { github, inputs, vars, secrets, runner: { os: "Linux", arch: "X64", temp: given.temp } };
}

/** Variables that every step on GitHub sees. */
function variables({ github, runner }) {
  const named = ["event_name", "ref", "ref_name", "ref_type", "head_ref", "base_ref", "sha", "repository", "repository_owner", "workflow", "run_id", "run_number", "run_attempt", "actor", "workspace", "server_url", "api_url"];
  const found = Object.fromEntries(named.map((key) => [`GITHUB_${key.toUpperCase()}`, github[key]]));
  return { ...found, CI: "true", GITHUB_ACTIONS: "true", RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_TEMP: runner.temp };
}

/** One job, or one row of its matrix, while it runs. */
class Job {
  constructor(given, workflow, name, row, contexts) {
    Object.assign(this, { given, workflow, name, definition: workflow.jobs[name], row });
    this.workspace = resolve(typeof given.workspace === "function" ? given.workspace(name) : given.workspace);
    if (!existsSync(this.workspace)) throw new Error(`the workspace ${this.workspace} is not there`);
    this.contexts = { ...contexts, matrix: row ?? {}, strategy: {}, steps: {}, env: {}, job: { status: "success" } };
    this.contexts.github = { ...contexts.github, job: name, workspace: this.workspace };
    this.failed = false;
    this.added = {};
    this.path = [...(given.path ?? [])];
    this.posts = [];
    this.functions = {
      success: () => !this.failed, failure: () => this.failed, always: () => true, cancelled: () => false,
      hashfiles: (...files) => this.hash(files),
    };
  }

  hash(files) {
    const digest = createHash("sha256");
    for (const file of files) {
      if (/[*?[]/.test(file)) throw new Error(`hashFiles('${file}'): patterns are not simulated`);
      if (existsSync(join(this.workspace, file))) digest.update(readFileSync(join(this.workspace, file)));
    }
    return digest.digest("hex");
  }

  fill(value) {
    return fill(value, this.contexts, this.functions);
  }

  /** The variables of a map of the workflow, as texts. */
  variables(map) {
    return Object.fromEntries(Object.entries(this.fill(map ?? {})).map(([key, value]) => [key, textOf(value)]));
  }

  async run() {
    this.contexts.env = this.variables(this.workflow.env);
    this.contexts.env = { ...this.contexts.env, ...this.variables(this.definition.env) };
    const common = this.contexts.env;
    const steps = [];
    for (const definition of this.definition.steps) {
      this.contexts.env = { ...common, ...this.added };
      if (holds(definition.if, this.contexts, this.functions)) steps.push(await this.step(definition));
      else steps.push(this.done(definition, { outcome: "skipped" }));
    }
    for (const post of this.posts.reverse()) await post({ success: !this.failed });
    const outputs = this.fill(this.definition.outputs ?? {});
    return { result: this.failed ? "failure" : "success", outputs, environment: this.fill(this.definition.environment), steps };
  }

  async step(definition) {
    const env = this.variables(definition.env);
    this.contexts.env = { ...this.contexts.env, ...env };
    const made = definition.uses ? await this.action(definition, env) : this.command(definition);
    if (made.outcome === "failure" && !this.fill(definition["continue-on-error"])) this.failed = true;
    this.contexts.job.status = this.failed ? "failure" : "success";
    return this.done(definition, { ...made, env });
  }

  /** Keeps what a step made, for the steps after it. */
  done(definition, made) {
    const { id, uses, run } = definition;
    const outputs = made.outputs ?? {};
    if (id) this.contexts.steps = { ...this.contexts.steps, [id]: { outputs, outcome: made.outcome, conclusion: made.outcome } };
    return { name: this.fill(definition.name) ?? uses ?? run, id, uses, run, output: "", env: {}, row: this.row, ...made, outputs };
  }

  async action(definition, env) {
    const name = definition.uses.split("@")[0];
    const known = this.given.actions?.[name];
    if (!known) throw new Error(`the action \`${name}\` is not simulated; name it in \`actions\``);
    const inputs = this.fill(definition.with ?? {});
    if (typeof known !== "function") return { outcome: "success", outputs: known };
    try {
      const made = (await known({ with: inputs, env, job: this.name, step: definition, workspace: this.workspace })) ?? {};
      if (made.post) this.posts.push(made.post);
      return { outcome: "success", outputs: made.outputs ?? {} };
    } catch (error) {
      return { outcome: "failure", output: error.message };
    }
  }

  command(definition) {
    const defaults = { ...this.workflow.defaults?.run, ...this.definition.defaults?.run };
    const shell = definition.shell ?? defaults.shell;
    if (!(shell in SHELLS)) throw new Error(`the shell \`${shell}\` is not simulated`);
    const folder = mkdtempSync(join(tmpdir(), "nutgraf-step-"));
    try {
      const files = Object.fromEntries(["OUTPUT", "ENV", "PATH", "STEP_SUMMARY"].map((key) => [`GITHUB_${key}`, join(folder, key)]));
      for (const file of Object.values(files)) writeFileSync(file, "");
      const script = join(folder, "script.sh");
      writeFileSync(script, `${this.fill(definition.run)}\n`);
      const own = Object.fromEntries(KEPT.filter((key) => process.env[key] !== undefined).map((key) => [key, process.env[key]]));
      const env = { ...own, ...variables(this.contexts), ...this.given.env, ...this.contexts.env, ...files };
      env.PATH = [...this.path, env.PATH].join(delimiter);
      const minutes = this.fill(definition["timeout-minutes"] ?? this.definition["timeout-minutes"] ?? 360);
      const cwd = resolve(this.workspace, this.fill(definition["working-directory"] ?? defaults["working-directory"] ?? "."));
      const options = { cwd, env, encoding: "utf8", maxBuffer: 1 << 28, timeout: minutes * 60_000, stdio: ["ignore", "pipe", "pipe"] };
      const ran = spawnSync("bash", [...SHELLS[shell], script], options);
      const output = `${ran.stdout ?? ""}${ran.stderr ?? ""}${ran.error ? `\n${ran.error.message}` : ""}`;
      if (this.given.echo) process.stdout.write(output);
      Object.assign(this.added, assignments(readFileSync(files.GITHUB_ENV, "utf8")));
      this.path.unshift(...readFileSync(files.GITHUB_PATH, "utf8").split("\n").filter(Boolean).reverse());
      const outputs = assignments(readFileSync(files.GITHUB_OUTPUT, "utf8"));
      return { outcome: ran.status === 0 ? "success" : "failure", outputs, output };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** The rows of a job's matrix; one row without values if it has none. */
function rows(definition, given) {
  if (given) return given;
  const { include = [], exclude, ...axes } = definition.strategy?.matrix ?? {};
  if (exclude || (include.length && Object.keys(axes).length)) throw new Error("a matrix of `include` and axes, or with `exclude`, is not simulated");
  if (include.length) return include;
  return Object.entries(axes).reduce((all, [key, values]) => all.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))), [{}]);
}

/** The jobs in an order in which each stands after all that it needs. */
function ordered(jobs) {
  const order = [];
  const visit = (name, above) => {
    if (!jobs[name]) throw new Error(`\`${above.at(-1)}\` needs a job \`${name}\`, which is not there`);
    if (above.includes(name)) throw new Error(`the jobs ${[...above, name].join(" → ")} need each other`);
    for (const needed of [jobs[name].needs ?? []].flat()) visit(needed, [...above, name]);
    if (!order.includes(name)) order.push(name);
  };
  for (const name of Object.keys(jobs)) visit(name, []);
  return order;
}

/** Runs a workflow; the head of this file says with what. */
export async function runWorkflow(given) {
  const temp = given.temp ?? mkdtempSync(join(tmpdir(), "nutgraf-runner-"));
  rmSync(temp, { recursive: true, force: true });
  mkdirSync(temp, { recursive: true });
  try {
    return await jobsOf({ ...given, temp });
  } finally {
    if (!given.temp) rmSync(temp, { recursive: true, force: true });
  }
}

async function jobsOf(given) {
  const workflow = parse(readFileSync(given.file, "utf8"));
  const triggers = typeof workflow.on === "string" ? [workflow.on] : Array.isArray(workflow.on) ? workflow.on : Object.keys(workflow.on);
  if (!triggers.includes(given.event)) throw new Error(`the workflow does not run on \`${given.event}\``);
  const anywhere = typeof given.workspace === "string" ? resolve(given.workspace) : tmpdir();
  const contexts = surroundings(given, workflow.name ?? given.file, anywhere);
  const jobs = {};
  for (const name of ordered(workflow.jobs)) {
    const definition = workflow.jobs[name];
    const strange = NOT_SIMULATED.find((key) => definition[key] !== undefined);
    if (strange) throw new Error(`the job \`${name}\` has \`${strange}\`, which is not simulated`);
    if (given.jobs && !given.jobs.includes(name)) continue;
    const needed = [definition.needs ?? []].flat();
    const needs = Object.fromEntries(needed.map((each) => [each, jobs[each] ?? { result: "success", outputs: {}, ...given.results?.[each] }]));
    const results = Object.values(needs).map((each) => each.result);
    const functions = {
      success: () => results.every((result) => result === "success"), failure: () => results.includes("failure"),
      always: () => true, cancelled: () => false,
    };
    if (!holds(definition.if, { ...contexts, needs }, functions)) {
      jobs[name] = { result: "skipped", outputs: {}, steps: [] };
      continue;
    }
    const made = [];
    for (const row of rows(definition, given.matrix?.[name])) made.push(await new Job(given, workflow, name, row, { ...contexts, needs }).run());
    const outputs = Object.fromEntries(made.flatMap((each) => Object.entries(each.outputs).filter(([, value]) => textOf(value) !== "")));
    const result = made.every((each) => each.result === "success") ? "success" : "failure";
    jobs[name] = { result, outputs, environment: made[0].environment, steps: made.flatMap((each) => each.steps) };
  }
  return { ok: Object.values(jobs).every((job) => job.result !== "failure"), jobs };
}

/**
 * `actions/checkout`, in a workspace where all is checked out already: afterwards, git knows as much of the history as
 * on GitHub. That is the last commit; with `fetch-depth: 0` it is everything, and the branches are those of `origin`.
 */
export function checkoutAction({ with: given, workspace }) {
  const git = (...args) => {
    const ran = spawnSync("git", args, { cwd: workspace, encoding: "utf8" });
    if (ran.status !== 0) throw new Error(`git ${args.join(" ")}: ${ran.stderr}`);
    return ran.stdout.trim();
  };
  const depth = String(given["fetch-depth"] ?? "1");
  if (!["0", "1"].includes(depth)) throw new Error(`a checkout with a depth of ${depth} is not simulated`);
  const head = git("rev-parse", "HEAD");
  const refs = git("for-each-ref", "--format=%(refname)").split("\n").filter(Boolean);
  const branches = refs.filter((ref) => ref.startsWith("refs/heads/")).map((ref) => [ref.slice("refs/heads/".length), git("rev-parse", ref)]);
  git("checkout", "--quiet", "--detach");
  for (const ref of refs) git("update-ref", "--no-deref", "-d", ref);
  if (depth === "0") for (const [name, commit] of branches) git("update-ref", `refs/remotes/origin/${name}`, commit);
  else writeFileSync(resolve(workspace, git("rev-parse", "--git-path", "shallow")), `${head}\n`);
}

/** `actions/cache`, with `folder` as the place where caches are kept. */
export function cacheAction(folder) {
  const place = (key, paths) => join(folder, createHash("sha256").update(`${key}\n${paths}`).digest("hex"));
  return ({ with: given, workspace }) => {
    const paths = String(given.path).split("\n").filter(Boolean);
    const kept = place(given.key, given.path);
    const index = join(folder, "keys.json");
    const known = () => (existsSync(index) ? JSON.parse(readFileSync(index, "utf8")) : []);
    const starts = String(given["restore-keys"] ?? "").split("\n").filter(Boolean);
    const found = [given.key, ...starts].flatMap((start, at) => known().filter((key) => (at ? key.startsWith(start) : key === start)).slice(-1))[0];
    const from = found && place(found, given.path);
    if (from && existsSync(from)) {
      for (const path of paths) if (existsSync(join(from, path))) cpSync(join(from, path), resolve(workspace, path), { recursive: true });
    } else if (String(given["fail-on-cache-miss"]) === "true") {
      throw new Error(`no cache has the key ${given.key}`);
    }
    const post = ({ success }) => {
      if (!success || existsSync(kept)) return;
      const there = paths.filter((path) => existsSync(resolve(workspace, path)));
      if (!there.length) return;
      mkdirSync(kept, { recursive: true });
      for (const path of there) cpSync(resolve(workspace, path), join(kept, path), { recursive: true });
      writeFileSync(index, JSON.stringify([...known(), given.key]));
    };
    return { outputs: { "cache-hit": String(found === given.key) }, post };
  };
}

/** `actions/upload-pages-artifact`: `seen` gets the names of the files that Pages would be given. */
export function pagesArtifact(seen) {
  return ({ with: given, workspace }) => {
    const folder = resolve(workspace, given.path ?? "_site");
    if (!existsSync(folder)) throw new Error(`there is no folder ${given.path}`);
    const hidden = String(given["include-hidden-files"] ?? "false") === "true";
    for (const name of readdirSync(folder, { recursive: true })) {
      if (lstatSync(join(folder, name)).isDirectory()) continue;
      if (hidden || !name.split("/").some((part) => part.startsWith("."))) seen.push(name);
    }
    if (!seen.includes("index.html")) throw new Error(`${given.path} has no index.html`);
    seen.sort();
    return { outputs: { artifact_id: "1" } };
  };
}

async function main() {
  const many = { type: "string", multiple: true, default: [] };
  const { values, positionals } = parseArgs({
    options: { event: { type: "string", default: "push" }, ref: { type: "string" }, job: many, env: many, action: many },
    allowPositionals: true,
  });
  const [file, workspace] = positionals;
  if (!workspace) throw new Error("usage: node run-workflow.mjs [OPTION]... WORKFLOW WORKSPACE; the head of the file has the options");
  const pair = (text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)];
  const actions = {};
  for (const text of values.action) {
    const [name, output] = text.split(/:(.*)/s);
    actions[name] = { ...actions[name], ...(output ? Object.fromEntries([pair(output)]) : {}) };
  }
  const jobs = values.job.length ? values.job : undefined;
  const env = Object.fromEntries(values.env.map(pair));
  const { ok, jobs: ran } = await runWorkflow({ file, workspace, event: values.event, ref: values.ref, jobs, env, actions, echo: true });
  for (const [name, job] of Object.entries(ran)) {
    console.log(`${name}: ${job.result}`);
    for (const step of job.steps) console.log(`  ${step.outcome}: ${step.name}`);
  }
  process.exitCode = ok ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
