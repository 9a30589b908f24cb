// Keeps an open page up to date while `nutgraf serve` runs. It is served as it is here, and never published.
(() => {
  "use strict";
  const tag = document.currentScript;
  if (!tag || !window.EventSource) return;
  const live = tag.src.replace(/live\.js$/, "");
  const page = location.pathname;
  const known = { page, digest: tag.dataset.digest, state: tag.dataset.state, faults: null, findings: null, remark: null };
  let source = null, timer = 0, pause = 250, leaving = false;

  // ---- The stream. A hidden tab has none: browsers open only six connections to a host. It asks when it is visible.

  const handlers = { reload, files, faults: showFaults, findings: findingsChanged, remark: showRemark };

  function open() {
    if (source || leaving || document.visibilityState === "hidden") return;
    const query = Object.entries(known).filter(([, value]) => value !== null)
      .map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
    source = new EventSource(`${live}events?${query}`);
    source.onopen = () => { pause = 250; };
    // Not left to the browser, which would ask again with what the page knew at first, or never after a refusal.
    source.onerror = () => {
      close();
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, 2000);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        known.state = event.lastEventId;
        handle(JSON.parse(event.data));
      });
    }
  }

  function close() {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  }

  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? close() : open()));

  // ---- Reloading, with the reader's place kept. Storage may be blocked; then the place is lost and nothing else.

  function reload(to) {
    if (leaving) return;
    leaving = true;
    close();
    const place = { x: scrollX, y: scrollY, panel: isShown("findings"), details: allDetails().map(([key, details]) => [key, details.open]) };
    try { sessionStorage.setItem(`nutgraf:${to || page}`, JSON.stringify(place)); } catch { /* blocked */ }
    if (to) location.replace(to + location.search + location.hash);
    else location.reload();
  }

  function restore() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(`nutgraf:${page}`));
      sessionStorage.removeItem(`nutgraf:${page}`);
    } catch { /* blocked */ }
    if (!place) return;
    reopens = place.panel;
    const was = new Map(place.details);
    for (const [key, details] of allDetails()) if (was.has(key)) details.open = was.get(key);
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    scroll();
    // Again when the pictures have their sizes, unless the reader has scrolled by then.
    let moved = false;
    for (const act of ["wheel", "touchstart", "keydown", "mousedown"]) {
      addEventListener(act, () => { moved = true; }, { once: true, passive: true });
    }
    addEventListener("load", () => { if (!moved) scroll(); });
  }

  /** Every `details` with a stable name: its id, or else its summary and how many before it had the same. */
  function allDetails() {
    const seen = new Map();
    return Array.from(document.querySelectorAll("details"), (details) => {
      const summary = details.querySelector("summary");
      const text = details.id ? `#${details.id}` : summary ? summary.textContent.trim() : "";
      seen.set(text, (seen.get(text) || 0) + 1);
      return [`${text} ${seen.get(text)}`, details];
    });
  }

  // ---- Copied files.

  const bare = (url) => new URL(url, document.baseURI).href.replace(/[?#].*$/s, "");

  function files(urls) {
    const changed = new Set(urls.map(bare));
    const sheets = Array.from(document.querySelectorAll("link[rel~=stylesheet][href]"))
      .filter((link) => changed.has(bare(link.href)));
    for (const link of sheets) changed.delete(bare(link.href));
    if (changed.size && usedUrls().some((url) => changed.has(url))) return reload();
    for (const link of sheets) if (!link.replaced) swap(link);
  }

  /** What the page has loaded, or will load when scrolled into view. */
  function usedUrls() {
    const urls = performance.getEntriesByType("resource").map((entry) => entry.name);
    for (const element of document.querySelectorAll("[src], [srcset], [poster], object[data], link[href]")) {
      const { src, poster, data, href, srcset } = element;
      urls.push(src, poster, data, href);
      if (srcset) urls.push(...srcset.split(",").map((part) => part.trim().split(/\s+/)[0]));
    }
    return urls.filter((url) => typeof url === "string" && URL.canParse(url, document.baseURI)).map(bare);
  }

  /** The old sheet is removed when the new one is there, so that nothing flashes. */
  function swap(link) {
    const fresh = link.cloneNode();
    link.replaced = true;
    fresh.removeAttribute("integrity");
    fresh.href = `${bare(link.href)}?nutgraf=${Date.now()}`;
    fresh.onload = () => link.remove();
    fresh.onerror = () => { fresh.remove(); link.replaced = false; };
    link.after(fresh);
  }

  // ---- Faults, findings and remarks: each in a shadow root, which the styles of the page do not reach.

  const STYLE = `
    :host { all: initial; color-scheme: light dark; } @media print { :host { display: none; } }
    [role] { box-sizing: border-box; position: fixed; z-index: 2147483647; font: 15px/1.5 system-ui, sans-serif;
      color: #1b1b1b; background: #fff; border: 1px solid #b3261e; box-shadow: 0 4px 24px #0006; overflow: auto; }
    [role=dialog] { inset: 4vh 4vw auto; max-height: 92vh; padding: 16px 20px; border-top-width: 6px; }
    [role=status] { inset: auto 0 0; padding: 6px 16px; border-width: 3px 0 0; border-color: #9a6700; background: #fff8e1; }
    /* A remark may lie over the last line. */ aside { padding: 4px 16px 44px; font: 13px/1.5 system-ui, sans-serif; text-align: center; }
    button { color: inherit; background: transparent; border: 1px solid; border-radius: 4px; }
    button:focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px; }
    /* It has its own background: the page may be light where the reader prefers dark. */
    aside button { float: none; color: #1b1b1b; background: #fff; } [role=dialog] button { margin-inline-start: 8px; }
    h1 { font-size: 18px; margin: 0 0 8px; } ol { list-style: none; margin: 0; padding: 0; }
    pre { font: 13px/1.45 ui-monospace, monospace; overflow: auto; padding: 10px; background: #f4f4f4; }
    button { float: right; font: inherit; padding: 2px 10px; cursor: pointer; } a { color: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      [role] { color: #f1f1f1; background: #1d1d1d; border-color: #f2b8b5; } pre { background: #2b2b2b; } a { color: #a8c7fa; }
      aside button { color: #f1f1f1; background: #1d1d1d; } button:focus-visible { outline-color: #a8c7fa; }
      [role=status] { border-color: #d9a441; background: #2d2614; }
    }`;
  const boxes = {}, before = {};

  function newHost(more = "") {
    const host = document.createElement("nutgraf-live");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE + more);
    host.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    return host;
  }

  function newButton(text, onclick) {
    return Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick });
  }

  const isShown = (kind) => Boolean(boxes[kind] && boxes[kind].isConnected);

  /** What has the focus, also inside one of our own elements. */
  function focused() {
    let at = document.activeElement;
    while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    return at;
  }

  /** Shows a box of this kind, with this role, in place of the previous one. */
  function box(kind, role, name, fill) {
    const host = boxes[kind] = boxes[kind] || newHost();
    const inside = document.createElement("div");
    inside.setAttribute("role", role);
    inside.setAttribute("aria-label", name);
    inside.tabIndex = -1;
    inside.append(newButton("Close", () => unbox(kind)));
    fill(inside);
    const had = host.shadowRoot.activeElement;
    host.shadowRoot.replaceChildren(inside);
    const shown = host.isConnected;
    if (!shown) document.documentElement.append(host);
    // An author who is typing can go on typing.
    const at = focused();
    const typing = at && (at.isContentEditable || /^(input|textarea|select|iframe)$/i.test(at.tagName));
    if (role === "dialog" && (had || (!shown && !typing))) {
      if (!had) before[kind] = at;
      inside.focus({ preventScroll: true });
    }
  }

  function unbox(kind) {
    if (!isShown(kind)) return;
    const had = boxes[kind].shadowRoot.activeElement;
    boxes[kind].remove();
    if (kind === "findings" && button) button.setAttribute("aria-expanded", "false");
    if (had && before[kind]) before[kind].focus({ preventScroll: true });
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") unbox(isShown("findings") ? "findings" : "faults");
  });

  const ask = (what) => fetch(live + what).then((answer) => (answer.status === 200 ? answer.text() : ""));

  function showFaults(digest) {
    known.faults = digest;
    // The page shown in place of one that cannot be made says everything itself.
    if (document.documentElement.hasAttribute("data-nutgraf-fault")) return;
    if (!digest) return unbox("faults");
    ask("faults").then((html) => {
      if (!html || known.faults !== digest) return;
      unbox("findings");
      box("faults", "dialog", "What is wrong", (inside) => inside.insertAdjacentHTML("beforeend", html));
    }).catch(() => { known.faults = null; });
  }

  function showRemark(text) {
    known.remark = text;
    if (text === null) unbox("remark");
    else box("remark", "status", "Remark", (inside) => inside.append(text));
  }

  // ---- Findings: a button at the foot of the page, in its flow, so that it is never over the text; it opens a panel.

  const IDLE = 400;
  let mark = null, button = null, found = "", wait = 0, reopens = false;

  /** Asks for the findings once the page is idle and nothing else has changed for a moment: nothing waits for them. */
  function findingsChanged(state) {
    known.findings = state;
    clearTimeout(wait);
    if (document.documentElement.hasAttribute("data-nutgraf-fault")) return;
    if (!state) return showFindings("");
    const idle = window.requestIdleCallback || ((then) => then());
    wait = setTimeout(() => idle(() => {
      ask(`findings?page=${encodeURIComponent(page)}`)
        .then((html) => { if (known.findings === state) showFindings(html); })
        .catch(() => { known.findings = null; });
    }), IDLE);
  }

  function showFindings(html) {
    if (html === found && isShown("findings")) return;
    found = html;
    const open = reopens || isShown("findings");
    reopens = false;
    if (!html) {
      if (open) unbox("findings");
      if (mark) mark.remove();
      return;
    }
    if (!mark) {
      // Below everything, whatever the theme makes of the body.
      mark = newHost("@media not print { :host { display: block; clear: both; grid-column: 1 / -1; flex: none; } }");
      button = newButton("", () => (isShown("findings") ? unbox("findings") : openFindings()));
      button.setAttribute("aria-haspopup", "dialog");
      button.setAttribute("aria-expanded", "false");
      const aside = document.createElement("aside");
      aside.setAttribute("aria-label", "For the author");
      aside.append(button);
      mark.shadowRoot.append(aside);
    }
    button.textContent = new DOMParser().parseFromString(html, "text/html").querySelector("h1").textContent;
    if (!mark.isConnected) document.body.append(mark);
    if (open) openFindings();
  }

  function openFindings() {
    button.setAttribute("aria-expanded", "true");
    box("findings", "dialog", "Findings", (inside) => {
      const all = newButton("Whole site", () => {
        Object.assign(all, { textContent: "Looking …", disabled: true });
        ask("findings").catch(() => "").then((html) => {
          if (!inside.isConnected) return;
          all.remove();
          while (inside.lastChild !== inside.firstChild) inside.lastChild.remove();
          inside.insertAdjacentHTML("beforeend", html || "<h1>No findings</h1>");
          inside.focus({ preventScroll: true });
        });
      });
      inside.append(all);
      inside.insertAdjacentHTML("beforeend", found);
    });
    before.findings = button;
  }

  restore();
  open();
})();
