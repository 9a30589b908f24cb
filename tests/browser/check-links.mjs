// Every address in the output that belongs to the site leads to a file of the output, and its fragment to
// an id there; and nothing but a link to follow may name another host.

import { DOMParser } from "@xmldom/xmldom";
import { at, attr, fileAt, parseFragment, walk } from "./site.mjs";

export const name = "links";
export const claim = "every link, asset and anchor leads somewhere, below the base path, and no page loads from another host";

// Attributes that hold an address: `follow` waits for the reader, `load` is fetched with the page.
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
// Relations of `link` that are no more than a statement. All others are fetched, or prepare for it.
const STATEMENTS = new Set(
  "alternate author bookmark canonical cite-as describedby help index license me next prev search".split(" "),
);
// Meta tags whose content is an address of this site.
const META = /^(og:(url|image|image:(url|secure_url))|twitter:(image|url)|citation_\w+_url|bepress_citation_pdf_url)$/;

export async function check(site) {
  const faults = [];
  for (const page of site.pages) {
    for (const { element, address, use } of addressesOf(page)) {
      const fault = judge(address, { site, page, use });
      if (fault) faults.push(at(page, element, fault));
    }
    if (page.kind !== "redirect") faults.push(...checkHead(page));
  }
  faults.push(...checkStylesheets(site), ...checkFeeds(site), ...checkSitemap(site), ...checkRobots(site));
  return faults;
}

function* addressesOf(page) {
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
const cssAddresses = (css) =>
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
    // Said by the check of structured data.
  }
  return found;
}

/** What is wrong with an address, or nothing. `page` is the page it stands on, if it stands on one. */
function judge(address, { site, page, use, absolute = false }) {
  const said = JSON.stringify(address);
  if (address === "" && use !== "follow") return "an empty address";
  if (address !== address.trim()) return `${said} has spaces around it`;
  if (absolute && !URL.canParse(address)) return `${said} is not absolute`;
  if (page?.kind === "404" && !address.startsWith("#") && !address.startsWith("/") && !URL.canParse(address)) {
    return `${said} is relative, but the 404 page is shown at any depth`;
  }
  let url;
  try {
    url = new URL(address, page?.url ?? site.base);
  } catch {
    return `${said} is no address`;
  }
  if (url.protocol === "data:") return use === "follow" ? `${said.slice(0, 40)}… is a link to data` : undefined;
  if (["mailto:", "tel:"].includes(url.protocol)) return use === "load" ? `${said} cannot be loaded` : undefined;
  if (!["http:", "https:"].includes(url.protocol)) return `${said} has the scheme ${url.protocol}`;
  if (url.origin !== site.base.origin) return use === "load" ? `${said} is loaded from another host` : undefined;

  const { file, fault } = fileAt(url, site);
  if (fault) return `${said} ${fault}`;
  const fragment = decodeURIComponent(url.hash.slice(1).replace(/:~:.*$/s, ""));
  const target = site.page(file);
  if (fragment && fragment !== "top" && target && !target.ids.has(fragment)) return `${said} means no id of ${file}`;
}

/** A page says its own address, and says it once. */
function checkHead(page) {
  if (page.kind === "404") return [];
  const links = page.elements.filter((e) => e.tagName === "link" && attr(e, "rel") === "canonical");
  if (links.length !== 1) return [at(page, undefined, `${links.length} canonical links, not one`)];
  const href = attr(links[0], "href");
  return href === page.url.href ? [] : [at(page, links[0], `the canonical address is ${href}, not ${page.url}`)];
}

function checkStylesheets(site) {
  return [...site.files].filter((path) => path.endsWith(".css")).flatMap((path) =>
    cssAddresses(site.read(path)).flatMap((address) => {
      const fault = judge(address, { site, page: { url: new URL(path, site.base) }, use: "load" });
      return fault ? [`${path}: ${fault}`] : [];
    }),
  );
}

/** Addresses in feeds are read far from the site: all of them are absolute, those in the articles' HTML too. */
function checkFeeds(site) {
  const faults = [];
  const look = (path, address, use) => {
    const fault = judge(address, { site, use, absolute: true });
    if (fault) faults.push(`${path}: ${fault}`);
  };
  const lookInto = (path, html) => {
    for (const element of [...walk(parseFragment(html))].filter((node) => node.tagName)) {
      for (const attribute of ["href", "src"]) {
        if (attr(element, attribute) !== undefined) look(path, attr(element, attribute), "follow");
      }
    }
  };
  for (const path of [...site.files].filter((path) => /(^|\/)atom\.xml$/.test(path))) {
    const document = parseXml(site.read(path));
    for (const link of elementsOf(document, "link")) look(path, link.getAttribute("href"), "follow");
    for (const id of elementsOf(document, "id")) look(path, id.textContent, "state");
    for (const part of ["content", "summary", "title"].flatMap((tag) => elementsOf(document, tag))) {
      if (part.getAttribute("type") === "html") lookInto(path, part.textContent);
    }
  }
  for (const path of [...site.files].filter((path) => /(^|\/)feed\.json$/.test(path))) {
    try {
      JSON.parse(site.read(path), (key, value) => {
        if (key === "content_html") lookInto(path, value);
        else if (/(^|_)url$|^(icon|favicon|avatar|image)$/.test(key)) look(path, value, "state");
        return value;
      });
    } catch {
      // Said by the check of JSON feeds.
    }
  }
  return faults;
}

function checkSitemap(site) {
  if (!site.files.has("sitemap.xml")) return [];
  const addresses = elementsOf(parseXml(site.read("sitemap.xml")), "loc").map((loc) => loc.textContent);
  const faults = addresses.flatMap((address) => judge(address, { site, use: "state", absolute: true }) ?? []);
  const listed = new Set(addresses);
  for (const page of site.pages) {
    const belongs = !["404", "redirect"].includes(page.kind);
    if (belongs !== listed.has(page.url.href)) faults.push(`${page.path} is ${belongs ? "missing" : "listed"}`);
  }
  return faults.map((fault) => `sitemap.xml: ${fault}`);
}

function checkRobots(site) {
  if (!site.files.has("robots.txt")) return ["there is no robots.txt"];
  const maps = [...site.read("robots.txt").matchAll(/^sitemap:\s*(.*?)\s*$/gim)].map((match) => match[1]);
  if (!maps.length) return ["robots.txt names no sitemap"];
  return maps.flatMap((address) => judge(address, { site, use: "state", absolute: true }) ?? []).map((f) => `robots.txt: ${f}`);
}

/** The document, or an empty one where the file is no XML, which other checks say. */
function parseXml(xml) {
  try {
    return new DOMParser({ onError: () => {} }).parseFromString(xml, "text/xml");
  } catch {
    return undefined;
  }
}

const elementsOf = (document, tag) => [...(document?.getElementsByTagName(tag) ?? [])];
