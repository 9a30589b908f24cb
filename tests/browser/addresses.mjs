// Finds the addresses in the files of a site. Nothing here judges them.

import { DOMParser } from "@xmldom/xmldom";
import { attr, parseFragment, walk } from "./site.mjs";

// Attributes that contain an address: `follow` waits for the reader, `load` is fetched with the page.
const ADDRESSES = [
  [["a", "area"], "href", "follow"],
  [["blockquote", "q", "ins", "del"], "cite", "follow"],
  [["form"], "action", "follow"],
  [["img", "source", "video", "audio", "track", "script", "iframe", "embed", "input"], "src", "load"],
  [["video"], "poster", "load"],
  [["object"], "data", "load"],
  [["image", "use", "feImage"], "href", "load"],
  [["image", "use", "feImage"], "xlink:href", "load"],
];
// Relations of `link` that are only a statement. All others are fetched, or prepare for it.
const STATEMENTS = new Set(
  "alternate author bookmark canonical cite-as describedby help index license me next prev search".split(" "),
);
// Meta tags whose content is an address of this site.
const META = /^(og:(url|image|image:(url|secure_url))|twitter:(image|url)|citation_\w+_url|bepress_citation_pdf_url)$/;

/** Every address on a page, with its element and its use. */
export function* addressesOf(page) {
  for (const element of page.elements) {
    const { tagName } = element;
    for (const [tags, attribute, use] of ADDRESSES) {
      const address = tags.includes(tagName) ? attr(element, attribute) : undefined;
      if (address !== undefined) yield { element, address, use };
    }
    for (const attribute of ["srcset", "imagesrcset"]) {
      const candidates = (attr(element, attribute) ?? "").split(/,\s+|,$/).map((c) => c.trim().split(/\s+/)[0]);
      for (const address of candidates.filter(Boolean)) yield { element, address, use: "load" };
    }
    if (attr(element, "style")) yield* cssAddresses(attr(element, "style")).map((address) => ({ element, address, use: "load" }));
    if (tagName === "style") yield* cssAddresses(textOf(element)).map((address) => ({ element, address, use: "load" }));
    if (tagName === "link") {
      const relations = (attr(element, "rel") ?? "").toLowerCase().split(/\s+/);
      const states = relations.some((relation) => STATEMENTS.has(relation)) && !relations.includes("stylesheet");
      yield { element, address: attr(element, "href") ?? "", use: states ? "state" : "load" };
    }
    if (tagName === "meta") {
      if (META.test(attr(element, "property") ?? attr(element, "name") ?? "")) {
        yield { element, address: attr(element, "content") ?? "", use: "state" };
      }
      const refresh = attr(element, "http-equiv")?.toLowerCase() === "refresh" && attr(element, "content");
      if (refresh) yield { element, address: refresh.replace(/^[^;]*;\s*url\s*=\s*/i, "").replace(/^(['"])(.*)\1$/, "$2"), use: "follow" };
    }
    if (tagName === "script" && attr(element, "type") === "application/ld+json") {
      for (const address of jsonAddresses(textOf(element), page)) yield { element, address, use: "state" };
    }
  }
}

const textOf = (element) => element.childNodes.map((child) => child.value ?? "").join("");

/** Every address in a style sheet. */
export const cssAddresses = (css) =>
  [...css.replace(/\/\*[^]*?\*\//g, "").matchAll(/url\(\s*(["']?)([^]*?)\1\s*\)|@import\s+(["'])(.*?)\3/g)].map((m) => m[2] ?? m[4]);

/** Every absolute address in a JSON-LD block that is this site's; another check looks at the rest of it. */
function jsonAddresses(json, page) {
  const found = [];
  try {
    JSON.parse(json, (key, value) => {
      if (typeof value === "string" && key !== "text" && URL.canParse(value)) {
        const url = new URL(value);
        // `@id` may name a thing rather than a file; only its page has to exist.
        if (url.origin === page.url.origin) found.push(key === "@id" ? value.replace(/#.*$/s, "") : value);
      }
      return value;
    });
  } catch {
    // Reported by the check of structured data.
  }
  return found;
}

/** Whether a file is a feed, by its path. */
export const isFeed = (path) => /(^|\/)(atom\.xml|feed\.json)$/.test(path);

/** Every address in a feed, with its use; those in the HTML of its entries too. */
export function* feedAddresses(path, text) {
  if (path.endsWith("atom.xml")) {
    const document = parseXml(text);
    for (const link of elementsOf(document, "link")) yield { address: link.getAttribute("href"), use: "follow" };
    for (const id of elementsOf(document, "id")) yield { address: id.textContent, use: "state" };
    for (const part of ["content", "summary", "title"].flatMap((tag) => elementsOf(document, tag))) {
      if (part.getAttribute("type") === "html") yield* htmlAddresses(part.textContent);
    }
    return;
  }
  const found = [];
  try {
    JSON.parse(text, (key, value) => {
      if (key === "content_html") found.push(...htmlAddresses(value));
      else if (/(^|_)url$|^(icon|favicon|avatar|image)$/.test(key)) found.push({ address: value, use: "state" });
      return value;
    });
  } catch {
    // Reported by the check of JSON feeds.
  }
  yield* found;
}

function* htmlAddresses(html) {
  for (const element of [...walk(parseFragment(html))].filter((node) => node.tagName)) {
    for (const attribute of ["href", "src"]) {
      if (attr(element, attribute) !== undefined) yield { address: attr(element, attribute), use: "follow" };
    }
  }
}

/** Every address that a sitemap lists. */
export const sitemapAddresses = (xml) => elementsOf(parseXml(xml), "loc").map((loc) => loc.textContent);

/** Every sitemap that a `robots.txt` names. */
export const robotsAddresses = (text) => [...text.matchAll(/^sitemap:\s*(.*?)\s*$/gim)].map((match) => match[1]);

/** The document, or an empty one if the file is not XML, which other checks report. */
function parseXml(xml) {
  try {
    return new DOMParser({ onError: () => {} }).parseFromString(xml, "text/xml");
  } catch {
    return undefined;
  }
}

const elementsOf = (document, tag) => [...(document?.getElementsByTagName(tag) ?? [])];
