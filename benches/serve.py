#!/usr/bin/env python3
"""Measures `nutgraf serve` and warm builds on the corpus of measure.py. Standard library only.

    benches/serve.py edit [N] [EDITS]     from the write of a file to its new text over HTTP, by kind of edit (medians)
    benches/serve.py build [N] [RUNS]     a build with nothing changed, and with one body changed, as ratios to a cold one
    benches/serve.py soak [N] [EDITS]     edits at random; memory must stay flat, and the site must be that of a clean build

Set NUTGRAF to the program to measure (default: target/release/nutgraf). Set LAB to a folder on a memory file system,
such as /dev/shm/nutgraf, for steady figures.
"""
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import time

from measure import corpus, lab, program, timed

PATIENCE = 60
# How much more memory may be in use after the second half of a soak than after the first.
GROWTH = 1.15


class Served:
    """A running `serve`; a context manager, so that it ends after use."""

    def __init__(self, root, *more):
        self.begun = time.perf_counter()
        self.child = subprocess.Popen([program("release"), "serve", "--root", root, "--port", "0", *more], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.child.stdout.readline().strip()
        host, _, path = self.url.removeprefix("http://").partition("/")
        self.base = f"/{path}"
        self.client = http.client.HTTPConnection(host, timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.communicate()

    def get(self, path):
        self.client.request("GET", self.base + path)
        return self.client.getresponse().read().decode()

    def wait(self, path, text):
        """Returns the seconds until a page shows a text."""
        begun = time.perf_counter()
        while text not in self.get(path):
            if time.perf_counter() - begun > PATIENCE:
                sys.exit(f"{path} never showed {text!r}")
            time.sleep(0.001)
        return time.perf_counter() - begun

    def memory(self):
        """Returns its memory in megabytes."""
        with open(f"/proc/{self.child.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1000

    def rest(self):
        """Waits until it uses no more processor time."""
        used, still = None, 0
        while still < 5:
            time.sleep(0.05)
            with open(f"/proc/{self.child.pid}/stat") as stat:
                now = stat.read().rsplit(")", 1)[1].split()[11:13]
            used, still = now, still + 1 if now == used else 0


def with_site(use, n, *more):
    with lab() as folder:
        corpus(n, folder)
        os.makedirs(os.path.join(folder, "templates"))
        use(folder, n, *more)


def articles(folder):
    return sorted(os.path.join(folder, "content", name) for name in os.listdir(os.path.join(folder, "content")) if name.endswith(".md"))


def rewrite(path, change):
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(change(text))


def edit(folder, n, edits):
    files = articles(folder)
    with Served(folder) as served:
        served.get("")
        print(f"{n} articles: first page after {(time.perf_counter() - served.begun) * 1000:.0f} ms")
        served.rest()
        print(f"memory at rest: {served.memory():.0f} MB")
        times = {"body": [], "title": [], "template": []}
        for k in range(edits):
            path = files[k * 7 % len(files)]
            page = os.path.basename(path).removesuffix(".md") + "/"
            served.get(page)
            served.rest()
            rewrite(path, lambda text: f"{text}\nA word more {k}.\n")
            times["body"].append(served.wait(page, f"A word more {k}."))
            served.rest()
            rewrite(path, lambda text: text.replace('title: "', f'title: "T{k}x ', 1))
            times["title"].append(served.wait(page, f"T{k}x "))
            served.rest()
            with open(os.path.join(folder, "templates", "article.html"), "w") as file:
                file.write("{% extends \"default/article.html\" %}{% block title %}Revision " + str(k) + "{% endblock %}")
            times["template"].append(served.wait(page, f"<title>Revision {k}</title>"))
            served.rest()
    for kind, taken in times.items():
        print(f"{kind:9} median {statistics.median(taken) * 1000:.1f} ms of {len(taken)}, longest {max(taken) * 1000:.1f} ms")


def build(folder, n, runs):
    path = articles(folder)[0]
    taken = {"cold": [], "nothing changed": [], "one body changed": []}
    for k in range(runs):
        shutil.rmtree(os.path.join(folder, ".nutgraf"), ignore_errors=True)
        shutil.rmtree(os.path.join(folder, "public"), ignore_errors=True)
        for kind in taken:
            if kind == "one body changed":
                rewrite(path, lambda text: f"{text}\nA word more {k}.\n")
            else:
                # Files that were written a moment ago are read again: their times could hide a change.
                time.sleep(0.1)
            taken[kind].append(timed([program("release"), "build", "-q", "--root", folder])[0])
    cold = statistics.median(taken["cold"])
    for kind, times in taken.items():
        print(f"{kind:17} {statistics.median(times):.2f} s, {statistics.median(times) / cold:.3f} of a cold build")


def soak(folder, n, edits):
    files = articles(folder)
    r = random.Random("soak")
    memory = []
    with Served(folder) as served:
        for k in range(edits):
            path = r.choice(files)
            page = os.path.basename(path).removesuffix(".md") + "/"
            if r.random() < 0.2:
                rewrite(path, lambda text: text.replace('title: "', f'title: "T{k % 10}', 1) if len(text.split('"')[1]) < 90 else text.replace(text.split('"')[1], f"Fresh {k}", 1))
            mark = f"Edit {k}."
            rewrite(path, lambda text: text.rsplit("\nEdit ", 1)[0].rstrip("\n") + f"\n\nEdit {k}.\n")
            served.wait(page, mark)
            if k % max(1, edits // 20) == 0:
                memory.append(served.memory())
                print(f"{k:6} edits, {memory[-1]:.0f} MB", flush=True)
        served.rest()
        memory.append(served.memory())
        shown = {path: served.get(path) for path in ["", "questions/", "sources/", "updates/", *(os.path.basename(p).removesuffix(".md") + "/" for p in files)]}
    subprocess.run([program("release"), "build", "-q", "--no-cache", "--drafts", "--root", folder], check=True)
    for path, text in shown.items():
        with open(os.path.join(folder, "public", path, "index.html")) as file:
            built = file.read()
        tag = text.rindex("<script src=")
        without = text[:tag] + text[text.index("</script>", tag) + len("</script>"):]
        if without != built:
            sys.exit(f"/{path} is shown otherwise than a clean build writes it")
    half, end = memory[len(memory) // 2], max(memory[len(memory) // 2:])
    print(f"{edits} edits of {n} articles: {len(shown)} pages equal a clean build; {half:.0f} MB after half of them, {end:.0f} MB at most after that")
    if end > half * GROWTH:
        sys.exit("memory grows")


def main():
    what, rest = (sys.argv + [""])[1], [int(number) for number in sys.argv[2:]]
    usual = {"edit": (edit, [1000, 20]), "build": (build, [1000, 5]), "soak": (soak, [1000, 10_000])}
    if what not in usual:
        sys.exit(__doc__)
    function, defaults = usual[what]
    with_site(function, *rest, *defaults[len(rest):])


if __name__ == "__main__":
    main()
