// Installed in every document before the app's own scripts: notes which elements listen to
// taps, what is still going on (requests, animations, changes of the tree), and the
// short words (toasts) that come and go.  Read by dump.js and by devices/web/device.py.
(() => {
  const KEY = Symbol.for("auditor");
  if (window[KEY]) return;
  const now = () => performance.now();
  const nativeTimeout = window.setTimeout.bind(window);
  const self = {
    listeners: new WeakMap(), // element -> Set of event types
    direct: new WeakSet(), // elements that hear of a click by another way than through Vue
    rootListens: false, // document, body or window has a click listener (delegation)
    changed: now(), // last change of the tree that counts
    action: 0, // when the last action began
    leaving: 0, // when this document was told that another takes its place
    tapOpen: 0, // a touch ended and its click has not come yet
    pending: new Map(), // request -> {key, since}
    asked: new Map(), // request key -> how often since the last action
    background: new Map(), // the same, long after any action
    restless: new WeakMap(), // element -> changes since the last action
    dialogs: 0, // native dialogs since the last action
  };
  Object.defineProperty(window, KEY, { value: self });
  const note = (kind, words = "") => {
    try {
      window.__auditorNote?.(kind, String(words).slice(0, 2000));
    } catch {
      // the document is going away; nobody is left to tell
    }
  };
  self.note = note;

  // -- who listens ---------------------------------------------------------------------
  const TAPS = new Set(["click", "tap", "touchend", "pointerup", "mouseup", "touchmove", "touchstart", "longpress"]);
  const add = EventTarget.prototype.addEventListener;
  self.listen = add;
  EventTarget.prototype.addEventListener = function (type, handler, options) {
    if (TAPS.has(type) && handler) {
      const target = this ?? window;
      if (target instanceof Element && target !== document.body && target !== document.documentElement) {
        let types = self.listeners.get(target);
        if (!types) self.listeners.set(target, (types = new Set()));
        types.add(type);
        if (type === "click" && !("attached" in handler && "value" in handler)) self.direct.add(target);
      } else if (type === "click" || type === "tap") self.rootListens = true;
    }
    return add.call(this, type, handler, options);
  };

  // -- requests ------------------------------------------------------------------------
  const POLLING = 3; // a request asked so often after one action is polling
  const BACKGROUND = 2; // or so often when the last action is long past
  const begin = (method, url, body) => {
    const deed = self.deed?.(url, body) ?? ""; // one address may be asked for everything (hold.js)
    const key = [method, String(url).split(/[?#]/)[0], deed].join(" ");
    const asked = now() - self.action > 1200 ? self.background : self.asked;
    asked.set(key, (asked.get(key) ?? 0) + 1);
    const token = {};
    self.pending.set(token, { key, since: now() });
    return token;
  };
  const end = (token) => {
    if (self.pending.delete(token)) self.changed = now();
  };
  const HEADERS = 20; // an app that wants the body asks for it by then
  const answered = new WeakMap(); // response -> what ends the wait for it
  const nowhere = () => ["GET", self.changing.held]; // what a request that is held back asks for
  const nativeFetch = window.fetch;
  if (nativeFetch)
    window.fetch = function (input, init) {
      const asked = [init?.method ?? input?.method ?? "GET", input?.url ?? input, init?.body];
      const held = self.holds?.(...asked); // hold.js
      const token = begin(...(held ? nowhere() : asked));
      const answer = held ? nativeFetch(self.changing.held) : nativeFetch.apply(this, arguments);
      answer.then(
        (response) => {
          // the body is still to come: an event stream never ends, so headers are enough there
          const stream = /event-stream/.test(response.headers.get("content-type") ?? "");
          if (stream || !response.body) return end(token);
          answered.set(response, token);
          nativeTimeout(() => end(token), HEADERS);
        },
        () => end(token),
      );
      return answer;
    };
  // What is read from an answer is drawn a moment after it was read.
  for (const way of ["json", "text", "blob", "arrayBuffer"]) {
    const read = Response.prototype[way];
    Response.prototype[way] = function () {
      const token = {};
      self.pending.set(token, { key: "body " + this.url, since: now() });
      const words = read.apply(this, arguments);
      const done = () => nativeTimeout(() => (end(token), end(answered.get(this))), 0);
      words.then(done, done);
      return words;
    };
  }
  const { open, send } = XMLHttpRequest.prototype;
  const calls = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, url) {
    calls.set(this, [method, url]);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    let asked = [...(calls.get(this) ?? ["GET", ""]), body];
    if (self.holds?.(...asked)) open.apply(this, (asked = nowhere()));
    const token = begin(...asked);
    add.call(this, "loadend", () => end(token));
    try {
      return send.apply(this, arguments);
    } catch (error) {
      end(token);
      throw error;
    }
  };
  // Code and styles that the app fetches as it goes (a route's chunk) come without fetch or XHR.
  const fetched = (el) =>
    el.localName === "script" ? el.src : el.localName === "link" && /stylesheet|preload/.test(el.rel) ? el.href : "";
  const awaitLoad = (el) => {
    const url = document.readyState === "loading" ? "" : fetched(el);
    if (!url) return;
    const token = begin("GET", url);
    for (const type of ["load", "error"]) add.call(el, type, () => end(token), { once: true });
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

  // A browser asks one server at most six things at once: requests that are never answered keep
  // the app, and every way out of it, waiting for good.  Nobody waits for those any more.
  const STALE = 1500, MOST_STALE = 3; // ms; of those that the driver has waited for already
  const giveUp = () => {
    const stale = [...self.pending.values()].filter(({ since }) => now() - since > STALE);
    if (stale.length >= MOST_STALE) window.stop();
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

  // -- leaving: the request for the next document is heard of a moment later --------------
  const LEAVING = 600; // on a busy machine the request is heard of late
  const leave = () => (self.leaving = now());
  add.call(window, "beforeunload", leave);
  // A form that is sent sets off only some tasks later.
  const nativeSubmit = HTMLFormElement.prototype.submit;
  const holdsForm = (form) => form.localName === "form" && form.method === "post" && self.holds?.("POST", form.action, new FormData(form));
  HTMLFormElement.prototype.submit = function () {
    if (holdsForm(this)) return undefined;
    setOff(this);
    return nativeSubmit.call(this);
  };

  // -- windows and files that are to come: of those, too, nothing is heard at first --------
  const HERE = /^(_self|_top|_parent|)$/i;
  const setOff = (from) => {
    if (from.localName === "form" && from.method === "dialog") return;
    if (from.hasAttribute("download")) note("saving");
    else if (!HERE.test(from.target)) note("opening");
    else if (from.localName === "form") leave();
  };
  for (const [type, sort] of [["click", "a[href]"], ["submit", "form"]])
    add.call(window, type, (event) => {
      const from = event.composedPath().find((el) => el instanceof Element && el.matches(sort));
      if (!from || event.defaultPrevented) return;
      if (holdsForm(from)) event.preventDefault();
      else setOff(from);
    });
  // A link that a script makes for a file never joins the page: its click passes no window.
  const nativeClick = HTMLElement.prototype.click;
  HTMLElement.prototype.click = function () {
    if (!this.isConnected && this.localName === "a") setOff(this);
    return nativeClick.call(this);
  };
  const nativeOpen = window.open.bind(window);
  window.open = (...words) => {
    const opened = nativeOpen(...words);
    const apart = /noopener|noreferrer/i.test(words[2] ?? ""); // opened all the same
    if ((opened || apart) && !HERE.test(words[1] ?? "_blank")) note("opening");
    return opened;
  };

  // -- native dialogs: after a storm of them no more are shown, as a browser offers ------
  const MOST_DIALOGS = 30;
  for (const [name, silent] of [["alert", undefined], ["confirm", false], ["prompt", null]]) {
    const native = window[name].bind(window);
    window[name] = (...words) => (self.dialogs++ < MOST_DIALOGS ? native(...words) : silent);
  }

  // -- changes of the tree, toasts -----------------------------------------------------
  const RESTLESS = 25;
  let queue = new Set();
  let scheduled = false;
  const look = () => {
    scheduled = false;
    const batch = [...queue].slice(0, 400);
    queue = new Set();
    for (const element of batch) if (element.isConnected) self.toasts?.inspect(element);
    self.toasts?.vanished();
  };
  const onChange = (records) => {
    for (const record of records) {
      const at = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      if (!at) continue;
      const count = (self.restless.get(at) ?? 0) + 1;
      self.restless.set(at, count);
      if (count <= RESTLESS) self.changed = now();
      self.motion?.change(record, at, count);
      if (record.type === "childList") {
        for (const added of record.addedNodes) {
          if (added.nodeType === 1) awaitLoad(added);
          queue.add(added.nodeType === 1 ? added : at);
        }
      } else queue.add(at);
      if (record.removedNodes?.length) self.toasts?.vanished();
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
  let roots = []; // of shadow trees
  self.shadows = () => {
    roots = roots.filter((root) => root.deref());
    return roots.map((root) => root.deref()).filter((root) => root?.host.isConnected);
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    // closed roots are opened, so that what a person sees can be read
    const root = attach.call(this, { ...options, mode: "open" });
    observe(root);
    roots.push(new WeakRef(root));
    return root;
  };

  // -- settled -------------------------------------------------------------------------
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
    if (self.leaving && now() - self.leaving < LEAVING) return "leaving";
    if (waiting()) return "request";
    if (self.timers?.drawing(self.changed)) return "frame";
    if (scheduled || now() - self.changed < quiet) return "change";
    const moving = self.motion?.reason(timer) ?? "";
    if (moving && moving !== "spinner") return moving;
    if (self.timers?.hurry(timer)) return "timer";
    return moving || (loadingImages() ? "image" : "");
  };
  self.begin = () => {
    giveUp();
    self.action = now();
    self.changed = now();
    self.tapOpen = self.leaving = 0;
    self.motion?.begin();
    self.dialogs = 0;
    self.asked.clear();
    self.restless = new WeakMap();
    self.timers?.forget();
    self.toasts?.forget();
  };
  const OFTEN = 4; // ms between two looks at first
  const RARER = 0.05; // of the time waited so far, up to SELDOM: looking costs, also on a slow app
  const SELDOM = 30;
  // Resolves with "" once nothing moves, or after `budget` ms with what still does.
  self.settled = ({ quiet, budget, timer, acted }) =>
    new Promise((resolve) => {
      const start = now();
      // a step back is told to the app only after it was done
      if (acted) self.changed = Math.max(self.changed, start);
      const check = () => {
        const reason = busy(quiet, timer);
        if (!reason || now() - start > budget) {
          // overlays that are still up although all is quiet and that hold no controls
          self.toasts?.remaining();
          resolve(reason);
        } else nativeTimeout(check, Math.min(OFTEN + (now() - start) * RARER, SELDOM));
      };
      check();
    });
})();
