#!/usr/bin/env python3
"""Measures the search of a built site, beside Pagefind. Standard library only; needs Node 20 or later.

    benches/search.py pagefind SITE_OUT [--articles]     makes Pagefind's index in SITE_OUT/pagefind
    benches/search.py compare SITE_OUT QUERIES [--peer-only | --ours-only] [--misses] [--bare]
                                                         runs all queries against both
    benches/search.py cost ROOT LINES [RUNS]             processor time of a build of the site at ROOT, with and without
                                                         LINES in its site.toml: what making our index costs

`pagefind` installs Pagefind 1.6 from npm into LAB (default: a folder in that for temporary files). All pages are indexed,
each from its `main`; with --articles only the articles, without the links to related and neighbouring ones, which is
what a careful author would set up. `--misses` lists the queries whose article was not first. `--bare` asks questions with
nothing but their content words, as people do who have learnt that a search wants every word to be there.

Ours is the ES module SITE_OUT/search/search.js: `open(base, fetch)` gives a promise of an object with `search(query,
limit)`, which gives a promise of an array of objects with an `href`, such as `/slug/#anchor`.

Ranks are of pages: two results on the same page count as one. The mean reciprocal rank counts nothing beyond the tenth.
Bytes are those of bodies, compressed as static hosts do it; headers of requests are not counted, so look at the number of
requests as well. Cold is a reader with an empty cache and one query; warm is one reader with all queries.
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from measure import program, timed
from search_queries import content_words

HERE = os.path.dirname(os.path.abspath(__file__))
WANTED = "1.6"
# What Pagefind writes for people who use its ready-made interface, and does not need for a search.
INTERFACE = re.compile(r"pagefind-(?:ui|modular-ui|component-ui|highlight)\.")


def installed():
    """Returns the path of Pagefind, installed if it is not there, and its version."""
    folder = os.path.join(os.environ.get("LAB") or tempfile.gettempdir(), "nutgraf-pagefind")
    package = os.path.join(folder, "node_modules", "pagefind", "package.json")
    if not os.path.exists(package):
        os.makedirs(folder, exist_ok=True)
        for version in (WANTED, "1"):
            if subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, f"pagefind@{version}"]).returncode == 0:
                break
    if not os.path.exists(package):
        sys.exit("Pagefind could not be installed from npm")
    with open(package) as file:
        version = json.load(file)["version"]
    if not version.startswith(WANTED + "."):
        print(f"Pagefind {WANTED} is not to be had: this is {version}", file=sys.stderr)
    # The program itself, since starting Node for it would be counted as well.
    platform = os.path.join(folder, "node_modules", "@pagefind")
    for name in sorted(os.listdir(platform)):
        for binary in ("pagefind_extended", "pagefind"):
            path = os.path.join(platform, name, "bin", binary)
            if os.path.exists(path):
                return path, version
    sys.exit("Pagefind has no program for this system")


def articles(site, folder):
    """Copies the articles' pages, and nothing else, into a folder."""
    for at, _, names in os.walk(site):
        for name in names:
            path = os.path.join(at, name)
            if name.endswith(".html"):
                with open(path, encoding="utf-8") as file:
                    article = '<meta property="og:type" content="article">' in file.read().split("</head>", 1)[0]
                if article:
                    target = os.path.join(folder, os.path.relpath(path, site))
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    shutil.copy(path, target)


def pagefind(site, careful):
    binary, version = installed()
    out = os.path.join(site, "pagefind")
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        argv = [binary, "--quiet", "--root-selector", "main", "--output-path", out, "--site"]
        if careful:
            articles(site, folder)
            argv += [folder, "--exclude-selectors", ".related, .neighbours, .citation, .permalink"]
        else:
            argv.append(site)
        wall, processor = timed(argv)
    made = {"version": version, "pages": sum(1 for name in os.listdir(os.path.join(out, "fragment"))), "careful": careful, "wall": wall, "processor": processor}
    with open(notes(site), "w") as file:
        json.dump(made, file)
    print(f"Pagefind {version}: {made['pages']} pages, {processor:.1f} s of processor time, {wall:.1f} s")


def notes(site):
    """Returns the path of what is remembered of making an index; beside the site, so that it is not a part of it."""
    return os.path.normpath(site) + ".pagefind.json"


def size(folder, skip=None):
    """Returns the number of files, their size, and their size as they are sent."""
    count = raw = sent = 0
    for at, _, names in os.walk(folder):
        for name in names:
            if skip and skip.match(name):
                continue
            with open(os.path.join(at, name), "rb") as file:
                content = file.read()
            count, raw, sent = count + 1, raw + len(content), sent + min(len(content), len(gzip.compress(content, 6)))
    return count, raw, sent


def compare(site, queries, engines, misses, bare):
    with open(queries, encoding="utf-8") as file:
        every = json.load(file)
    for row in every if bare else []:
        if row["kind"] == "question":
            row["query"] = " ".join(content_words(row["query"]))
    kinds = list(dict.fromkeys(row["kind"] for row in every))
    with tempfile.TemporaryDirectory() as folder:
        asked = os.path.join(folder, "queries.json")
        with open(asked, "w", encoding="utf-8") as file:
            json.dump(every, file)
        for engine in engines:
            report(site, engine, asked, kinds, misses)


def report(site, engine, queries, kinds, misses):
    run = subprocess.run(["node", "--no-warnings", os.path.join(HERE, "search.mjs"), site, queries, engine], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"the search of {engine} failed")
    found = json.loads(run.stdout)
    rows, session = found["rows"], found["session"]
    mean = lambda values: sum(values) / len(values) if values else 0
    name = engine
    if engine == "pagefind" and os.path.exists(notes(site)):
        with open(notes(site)) as file:
            made = json.load(file)
        name = f"pagefind {made['version']}, {made['pages']} pages{' of articles only' if made['careful'] else ''}, made in {made['processor']:.1f} s of processor time"
    count, raw, sent = size(os.path.join(site, "pagefind" if engine == "pagefind" else "search"), INTERFACE if engine == "pagefind" else None)
    print(f"{name}\n  index: {count} files, {raw / 1e6:.2f} MB, {sent / 1e6:.2f} MB compressed")
    print(f"  to open: {mean([row['opened']['bytes'] for row in rows]) / 1e3:.1f} kB; a session of {len(rows)} queries: {session['bytes'] / 1e3:.0f} kB in {session['requests']} requests, {session['milliseconds']:.1f} ms of processor time a query")
    print(f"  {'kind':12} queries   MRR@10   first   in ten  no result   cold kB a query (median, longest)  requests   warm kB")
    for kind in [*kinds, "all"]:
        some = [row for row in rows if kind in (row["kind"], "all")]
        cold = sorted(row["cold"]["bytes"] for row in some)
        print(f"  {kind:12} {len(some):7} {mean([1 / row['rank'] if row['rank'] else 0 for row in some]):8.3f} {mean([row['rank'] == 1 for row in some]):7.0%} {mean([row['rank'] > 0 for row in some]):8.0%} "
              f"{mean([row['found'] == 0 for row in some]):10.0%} {mean(cold) / 1e3:11.1f} ({cold[len(cold) // 2] / 1e3:.1f}, {cold[-1] / 1e3:.1f}) {mean([row['cold']['requests'] for row in some]):14.1f} {mean([row['warm'] for row in some]) / 1e3:9.1f}")
    other = sum(row["rank"] != row["warmRank"] for row in rows)
    if other:
        print(f"  {other} queries give another rank when others were asked before")
    if misses:
        for row in rows:
            if row["rank"] != 1:
                print(f"    {row['kind']:10} {row['rank'] or '-':>3}  {row['query']}  [{row['path']}; first: {row.get('first') or 'nothing'}]")


def cost(root, lines, runs):
    binary, used = program("release"), {False: [], True: []}
    settings = os.path.join(root, "site.toml")
    with open(settings) as file:
        before = file.read()
    with tempfile.TemporaryDirectory(dir=os.environ.get("LAB")) as folder:
        shutil.copytree(root, os.path.join(folder, "site"), ignore=shutil.ignore_patterns("public", ".nutgraf*"))
        site = os.path.join(folder, "site")
        for _ in range(runs):
            for more in (False, True):
                with open(os.path.join(site, "site.toml"), "w") as file:
                    file.write(before + ("\n" + lines.replace("\\n", "\n") + "\n" if more else ""))
                out = os.path.join(folder, "out")
                shutil.rmtree(out, ignore_errors=True)
                used[more].append(timed([binary, "build", "-q", "--no-cache", "--root", site, "-o", out])[1])
    without, with_ = (sorted(used[more])[runs // 2] for more in (False, True))
    print(f"processor time of a build, medians of {runs}: {without:.2f} s without, {with_:.2f} s with: {with_ - without:+.2f} s")


def main():
    what, flags = (sys.argv + [""])[1], {word for word in sys.argv[2:] if word.startswith("--")}
    rest = [word for word in sys.argv[2:] if word not in flags]
    if what == "pagefind" and len(rest) == 1 and flags <= {"--articles"}:
        pagefind(rest[0], bool(flags))
    elif what == "compare" and len(rest) == 2 and flags <= {"--peer-only", "--ours-only", "--misses", "--bare"}:
        compare(*rest, [engine for engine, not_with in (("pagefind", "--ours-only"), ("ours", "--peer-only")) if not_with not in flags], "--misses" in flags, "--bare" in flags)
    elif what == "cost" and len(rest) in (2, 3):
        cost(rest[0], rest[1], int(rest[2]) if len(rest) == 3 else 5)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
