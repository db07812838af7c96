// Short words that come up after an action and vanish again: told as soon as they are seen, since
// the document may be gone a moment later.  Needs watch.js, which reports every change.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.toasts) return;

  const noted = new Set(); // words told since the last action
  const TOAST = /(^|[-_])(toast|toasts|snackbar|notify|toptips|top-tips)([-_]|$)/i;
  const CONTROLS = "a[href],button,input,textarea,select,[role=button],[role=link],[onclick]";
  const named = (element) =>
    /toast/i.test(element.localName) ||
    [...(element.classList ?? [])].some((token) => TOAST.test(token));
  const shown = (element) => {
    if (!element.isConnected) return false;
    if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  // Some libraries make every icon of theirs listen, or the holders and the mask of all that comes up:
  // on a toast, the sign of success presses nothing, nor does what says all that the toast says.
  // What has no such name and listens itself is a control: an assistant that floats over all pages.
  const controls = (element) => {
    if (element.querySelector(CONTROLS)) return true;
    const toast = named(element), said = element.textContent.trim();
    if (!toast && self.listeners.get(element)?.has("click")) return true; // a floating button
    const presses = (inner) => {
      const words = inner.textContent.trim();
      return !toast || (inner.localName !== "svg" && words !== "" && words !== said);
    };
    for (const inner of element.querySelectorAll("*"))
      if (self.listeners.get(inner)?.has("click") && presses(inner)) return true;
    return false;
  };
  // The overlay that an element belongs to: the nearest fixed (or high absolute) box.
  const overlay = (element) => {
    for (let at = element, up = 0; at && up < 6 && at !== document.body; at = at.parentElement, up++) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") return at;
      if (style.position === "absolute" && (Number(style.zIndex) >= 100 || named(at))) return at;
    }
    return null;
  };
  const small = (element) => {
    const words = element.innerText.trim();
    if (!words || words.length > 80) return false;
    let box = element.getBoundingClientRect();
    const area = innerWidth * innerHeight;
    if (box.width * box.height > 0.5 * area) {
      // a full-screen, transparent holder: judge what it holds
      const style = getComputedStyle(element);
      if (style.pointerEvents !== "none" && !named(element)) return false;
      return true;
    }
    const bar = box.width > innerWidth * 0.95 && (box.top <= 1 || box.bottom >= innerHeight - 1);
    return !bar || named(element);
  };
  const candidates = new Map(); // overlay element -> words seen
  // Elements whose words were told, and whether an action has begun since: a message that
  // outlives its action belongs neither to the next one nor to the page that it lies over.
  const told = new Map();
  const lingers = (element) => {
    const was = told.get(element);
    return !!was?.old && was.words === element.innerText.trim().replace(/\s+/g, " ");
  };
  const tell = (words, element) => {
    if (element) told.set(element, { words, old: false });
    if (noted.has(words)) return;
    noted.add(words);
    self.note("toast", words);
  };
  // A holder without a box of its own may hold the overlay: <uni-toast> with a fixed child.
  const within = (element) => {
    const words = element.textContent.trim();
    if (!words || words.length > 80) return null;
    for (const inner of [...element.querySelectorAll("*")].slice(0, 12))
      if (getComputedStyle(inner).position === "fixed" && inner.innerText.trim()) return inner;
    return null;
  };
  const inspect = (element) => {
    const box = overlay(element) ?? within(element);
    if (box && told.has(box) && !shown(box)) told.delete(box);
    if (!box || !shown(box) || !small(box) || controls(box) || lingers(box)) return;
    const words = box.innerText.trim().replace(/\s+/g, " ");
    if (named(box) || box.querySelector("[class*=toast],[class*=Toast]")) return tell(words, box);
    // without a telling name: only what comes up after an action, not while a page builds
    if (self.action && performance.now() - self.action < 8000) candidates.set(box, words);
  };
  const vanished = () => {
    for (const [element, words] of candidates)
      if (!shown(element)) {
        candidates.delete(element);
        tell(words);
      }
  };
  // Overlays that are still up although all is quiet, and that hold no controls.
  const remaining = () => {
    vanished();
    for (const [element, words] of candidates) if (small(element)) tell(words, element);
  };
  const forget = () => {
    noted.clear();
    candidates.clear();
    for (const [element, was] of told) {
      if (shown(element)) was.old = true;
      else told.delete(element);
    }
  };
  self.toasts = { inspect, vanished, remaining, forget, shown, lingers };
})();
