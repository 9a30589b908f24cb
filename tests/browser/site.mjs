// A built site as the checks see it: the files of the output folder, its pages parsed, and the
// one function that says which file an address means. Nothing here judges anything.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, parseFragment } from "parse5";

/** Thrown by a check that cannot run here; the message says what is missing. */
export class Skip extends Error {}

/** Reads the output folder `folder`, built for `baseUrl`. */
export function readSite(folder, baseUrl) {
  const dir = resolve(folder);
  const base = new URL(baseUrl);
  const files = new Set(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, "/").length))
      // A checked-out branch is beside git's own folder.
      .filter((path) => !path.startsWith(".git/"))
      .sort(),
  );
  const read = (path) => readFileSync(join(dir, path), "utf8");
  const pages = [...files].filter((path) => path.endsWith(".html")).map((path) => readPage(path, read(path), base));
  return { dir, base, files, read, pages, page: (path) => pages.find((page) => page.path === path) };
}

/** A page of the site, parsed; `path` is its place in the output folder. */
export function readPage(path, html, base) {
  const document = parse(html, { sourceCodeLocationInfo: true });
  const elements = [...walk(document)].filter((node) => node.tagName);
  const ids = new Set(elements.map((element) => attr(element, "id")).filter((id) => id !== undefined));
  const page = { path, html, document, elements, ids, url: addressOf(path, base) };
  return { ...page, kind: kindOf(page) };
}

/** What sort of page it is, told by its place in the output folder. */
function kindOf({ path, elements }) {
  if (elements.some((e) => e.tagName === "meta" && attr(e, "http-equiv")?.toLowerCase() === "refresh")) return "redirect";
  const place = path.replace(/(^|\/)page\/\d+\/index\.html$/, "$1index.html");
  if (place === "index.html") return "home";
  if (place === "404.html") return "404";
  const [, folder, deeper] = place.match(/^(topics|questions|sources|updates|about|search|a-z)\/(.+\/)?index\.html$/) ?? [];
  if (deeper) return { topics: "topic", questions: "questions-topic" }[folder] ?? "article";
  return folder ?? "article";
}

/** The pages that represent all others in expensive checks: the longest of each kind, and the shortest article. */
export function pagesOfEachKind(site) {
  const chosen = new Map();
  for (const page of site.pages.filter((page) => page.kind !== "redirect")) {
    const best = chosen.get(page.kind);
    if (!best || page.html.length > best.html.length) chosen.set(page.kind, page);
  }
  const articles = site.pages.filter((page) => page.kind === "article").sort((a, b) => a.html.length - b.html.length);
  return [...new Set([...chosen.values(), ...articles.slice(0, 1)])];
}

/** The address under which a host of static files shows the file. */
export function addressOf(path, base) {
  const place = path.replace(/(^|\/)index\.html$/, "$1");
  return new URL(place.split("/").map(encodeURIComponent).join("/"), base);
}

/**
 * The file that `url` means, as `{ file }`, or what is wrong with it, as `{ fault }`.
 * A folder is its `index.html`, and is written with a slash: a host would redirect otherwise.
 */
export function fileAt(url, site) {
  if (!url.pathname.startsWith(site.base.pathname)) return { fault: "lies outside the base path" };
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(site.base.pathname.length));
  } catch {
    return { fault: "is not valid percent-encoding" };
  }
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (site.files.has(path)) return { file: path };
  if (site.files.has(`${path}/index.html`)) return { fault: "lacks the slash at the end" };
  return { fault: `means no file (${path})` };
}

/** All nodes below `node`, in document order, those in `template` elements too. */
export function* walk(node) {
  yield node;
  for (const child of node.childNodes ?? []) yield* walk(child);
  if (node.content) yield* walk(node.content);
}

export function attr(element, name) {
  return element.attrs?.find((attribute) => attribute.name === name)?.value;
}

/** The text below a node that a reader can come to see. */
export function text(node) {
  if (node.nodeName === "#text") return node.value;
  if (["script", "style", "template"].includes(node.tagName)) return "";
  const inner = (node.childNodes ?? []).map(text).join("");
  return INLINE.has(node.tagName) ? inner : ` ${inner} `;
}

// `sup` parts words: a mark after a year is not part of the year.
const INLINE = new Set("a abbr b cite code del dfn em i ins kbd mark q s small span strong sub time u".split(" "));

/** A line for a fault on a page: where it is, and what. */
export function at(page, element, message) {
  const line = element?.sourceCodeLocation?.startLine;
  return `${page.path}${line ? `:${line}` : ""}: ${message}`;
}

export { parseFragment };
