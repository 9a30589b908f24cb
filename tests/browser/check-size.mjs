// The home page is small, and reading needs no script.

import { gzipSync } from "node:zlib";
import { at, attr, fileAt } from "./site.mjs";

export const name = "size";
export const claim = "the home page is at most 60 kB, its stylesheets 15 kB gzipped, and no page but the search has a script";

const HTML_LIMIT = 60_000;
const CSS_LIMIT = 15_000;

export async function check(site) {
  const home = site.page("index.html");
  if (!home) return ["there is no home page"];
  const faults = [];
  const htmlSize = Buffer.byteLength(home.html);
  if (htmlSize > HTML_LIMIT) faults.push(`index.html has ${htmlSize} bytes, more than ${HTML_LIMIT}`);

  let cssSize = 0;
  for (const element of home.elements) {
    if (element.tagName !== "link" || !attr(element, "rel")?.split(/\s+/).includes("stylesheet")) continue;
    const { file } = fileAt(new URL(attr(element, "href"), home.url), site);
    if (file) cssSize += gzipSync(site.read(file), { level: 9 }).length;
  }
  if (cssSize > CSS_LIMIT) faults.push(`the home page's stylesheets have ${cssSize} bytes gzipped, more than ${CSS_LIMIT}`);

  for (const page of site.pages) {
    for (const element of page.elements) {
      if (element.tagName !== "script" || attr(element, "type") === "application/ld+json") continue;
      if (page.path === "search/index.html" && isOfSearch(element)) continue;
      faults.push(at(page, element, "a script that is not JSON-LD"));
    }
  }
  return faults;
}

/** Whether a script is nutgraf's own on the search page, which has no text of its own. */
function isOfSearch(element) {
  return attr(element, "type") === "module" && /\/search\/search\.js\?v=/.test(attr(element, "src") ?? "") && element.childNodes.length === 0;
}
