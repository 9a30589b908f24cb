// Every .bib file is read by a program that people cite with.

import { createRequire } from "node:module";

// This package's ES modules import JSON in a way that Node 20 refuses; its CommonJS ones work everywhere.
const require = createRequire(import.meta.url);
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");

export const name = "bibliography";
export const claim = "every .bib file is BibTeX, and its entries have a title and a key of their own";

export async function check(site) {
  const files = [...site.files].filter((path) => path.endsWith(".bib"));
  if (!files.length) return ["there is no .bib file"];
  return files.flatMap((path) => {
    let entries;
    try {
      entries = new Cite(site.read(path), { forceType: "@biblatex/text" }).data;
    } catch (error) {
      return [`${path}: ${error.message.split("\n")[0]}`];
    }
    if (!entries.length) return [`${path}: no entry`];
    const keys = entries.map((entry) => entry.id);
    return [
      ...entries.filter((entry) => !entry.title).map((entry) => `${path}: ${entry.id} has no title`),
      ...keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `${path}: two entries are called ${key}`),
    ];
  });
}
