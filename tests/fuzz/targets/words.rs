//! Meaningful pieces for the inputs of each target: whole constructs, their beginnings, and what ends them early.

/// Front matter and Markdown.
#[rustfmt::skip]
pub(crate) const ARTICLE: &[&str] = &[
    "---\n", "---\ntitle: T\n---\n", "title: T\n", "insights:\n  - question: Q?\n    answer: |\n      So.\n",
    "  - Why?\n", "    see: \"#part\"\n", "    open: \"Not known [@a].\"\n", "    group: G\n",
    "sources:\n  - id: a\n    title: A\n", "sources: [{id: a, title: A}]\n", "    url: https://example.org/x\n",
    "    derives_from: [a]\n", "summary:\n  - One [@a].\n", "standfirst: S\n", "date: 2026-01-01\n",
    "updated: 2026-02-30T25:00:00Z\n", "topics: [T, t]\n", "aliases: [/old/]\n", "slug: x\n", "draft: true\n",
    "lang: de\n", "template: x.html\n", "extra: {a: [1, {b: ~}]}\n", "related: [b.md]\n", "superseded_by: b.md\n",
    "image: p.png\n", "updates:\n  - {date: 2026-01-01, note: N, was: W, now: X, kind: correction}\n", "[@a]",
    "[@a, p. 4; @b]", "[@", "@a", "[^n]", "[^n]: Note.\n", "[^", "## H {#h}\n", "# H\n", "{#", "}",
    "## Q {.questions}\n\n", "### Why?\n\n", "{.open}", "{see=\"#h\"}", "{group=\"G\"}", "---\n\n",
    "[l](b.md#part)", "[l](<b c.md> \"t\")", "[l][r]\n\n[r]: /x\n", "![alt](p.png \"cap [@a]\")", "![", "](",
    "<https://example.org/>", "> [!NOTE]\n> x\n", "> ", "- [x] t\n", "1. ", "- ", "    ", "\n\n", "\t",
    "| a | b |\n| --- | :-: |\n| 1 | 2 |\n", "|", "```js title=\"t\"\n", "```\n", "~~~", "`", "``", "**", "*", "__",
    "~~", "^", "~", "$x$", "$$\n\\frac{1}{2}\n$$\n", "\\frac{", "\\begin{matrix}", "\\left(", "\\sqrt[", "$",
    "term\n: meaning\n", "<b>", "</b>", "<div>\n\n", "\n\n</div>\n", "<a href=\"b.md\">", "<img src=p.png>",
    "<!-- ", " -->", "<![CDATA[", "<?", "<!x", "<script>", "&amp;", "&#x41;", "&lt", "\"", "'", "--", "...", "\\",
    "{{ x }}", "{% y %}", "{{< z >}}", "javascript:x", "\r\n", "\u{feff}", "\u{202e}", "#fn:n", "(#q:q)",
    "(#src:a)", "id=\"h\"", ": ", " #", "|\n", "- ", "? ", "&a ", "*a", "!!str ", "%YAML",
];

/// Raw HTML, with the Markdown between it.
#[rustfmt::skip]
pub(crate) const HTML: &[&str] = &[
    "<div>", "</div>", "<div title=\"", "<div title='", "\"", "'", "\">", "'>", ">", "<", "/>", "=", "<p>", "</p>",
    "<p title=\"x\">", "<span ", "<a href=\"b.md\">", "<a href='#x' id=\"y\">", "</a>", "<img src=\"p.png\" alt=x>",
    "<img srcset=\"p.png 1x, p.png 2x\">", "<video src=p.png poster=\"p.png\">", "<source src=p.png>",
    "<table><tr><td>", "</table>", "<caption>", "<select>", "<option>", "<button>", "<form action=b.md>",
    "<input formaction=\"x\">", "<textarea>", "</textarea>", "<title>", "</title>", "<style>", "</style>",
    "<script>", "</script>", "<noscript>", "</noscript>", "<template>", "</template>", "<plaintext>", "<xmp>",
    "</xmp>", "<iframe srcdoc=\"", "</iframe>",
    "<iframe src=\"https://frames.example/x\" title=t>", "<iframe title=t src='https://frames.example@e.org/'>",
    "<iframe src=\"https:\\\\frames.example/&quot;>", "<iframe src=https://frames.example.e.org/ width=9 height=9>", "<noembed>", "<noframes>", "<svg>", "</svg>", "<svg><style>",
    "<foreignObject>", "<desc>", "<math>", "<mtext>", "<mglyph>", "<malignmark>",
    "<annotation-xml encoding=\"text/html\">", "<object data=x>", "<embed src=x>", "<base href=//e>",
    "<meta http-equiv=refresh>", "<link rel=x>", "<frameset>", "<body onload=x>", "</body></html>", "<b>",
    "<i></b></i>", "<ruby><rt>", "<details open><summary>", "</details>", "<!--", "-->", "--!>", "<!-->", "<!--->",
    "<!doctype html>", "<![CDATA[", "]]>", "<?php", "?>", " onmouseover=alert(1) ", " onfocus=\"x()\"",
    " autofocus", " style=\"x:expression(y)\"", " id=h", " class=\"", " data-size=\"", " data-x='",
    "javascript:alert(1)", "java&#10;script:x", "&#106;avascript:", "data:text/html,<script>", "vbscript:",
    "&quot;", "&#34;", "&#x27;", "&lt;", "&gt", "&amp", "&#48;", "&#0;", "&NewLine;", "&colon;", "xhole0n",
    "xhole0n0x", "xhole1n", "xhole&#48;n1x", "n0x", "\u{0}", "\u{c}", "\n", "\n\n", "    ", "> ", "- ", "`",
    "```\n", "[@a]", "[@a, p. \"4\"]", "[^n]", "\n\n[^n]: <b>note</b>\n", "![alt](p.png)",
    "![a\"b](p.png \"c > d\")", "\n\n![alt](p.png \"A caption [@a]\")\n\n", "[l](b.md)", "[l](b.md \"t'\")",
    "<https://example.org/\">", "## H\n", "$x<y$", "$\\text{<b>}$", "> [!NOTE]\n", "- [x] ", "| a |\n| - |\n| ",
    "{#x}", "**", "~~", "\\<", "\\\"",
];

/// YAML.
#[rustfmt::skip]
pub(crate) const YAML: &[&str] = &[
    "a: b\n", "- a\n", "  ", "    ", "- - - ", "{a: b}", "[a, b]", "{", "}", "[", "]", ",", ": ", "? ", "| \n",
    ">-\n", "|+2\n", "\"", "'", "''", "\\x41", "\\u0041", "\\U0010ffff", "\\n", "# c\n", " # c", "&a ", "*a",
    "!!str ", "!<x> ", "!", "%YAML 1.2\n", "---\n", "...\n", "~", "null", "true", "no", "0o7", "0x1f", ".inf",
    ".nan", "1e3", "007", "2026-01-01", "\t", "\r", "<<: ", "a: |\n  x\n\n  y\n", "\"a\\\n  b\"",
    "key with space: x\n", "@a", "`", "%", "é: ü\n", "\u{feff}", "\u{85}", "\u{2028}", "a:b", "a :b", "-a", "- \n",
    ":\n", "? a\n: b\n",
];

/// `site.toml`.
#[rustfmt::skip]
pub(crate) const TOML: &[&str] = &[
    "title = \"S\"\n", "base_url = \"https://example.org/\"\n", "base_url = \"https://é.example/ä b/\"\n",
    "description = '''\nx\n'''\n", "language = \"de-AT\"\n", "author = \"A\"\n", "theme = \"plain\"\n",
    "time_zone = \"Europe/Berlin\"\n", "time_zone = \"Nowhere\"\n", "[build]\n", "output_dir = \"public\"\n",
    "output_dir = \"../x\"\n", "[feed]\n", "limit = 1\n", "[lists]\n", "per_page = 2\n", "[markdown]\n",
    "html = \"allow\"\n", "math = true\n", "smart_punctuation = true\n", "[check]\n",
    "\"source/unused\" = \"off\"\n", "[topics.energy]\n", "name = \"N\"\n", "[[menu]]\n", "url = \"a.md\"\n",
    "[theme_options]\n", "accent = \"#123456\"\n", "[deploy]\n", "branch = \"gh-pages\"\n", "remote = \"origin\"\n",
    "cname = \"a.example\"\n", "[", "]", "[[", "]]", "\"", "'", "\"\"\"", "'''", "=", ".", ",", "{", "}", "# c\n",
    "\n", "\\u00e9", "\\U0010FFFF", "\\", "1", "-1", "1e99", "0x1f", "1_000", "inf", "nan", "true", "2026-01-01",
    "2026-01-01T00:00:00Z", "[1, 2]", "{a = 1}", "a.b.c = 1\n", "\"é\" = 1\n", "\u{feff}", "\t", "\r\n",
];

/// `content/sources.yaml`.
#[rustfmt::skip]
pub(crate) const SOURCES: &[&str] = &[
    "- id: a\n  title: A\n", "- {id: b, title: B}\n", "  publisher: P\n", "  author: [X, Y]\n", "  author: X\n",
    "  url: https://example.org/a\n", "  url: javascript:x\n", "  url: //example.org\n",
    "  url: \"https://é.example/ ü\"\n", "  published: 2026-01\n", "  published: 2026-13-01\n",
    "  accessed: 2026-02-30\n", "  archive_url: https://web.archive.org/x\n", "  archive_date: 2026\n",
    "  archive_note: no\n", "  derives_from: [a, b]\n", "  derives_from: a\n", "  kind: report\n", "  kind: x\n",
    "  note: N\n", "id: a\n", "- a\n", "  DOI: 10.1/x\n", "  type: article\n", "  issued: 2020\n", "- id: \"\"\n",
    "- id: doi:10.1000/182\n", "- id: a b\n", "  title: A: B\n", "  title: \"\"\n", "- id: 1\n", "[]", "{}", "|\n",
    "# c\n", "&a ", "*a", "\"", "'", ": ", "  ", "\n", "\t", "---\n",
];

/// Whole sites.
#[rustfmt::skip]
pub(crate) const SITE: &[&str] = &[
    "-- next --\n", "-- content/a.md --\n", "-- content/b.md --\n", "-- content/sub/index.md --\n",
    "-- content/index.md --\n", "-- content/_pages/p.md --\n", "-- content/sources.yaml --\n", "-- site.toml --\n",
    "-- templates/article.html --\n", "-- templates/base.html --\n", "-- themes/t/theme.toml --\n",
    "-- themes/t/templates/home.html --\n", "-- themes/t/words/de.toml --\n", "-- static/s.css --\n",
    "-- content/p.png --\n", "-- gone: content/b.md --\n", "---\ntitle: T\n---\n", "date: 2026-01-01\n",
    "date: 2027-01-01\n", "draft: true\n", "slug: x\n", "aliases: [x]\n", "topics: [T]\n", "related: [b.md]\n",
    "superseded_by: b.md\n", "template: x.html\n", "lang: de\n",
    "sources: [{id: a, title: A, url: \"https://example.org/\"}]\n",
    "insights: [Why?, {question: Q?, see: \"b.md#part\"}]\n", "[@a]", "[b](b.md)", "[b](b.md#part)", "[r](/x/)",
    "![p](p.png)", "## Part\n", "[^n]", "\n[^n]: N\n", "<b id=x>", "extends = \"default\"\n",
    "[options.x]\nkind = \"colour\"\ndefault = \"red\"\n", "theme = \"t\"\n",
    "base_url = \"https://example.org/r/\"\n", "[theme_options]\nx = \"blue\"\n",
    "[[menu]]\nname = \"M\"\nurl = \"b.md\"\n", "[lists]\nper_page = 1\n", "[topics.t]\nname = \"U\"\n",
    "{% extends \"base.html\" %}", "{% extends \"default/article.html\" %}", "{% extends \"site/base.html\" %}",
    "{% block main %}", "{% endblock main %}", "{{ super() }}", "{% include \"_card.html\" %}",
    "{% for x in site.menu %}", "{% endfor %}", "{% if page.url %}", "{% else %}", "{% endif %}",
    "{{ article.title }}", "{{ article.body }}", "{{ page | json }}", "{{ \"/s.css\" | asset }}",
    "{{ t(key=\"next\") }}", "{{ words.next }}", "{{ x.y.z }}", "{% set x = 1 %}", "{{ range(end=9) }}",
    "{{ 1 / 0 }}", "{{ \"a\" ~ 1 }}", "{{ [1, 2][5] }}", "{% raw %}", "{% endraw %}", "{#", "#}",
    "{% component c(a) %}", "{% endcomponent %}", "{{ <c a={1} /> }}", "{{", "}}", "{%", "%}", "next = \"N\"\n",
    "other = \"{count} x\"\n",
];

/// What happens to the files of a cache.
#[rustfmt::skip]
pub(crate) const CACHE: &[&str] = &[
    "flip 0 0 1\n", "flip 1 40 7\n", "cut 0 48\n", "cut 2 0\n", "put 0 48 ff\n", "forge 0 0 ff\n",
    "forge 1 8 00ff\n", "forge 2 16 80808001\n", "forge-cut 0 3\n", "swap 0 1\n", "remove 0\n", "folder 0\n",
    "link 0\n", "aside 0 link\n", "aside 1 folder\n", "again 0\n", "article 1\n", "article 2\n", "settings\n", "0 ",
    "1 ", "2 ", "3 ", "ffff", "00",
];

/// An output folder with its manifest, its journal and what was staged.
#[rustfmt::skip]
pub(crate) const OUTPUT: &[&str] = &[
    "-- manifest --\n", "-- journal --\n", "-- tree --\n", "{\"version\":1,\"files\":[]}\n",
    "{\"path\":\"a.html\",\"size\":1,\"digest\":\"{{a}}\"}",
    "{\"version\":1,\"clear\":[],\"moves\":[],\"remove\":[],\"files\":[]}\n",
    "{\"from\":\"files/0\",\"to\":\"b.html\",\"new\":true}", "{\"from\":\"tree/x\",\"to\":\"x\",\"new\":false}",
    "file a.html a\n", "file .nutgraf-staging/files/0 b\n", "link .nutgraf-staging ../home\n", "link x ../home\n",
    "link x/y ../../home/key\n", "folder x\n", "\"version\":", "\"clear\":", "\"moves\":", "\"remove\":",
    "\"files\":", "\"from\":", "\"to\":", "\"new\":", "\"path\":", "\"size\":", "\"digest\":", "true", "false",
    "null", "[", "]", "{", "}", ",", ":", "\"", "\\u0000", "\\", "../", "/", "..", "./", "~",
    ".nutgraf-manifest.json", ".nutgraf-staging/", "files/0", "key", "../home/key", "C:\\", "a/b/c", "{{a}}",
    "1e99", "-1", "18446744073709551616",
];

/// Requests; `HOST` is the server's own name.
#[rustfmt::skip]
pub(crate) const HTTP: &[&str] = &[
    "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n", "HEAD ", "POST ", "OPTIONS ", "CONNECT ", "GET ",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/0.9\r\n", "Host: HOST\r\n",
    "Host: evil.example\r\n", "\r\n", "\r\n\r\n", "\n", "\r", "Connection: close\r\n", "Connection: keep-alive\r\n",
    "Connection: Upgrade\r\nUpgrade: h2c\r\n", "Content-Length: 5\r\n", "Content-Length: -1\r\n",
    "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "ffffffffffffffff\r\n", "Expect: 100-continue\r\n",
    "Range: bytes=0-1\r\n", "Range: bytes=-0\r\n", "Range: bytes=5-2,7-\r\n",
    "Range: bytes=18446744073709551615-\r\n", "If-Range: x\r\n", "Origin: http://HOST\r\n", "Origin: null\r\n",
    "Sec-Fetch-Site: cross-site\r\n", "/", "//", "/a/", "/a", "/file.txt", "/404.html", "/index.html",
    "/.git/config", "/..", "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%5csecret", "/%00", "/%",
    "/%c3%28", "/%ff", "/a%20b", "/a?x=%0d%0a", "/__nutgraf/live.js", "/__nutgraf/events?page=/&digest=x",
    "/__nutgraf/events?page=/&digest=x&state=1.1", "/__nutgraf/faults", "http://HOST/", "http://evil.example/", "*",
    "#", "?", "&", ";", "\\", ":", " ", "\t", "\u{0}", "Cookie: x=y\r\n", "X: ", "[::1]:80", "localhost",
];
