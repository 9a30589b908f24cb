// Checks every page with html-validate: its recommended and document presets, except the rules below.

import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

export const name = "html";
export const claim = "html-validate finds no error and no warning on any page";

const CONFIG = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // `<!doctype html>` is as good as `<!DOCTYPE html>`, and is the form in the HTML standard's examples.
    "doctype-style": ["error", { style: "lowercase" }],
    // A void element may be written `<br>` (the theme) or `<br />` (what Markdown and an author's HTML give).
    "void-style": "off",
    // Titles are the author's, and are as long as the question that a page answers.
    "long-title": "off",
    // Style sheets come from the site itself; a digest protects against other hosts, and no other host may be asked.
    "require-sri": ["error", { target: "crossorigin" }],
    // An anchor comes from its text, in any script of the world, and may start with a digit.
    "valid-id": ["error", { relaxed: true }],
    // Bytes nobody sees; templates and the author's own lines may end in a space.
    "no-trailing-whitespace": "off",
    // Telephone numbers are the author's business.
    "tel-non-breaking": "off",
  },
};

export async function check(site) {
  const validator = new HtmlValidate(new StaticConfigLoader([], CONFIG));
  const faults = [];
  for (const { path, html } of site.pages) {
    const report = await validator.validateString(html, join(site.dir, path));
    for (const { messages } of report.results) {
      for (const m of messages) faults.push(`${path}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`);
    }
  }
  return faults;
}
