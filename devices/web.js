// Reads what a person sees on one document: `dump` gives every rendered element, `aim` finds
// where a finger must touch one of them.  Needs web_watch.js (which elements listen).
// All boxes are in CSS pixels from the top left of the whole page of this document.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.dump) return;

  const SKIPPED = new Set(
    "script style noscript template head meta link title base br wbr hr col colgroup source track param datalist"
      .split(" "),
  );
  const INLINE = new Set("span b em strong i font u small sup sub mark s del ins code text uni-text".split(" "));
  const ROLES = {
    button: "button", menuitem: "button", combobox: "button", link: "link", checkbox: "checkbox",
    menuitemcheckbox: "checkbox", radio: "radio", menuitemradio: "radio", switch: "switch", tab: "tab",
    option: "button", img: "image", dialog: "dialog", alertdialog: "dialog", textbox: "field", searchbox: "field",
  };
  const TAGS = {
    button: "button", "uni-button": "button", "taro-button-core": "button", summary: "button",
    select: "choice", textarea: "field", canvas: "canvas", video: "media", audio: "media",
    iframe: "frame", frame: "frame", embed: "frame", object: "frame", dialog: "dialog",
    img: "image", "uni-checkbox": "checkbox", "uni-radio": "radio", "uni-switch": "switch",
    "taro-checkbox-core": "checkbox", "taro-radio-core": "radio", "taro-switch-core": "switch",
    "uni-navigator": "link", "taro-navigator-core": "link",
  };
  const KINDS = {
    password: "password", tel: "tel", number: "number", date: "date", file: "file", time: "date",
    "datetime-local": "date", month: "date", week: "date",
  };
  const BUTTONS = new Set(["button", "submit", "reset", "image"]);
  const CLICK_ROLES = new Set(
    "button link tab checkbox switch menuitem option radio menuitemcheckbox menuitemradio combobox".split(" "),
  );
  const SHOWN = { opacityProperty: true, visibilityProperty: true };
  const PRESSED = new Set(["checkbox", "radio", "switch", "tab"]);
  const WIDGET = [
    ["switch", /(^|[-_])switch$/i],
    ["checkbox", /(^|[-_])checkbox$/i],
    ["radio", /(^|[-_])radio$/i],
    ["tab", /(^|[-_])(tab|tab-?item|tabs__item|tabs?-nav-item|tab__item)$/i],
    ["button", /(^|[-_])(btn|button)$/i],
  ];
  const ON = /(^|[-_])(checked|active|on|selected|current|cur)$/i;
  const POPUP = /(^|[-_])(popup|pop|modal|dialog|actionsheet|action-sheet|drawer|half-screen|layer|picker)([-_]|$)/i;
  const MASK = /(^|[-_])(mask|overlay|backdrop|shade)([-_]|$)/i;
  const ACTS = /^(act|action|href|url|page|path|route|router|to|nav|go|goto|target|cmd|click|link|jump|event|method)/i;

  // ---- identities: a number per element, for as long as the document lives -------------
  const uids = new WeakMap();
  let known = new Map(); // of the newest dump and of what was asked for since
  let nextUid = 1;
  const uidOf = (el) => {
    let uid = uids.get(el);
    if (!uid) uids.set(el, (uid = nextUid++));
    known.set(uid, el);
    return uid;
  };
  const elementOf = (uid) => known.get(uid) ?? null;

  // ---- small readings ------------------------------------------------------------------
  const squeeze = (words) => words.replace(/[\s\u200b\u200c\u200d\u2060\ufeff]+/g, " ").trim();
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
    if (!root && el.localName !== "slot") return listed(el);
    if (root) return listed(root);
    const given = el.assignedNodes();
    return given.length ? given : listed(el);
  };
  const listed = (parent) => {
    const found = [];
    for (let child = parent.firstChild; child; child = child.nextSibling) found.push(child);
    return found;
  };
  const accessible = (el) => {
    const by = el.getAttribute("aria-labelledby");
    if (by) {
      const words = by.split(/\s+/).map((id) => el.getRootNode().getElementById?.(id)?.textContent ?? "");
      if (words.join("").trim()) return squeeze(words.join(" "));
    }
    return squeeze(el.getAttribute("aria-label") || el.getAttribute("alt") || el.getAttribute("title") || "");
  };

  // ---- who reacts to a tap ---------------------------------------------------------------
  const reacts = (el) => {
    const types = self.listeners.get(el);
    if (!types) return false;
    if (Object.keys(el).some((k) => k.startsWith("__reactContainer$") || k === "_reactRootContainer")) return false;
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
      if (key === "_vei" && el._vei?.onClick) return true;
    }
    return false;
  };
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
    for (const other of parent.children)
      if (other !== el && other.localName === el.localName && carriesData(other)) return true;
    return false;
  };

  // ---- one dump ----------------------------------------------------------------------------
  class Dump {
    constructor(limit) {
      this.limit = limit;
      this.count = 0;
      this.cut = false;
      this.sx = window.scrollX;
      this.sy = window.scrollY;
      this.width = innerWidth;
      this.height = innerHeight;
      this.selectors = delegated();
      this.pane = pane();
      this.labels = new Map(); // label element -> its node
    }

    roots(el) {
      const context = {
        pointer: false, pane: false, clip: null, clipAbs: null, scroller: false, delegate: 0, fixed: false, dialog: false,
        reach: document.scrollingElement?.scrollWidth ?? this.width,
      };
      return this.visit(el, context);
    }

    // -> array of nodes (none, one, or the children of a wrapper that carries nothing)
    visit(el, context) {
      const tag = el.localName;
      if (SKIPPED.has(tag)) return [];
      if (this.count >= this.limit) {
        this.cut = true;
        return [];
      }
      const style = getComputedStyle(el);
      if (tag === "input") return this.input(el, style, context);
      // one question instead of three: most elements are simply shown
      const shown = el.checkVisibility(SHOWN);
      if (!shown) {
        const display = style.display;
        if (display === "none") return [];
        if (display === "contents") return this.children(el, context);
        if (style.opacity === "0") return this.hiddenControls(el, context);
      }
      const rect = el.getBoundingClientRect();
      const position = style.position;
      const seen = rect.width > 0 && rect.height > 0;
      const inner = position === "static" ? context : this.within(context, position);
      if (seen && this.outside(rect, inner)) return [];
      // where x is visible y is too (or clipped without scrolling): one reading is enough
      const overflow = style.overflowX === "visible" ? "visible" : style.overflow;
      let held = inner;
      if (overflow !== "visible" && el !== document.body && el !== document.documentElement) {
        const display = style.display;
        if (!seen && display !== "inline") return [];
        held = { ...inner };
        this.clip(el, rect, position, overflow, display, held);
      }
      if (!seen || (!shown && style.visibility !== "visible")) return this.children(el, held);
      return this.node(el, tag, style, rect, position, overflow, context, held);
    }

    within(context, position) {
      const inner = { ...context };
      if (position === "fixed") {
        inner.fixed = true;
        inner.pane = false;
        inner.clip = inner.clipAbs = null;
        inner.scroller = false;
      } else if (position === "absolute") inner.clip = inner.clipAbs;
      return inner;
    }

    clip(el, rect, position, overflow, display, inner) {
      if (/auto|scroll/.test(overflow) && (el.scrollHeight > el.clientHeight + 1 || el.scrollWidth > el.clientWidth + 1)) {
        inner.clip = inner.clipAbs = null;
        inner.scroller = true;
        if (el === this.pane) inner.pane = true;
      } else if (display !== "inline") {
        inner.clip = rect;
        if (position !== "static") inner.clipAbs = rect;
      }
    }

    outside(rect, context) {
      const clip = context.clip;
      if (clip && (rect.right <= clip.left || rect.left >= clip.right || rect.bottom <= clip.top || rect.top >= clip.bottom))
        return true;
      if (context.scroller) return false;
      if (context.fixed)
        return rect.right <= 0 || rect.bottom <= 0 || rect.left >= this.width || rect.top >= this.height;
      return rect.right + this.sx <= 0 || rect.bottom + this.sy <= 0 || rect.left + this.sx >= context.reach;
    }

    node(el, tag, style, rect, position, overflow, outer, held) {
      this.count++;
      const pointer = style.cursor === "pointer";
      const own = this.ownWords(el, tag);
      const node = this.blank(el, rect, held);
      node.text = own.words;
      if (own.words) node.font = parseFloat(style.fontSize) || 0;
      this.classify(el, tag, node);
      if (node.role === "dialog" && outer.dialog) node.role = "";
      if (!node.role && !outer.dialog && position !== "static" && this.popup(el, style, rect, position)) node.role = "dialog";
      if (overflow !== "visible" && /auto|scroll/.test(overflow) && el !== document.documentElement && el !== document.body)
        node.scrollable = el.scrollHeight > el.clientHeight + 4 || el.scrollWidth > el.clientWidth + 4;
      node.image = this.picture(el, tag, style, node);
      const listens = reacts(el);
      node.clickable ||= this.taps(el, tag, listens || (pointer && !outer.pointer), outer);
      this.widget(el, node);
      const delegate = listens && node.role !== "button" && node.role !== "link" ? 3 : Math.max(0, outer.delegate - 1);
      const dialog = held.dialog || node.role === "dialog";
      const inner = pointer === held.pointer && delegate === held.delegate && dialog === held.dialog
        ? held : { ...held, pointer, delegate, dialog };
      const leaf = node.role === "choice" || node.role === "canvas" || node.role === "frame" || tag === "svg" || own.whole;
      node.kids = leaf ? [] : this.children(el, inner);
      if (!node.text && !node.kids.length && node.role !== "field") {
        if (node.image) node.role ||= "image";
        node.text = accessible(el);
      }
      if (node.role === "button" && !node.text && !node.kids.length) node.text = squeeze(el.value ?? "");
      return this.finish(el, node);
    }

    // Boxes are where things stand when everything is scrolled to its top: what is fixed does
    // not move with the page, and the pane that an app scrolls inside counts as the page.
    blank(el, rect, context) {
      const dx = context.fixed ? 0 : this.sx;
      const dy = context.fixed ? 0 : this.sy + (context.pane ? this.pane.scrollTop : 0);
      return {
        uid: uidOf(el), role: "", text: "", value: "", hint: "", options: [], kind: "", clickable: false,
        editable: false, enabled: true, checked: null, scrollable: false, covered: false, image: "", link: "",
        font: 0, kids: [], el, rect, box: [rect.left + dx, rect.top + dy, rect.width, rect.height],
      };
    }

    // Keep a node that carries something; a wrapper around nothing or around one gives way.
    finish(el, node) {
      node.role ||= node.text ? "text" : "group";
      const bare = node.role === "group" && !node.text && !node.clickable && !node.scrollable && !node.image;
      if (bare && node.kids.length <= 1) return node.kids;
      if (el.localName === "label") this.labels.set(el, node);
      if (node.role !== "group" || node.clickable) node.covered = this.covered(el, node);
      return [node];
    }

    // The words directly inside; inline pieces of one sentence count as its own.
    ownWords(el, tag) {
      if (tag === "select" || tag === "textarea" || tag === "svg" || tag === "canvas") return { words: "", whole: false };
      let direct = "", pieces = false;
      for (const child of kidsOf(el)) {
        if (child.nodeType === 3) direct += child.data;
        else if (child.nodeType === 1 && child.localName !== "br") pieces = true;
        else if (child.nodeType === 1) direct += " ";
      }
      const words = squeeze(direct);
      if (!words || !pieces) return { words, whole: false };
      const sentence = this.sentence(el);
      return sentence === null ? { words, whole: false } : { words: squeeze(sentence), whole: true };
    }

    sentence(el) {
      let words = "";
      for (const child of kidsOf(el)) {
        if (child.nodeType === 3) words += child.data;
        if (child.nodeType !== 1) continue;
        if (child.localName === "br") {
          words += " ";
          continue;
        }
        if (!INLINE.has(child.localName) || child.hasAttribute("role") || this.reactsItself(child)) return null;
        const style = getComputedStyle(child);
        if (style.display === "none" || style.visibility !== "visible" || style.opacity === "0") continue;
        if (style.display !== "inline" || style.cursor === "pointer" || style.backgroundImage !== "none") return null;
        const inner = this.sentence(child);
        if (inner === null) return null;
        words += inner;
      }
      return words;
    }

    reactsItself(el) {
      return reacts(el) || el.onclick || frameworkTap(el) || this.selectors.some((s) => el.matches(s));
    }

    classify(el, tag, node) {
      node.role = ROLES[el.getAttribute("role")] ?? TAGS[tag] ?? "";
      if (tag === "a" && el.hasAttribute("href")) {
        node.role ||= "link";
        node.link = String(el.href?.baseVal ?? el.href ?? "");
        node.clickable = true;
      }
      if (tag === "select") this.select(el, node);
      else if (tag === "textarea") this.field(el, node, "textarea");
      else if (el.hasAttribute("contenteditable") && el.isContentEditable) this.editable(el, node);
      else if (node.role === "field") node.role = "";
      else if (node.role === "frame") node.link = String(el.src || el.data || "");
      if (el.disabled || el.getAttribute("aria-disabled") === "true") node.enabled = false;
    }

    select(el, node) {
      node.options = [...el.options].map((o) => squeeze(o.label || o.text));
      node.value = squeeze(el.selectedOptions[0]?.text ?? "");
      node.hint = this.labelWords(el);
      node.clickable = node.editable = true;
    }

    field(el, node, kind) {
      node.role = "field";
      node.kind = kind;
      node.editable = !el.readOnly && !el.disabled;
      node.clickable = true;
      node.value = kind === "file" ? [...(el.files ?? [])].map((f) => f.name).join(" ") : el.value;
      node.hint = squeeze(el.placeholder || "") || this.placeholderBeside(el) || accessible(el) || this.labelWords(el);
      node.enabled = !el.disabled;
    }

    editable(el, node) {
      node.role = "field";
      node.kind = "textarea";
      node.editable = node.clickable = true;
      node.value = squeeze(el.innerText);
      node.text = "";
      node.hint = squeeze(el.dataset.placeholder ?? el.getAttribute("placeholder") ?? "") || accessible(el);
    }

    // uni-app and others draw the placeholder as an element beside the input.
    placeholderBeside(el) {
      for (const other of el.parentElement?.children ?? [])
        if (other !== el && placeholder(other)) return squeeze(other.textContent);
      return "";
    }

    besideInput(el) {
      const near = [el.nextElementSibling, el.previousElementSibling];
      return near.some((other) => other?.localName === "input" || other?.localName === "textarea");
    }

    labelWords(el) {
      for (const label of el.labels ?? []) if (!label.contains(el)) return squeeze(label.textContent);
      return "";
    }

    popup(el, style, rect, position) {
      if (position !== "fixed" && position !== "absolute") return false;
      const share = (rect.width * rect.height) / (this.width * this.height);
      if (el.getAttribute("aria-modal") === "true" || (named(el, POPUP) && share > 0.08)) return true;
      if (position !== "fixed" || share < 0.7) return false;
      const alpha = /rgba\(.*, ?(0?\.\d+)\)/.exec(style.backgroundColor);
      return el.childElementCount > 0 && (!!alpha || named(el, MASK));
    }

    picture(el, tag, style, node) {
      if (tag === "img") return hash(el.currentSrc || el.src);
      if (tag === "svg") {
        node.role ||= "image";
        return hash(el.outerHTML);
      }
      if (tag === "video") return el.poster ? hash(el.poster) : "";
      if (tag === "canvas") return "";
      if (node.text) return "";
      const background = style.backgroundImage;
      if (background !== "none" && background.includes("url(")) return hash(background);
      if (tag === "i" || (!el.firstChild && (tag === "span" || tag === "em" || tag.includes("-")))) {
        const glyph = getComputedStyle(el, "::before").content;
        if (glyph && glyph !== "none" && glyph !== "normal" && glyph !== '""')
          return hash(style.fontFamily + glyph);
      }
      return "";
    }

    taps(el, tag, told, outer) {
      if (tag === "button" || tag === "label" || tag === "summary" || tag === "select") return true;
      if (el === document.body || el === document.documentElement) return false;
      if (CLICK_ROLES.has(el.getAttribute("role"))) return true;
      if (/^(uni-button|uni-navigator|uni-checkbox|uni-radio|uni-switch|taro-button-core)$/.test(tag)) return true;
      if (told || this.reactsItself(el)) return true;
      if (outer.delegate && carriesData(el) && repeated(el)) return true;
      return self.rootListens && actData(el);
    }

    // Widgets without ARIA and native inputs: class habits are the last resort.
    widget(el, node) {
      if (!node.role && node.clickable) {
        const names = tokens(el);
        const found = WIDGET.find(([, pattern]) => names.some((t) => pattern.test(t)));
        if (found && !(found[0] !== "button" && el.querySelector("input"))) node.role = found[0];
      }
      if (PRESSED.has(node.role)) node.checked = this.pressed(el);
    }

    pressed(el) {
      for (const name of ["aria-checked", "aria-selected", "aria-pressed"]) {
        const state = el.getAttribute(name);
        if (state !== null) return state === "true";
      }
      const native = el.querySelector("input[type=checkbox],input[type=radio]");
      if (native) return native.checked;
      if (tokens(el).some((t) => ON.test(t))) return true;
      for (const inner of [...el.querySelectorAll("*")].slice(0, 6))
        if (tokens(inner).some((t) => ON.test(t))) return true;
      return false;
    }

    input(el, style, context) {
      const type = el.type;
      if (type === "hidden") return [];
      const rect = el.getBoundingClientRect();
      const shown = style.display !== "none" && style.visibility === "visible" && rect.width > 1 && rect.height > 1;
      const opaque = shown && style.opacity !== "0" && !this.outside(rect, context);
      if (opaque || (shown && type === "file" && !this.outside(rect, context))) return [this.control(el, rect, context)];
      if (type === "checkbox" || type === "radio" || type === "file") return this.behindLabel(el, context);
      return [];
    }

    // A native input that styling hides: its label (or styled parent) stands for it.
    behindLabel(el, context) {
      const stand = [...(el.labels ?? [])].find((l) => l.getBoundingClientRect().width > 1) ??
        (getComputedStyle(el).display === "none" ? null : el.parentElement);
      if (!stand) return [];
      const style = getComputedStyle(stand);
      const rect = stand.getBoundingClientRect();
      if (rect.width < 2 || rect.height < 2 || style.visibility !== "visible" || this.outside(rect, context)) return [];
      return [this.control(el, rect, context, stand)];
    }

    hiddenControls(el, context) {
      const found = [];
      for (const input of el.querySelectorAll("input")) found.push(...this.behindLabel(input, context));
      return found;
    }

    control(el, rect, context, stand) {
      this.count++;
      const node = this.blank(el, rect, context);
      const type = el.type;
      if (BUTTONS.has(type)) {
        node.role = "button";
        node.text = squeeze(el.value || accessible(el) || { submit: "提交", reset: "重置" }[type] || "");
        node.font = parseFloat(getComputedStyle(el).fontSize) || 0;
      } else if (type === "checkbox" || type === "radio") {
        const asSwitch = el.getAttribute("role") === "switch" || tokens(el).some((t) => /switch/i.test(t));
        node.role = type === "radio" ? "radio" : asSwitch ? "switch" : "checkbox";
        node.checked = el.checked;
        node.text = accessible(el);
        node.hint = this.labelWords(el);
      } else this.field(el, node, KINDS[type] ?? "text");
      node.clickable = true;
      node.enabled = !el.disabled;
      node.covered = this.covered(stand ?? el, node);
      return node;
    }

    children(el, context) {
      const found = [];
      if (el.localName === "details" && !el.open) {
        for (const child of el.children) if (child.localName === "summary") found.push(...this.visit(child, context));
        return found;
      }
      for (const child of kidsOf(el)) {
        if (child.nodeType !== 1) continue;
        if (placeholder(child) && this.besideInput(child)) continue;
        found.push(...this.visit(child, context));
      }
      return found;
    }

    // Does something else take a tap at the visible centre?
    covered(el, node) {
      const left = Math.max(node.rect.left, 0), right = Math.min(node.rect.right, this.width);
      const top = Math.max(node.rect.top, 0), bottom = Math.min(node.rect.bottom, this.height);
      if (right - left < 1 || bottom - top < 1) return false;
      const hit = hitAt((left + right) / 2, (top + bottom) / 2);
      return hit !== null && !related(el, hit) && !passing(hit, this.width * this.height);
    }
  }

  // A tab bar, a floating button or a toast only lies there by chance: scrolling or a moment
  // later the element is free, so it is not covered as it would be under a dialog.
  const passing = (hit, screen) => {
    for (let at = hit; at && at !== document.body; at = parentOf(at)) {
      const position = getComputedStyle(at).position;
      if (position !== "fixed" && position !== "sticky") continue;
      if (named(at, POPUP) || named(at, MASK) || at.getAttribute?.("role") === "dialog") return false;
      const rect = at.getBoundingClientRect();
      return rect.width * rect.height < 0.35 * screen;
    }
    return false;
  };

  // The element that the whole app scrolls inside, where the document itself does not scroll.
  const pane = () => {
    const page = document.scrollingElement;
    if (!page || page.scrollHeight > innerHeight + 4) return null;
    for (let at = hitAt(innerWidth / 2, innerHeight / 2); at && at !== document.body; at = parentOf(at)) {
      const roomy = at.clientHeight >= innerHeight / 2 && at.clientWidth >= innerWidth * 0.8;
      if (!roomy || at.scrollHeight <= at.clientHeight + 4) continue;
      if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    }
    return null;
  };
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

  // Below the fold nothing can be hit-tested: under a modal sheet everything else is covered.
  const underModal = (flat, dump) => {
    const sheet = modalSheet(dump);
    if (!sheet) return;
    for (const node of flat) {
      if (node.rect.top >= 0 && node.rect.top < dump.height) continue;
      if (!within(sheet, node.el) && !insideDialog(node)) node.covered = true;
    }
  };
  const insideDialog = (node) => {
    for (let at = node; at; at = at.up) if (at.role === "dialog") return true;
    return false;
  };
  const modalSheet = (dump) => {
    for (const [fx, fy] of [[0.5, 0.12], [0.5, 0.06], [0.03, 0.5]])
      for (let at = hitAt(dump.width * fx, dump.height * fy), up = 0; at && up < 5; at = parentOf(at), up++) {
        const style = getComputedStyle(at);
        if (style.position !== "fixed") continue;
        const rect = at.getBoundingClientRect();
        if (rect.width * rect.height < 0.8 * dump.width * dump.height) continue;
        if (named(at, MASK) || named(at, POPUP) || /rgba\(.*, ?0?\.\d+\)/.test(style.backgroundColor)) return at;
      }
    return null;
  };

  const FIELDS = "text value hint options kind clickable editable enabled checked scrollable covered image link font"
    .split(" ");
  const PLAIN = { enabled: true, checked: null };
  const flatten = (nodes, up, flat) => {
    for (const node of nodes) {
      node.index = flat.length;
      node.up = up;
      flat.push(node);
      flatten(node.kids, node, flat);
    }
    return flat;
  };
  const round = (x) => Math.round(x * 10) / 10;
  // [parent, x, y, width, height, uid, role, what differs from an ordinary node]
  const row = (node) => {
    const more = {};
    for (const name of FIELDS) {
      const value = node[name];
      if (name in PLAIN ? value !== PLAIN[name] : value && value.length !== 0) more[name] = value;
    }
    const [x, y, w, h] = node.box;
    return [node.up ? node.up.index : -1, round(x), round(y), round(w), round(h), node.uid, node.role, more];
  };

  self.dump = (limit) => {
    const dump = new Dump(limit);
    known = new Map();
    const root = document.body ?? document.documentElement;
    const flat = flatten(root ? dump.roots(root) : [], null, []);
    underModal(flat, dump);
    const page = document.scrollingElement ?? document.documentElement;
    return JSON.stringify({
      rows: flat.map(row),
      cut: dump.cut,
      title: document.title,
      url: location.href,
      width: visualViewport ? visualViewport.width * visualViewport.scale : innerWidth,
      height: visualViewport ? visualViewport.height * visualViewport.scale : innerHeight,
      layout: Math.max(page?.scrollWidth ?? 0, document.documentElement.clientWidth),
      content: dump.pane ? innerHeight + dump.pane.scrollHeight - dump.pane.clientHeight : page?.scrollHeight ?? 0,
      scroll: [window.scrollX, window.scrollY],
    });
  };
  // For pictures: where the pane is, and how to move it.
  self.pane = () => {
    const el = pane();
    if (!el) return null;
    const rect = el.getBoundingClientRect();
    return { uid: uidOf(el), left: rect.left, top: rect.top, width: el.clientWidth, height: el.clientHeight,
      whole: el.scrollHeight, at: el.scrollTop };
  };
  self.scrollPane = (uid, top) => {
    const el = elementOf(uid);
    el?.scrollTo({ top, behavior: "instant" });
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(el?.scrollTop ?? 0))));
  };
  self.element = elementOf;
  self.uid = uidOf;

  // ---- where to touch ---------------------------------------------------------------------
  const interactive = (el) =>
    reacts(el) || el.onclick || frameworkTap(el) || /^(a|button|input|select|textarea|label|summary)$/.test(el.localName);
  // Does a touch on `hit` belong to `el`, and to no control of its own inside it?
  const belongs = (el, hit) => {
    if (!hit || !related(el, hit)) return false;
    for (let at = hit; at && at !== el; at = parentOf(at)) {
      if (within(at, el)) break;
      if (interactive(at) && !(at.localName === "label" && el.labels && [...el.labels].includes(at))) return false;
    }
    return true;
  };
  const standIn = (el) => {
    const rect = el.getBoundingClientRect();
    const hidden = rect.width < 2 || rect.height < 2 || getComputedStyle(el).opacity === "0";
    if (!hidden || el.localName !== "input" || el.type === "file") return el;
    return [...(el.labels ?? [])].find((l) => l.getBoundingClientRect().width > 1) ?? el.parentElement ?? el;
  };
  const points = (rect) => {
    const left = Math.max(rect.left, 0), right = Math.min(rect.right, innerWidth);
    const top = Math.max(rect.top, 0), bottom = Math.min(rect.bottom, innerHeight);
    const x = (f) => left + (right - left) * f, y = (f) => top + (bottom - top) * f;
    const edge = Math.min(12, (right - left) / 4);
    return [[x(0.5), y(0.5)], [left + edge, y(0.5)], [right - edge, y(0.5)], [x(0.5), y(0.25)], [x(0.5), y(0.75)],
      [x(0.25), y(0.3)], [x(0.75), y(0.7)], [left + edge, top + 4], [right - edge, bottom - 4]];
  };
  // ---- the gate: a touch must meet the element and the words that were judged ------------
  const signature = (el) =>
    [el.textContent, el.localName === "input" ? el.value : "", accessible(el)].join("|");
  let armed = null;
  const gate = (event) => {
    if (!armed || !event.isTrusted) return;
    if (armed.verdict === null) {
      const target = event.composedPath()[0];
      const same = signature(armed.el) === armed.words;
      armed.verdict = !same ? "relabelled" : belongs(armed.el, target) ? "" : "covered";
    }
    if (!armed.verdict) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ["pointerdown", "touchstart", "mousedown", "pointerup", "touchend", "mouseup", "click"])
    self.listen.call(window, type, gate, { capture: true, passive: false });
  const seen = new WeakMap(); // element -> its words when it was aimed at first

  // Bring an element into view: {gone} | {x, y, hit}; hit tells whether a touch there lands.
  self.aim = (uid) => {
    const el = elementOf(uid);
    if (!el?.isConnected) return { gone: true };
    seen.set(el, signature(el));
    const target = standIn(el);
    const rect = target.getBoundingClientRect();
    const roomy = rect.top >= 0 && rect.bottom <= innerHeight && rect.left >= 0 && rect.right <= innerWidth;
    const lands = () => points(target.getBoundingClientRect()).find(([x, y]) => belongs(el, hitAt(x, y)));
    if (!roomy || !lands()) target.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    // inline elements may break over lines: touch the first piece
    const piece = [...target.getClientRects()].find((r) => r.width > 1 && r.height > 1) ?? target.getBoundingClientRect();
    const spot = points(piece).find(([x, y]) => belongs(el, hitAt(x, y))) ?? lands();
    const [x, y] = spot ?? points(piece)[0];
    const hit = spot ? null : hitAt(x, y);
    return { x, y, hit: !!spot, by: hit ? squeeze(hit.innerText ?? "").slice(0, 40) || hit.localName : "" };
  };
  // Let only a touch through that meets what `aim` saw; `release` tells what came of it.
  self.arm = (uid) => {
    const el = elementOf(uid);
    armed = { el, words: seen.get(el) ?? signature(el), verdict: null };
  };
  self.release = () => {
    const verdict = armed?.verdict ?? "";
    armed = null;
    return verdict;
  };
})();
