// feed.json by the rules of JSON Feed 1.1 (jsonfeed.org).

import { addressOf } from "./site.mjs";

export const name = "json-feed";
export const claim = "feed.json follows JSON Feed 1.1";

const VERSION = "https://jsonfeed.org/version/1.1";
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const string = (value) => typeof value === "string" && value.trim() !== "";
const url = (value) => string(value) && /^https?:$/.test(protocolOf(value));
const date = (value) => string(value) && RFC_3339.test(value) && !Number.isNaN(Date.parse(value));
const strings = (value) => Array.isArray(value) && value.every(string);
const boolean = (value) => typeof value === "boolean";
const authors = (value) =>
  Array.isArray(value) && value.every((a) => (string(a.name) || url(a.url) || url(a.avatar)) && (a.url === undefined || url(a.url)));
const attachments = (value) => Array.isArray(value) && value.every((a) => url(a.url) && string(a.mime_type));
const any = () => true;

const FEED = {
  version: (value) => value === VERSION, title: string, home_page_url: url, feed_url: url, description: string,
  user_comment: string, next_url: url, icon: url, favicon: url, authors, language: string, expired: boolean,
  hubs: any, items: Array.isArray,
};
const ITEM = {
  id: string, url, external_url: url, title: string, content_html: string, content_text: string, summary: string,
  image: url, banner_image: url, date_published: date, date_modified: date, authors, tags: strings,
  language: string, attachments,
};

function protocolOf(value) {
  try {
    return new URL(value).protocol;
  } catch {
    return "";
  }
}

/** Every field must be known and well-formed; those in `required` must be present. */
function fields(object, known, required, where) {
  const faults = required.filter((key) => !(key in object)).map((key) => `${where} has no ${key}`);
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith("_")) continue; // extensions, by the specification
    if (!Object.hasOwn(known, key)) faults.push(`${where}: ${key} is no field of JSON Feed 1.1`);
    else if (!known[key](value)) faults.push(`${where}: ${key} is malformed: ${JSON.stringify(value)?.slice(0, 80)}`);
  }
  return faults;
}

export async function check(site) {
  if (!site.files.has("feed.json")) return ["there is no feed.json"];
  let feed;
  try {
    feed = JSON.parse(site.read("feed.json"));
  } catch (error) {
    return [`feed.json is no JSON: ${error.message}`];
  }
  const faults = fields(feed, FEED, ["version", "title", "items"], "feed");
  const own = addressOf("feed.json", site.base).href;
  if (feed.feed_url !== own) faults.push(`feed_url is ${feed.feed_url}, not ${own}`);
  if (feed.home_page_url !== site.base.href) faults.push(`home_page_url is ${feed.home_page_url}, not ${site.base}`);

  const ids = new Set();
  for (const [index, item] of (Array.isArray(feed.items) ? feed.items : []).entries()) {
    faults.push(...fields(item, ITEM, ["id"], `item ${index}`));
    if (!("content_html" in item || "content_text" in item)) faults.push(`item ${index} has no content`);
    if (ids.has(item.id)) faults.push(`item ${index} has the id of another: ${item.id}`);
    ids.add(item.id);
  }
  return faults;
}
