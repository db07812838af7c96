// Requests that would change something on the server are held back while an action only looks:
// words on a control can be anything, what it sends is plainer.  The app hears of a failure of the
// network.  Needs watch.js; `changing` of effects.yaml says which requests those are, and how
// an app reads tells the rest (habits.py).
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.hold) return;

  const { acts, reads, harmless, doors } = self.changing;
  const act = new Set(acts), reading = new Set(reads), let_be = new Set(harmless), door = new Set(doors);
  const TOUCHED = 3000; // ms after a touch in which a request is of its making
  const SAFE = /^(GET|HEAD|OPTIONS)$/i;
  const NUMBER = /\d|^[0-9a-f-]{16,}$/i;
  const read = new Set(); // addresses that this app read with GET: POST to them adds to what is there
  let since = -Infinity; // when the last touch began
  let only = false; // it only looks
  let parts = []; // of the app, in which posts that name no reading change something
  let codes = {}; // by the path of a door where codes stand for deeds: those that its pages read with
  const opened = new Set(); // such posts that pages made as they opened
  let at = ""; // where it was touched: what the next page asks for as it opens is no touch's doing

  const wordsOf = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z]+/).filter(Boolean);
  const parse = (url) => {
    try {
      return new URL(url, document.baseURI);
    } catch {
      return null; // the browser refuses it, too
    }
  };
  // names under which an address or a body tells the deed (action=save, {"service":"order.create"})
  const ASKED =
    /^(act|action|do|op|oper|operation|cmd|command|method|service|api|interface|func|function|trans|biz)(name|code|id|key|no)?$/i;
  const DEED = /^[a-z][\w.:/-]{1,60}$/i;
  const LONGEST = 20000; // a longer body is a file
  const deedsOf = (url, pairs) =>
    [...url.searchParams, ...pairs]
      .filter(([name, value]) => ASKED.test(name.replace(/_/g, "")) && DEED.test(value))
      .map(([, value]) => value);
  // or a code that means nothing by itself ({"tradeCode":"MZ1021"})
  const NUMBERED = /^(trade|trans|tx|txn|busi|business|biz|msg|fun|func|function|interface|service|method|api|cmd|command|action|act|op)(code|type|name)?$/i;
  const CODE = /^[a-z]{0,4}[._-]?\d{2,8}$/i;
  const codeOf = (url, pairs) => {
    const named = ([name, value]) => NUMBERED.test(name.replace(/_/g, "")) && CODE.test(value);
    return String([...url.searchParams, ...pairs].find(named)?.[1] ?? "");
  };
  const wordsFor = (deeds, code) => [...new Set([...deeds, code])].join(" ").trim();
  const jsonOf = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null; // not JSON: of another form, or the server will say so
    }
  };
  // Pairs of names and words in a body: of a form, or of JSON and what lies right inside it.
  const pairsOf = (body) => {
    if (body instanceof URLSearchParams || body instanceof FormData) return [...body];
    if (typeof body !== "string" || body.length > LONGEST) return [];
    if (!/^\s*\{/.test(body)) return [...new URLSearchParams(body)];
    const within = (value) => (value && typeof value === "object" ? Object.entries(value) : []);
    const outer = within(jsonOf(body));
    return [...outer, ...outer.flatMap(([, value]) => within(value))];
  };
  const wordsOfDeed = (deed) => wordsOf(deed.split(/[.:/]/).filter(Boolean).at(-1) ?? "");
  // What a request does, as far as its address and body tell: "" for what harms nobody.
  const natureOf = (method, url, pairs, deeds) => {
    const place = url.pathname.replace(/\/$/, "");
    if (SAFE.test(method)) return read.add(place), "";
    if (pairs.some(([name, value]) => name === "query" && /^\s*mutation\b/.test(value))) return "changes";
    const steps = url.pathname.split("/").filter((step) => step && !NUMBER.test(step));
    const passed = [...steps, ...deeds].flatMap(wordsOf);
    if (passed.some((word) => let_be.has(word))) return "";
    const name = wordsOf(steps.at(-1) ?? "");
    const for_all = name.some((word) => door.has(word));
    if (for_all && !deeds.length) return "";
    const last = [...(for_all ? [] : name), ...deeds.flatMap(wordsOfDeed)];
    if (last.some((word) => reading.has(word))) return "reads";
    if (!/^POST$/i.test(method) || read.has(place) || last.some((word) => act.has(word))) return "changes";
    return "unknown";
  };
  // What a request says that is to be done (queue.take), "" if it says nothing.
  self.deed = (address, body) => {
    const url = parse(address);
    if (!url) return "";
    const pairs = pairsOf(body);
    return wordsFor(deedsOf(url, pairs), codeOf(url, pairs));
  };
  // Modules of one app lie under first steps of their own: each reads in its own way.
  const partOf = (path) => (path.split("/").length > 2 ? path.split("/")[1] : "");
  const touched = () => performance.now() - since <= TOUCHED && location.href === at;
  // Whether a request is held back; asked by watch.js before it lets one go.
  self.holds = (method, address, body) => {
    const url = parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    const pairs = SAFE.test(method) ? [] : pairsOf(body);
    const deeds = deedsOf(url, pairs);
    const nature = natureOf(method, url, pairs, deeds);
    const code = SAFE.test(method) ? "" : codeOf(url, pairs);
    const named = `${url.pathname} ${wordsFor(deeds, code)}`.trim();
    // what a page posts as it opens, or later by itself, is how this app reads
    const opens = nature === "unknown" && !touched();
    if (opens) opened.add(named);
    if (nature === "reads" || opens) self.note("posted", `${nature} ${url.pathname} ${code}`);
    const strange = nature === "unknown" && !opened.has(named);
    const there = () => parts.some((part) => part === "*" || part === partOf(url.pathname));
    const new_code = () => code && codes[url.pathname]?.includes(code) === false;
    const changing = nature === "changes" || (strange && (there() || new_code()));
    if (!changing || !only || !touched()) return false;
    self.note("held", `${String(method).toUpperCase()} ${named}`);
    return true;
  };

  // An action begins: one that only looks, or one that may change something.
  self.hold = (looking, habits) => {
    [since, at, only, parts, codes] = [performance.now(), location.href, looking, habits.parts, habits.codes];
  };
})();
