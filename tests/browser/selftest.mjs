// Tests the checks: a good site passes each of them, and each sees the faults planted for it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { goodSite } from "./selftest-site.mjs";
import { readSite } from "./site.mjs";

const BASE = "https://example.org/some/base/";

/* Edits of a site's files, as they are planted. */

/** An edit that puts `to` in place of `from` in a file; `from` must be there, or nothing is planted. */
export const swap = (path, from, to) => (files) => {
  if (!files[path].includes(from)) throw new Error(`${path} has no ${from}`);
  files[path] = files[path].replaceAll(from, to);
};
export const add = (html, path = "a/index.html") => swap(path, "</main>", `${html}\n</main>`);
export const remove = (path) => (files) => delete files[path];
export const style = (css) => (files) => { files["style.css"] += css; };

// For each check: an edit, and what the check must say of it. All faults of an array's entry are planted in one
// site, which saves starts of the slow checks; each must be seen.
const PLANTED = {
  html: [
    [[add(`<p id="part:questions">again</p>`), /no-dup-id/], [add(`<img src="/some/base/a/p.svg">`), /wcag\/h37/], [add("<p><div>x</div></p>"), /close-order/]],
    [[swap("old/index.html", ` lang="en"`, ""), /old\/index\.html.*lang/]],
  ],
  vnu: [[
    [add(`<p><ul><li>x</li></ul></p>`), /a\/index\.html.*No “p” element in scope/],
    [add(`<a href="/some/base/b/" role="nonsense">x</a>`), /role/],
    [style("p { colour: red; }"), /style\.css.*colour/],
    [swap("favicon.svg", "<path", "<paht"), /favicon\.svg/],
  ]],
  links: [
    [
      [add(`<a href="/some/base/gone/">x</a>`), /gone\/" means no file/],
      [add(`<a href="/some/base/b">x</a>`), /base\/b" lacks the slash/],
      [add(`<a href="/b/">x</a>`), /"\/b\/" lies outside the base path/],
      [add(`<a href="https://example.org/b/">x</a>`), /"https:\/\/example\.org\/b\/" lies outside/],
      [add(`<a href="#nowhere">x</a>`), /#nowhere" means no id/],
      [add(`<a href="../b/#nowhere">x</a>`), /b\/#nowhere" means no id of b\/index\.html/],
      [add(`<a href="javascript:alert(1)">x</a>`), /scheme javascript:/],
      [add(`<img alt="" src="/some/base/gone.png">`), /gone\.png" means no file/],
      [add(`<img alt="" src="/some/base/a/p.svg" srcset="/some/base/a/p.svg 1x, /some/base/gone2.png 2x">`), /gone2\.png" means/],
      [add(`<img alt="" src="https://other.invalid/i.png">`), /i\.png" is loaded from another host/],
      [add(`<script src="//other.invalid/i.js"></script>`), /i\.js" is loaded from another host/],
      [add(`<p style="background: url('https://other.invalid/bg.png')">x</p>`), /bg\.png" is loaded from another host/],
      [swap("b/index.html", "</head>", `<link rel="preload" as="font" href="https://other.invalid/f.woff2"></head>`), /f\.woff2" is loaded/],
      [style("@font-face { src: url(gone.woff2); }"), /style\.css: "gone\.woff2" means no file/],
      [style(`@import "https://other.invalid/o.css";`), /style\.css: .*o\.css" is loaded from another host/],
      [swap("about/index.html", `${BASE}about/"`, `${BASE}abuot/"`), /about\/index\.html.*canonical address is/],
      [swap("404.html", `"/some/base/b/"`, `"b/"`), /404\.html.*relative/],
      [swap("old/index.html", "url=/some/base/a/", "url=/some/base/z/"), /old\/index\.html.*z\/" means no file/],
      [swap("topics/index.html", `${BASE}atom.xml`, `${BASE}atom2.xml`), /topics\/index\.html.*atom2\.xml" means/],
      [swap("atom.xml", `<link href="${BASE}b/"/>`, `<link href="${BASE}gone/"/>`), /^atom\.xml: .*gone\/" means/],
      [swap("atom.xml", `a href="${BASE}a/#src:x"`, `a href="#src:x"`), /^atom\.xml: "#src:x" is not absolute/],
      [swap("feed.json", `href=\\"${BASE}b/\\"`, `href=\\"b/\\"`), /^feed\.json: "b\/" is not absolute/],
      [swap("feed.json", `"url": "${BASE}b/"`, `"url": "${BASE}gone/"`), /^feed\.json: .*gone\/" means/],
      [swap("sitemap.xml", `${BASE}b/`, `${BASE}404.html`), /sitemap\.xml: 404\.html is listed/],
      [swap("sitemap.xml", `${BASE}about/`, `${BASE}gone/`), /sitemap\.xml: about\/index\.html is missing/],
      [swap("robots.txt", "sitemap.xml", "map.xml"), /robots\.txt: .*map\.xml" means/],
      [swap("a/index.html", `"mainEntityOfPage":"${BASE}a/"`, `"mainEntityOfPage":"${BASE}gone/"`), /a\/index\.html.*gone\/" means/],
    ],
  ],
  sitemap: [
    [[swap("sitemap.xml", "2026-03-01", "March"), /lastmod/]],
    [[swap("sitemap.xml", "<loc>", "<lok>"), /parser error|lok/]],
    [[remove("sitemap.xml"), /no sitemap/]],
  ],
  atom: [
    [
      [swap("atom.xml", "<title>A short one</title>\n", ""), /entry 2 has 0 of title/],
      [swap("atom.xml", "2026-02-01T00:00:00+01:00", "2026-02-01"), /entry 2 has a malformed date/],
      [swap("atom.xml", "<author><name>A. Writer</name></author>\n", ""), /entry 1 has no author/],
      [swap("atom.xml", `<id>${BASE}b/</id>`, `<id>${BASE}a/</id>`), /entry 2 has the id of another/],
      [swap("atom.xml", `<link href="${BASE}b/"/>`, ""), /entry 2 has neither content nor a link/],
      [swap("atom.xml", `rel="self"`, `rel="me"`), /has link rel="self" \[\]/],
      [swap("topics/light/atom.xml", "</feed>", ""), /topics\/light\/atom\.xml: is no XML/],
    ],
    [
      [swap("atom.xml", `<id>${BASE}</id>`, ""), /feed has 0 of id/],
      [swap("atom.xml", "<updated>2026-03-01T00:00:00Z</updated>\n<author>", "<updated>2026-03-02T00:00:00Z</updated>\n<author>"), /another `updated`/],
      [swap("topics/light/atom.xml", "2026-02-01T00:00:00Z", "2026-02-31T00:00:00Z"), /malformed date: published/],
    ],
    [[swap("atom.xml", "<entry>", "<entree>"), /feedparser complains/]],
    [[remove("atom.xml"), /no atom\.xml/]],
  ],
  "json-feed": [
    [
      [swap("feed.json", "version/1.1", "version/1"), /version is malformed/],
      [swap("feed.json", `"title": "A site",`, ""), /has no title/],
      [swap("feed.json", `"content_text": "Words"`, `"summary": "Words"`), /item 1 has no content/],
      [swap("feed.json", "2026-02-01T00:00:00Z", "2026-02-01"), /item 0: date_published is malformed/],
      [swap("feed.json", `"id": "${BASE}b/"`, `"id": "${BASE}a/"`), /item 1 has the id of another/],
      [swap("feed.json", `"url": "${BASE}b/"`, `"url": "/b/", "guid": 1`), /item 1: url is malformed/],
      [swap("feed.json", `"authors"`, `"author"`), /author is no field/],
      [swap("feed.json", `${BASE}feed.json`, `${BASE}other.json`), /feed_url is/],
    ],
    [[swap("feed.json", "{", "{,"), /no JSON/]],
    [[remove("feed.json"), /no feed\.json/]],
  ],
  "structured-data": [
    [
      [swap("a/index.html", `"headline"`, `"headlyne"`), /headlyne: no property of NewsArticle/],
      [swap("a/index.html", `"@type":"Book"`, `"@type":"Boook"`), /no type Boook/],
      [swap("a/index.html", `"@type":"Person"`, `"@type":"Place"`), /a Place where/],
      [swap("a/index.html", `"2026-03-01"`, `"1 March"`), /"1 March" is no date/],
      [swap("a/index.html", `"isPartOf":{"@id":"${BASE}a/#article"}`, `"isPartOf":{"@id":"${BASE}a/#articel"}`), /#articel/],
      [swap("a/index.html", `scatter most."`, `scatter least."`), /the answer does not stand on the page/],
    ],
    [
      [swap("a/index.html", `"author":{"@type":"Person","name":"A. Writer"}`, `"author":"A. Writer"`), /author: text where/],
      [swap("a/index.html", `"publisher":{"@id":"${BASE}#site"}`, `"publisher":{"@id":"#site"}`), /nothing has the @id #site/],
      [swap("a/index.html", `"acceptedAnswer"`, `"suggestedAnswer"`), /Question without acceptedAnswer/],
      [swap("a/index.html", `"@context":"https://schema.org"`, `"@context":"https://schema.com"`), /the context is not/],
      [swap("a/index.html", `"isPartOf":{`, `"isPartOf":{"name":"x",`), /isPartOf: no @type/],
    ],
    [[swap("a/index.html", `"@context"`, `@context`), /no JSON/]],
    [[swap("a/index.html", `["NewsArticle","BackgroundNewsArticle"]`, `"WebPage"`), /no page has a NewsArticle/]],
  ],
  bibliography: [
    [[swap("a/cite.bib", "\n}\n", "\n"), /a\/cite\.bib/]],
    [[swap("a/cite.bib", "title", "note"), /sky has no title/]],
    [[swap("a/cite.bib", "@online", "online"), /no entry/]],
    [[remove("a/cite.bib"), /no \.bib/]],
  ],
  size: [[
    [add(`<p>${"long ".repeat(12_000)}</p>`, "index.html"), /index\.html has \d+ bytes/],
    [style(Array.from({ length: 9_000 }, (_, i) => `.c${(i * 7919) % 9973}{top:${(i * 6007) % 9929}px}`).join("")), /stylesheets have \d+ bytes/],
    [add("<script>0</script>", "b/index.html"), /b\/index\.html.*script/],
  ]],
  weight: [[
    // 21,000 bytes of markup among words, which weigh nothing.
    [add(`<p title="${"word ".repeat(9_000)}">${"<b>word</b>".repeat(3_000)} <a href="https://other.invalid/${"x".repeat(9_000)}">x</a></p>`), /a\/index\.html has 2\d{4} bytes of markup, more than 13200/],
  ]],
  targets: [
    [
      [style("#fn\\:a { display: none; }"), /a\/index\.html \(390 px\): #fn:a is not shown/],
      [style("@media (min-width: 1000px) { #cite\\:x\\:1 { visibility: hidden; } }"), /\(1280 px\): #cite:x:1 is not shown/],
      [style("details > p { display: none; }"), /#q:why-blue is not shown/],
      [style("body::after { content: ''; position: fixed; inset: 0 0 auto; height: 5rem; background: #fff; }"), /#note-a is covered/],
      [add(`<p style="position: fixed; top: -9rem" id="away"><a href="#away">x</a></p>`, "b/index.html"), /b\/index\.html .*#away is outside the window/],
      [add(`<p><a href="/some/base/a/#nowhere">x</a></p>`, "b/index.html"), /a\/index\.html .*#nowhere leads nowhere/],
      [add(`<details><summary>s</summary><div style="content-visibility: hidden"><p id="asleep"><a href="#asleep">x</a></p></div></details>`), /#asleep is not shown/],
      // An id on the fold itself opens nothing.
      [add(`<details id="shut"><summary>s</summary><p>x <a href="#shut">x</a></p></details>`), /#shut stays closed/],
    ],
  ],
  phone: [
    [
      [swap("a/index.html", "A Press, <time", "<time"), /who says this, and when: the tap on a mark does not show A Press, 2026/],
      [swap("a/index.html", `<a href="#part:open">1 still open</a>`, ""), /what is not known: no link that is seen in the first 2 windows/],
      [swap("a/index.html", `<a href="#part:updates">1 correction</a>`, `<a href="#part:updates"></a>`), /what was corrected: no link that is seen/],
      [swap("sources/index.html", `<a href="/some/base/a/">`, `<a href="/some/base/b/">`), /all pages that cite a source: the list of all sources does not show A book/],
    ],
    [
      [swap("a/index.html", "February 2026", "February"), /does not show A Press, 2026/],
      [style("#part\\:open, #part\\:open + ul { visibility: hidden; }"), /the link to what is open does not show it/],
      [style("#part\\:updates time { visibility: hidden; }"), /the link to what was changed does not show a date/],
      // Neither named by the source's entry nor to be found from there.
      [
        (files) => {
          swap("a/index.html", `<a href="/some/base/sources/#src:x">Cited in 1 explainer</a>`, "")(files);
          swap("sources/index.html", `<a href="/some/base/a/">`, `<a href="/some/base/b/">B</a> <a href="/some/base/a/">`)(files);
        },
        /all pages that cite a source: the entry of A book neither names all pages that cite it nor leads to their list/,
      ],
    ],
    [
      [swap("a/index.html", `<p class="state"><a href="#part:open">1 still open</a>`, `<p class="state">`), /takes 2 taps, more than 1/],
      [swap("a/index.html", `<h1>`, `<details><summary>On this page</summary><p><a href="#part:open">Open</a></p></details><h1>`), /what is not known takes 2 taps/],
    ],
  ],
  keyboard: [
    [
      [swap("index.html", `<a class="skip" href="#part:main">Skip to the content</a>`, ""), /^index\.html .*is the first stop, and no link to #part:main/],
      [swap("about/index.html", `id="part:main" tabindex="-1"`, `id="mein" tabindex="-1"`), /about\/index\.html .*there is no #part:main/],
      [style("#fn\\:a a:focus { outline: none; }"), /a\/index\.html .*back to a” has the focus, but no outline, shadow or border/],
      [style("#src\\:x a:focus { outline-color: #eee; }"), /“A book” has an outline with a contrast of 1\.2/],
      [add(`<p><a href="#part:main" tabindex="3">early</a></p>`, "topics/index.html"), /topics\/index\.html .*Skip to the content” comes after .*“early”, but stands before it/],
      [add(`<div style="background: #fff"><p><a href="#part:main" style="position: relative; z-index: -1">under</a></p></div>`, "404.html"), /404\.html .*“under” has the focus, but is covered/],
      [add(`<p><a href="#part:main" style="position: fixed; left: -20rem">away</a></p>`, "updates/index.html"), /updates\/index\.html .*“away” has the focus, but is covered or outside/],
      [add(`<p><button onkeydown="event.preventDefault()">held</button> <a href="#part:main">after</a></p>`, "questions/index.html"), /questions\/index\.html .*comes back to .*“held”/],
      [add(`<p><button onfocus="this.blur()">shy</button> <a href="#part:main">after</a></p>`, "sources/index.html"), /sources\/index\.html .*“(shy|after)” is never reached/],
      [style(".skip:focus { top: -4rem; }"), /\(360 px\): .*Skip to the content” has the focus, but is covered or outside/],
      [swap("b/index.html", `href="#part:main"`, `href="#part:main" onclick="return false"`), /b\/index\.html .*Enter on the first stop does not lead/],
    ],
  ],
  motion: [[
    [style("summary::before { content: ''; transition: transform .15s; }"), /a\/index\.html \(360 px\): <summary><\/summary>::before has a transition of 0\.15s/],
    [style("@keyframes turn { to { rotate: 1turn; } } h1 { animation: turn 2s infinite; }"), /<h1><\/h1> has an animation of 2s/],
    [style("@media (min-width: 1000px) { html { scroll-behavior: smooth; } }"), /\(1280 px\): <html.* scrolls smoothly/],
    [style("@view-transition { navigation: auto; }"), /pages fade into each other/],
  ]],
  "forced-colours": [[
    [style("figcaption::before { content: ''; display: inline-block; width: 1em; height: 1em; background: #00f; }"), /<figcaption><\/figcaption>.*::before was a sign drawn by its background alone/],
    [style(".badge { border: 0; }"), /class="badge"><\/span> “open” stood out by its background alone/],
    [style("p a { text-decoration: none; forced-color-adjust: none; color: inherit; }"), /“Why is the sky blue\?” cannot|“others” cannot be told from the text/],
    [style("[aria-current] { font-weight: inherit; background: #eee; }"), /“Topics” is current, and looks like/],
    [style("#src\\:x:target { outline: none; }"), /#src:x is marked when a link led there, but in forced colours it is not/],
    [add(`<img src="/some/base/a/p.svg">`, "b/index.html"), /\(image-alt\)/],
    [style("@media (forced-colors: active) { h1 { forced-color-adjust: none; color: #ccc; background: #fff; } }"), /\(1280 px, light\): <h1>.* has a contrast of 1\.6, less than 4\.5/],
  ]],
  contrast: [[
    [style("figcaption { color: #666; }"), /a\/index\.html \(light\).*\(color-contrast-enhanced\)/],
    [style("@media (prefers-color-scheme: dark) { h1 { color: #777; } }"), /\(dark\).*\(color-contrast-enhanced\)/],
    [style("p { border-left: 2px solid #ddd; }"), /the left line of <p.* has a contrast of 1\.\d, less than 3/],
    [style("figure { border: 1px solid #000; } @media (prefers-contrast: more) { figure { border-color: #777; } }"), /\(light\): the top line of <figure.* has a contrast of 4\.\d, and had 21/],
  ]],
  lighthouse: [[
    [add(`<img src="/some/base/a/p.svg" width="40" height="40">`), /accessibility is \d\d, not 100/],
    [add(`<script>console.error("planted")</script>`), /best-practices is \d\d, not 100/],
    [swap("a/index.html", `<meta name="description" content="Words about: Why is the sky blue?">`, ""), /seo: .*\(meta-description\)/],
    [add(`<script>const end = Date.now() + 3000; while (Date.now() < end);</script>`), /performance is \d+, less than 90/],
    [add(`<img alt="" src="https://other.invalid/i.png" width="1" height="1">`), /asks another host: https:\/\/other\.invalid/],
  ]],
  "no-script": [[
    [add(`<p style="width: 400px">wide</p>`), /a\/index\.html \(scripts off\).*px wide/],
    [add(`<details><summary>s</summary><p style="width: 500px">wide</p></details>`, "b/index.html"), /b\/index\.html \(scripts on\).*px wide/],
    [add(`<script>throw new Error("planted")</script>`, "about/index.html"), /about\/index\.html \(scripts on\): script error: planted/],
    [add(`<script>console.error("planted too")</script>`, "topics/index.html"), /console: planted too/],
    [add(`<img alt="" src="https://other.invalid/i.png">`, "index.html"), /asks another host: https:\/\/other\.invalid\/i\.png/],
    [add(`<img alt="" src="/i.png">`, "sources/index.html"), /sources\/index\.html.*404 for \/i\.png/],
    [add(`<p style="width: 600px">wide</p>`, "404.html"), /404\.html.*px wide/],
  ]],
  print: [
    [
      [style("@media print { summary { display: none; } }"), /a\/index\.html: not printed: Why blue\?/],
      [style("@media print { nav { display: block !important; } }"), /a\/index\.html: printed: [^]*Topics/],
      [style("@media print { .sources a::after { content: none !important; } }"), /not printed: https:\/\/other\.invalid\/book/],
    ],
    [[style("@media print { details::details-content { display: none !important; } }"), /not printed: Short waves scatter/]],
  ],
  accessibility: [[
    [add(`<img src="/some/base/a/p.svg">`, "index.html"), /^index\.html \(360 px, light\).*\(image-alt\)/],
    [style("@media (prefers-color-scheme: dark) { h1 { color: #333; } }"), /1280 px, dark\).*\(color-contrast\)/],
    [swap("a/index.html", "<details>", `<details name="faq" class="q">`), /a\/index\.html.*\(color-contrast\)/],
    [style("@media (min-width: 1000px) { .q p { color: #ddd; background: #fff; } }"), /a\/index\.html \(1280 px, light\).*\(color-contrast\)/],
    [add(`<h4>too deep</h4>`, "about/index.html"), /about\/index\.html.*\(heading-order\)/],
  ]],
};

/** Writes `files` to a folder of their own while `use` looks at them as a site. */
export async function withSite(files, use) {
  const dir = mkdtempSync(join(tmpdir(), "nutgraf-selftest-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return await use(readSite(dir, BASE));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Runs `checks`, or what they have that is as good and quick, on the good site and on the planted ones; each makes one line of `report`. */
export async function selftest(checks, report) {
  for (const check of checks) {
    await report(`selftest ${check.name}: sees what is planted, and nothing else`, async () => {
      const look = check.quick ?? check.check;
      const faults = await withSite(goodSite(BASE), look);
      const wrong = faults.map((fault) => `wrongly, of the good site: ${fault}`);
      for (const entry of PLANTED[check.name]) {
        const files = goodSite(BASE);
        for (const [edit] of entry) edit(files);
        const seen = await withSite(files, look);
        const missed = entry.filter(([, wanted]) => !seen.some((fault) => wanted.test(fault)));
        wrong.push(...missed.map(([, wanted]) => `not seen: ${wanted}; seen: ${seen.slice(0, 30).join("\n  ") || "nothing"}`));
      }
      return wrong;
    });
  }
}
