// Tests the workflow runner: a small workflow that uses what it promises, and faults that it must not ignore.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate, holds } from "./expressions.mjs";
import { checkoutAction, runWorkflow } from "./run-workflow.mjs";

const CONTEXTS = { github: { event_name: "push", ref: "refs/tags/v1" }, steps: { a: { outputs: { "a-b": "x" } } }, needs: {} };
const EXPRESSIONS = [
  ["github.event_name == 'PUSH'", true], ["github.event_name != 'push'", false], ["!github.nothing", true],
  ["github.ref_type == 'tag' && 'yes' || 'no'", "no"], ["startsWith(github.ref, 'refs/tags/') && 'yes' || 'no'", "yes"],
  ["steps.a.outputs['a-b']", "x"], ["steps.a.outputs.a-b", "x"], ["steps.b.outputs.c", null], ["'it''s'", "it's"],
  ["contains(fromJSON('[1, 2]'), 2)", true], ["format('{1}-{0}', 'a', 'b')", "b-a"], ["(1 < 2) == true", true], ["null == ''", true], ["'1' == 1", true],
];
const FAULTY_EXPRESSIONS = ["github.", "github == ", "(1", "unknown.x", "unknown(1)", "1 2", "github.ref ? 1", "format('a'"];

const FLOW = `on: [push]
env: {A: top, B: "\${{ github.event_name }}"}
jobs:
  last:
    needs: [rows, fails]
    if: \${{ !cancelled() && needs.fails.result == 'failure' }}
    steps:
      - run: test "$ONE$TWO" = onetwo
        env: {ONE: "\${{ needs.rows.outputs.one }}", TWO: "\${{ needs.rows.outputs.two }}"}
  never:
    needs: fails
    steps: [{run: exit 0}]
  first:
    outputs: {said: "\${{ steps.said.outputs.text }}"}
    steps:
      - uses: some/action@v1
        id: action
        with: {path: "\${{ env.A }}"}
      - run: |
          test "$A$B$C" = toppushstep
          test -z "$SECRET_OF_THE_CALLER"
          printf 'text<<END\\none\\ntwo\\nEND\\nplain=a=b\\n' >> "$GITHUB_OUTPUT"
          echo "A=changed" >> "$GITHUB_ENV"
          mkdir bin && printf '#!/bin/sh\\necho found' > bin/tool && chmod +x bin/tool
          echo "$PWD/bin" >> "$GITHUB_PATH"
        id: said
        env: {C: step}
      - run: test "$A" = changed && test "$(tool)" = found && test "\${{ steps.action.outputs.it }}" = given
      - run: false | true
      - {run: "false | true", shell: bash, continue-on-error: true, id: pipe}
      - {run: exit 1, if: steps.pipe.outcome != 'failure'}
      - {run: exit 1, if: failure()}
      - {run: test "$(pwd)" = "$GITHUB_WORKSPACE/bin", working-directory: bin}
  rows:
    needs: first
    strategy: {matrix: {include: [{name: one}, {name: two}]}}
    outputs: {one: "\${{ steps.a.outputs.one }}", two: "\${{ steps.a.outputs.two }}"}
    steps:
      - {id: a, run: "echo \\"$NAME=$NAME\\" >> $GITHUB_OUTPUT", env: {NAME: "\${{ matrix.name }}"}}
  fails:
    steps:
      - run: |
          false
          true
      - run: touch after
      - {run: touch always, if: always()}
`;
const ENDS = { first: "success", rows: "success", fails: "failure", never: "skipped", last: "success" };
const OUTCOMES = { first: "success success success success failure skipped skipped success", fails: "failure skipped success" };
// What must be refused rather than guessed.
const REFUSED = [
  ["some/action@v1", "other/action@v1", /not simulated/], ["shell: bash", "shell: pwsh", /shell `pwsh`/], ["needs: first", "needs: nobody", /not there/],
  ["needs: first", "needs: last", /need each other/], ["on: [push]", "on: [schedule]", /does not run on/], ["plain=a=b", "plain", /assigns nothing/],
  ["\\nEND\\n", "\\n", /did not end it/], ["if: failure()", "if: status()", /not simulated/], ["include: [{name: one}", "exclude: [{name: one}", /not simulated/],
];

async function run(flow) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-runner-"));
  process.env.SECRET_OF_THE_CALLER = "secret";
  try {
    const workspace = join(folder, "work");
    mkdirSync(workspace);
    writeFileSync(join(folder, "flow.yml"), flow);
    const action = (step) => ({ outputs: { it: step.with.path === "top" ? "given" : "" } });
    return await runWorkflow({ file: join(folder, "flow.yml"), workspace, event: "push", actions: { "some/action": action } });
  } finally {
    delete process.env.SECRET_OF_THE_CALLER;
    rmSync(folder, { recursive: true });
  }
}

const thrown = async (use) => {
  try {
    await use();
    return "nothing";
  } catch (error) {
    return error.message;
  }
};

async function expressions() {
  const wrong = EXPRESSIONS.filter(([text, wanted]) => evaluate(text, CONTEXTS) !== wanted).map(([text]) => `${text} is ${evaluate(text, CONTEXTS)}`);
  for (const text of FAULTY_EXPRESSIONS) if ((await thrown(() => evaluate(text, CONTEXTS))) === "nothing") wrong.push(`\`${text}\` was understood`);
  const after = { success: () => false, failure: () => true, always: () => true };
  const kept = ["failure()", "${{ always() }}"].filter((text) => !holds(text, CONTEXTS, after));
  const lost = ["true", undefined, "success()"].filter((text) => holds(text, CONTEXTS, after));
  return [...wrong, ...[...kept, ...lost].map((text) => `after a failure, \`if: ${text}\` is decided wrongly`)];
}

async function flow() {
  const { jobs, ok } = await run(FLOW);
  const wrong = Object.entries(ENDS).filter(([name, result]) => jobs[name].result !== result).map(([name]) => `${name}: ${JSON.stringify(jobs[name], null, 1)}`);
  for (const [name, outcomes] of Object.entries(OUTCOMES)) {
    const found = jobs[name].steps.map((step) => step.outcome).join(" ");
    if (found !== outcomes) wrong.push(`the steps of ${name} ended so: ${found}`);
  }
  if (jobs.first.outputs.said !== "one\ntwo") wrong.push(`the output was ${JSON.stringify(jobs.first.outputs.said)}`);
  return ok ? [...wrong, "all is said to be well"] : wrong;
}

async function refused() {
  const wrong = [];
  for (const [from, to, wanted] of REFUSED) {
    const planted = FLOW.replace(from, () => to);
    const message = planted === FLOW ? "nothing was planted" : await thrown(() => run(planted));
    if (!wanted.test(message)) wrong.push(`\`${to}\`: ${wanted} was expected, and there was: ${message}`);
  }
  return wrong;
}

const CHECKOUT = `on: [pull_request]
jobs:
  look:
    steps:
      - {uses: actions/checkout@v1, with: {DEPTH}}
      - run: |
          echo "commits: $(git rev-list --count HEAD), main: $(git rev-list --count "origin/$BASE" || echo none)"
          echo "branches: $(git branch --list --format '%(refname)' 'main' 'topic'), file: $(cat file)"
        env: {BASE: "\${{ github.base_ref }}"}
`;

/** The history that a checkout fetches: nothing before the last commit, or all of it, with the branches of `origin`. */
async function checkout() {
  const wrong = [];
  const all = /commits: 2, main: 1\nbranches: , file: new/;
  for (const [depth, wanted] of [["", /commits: 1, main: none\n/], ["fetch-depth: '1'", /commits: 1, main: none\nbranches: , file: new/], ["fetch-depth: 0", all]]) {
    const folder = mkdtempSync(join(tmpdir(), "nutgraf-runner-"));
    try {
      const git = (...args) => execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], { cwd: folder });
      git("init", "--quiet", "-b", "main");
      for (const text of ["old", "new"]) {
        writeFileSync(join(folder, "file"), text);
        git("add", "file");
        git("commit", "--quiet", "-m", text);
        if (text === "old") git("checkout", "--quiet", "-b", "topic");
      }
      writeFileSync(join(folder, "flow.yml"), CHECKOUT.replace("DEPTH", depth));
      const { jobs } = await runWorkflow({ file: join(folder, "flow.yml"), workspace: folder, event: "pull_request", actions: { "actions/checkout": checkoutAction } });
      const { output } = jobs.look.steps.at(-1);
      if (!wanted.test(output)) wrong.push(`with \`${depth}\`: ${JSON.stringify(jobs.look.steps)}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return wrong;
}

/** Each makes one line of `report`. */
export async function runnerSelftest(report) {
  await report("selftest runner of workflows: expressions are GitHub's", expressions);
  await report("selftest runner of workflows: steps, jobs and rows end as on GitHub", flow);
  await report("selftest runner of workflows: what it cannot simulate is refused", refused);
  await report("selftest runner of workflows: a checkout fetches the history that it is asked for", checkout);
}
