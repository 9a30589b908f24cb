// A static file server, on this machine only: it shows a site below its base path, and nothing outside.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileAt } from "./site.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
  ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon", ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8", ".json": "application/json", ".bib": "text/plain; charset=utf-8",
};

/** Starts serving; returns the `origin` to request from, and `close`. */
export async function serve(site) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, site.base);
    const { file } = fileAt(url, site);
    const shown = file ?? (url.pathname.startsWith(site.base.pathname) && site.files.has("404.html") ? "404.html" : undefined);
    response.writeHead(file ? 200 : 404, { "content-type": TYPES[extname(shown ?? "")] ?? "application/octet-stream" });
    response.end(shown ? readFileSync(join(site.dir, shown)) : undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
