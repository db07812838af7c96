// Requests that would change something on the server are held back while an action only looks:
// words on a control can be anything, what it sends is plainer.  The app hears of a failure of the
// network.  Needs web_watch.js; `changing` of effects.yaml says which requests those are.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.hold) return;

  const { acts, reads, harmless, held } = self.changing;
  const act = new Set(acts), reading = new Set(reads), let_be = new Set(harmless);
  const TOUCHED = 3000; // ms after a touch in which a request is of its making
  const SAFE = /^(GET|HEAD|OPTIONS)$/i;
  const NUMBER = /\d|^[0-9a-f-]{16,}$/i;
  const read = new Set(); // addresses that this app read with GET: POST to them adds to what is there
  let since = -Infinity; // when the touch began that only looks

  const wordsOf = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/).filter(Boolean);
  const parse = (url) => {
    try {
      return new URL(url, document.baseURI);
    } catch {
      return null; // the browser refuses it, too
    }
  };
  const ASKED = /^(action|method|cmd|do|act|op|service)$/i; // parameters that name the deed
  const changes = (method, address) => {
    const url = parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    const steps = url.pathname.split("/").filter((step) => step && !NUMBER.test(step));
    const place = url.pathname.replace(/\/$/, "");
    if (SAFE.test(method)) return read.add(place), false;
    if (steps.some((step) => wordsOf(step).some((word) => let_be.has(word)))) return false;
    const named = [...url.searchParams].filter(([name]) => ASKED.test(name)).map(([, value]) => value);
    const last = [steps.at(-1) ?? "", ...named].flatMap(wordsOf);
    if (last.some((word) => reading.has(word))) return false;
    return /^(PUT|PATCH|DELETE)$/i.test(method) || last.some((word) => act.has(word)) || read.has(place);
  };
  const holds = (method, address) => {
    const changing = changes(method, address);
    if (!changing || performance.now() - since > TOUCHED) return false;
    self.note("held", `${String(method).toUpperCase()} ${parse(address).pathname}`);
    return true;
  };

  const nativeFetch = window.fetch;
  if (nativeFetch)
    window.fetch = function (input, init) {
      const method = init?.method ?? input?.method ?? "GET";
      return holds(method, input?.url ?? input) ? nativeFetch.call(this, held) : nativeFetch.apply(this, arguments);
    };
  const { open, send } = XMLHttpRequest.prototype;
  const calls = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, url) {
    calls.set(this, [method, url]);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    const call = calls.get(this);
    if (!call || !holds(...call)) return send.apply(this, arguments);
    open.call(this, "GET", held);
    return send.call(this);
  };
  const nativeSubmit = HTMLFormElement.prototype.submit;
  const holdsForm = (form) => form.method === "post" && holds("POST", form.action);
  HTMLFormElement.prototype.submit = function () {
    if (!holdsForm(this)) nativeSubmit.call(this);
  };
  self.listen.call(window, "submit", (event) => {
    if (!event.defaultPrevented && event.target instanceof HTMLFormElement && holdsForm(event.target)) event.preventDefault();
  });

  // An action begins: one that only looks, or one that may change something.
  self.hold = (looking) => (since = looking ? performance.now() : -Infinity);
})();
