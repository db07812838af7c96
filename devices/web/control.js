// What an element is to a person: its role, state, words to fill in, picture, and whether it can be
// tapped.  ARIA and native controls come first, the habits of frameworks' class names last.
// Needs watch.js, element.js and knob.js; used by dump.js through `self.control`.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.control) return;

  const {
    POPUP, MASK, squeeze, hash, childrenOf, isLeaf, tokens, named, placeholder, accessible, handles,
    carriesData, actData, repeated,
  } = self.read;

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
  const TAPPED = new Set(
    "button label summary select uni-button uni-navigator uni-checkbox uni-radio uni-switch taro-button-core".split(" "),
  );
  const PRESSED = new Set(["checkbox", "radio", "switch", "tab"]);
  const WIDGET = [
    ["switch", /(^|[-_])switch$/i],
    ["checkbox", /(^|[-_])checkbox$/i],
    ["radio", /(^|[-_])radio$/i],
    ["tab", /(^|[-_])(tab|tab-?item|tabs__item|tabs?-nav-item|tab__item)$/i],
    ["button", /(^|[-_])(btn|button)$/i],
  ];
  const ON = /(^|[-_])(checked|active|on|selected|current|cur)$/i;

  const reactsItself = (el) => {
    return handles(el) || self.delegated?.some((s) => el.matches(s));
  };

  const classify = (el, tag, node) => {
    node.role = TAGS[tag] ?? "";
    if (!node.role && tag !== "a" && el.attributes.length <= Number(el.hasAttribute("class"))) return;
    node.role = ROLES[el.getAttribute("role")] ?? node.role;
    if (tag === "a" && el.hasAttribute("href")) {
      node.role ||= "link";
      node.link = String(el.href?.baseVal ?? el.href ?? "");
      node.clickable = true;
    }
    if (tag === "select") select(el, node);
    else if (tag === "textarea") field(el, node, "textarea");
    else if (el.hasAttribute("contenteditable") && el.isContentEditable) editable(el, node);
    else if (node.role === "field") node.role = "";
    else if (node.role === "frame") node.link = String(el.src || el.data || "");
    if (isShut(el, tag)) node.enabled = false;
  };
  // An element of a component library (uni-button) has no such property of its own.
  const isShut = (el, tag) =>
    el.disabled || el.getAttribute("aria-disabled") === "true" ||
    (tag.includes("-") && el.hasAttribute("disabled") && el.getAttribute("disabled") !== "false");

  const select = (el, node) => {
    node.options = [...el.options].map((o) => squeeze(o.label || o.text));
    node.value = squeeze(el.selectedOptions[0]?.text ?? "");
    node.hint = labelWords(el);
    node.clickable = node.editable = true;
  };

  const field = (el, node, kind) => {
    node.role = "field";
    node.kind = kind;
    const typed = !["file", "range", "color"].includes(el.type); // the others take no words
    node.editable = typed && !el.readOnly && !el.disabled;
    node.clickable = true;
    node.value = kind === "file" ? [...(el.files ?? [])].map((f) => f.name).join(" ") : el.value;
    node.hint = squeeze(el.placeholder || "") || placeholderBeside(el) || accessible(el) || labelWords(el);
    node.enabled = !el.disabled;
  };

  const editable = (el, node) => {
    node.role = "field";
    node.kind = "textarea";
    node.editable = node.clickable = true;
    node.value = squeeze(el.innerText);
    node.text = "";
    node.hint = squeeze(el.dataset.placeholder ?? el.getAttribute("placeholder") ?? "") || accessible(el);
  };

  const beside = (el) => (el.parentElement ? childrenOf(el.parentElement) : []);

  // uni-app and others draw the placeholder as an element beside the input.
  const placeholderBeside = (el) => {
    for (const other of beside(el))
      if (other !== el && placeholder(other)) return squeeze(other.textContent);
    return "";
  };

  const besideInput = (el) => {
    const near = [el.nextElementSibling, el.previousElementSibling];
    return near.some((other) => other?.localName === "input" || other?.localName === "textarea");
  };

  const labelWords = (el) => {
    for (const label of el.labels ?? []) if (!label.contains(el)) return squeeze(label.textContent);
    return "";
  };

  // A box and the dark sheet under it often stand side by side; the box may be wrapped once more.
  const besideMask = (el) => {
    for (let at = el; at && at !== document.body; at = at.parentElement) {
      if (beside(at).some((other) => other !== at && isMask(other))) return true;
      if (beside(at).length > 1) return false;
    }
    return false;
  };
  const isMask = (el) => {
    if (childrenOf(el).length > 0) return false;
    const style = getComputedStyle(el);
    if (style.position !== "fixed" && style.position !== "absolute") return false;
    if (style.display === "none" || style.visibility === "hidden" || style.pointerEvents === "none") return false;
    const rect = el.getBoundingClientRect();
    if (rect.width * rect.height < 0.8 * innerWidth * innerHeight) return false;
    return named(el, MASK) || /rgba\(.*, ?0?\.\d+\)/.test(style.backgroundColor) || +style.opacity < 1;
  };
  const popup = (el, style, rect, position) => {
    if ((position !== "fixed" && position !== "absolute") || el === document.body) return false;
    const share = (rect.width * rect.height) / (innerWidth * innerHeight);
    if (el.getAttribute("aria-modal") === "true") return true;
    if (named(el, POPUP) && share > 0.08) return childrenOf(el).length > 0 || !!squeeze(el.textContent);
    if (position === "fixed" && share > 0.04 && childrenOf(el).length > 0 && besideMask(el)) return true;
    if (position !== "fixed" || share < 0.7) return false;
    const alpha = /rgba\(.*, ?(0?\.\d+)\)/.exec(style.backgroundColor);
    return childrenOf(el).length > 0 && (!!alpha || named(el, MASK));
  };

  const picture = (el, tag, style, node) => {
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
    if (tag === "i" || (isLeaf(el) && (tag === "span" || tag === "em" || tag.includes("-")))) {
      for (const side of ["::before", "::after"]) {
        const glyph = getComputedStyle(el, side).content;
        if (glyph && glyph !== "none" && glyph !== "normal" && glyph !== '""') return hash(style.fontFamily + glyph);
      }
    }
    return "";
  };

  const taps = (el, tag, told, outer) => {
    if (el === document.body || el === document.documentElement) return false;
    if (el.hasAttribute("role") && CLICK_ROLES.has(el.getAttribute("role"))) return true;
    if (TAPPED.has(tag)) return true;
    if (told || reactsItself(el)) return true;
    if (outer.delegate && carriesData(el) && repeated(el)) return true;
    return self.rootListens && (tag === "a" || actData(el)); // a link that leads nowhere by itself
  };

  // Widgets without ARIA and native inputs: class habits are the last resort.
  const widget = (el, node) => {
    if (!node.role && node.clickable) {
      const names = tokens(el);
      const found = WIDGET.find(([, pattern]) => names.some((t) => pattern.test(t)));
      if (found && !(found[0] !== "button" && el.querySelector("input"))) node.role = found[0];
    }
    if (PRESSED.has(node.role)) node.checked = pressed(el);
    else if (node.clickable) node.checked = stated(el); // an option drawn as a button
    const on = node.text || (node.role && node.role !== "switch") ? null : self.knob(el, node.rect);
    if (on === null || el.localName === "input" || el.hasAttribute("aria-checked")) return;
    node.role = "switch";
    node.checked = on;
    node.clickable = true;
  };

  // What an element itself says of being chosen, null if nothing.
  const stated = (el) => {
    for (const name of ["aria-checked", "aria-selected", "aria-pressed"]) {
      const state = el.getAttribute(name);
      if (state !== null) return state === "true";
    }
    return null;
  };

  const pressed = (el) => {
    const said = stated(el);
    if (said !== null) return said;
    const native = el.querySelector("input[type=checkbox],input[type=radio]");
    if (native) return native.checked;
    if (tokens(el).some((t) => ON.test(t))) return true;
    for (const inner of [...el.querySelectorAll("*")].slice(0, 6))
      if (tokens(inner).some((t) => ON.test(t))) return true;
    return isMarked(el);
  };

  // A component that draws its box (uni-app's, of Vue 3) puts a mark into it, and says nothing else.
  const isMarked = (el) => {
    const box = el.localName.includes("-") ? el.querySelector("[class$='-input']") : null;
    return !!box?.querySelector("svg");
  };

  self.control = {
    BUTTONS, KINDS, reactsItself, classify, field, besideInput, labelWords, popup, picture, taps,
    widget,
  };
})();
