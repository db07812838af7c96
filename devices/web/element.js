// What can be read of one element: its number, its words, who listens to it, who takes a touch.
// Needs watch.js; used by dump.js and touch.js through `self.read`.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.read) return;

  const POPUP = /(^|[-_])(popup|pop|modal|dialog|actionsheet|action-sheet|drawer|half-screen|layer|picker)([-_]|$)/i;
  const MASK = /(^|[-_])(mask|overlay|backdrop|shade)([-_]|$)/i;
  const ACTS = /^(act|action|href|url|page|path|route|router|to|nav|go|goto|target|cmd|click|link|jump|event|method)/i;

  // ---- identities: a number per element, for as long as the document lives -------------
  const uids = new WeakMap();
  let known = new Map(); // of the newest dump and of what was asked for since
  const forget = () => (known = new Map());
  let nextUid = 1;
  const uidOf = (el) => {
    let uid = uids.get(el);
    if (!uid) uids.set(el, (uid = nextUid++));
    known.set(uid, el);
    return uid;
  };
  // Words that stand apart in an element have a number of their own; it is what is touched.
  const elementOf = (uid) => {
    const at = known.get(uid) ?? null;
    return at?.nodeType === 3 ? at.parentElement : at;
  };

  // ---- small readings ------------------------------------------------------------------
  // Blanks are one blank, full-width signs are half-width ones (documents/typography.py).
  const half = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  // Emoji and the signs of icon fonts are pictures (documents/typography.py).
  const GLYPHS =
    /[\ue000-\uf8ff\ufe0f\u200d\u2600-\u2604\u2607-\u260f\u2613-\u26ff\u2700-\u2712\u2719-\u274b\u274d-\u2767\u2795-\u27af\u{1f000}-\u{1faff}]/gu;
  const PLAIN = /^[!-~\u3001-\u303f\u4e00-\u9fff]*$/; // nothing of all that: most words
  const squeeze = (words) =>
    PLAIN.test(words) ? words : words.replace(GLYPHS, " ").replace(/[\s\u200b\u200c\u200d\u2060\ufeff]+/g, " ")
      .replace(/[\uff01-\uff5e]/g, half).trim();
  const hash = (words) => {
    let a = 0x811c9dc5, b = 0x1b873593;
    const step = words.length > 8192 ? Math.ceil(words.length / 8192) : 1;
    for (let i = 0; i < words.length; i += step) {
      const code = words.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b);
    }
    return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
  };
  const parentOf = (el) => el.assignedSlot ?? el.parentElement ?? el.getRootNode().host ?? null;
  const tokens = (el) => [...el.classList];
  const named = (el, pattern) => tokens(el).some((t) => !t.includes("__") && pattern.test(t));
  const placeholder = (el) => (el.getAttribute("class") ?? "").includes("placeholder");
  const kidsOf = (el) => {
    const root = el.shadowRoot;
    if (root || el.localName !== "slot") return unslotted(listed(root ?? el));
    const given = el.assignedNodes();
    return unslotted(given.length ? given : listed(el));
  };
  // A slot has no box of its own: what is put in it, bare words too, belongs to what holds it.
  const unslotted = (nodes) =>
    nodes.some((node) => node.localName === "slot")
      ? nodes.flatMap((node) => (node.localName === "slot" ? kidsOf(node) : [node]))
      : nodes;
  // Component libraries (Stencil, and so Ionic) let an element answer for its children with no more
  // than what was put into its slots: the browser itself is asked.
  const native = (kind, name) => {
    const { get } = Object.getOwnPropertyDescriptor(kind.prototype, name);
    return (node) => get.call(node);
  };
  const firstOf = native(Node, "firstChild"), nextOf = native(Node, "nextSibling");
  const childrenIn = native(Element, "children");
  const childrenOf = (el) => [...childrenIn(el)];
  const isLeaf = (el) => !firstOf(el);
  // The button inside a web component is what the component is made of, no control of its own.
  const madeOf = (el, inner) => {
    for (let root = inner.getRootNode(); root.host; root = root.host.getRootNode()) if (root.host === el) return true;
    return false;
  };
  const listed = (parent) => {
    const found = [];
    for (let child = firstOf(parent); child; child = nextOf(child)) found.push(child);
    return found;
  };
  // The name of a sign in an icon font that draws whole names as one sign (doc_text, person);
  // "" for words.
  const SIGN = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
  const ICONS = /icon|symbol/i;
  const iconName = (el) => {
    const name = childrenIn(el).length ? "" : el.textContent.trim();
    if (name.length < 3 || !SIGN.test(name)) return "";
    const style = getComputedStyle(el);
    if (ICONS.test(style.fontFamily.split(",")[0])) return name;
    const range = el.ownerDocument.createRange();
    range.selectNodeContents(el);
    const drawn = name.includes("_") && range.getBoundingClientRect().width <= 1.3 * parseFloat(style.fontSize);
    return drawn ? name : "";
  };
  // A drawn question mark, by what its icon font or its class calls it: what a person reads there.
  const HELP = /(^|[-_])(question|help|wenhao)([-_]|$)/;
  const asksHelp = (el, icon) =>
    HELP.test(icon) ||
    (el.localName === "i" && !el.textContent.trim() && tokens(el).some((token) => HELP.test(token)));
  const accessible = (el) => {
    const by = el.getAttribute("aria-labelledby");
    if (by) {
      const words = by.split(/\s+/).map((id) => el.getRootNode().getElementById?.(id)?.textContent ?? "");
      if (words.join("").trim()) return squeeze(words.join(" "));
    }
    return squeeze(el.getAttribute("aria-label") || el.getAttribute("alt") || el.getAttribute("title") || "");
  };

  // ---- who reacts to a tap ---------------------------------------------------------------
  // React listens on the element that holds the whole page, and gives it an empty onclick besides.
  const isReactRoot = (el) =>
    Object.keys(el).some((k) => k.startsWith("__reactContainer$") || k === "_reactRootContainer");
  // A library may give each of its elements one handler that does nothing by itself (Ionic for Vue,
  // to serve those that are links): elements around it, or many inside it, have the very same code.
  const ofVue = (el) =>
    el._vei ?? el[Object.getOwnPropertySymbols(el).find((key) => key.description === "_vei")];
  const handlersOf = (el) => [ofVue(el)?.onClick?.value ?? []].flat().map(String);
  const NESTED = 3, SOUGHT = 300; // elements inside
  const isShared = (el, code) => {
    for (let at = parentOf(el); at; at = parentOf(at)) if (handlersOf(at).includes(code)) return true;
    let inside = 0;
    for (const inner of [...el.querySelectorAll("*")].slice(0, SOUGHT))
      if (handlersOf(inner).includes(code) && ++inside === NESTED) return true;
    return false;
  };
  const idle = (el) => {
    if (self.direct.has(el) || el.onclick) return false;
    const codes = handlersOf(el);
    return codes.length > 0 && codes.every((code) => isShared(el, code));
  };
  const reacts = (el) => {
    const types = self.listeners.get(el);
    if (!types) return false;
    if (isReactRoot(el) || idle(el)) return false;
    if (types.has("click") || types.has("tap") || types.has("longpress")) return true;
    if (types.has("touchmove")) return false; // a carousel, a slider
    return types.has("touchend") || types.has("pointerup") || types.has("mouseup");
  };
  const frameworkTap = (el) => {
    for (const key of Object.keys(el)) {
      if (key.startsWith("__reactProps$") || key.startsWith("__reactEventHandlers$")) {
        const props = el[key];
        return !!(props && (props.onClick || props.onTouchEnd || props.onTap || props.onPointerUp));
      }
    }
    return !!ofVue(el)?.onClick && !idle(el);
  };
  const handles = (el) => reacts(el) || (el.onclick && !isReactRoot(el)) || frameworkTap(el);
  // Selectors of delegated jQuery handlers, read once per dump.
  const delegated = () => {
    const data = window.jQuery?._data;
    const found = [];
    if (!data) return found;
    const roots = [document, document.body, document.documentElement, ...document.querySelectorAll("body > *")];
    for (const root of roots)
      for (const handler of data(root, "events")?.click ?? []) if (handler.selector) found.push(handler.selector);
    return found;
  };
  const carriesData = (el) =>
    Object.keys(el.dataset ?? {}).some((k) => !/^v-|^v[A-Z0-9]|^react|^test|^s-/.test(k));
  const actData = (el) => Object.keys(el.dataset ?? {}).some((k) => ACTS.test(k));
  const repeated = (el) => {
    const parent = el.parentElement;
    if (!parent) return false;
    for (const other of childrenOf(parent))
      if (other !== el && other.localName === el.localName && carriesData(other)) return true;
    return false;
  };

  // ---- who takes a touch -----------------------------------------------------------------
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    return hit;
  };
  const within = (outer, el) => {
    for (let at = el; at; at = parentOf(at)) if (at === outer) return true;
    return false;
  };
  const related = (el, hit) => {
    if (within(el, hit) || within(hit, el)) return true;
    for (const label of el.labels ?? []) if (within(label, hit)) return true;
    // siblings inside one clickable control (icon over text) share the tap
    for (let at = hit, up = 0; at && up < 4; at = parentOf(at), up++)
      if (at !== document.body && (reacts(at) || at.localName === "label" || at.localName === "button")) return within(at, el);
    return false;
  };

  // A tab bar, a floating button or a toast only lies there by chance: scrolling or a moment
  // later the element is free, so it is not covered as it would be under a dialog.
  const passing = (hit, screen) => {
    for (let at = hit; at && at !== document.body; at = parentOf(at)) {
      const position = getComputedStyle(at).position;
      if (position !== "fixed" && position !== "sticky") continue;
      if (named(at, POPUP) || named(at, MASK) || at.getAttribute?.("role") === "dialog") return false;
      if (at.localName === "dialog") return false;
      const rect = at.getBoundingClientRect();
      return rect.width * rect.height < 0.35 * screen;
    }
    return false;
  };

  // better-scroll, iScroll and their like: what stands out of a window is hidden, and the app moves
  // the one block in it by a transform.  Such a window scrolls like any other where it is asked to.
  const ROOMY = 0.4; // of the height of the screen: a wheel of a picker is no page
  const dragged = (el) => self.listeners.get(el)?.has("touchstart");
  const movedInside = (el) =>
    el.clientHeight >= ROOMY * innerHeight && el.scrollHeight > el.clientHeight + 4 &&
    childrenOf(el).some((child) =>
      child.offsetHeight > el.clientHeight + 4 && (dragged(el) || /translate|matrix/.test(child.style?.transform ?? "")));
  const scrolls = (el, overflow) => /auto|scroll/.test(overflow) || (/hidden/.test(overflow) && movedInside(el));

  // A bar that an app lays over the end of what it scrolls: scrolled on, the element is free.
  const BAR = 0.2, BROAD = 0.8;
  const underBar = (el, hit) => {
    let scroller = parentOf(el);
    while (scroller && !(scrolls(scroller, getComputedStyle(scroller).overflowY) && scroller.scrollHeight > scroller.clientHeight + 4))
      scroller = parentOf(scroller);
    if (!scroller) return false;
    for (let at = hit; at && at !== document.body && !within(scroller, at); at = parentOf(at)) {
      if (within(at, scroller)) return false; // what holds both is no bar
      const rect = at.getBoundingClientRect();
      const edge = rect.bottom >= innerHeight - 1 || rect.top <= 1;
      const low = rect.height <= BAR * innerHeight && rect.width >= BROAD * innerWidth;
      if (edge && low && getComputedStyle(at).position === "absolute") return true;
    }
    return false;
  };

  // The pane out of whose sight a point of an element inside it lies; on its very edge what is
  // hit may already be the bar beside it.
  const EDGE = 1;
  const clippedBy = (el, x, y) => {
    for (let at = parentOf(el); at && at !== document.body; at = parentOf(at)) {
      if (!scrolls(at, getComputedStyle(at).overflow)) continue;
      const rect = at.getBoundingClientRect();
      const inside = x > rect.left + EDGE && x < rect.right - EDGE && y > rect.top + EDGE && y < rect.bottom - EDGE;
      if (!inside) return at;
    }
    return null;
  };

  // The element that the whole app scrolls inside, where the document itself does not scroll.
  const pane = () => {
    const page = document.scrollingElement;
    if (!page || page.scrollHeight > innerHeight + 4) return null;
    for (let at = hitAt(innerWidth / 2, innerHeight / 2); at && at !== document.body; at = parentOf(at)) {
      const roomy = at.clientHeight >= innerHeight / 2 && at.clientWidth >= innerWidth * 0.8;
      if (!roomy || at.scrollHeight <= at.clientHeight + 4) continue;
      if (scrolls(at, getComputedStyle(at).overflowY)) return at;
    }
    return null;
  };

  // The number that a browser sets before an item of a numbered list (1. 选择科室), "" without.
  const NUMBERED = /^(decimal|cjk-|simp-chinese|trad-chinese)/;
  const numberOf = (el, tag, style) => {
    const list = el.parentElement;
    if (tag !== "li" || list?.localName !== "ol" || style.display !== "list-item") return "";
    if (!NUMBERED.test(style.listStyleType)) return "";
    const items = [...list.children].filter((at) => at.localName === "li");
    return `${list.start + items.indexOf(el)}. `;
  };

  self.read = {
    POPUP, MASK, forget, uidOf, elementOf, squeeze, hash, parentOf, tokens, named, placeholder,
    kidsOf, childrenOf, isLeaf, madeOf, accessible, iconName, asksHelp, reacts, handles, delegated, carriesData, actData, repeated,
    hitAt, within, related, passing, scrolls, underBar, clippedBy, pane,
    numberOf,
  };
})();
