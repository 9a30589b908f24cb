// JSON-LD: it parses, uses the vocabulary of schema.org, refers to things that exist, and says nothing that the page
// does not say.

import { at, attr, parseFragment, text } from "./site.mjs";
import { readVocabulary } from "./schema-org.mjs";

export const name = "structured-data";
export const claim = "JSON-LD is sound, uses schema.org's types and properties rightly, and its answers stand on the page";

const KEYWORDS = new Set(["@context", "@graph", "@id", "@type", "@language"]);
const ISO_DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;
// What a consumer cannot do without.
const REQUIRED = {
  NewsArticle: ["headline"], FAQPage: ["mainEntity"], Question: ["name", "acceptedAnswer"], Answer: ["text"],
  Person: ["name"], Organization: ["name"], ListItem: ["position"],
};
// Between two words of an answer the page may have a few of its own: citation marks, link texts of a reader's aid.
const WORDS_BETWEEN = 12;

let vocabulary;

export async function check(site) {
  vocabulary ??= readVocabulary();
  const faults = [];
  let articles = 0;
  for (const page of site.pages) {
    for (const element of page.elements) {
      if (element.tagName !== "script" || attr(element, "type") !== "application/ld+json") continue;
      let data;
      try {
        data = JSON.parse(element.childNodes.map((child) => child.value).join(""));
      } catch (error) {
        faults.push(at(page, element, `no JSON: ${error.message}`));
        continue;
      }
      const block = new Block(page);
      block.root(data);
      faults.push(...block.faults.map((fault) => at(page, element, fault)));
      if (block.types.has("NewsArticle")) articles += 1;
    }
  }
  if (!articles) faults.push("no page has a NewsArticle");
  return faults;
}

/** One script element's worth of JSON-LD. */
class Block {
  faults = [];
  types = new Set();
  #defined = new Set();
  #references = [];

  constructor(page) {
    this.page = page;
  }

  root(data) {
    if (!/^https?:\/\/schema\.org\/?$/.test(data?.["@context"])) this.faults.push("the context is not https://schema.org");
    if (data?.["@graph"]) data["@graph"].forEach((node, index) => this.node(node, `@graph[${index}]`, ["Thing"]));
    else this.node(data, "the root", ["Thing"]);
    for (const [where, id] of this.#references) {
      if (!this.#defined.has(id) && !URL.canParse(id)) this.faults.push(`${where}: nothing has the @id ${id}`);
      const own = id.replace(/#.*$/s, "");
      if (id.includes("#") && (own === "" || own === this.page.url.href) && !this.#defined.has(id)) {
        this.faults.push(`${where}: nothing on this page has the @id ${id}`);
      }
    }
  }

  node(node, where, range) {
    const types = [node["@type"] ?? []].flat();
    const keys = Object.keys(node).filter((key) => !KEYWORDS.has(key));
    if (!types.length && node["@id"] !== undefined && !keys.length) return void this.#references.push([where, node["@id"]]);
    if (node["@id"] !== undefined) this.#defined.add(node["@id"]);
    if (!types.length) this.faults.push(`${where}: no @type`);
    types.forEach((type) => this.types.add(type));
    for (const type of types.filter((type) => !vocabulary.types.has(type))) this.faults.push(`${where}: schema.org has no type ${type}`);
    const known = types.filter((type) => vocabulary.types.has(type));
    if (known.length && !known.some((type) => [...range].some((name) => vocabulary.types.get(type).has(name)))) {
      this.faults.push(`${where}: a ${types.join("+")} where ${[...range].join(" or ")} belongs`);
    }
    for (const key of known.flatMap((type) => REQUIRED[type] ?? [])) {
      if (!(key in node)) this.faults.push(`${where}: a ${types.join("+")} without ${key}`);
    }
    for (const key of keys) this.property(known, key, node[key], `${where}.${key}`);
    if (types.includes("Answer")) this.answer(node.text, where);
  }

  property(types, key, value, where) {
    // What an action takes: the value of a property, which is not known yet (schema.org, "Potential Actions").
    const input = /^(.+)-input$/.exec(key);
    if (input && types.some((type) => type.endsWith("Action") && vocabulary.properties(type).has(input[1]))) {
      if (!/^(required )?name=\w+$/.test(value)) this.faults.push(`${where}: ${value} names no input`);
      return;
    }
    const ranges = types.map((type) => vocabulary.properties(type).get(key)).filter(Boolean);
    if (!ranges.length) {
      if (types.length) this.faults.push(`${where}: no property of ${types.join("+")}`);
      return;
    }
    const range = new Set(ranges.flatMap((names) => [...names]));
    for (const one of [value].flat()) {
      if (one === null || one === "" || (Array.isArray(value) && !value.length)) this.faults.push(`${where}: empty`);
      else if (typeof one === "object") this.node(one, where, range);
      else if (!vocabulary.acceptsText(range)) this.faults.push(`${where}: text where ${[...range].join(" or ")} belongs`);
      else this.literal(one, range, where);
    }
    if (Array.isArray(value) && !value.length) this.faults.push(`${where}: empty`);
  }

  literal(value, range, where) {
    const names = [...range].filter((name) => name !== "IdReference");
    if (names.every((name) => ["Date", "DateTime"].includes(name)) && !(ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)))) {
      this.faults.push(`${where}: ${JSON.stringify(value)} is no date`);
    }
    if (names.includes("URL") && !names.includes("Text") && !URL.canParse(value)) {
      this.faults.push(`${where}: ${JSON.stringify(value)} is no absolute address`);
    }
  }

  answer(answer, where) {
    if (typeof answer !== "string") return;
    const wanted = words(text(parseFragment(answer)));
    this.page.words ??= words(text(this.page.elements.find((element) => element.tagName === "body")));
    if (!wanted.length) this.faults.push(`${where}: an answer without words`);
    else if (!standsIn(wanted, this.page.words)) this.faults.push(`${where}: the answer does not stand on the page: ${answer.slice(0, 60)}…`);
  }
}

const words = (string) => string.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether `page` has the `wanted` words in this order, with few others between them. */
function standsIn(wanted, page) {
  return page.some((word, start) => {
    if (word !== wanted[0]) return false;
    let place = start;
    for (const next of wanted.slice(1)) {
      const found = page.indexOf(next, place + 1);
      if (found < 0 || found - place - 1 > WORDS_BETWEEN) return false;
      place = found;
    }
    return true;
  });
}
