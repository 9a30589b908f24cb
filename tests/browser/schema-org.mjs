// The vocabulary of schema.org, read from the type declarations of the package `schema-dts`.

import { readFileSync } from "node:fs";

const SOURCE = new URL("node_modules/schema-dts/dist/schema.d.ts", import.meta.url);

/**
 * `types`: name -> the names of it and of all it inherits from.
 * `properties(type)`: property -> the set of names that its values may have.
 */
export function readVocabulary() {
  const source = readFileSync(SOURCE, "utf8").replace(/\/\*\*[^]*?\*\//g, "");
  const bases = new Map();
  for (const [, type, parents, body] of source.matchAll(/^(?:export )?interface (\w+)Base extends ([^{]*)\{([^}]*)\}/gm)) {
    const properties = new Map();
    for (const [, property, range] of body.matchAll(/^\s*"([\w-]+)"\?: SchemaValue<([^>]*), "[\w-]+">;/gm)) {
      properties.set(property, new Set(range.split("|").map((name) => name.trim())));
    }
    bases.set(type, { parents: [...parents.matchAll(/(\w+)Base\b/g)].map((match) => match[1]), properties });
  }
  const types = new Map();
  for (const [, type, base] of source.matchAll(/^export (?:interface|type) (\w+)Leaf\b[^]*?(?:extends|Omit<) ?(\w+)Base\b/gm)) {
    const names = new Set();
    const add = (name) => {
      if (names.has(name)) return;
      names.add(name);
      bases.get(name)?.parents.forEach(add);
    };
    add(base);
    types.set(type, names.add(type));
  }
  const texts = new Set(["Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean", "string"]);
  for (const [, type, definition] of source.matchAll(/^export type (\w+)(?:<[^=]*>)? = ([^]*?);$/gm)) {
    // Enumerations, and "3 cm". The package lets a bare name stand for a person or a place; a reader of data would not.
    if (/"https:\/\/schema\.org\//.test(definition) || types.get(type)?.has("Quantity")) texts.add(type);
  }
  const properties = (type) => {
    const all = new Map();
    for (const name of types.get(type)) {
      for (const [property, range] of bases.get(name)?.properties ?? []) {
        all.set(property, new Set([...(all.get(property) ?? []), ...range]));
      }
    }
    return all;
  };
  return { types, properties, acceptsText: (range) => [...range].some((name) => texts.has(name)) };
}
