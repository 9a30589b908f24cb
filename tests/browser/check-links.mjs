// Every address of the site in the output leads to a file of the output, and its fragment to an id there; and only
// links that readers follow may name another host.

import { addressesOf, cssAddresses, feedAddresses, isFeed, robotsAddresses, sitemapAddresses } from "./addresses.mjs";
import { at, attr, fileAt } from "./site.mjs";

export const name = "links";
export const claim = "every link, asset and anchor leads somewhere, below the base path, and no page loads from another host";

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

/** What is wrong with an address, or nothing. `page` is the page that contains it, if any. */
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

/** A page gives its own address, exactly once. */
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

/** Addresses in feeds are read outside the site: all of them are absolute, even those in the articles' HTML. */
function checkFeeds(site) {
  return [...site.files].filter(isFeed).flatMap((path) =>
    [...feedAddresses(path, site.read(path))].flatMap(({ address, use }) => {
      const fault = judge(address, { site, use, absolute: true });
      return fault ? [`${path}: ${fault}`] : [];
    }),
  );
}

function checkSitemap(site) {
  if (!site.files.has("sitemap.xml")) return [];
  const addresses = sitemapAddresses(site.read("sitemap.xml"));
  const faults = addresses.flatMap((address) => judge(address, { site, use: "state", absolute: true }) ?? []);
  const listed = new Set(addresses);
  for (const page of site.pages) {
    const isKept = page.elements.some((e) => e.tagName === "meta" && attr(e, "name") === "robots" && attr(e, "content") === "noindex");
    const belongs = !["404", "redirect"].includes(page.kind) && !isKept;
    if (belongs !== listed.has(page.url.href)) faults.push(`${page.path} is ${belongs ? "missing" : "listed"}`);
  }
  return faults.map((fault) => `sitemap.xml: ${fault}`);
}

function checkRobots(site) {
  if (!site.files.has("robots.txt")) return ["there is no robots.txt"];
  const maps = robotsAddresses(site.read("robots.txt"));
  if (!maps.length) return ["robots.txt names no sitemap"];
  return maps.flatMap((address) => judge(address, { site, use: "state", absolute: true }) ?? []).map((f) => `robots.txt: ${f}`);
}
