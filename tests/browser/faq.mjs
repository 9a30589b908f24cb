// A FAQ of the shape that a public health agency has, in invented words: 248 questions in 19 explainers, with days, owners
// and 330 old addresses. Each old address opens its very answer, and the lists of questions work for everybody.

import { withBrowser } from "./browser.mjs";
import { withBuilt } from "./built.mjs";
import { violationsIn } from "./check-accessibility.mjs";
import { unseen } from "./planted.mjs";

const BASE = "https://example.org/some/base/";
const EXPLAINERS = 19;
const QUESTIONS = 248;
const ADDRESSES = 330;

const THINGS = ["bread", "milk", "rain", "dust", "noise", "heat", "frost", "pollen", "sand", "steam", "paint", "glass", "wool", "soap", "salt", "clay", "smoke", "ink", "wax"];
const ASKED = ["How long does NAME keep?", "Who looks after NAME?", "Is NAME loud?", "What does NAME cost?", "Where is NAME stored?", "Can NAME be lent?", "When is NAME washed?"];

/** Returns the files of the site, and where each old address must lead. */
function made() {
  const files = { "site.toml": `title = "Answers"\nbase_url = "${BASE}"\n` };
  const leads = new Map();
  let old = 0;
  for (let explainer = 0; explainer < EXPLAINERS; explainer += 1) {
    const thing = THINGS[explainer];
    const count = Math.floor(QUESTIONS / EXPLAINERS) + (explainer < QUESTIONS % EXPLAINERS ? 1 : 0);
    let text = `---\ntitle: "All about ${thing}"\ndate: 2026-01-${String(explainer + 1).padStart(2, "0")}\ntopics: ${explainer % 2 ? "Kitchen" : "Street"}\n---\n\nWhat people ask about ${thing}.\n\n## Questions {.questions}\n`;
    for (let n = 0; n < count; n += 1) {
      const id = `${thing}-${n}`;
      const words = ASKED[n % ASKED.length].replace("NAME", n < ASKED.length ? thing : `old ${thing}`);
      const isOpen = n % 9 === 8;
      const aliases = [];
      for (let more = 0; more < 2 && old < ADDRESSES && !isOpen; more += 1, old += 1) {
        const address = old % 3 ? `faq/item/${old}/` : `faq/item-${old}.html`;
        aliases.push(`/${address}`);
        leads.set(address, { path: `all-about-${thing}/`, id: `q:${id}` });
      }
      const pairs = [`#${id}`, isOpen && ".open", n % 2 && `checked=2026-02-${String(n + 1).padStart(2, "0")}`, !isOpen && "answered=2026-01-20", n % 3 && "owner=\"The desk\"", aliases.length && `aliases="${aliases.join(" ")}"`];
      text += `\n### ${words} {${pairs.filter(Boolean).join(" ")}}\n\nThat depends on the ${thing}, and on day ${n + 1} of the year.\n\n- First, look.\n- Then, ask.\n`;
    }
    files[`content/all-about-${thing}.md`] = text;
  }
  return { files, leads };
}

const { files, leads } = made();

/** Builds the site while `use` looks at it. */
export const withFaqSite = (nutgraf, use) => withBuilt(nutgraf, { files, base: BASE }, use);

/** Opens a tab; what it must not see is a fault, and so is what goes wrong in it. */
async function inTab(site, options, use) {
  return withBrowser(site, async (open) => {
    const faults = [];
    const tab = await open(options);
    const must = (holds, what) => { if (!holds) faults.push(what); };
    await use(tab, must).catch((error) => faults.push(error.message));
    return [...faults, ...tab.faults];
  });
}

const WIDE = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 800 }, colorScheme: "dark" };

export const FAQ = [
  {
    title: `every old address, ${ADDRESSES} of them, opens its own answer`,
    run: (site, { isPlanted = false } = {}) => inTab(site, WIDE, async (tab, must) => {
      must(leads.size === ADDRESSES, `the site has ${leads.size} old addresses`);
      // A fault is planted into the first.
      for (const [address, { path, id }] of [...leads].slice(0, isPlanted ? 1 : ADDRESSES)) {
        await tab.page.goto(`${tab.origin}${site.base.pathname}${address}`, { waitUntil: "commit" });
        await tab.page.waitForURL((url) => url.pathname === `${site.base.pathname}${path}`, { waitUntil: "load" });
        const found = await tab.page.evaluate((id) => {
          const answer = document.getElementById(id);
          return { hash: decodeURIComponent(location.hash), open: answer?.closest("details")?.open, seen: answer?.checkVisibility(), top: answer?.getBoundingClientRect().top };
        }, id);
        must(found.hash === `#${id}` && found.open && found.seen && found.top < 800 && found.top > -10, `/${address} shows ${JSON.stringify(found)}, not ${id}`);
      }
    }),
  },
  {
    title: "the lists of questions lead to each other and to the answers, by keyboard and without scripts",
    run: (site) => inTab(site, { ...PHONE, javaScriptEnabled: false }, async (tab, must) => {
      await tab.load(site.page("questions/index.html"));
      const main = tab.page.locator("main");
      const lists = tab.page.getByRole("navigation", { name: "Lists of questions" });
      for (const [name, path, badges] of [["Open questions", "open/", "all"], ["Answered questions", "answered/", "none"], ["Newest answers", "newest/", "none"], ["All questions", "", "some"]]) {
        await lists.getByRole("link", { name, exact: true }).focus();
        await tab.page.keyboard.press("Enter");
        await tab.page.waitForURL((url) => url.pathname.endsWith(`/questions/${path}`));
        const [questions, open] = [await main.locator(".asked > li").count(), await main.locator(".asked .badge").count()];
        const holds = { all: open === questions && open > 0, none: open === 0, some: open > 0 && open < questions }[badges];
        must(holds, `${name}: ${open} of ${questions} are marked as open`);
        const shown = await lists.locator("[aria-current=page]").textContent({ timeout: 3000 }).catch(() => "");
        must(shown === name, `${name} is not marked as the list that is shown`);
      }
      const question = main.locator(".asked > li a").first();
      const text = await question.textContent();
      await question.focus();
      await tab.page.keyboard.press("Enter");
      await tab.page.waitForURL(/#q:/);
      must(await tab.page.locator("summary", { hasText: text }).isVisible(), "a question does not lead to its answer");
      const own = tab.page.getByRole("link", { name: `Link to this answer: ${text}` });
      must((await own.getAttribute("href")).startsWith("#q:"), "the answer has no link of its own");
    }),
  },
  {
    title: "axe-core finds no violation in the lists of questions and in a page of answers",
    run: (site) => inTab(site, PHONE, async (tab, must) => {
      for (const path of ["questions/index.html", "questions/open/index.html", "questions/answered/index.html", "questions/newest/index.html", "questions/kitchen/index.html", "all-about-bread/index.html"]) {
        await tab.load(site.page(path));
        for (const fault of await violationsIn(tab)) must(false, `${path}: ${fault}`);
      }
    }),
  },
  {
    title: "an answer says since when it holds and who keeps it, and an open question is a heading",
    run: (site) => inTab(site, WIDE, async (tab, must) => {
      await tab.load(site.page("all-about-bread/index.html"));
      const main = tab.page.locator("main");
      must(/Answered 20 January 2026/.test(await main.locator("[id='q:bread-1']").textContent()), "the day of the answer is missing");
      must(/Kept up to date by The desk/.test(await main.locator("[id='q:bread-1']").textContent()), "the owner is missing");
      must(await main.getByRole("heading", { name: "Who looks after old bread?" }).isVisible(), "the open question is no heading");
    }),
  },
];

/** Faults in a built site, each with what one of the claims must say of it. */
const PLANTED = [
  ["every old address", "faq/item-0.html", "#q:bread-0", "#q:bread-1", /item-0\.html shows .*, not q:bread-0/],
  ["lead to each other", "questions/open/index.html", "aria-current=\"page\"", "", /Open questions is not marked/],
  ["lead to each other", "questions/open/index.html", /<span class="badge">open<\/span>/, "", /Open questions: \d+ of \d+ are marked/],
  ["says since when", "all-about-bread/index.html", "<h3 class=\"question\">", "<p>", /no heading/],
];

export const selftest = {
  title: "the checks of the FAQ see what is planted",
  run: (site) => unseen(site, BASE, FAQ, PLANTED),
};
