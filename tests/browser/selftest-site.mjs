// A small site made by hand, with one of everything that the checks look at and nothing wrong with it.

const TITLES = {
  "index.html": "A site", "a/index.html": "Why is the sky blue?", "b/index.html": "A short one",
  "about/index.html": "About", "topics/index.html": "Topics", "topics/light/index.html": "Light",
  "questions/index.html": "Questions", "questions/light/index.html": "Questions about light",
  "sources/index.html": "Sources", "updates/index.html": "Updates", "404.html": "Not found",
};

const ARTICLE = `<p>It scatters<a href="#src-x" id="cite-x-1" aria-label="Source 1, a book">[1]</a>, as
  <a href="https://other.invalid/page">others</a> say.</p>
<figure><img src="BASEa/p.svg" srcset="BASEa/p.svg 1x, BASEa/p.svg 2x" width="40" height="40" alt="A blue square"><figcaption>Blue</figcaption></figure>
<h2 id="questions">Questions</h2>
<details><summary>Why blue?</summary><p id="q-why-blue">Short waves scatter<a href="#src-x" aria-label="Source 1, a book">[1]</a> most.</p></details>
<h2 id="sources">Sources</h2>
<ol class="sources"><li id="src-x"><a href="https://other.invalid/book">A book</a> <a href="#cite-x-1">back to the text</a></li></ol>
<p><a href="BASEa/cite.bib">Cite this page</a></p>`;

const GRAPH = (url) => JSON.stringify({
  "@context": "https://schema.org",
  "@graph": [
    {
      "@type": ["NewsArticle", "BackgroundNewsArticle"], "@id": `${url}a/#article`, headline: "Why is the sky blue?",
      datePublished: "2026-03-01", author: { "@type": "Person", name: "A. Writer" }, mainEntityOfPage: `${url}a/`,
      publisher: { "@id": `${url}#site` }, citation: [{ "@type": "Book", name: "A book", datePublished: "2026-02" }],
    },
    {
      "@type": "FAQPage", "@id": `${url}a/#faq`, isPartOf: { "@id": `${url}a/#article` },
      mainEntity: [{ "@type": "Question", name: "Why blue?", acceptedAnswer: { "@type": "Answer", text: "Short waves scatter most." } }],
    },
  ],
});

const CSS = `:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1rem/1.5 serif; color: #111; background: #fff; }
a { color: #00c; text-underline-offset: .1em; }
li, nav a { padding: .3rem; line-height: 2; }
main { container-type: inline-size; }
@container (min-width: 30rem) { h1 { font-size: 2rem; } }
@media print {
  nav { display: none; }
  details::details-content { display: block; content-visibility: visible; }
  .sources a[href^="http"]::after { content: " <" attr(href) ">"; }
}
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111; } a { color: #9cf; } }
`;

function page(path, base) {
  const title = TITLES[path];
  const place = path.replace(/index\.html$/, "");
  const canonical = path === "404.html" ? "" : `<link rel="canonical" href="${base}${place}">\n`;
  const data = path === "a/index.html" ? `<script type="application/ld+json">${GRAPH(base)}</script>\n` : "";
  const nav = ["a", "b", "about", "topics", "topics/light", "questions", "questions/light", "sources", "updates"]
    .map((to) => `<li><a href="BASE${to}/">${TITLES[`${to}/index.html`]}</a></li>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${canonical}<link rel="alternate" type="application/atom+xml" title="Feed" href="${base}atom.xml">
<link rel="icon" href="BASEfavicon.svg">
<link rel="stylesheet" href="BASEstyle.css">
${data}</head>
<body>
<header><nav aria-label="Site"><ul>
${nav}
</ul></nav></header>
<main>
<h1>${title}</h1>
${path === "a/index.html" ? ARTICLE : "<p>Words about this.</p>"}
</main>
</body>
</html>
`;
}

const REDIRECT = (base) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta http-equiv="refresh" content="0; url=BASEa/">
<link rel="canonical" href="${base}a/">
</head>
<body><main><h1>Moved</h1><p><a href="BASEa/">This page moved.</a></p></main></body>
</html>
`;

const ATOM = (base, place) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${base}${place}</id>
<title>A site</title>
<updated>2026-03-01T00:00:00Z</updated>
<author><name>A. Writer</name></author>
<link rel="self" type="application/atom+xml" href="${base}${place}atom.xml"/>
<link href="${base}${place}"/>
<entry>
<id>${base}a/</id>
<title>Why is the sky blue?</title>
<published>2026-02-01T00:00:00Z</published>
<updated>2026-03-01T00:00:00Z</updated>
<link href="${base}a/"/>
<content type="html">&lt;p&gt;It &lt;a href="${base}a/#src-x"&gt;scatters&lt;/a&gt;.&lt;/p&gt;</content>
</entry>
<entry>
<id>${base}b/</id>
<title>A short one</title>
<updated>2026-02-01T00:00:00+01:00</updated>
<link href="${base}b/"/>
</entry>
</feed>
`;

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40"><path fill="#00f" d="M0 0h40v40H0z"/></svg>\n`;

/** The files of the good site, by path, built for the address `base`. */
export function goodSite(base) {
  const files = {
    "style.css": CSS,
    "favicon.svg": SVG,
    "a/p.svg": SVG,
    "old/index.html": REDIRECT(base),
    "a/cite.bib": `@online{sky,\n  title = {Why is the sky blue?},\n  author = {Writer, A.},\n  date = {2026-03-01},\n  url = {${base}a/}\n}\n`,
    "atom.xml": ATOM(base, ""),
    "topics/light/atom.xml": ATOM(base, "topics/light/"),
    "feed.json": JSON.stringify({
      version: "https://jsonfeed.org/version/1.1", title: "A site", home_page_url: base, feed_url: `${base}feed.json`,
      authors: [{ name: "A. Writer" }],
      items: [
        { id: `${base}a/`, url: `${base}a/`, content_html: `<p><a href="${base}b/">b</a></p>`, date_published: "2026-02-01T00:00:00Z" },
        { id: `${base}b/`, url: `${base}b/`, content_text: "Words" },
      ],
    }, null, 1),
    "robots.txt": `User-agent: *\nAllow: /\n\nSitemap: ${base}sitemap.xml\n`,
  };
  for (const path of Object.keys(TITLES)) files[path] = page(path, base);
  const listed = Object.keys(TITLES).filter((path) => path !== "404.html");
  const urls = listed.map((path) => `<url><loc>${base}${path.replace(/index\.html$/, "")}</loc><lastmod>2026-03-01</lastmod></url>`);
  files["sitemap.xml"] = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
  for (const path of Object.keys(files)) files[path] = files[path].replaceAll("BASE", new URL(base).pathname);
  return files;
}
