// Runs queries against a search in a built site, and counts what it fetches. Called by search.py; writes JSON.
//
//     node benches/search.mjs SITE_OUT QUERIES ours|pagefind
//
// Nothing listens anywhere: `fetch` reads from the disk and notes the size that the answer would have on the wire.

import { readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [site, queriesFile, which] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(queriesFile, "utf8"));
const BASE = "http://site.test/";
// How many results are asked for, and looked at.
const LIMIT = 10;
// What common static hosts compress on the fly. Anything else is sent as it is.
const COMPRESSED = /\.(?:html|css|m?js|json|txt|svg|xml|wasm)$/;

const sizes = new Map();
function onWire(path) {
  if (!sizes.has(path)) {
    const raw = readFileSync(join(site, path));
    sizes.set(path, { raw, wire: COMPRESSED.test(path) ? gzipSync(raw, { level: 6 }).length : raw.length });
  }
  return sizes.get(path);
}

/** What one reader's browser fetched: each address once, as its cache would have it. */
class Wire {
  bytes = 0;
  requests = 0;
  #seen = new Set();

  take(path, range = "") {
    const { raw, wire } = onWire(path);
    const found = /^bytes=(\d+)-(\d*)$/.exec(range);
    const part = found ? raw.subarray(Number(found[1]), found[2] ? Number(found[2]) + 1 : undefined) : raw;
    const key = `${path} ${range}`;
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.requests++;
      // A part of a file cannot be compressed on the fly.
      this.bytes += found ? part.length : wire;
    }
    return { part, total: raw.length, found };
  }

  fetch = async (address, options = {}) => {
    const request = typeof address === "object" && "url" in address ? address : undefined;
    const url = new URL(request?.url ?? address, BASE);
    const range = new Headers(options.headers ?? request?.headers ?? {}).get("range") ?? "";
    const path = decodeURIComponent(url.pathname).replace(/^\//, "");
    try {
      const { part, total, found } = this.take(path.endsWith("/") ? `${path}index.html` : path, range);
      const type = /\.m?js$/.test(path) ? "text/javascript" : /\.json$/.test(path) ? "application/json" : /\.wasm$/.test(path) ? "application/wasm" : "application/octet-stream";
      const headers = { "content-type": type, "content-length": String(part.length) };
      if (found) headers["content-range"] = `bytes ${found[1]}-${Number(found[1]) + part.length - 1}/${total}`;
      return new Response(part, { status: found ? 206 : 200, headers });
    } catch (error) {
      if (error.code !== "ENOENT" && error.code !== "EISDIR") throw error;
      this.requests++;
      return new Response("", { status: 404 });
    }
  };

  /** A script, and the ones that it imports. */
  script(path) {
    const text = String(this.take(path).part);
    for (const [, to] of text.matchAll(/\b(?:import|export)\b[^;"']*?\bfrom\s*["'](\.[^"']+)["']|\bimport\s*["'](\.[^"']+)["']/g)) {
      if (to) this.script(posix.join(posix.dirname(path), to));
    }
  }
}

// A module's state is the page's: a fresh copy of the module is a fresh page.
let copies = 0;
const fresh = (path) => import(`${pathToFileURL(resolve(site, path))}?${copies++}`);

const engines = {
  async ours(wire) {
    wire.script("search/search.js");
    const module = await fresh("search/search.js");
    const opened = await module.open(BASE, wire.fetch);
    return async (query) => (await opened.search(query, LIMIT)).slice(0, LIMIT).map(({ href }) => href);
  },
  async pagefind(wire) {
    // A browser runs it in a worker, whose script comes in addition. Here there is no worker; the rest is the same.
    wire.script("pagefind/pagefind.js");
    wire.take("pagefind/pagefind-worker.js");
    const module = await fresh("pagefind/pagefind.js");
    await module.options({ basePath: `${BASE}pagefind/`, baseUrl: "/" });
    await module.init();
    return async (query) => {
      const { results } = await module.search(query);
      // A result's address, title and excerpt are in a file of its own, which has to be fetched to show it.
      return (await Promise.all(results.slice(0, LIMIT).map((result) => result.data()))).map(({ url }) => url);
    };
  },
};

const rank = (hrefs, slug) => {
  const pages = hrefs.map((href) => decodeURIComponent(new URL(href, BASE).pathname).replace(/index\.html$/, ""));
  return [...new Set(pages)].indexOf(`/${slug}/`) + 1;
};

async function start(wire) {
  globalThis.fetch = wire.fetch;
  return engines[which](wire);
}

const rows = [];
for (const { kind, query, path } of queries) {
  const wire = new Wire();
  const search = await start(wire);
  const opened = { bytes: wire.bytes, requests: wire.requests };
  const hrefs = await search(query);
  rows.push({ kind, query, path, rank: rank(hrefs, path), found: hrefs.length, first: hrefs[0], opened, cold: { bytes: wire.bytes, requests: wire.requests } });
}

// One reader who asks everything, one after the other: kinds mixed, always in the same order.
const session = new Wire();
const search = await start(session);
const before = session.bytes;
const order = rows.map((row, at) => ({ row, key: (at * 7919) % 10007 })).sort((a, b) => a.key - b.key);
let used = process.cpuUsage();
for (const { row } of order) {
  const had = session.bytes;
  const hrefs = await search(row.query);
  row.warm = session.bytes - had;
  row.warmRank = rank(hrefs, row.path);
}
used = process.cpuUsage(used);
console.log(JSON.stringify({ rows, session: { opened: before, bytes: session.bytes, requests: session.requests, milliseconds: (used.user + used.system) / 1000 / rows.length } }));
