// A small site made by hand, with one of everything that the checks look at and nothing wrong with it.

const TITLES = {
  "index.html": "A site", "a/index.html": "Why is the sky blue?", "b/index.html": "A short one",
  "about/index.html": "About", "topics/index.html": "Topics", "topics/light/index.html": "Light",
  "questions/index.html": "Questions", "questions/light/index.html": "Questions about light",
  "sources/index.html": "Sources", "updates/index.html": "Updates", "404.html": "Not found",
};

const ARTICLE = `<p class="state"><a href="#part:open">1 still open</a> <a href="#part:updates">1 correction</a></p>
<p>It scatters<sup><a href="#src:x" id="cite:x:1" role="doc-noteref" aria-label="Source 1: A Press">1</a></sup>, as
  <a href="https://other.invalid/page">others</a> say<sup><a href="#fn:a" id="note-a" role="doc-noteref" aria-label="Note a">a</a></sup>.</p>
<figure><img src="BASEa/p.svg" srcset="BASEa/p.svg 1x, BASEa/p.svg 2x" width="40" height="40" alt="A blue square"><figcaption>Blue</figcaption></figure>
<h2 id="part:questions">Questions</h2>
<details><summary>Why blue?</summary><p id="q:why-blue">Short waves scatter<sup><a href="#src:x" role="doc-noteref" aria-label="Source 1: A Press">1</a></sup> most. <a href="#q:why-blue">Link to this answer</a></p></details>
<h2 id="part:open">Still open</h2>
<ul><li id="q:why-red"><a href="#q:why-red">Why red?</a> <span class="badge">open</span></li></ul>
<h2 id="part:notes">Notes</h2>
<ol><li id="fn:a">By letter. <a href="#note-a" role="doc-backlink">back to a</a></li></ol>
<section role="doc-bibliography" aria-labelledby="part:sources">
<h2 id="part:sources">Sources</h2>
<ol class="sources"><li id="src:x"><a href="https://other.invalid/book">A book</a>, A Press, <time datetime="2026-02">February 2026</time>
  <a href="BASEsources/#src:x">Cited in 1 explainer</a> <a href="#cite:x:1" role="doc-backlink">back to the text</a></li></ol>
</section>
<section id="part:updates" aria-labelledby="part:updates-title">
<h2 id="part:updates-title">Updates and corrections</h2>
<p><time datetime="2026-03-01">1 March 2026</time>: it was green.</p>
</section>
<p><a href="BASEa/cite.bib">Cite this page</a></p>`;

const LIST = `<ul><li id="src:x">A book, A Press. Cited in <a href="BASEa/">Why is the sky blue?</a></li></ul>`;

const GRAPH = (url) => JSON.stringify({
  "@context": "https://schema.org",
  "@graph": [
    {
      "@type": ["NewsArticle", "BackgroundNewsArticle"], "@id": `${url}a/#article`, headline: "Why is the sky blue?",
      datePublished: "2026-03-01", author: { "@type": "Person", name: "A. Writer" }, mainEntityOfPage: `${url}a/`,
      publisher: { "@id": `${url}#site` }, citation: [{ "@type": "Book", name: "A book", publisher: { "@type": "Organization", name: "A Press" }, datePublished: "2026-02" }],
    },
    {
      "@type": "FAQPage", "@id": `${url}a/#faq`, isPartOf: { "@id": `${url}a/#article` },
      mainEntity: [{ "@type": "Question", name: "Why blue?", acceptedAnswer: { "@type": "Answer", text: "Short waves scatter most." } }],
    },
  ],
});

const CSS = `:root { color-scheme: light dark; --line: #ccc; --link: #00c; }
body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 1rem/1.5 serif; color: #111; background: #fff; }
a { color: var(--link); text-underline-offset: .1em; }
[aria-current] { font-weight: bold; }
li, nav a { padding: .3rem; line-height: 2; }
section { border-top: 1px solid var(--line); }
.skip { position: absolute; top: -4rem; padding: .5rem; background: #fff; }
.skip:focus { top: 0; }
.state a, figcaption { font-weight: bold; }
.badge { border: 1px solid; background: #eee; color: #111; }
:focus-visible { outline: 2px solid var(--link); }
main:focus { outline: none; }
:target:not(main) { outline: 2px dashed; background: #ffe; color: #111; }
main { container-type: inline-size; }
@container (min-width: 30rem) { h1 { font-size: 2rem; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } a { transition: color .2s; } }
@media (prefers-color-scheme: dark) { body, .skip { color: #eee; background: #111; } :root { --link: #9cf; --line: #444; } :target a { color: #00c; } }
@media (prefers-contrast: more) { :root { --line: currentcolor; } }
@media print {
  nav, .skip { display: none; }
  details::details-content { display: block; content-visibility: visible; }
  .sources a[href^="http"]::after { content: " <" attr(href) ">"; }
}
`;

function page(path, base) {
  const title = TITLES[path];
  const place = path.replace(/index\.html$/, "");
  const canonical = path === "404.html" ? "" : `<link rel="canonical" href="${base}${place}">\n`;
  const data = path === "a/index.html" ? `<meta property="og:type" content="article">\n<script type="application/ld+json">${GRAPH(base)}</script>\n` : "";
  const nav = ["a", "b", "about", "topics", "topics/light", "questions", "questions/light", "sources", "updates"]
    .map((to) => `<li><a href="BASE${to}/"${path === `${to}/index.html` ? ' aria-current="page"' : ""}>${TITLES[`${to}/index.html`]}</a></li>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="Words about: ${title}">
${canonical}<link rel="alternate" type="application/atom+xml" title="Feed" href="${base}atom.xml">
<link rel="icon" href="BASEfavicon.svg">
<link rel="stylesheet" href="BASEstyle.css">
${data}</head>
<body>
<a class="skip" href="#part:main">Skip to the content</a>
<header><nav aria-label="Site"><ul>
${nav}
</ul></nav></header>
<main id="part:main" tabindex="-1">
<h1>${title}</h1>
${{ "a/index.html": ARTICLE, "sources/index.html": LIST }[path] ?? "<p>Words about this.</p>"}
</main>
<footer><p><a href="BASE">A site</a></p></footer>
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
<content type="html">&lt;p&gt;It &lt;a href="${base}a/#src:x"&gt;scatters&lt;/a&gt;.&lt;/p&gt;</content>
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
