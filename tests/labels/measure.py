#!/usr/bin/env python3
"""Says how often the rules of `nutgraf check` are right on labelled prose. README.md describes the files."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

RULES = {
    "citation/figure": "figure",
    "citation/quotation": "quotation",
    "citation/attribution": "attribution",
    "citation/weasel": "weasel",
    "time/relative": "ages",
    "access/abbreviation": "abbr",
    "number/base": "change-nobase",
    "access/sentence": "long",
}


def article(document, title):
    """Returns the article's text, and the sentence on each of its lines: no two share one."""
    lines = ["---", f"title: {json.dumps(title)}", "date: 2026-11-01", "---", ""]
    sentences = {}
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            text = " ".join(sentence["text"].split())
            # What begins a block would make something else of the sentence.
            if text[:1] in "#>-+*|=" or text[:1].isdigit():
                text = "\u200a" + text
            lines.append(text)
            sentences[len(lines)] = sentence
        lines.append("")
    return "\n".join(lines) + "\n", sentences


def label_of(code, message):
    label = RULES.get(code)
    if label == "abbr":
        named = message.split("`")
        return f"abbr:{named[1]}" if len(named) > 1 else None
    return label


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nutgraf")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("pattern", nargs="?", default="*.json")
    parser.add_argument("--show", metavar="CODE", help="show what was wrong and missed of one rule")
    args = parser.parse_args()
    files = sorted(args.folder.glob(args.pattern))
    if not files:
        sys.exit(f"no file in {args.folder} matches {args.pattern}")
    with tempfile.TemporaryDirectory() as root:
        root = pathlib.Path(root)
        (root / "content").mkdir()
        (root / "site.toml").write_text('title = "Labelled"\nbase_url = "https://example.org/"\n')
        where = {}
        for file in files:
            text, sentences = article(json.loads(file.read_text()), file.stem)
            (root / "content" / f"{file.stem}.md").write_text(text)
            where[f"content/{file.stem}.md"] = sentences
        command = [args.nutgraf, "--root", str(root), "check", "--no-cache", "--now", "2026-11-27"]
        run = subprocess.run([*command, "--format", "json"], capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        label = label_of(finding["code"], finding["message"])
        first = finding.get("start", {}).get("line", 0)
        # What is found may go on over several sentences: a quotation has one finding.
        for line in range(first, finding.get("end", {}).get("line", first) + 1):
            if label and line in where.get(finding["file"], {}):
                found.setdefault(finding["code"], set()).add((finding["file"], line, label))
    count = sum("frag" not in s["labels"] for sentences in where.values() for s in sentences.values())
    print(f"{len(files)} articles, {count} sentences")
    print(f"{'rule':22} {'right':>6} {'wrong':>6} {'missed':>6}  precision  recall")
    for code, label in RULES.items():
        hits = found.get(code, set())
        right = wrong = missed = 0
        for file, sentences in where.items():
            for line, sentence in sentences.items():
                of = lambda labels: {it for it in labels if it.split(":")[0] == label}
                firm, maybe = of(sentence["labels"]), of(sentence.get("maybe", []))
                mine = {it for path, at, it in hits if (path, at) == (file, line)}
                right += len(mine & firm)
                wrongly = mine - firm - maybe
                wrong += len(wrongly)
                lost = set() if "frag" in sentence["labels"] else firm - mine
                missed += len(lost)
                if args.show == code:
                    for it in sorted(wrongly):
                        print(f"  WRONG  {file}:{line} {it}: {sentence['text']}")
                    for it in sorted(lost):
                        print(f"  MISSED {file}:{line} {it}: {sentence['text']}")
        share = lambda of: f"{right / of:.0%}" if of else "-"
        print(f"{code:22} {right:6} {wrong:6} {missed:6}  {share(right + wrong):>9}  {share(right + missed):>6}")


main()
