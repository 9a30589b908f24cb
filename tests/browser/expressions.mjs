// The expressions of GitHub's workflows, `${{ … }}`: enough for our workflows, by the rules that GitHub documents.
// Anything unknown is an error, never a guess.

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|([A-Za-z_][\w-]*)|(&&|\|\||==|!=|<=|>=|[<>!()[\],.]))/y;
const STATUS = /\b(?:success|failure|always|cancelled)\s*\(/;

/** What a value counts for in a condition. */
export const truthy = (value) => !(value === null || value === undefined || value === false || value === 0 || value === "");

/** A value as it is put into a text. */
export const textOf = (value) => {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
};

const numberOf = (value) => (value === null || value === undefined || value === "" ? 0 : Number(value));

/** GitHub's `==`: ignores case; values of different types are compared as numbers. */
function equal(a, b) {
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  if (typeof a === typeof b) return a === b;
  return numberOf(a) === numberOf(b);
}

const COMPARE = {
  "==": equal, "!=": (a, b) => !equal(a, b),
  "<": (a, b) => numberOf(a) < numberOf(b), "<=": (a, b) => numberOf(a) <= numberOf(b),
  ">": (a, b) => numberOf(a) > numberOf(b), ">=": (a, b) => numberOf(a) >= numberOf(b),
};

const lower = (value) => textOf(value).toLowerCase();
const FUNCTIONS = {
  contains: (all, one) => (Array.isArray(all) ? all.some((each) => equal(each, one)) : lower(all).includes(lower(one))),
  startswith: (text, start) => lower(text).startsWith(lower(start)),
  endswith: (text, end) => lower(text).endsWith(lower(end)),
  format: (text, ...values) => textOf(text).replace(/\{(\d+)\}/g, (_, at) => textOf(values[at])),
  join: (all, between = ",") => [all].flat().map(textOf).join(between),
  tojson: (value) => JSON.stringify(value, null, 2),
  fromjson: (text) => JSON.parse(text),
};

function tokens(text) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`the expression \`${text.trim()}\` is not understood at \`${text.slice(at).trim()}\``);
    const [, number, string, name, sign] = match;
    if (number !== undefined) found.push({ value: Number(number) });
    else if (string !== undefined) found.push({ value: string.replaceAll("''", "'") });
    else found.push(name === undefined ? { sign } : { name });
  }
  return found;
}

/** A member of an object or array, by GitHub's rules: names ignore case; `null` if there is none. */
function member(value, name) {
  if (value === null || typeof value !== "object") return null;
  if (Array.isArray(value)) return value[name] ?? null;
  const key = Object.keys(value).find((each) => each.toLowerCase() === String(name).toLowerCase());
  return key === undefined ? null : value[key];
}

/** Parses tokens by recursive descent: or, and, comparison, not, members, and primary expressions. */
class Reader {
  constructor(text, contexts, functions) {
    Object.assign(this, { text, contexts, functions: { ...FUNCTIONS, ...functions }, tokens: tokens(text), at: 0 });
  }

  take(...signs) {
    const sign = this.tokens[this.at]?.sign;
    if (!signs.includes(sign)) return undefined;
    this.at += 1;
    return sign;
  }

  need(sign) {
    if (!this.take(sign)) throw new Error(`the expression \`${this.text.trim()}\` lacks a \`${sign}\``);
  }

  whole() {
    const value = this.or();
    if (this.at < this.tokens.length) throw new Error(`the expression \`${this.text.trim()}\` goes on where it should end`);
    return value;
  }

  or() {
    let value = this.and();
    while (this.take("||")) {
      const next = this.and();
      value = truthy(value) ? value : next;
    }
    return value;
  }

  and() {
    let value = this.comparison();
    while (this.take("&&")) {
      const next = this.comparison();
      value = truthy(value) ? next : value;
    }
    return value;
  }

  comparison() {
    let value = this.not();
    for (let sign; (sign = this.take(...Object.keys(COMPARE))); ) value = COMPARE[sign](value, this.not());
    return value;
  }

  not() {
    return this.take("!") ? !truthy(this.not()) : this.members();
  }

  members() {
    let value = this.single();
    for (let sign; (sign = this.take(".", "[")); ) {
      if (sign === ".") {
        const { name } = this.tokens[this.at++] ?? {};
        if (name === undefined) throw new Error(`the expression \`${this.text.trim()}\` lacks a name after \`.\``);
        value = member(value, name);
      } else {
        value = member(value, this.or());
        this.need("]");
      }
    }
    return value ?? null;
  }

  single() {
    if (this.take("(")) {
      const value = this.or();
      this.need(")");
      return value;
    }
    const token = this.tokens[this.at++];
    if (token && "value" in token) return token.value;
    if (token?.name === undefined) throw new Error(`the expression \`${this.text.trim()}\` ends too soon`);
    if (this.take("(")) return this.call(token.name);
    if (token.name in { true: 1, false: 1, null: 1 }) return JSON.parse(token.name);
    if (!(token.name in this.contexts)) throw new Error(`nothing is called \`${token.name}\` in \`${this.text.trim()}\``);
    return this.contexts[token.name];
  }

  call(name) {
    const known = this.functions[name.toLowerCase()];
    if (!known) throw new Error(`the function \`${name}\` is not simulated`);
    const given = [];
    while (!this.take(")")) {
      given.push(this.or());
      if (!this.take(",") && this.tokens[this.at]?.sign !== ")") throw new Error(`\`${name}(\` is not closed`);
    }
    return known(...given);
  }
}

/** The value of an expression, without its `${{ }}`. */
export const evaluate = (text, contexts, functions = {}) => new Reader(text, contexts, functions).whole();

/** A text, list or map of a workflow with every `${{ … }}` evaluated. A text that is one expression keeps its type. */
export function fill(value, contexts, functions = {}) {
  if (Array.isArray(value)) return value.map((each) => fill(each, contexts, functions));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, contexts, functions)]));
  }
  if (typeof value !== "string") return value;
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value);
  if (whole) return evaluate(whole[1], contexts, functions);
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, text) => textOf(evaluate(text, contexts, functions)));
}

/** Whether an `if:` holds. Without a status function in it, what came before must also have succeeded. */
export function holds(condition, contexts, functions) {
  if (condition === undefined || condition === null) return truthy(functions.success());
  const text = String(condition).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  if (text.includes("${{")) throw new Error(`the condition \`${condition}\` mixes text and expressions, which is always true`);
  if (!STATUS.test(text) && !truthy(functions.success())) return false;
  return truthy(evaluate(text, contexts, functions));
}
