#!/usr/bin/env python3
"""Makes a nutgraf site of some 2,300 articles of real English prose, to measure search on. Standard library only.

    benches/search_corpus.py OUT                  gets the repositories below from GitHub, at the commits that are named there
    benches/search_corpus.py OUT REPO...          reads these instead
    benches/search_corpus.py mix OUT N LARGER     makes a larger site of N articles of it: each has the head of one article,
                                                  and paragraphs drawn from all

A REPO is the address of a git repository or the path of one, with or without a work tree. `NAME=REPO`, with a NAME of
the list below, takes the folders, the commit and the number of articles from there: `18F/18f.gsa.gov=../18f.git`.
`REPO#FOLDER,FOLDER` names folders; without either, all Markdown files are read.

The same repositories at the same commits give the same site, byte for byte. The queries of search_queries.json hold for
the commits below. The texts stay their authors', under the licences named below: never commit them.

What becomes of a text: title, date, the line below the title, headings, paragraphs, lists, quotations, tables and code
are kept. Emphasis, pictures, HTML, shortcodes and footnotes go. A link becomes its text; if it leads to another site, it
also becomes a source, cited there. A last section under a heading that is a question becomes a question with its answer.
"""
import hashlib
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

# Name, commit, folders, at most how many articles, topic. Licences: the notes at each.
DEFAULTS = [
    # CC0 1.0 outside the United States, public domain within.
    ("18F/18f.gsa.gov", "0a55c75e6d9bc71c80136a3867dac52356177443", ["content/posts"], 600, "Building public services"),
    ("GSA/digitalgov.gov", "4979583206d90ff1707b097454a9b169ca9e95e4", ["content/resources", "content/guides", "content/news"], 1200, "Digital government"),
    # Mozilla Public License 2.0.
    ("letsencrypt/website", "b89871ef735cbb447f8d72c86146fcc8e62fc4ab", ["content/en"], 300, "Certificates"),
    # CC BY-SA 4.0.
    ("privacyguides/privacyguides.org", "45d7263305dce3ba354dfd37079ecc24f3dd8427", ["docs", "blog/posts"], 400, "Privacy"),
    # CC BY 4.0.
    ("github/opensource.guide", "ebc9678e39b55ff5e5c8801d1960904692188e90", ["_articles/*.md"], 100, "Open source"),
    # MIT or Apache 2.0.
    ("rust-lang/blog.rust-lang.org", "0243724c2e50ad2b7ebd3d9dbc7cd88aed7605a3", ["content"], 500, "Programming languages"),
]
# A text with fewer words is a stub, one with more is no article but a book or a list.
SHORTEST, LONGEST = 150, 9000
# More sources than this are a directory of links.
SOURCES = 12
BLANK = "\n\n"
MARKDOWN = (".md", ".markdown")
# Addresses that the program uses itself.
TAKEN = {"index", "topics", "questions", "sources", "updates", "search", "about", "guide", "authors", "static", "drafts", "feed"}
# Names of the publishers behind common hosts; any other host is its own publisher's name.
PUBLISHERS = {
    "github.com": "GitHub", "wikipedia.org": "Wikipedia", "nytimes.com": "The New York Times", "washingtonpost.com": "The Washington Post",
    "theguardian.com": "The Guardian", "bbc.co.uk": "BBC", "bbc.com": "BBC", "arstechnica.com": "Ars Technica", "wired.com": "Wired",
    "techcrunch.com": "TechCrunch", "theverge.com": "The Verge", "eff.org": "Electronic Frontier Foundation", "mozilla.org": "Mozilla",
    "w3.org": "World Wide Web Consortium", "ietf.org": "Internet Engineering Task Force", "nist.gov": "National Institute of Standards and Technology",
    "cdc.gov": "Centers for Disease Control and Prevention", "nasa.gov": "NASA", "nih.gov": "National Institutes of Health", "epa.gov": "Environmental Protection Agency",
    "usda.gov": "Department of Agriculture", "va.gov": "Department of Veterans Affairs", "ed.gov": "Department of Education", "state.gov": "Department of State",
    "gao.gov": "Government Accountability Office", "loc.gov": "Library of Congress", "archives.gov": "National Archives", "census.gov": "Census Bureau",
    "noaa.gov": "National Oceanic and Atmospheric Administration", "usgs.gov": "Geological Survey", "fema.gov": "Federal Emergency Management Agency",
    "whitehouse.gov": "The White House", "gsa.gov": "General Services Administration", "opm.gov": "Office of Personnel Management", "cia.gov": "Central Intelligence Agency",
    "fcc.gov": "Federal Communications Commission", "ftc.gov": "Federal Trade Commission", "sec.gov": "Securities and Exchange Commission", "irs.gov": "Internal Revenue Service",
    "nps.gov": "National Park Service", "smithsonian.edu": "Smithsonian Institution", "si.edu": "Smithsonian Institution", "harvard.edu": "Harvard University", "mit.edu": "Massachusetts Institute of Technology",
    "stanford.edu": "Stanford University", "pewresearch.org": "Pew Research Center", "pewinternet.org": "Pew Research Center", "nngroup.com": "Nielsen Norman Group",
    "forbes.com": "Forbes", "bloomberg.com": "Bloomberg", "reuters.com": "Reuters", "theatlantic.com": "The Atlantic", "hbr.org": "Harvard Business Review",
    "gcn.com": "Government Computer News", "fcw.com": "Federal Computer Week", "nextgov.com": "Nextgov", "fedscoop.com": "FedScoop", "mashable.com": "Mashable",
    "gov.uk": "Government of the United Kingdom", "europa.eu": "European Union", "torproject.org": "The Tor Project", "signal.org": "Signal Foundation", "apple.com": "Apple",
    "microsoft.com": "Microsoft", "google.com": "Google", "youtube.com": "YouTube", "twitter.com": "Twitter", "facebook.com": "Facebook", "linkedin.com": "LinkedIn",
    "medium.com": "Medium", "slideshare.net": "SlideShare", "proton.me": "Proton", "cloudflare.com": "Cloudflare", "amazon.com": "Amazon", "vice.com": "Vice",
}


def git(repo, *argv, **more):
    return subprocess.run(["git", f"--git-dir={repo}", *argv], check=True, capture_output=True, env=dict(os.environ, GIT_NO_LAZY_FETCH="1"), **more).stdout


def opened(repo, commit, folder):
    """Returns the git directory of a repository, fetched into `folder` if it is an address, and the commit to read."""
    if "://" in repo or re.match(r"[\w.-]+@[\w.-]+:", repo):
        subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
        git(folder, "fetch", "-q", "--depth", "1", repo, commit or "HEAD")
        return folder, git(folder, "rev-parse", "FETCH_HEAD", text=True).strip()
    found = subprocess.run(["git", "-C", repo, "rev-parse", "--absolute-git-dir"], check=True, capture_output=True, text=True).stdout.strip()
    has = commit and subprocess.run(["git", f"--git-dir={found}", "cat-file", "-e", commit + "^{commit}"], capture_output=True).returncode == 0
    if commit and not has:
        print(f"{repo} lacks {commit[:12]}: its newest commit is read, so queries may name articles that are not there", file=sys.stderr)
    return found, git(found, "rev-parse", commit if has else "HEAD", text=True).strip()


def texts(repo, commit, folders):
    """Returns the Markdown files of a commit, as pairs of path and text, sorted by path."""
    inside = lambda path: not folders or any(path.startswith(folder.rstrip("/") + "/") if "*" not in folder else
                                             re.fullmatch(re.escape(folder).replace(r"\*", "[^/]*"), path) for folder in folders)
    wanted = {}
    for row in git(repo, "ls-tree", "-r", "-z", commit).decode("utf-8", "replace").split("\0"):
        kind, _, path = row.partition("\t")
        if kind.startswith("100") and path.lower().endswith(MARKDOWN) and inside(path):
            wanted[path] = kind.split()[2]
    # One process for all files. A copy without its largest files says of these that they are missing.
    out, found, at = git(repo, "cat-file", "--batch", input="".join(f"{wanted[path]}\n" for path in sorted(wanted)).encode()), [], 0
    for path in sorted(wanted):
        head = out[at:out.index(b"\n", at)]
        at += len(head) + 1
        if not head.endswith(b" missing"):
            size = int(head.split()[2])
            found.append((path, out[at:at + size].decode("utf-8", "replace")))
            at += size + 1
    return found


# Front matter.

def front_matter(text):
    """Returns the few keys that are of use, and the text below them."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    toml = re.match(r"\+\+\+\n(.*?)\n\+\+\+[ \t]*\n", text, re.S)
    if toml:
        try:
            return tomllib.loads(toml[1]), text[toml.end():]
        except tomllib.TOMLDecodeError:
            return {}, text[toml.end():]
    yaml = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", text, re.S)
    return (loose_yaml(yaml[1]), text[yaml.end():]) if yaml else ({}, text)


def loose_yaml(text):
    """Reads the texts at the top of YAML, also over several lines. Everything else in it is passed over."""
    keys, lines, at = {}, text.split("\n"), 0
    while at < len(lines):
        found, at = re.match(r"([A-Za-z_]\w*):[ \t]*(.*)", lines[at]), at + 1
        if not found:
            continue
        value, more = found[2].strip(), []
        while at < len(lines) and (lines[at][:1] in (" ", "\t") or not lines[at].strip() or (value[:1] in "\"'" and value and not re.match(r"[A-Za-z_]\w*:", lines[at]))):
            more.append(lines[at].strip())
            at += 1
        if re.fullmatch(r"[|>][+-]?", value):
            value = " ".join(more)
        elif value and not (value[0] in "\"'" and len(value) > 1 and value[-1] == value[0]):
            value = " ".join([value, *more]).strip()
        if value[:1] in ("'", '"') and value:
            end = value.rfind(value[0])
            value = value[1:end].replace("''", "'") if value[0] == "'" else value[1:end].replace('\\"', '"')
        else:
            value = re.sub(r"\s+#.*", "", value)
        keys[found[1]] = value
    return keys


def day(value, path):
    """Returns the day of a date as it was written, or else of the address or the file's name."""
    for text in (str(value), path):
        found = re.search(r"\b((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)\b", text)
        if found and 1 <= int(found[2]) <= 12:
            # The 28th is near enough for the last days of a month, and always exists.
            return f"{found[1]}-{found[2]}-{min(28, max(1, int(found[3]))):02}"
    return None


# Blocks. Everything that nutgraf would refuse or warn of, and everything that is no prose, goes here.

FENCE = re.compile(r"[ \t>]*(```+|~~~+)")
# A text's own HTML, before it is taken away: what separates paragraphs must go on separating them.
BREAKS = re.compile(r"</?(?:p|div|section|article|header|footer|ul|ol|dl|dd|dt|table|thead|tbody|tr|blockquote|figure|figcaption|details|summary|center|hr|aside|main|pre|form)\b[^<>]*>", re.I)


def outside_code(text, change):
    """Applies `change` to what lies outside of fenced code."""
    parts, current, fence = [], [], None
    for line in text.split("\n"):
        found = FENCE.match(line)
        if fence is None and found:
            parts.append((False, current))
            current, fence = [line], found[1]
        elif fence is not None and found and found[1].startswith(fence) and not line.strip(" \t>`~"):
            parts.append((True, current + [line]))
            current, fence = [], None
        else:
            current.append(line)
    parts.append((fence is not None, current))
    return "\n".join("\n".join(lines) if code else change("\n".join(lines)) for code, lines in parts if lines)


def without_dialects(text):
    """Takes away HTML, shortcodes and what else only other programs read."""
    kept = []

    def keep(found):
        kept.append(found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    text = re.sub(r"(?<!`)(`+)(?!`)[^`]+?\1(?!`)", keep, text)
    text = re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.S)
    text = re.sub(r"\]\(\s*(\{\{.*?\}\}|\{%.*?%\})[^)\s]*\s*\)", "](#)", text, flags=re.S)
    text = re.sub(r"href=(['\"])\s*\{[{%].*?\1>", 'href="#">', text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>", " ", text, flags=re.S)
    text = re.sub(r"<(script|style|iframe|svg|object|video|audio|noscript|button|form|head)\b.*?</\1\s*>", " ", text, flags=re.S | re.I)
    text = re.sub(r"<a\b[^<>]*?href=['\"]?([^'\"\s<>]+)['\"]?[^<>]*>(.*?)</a\s*>", lambda m: f"[{re.sub(r'<[^<>]*>|[][]', ' ', m[2]).strip()}](<{m[1]}>)", text, flags=re.S | re.I)
    text = re.sub(r"<h([1-6])\b[^<>]*>(.*?)</h\1\s*>", lambda m: f"\n\n{'#' * int(m[1])} {' '.join(m[2].split())}\n\n", text, flags=re.S | re.I)
    text = re.sub(r"<li\b[^<>]*>\s*", "\n- ", text, flags=re.I)
    text = re.sub(r"<(?:td|th|br)\b[^<>]*>", " ", text, flags=re.I)
    text = BREAKS.sub("\n\n", text)
    text = re.sub(r"<(?!https?://|mailto:|\ue000)/?[A-Za-z][^<>\n]*(?:\n[^<>\n]+)*>", "", text)
    text = re.sub(r"^[ \t]*(?:\{[:.#][^}\n]*\}|:::.*|--8<--.*|\*\[[^]\n]+\]:.*|\[TOC\]|\[\[toc\]\])[ \t]*$", "", text, flags=re.M | re.I)
    text = re.sub(r"\{\s*(?:[:.#%]|\w+=)[^}\n]*\}|:(?:material|fontawesome|octicons|simple)-[\w-]+:", "", text)
    text = re.sub(r"^\[\^[^]\n]+\]:.*(?:\n[ \t]+\S.*)*", "", text, flags=re.M)
    text = re.sub(r"\[\^[^]\n]+\]", "", text)
    text = re.sub(r"==(?=\S)(.+?)(?<=\S)==", r"\1", text)
    return re.sub("\ue000(\\d+)\ue001", lambda m: kept[int(m[1])], text)


def references(text):
    """Returns the text without the definitions of its links, and these."""
    found = {}

    def take(match):
        found.setdefault(" ".join(match[1].lower().split()), match[2])
        return ""

    return re.sub(r"^ {0,3}\[([^]^\n][^]\n]*)\]:\s*<?(\S+?)>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$", take, text, flags=re.M), found


def blocks(text):
    """Yields blocks: (kind, level or language, text). What is within a list or a note is not nested any more."""
    lines, at, inner = text.split("\n"), 0, False
    paragraph = []

    def close():
        if paragraph:
            joined = " ".join(paragraph)
            paragraph.clear()
            return [("p", 0, joined)]
        return []

    while at < len(lines):
        raw = lines[at].expandtabs(4)
        line, quoted = re.sub(r"^[ ]{0,3}(>[ ]?)+", "", raw), raw.lstrip().startswith(">")
        bare, indent = line.strip(), len(line) - len(line.lstrip())
        at += 1
        fence = FENCE.match(line)
        if fence:
            yield from close()
            code, mark = [], fence[1]
            while at < len(lines) and not (lines[at].strip(" \t>").startswith(mark) and not lines[at].strip(" \t>`~")):
                code.append(lines[at].expandtabs(4))
                at += 1
            at += 1
            cut = min((len(row) - len(row.lstrip()) for row in code if row.strip()), default=0)
            language = re.match(r"[\w+-]*", line.strip()[len(mark):].strip())[0]
            yield "code", language, "\n".join(row[cut:].rstrip() for row in code)
        elif not bare:
            yield from close()
        elif re.match(r"(?:!!!|\?\?\?\+?|===\+?)\s", bare):
            yield from close()
            inner = True
            named = re.search(r'"(.+)"', bare)
            if named:
                yield "p", 0, named[1]
        elif indent >= 4 and not inner and not paragraph and not quoted:
            code = [line]
            while at < len(lines) and (lines[at].startswith(("    ", "\t")) or not lines[at].strip()):
                code.append(lines[at].expandtabs(4))
                at += 1
            yield "code", "", "\n".join(row[4:].rstrip() for row in code).rstrip()
        elif re.match(r"#{1,6}(?:\s|$)", bare) and indent < 4:
            yield from close()
            inner = False
            yield "h", len(re.match("#+", bare)[0]), bare.strip("#").strip()
        elif paragraph and at > 1 and re.fullmatch(r"=+|-{3,}", bare) and not inner:
            title = " ".join(paragraph)
            paragraph.clear()
            yield "h", 1 if bare[0] == "=" else 2, title
        elif re.fullmatch(r"(?:[-*_][ ]*){3,}", bare):
            yield from close()
        elif bare.startswith("|") or ("|" in bare and at < len(lines) and re.fullmatch(r"[\s|:-]*-[\s|:-]*\|[\s|:-]*", lines[at])):
            yield from close()
            rows = [bare]
            while at < len(lines) and "|" in lines[at]:
                rows.append(lines[at].strip())
                at += 1
            yield "table", 0, "\n".join(rows)
        else:
            item = re.match(r"(?:[-*+•]|\d{1,3}[.)])\s+(.*)", bare)
            if item:
                yield from close()
                inner = True
                more = [re.sub(r"^\[[ xX]\]\s+", "", item[1])]
                while at < len(lines) and lines[at].strip() and not re.match(r"\s*(?:>\s*)?(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s)", lines[at]) and not FENCE.match(lines[at]):
                    more.append(lines[at].strip(" \t>"))
                    at += 1
                yield "li", 1 if item[0][0].isdigit() else 0, " ".join(more)
            else:
                if not paragraph and indent == 0:
                    inner = False
                paragraph.append(bare.removeprefix(": "))
    yield from close()


# Text within a block.

TOKEN = re.compile(r"""
    (?P<code>(?<!`)(?P<tick>`+)(?!`)(?P<inside>.+?)(?<!`)(?P=tick)(?!`))
  | !\[[^]]*\](?:\([^)]*\)|\[[^]]*\])?
  | (?<!\\)\[(?P<text>(?:`[^`]*`|\\.|[^][]|\[[^][]*\])*)\]\(\s*(?:<(?P<angled>[^>]*)>|(?P<to>(?:[^()"']|\([^()]*\))*?))(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)
  | (?<!\\)\[(?P<named>[^][]+)\](?:\[(?P<name>[^][]*)\])?
  | <(?P<auto>https?://[^>\s]+)>
  | (?P<bare>https?://[^\s<>()"'\]]+[^\s<>()"'\].,;:!?])
""", re.X)


def escaped(text):
    """Returns plain text as Markdown that shows exactly it."""
    text = re.sub(r"\\([!-/:-@[-`{-~])", r"\1", text)
    text = html.unescape(text).replace("\u00a0", " ")
    text = re.sub(r"[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd\ue000-\uf8ff]", " ", text)
    text = re.sub(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"~~(.+?)~~", r"\1", text)
    # A bracket after a backslash is what other programs take for a formula.
    return re.sub(r"([\\`*_<>|~^$&{}])", r"\\\1", text).replace("[", "&#91;").replace("]", "&#93;")


def shown(text):
    """Returns plain text as readers see it."""
    return html.unescape(re.sub(r"\\(.)", r"\1", escaped(text)))


class Sources:
    """The other sites that an article links to, as sources."""

    def __init__(self, home, known):
        self.home, self.known, self.found, self.ids = home, known, [], {}

    def cite(self, url, title):
        """Returns the mark for an address, or nothing if it leads nowhere else."""
        url = html.unescape(url.strip())
        host = re.match(r"https?://(?:www\.)?([\w.-]+\.[a-z]{2,})(?=[/:?#]|$)", url, re.I)
        if not host or self.home in host[1].lower() or not re.fullmatch(r"[!-~]+", url) or re.search(r"[\\^`{}|<>\"\[\]]", url):
            return ""
        key = re.sub(r"^https?://(www\.)?|#.*|/$", "", url).lower()
        if key not in self.ids:
            if len(self.found) >= SOURCES:
                return ""
            name = host[1].lower()
            publisher = next((PUBLISHERS[end] for end in (".".join(name.split(".")[n:]) for n in range(name.count("."))) if end in PUBLISHERS), name)
            title = plain(title)
            if len(title) < 4 or re.fullmatch(r"(?:click )?(?:here|this|link|read more|more|website|site|source|page|post|article|blog post|video|report|survey|tweet)s?", title, re.I) or re.match(r"https?:|www\.", title):
                # The address says more than "here" does.
                tail = re.sub(r"[?#].*|\.\w{2,5}$", "", url.rstrip("/")).split("/")[3:]
                title = re.sub(r"[-_+%0-9]+", " ", tail[-1]).strip().capitalize() if tail and re.search(r"[A-Za-z]{3}", tail[-1]) else name
            self.ids[key] = f"s{len(self.found) + 1}"
            # The same work has the same title in all articles: that of the first.
            work = self.known.setdefault(key, {"title": title[:140].strip(), "publisher": publisher, "url": url})
            self.found.append({"id": self.ids[key], **work})
        return f" [@{self.ids[key]}]"


def plain(text):
    """Returns text without any Markdown in it."""
    text = TOKEN.sub(lambda m: m["inside"] or m["text"] or m["named"] or m["auto"] or m["bare"] or "", text)
    return " ".join(shown(text).split())


def inline(text, sources, names):
    """Returns a line of Markdown in which nothing is left but text, code and citations."""
    out, at = [], 0
    for found in TOKEN.finditer(text):
        out.append(escaped(text[at:found.start()]))
        at = found.end()
        cite = lambda url, title: sources.cite(url, title) if sources and plain(title) else ""
        if found["code"]:
            inside = found["inside"].strip()
            out.append(f"`{inside}`" if inside and "`" not in inside else escaped(inside))
        elif found["text"] is not None:
            out.append(inline(found["text"], None, names) + cite(found["angled"] or found["to"] or "", found["text"]))
        elif found["named"]:
            url = names.get(" ".join((found["name"] or found["named"]).lower().split()))
            if url:
                out.append(inline(found["named"], None, names) + cite(url, found["named"]))
            else:
                out.append(escaped(found[0]))
        elif found["auto"] or found["bare"]:
            url = found["auto"] or found["bare"]
            out.append(re.sub(r"https?://(www\.)?([^/?#]+).*", r"\2", url) + cite(url, url))
    out.append(escaped(text[at:]))
    line = " ".join("".join(out).split())
    line = re.sub(r"\s+([.,;:!?])", r"\1", line)
    line = re.sub(r"(\[@s\d+\])(?=[(\[:])", r"\1 ", line)
    # Emphasis that began or ended around a link.
    line = re.sub(r"\\\*\\\*|(?<![\w`])\\[*_](?=\S)|(?<=\S)\\[*_](?![\w`])", "", line).strip()
    # What would begin a list, a heading, a definition, a quotation or a bare address is text here.
    line = re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", line)
    line = re.sub(r"^([-+=:#!?%])", r"\\\1", line)
    return re.sub(r"\b(https?):(?=//)|\bwww\.", lambda m: f"{m[1]}\\:" if m[1] else "www\\.", line)


def table(rows, sources, names):
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in rows]
    if len(cells) < 3 or not all(re.fullmatch(r":?-+:?", cell) for cell in cells[1]):
        return "\n\n".join(filter(None, (inline(" ".join(row), sources, names) for row in cells if not all(re.fullmatch(r":?-*:?", cell) for cell in row))))
    width = len(cells[0])
    fill = lambda row: "| " + " | ".join((re.sub("`([^`]*)`", lambda m: escaped(m[1]), inline(cell, sources, names)) for cell in (row + [""] * width)[:width])) + " |"
    return "\n".join([fill(cells[0]), "| " + " | ".join(["---"] * width) + " |", *(fill(row) for row in cells[2:])])


def words(text):
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def article(path, text, topic, home, known):
    """Returns the title and the file of an article, or a reason why there is none."""
    keys, body = front_matter(text)
    if str(keys.get("draft", "")).lower() == "true" or keys.get("redirect_to") or keys.get("redirect"):
        return None, "draft or redirection"
    body = outside_code(body, without_dialects)
    body, names = references(body)
    parsed = list(blocks(body))
    title = plain(str(keys.get("title") or ""))
    if not title and parsed and parsed[0][0] == "h":
        title = plain(parsed.pop(0)[2])
    title = " ".join(title.split())
    if len(title) < 6 or not re.search("[A-Za-z]{3}", title):
        return None, "no title"
    if parsed and parsed[0][0] == "h" and plain(parsed[0][2]).lower() == title.lower():
        parsed.pop(0)
    sources, sections = Sources(home, known), [[None, []]]
    highest = min((level for kind, level, _ in parsed if kind == "h"), default=2)
    for kind, level, content in parsed:
        if kind == "h":
            heading = inline(plain(content), None, {})
            if re.search("[A-Za-z]", heading):
                # No level may be left out, and the first of a text's own is the second of the page.
                before = next((section[0][0] for section in reversed(sections) if section[0]), 1)
                sections.append([(min(2 + level - highest, before + 1, 4), heading), []])
        elif kind == "code":
            if content.strip() and "```" not in content:
                sections[-1][1].append(("code", f"```{level if re.fullmatch('[a-z]{1,12}', str(level)) else ''}\n{content}\n```"))
        elif kind == "table":
            made = table(content.split("\n"), sources, names)
            if made:
                sections[-1][1].append(("table", made))
        else:
            line = inline(content, sources, names)
            if re.search("[A-Za-z]", line):
                sections[-1][1].append((kind, f"{'1.' if level else '-'} {line}" if kind == "li" else line))
    insights, kept = [], []
    for at, (heading, parts) in enumerate(sections):
        # Only a section with nothing below it: else its parts would hang in the air.
        last = at + 1 == len(sections) or sections[at + 1][0][0] <= (heading[0] if heading else 0)
        if heading and heading[1].endswith("?") and last and parts and all(kind == "p" for kind, _ in parts) and words(" ".join(t for _, t in parts)) <= 200 and len(insights) < 20:
            question = html.unescape(re.sub(r"\\(.)", r"\1", heading[1]))
            if question.lower() not in (q.lower() for q, _ in insights):
                insights.append((question, [t for _, t in parts]))
                continue
        kept.append((heading, parts))
    chunks = []
    for heading, parts in kept:
        if heading:
            chunks.append(f"{'#' * heading[0]} {heading[1]}")
        for at, (kind, content) in enumerate(parts):
            if kind == "li" and at and parts[at - 1][0] == "li":
                chunks[-1] += "\n" + content
            else:
                chunks.append(content)
    # A heading with nothing below it is left out at the end, where it says nothing.
    while chunks and re.match("#+ ", chunks[-1]):
        chunks.pop()
    made = "\n\n".join(chunks)
    count = words(made) + sum(words(" ".join(answer)) for _, answer in insights)
    if count < SHORTEST:
        return None, "too short"
    if count > LONGEST:
        return None, "too long"
    if len(re.findall(r"[^\x00-\x7f]", made)) > len(made) / 20:
        return None, "not English"
    cited = set(re.findall(r"\[@(s\d+)\]", made + " ".join(" ".join(answer) for _, answer in insights)))
    quote = lambda value: json.dumps(value, ensure_ascii=False)
    front = [f"title: {quote(title)}"]
    date = day(keys.get("date") or keys.get("path") or "", path)
    if date:
        front.append(f"date: {date}")
    standfirst = plain(without_dialects(str(keys.get("deck") or keys.get("summary") or keys.get("description") or keys.get("excerpt") or "")))
    if 20 < len(standfirst) < 400:
        front.append(f"standfirst: {quote(inline(standfirst, None, {}))}")
    front.append(f"topics: [{quote(topic)}]")
    if insights:
        front.append("insights:")
        for question, answer in insights:
            front += [f"  - question: {quote(question)}", f"    answer: {quote(BLANK.join(answer))}"]
    used = [source for source in sources.found if source["id"] in cited]
    if used:
        front.append("sources:")
        for source in used:
            front += [f"  - id: {source['id']}", *(f"    {key}: {quote(source[key])}" for key in ("title", "publisher", "url"))]
    return title, "---\n" + "\n".join(front) + "\n---\n\n" + made + "\n"


def slug(title, taken):
    base = "-".join(re.findall(r"[a-z0-9]+", title.lower().replace("'", "").replace("’", "")))[:70].strip("-") or "article"
    name, n = base, 1
    while name in taken:
        n += 1
        name = f"{base}-{n}"
    taken.add(name)
    return name


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    out, wanted = sys.argv[1], sys.argv[2:] or [f"{name}=https://github.com/{name}" for name, *_ in DEFAULTS]
    os.makedirs(os.path.join(out, "content"), exist_ok=True)
    for name in os.listdir(os.path.join(out, "content")):
        if name.endswith(".md"):
            os.remove(os.path.join(out, "content", name))
    taken, seen, known_works, total, every = set(TAKEN), {}, {}, 0, 0
    for argument in wanted:
        known = next((row for row in DEFAULTS if argument.startswith(row[0] + "=")), None)
        repo = argument.partition("=")[2] if known else argument
        repo, _, folders = repo.partition("#")
        name, commit, inside, most, topic = known or (os.path.basename(repo.rstrip("/")), None, None, 1000, "Texts")
        with tempfile.TemporaryDirectory() as folder:
            found, commit = opened(repo, commit, folder)
            files = texts(found, commit, folders.split(",") if folders else inside)
        # A repository's own site is not a source.
        home, made, reasons = name.split("/")[-1].removesuffix(".git").lower(), [], {}
        for path, text in files:
            if os.path.basename(path).lower() in ("readme.md", "contributing.md", "license.md", "code_of_conduct.md"):
                continue
            title, file = article(path, text, topic, home, known_works)
            if title:
                body = file.split("\n---\n", 1)[1]
                # Texts are copied between folders, years and sites, with a line more or less.
                ours = {" ".join(re.findall(r"\w+", paragraph.lower())) for paragraph in file.split("\n---\n", 1)[1].split("\n\n") if words(paragraph) >= 20}
                shared = {}
                for paragraph in ours:
                    for other in seen.get(paragraph, ()):
                        shared[other] = shared.get(other, 0) + 1
                if max(shared.values(), default=0) * 2 > len(ours):
                    title, file = None, "seen before"
                else:
                    for paragraph in ours:
                        seen.setdefault(paragraph, []).append((name, path))
            if title:
                made.append((path, title, file))
            else:
                reasons[file] = reasons.get(file, 0) + 1
        if len(made) > most:
            reasons["left out at random"] = len(made) - most
            # By digest, so that one text more or less does not change the choice of all the others.
            made = sorted(sorted(made, key=lambda row: hashlib.sha256(f"nutgraf:{row[0]}".encode()).digest())[:most])
        for path, title, file in made:
            with open(os.path.join(out, "content", slug(title, taken) + ".md"), "w", encoding="utf-8") as target:
                target.write(file)
        count = sum(words(file.split("\n---\n", 1)[1]) for _, _, file in made)
        total, every = total + len(made), every + count
        print(f"{name:32} {commit[:12]} {len(made):5} articles {count:8} words   left out: {', '.join(f'{n} {why}' for why, n in sorted(reasons.items())) or 'none'}")
    with open(os.path.join(out, "site.toml"), "w") as file:
        file.write('title = "Real texts"\nbase_url = "https://example.org/"\n')
    print(f"{'together':45} {total:5} articles {every:8} words")


def mix(site, n, out):
    folder, r = os.path.join(site, "content"), random.Random("nutgraf:mix")
    heads, bodies = [], []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            head, body = file.read().split("\n---\n", 1)
        # A paragraph cites sources of its own article, and code has blank lines that are not between paragraphs.
        heads.append(head.split("\nsources:\n")[0])
        body = re.sub(r"^```.*?^```$| ?\[@[^]]*\]", "", body, flags=re.S | re.M)
        bodies.append(body.strip().split("\n\n"))
    paragraphs = [paragraph for body in bodies for paragraph in body]
    os.makedirs(os.path.join(out, "content"), exist_ok=True)
    for k in range(n):
        head = re.sub(r" ?\[@[^]]*\]", "", heads[k % len(heads)])
        with open(os.path.join(out, "content", f"article-{k}.md"), "w", encoding="utf-8") as file:
            file.write("\n---\n\n".join([head, "\n\n".join(r.choices(paragraphs, k=len(bodies[k % len(bodies)])))]) + "\n")
    shutil.copy(os.path.join(site, "site.toml"), out)


if __name__ == "__main__":
    if sys.argv[1:2] == ["mix"] and len(sys.argv) == 5:
        mix(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        main()
