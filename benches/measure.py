#!/usr/bin/env python3
"""Measures nutgraf on a generated corpus. Standard library only.

    benches/measure.py corpus N DIR          writes a site of N articles
    benches/measure.py budget [N ...]        instructions an article, by valgrind; fails over the budget
    benches/measure.py compare [N] [RUNS]    times of a build, as ratios to `cp -r` of the same output
    benches/measure.py check [N] [RUNS]      processor times of `check`, as ratios to a build: cold, and with one article changed
    benches/measure.py deploy [N]            times of `deploy` to a bare repository; where `ghp-import` (PyPI) is on the
                                             PATH, also as ratios to a build and that

Set NUTGRAF to the program to measure (default: target/profiling/nutgraf for `budget`, target/release/nutgraf for
`compare`; build them with `cargo build --profile profiling` and `cargo build --release`). Set LAB to a folder on a
memory file system, such as /dev/shm/nutgraf, for steady figures.
"""
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
# Instructions per article, including all its list pages, with some room for a new compiler. Measured: see README.md.
BUDGET = 5_600_000
# How much more an article may cost in a site with ten times as many.
GROWTH = 1.10

TOPICS = "rivers bridges soil vaccines tariffs census glaciers pensions radar wetlands cement orbits".split()
NOUNS = "measure record model valley market signal layer budget survey sample network region".split()
ADJECTIVES = "steady local annual uneven public narrow partial early modest regional".split()
VERBS = "raises lowers limits follows shapes reveals delays carries balances replaces".split()


def sentence(r, rich=False):
    noun = lambda: f"{r.choice(['the', 'a', 'each'])} {r.choice(ADJECTIVES)} {r.choice(NOUNS)}"
    subject = f"the **{r.choice(ADJECTIVES)}** {r.choice(NOUNS)}" if rich and r.random() < 0.2 else noun()
    text = f"{subject} {r.choice(VERBS)} {noun()} by about {r.randint(2, 95)} per cent when {noun()} {r.choice(VERBS)} {noun()}."
    return text[0].upper() + text[1:]


def article(i, n):
    r = random.Random(f"nutgraf:{i}")
    topics = sorted({TOPICS[i % len(TOPICS)], *r.sample(TOPICS, r.randint(0, 2))})
    sources = r.randint(4, 8)
    day = f"20{20 + i % 6}-{1 + i % 12:02}-{1 + i % 28:02}"
    front = [f'title: "Why {r.choice(ADJECTIVES)} {r.choice(NOUNS)} matters ({i})"', f"date: {day}", f'standfirst: "{sentence(r)}"',
             f"topics: [{', '.join(topics)}]", "summary:"]
    front += [f'  - "{sentence(r)}"' for _ in range(4)]
    front.append("insights:")
    for q in range(r.randint(8, 16)):
        answer = " ".join(sentence(r, True) for _ in range(3))
        front += [f'  - question: "How does {r.choice(ADJECTIVES)} {r.choice(NOUNS)} number {q} work?"', "    answer: |", f"      {answer} [@s{1 + q % sources}]"]
    front.append("sources:")
    for s in range(1, sources + 1):
        front += [f"  - id: s{s}", f'    title: "{sentence(r)[:50]}"', f'    publisher: "The {r.choice(NOUNS)} office"',
                  f'    url: "https://example.com/{r.choice(TOPICS)}/{r.randint(1, n * 20)}"', f"    published: {day}"]
    body = []
    for h in range(6):
        other = r.randrange(n)
        body += [f"## The {r.choice(ADJECTIVES)} {r.choice(NOUNS)} {h}", " ".join(sentence(r, True) for _ in range(4)) + f" [@s{1 + h % sources}]",
                 f"See [another](article-{other}.md). " + " ".join(sentence(r) for _ in range(3))]
    body += ["| What | How much |\n| --- | ---: |\n" + "\n".join(f"| {r.choice(NOUNS)} | {r.randint(1, 999)} |" for _ in range(5)), "- One\n- Two\n- Three"]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"


def corpus(n, folder):
    os.makedirs(os.path.join(folder, "content"), exist_ok=True)
    with open(os.path.join(folder, "site.toml"), "w") as f:
        f.write('title = "Corpus"\nbase_url = "https://example.org/"\n')
    for i in range(n):
        with open(os.path.join(folder, "content", f"article-{i}.md"), "w") as f:
            f.write(article(i, n))


def program(default):
    path = os.environ.get("NUTGRAF") or os.path.join(os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target"), default, "nutgraf")
    if not os.path.exists(path):
        sys.exit(f"{path} is not there: build it first (see --help)")
    return path


def lab():
    base = os.environ.get("LAB")
    if base:
        os.makedirs(base, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=base, prefix="nutgraf-bench-")


def budget(sizes):
    binary, seen, failed = program("profiling"), [], False
    for n in sizes:
        with lab() as folder:
            corpus(n, folder)
            run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", binary, "build", "-q", "--no-cache", "--root", folder],
                                 env=dict(os.environ, RAYON_NUM_THREADS="1"), capture_output=True, text=True)
            found = re.search(r"Collected : (\d+)", run.stderr)
            if run.returncode or not found:
                sys.exit(f"the build failed:\n{run.stderr}")
            each = int(found.group(1)) / n
        seen.append(each)
        over = each > BUDGET
        failed |= over
        print(f"{n:6} articles: {each / 1e6:.2f} M instructions an article (budget {BUDGET / 1e6:.1f} M){'  OVER' if over else ''}", flush=True)
    if len(seen) > 1:
        growth = max(seen) / seen[0]
        failed |= growth > GROWTH
        print(f"growth from {sizes[0]} to {sizes[-1]}: {growth:.3f} (at most {GROWTH:.2f}){'  OVER' if growth > GROWTH else ''}")
    sys.exit(failed)


def timed(argv):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(n, runs):
    binary, rows = program("release"), []
    with lab() as folder:
        corpus(n, folder)
        out, copy = os.path.join(folder, "public"), os.path.join(folder, "copy")
        for _ in range(runs):
            shutil.rmtree(out, ignore_errors=True)
            argv = [binary, "build", "-q", "--no-cache", "--root", folder]
            build, again = timed(argv), timed(argv)
            cp = timed(["cp", "-r", out, copy])
            shutil.rmtree(copy)
            rows.append((build, again, cp))
    mid = lambda part, which: sorted(row[part][which] for row in rows)[len(rows) // 2]
    print(f"{n} articles, medians of {runs}:        wall s   processor s   wall / cp -r")
    for part, name in ((0, "build into no folder"), (1, "build, nothing changed"), (2, "cp -r of the output")):
        print(f"  {name:24} {mid(part, 0):12.3f} {mid(part, 1):13.3f} {mid(part, 0) / mid(2, 0):14.1f}")


def in_user_mode(argv):
    """Processor seconds outside the kernel: writing pages, which a check does not, is mostly inside it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        sys.exit(f"{' '.join(argv)} failed")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def check(n, runs):
    binary, rows = program("release"), []
    with lab() as folder:
        corpus(n, folder)
        all_of_them = [binary, "check", "--format", "json", "--root", folder]
        by_kind = [binary, "check", "--root", folder]

        def warm(judge, article):
            in_user_mode(judge)
            with open(os.path.join(folder, "content", f"article-{article}.md"), "a") as file:
                file.write("\nOne more sentence.\n")
            return in_user_mode(judge)

        for run in range(runs):
            build = in_user_mode([binary, "build", "-q", "--no-cache", "--root", folder])
            cold = [in_user_mode([*judge, "--no-cache"]) for judge in (all_of_them, by_kind)]
            rows.append((build, *cold, warm(all_of_them, 2 * run), warm(by_kind, 2 * run + 1)))
    build, *times = (sorted(column)[runs // 2] for column in zip(*rows))
    print(f"{n} articles, medians of {runs}, user time: build --no-cache {build:.2f} s")
    for form, cold, warm in zip(("all findings as JSON", "kinds, as on a terminal"), times[:2], times[2:]):
        print(f"  {form:24} check --no-cache {cold:.2f} s, one article changed {warm:.2f} s")
        print(f"  {'':24} a check to a build {cold / build:.2f}; one article changed to a cold check {warm / cold:.3f}")


def deploy(n):
    """A first deploy, one with a tenth of the articles changed, and one with nothing new."""
    binary, peer = program("release"), shutil.which("ghp-import")
    with lab() as folder:
        site, settings = os.path.join(folder, "site"), os.path.join(folder, "gitconfig")
        with open(settings, "w") as file:
            file.write("[user]\nname = x\nemail = x@site.test\n")
        os.environ.update(GIT_CONFIG_GLOBAL=settings, GIT_CONFIG_NOSYSTEM="1")
        os.mkdir(site)
        corpus(n, site)

        def repository(name):
            shutil.rmtree(os.path.join(site, ".git"), ignore_errors=True)
            remote = os.path.join(folder, name)
            for argv in (["init", "-q", "--bare", remote], ["init", "-q", site], ["-C", site, "remote", "add", "origin", remote]):
                subprocess.run(["git", *argv], check=True)

        def edit():
            for i in range(0, n, 10):
                path = os.path.join(site, "content", f"article-{i}.md")
                with open(path, "a") as file:
                    file.write("\nOne more sentence.\n")

        def theirs():
            out = os.path.join(folder, "out")
            build = timed([binary, "build", "-q", "--no-cache", "--root", site, "-o", out, "-u", "https://site.test/"])
            pushed = timed(["sh", "-c", f"cd '{site}' && '{peer}' -n -p -r origin '{out}' 2>/dev/null"])
            return build[0] + pushed[0]

        ours = lambda: timed([binary, "deploy", "-q", "--root", site, "-u", "https://site.test/"])[0]
        rows = []
        if peer:
            repository("theirs.git")
            rows = [theirs(), (edit(), theirs())[1], theirs()]
        repository("ours.git")
        mine = [ours(), (edit(), ours())[1], ours()]
    for name, at in (("first deploy", 0), ("a tenth changed", 1), ("nothing changed", 2)):
        ratio = f", to a build and ghp-import {mine[at] / rows[at]:.2f}" if rows else ""
        print(f"{n} articles, {name:16} {mine[at]:7.2f} s{ratio}")


def main():
    what, rest = (sys.argv + [""])[1], sys.argv[2:]
    if what == "corpus" and len(rest) == 2:
        corpus(int(rest[0]), rest[1])
    elif what == "budget":
        budget([int(n) for n in rest] or [300])
    elif what == "compare":
        compare(int(rest[0]) if rest else 1000, int(rest[1]) if len(rest) > 1 else 5)
    elif what == "check":
        check(int(rest[0]) if rest else 1000, int(rest[1]) if len(rest) > 1 else 5)
    elif what == "deploy":
        deploy(int(rest[0]) if rest else 1000)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
