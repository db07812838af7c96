// Requests that would change something on the server are held back while an action only looks:
// words on a control can be anything, what it sends is plainer.  The app hears of a failure of the
// network.  Needs web_watch.js; `changing` of effects.yaml says which requests those are, and how
// an app reads tells the rest: one that only ever got what it shows posts to change something.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.hold) return;

  const { acts, reads, harmless } = self.changing;
  const act = new Set(acts), reading = new Set(reads), let_be = new Set(harmless);
  const TOUCHED = 3000; // ms after a touch in which a request is of its making
  const SAFE = /^(GET|HEAD|OPTIONS)$/i;
  const NUMBER = /\d|^[0-9a-f-]{16,}$/i;
  const read = new Set(); // addresses that this app read with GET: POST to them adds to what is there
  let since = -Infinity; // when the last touch began
  let only = false; // it only looks
  let gets = false; // this app reads with GET alone: whatever it posts changes something
  let at = ""; // where it was touched: what the next page asks for as it opens is no touch's doing

  const wordsOf = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/).filter(Boolean);
  const parse = (url) => {
    try {
      return new URL(url, document.baseURI);
    } catch {
      return null; // the browser refuses it, too
    }
  };
  const ASKED = /^(action|method|cmd|do|act|op|service)$/i; // parameters that name the deed
  // What a request does, as far as its address tells: "" for what harms nobody.
  const natureOf = (method, url) => {
    const place = url.pathname.replace(/\/$/, "");
    if (SAFE.test(method)) return read.add(place), "";
    const steps = url.pathname.split("/").filter((step) => step && !NUMBER.test(step));
    if (steps.some((step) => wordsOf(step).some((word) => let_be.has(word)))) return "";
    const named = [...url.searchParams].filter(([name]) => ASKED.test(name)).map(([, value]) => value);
    const last = [steps.at(-1) ?? "", ...named].flatMap(wordsOf);
    if (last.some((word) => reading.has(word))) return "reads";
    if (!/^POST$/i.test(method) || read.has(place) || last.some((word) => act.has(word))) return "changes";
    return "unknown";
  };
  const touched = () => performance.now() - since <= TOUCHED && location.href === at;
  // Whether a request is held back; asked by web_watch.js before it lets one go.
  self.holds = (method, address) => {
    const url = parse(address);
    const nature = url && /^https?:$/.test(url.protocol) ? natureOf(method, url) : "";
    // what a page posts as it opens, or later by itself, is how this app reads
    if (nature === "reads" || (nature === "unknown" && !touched())) self.note("posted", url.pathname);
    const changing = nature === "changes" || (nature === "unknown" && gets);
    if (!changing || !only || !touched()) return false;
    self.note("held", `${String(method).toUpperCase()} ${url.pathname}`);
    return true;
  };

  // An action begins: one that only looks, or one that may change something.
  self.hold = (looking, by_get) => {
    [since, at, only, gets] = [performance.now(), location.href, looking, by_get];
  };
})();
