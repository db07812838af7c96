// Installed in every document before the app's own scripts: notes which elements listen to
// taps, what is still going on (requests, timers, animations, changes of the tree), and the
// short words (toasts) that come and go.  Read by web.js and by devices/web.py.
(() => {
  const KEY = Symbol.for("auditor");
  if (window[KEY]) return;
  const now = () => performance.now();
  const nativeTimeout = window.setTimeout.bind(window);
  const self = {
    listeners: new WeakMap(), // element -> Set of event types
    rootListens: false, // document, body or window has a click listener (delegation)
    changed: now(), // last change of the tree that counts
    action: 0, // when the last action began
    tapOpen: 0, // a touch ended and its click has not come yet
    pending: new Map(), // request -> {key, since}
    asked: new Map(), // request key -> how often since the last action
    background: new Map(), // the same, long after any action
    timers: new Map(), // timer id -> {due, delay}
    restless: new WeakMap(), // element -> changes since the last action
    noted: new Set(),
    dialogs: 0, // native dialogs since the last action
  };
  Object.defineProperty(window, KEY, { value: self });
  const note = (kind, words) => {
    try {
      window.__auditorNote?.(kind, String(words).slice(0, 2000));
    } catch {
      // the document is going away; nobody is left to tell
    }
  };
  self.note = note;

  // -- who listens ---------------------------------------------------------------------
  const TAPS = new Set(["click", "tap", "touchend", "pointerup", "mouseup", "touchmove", "longpress"]);
  const add = EventTarget.prototype.addEventListener;
  self.listen = add;
  EventTarget.prototype.addEventListener = function (type, handler, options) {
    if (TAPS.has(type) && handler) {
      const target = this ?? window;
      if (target instanceof Element && target !== document.body && target !== document.documentElement) {
        let types = self.listeners.get(target);
        if (!types) self.listeners.set(target, (types = new Set()));
        types.add(type);
      } else if (type === "click" || type === "tap") self.rootListens = true;
    }
    return add.call(this, type, handler, options);
  };

  // -- requests ------------------------------------------------------------------------
  const POLLING = 3; // a request asked so often after one action is polling
  const BACKGROUND = 2; // or so often when the last action is long past
  const begin = (method, url) => {
    const key = method + " " + String(url).split(/[?#]/)[0];
    const asked = now() - self.action > 1200 ? self.background : self.asked;
    asked.set(key, (asked.get(key) ?? 0) + 1);
    const token = {};
    self.pending.set(token, { key, since: now() });
    return token;
  };
  const end = (token) => {
    if (self.pending.delete(token)) self.changed = now();
  };
  const nativeFetch = window.fetch;
  if (nativeFetch)
    window.fetch = function (input, init) {
      const token = begin(init?.method ?? input?.method ?? "GET", input?.url ?? input);
      const answer = nativeFetch.apply(this, arguments);
      answer.then(
        (response) => {
          // the body is still to come: an event stream never ends, so headers are enough there
          const stream = /event-stream/.test(response.headers.get("content-type") ?? "");
          if (stream || !response.body) return end(token);
          nativeTimeout(() => end(token), 20);
        },
        () => end(token),
      );
      return answer;
    };
  const { open, send } = XMLHttpRequest.prototype;
  const calls = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, url) {
    calls.set(this, [method, url]);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    const token = begin(...(calls.get(this) ?? ["GET", ""]));
    add.call(this, "loadend", () => end(token));
    try {
      return send.apply(this, arguments);
    } catch (error) {
      end(token);
      throw error;
    }
  };
  const waiting = () => {
    for (const { key, since } of self.pending.values()) {
      if ((self.asked.get(key) ?? 0) >= POLLING) continue;
      if ((self.background.get(key) ?? 0) >= BACKGROUND) continue;
      if (since < self.action && now() - since > 2500) continue; // an old long poll
      return true;
    }
    return false;
  };

  // -- timers that the last action started ---------------------------------------------
  let depth = 0; // inside a timer's own callback: repeated timers are not waited for
  window.setTimeout = function (callback, delay, ...rest) {
    const wait = Number(delay) || 0;
    const level = depth + 1;
    if (typeof callback !== "function") return nativeTimeout(callback, delay, ...rest);
    const id = nativeTimeout(
      (...args) => {
        self.timers.delete(id);
        const outer = depth;
        depth = level;
        try {
          return callback(...args);
        } finally {
          depth = outer;
        }
      },
      delay,
      ...rest,
    );
    if (level <= 2) self.timers.set(id, { due: now() + wait, delay: wait });
    return id;
  };
  const nativeClear = window.clearTimeout.bind(window);
  window.clearTimeout = (id) => {
    self.timers.delete(id);
    nativeClear(id);
  };
  const timerDue = (longest) => {
    const time = now();
    for (const { due, delay } of self.timers.values())
      if (delay <= longest && due + 50 > time) return true;
    return false;
  };

  // -- touches: a click may come up to 350 ms after the finger left --------------------
  add.call(window, "touchend", (event) => {
    if (!event.isTrusted) return;
    self.tapOpen = now();
    nativeTimeout(() => {
      if (event.defaultPrevented) self.tapOpen = 0;
    }, 0);
  }, { capture: true, passive: true });
  add.call(window, "click", () => ((self.tapOpen = 0), (self.changed = now())), { capture: true });

  // -- native dialogs: after a storm of them no more are shown, as a browser offers ------
  const MOST_DIALOGS = 30;
  for (const [name, silent] of [["alert", undefined], ["confirm", false], ["prompt", null]]) {
    const native = window[name].bind(window);
    window[name] = (...words) => (self.dialogs++ < MOST_DIALOGS ? native(...words) : silent);
  }

  // -- changes of the tree, toasts -----------------------------------------------------
  const RESTLESS = 25;
  const TOAST = /(^|[-_])(toast|toasts|snackbar|notify|message|messagebar|tips|toptips)([-_]|$)/i;
  const CONTROLS = "a[href],button,input,textarea,select,[role=button],[role=link],[onclick]";
  const named = (element) =>
    /toast/i.test(element.localName) ||
    [...(element.classList ?? [])].some((token) => TOAST.test(token)) ||
    element.getAttribute?.("role") === "alert";
  const shown = (element) => {
    if (!element.isConnected) return false;
    if (!element.checkVisibility({ opacityProperty: false, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };
  const controls = (element) => {
    if (element.querySelector(CONTROLS)) return true;
    for (const inner of element.querySelectorAll("*"))
      if (self.listeners.get(inner)?.has("click")) return true;
    return false;
  };
  // The overlay that an element belongs to: the nearest fixed (or high absolute) box.
  const overlay = (element) => {
    for (let at = element, up = 0; at && up < 6 && at !== document.body; at = at.parentElement, up++) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") return at;
      if (style.position === "absolute" && Number(style.zIndex) >= 100) return at;
      if (named(at)) return at;
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
  const tell = (words) => {
    if (self.noted.has(words)) return;
    self.noted.add(words);
    note("toast", words);
  };
  const inspect = (element) => {
    const box = overlay(element);
    if (!box || !shown(box) || !small(box) || controls(box)) return;
    const words = box.innerText.trim().replace(/\s+/g, " ");
    if (named(box) || box.querySelector("[class*=toast],[class*=Toast]")) return tell(words);
    // without a telling name: only what comes up after an action, not while a page builds
    if (self.action && now() - self.action < 8000) candidates.set(box, words);
  };
  const vanished = () => {
    for (const [element, words] of candidates)
      if (!shown(element)) {
        candidates.delete(element);
        tell(words);
      }
  };
  let queue = new Set();
  let scheduled = false;
  const look = () => {
    scheduled = false;
    const batch = [...queue].slice(0, 400);
    queue = new Set();
    for (const element of batch) if (element.isConnected) inspect(element);
    vanished();
  };
  const onChange = (records) => {
    for (const record of records) {
      const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      if (!at) continue;
      const count = (self.restless.get(at) ?? 0) + 1;
      self.restless.set(at, count);
      if (count <= RESTLESS) self.changed = now();
      if (record.type === "childList") {
        for (const added of record.addedNodes) queue.add(added.nodeType === 1 ? added : at);
      } else queue.add(at);
      if (record.removedNodes?.length) vanished();
    }
    if (!scheduled && queue.size) {
      scheduled = true;
      nativeTimeout(look, 10);
    }
  };
  const observe = (root) =>
    new MutationObserver(onChange).observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["class", "style", "hidden", "src", "aria-hidden", "open"],
    });
  observe(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    // closed roots are opened, so that what a person sees can be read
    const root = attach.call(this, { ...options, mode: "open" });
    observe(root);
    return root;
  };

  // -- settled -------------------------------------------------------------------------
  const SPINNER = /(^|[-_])(loading|spinner|spin|loader)([-_]|$)/i;
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && shown(element);
  };
  const moving = () => {
    let spinner = false;
    for (const animation of document.getAnimations()) {
      if (animation.playState !== "running") continue;
      const end = animation.effect?.getComputedTiming().endTime;
      const target = animation.effect?.target;
      if (end === Infinity) {
        for (let at = target, up = 0; at && up < 4 && !spinner; at = at.parentElement, up++)
          if ([...at.classList].some((t) => SPINNER.test(t)) && visible(target)) spinner = true;
      } else if (end < 4000) return "animation";
    }
    return spinner ? "spinner" : "";
  };
  const loadingImages = () => {
    if (now() - Math.max(self.action, 0) > 2000) return false;
    for (const image of document.images)
      if (!image.complete && image.loading !== "lazy") return true;
    return false;
  };
  const busy = (quiet, timer) => {
    if (document.readyState === "loading") return "document";
    if (document.readyState !== "complete" && now() < 3000) return "document";
    if (self.tapOpen && now() - self.tapOpen < 380) return "tap";
    if (waiting()) return "request";
    if (timerDue(timer)) return "timer";
    if (now() - self.changed < quiet) return "change";
    return moving() || (loadingImages() ? "image" : "");
  };
  self.begin = () => {
    self.action = now();
    self.changed = now();
    self.tapOpen = 0;
    self.dialogs = 0;
    self.asked.clear();
    self.restless = new WeakMap();
    self.timers.clear();
    self.noted.clear();
    candidates.clear();
  };
  // Resolves with "" once nothing moves, or after `budget` ms with what still does.
  self.settled = ({ quiet, budget, timer }) =>
    new Promise((resolve) => {
      const start = now();
      const check = () => {
        const reason = busy(quiet, timer);
        if (!reason || now() - start > budget) {
          // overlays that are still up although all is quiet and that hold no controls
          vanished();
          for (const [element, words] of candidates) if (small(element)) tell(words);
          resolve(reason);
        } else nativeTimeout(check, 12);
      };
      check();
    });
})();
