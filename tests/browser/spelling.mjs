// Checks the spelling of what people read in this repository: British English, with cspell, which uses no network, and
// our own words in `words.txt`. `cspell.json` says what is not text: code, addresses, marks, ids, names of authors.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [CSPELL, SETTINGS, WORDS] = ["node_modules/cspell/bin.mjs", "cspell.json", "words.txt"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

export const title = "spelling: the site, its guide, the words of themes and what is said of findings are in British English";

/** The files with texts for people, relative to `root`. */
function textsIn(root) {
  const content = readdirSync(join(root, "content"), { recursive: true }).filter((path) => /\.(md|yaml)$/.test(path));
  return [
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
    ...content.map((path) => `content/${path}`),
    ...readdirSync(join(root, "themes")).map((theme) => `themes/${theme}/words/en.toml`).filter((path) => existsSync(join(root, path))),
  ];
}

/** The words in the texts of `root` that are neither English nor in our list, each with its place. */
export function check(root, note = () => {}) {
  const files = textsIn(root);
  const options = ["--config", SETTINGS, "--root", root, "--no-progress", "--no-color", "--no-gitignore", "--show-suggestions"];
  const run = spawnSync(process.execPath, [CSPELL, "lint", ...options, ...files], { cwd: root, encoding: "utf8" });
  const [, checked] = /Files checked: (\d+)/.exec(run.stderr) ?? [];
  if (Number(checked) !== files.length) return [`cspell did not read ${files.length} files: ${run.error ?? run.stderr.slice(0, 500)}`];
  note(`${checked} files`);
  const words = readFileSync(WORDS, "utf8").trimEnd().split("\n");
  const unsorted = words.filter((word, i) => i && word.toLowerCase() <= words[i - 1].toLowerCase());
  return [...unsorted.map((word) => `words.txt: ${word} is out of order`), ...run.stdout.split("\n").filter(Boolean)];
}

// A small repository without a fault; every `teh…` in it is outside text.
const GOOD = {
  "README.md": "# The colour of nutgraf\n\nIts behaviour, in [a word](tehlink.md).\n\n```sh\ntehblock\n```\n",
  "CHANGELOG.md": "- A `tehcode` and ``teh`other``.\n",
  "CONTRIBUTING.md": "See <https://example.org/tehaddress>.\n",
  "content/sources.yaml": "- id: tehid\n  author:\n    - Ada Tehname\n  note: Read as a copy.\n",
  "content/guide/a.md": "---\ntitle: A page\n---\n\nA claim [@tehmark, p. 4].[^tehnote]\n\n1. In a list:\n\n   ````markdown\n   ```sh\n   tehinner\n   ```\n   ````\n",
  "themes/one/words/en.toml": "tehkey = \"Key points\"\n",
};
// What is added to a file, and what must be said of it.
const PLANTED = [
  ["README.md", "A mispeled word.\n", /^README\.md:\d+:\d+ .*mispeled/],
  ["CHANGELOG.md", "The color of links.\n", /^CHANGELOG\.md:.*color/],
  ["CONTRIBUTING.md", "It stands in the center.\n", /^CONTRIBUTING\.md:.*center/],
  ["content/guide/a.md", "Its behavior after the block.\n", /^content\/guide\/a\.md:.*behavior/],
  ["content/sources.yaml", "- id: b\n  title: A misteak\n", /^content\/sources\.yaml:.*misteak/],
  ["themes/one/words/en.toml", "b = \"Stil open\"\n", /^themes\/one\/words\/en\.toml:.*Stil\b/],
];

export const selftest = {
  title: "selftest spelling: sees what is planted, and nothing else",
  run: () => {
    const root = mkdtempSync(join(tmpdir(), "nutgraf-selftest-"));
    try {
      const files = { ...GOOD };
      const look = () => {
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), text);
        }
        return check(root);
      };
      const wrong = look().map((fault) => `wrongly, of good texts: ${fault}`);
      for (const [path, text] of PLANTED) files[path] += text;
      const seen = look();
      const missed = PLANTED.filter(([, , wanted]) => !seen.some((fault) => wanted.test(fault)));
      return [...wrong, ...missed.map(([, , wanted]) => `not seen: ${wanted}; seen: ${seen.join("\n  ") || "nothing"}`)];
    } finally {
      rmSync(root, { recursive: true });
    }
  },
};
