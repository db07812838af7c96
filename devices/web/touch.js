// Where a finger must touch an element, and a gate that lets only that touch through; also the
// pane that an app scrolls inside.  Needs watch.js and element.js.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.aim) return;

  const {
    uidOf, elementOf, squeeze, parentOf, madeOf, accessible, handles, hitAt, within, related,
    passing, clippedBy, pane,
  } = self.read;

  self.element = elementOf;
  self.uid = uidOf;

  // An app hears of a scroll with the next frame, and of what came into sight at the end of it.
  self.shown = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

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
    return self.shown().then(() => el?.scrollTop ?? 0);
  };

  // For reading what lies under them: bars that stay over the page are taken off for a picture.
  let hidden = [];
  self.hideBars = () => {
    for (const el of document.querySelectorAll("body *")) {
      const position = getComputedStyle(el).position;
      if (position !== "fixed" && position !== "sticky") continue;
      if (!passing(el, innerWidth * innerHeight)) continue;
      hidden.push([el, el.style.visibility]);
      el.style.setProperty("visibility", "hidden", "important");
    }
  };
  self.showBars = () => {
    for (const [el, was] of hidden) el.style.visibility = was;
    hidden = [];
  };

  // ---- where to touch ---------------------------------------------------------------------
  const interactive = (el) =>
    handles(el) || /^(a|button|input|select|textarea|label|summary)$/.test(el.localName);
  // What fills a control and says all that it says is what a finger meets of it, though it listens
  // too: the inner box of a select or of a switch, or a sign without words (a star of a rating).
  // Of a small control without any words its only sign is met, whatever margin is around it.
  const FILLED = 0.9, SIGN = 0.5, SMALL = 48;
  const fills = (el, inner) => {
    const said = inner.localName === "svg" && !inner.querySelector("text") ? "" : squeeze(inner.textContent);
    if (squeeze(el.textContent) !== said) return false;
    const a = el.getBoundingClientRect(), b = inner.getBoundingClientRect();
    const share = !said && a.width <= SMALL && a.height <= SMALL ? SIGN : FILLED;
    return b.width >= share * a.width && b.height >= share * a.height;
  };
  // Does a touch on `hit` belong to `el`, and to no control of its own inside it?
  const belongs = (el, hit) => {
    if (!hit || !related(el, hit)) return false;
    for (let at = hit; at && at !== el; at = parentOf(at)) {
      if (within(at, el)) break;
      if (interactive(at) && !madeOf(el, at) && !fills(el, at) && !(at.localName === "label" && el.labels && [...el.labels].includes(at))) return false;
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
      [x(0.25), y(0.3)], [x(0.75), y(0.7)], [left + edge, top + 4], [right - edge, bottom - 4],
      [x(0.5), bottom - 4], [x(0.5), top + 4]];
  };
  // A browser moves a touch to a control that lies within a finger's breadth: an icon that
  // listens for itself inside the row that was meant is kept away from, where there is room.
  const BREADTH = 16;
  const controlsIn = (el) =>
    [...el.querySelectorAll("*")].slice(0, 200).filter((inner) => interactive(inner) && !fills(el, inner)).map((inner) => inner.getBoundingClientRect());
  const apart = (rect, [x, y]) =>
    Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
  const landing = (el, rect, inner) => {
    const good = points(rect).filter(([x, y]) => belongs(el, hitAt(x, y)));
    return good.find((point) => inner.every((other) => apart(other, point) >= BREADTH)) ?? good[0];
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
  const spotOf = (el) => {
    if (!el?.isConnected) return { gone: true };
    const target = standIn(el);
    const rect = target.getBoundingClientRect();
    const roomy = rect.top >= 0 && rect.bottom <= innerHeight && rect.left >= 0 && rect.right <= innerWidth;
    // half out of its pane, a touch would be moved to the bar beside it
    const middle = (rect.left + rect.right) / 2;
    const cut = clippedBy(target, middle, rect.top + 1) || clippedBy(target, middle, rect.bottom - 1);
    const lands = () => landing(el, target.getBoundingClientRect(), controlsIn(el));
    if (!roomy || cut || !lands()) target.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    // inline elements may break over lines: touch the first piece
    const piece = [...target.getClientRects()].find((r) => r.width > 1 && r.height > 1) ?? target.getBoundingClientRect();
    const spot = landing(el, piece, controlsIn(el)) ?? lands();
    const [x, y] = spot ?? points(piece)[0];
    const hit = spot ? null : hitAt(x, y);
    return { x, y, hit: !!spot, by: hit ? squeeze(hit.innerText ?? "").slice(0, 40) || hit.localName : "" };
  };
  // Aim before the words are judged ...
  self.aim = (uid) => {
    const el = elementOf(uid);
    if (el) seen.set(el, signature(el));
    return spotOf(el);
  };
  // ... then let only a touch through that meets those words; `release` tells what came of it.
  self.point = (uid, looking, habits) => {
    self.begin();
    self.hold(looking, habits);
    const el = elementOf(uid);
    const spot = spotOf(el);
    if (spot.hit) armed = { el, words: seen.get(el) ?? signature(el), verdict: null };
    return spot;
  };
  self.release = () => {
    const verdict = armed?.verdict ?? "";
    armed = null;
    return verdict;
  };
})();
