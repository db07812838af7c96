// Timers that the last action started: what an app does after a pause (it goes on when its toast has
// gone) belongs to that action.  Nobody has to sit the pause out: once all else is quiet, the
// timer that is due next goes off at once, in its order.  What is drawn with the next frame is
// waited for.  Needs watch.js, which asks.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.timers) return;

  const DEEPEST = 2; // timers that timers set again and again are not waited for
  const now = () => performance.now();
  const nativeTimeout = window.setTimeout.bind(window);
  const nativeClear = window.clearTimeout.bind(window);
  const known = new Map(); // the app's id -> {due, delay, run}
  const advanced = new Map(); // the app's id -> the id of the timer that went off in its stead
  const frames = new Map(); // what the app draws with the next frame: its id -> since when
  let depth = 0; // inside the callback of a timer or a frame
  const nested = (level, callback, words) => {
    const outer = depth;
    depth = level;
    try {
      callback.apply(window, words);
    } finally {
      depth = outer;
    }
  };

  window.setTimeout = function (callback, delay, ...rest) {
    if (typeof callback !== "function") return nativeTimeout(callback, delay, ...rest);
    const wait = Number(delay) || 0;
    const level = depth + 1;
    const run = () => {
      known.delete(id);
      advanced.delete(id);
      nested(level, callback, rest);
    };
    const id = nativeTimeout(run, delay);
    if (level <= DEEPEST) known.set(id, { due: now() + wait, delay: wait, run });
    return id;
  };
  window.clearTimeout = (id) => {
    known.delete(id);
    nativeClear(advanced.get(id));
    advanced.delete(id);
    nativeClear(id);
  };

  const nativeFrame = window.requestAnimationFrame.bind(window);
  const nativeCancel = window.cancelAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    if (typeof callback !== "function") return nativeFrame(callback);
    const level = depth + 1;
    const id = nativeFrame((time) => {
      frames.delete(id);
      nested(level, callback, [time]);
      if (level > DEEPEST) self.motion?.frame();
    });
    if (level <= DEEPEST) frames.set(id, now());
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    frames.delete(id);
    nativeCancel(id);
  };
  // Whether a frame is still to come: one that the app asked for, or the first one after the last
  // change (what comes into sight is told to an app only then).  A window that is not shown draws
  // none, so nobody waits long; one that has drawn before draws again, late on a busy machine.
  const HIDDEN = 100, LATE = 600; // ms
  let drawn = 0;
  let asked = false;
  const drawing = (changed) => {
    const time = now();
    const patience = drawn ? LATE : HIDDEN;
    if ([...frames.values()].some((since) => time - since < patience)) return true;
    if (drawn >= changed || time - changed > patience) return false;
    if (!asked) nativeFrame(() => ((asked = false), (drawn = now())));
    asked = true;
    return true;
  };

  // Let the next timer of at most `longest` ms go off; whether there was one.
  const hurry = (longest) => {
    const waiting = [...known].filter(([, timer]) => timer.delay <= longest);
    if (!waiting.length) return advanced.size > 0;
    const [id, { run }] = waiting.reduce((first, other) => (other[1].due < first[1].due ? other : first));
    known.delete(id);
    nativeClear(id);
    advanced.set(id, nativeTimeout(run, 0));
    return true;
  };
  const forget = () => (known.clear(), frames.clear());
  self.timers = { drawing, hurry, forget };
})();
