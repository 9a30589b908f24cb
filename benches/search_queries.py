#!/usr/bin/env python3
"""Makes the queries of search_queries.json that can be made without reading. Standard library only.

    benches/search_queries.py SITE [FILE]     SITE is what search_corpus.py wrote; FILE defaults to search_queries.json

Five kinds; `path` is the slug of the article that should come first:

question    what a reader would ask. Written by hand from reading the article, in other words than its own wherever a
            natural one exists. These stay as they are in FILE.
paragraph   three words of one paragraph, drawn at random. A word has at least four letters, is no stop word and no name of
            a source; a paragraph has at least 25 words. A draw counts only if no other article has the three
            in one paragraph, because else there would be no right answer.
source      a source of the article: its title or, every third time, its title and its publisher. The title is a name (two
            to six words, most of them with a capital), no other article cites that source, and no other article has
            the title in its text.

word        a word of its title, and
two words   two of them, as people type: many pages have these, so they say what is fetched more than how good the ranks are.

No article gives two queries of a kind. The same site gives the same queries.
"""
import html
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EACH = 90
STOP = set("""about above across after again against almost alone along already also although always among another anyone anything
around away back became because become been before behind being below between both came cannot come comes could does doing done
down during each either else enough especially even ever every everyone everything from further gave gets getting give given gives goes going
gone good great have having here hers herself himself however instead into itself just keep kept know known last later least
less like likely made make makes making many maybe might more most much must myself need needs neither never next nothing often once
only onto other others otherwise ours over part perhaps please put quite rather really said same says seem seems seen several shall should
since some someone something sometimes soon still such sure take taken takes taking than that thats their theirs them themselves then
there therefore these they thing things think this those though three through thus together told took toward towards under until
upon used uses using usually very want wants well went were what whatever when where whether which while whole whom whose will with within
without would your yours yourself""".split())


class Article:
    def __init__(self, path):
        self.slug = os.path.basename(path)[:-3]
        with open(path, encoding="utf-8") as file:
            front, self.body = file.read().split("\n---\n", 1)
        self.title = json.loads(re.search(r"^title: (.*)$", front, re.M).group(1))
        self.sources = [dict(zip(("title", "publisher", "url"), (json.loads(value) for value in found)))
                        for found in re.findall(r"^  - id: \S+\n    title: (.*)\n    publisher: (.*)\n    url: (.*)$", front, re.M)]
        answers = [json.loads(value) for value in re.findall(r"^    answer: (.*)$", front, re.M)]
        parts = [part for text in [*answers, re.sub(r"^```.*?^```$", "", self.body, flags=re.S | re.M)] for part in text.split("\n\n")]
        self.paragraphs = [shown(part) for part in parts if part.strip() and not part.startswith("#")]
        self.text = " ".join([shown(front.split("\nsources:")[0]), *self.paragraphs, *re.findall(r"^#+ (.*)$", self.body, re.M)])


def shown(text):
    text = re.sub(r" ?\[@[^]]*\]|`[^`]*`", " ", text)
    return " ".join(html.unescape(re.sub(r"\\(.)", r"\1", text)).split())


def content_words(text):
    return [word.lower() for word in re.findall(r"(?<![\w'’.@/-])[A-Za-z]{4,}(?![\w'’@/-]|\.\w)", text) if word.lower() not in STOP]


def folded(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def paragraph_queries(articles):
    where = {}
    for at, article in enumerate(articles):
        for n, paragraph in enumerate(article.paragraphs):
            for word in set(content_words(paragraph)):
                where.setdefault(word, set()).add((at, n))
    r, queries, drawn = random.Random("nutgraf:paragraph"), [], 0
    for at in r.sample(range(len(articles)), len(articles)):
        article = articles[at]
        names = set(content_words(" ".join(source["title"] for source in article.sources)))
        long = [paragraph for paragraph in article.paragraphs if len(paragraph.split()) >= 25]
        if len(queries) == EACH:
            break
        if not long:
            continue
        words = sorted(set(content_words(r.choice(long))) - names)
        if len(words) < 3:
            continue
        three = r.sample(words, 3)
        drawn += 1
        if {place[0] for place in set.intersection(*(where[word] for word in three))} == {at}:
            queries.append({"kind": "paragraph", "query": " ".join(three), "path": article.slug})
    print(f"paragraph: {len(queries)} of {drawn} draws; in the others, the three words were also in a paragraph of another article")
    return queries


def source_queries(articles):
    texts, cited = [f" {folded(article.text)} " for article in articles], {}
    for at, article in enumerate(articles):
        for source in article.sources:
            cited.setdefault(folded(source["title"]), set()).add(at)
    r, queries = random.Random("nutgraf:source"), []
    for at in r.sample(range(len(articles)), len(articles)):
        if len(queries) == EACH:
            break
        fit = []
        for source in articles[at].sources:
            words = source["title"].split()
            name = folded(source["title"])
            if 2 <= len(words) <= 6 and re.fullmatch(r"[A-Za-z0-9 ,.'’:&-]+", source["title"]) and sum(word[0].isupper() for word in words) > len(words) / 2 \
                    and cited[name] == {at} and any(len(word) > 3 and word.lower() not in STOP for word in words) and not any(f" {name} " in text for other, text in enumerate(texts) if other != at):
                fit.append(source)
        if fit:
            source = r.choice(fit)
            both = len(queries) % 3 == 2 and folded(source["publisher"]) not in folded(source["title"])
            queries.append({"kind": "source", "query": f"{source['title']} {source['publisher']}" if both else source["title"], "path": articles[at].slug})
    print(f"source: {len(queries)}")
    return queries


def title_queries(articles):
    r, queries = random.Random("nutgraf:title"), []
    for at in r.sample(range(len(articles)), len(articles)):
        words = list(dict.fromkeys(content_words(articles[at].title)))
        if len(queries) == EACH:
            break
        if len(words) > 1:
            kind, count = (("word", 1), ("two words", 2))[len(queries) % 2]
            queries.append({"kind": kind, "query": " ".join(r.sample(words, count)), "path": articles[at].slug})
    print(f"word, two words: {len(queries)}")
    return sorted(queries, key=lambda row: len(row["kind"]))


def main():
    if not 2 <= len(sys.argv) <= 3 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    site, path = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.join(HERE, "search_queries.json")
    folder = os.path.join(site, "content")
    articles = [Article(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".md")]
    with open(path, encoding="utf-8") as file:
        questions = [row for row in json.load(file) if row["kind"] == "question"]
    lost = [row["path"] for row in questions if row["path"] not in {article.slug for article in articles}]
    if lost:
        sys.exit(f"there is no article for these questions: {', '.join(lost)}")
    print(f"question: {len(questions)}")
    rows = questions + paragraph_queries(articles) + source_queries(articles) + title_queries(articles)
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
