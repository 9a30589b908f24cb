"""Checks Atom feeds: what RFC 4287 requires, and that feedparser reads them without complaint.

    python check_atom.py FILE ADDRESS [FILE ADDRESS]...

Prints one line a fault. ADDRESS is where FILE is published.
"""

import datetime
import re
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TEXT_TYPES = {None, "text", "html", "xhtml"}


def check_feed(path, address):
    with open(path, "rb") as file:
        data = file.read()
    parsed = feedparser.parse(data)
    if parsed.bozo:
        yield f"feedparser complains: {parsed.bozo_exception}"
    try:
        feed = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield f"is no XML: {error}"
        return
    if feed.tag != ATOM + "feed":
        yield f"starts with {feed.tag}, not with an Atom feed"
        return

    yield from check_common(feed, "feed")
    entries = feed.findall(ATOM + "entry")
    if not entries:
        yield "has no entry"
    own = [link.get("href") for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    if own != [address]:
        yield f'has link rel="self" {own}, not {address}'

    ids = [text(feed, "id")]
    dates = []
    for number, entry in enumerate(entries, 1):
        where = f"entry {number}"
        yield from check_common(entry, where)
        yield from check_entry(entry, where, feed.find(ATOM + "author") is not None)
        if text(entry, "id") in ids:
            yield f"{where} has the id of another: {text(entry, 'id')}"
        ids.append(text(entry, "id"))
        dates.append(moment(text(entry, "updated")))
    if len(parsed.entries) != len(entries):
        yield f"feedparser reads {len(parsed.entries)} of {len(entries)} entries"
    if entries and moment(text(feed, "updated")) != max(filter(None, dates), default=None):
        yield "has another `updated` than its newest entry"


def check_common(element, where):
    """What a feed and an entry both must have."""
    for name in ("id", "title", "updated"):
        found = element.findall(ATOM + name)
        if len(found) != 1:
            yield f"{where} has {len(found)} of {name}, not one"
        elif not "".join(found[0].itertext()).strip():
            yield f"{where} has an empty {name}"
    if text(element, "id") and not urlsplit(text(element, "id")).scheme:
        yield f"{where} has an id that is no address: {text(element, 'id')}"
    for name in ("updated", "published"):
        for found in element.findall(ATOM + name):
            if moment(found.text) is None:
                yield f"{where} has a malformed date: {name} {found.text}"
    for name in ("title", "subtitle", "summary", "rights"):
        for found in element.findall(ATOM + name):
            if found.get("type") not in TEXT_TYPES:
                yield f"{where} has {name} of type {found.get('type')}"
    for author in element.findall(ATOM + "author"):
        if not (author.findtext(ATOM + "name") or "").strip():
            yield f"{where} has an author without a name"
    for category in element.findall(ATOM + "category"):
        if not category.get("term"):
            yield f"{where} has a category without a term"
    places = set()
    for link in element.findall(ATOM + "link"):
        if not link.get("href"):
            yield f"{where} has a link without an address"
        place = (link.get("type"), link.get("hreflang"))
        if link.get("rel", "alternate") == "alternate" and place in places:
            yield f"{where} has two alternate links of one type and language"
        elif link.get("rel", "alternate") == "alternate":
            places.add(place)


def check_entry(entry, where, feed_has_author):
    if not feed_has_author and entry.find(ATOM + "author") is None:
        yield f"{where} has no author, nor has the feed"
    contents = entry.findall(ATOM + "content")
    links = [link for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
    if len(contents) > 1:
        yield f"{where} has more than one content"
    if not contents and not links:
        yield f"{where} has neither content nor a link"
    for content in contents:
        if content.get("src") and entry.find(ATOM + "summary") is None:
            yield f"{where} has its content elsewhere, and no summary"
        elif not content.get("src") and not "".join(content.itertext()).strip():
            yield f"{where} has empty content"


def text(element, name):
    return (element.findtext(ATOM + name) or "").strip()


def moment(value):
    """The moment that an RFC 3339 date means, or nothing."""
    if not value or not RFC_3339.fullmatch(value):
        return None
    try:
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None


def main():
    arguments = iter(sys.argv[1:])
    for path, address in zip(arguments, arguments):
        for fault in check_feed(path, address):
            print(f"{path}: {fault}")


main()
