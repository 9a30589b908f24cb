// The search page. The first part reads the index, whose format `src/search/mod.rs` describes; it knows no page, so tests
// run it without a browser. The second part shows what was found.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value += 1) VALUES[DIGITS.charCodeAt(value)] = value;
const LONGEST_WORD = 24;
const MOST_WORDS = 12;
const MOST_FORMS = 40;
const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

/** Returns the words of a text, as `src/content/words/fold.rs` does. */
export function words(text) {
  const folded = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
    .replace(/[ßæœøđðþłıς]/g, (letter) => PLAIN[letter]).normalize("NFC");
  const found = [];
  for (const [run] of folded.matchAll(RUN)) {
    const letters = [...run];
    if (!IS_UNSPACED.test(run)) {
      if (!/^[a-z]$/.test(run)) found.push(letters.slice(0, LONGEST_WORD).join(""));
    } else if (letters.length === 1) {
      found.push(run);
    } else {
      for (let n = 1; n < letters.length; n += 1) found.push(letters[n - 1] + letters[n]);
    }
  }
  return found;
}

/** Takes the endings off a word, by the rules that the index has for a language: `src/search/stem.rs`. */
export function stem(word, steps) {
  if (!/^[a-z]+$/.test(word)) return word;
  for (const step of steps) {
    const rule = step.find(([end, , left]) => word.endsWith(end) && word.length - end.length >= left);
    const shorter = rule && word.slice(0, word.length - rule[0].length) + rule[1];
    if (shorter && /[aeiouy]/.test(shorter)) word = shorter;
  }
  return word;
}

/** Returns the terms of a front-coded list. */
export function terms(list) {
  let last = "";
  return list.split(" ").map((entry) => (last = last.slice(0, parseInt(entry[0], 36) || 0) + entry.slice(1)));
}

/** Reads the pages of a term: each with what is known of the term there, and the units in which it occurs. `all` is in how
 *  many pages the term occurs; of a frequent one, not all of them are listed. */
function postings(text) {
  const found = new Map();
  let at = 0;
  let page = 0;
  const next = () => VALUES[text.charCodeAt(at++)] ?? 0;
  if (text[at] === "~") {
    at += 1;
    found.all = (next() * 64 + next()) * 64 + next();
  }
  while (at < text.length) {
    let distance = 0;
    let shift = 0;
    let bits;
    do {
      bits = next();
      distance += (bits & 31) * 2 ** shift;
      shift += 5;
    } while (bits & 32);
    page += distance;
    const flags = next();
    const units = [];
    if (flags & 32) {
      let unit = 0;
      do {
        bits = next();
        unit += bits & 15;
        if ((bits & 15) < 15) units.push([unit++, (bits & 16) > 0]);
      } while (bits & 32);
    }
    found.set(page, { flags, units });
    page += 1;
  }
  found.all ??= found.size;
  return found;
}

/** Returns the name of the shard that begins with a term. */
export function key(term) {
  let hash = 0x811c9dc5;
  for (let n = 0; n < term.length; n += 1) hash = Math.imul(hash ^ term.charCodeAt(n), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Returns what most texts become in an address, as `src/search/cards.rs` does. */
const addressOf = (text) => text.replace(/[^ \w-]/g, "").replace(/ /g, "-").toLowerCase();

/** Whether two words differ by at most one letter: put in, left out, another one, or two of them swapped. */
function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  const restA = a.slice(from);
  const restB = b.slice(from);
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}

/** What a term is worth on a page; the most that it can be worth as a word of the text is 1. `benches/search.py` measures
 *  what comes of it. */
const TITLE = 0.8;
const SUMMARY = 0.2;
const SOURCE = 1;
const HEADING = 0.2;
/** What it adds that words stand together in one unit. */
const TOGETHER = 0.25;
const IN_HEADING = 1;
/** What a form of a word is worth, where the word itself is found and where it is not; and what one with a wrong letter. */
const FORM = 0.2;
const BEGUN = 0.9;
const MISTYPED = 0.5;

/** Opens the index of a site. */
export async function open(base, get = fetch) {
  const load = async (name, options) => {
    const answer = await get(`${base}search/${name}`, options);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };
  const contents = await load("index.json", { cache: "no-cache" });
  if (contents.version !== 1) throw new Error("another version of the index");
  const borders = terms(contents.borders);
  const print = (all, n) => all.slice(8 * n, 8 * n + 8);
  const kept = new Map();
  const keep = (name, make) => {
    if (!kept.has(name)) {
      // What could not be loaded may be there the next time.
      kept.set(name, make().catch((error) => { kept.delete(name); throw error; }));
    }
    return kept.get(name);
  };
  const shard = (n) => keep(`terms ${n}`, async () => {
    const [list, pages] = await load(`terms-${key(borders[n])}.json?v=${print(contents.shards, n)}`);
    return { terms: terms(list), pages: pages.split(" ") };
  });
  const block = (n) => keep(`pages ${n}`, () => load(`pages-${n + 1}.json?v=${print(contents.blocks, n)}`));

  /** Returns the number of the last border that is not after a term. */
  const shardOf = (term) => {
    let low = 0;
    for (let high = borders.length; low + 1 < high;) {
      const middle = (low + high) >> 1;
      if (borders[middle] <= term) low = middle; else high = middle;
    }
    return low;
  };
  /** Returns the terms that begin with a text, each with its pages. */
  const beginning = async (text) => {
    const found = [];
    for (let n = shardOf(text); n < borders.length && (borders[n] <= text || borders[n].startsWith(text)); n += 1) {
      const { terms: list, pages } = await shard(n);
      list.forEach((term, at) => {
        if (term.startsWith(text) && found.length < MOST_FORMS) found.push([term, pages[at]]);
      });
      if (found.length >= MOST_FORMS) break;
    }
    return found;
  };
  const exactly = async (term) => {
    const { terms: list, pages } = await shard(shardOf(term));
    const at = list.indexOf(term);
    return at < 0 ? [] : [[term, pages[at]]];
  };
  /** Returns the terms that differ from a word by one letter. Where the first letter may be the wrong one, all shards of a
   *  small index are looked at, and of a large one those of the likeliest slips. */
  const near = async (word) => {
    const forms = [...stemsOf(word).add(word)];
    const slips = forms.flatMap(([first, second = "", ...rest]) => [
      first + second + rest.join(""), second + first + rest.join(""), second + rest.join(""),
    ]);
    const all = contents.bytes < 400_000 ? borders.keys() : new Set(slips.map(shardOf));
    const found = [];
    for (const n of all) {
      const { terms: list, pages } = await shard(n);
      list.forEach((term, at) => { if (term[0] !== "=" && forms.some((form) => isNear(term, form))) found.push([term, pages[at]]); });
    }
    return found.slice(0, MOST_FORMS);
  };

  /** Returns what a word of a query may stand for: terms with their pages, and what each is worth. */
  const meanings = async (word, isLast) => {
    const found = new Map();
    for (const term of stemsOf(word)) for (const [name, pages] of await exactly(term)) found.set(name, [pages, 1]);
    if (isLast) {
      // Whoever types has perhaps typed half of the word; half of an ending is no ending yet.
      const begun = [...await beginning(word)];
      for (const cut of [1, 2, 3]) {
        if (word.length - cut >= 4) begun.push(...await exactly(word.slice(0, -cut)));
      }
      const isWhole = found.size > 0;
      for (const [name, pages] of begun) if (!found.has(name)) found.set(name, [pages, isWhole ? FORM : BEGUN]);
    }
    return found;
  };

  const common = new Set(terms(contents.common));
  const stemsOf = (word) => {
    const stems = Object.values(contents.endings).map((steps) => stem(word, steps));
    return new Set(stems.length ? stems : [word]);
  };
  const isCommon = (word) => [...stemsOf(word)].every((term) => common.has(term));

  const total = Math.max(contents.pages, 1);
  /** How rare something is that is on so many pages. */
  const rarity = (pages) => Math.log(1 + (total - pages + 0.5) / (pages + 0.5));

  /** Adds up what is known of a word on each page. `rest` is what to expect of it on a page that is not listed. */
  const weigh = (meant) => {
    const weights = new Map();
    weights.rest = 0;
    for (const [text, worth] of meant.values()) {
      const pages = postings(text);
      const rare = rarity(pages.all) * worth;
      weights.rest = Math.max(weights.rest, rare * (pages.all - pages.size) / (total - pages.size + 1));
      for (const [page, { flags, units }] of pages) {
        const value = (flags & 3) / 3 + (flags & 4 ? TITLE : 0) + (flags & 8 ? SUMMARY : 0) +
          (units.some(([, heading]) => heading) ? HEADING : 0);
        const known = weights.get(page) ?? { score: 0, rare: 0, units: new Map(), title: 0, source: 0 };
        // Several forms of one word are one word.
        known.score = Math.max(known.score, rare * value);
        known.rare = Math.max(known.rare, rare);
        if (flags & 4) known.title = Math.max(known.title, rare);
        if (flags & 16) known.source = Math.max(known.source, rare);
        for (const [unit, heading] of units) {
          known.units.set(unit, Math.max(known.units.get(unit) ?? 0, rare * (heading ? IN_HEADING : 1)));
        }
        weights.set(page, known);
      }
    }
    return weights;
  };

  /** Returns the pages that a filter leaves, with their units; nothing if there is no filter. */
  const filtered = async ({ state, topic }) => {
    const named = [];
    if (state) named.push(`=${state}`);
    if (topic !== undefined && topic !== "") {
      named.push(`=t${contents.topics.findIndex(([, slug]) => slug === topic)}`);
    }
    if (named.length === 0) return null;
    let left = null;
    for (const name of named) {
      const [found] = await exactly(name);
      const pages = found ? postings(found[1]) : new Map();
      const of = (page) => new Set(pages.get(page).units.map(([unit]) => unit));
      if (left) {
        left = new Map([...left].filter(([page]) => pages.has(page)));
      } else {
        left = new Map([...pages.keys()].map((page) => [page, state ? of(page) : null]));
      }
    }
    return left;
  };

  const rank = async (meant, filter) => {
    const sums = new Map();
    let most = 0;
    let rest = 0;
    for (const word of meant) {
      const weights = weigh(word);
      rest += weights.rest;
      most += Math.max(0, ...[...weights.values()].map((known) => known.rare));
      for (const [page, known] of weights) {
        const allowed = filter?.get(page);
        if (filter && !filter.has(page)) continue;
        const sum = sums.get(page) ?? { page, score: 0, rare: 0, rest: 0, units: new Map(), title: 0, source: 0 };
        sum.score += known.score;
        sum.rest += weights.rest;
        sum.rare += known.rare;
        sum.title += known.title;
        sum.source += known.source;
        for (const [unit, value] of known.units) {
          if (!allowed || allowed.has(unit)) sum.units.set(unit, (sum.units.get(unit) ?? 0) + value);
        }
        sums.set(page, sum);
      }
    }
    const results = [];
    for (const sum of sums.values()) {
      let unit = null;
      let best = 0;
      for (const [number, value] of sum.units) {
        if (value > best || (value === best && number < unit)) [unit, best] = [number, value];
      }
      const unlisted = rest - sum.rest;
      const share = most ? (sum.rare + unlisted) / most : 0;
      // One word of a source's name may be any word; all of them together are its name.
      const named = SOURCE * sum.source * (most ? sum.source / most : 0) ** 2;
      const score = (sum.score + named + unlisted / 3 + TOGETHER * best) * share * share;
      // A unit is named if it says more of what was asked than the title does.
      const isBetter = best > IN_HEADING * Math.max(0.4 * sum.rare, sum.title);
      const allowed = filter?.get(sum.page);
      results.push({ page: sum.page, score, unit: isBetter || allowed ? unit : null, allowed });
    }
    // Newer pages have higher numbers.
    return results.sort((a, b) => b.score - a.score || b.page - a.page);
  };

  /** Returns what is shown of a result. */
  const shown = async ({ page, unit, allowed }) => {
    const cards = await block(Math.floor(page / contents.block));
    const [title, path, date, topics, lead, units] = cards[page % contents.block];
    const [text, kind, given] = units[unit ?? (allowed ? [...allowed][0] : -1)] ?? [];
    const anchor = given || (text && (kind ? "q:" : "") + addressOf(text));
    const hash = anchor ? `#${anchor.split("/").map(encodeURIComponent).join("/").replace(/%3A/g, ":")}` : "";
    return {
      href: base + encodeURI(path || `${addressOf(title)}/`).replace(/^\//, "") + hash,
      title, date, lead,
      topics: topics.map((n) => contents.topics[n]),
      unit: text ?? null,
      state: ["", "answered", "open"][kind] ?? "",
    };
  };

  return {
    topics: contents.topics,
    /** Looks for the pages that answer a query. `total` is how many there are; `results` has the first of them. */
    async find(query, { limit = 10, state = "", topic = "" } = {}) {
      const asked = words(query.slice(0, 1000));
      const different = [...new Set(asked)];
      // What is everywhere tells nothing apart; but whoever asks for nothing else means it.
      const telling = different.filter((word) => !isCommon(word));
      const list = (telling.length ? telling : different).slice(0, MOST_WORDS);
      const isTyping = !/[\s.,;:!?]$/.test(query);
      const filter = await filtered({ state, topic });
      const last = asked.length <= MOST_WORDS ? asked.at(-1) : undefined;
      let meant = await Promise.all(list.map((word) => meanings(word, isTyping && word === last)));
      let ranked = await rank(meant, filter);
      let mistyped = [];
      if (list.length && (ranked.length === 0 || meant.some((word) => word.size === 0))) {
        const close = await Promise.all(list.map(async (word, n) =>
          meant[n].size || word.length < 4 ? meant[n]
            : new Map((await near(word)).map(([name, pages]) => [name, [pages, MISTYPED]]))));
        if (ranked.length === 0) {
          mistyped = close.flatMap((word, n) => (meant[n].size === 0 ? [...word.keys()] : []));
          meant = close;
          ranked = await rank(meant, filter);
        }
      }
      const results = await Promise.all(ranked.slice(0, limit).map(shown));
      const marked = new Set([...meant.flatMap((word) => [...word.keys()]), ...mistyped]);
      const known = new Map();
      const isMarked = (text) => {
        if (!known.has(text)) {
          known.set(text, words(text).some((word) => marked.has(word) || [...stemsOf(word)].some((term) => marked.has(term))));
        }
        return known.get(text);
      };
      return { total: ranked.length, results, isMarked, isNear: mistyped.length > 0 };
    },
    async search(query, limit = 10) {
      return (await this.find(query, { limit })).results;
    },
  };
}

/** Sets the text of an element, with the words that were asked for marked. */
function setMarked(element, text, isMarked) {
  let at = 0;
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (!isMarked(found[0])) continue;
    element.append(text.slice(at, found.index));
    const mark = document.createElement("mark");
    mark.textContent = found[0];
    element.append(mark);
    at = found.index + found[0].length;
  }
  element.append(text.slice(at));
}

/** What text stands in on a page, and what on it is not its text. */
const PASSAGES = "p, li, dt, dd, td, th, pre, figcaption";
const NO_TEXT = "nav, header, footer, aside, template, [hidden]";
const LONGEST_EXCERPT = 120;
/** How long the reader must have stopped typing before pages are read for their excerpts, in milliseconds. */
const PAUSE = 400;

/** Returns the text around the words that were asked for on a page, as near as can be below the place that the address leads
 *  to; nothing if they are not in its text. The page is static, and the reader's browser keeps it, so it is there at once when
 *  it is picked; an index with all texts would be twenty times as large. */
async function excerpt(href, isMarked) {
  const answer = await fetch(href);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = page.getElementById(decodeURIComponent(new URL(href, location.href).hash.slice(1)));
  let best = null;
  for (const passage of page.querySelectorAll("main :is(" + PASSAGES + ")")) {
    if (passage.closest(NO_TEXT) || passage.querySelector(PASSAGES)) continue;
    const text = passage.textContent.replace(/\s+/g, " ").trim();
    const isBelow = place && (place.contains(passage) || place.compareDocumentPosition(passage) & Node.DOCUMENT_POSITION_FOLLOWING);
    const marks = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([found]) => isMarked(found));
    for (const { index: from } of marks) {
      const near = marks.filter(({ index }) => index >= from && index < from + LONGEST_EXCERPT * 0.75);
      const value = new Set(near.map(([found]) => found.toLowerCase())).size + (isBelow ? 0.5 : 0);
      if (value > (best?.value ?? 0)) best = { value, text, from };
    }
  }
  if (!best) return null;
  const { text, from } = best;
  const start = from < LONGEST_EXCERPT / 4 ? 0 : text.lastIndexOf(" ", from - LONGEST_EXCERPT / 8) + 1;
  const end = text.length <= start + LONGEST_EXCERPT ? text.length : text.lastIndexOf(" ", start + LONGEST_EXCERPT);
  return (start > 0 ? "…" : "") + text.slice(start, end > from ? end : start + LONGEST_EXCERPT) + (end < text.length ? "…" : "");
}

/** Makes the form work. */
function start(form) {
  const byId = (id) => document.getElementById(`part:${id}`);
  const [status, list, none, more, template] = ["status", "results", "none", "more", "result"].map(byId);
  const field = form.elements.namedItem("q");
  const filters = ["state", "topic"].map((name) => form.elements.namedItem(name)).filter(Boolean);
  const { base, found, none: nothing, near, failed } = form.dataset;
  const page = 10;
  const language = document.documentElement.lang || undefined;
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const figure = new Intl.NumberFormat(language);
  let index;
  let limit = page;
  let turn = 0;
  let pause;
  let isMarkedNow;

  const item = (result, isMarked) => {
    const node = template.content.cloneNode(true);
    const slot = (name, fill) => {
      for (const element of node.querySelectorAll(`[data-slot="${name}"]`)) {
        if (fill) fill(element); else element.remove();
      }
    };
    const text = (value) => value && ((element) => setMarked(element, value, isMarked));
    slot("link", (element) => {
      element.setAttribute("href", result.href);
      element.replaceChildren();
      setMarked(element, result.unit ?? result.title, isMarked);
    });
    slot("title", result.unit ? text(result.title) : null);
    slot("topics", result.topics.length ? (element) => { element.textContent = result.topics.map(([name]) => name).join(" · "); } : null);
    slot("date", result.date && ((element) => {
      const time = document.createElement("time");
      time.dateTime = result.date;
      time.textContent = day.format(new Date(`${result.date}T00:00:00Z`));
      element.append(time);
    }));
    slot("lead", (element) => {
      setMarked(element, result.lead, isMarked);
      element.hidden = !result.lead;
    });
    for (const state of ["open", "answered"]) slot(state, result.state === state ? () => {} : null);
    return node;
  };

  /** Keeps what is asked for in the address. */
  const remember = () => {
    const address = new URL(location.href);
    for (const { name, value } of [field, ...filters]) {
      if (value.trim()) address.searchParams.set(name, value); else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  /** Shows, of each result that the reader sees, the text around the words, unless its standfirst has one of them. */
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      const lead = target.querySelector('[data-slot="lead"]');
      if (!lead || lead.querySelector("mark")) continue;
      const marks = isMarkedNow;
      excerpt(target.querySelector("a").href, marks).then((text) => {
        if (!text) return;
        lead.replaceChildren();
        setMarked(lead, text, marks);
        lead.hidden = false;
      }).catch(() => {});
    }
  });

  const show = async () => {
    turn += 1;
    clearTimeout(pause);
    observer.disconnect();
    const mine = turn;
    const query = field.value;
    const asked = words(query);
    // Browsers take longer for this than for the search, so results come first.
    setTimeout(remember);
    const clear = () => {
      list.replaceChildren();
      for (const part of [none, more]) part.hidden = true;
    };
    if (asked.length === 0) {
      clear();
      status.textContent = "";
      return;
    }
    try {
      index ??= open(base);
      const opened = await index;
      const options = Object.fromEntries(filters.map(({ name, value }) => [name, value]));
      const { total, results, isMarked, isNear: isGuess } = await opened.find(query, { limit, ...options });
      // Whoever types fast gets the answer to what was typed last.
      if (mine !== turn) return;
      clear();
      list.append(...results.map((result) => item(result, isMarked)));
      isMarkedNow = isMarked;
      if (!navigator.connection?.saveData) {
        pause = setTimeout(() => { for (const shown of list.children) observer.observe(shown); }, PAUSE);
      }
      none.hidden = total > 0;
      more.hidden = total <= results.length;
      const count = found.replace("{n}", figure.format(total));
      status.textContent = total === 0 ? nothing : isGuess ? `${near} ${count}` : count;
    } catch (error) {
      index = undefined;
      if (mine !== turn) return;
      clear();
      none.hidden = false;
      status.textContent = failed;
      console.error(error);
    }
  };

  /** Fills the list of topics, once the reader looks at it or has chosen one. */
  const offerTopics = async () => {
    const select = form.elements.namedItem("topic");
    if (!select || select.options.length > 1) return;
    const { topics } = await (index ??= open(base));
    if (select.options.length > 1) return;
    for (const [name, slug] of topics) select.add(new Option(name, slug));
  };

  const read = async () => {
    const asked = new URL(location.href).searchParams;
    field.value = asked.get("q") ?? "";
    if (asked.get("topic")) await offerTopics().catch(() => {});
    for (const filter of filters) filter.value = asked.get(filter.name) ?? "";
    if (field.value) await show();
  };

  form.hidden = false;
  field.addEventListener("input", () => { limit = page; show(); });
  form.elements.namedItem("topic")?.addEventListener("focus", () => { offerTopics().catch(() => {}); });
  for (const filter of filters) filter.addEventListener("change", () => { limit = page; show(); });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    limit += page;
    await show();
    list.children[next]?.querySelector("a")?.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    list.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const inList = list.contains(event.target);
    if ((!inList && event.target !== field) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const links = [...list.querySelectorAll("li a")];
    const at = links.indexOf(event.target);
    if (event.key === "ArrowDown" && links[at + 1]) {
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && inList) {
      (links[at - 1] ?? field).focus();
    } else if (event.key === "Escape" && inList) {
      field.focus();
    } else if (event.key === "Escape" && field.value) {
      field.value = "";
      show();
    } else {
      return;
    }
    event.preventDefault();
  });
  addEventListener("popstate", read);
  read();
}

if (typeof document !== "undefined") {
  const form = document.getElementById("part:search");
  if (form) start(form);
}
