// Reads what a person sees on one document: `self.dump` gives every rendered element.
// Needs watch.js, element.js and control.js.
// All boxes are in CSS pixels from the top left of the whole page of this document.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.dump) return;

  const {
    POPUP, MASK, forget, uidOf, squeeze, hash, parentOf, tokens, named, placeholder, kidsOf, childrenOf, madeOf,
    accessible, iconName, asksHelp, reacts, delegated, hitAt, within, related, passing, scrolls, underBar, clippedBy, pane,
    numberOf,
  } = self.read;
  const {
    BUTTONS, KINDS, reactsItself, classify, field, besideInput, labelWords, popup, picture, taps,
    widget,
  } = self.control;

  const SKIPPED = new Set(
    "script style noscript template head meta link title base br wbr hr col colgroup source track param datalist"
      .split(" "),
  );
  const INLINE = new Set("span b em strong i font u small sup sub mark s del ins code text uni-text".split(" "));
  const FOLLOWS = Node.DOCUMENT_POSITION_FOLLOWING;
  const SHOWN = { opacityProperty: true, visibilityProperty: true };

  // ---- menus of several pages -----------------------------------------------------------
  // A menu that is swiped (eight tiles, and eight more beside them) offers what lies beside the
  // page in sight as well.  A carousel of pictures and the panels of tabs are none: each of
  // its pages must hold tiles, and the days of a month are none.  Copies that make it endless
  // are left out.
  const WIDE = 0.6, SLACK = 4, TILES = 2, TILE = 12, LEVELS = 3, MOST_PAGES = 20, FAR = 1e5;
  let copies = new WeakSet();
  const WHOLE = 0.9, NONE = new Set();
  const pagesOf = (el, rect) => {
    let level = [el];
    for (let down = 0; down < LEVELS && level.length; down++) {
      level = level.flatMap(childrenOf).slice(0, MOST_PAGES);
      const pages = level.filter((at) => Math.abs(at.getBoundingClientRect().width - rect.width) <= SLACK);
      if (pages.length > 1) return besideEachOther(pages, rect) ? pages : [];
    }
    return [];
  };
  const pagesOfTiles = (el, rect) => {
    const pages = pagesOf(el, rect);
    return pages.length > 1 && holdTiles(pages);
  };
  const besideEachOther = (pages, rect) => {
    const lefts = pages.map((at) => at.getBoundingClientRect()).sort((a, b) => a.left - b.left);
    const steps = lefts.slice(1).map((at, n) => at.left - lefts[n].right);
    return steps.every((gap) => gap >= -SLACK && gap < rect.width / 2)
      && lefts.every((at) => Math.abs(at.top - rect.top) < rect.height);
  };
  // A month of a calendar: nothing has so many bare days.
  const DAYS = 20, DAY = /^\s*(0?[1-9]|[12]\d|3[01])\s*$/;
  const isMonth = (page) => {
    const leaves = [...page.querySelectorAll("*")].filter((at) => !childrenOf(at).length);
    return new Set(leaves.map((at) => at.textContent).filter((words) => DAY.test(words))).size >= DAYS;
  };
  const holdTiles = (pages) => {
    if (pages.some(isMonth)) return false;
    const words = new Set();
    for (const page of pages) {
      const said = squeeze(page.textContent);
      const tiles = [...page.querySelectorAll("*")].filter((at) => reactsItself(at) || at.localName === "a");
      const outer = tiles.filter((at) => !tiles.some((other) => other !== at && other.contains(at)));
      if (outer.length < TILES || said.length > TILE * outer.length) return false;
      if (words.has(said)) copies.add(page);
      words.add(said);
    }
    return words.size > 1;
  };

  // ---- the lines of a paragraph ------------------------------------------------------------
  // What a paragraph breaks into lines stays parted (地址… / 总机…); a short name that its tile
  // breaks (门诊 / 缴费) is one name.
  const BROKEN = 24;
  const flowing = (data, style) =>
    data.includes("\n") && !/^pre/.test(style.whiteSpace) ? data.replaceAll("\n", " ") : data;
  const linesOf = (words) => {
    const lines = words.split("\n").map(squeeze).filter(Boolean);
    return lines.join(lines.join(" ").length > BROKEN ? "\n" : " ");
  };

  // ---- components around native controls ---------------------------------------------------
  const TICKS = new Set(["checkbox", "radio", "switch"]);
  const SHELLS = new Set(["group", "button", "link"]);
  const NATIVE = new Set(["button", "a"]);
  const THINNEST = 8; // px: nobody taps less

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
      self.delegated = delegated();
      copies = new WeakSet();
      this.pane = pane();
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
      if (copies.has(el) || self.toasts?.lingers(el)) return [];
      const seen = rect.width > 0 && rect.height > 0;
      const inner = position === "static" ? context : this.within(context, position);
      if (seen && this.outside(rect, inner)) {
        // an empty holder may stand outside while the bar that is fixed in it does not, and the
        // track of a pager while the page in sight, which is wider than it, does not; cube-ui moves
        // the holder of a dialog out of the window and its content back into it
        const bar = (child) => getComputedStyle(child).position === "fixed";
        const open = style.overflowX === "visible";
        const juts = open && el.scrollWidth > el.clientWidth + SLACK;
        const holds = juts || (position === "fixed" && childrenOf(el).some(bar))
          || (open && childrenOf(el).some((child) => this.inSight(child, inner)));
        return holds ? this.children(el, inner) : [];
      }
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
      if (scrolls(el, overflow) && (el.scrollHeight > el.clientHeight + 1 || el.scrollWidth > el.clientWidth + 1)) {
        inner.clip = this.besideIsHidden(el, rect) ? new DOMRect(rect.left, -FAR, rect.width, 2 * FAR) : null;
        inner.clipAbs = inner.clip;
        inner.scroller = true;
        if (el === this.pane) inner.pane = true;
      } else if (display !== "inline") {
        const paged = rect.width >= WIDE * this.width && pagesOfTiles(el, rect);
        // what lies to the left has been swiped away, and only a swipe brings it back
        inner.clip = paged ? new DOMRect(rect.left, rect.top, FAR, rect.height) : rect;
        if (position !== "static") inner.clipAbs = inner.clip;
        inner.scroller ||= paged;
      }
    }

    // The months of a calendar that is swiped sideways, though a browser could scroll to them:
    // the same days stand on each, and a calendar turns its pages itself.
    besideIsHidden(el, rect) {
      return el.scrollWidth >= 2 * el.clientWidth - SLACK && pagesOf(el, rect).some(isMonth);
    }

    inSight(el, context) {
      const rect = el.getBoundingClientRect();
      return rect.width > 0 && rect.height > 0 && !this.outside(rect, context);
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
      const kids = kidsOf(el);
      const own = this.ownWords(el, tag, kids, style);
      const node = this.blank(el, rect, held);
      node.text = own.words && numberOf(el, tag, style) + own.words;
      if (own.words) node.font = parseFloat(style.fontSize) || 0;
      classify(el, tag, node);
      if (node.role === "dialog" && outer.dialog) node.role = "";
      if (!node.role && !outer.dialog && position !== "static" && popup(el, style, rect, position)) node.role = "dialog";
      if (overflow !== "visible" && scrolls(el, overflow) && el !== document.documentElement && el !== document.body)
        node.scrollable = el.scrollHeight > el.clientHeight + 4 || el.scrollWidth > el.clientWidth + 4;
      node.image = picture(el, tag, style, node) || (own.glyph ? hash(own.glyph) : "");
      const listens = reacts(el);
      const reached = node.clickable || taps(el, tag, listens || (pointer && !outer.pointer), outer);
      node.clickable = reached && style.pointerEvents !== "none"; // such a touch goes to what lies beneath
      widget(el, node);
      const delegate = listens && node.role !== "button" && node.role !== "link" ? 3 : Math.max(0, outer.delegate - 1);
      const dialog = held.dialog || node.role === "dialog";
      const inner = pointer === held.pointer && delegate === held.delegate && dialog === held.dialog
        ? held : { ...held, pointer, delegate, dialog };
      const leaf = node.role === "choice" || node.role === "canvas" || node.role === "frame" || tag === "svg" || own.whole;
      const rest = own.told?.size ? kids.filter((kid) => !own.told.has(kid)) : kids;
      node.kids = leaf || !rest.length ? [] : this.children(el, inner, rest, rect);
      if (own.below?.length && !node.role && !node.clickable) this.readInOrder(node, own, inner);
      if (!node.text && !node.kids.length && node.role !== "field") {
        if (node.image) node.role ||= "image";
        node.text = accessible(el);
      }
      if (node.role === "button" && !node.text && !node.kids.length) node.text = squeeze(el.value ?? "");
      return this.finish(el, node);
    }

    // Words that follow a block (a heading) inside the same element are read after it: each line of
    // them gets a node of its own, where it stands.
    readInOrder(node, { above, below }, context) {
      for (const { words, parts } of below) {
        const range = document.createRange();
        range.setStartBefore(parts[0]);
        range.setEndAfter(parts.at(-1));
        const line = this.blank(parts[0], range.getBoundingClientRect(), context);
        Object.assign(line, { role: "text", text: linesOf(words), font: node.font });
        line.covered = this.covered(node.el, line);
        const follows = (kid) => parts[0].compareDocumentPosition(kid.el) & FOLLOWS;
        const place = node.kids.findIndex(follows);
        node.kids.splice(place < 0 ? node.kids.length : place, 0, line);
      }
      node.text = above;
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
      if (node.role === "button" && node.rect.height < THINNEST) return []; // the handle of a sheet
      if (TICKS.has(node.role)) this.holdOneTick(node);
      else if (this.isShell(node)) return node.kids;
      const bare = node.role === "group" && !node.text && !node.clickable && !node.scrollable && !node.image;
      if (bare && node.kids.length <= 1) return node.kids;
      if (node.role !== "group" || node.clickable) node.covered = this.covered(el, node);
      return [node];
    }

    // The native box in the shadow of a component that already tells its state is the same box:
    // touched both, it would be as before.
    holdOneTick(node) {
      const native = (kid) => kid.el.localName === "input" && TICKS.has(kid.role) && madeOf(node.el, kid.el);
      const strip = (kids) =>
        kids.flatMap((kid) => {
          if (!native(kid)) return ((kid.kids = strip(kid.kids)), [kid]);
          node.checked ??= kid.checked;
          return [];
        });
      node.kids = strip(node.kids);
    }

    // A component around its own native control (ion-button, ion-item): a touch on it meets that.
    isShell(node) {
      if (node.text || node.image || node.scrollable || node.kids.length !== 1) return false;
      const [kid] = node.kids;
      const same = node.box.every((edge, at) => Math.abs(edge - kid.box[at]) <= 1);
      if (!same || !node.clickable || !kid.clickable) return false;
      // a row that can be swiped aside listens around the one that is touched
      return (node.role === "group" && kid.role === "group") || (SHELLS.has(node.role) && NATIVE.has(kid.el.localName));
    }

    // The words directly inside, line by line; inline pieces of one sentence count as its own.
    ownWords(el, tag, kids, style) {
      if (tag === "select" || tag === "textarea" || tag === "svg" || tag === "canvas") return { words: "", whole: false };
      const icon = iconName(el);
      if (asksHelp(el, icon)) return { words: "?", whole: false };
      if (icon) return { words: "", whole: false, glyph: icon };
      let direct = "", pieces = false;
      for (const child of kids) {
        if (child.nodeType === 3) direct += flowing(child.data, style);
        else if (child.nodeType === 1 && child.localName !== "br") pieces = true;
        else if (child.nodeType === 1) direct += "\n";
      }
      const words = linesOf(direct);
      if (!words) return { words, whole: false, glyph: direct.trim() };
      if (!pieces) return { words, whole: false };
      const sentence = this.sentence(el, style);
      return sentence === null ? this.besideBlocks(kids, style) : { words: linesOf(sentence), whole: true };
    }

    // A heading, and below it a sentence in which numbers are set apart (前面还有 <b>3</b> 人):
    // the blocks are nodes of their own, the pieces of a sentence that has words are not.
    besideBlocks(kids, style) {
      const told = new Set(), lines = [];
      let line = "", parts = [], worded = false, headed = false;
      const end = () => {
        if (worded) {
          lines.push({ words: line, parts, headed });
          for (const part of parts) told.add(part);
        }
        line = "", parts = [], worded = false;
      };
      for (const child of kids) {
        if (child.nodeType === 3) {
          const said = flowing(child.data, style);
          line += said;
          worded ||= said.trim() !== "";
          if (said.trim()) parts.push(child);
        } else if (child.nodeType === 1) {
          const said = child.localName === "br" ? null : this.piece(child, style);
          if (said === null) {
            end();
            headed ||= squeeze(child.textContent) !== "";
          } else {
            line += said;
            parts.push(child);
          }
        }
      }
      end();
      const said = (some) => linesOf(some.map(({ words }) => words).join("\n"));
      const above = lines.filter((one) => !one.headed);
      return { words: said(lines), whole: false, told, above: said(above), below: lines.slice(above.length) };
    }

    sentence(el, style) {
      let words = "";
      for (const child of kidsOf(el)) {
        if (child.nodeType === 3) words += flowing(child.data, style);
        if (child.nodeType !== 1) continue;
        const said = child.localName === "br" ? "\n" : this.piece(child, style);
        if (said === null) return null;
        words += said;
      }
      return words;
    }

    // The words of an inline piece of a sentence; null if it is more than that.
    piece(el, block) {
      if (!INLINE.has(el.localName) || el.hasAttribute("role") || reactsItself(el)) return null;
      const style = getComputedStyle(el);
      if (style.display === "none" || style.visibility !== "visible" || style.opacity === "0") return "";
      if (iconName(el)) return "";
      if (style.display !== "inline" || style.cursor === "pointer" || style.backgroundImage !== "none") return null;
      return this.sentence(el, block);
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

    // A native input that styling hides: its label (or styled parent) stands for it.  One that a
    // script hung into the body belongs to the control that opened it, and outlives its page.
    behindLabel(el, context) {
      const parent = el.parentElement === document.body ? null : el.parentElement;
      const stand = [...(el.labels ?? [])].find((l) => l.getBoundingClientRect().width > 1) ??
        (getComputedStyle(el).display === "none" ? null : parent);
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
        node.hint = labelWords(el);
      } else field(el, node, KINDS[type] ?? "text");
      node.clickable = true;
      node.enabled = !el.disabled;
      node.covered = this.covered(stand ?? el, node);
      return node;
    }

    children(el, context, kids = kidsOf(el), rect = null) {
      const found = [];
      if (el.localName === "details" && !el.open) {
        for (const child of childrenOf(el)) if (child.localName === "summary") found.push(...this.visit(child, context));
        return found;
      }
      const buried = this.buried(el, kids, rect);
      for (const child of kids) {
        if (child.nodeType !== 1 || buried.has(child)) continue;
        if (placeholder(child) && besideInput(child)) continue;
        found.push(...this.visit(child, context));
      }
      return found;
    }

    // Pages that an app keeps under the one in front, which covers the window and lets nothing
    // shine through: nobody sees them.
    buried(el, kids, rect) {
      if (kids.length < 2) return NONE;
      const box = rect ?? el.getBoundingClientRect();
      if (box.width < WHOLE * this.width || box.height < WHOLE * this.height || !el.clientWidth) return NONE;
      const pages = kids.filter((kid) => kid.nodeType === 1 && this.isPage(kid));
      if (pages.length < 2) return NONE;
      const height = (page) => Number.parseInt(getComputedStyle(page).zIndex, 10) || 0;
      const stack = pages.map((page, at) => ({ page, at, z: height(page) })).sort((a, b) => a.z - b.z || a.at - b.at);
      const front = stack.findLastIndex(({ page }) => this.coversWindow(page));
      return new Set(stack.slice(0, Math.max(front, 0)).map(({ page }) => page));
    }

    isPage(el) {
      const position = getComputedStyle(el).position;
      if (position !== "absolute" && position !== "fixed") return false;
      const rect = el.getBoundingClientRect();
      return rect.width >= WHOLE * this.width && rect.height >= WHOLE * this.height;
    }

    coversWindow(el) {
      if (!el.checkVisibility(SHOWN) || getComputedStyle(el).pointerEvents === "none") return false;
      return this.isSolid(el) || childrenOf(el).some((inner) => inner.checkVisibility(SHOWN) && this.isSolid(inner));
    }

    isSolid(el) {
      const style = getComputedStyle(el), rect = el.getBoundingClientRect();
      const whole = rect.left <= 1 && rect.top <= 1 && rect.right >= this.width - 1 && rect.bottom >= this.height - 1;
      return whole && /^rgb\(/.test(style.backgroundColor) && style.opacity === "1";
    }

    // Does something else take a tap at the visible centre?  What has been scrolled out of a
    // pane (half a row over the bar below it) is as free as the pane itself.
    covered(el, node) {
      const left = Math.max(node.rect.left, 0), right = Math.min(node.rect.right, this.width);
      const top = Math.max(node.rect.top, 0), bottom = Math.min(node.rect.bottom, this.height);
      if (right - left < 1 || bottom - top < 1) return false;
      const x = (left + right) / 2, y = (top + bottom) / 2, hit = hitAt(x, y);
      if (hit === null || related(el, hit) || passing(hit, this.width * this.height)) return false;
      if (underBar(el, hit)) return false;
      const outer = clippedBy(el, x, y);
      return outer ? this.covered(outer, { rect: outer.getBoundingClientRect() }) : true;
    }
  }

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

  const WORDS = "text value hint kind clickable editable scrollable covered image link font".split(" ");
  const flatten = (nodes, up, flat) => {
    for (const node of nodes) {
      node.index = flat.length;
      node.up = up;
      flat.push(node);
      flatten(node.kids, node, flat);
    }
    return flat;
  };
  // [parent, x, y, width, height, uid, role, what differs from an ordinary node]
  const row = (node) => {
    const more = {};
    for (const name of WORDS) if (node[name]) more[name] = node[name];
    if (node.options.length) more.options = node.options;
    if (!node.enabled) more.enabled = false;
    if (node.checked !== null) more.checked = node.checked;
    const [x, y, w, h] = node.box;
    return [node.up ? node.up.index : -1, Math.round(x), Math.round(y), Math.round(w), Math.round(h), node.uid, node.role, more];
  };

  self.dump = (limit) => {
    const dump = new Dump(limit);
    forget();
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
})();
