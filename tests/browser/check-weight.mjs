// What a theme adds to an explainer's text, in bytes. A page's own weight is that of its HTML, uncompressed, less
//   - the content of its JSON-LD script,
//   - every text node of `body` that is more than white space, as it is written,
//   - the values of attributes that are the author's words or addresses: `alt`, `title`, `datetime`, the `content` of
//     `meta`, and `href`, `src`, `srcset` and `cite` where they lead to another host.
// It may have 12,000 bytes, and 400 for each question and source, that is, for each `id="q:…"` and `id="src:…"`.
// The marks of citations and notes are the engine's: `[@id]` becomes the same on every theme, so they are the text's, with
// all that they say to screen readers. What the author's other markup weighs is counted with the theme's.

import { attr, walk } from "./site.mjs";

export const name = "weight";
export const claim = "an explainer's markup is at most 12,000 bytes, and 400 for each question and source";

const [FRAME, ITEM] = [12_000, 400];
const WORDS = ["alt", "title", "datetime"];
const ADDRESSES = ["href", "src", "srcset", "cite"];

export async function check(site, note = () => {}) {
  const weighed = site.pages.filter(isExplainer).map((page) => ({ page, own: ownWeight(page, site), most: FRAME + ITEM * items(page) }));
  const worst = weighed.toSorted((a, b) => b.own / b.most - a.own / a.most)[0];
  if (!worst) return ["there is no explainer"];
  note(`${worst.page.path} has ${worst.own} of ${worst.most} bytes, in a page of ${Buffer.byteLength(worst.page.html)}`);
  return weighed.filter(({ own, most }) => own > most).map(({ page, own, most }) => `${page.path} has ${own} bytes of markup, more than ${most}`);
}

// Plain pages are entirely the author's: they have no part that a theme adds.
const isExplainer = (page) => page.elements.some((element) => attr(element, "property") === "og:type" && attr(element, "content") === "article");

const items = (page) => [...page.ids].filter((id) => /^(q|src):/.test(id)).length;

function ownWeight(page, site) {
  const written = ({ startOffset, endOffset }) => Buffer.byteLength(page.html.slice(startOffset, endOffset));
  let words = 0;
  const isMark = (element) => element.tagName === "sup" && /^(cite|note)$/.test(attr(element, "class") ?? "");
  const marks = page.elements.filter(isMark);
  for (const mark of marks) words += written(mark.sourceCodeLocation);
  const inMarks = new Set(marks.flatMap((mark) => [...walk(mark)]));
  for (const element of page.elements) {
    if (inMarks.has(element)) continue;
    if (element.tagName === "script") for (const child of element.childNodes) words += written(child.sourceCodeLocation);
    for (const { name, value } of element.attrs) {
      const theirs = WORDS.includes(name) || (element.tagName === "meta" && name === "content") ||
        (ADDRESSES.includes(name) && URL.canParse(value) && new URL(value).origin !== site.base.origin);
      if (theirs) words += Buffer.byteLength(value);
    }
    if (element.tagName !== "body") continue;
    for (const node of walk(element)) {
      if (inMarks.has(node)) continue;
      const isWords = node.nodeName === "#text" && node.value.trim() && attr(node.parentNode, "type") !== "application/ld+json";
      if (isWords) words += written(node.sourceCodeLocation);
    }
  }
  return Buffer.byteLength(page.html) - words;
}
