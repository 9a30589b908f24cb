//! The keys of a source, and what other tools call them.

/// The keys of a source.
pub(super) const KEYS: &[&str] = &[
    "id",
    "title",
    "publisher",
    "author",
    "url",
    "doi",
    "published",
    "accessed",
    "archive_url",
    "archive_date",
    "archive_note",
    "derives_from",
    "retracted",
    "kind",
    "note",
    "quotes",
];

/// The names that other tools give these keys.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("key", "id"),
    ("name", "title"),
    ("authors", "author"),
    ("date", "published"),
    ("issued", "published"),
    ("year", "published"),
    ("pubdate", "published"),
    ("publication_date", "published"),
    ("link", "url"),
    ("href", "url"),
    ("retrieved", "accessed"),
    ("access_date", "accessed"),
    ("access-date", "accessed"),
    ("urldate", "accessed"),
    ("headline", "title"),
    ("type", "kind"),
    ("archive", "archive_url"),
    ("container-title", "publisher"),
    ("journal", "publisher"),
    ("publication", "publisher"),
    ("outlet", "publisher"),
    ("organisation", "publisher"),
    ("organization", "publisher"),
    ("site", "publisher"),
    ("website", "publisher"),
];

/// Whether this is one of the keys of a source, or what other tools call it.
pub(super) fn is_key(name: &str) -> bool {
    if KEYS.contains(&name) {
        return true;
    }
    let name = name.to_lowercase();
    KEYS.contains(&&*name) || ALIASES.iter().any(|(other, _)| *other == name)
}
