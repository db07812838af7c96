// What moves: transitions and animations that the page draws itself, and what a script moves frame by
// frame.  A person looks at a sheet once it has come to rest.  Needs watch.js, which asks.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.motion) return;

  const now = () => performance.now();

  // ---- by a script, frame by frame ---------------------------------------------------------
  const SLIDE = 60; // frames: no sheet slides in for longer, a marquee does
  const IN_FRAME = 4; // ms: changes are told right after the frame that made them
  const STILL = 40; // ms, more than two frames: what a script moves has come to rest
  const drifting = new WeakSet(); // what such frames move without end
  let framed = 0; // when the last frame of those that a script asks for one after the other was drawn
  let moved = 0; // when such a frame moved something last
  const BRIEF = 36; // frames: a strip of tabs is led to its place by then, whether it has to move or not
  let chain = 0; // such frames since the last action
  let endless = false; // they never came to an end here (a chart that is drawn all the time)
  const frame = () => {
    framed = now();
    endless ||= ++chain > BRIEF;
  };
  const change = (record, element, count) => {
    if (record.attributeName !== "style" || now() - framed > IN_FRAME || drifting.has(element)) return;
    if (count > SLIDE) drifting.add(element);
    else moved = now();
  };
  // A strip or a pane that goes on scrolling: touched meanwhile, a tab is not where it was.
  let scrolls = new WeakMap(); // what scrolls -> how often, since the last action
  const scroll = ({ target }) => {
    const count = (scrolls.get(target) ?? 0) + 1;
    scrolls.set(target, count);
    if (count > SLIDE) drifting.add(target);
    else if (!drifting.has(target)) moved = now();
  };
  self.listen.call(window, "scroll", scroll, { capture: true, passive: true });
  const begin = () => {
    moved = chain = 0;
    scrolls = new WeakMap();
  };
  // What is to scroll smoothly is taken to its end at once.
  const SMOOTH = ["scroll", "scrollTo", "scrollBy", "scrollIntoView"];
  for (const owner of [window, Element.prototype])
    for (const name of SMOOTH) {
      const native = owner[name];
      if (!native) continue;
      owner[name] = function (...words) {
        if (words[0]?.behavior === "smooth") words[0] = { ...words[0], behavior: "instant" };
        return native.apply(this ?? window, words);
      };
    }

  // ---- by the page -----------------------------------------------------------------------------
  const SPINNER = /(^|[-_])(loading|spinner|spin|loader)([-_]|$)/i;
  const BRISK = 700, ENDLESS = 4000; // ms
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && self.toasts?.shown(element);
  };
  const spins = (target) => {
    for (let at = target, up = 0; at && up < 4; at = at.parentElement, up++)
      if ([...at.classList].some((name) => SPINNER.test(name))) return visible(target);
    return false;
  };
  // A short movement (a sheet slides in) is not sat out: it is taken to its end at once, and the
  // app hears with the next frame that it ended.
  const hasten = (animation, end) => {
    if (end > BRISK || animation.playbackRate <= 0) return;
    animation.finish();
    self.changed = now();
  };
  const running = () => [document, ...self.shadows()].flatMap((root) => root.getAnimations());

  // "motion", "animation", "spinner" or "".  What begins to move only later than `longest` ms is
  // waited for as little as a timer.
  const reason = (longest) => {
    if (moved && now() - moved < STILL) return "motion";
    if (!endless && chain && now() - framed < STILL) return "motion";
    let short = false;
    let spinner = false;
    for (const animation of running()) {
      if (animation.playState !== "running") continue;
      const { delay, endTime: end } = animation.effect?.getComputedTiming() ?? {};
      if (delay - (animation.currentTime ?? 0) > longest) continue;
      const target = animation.effect?.target;
      if (end === Infinity) spinner ||= !!target && spins(target);
      else if (end < ENDLESS) {
        hasten(animation, end);
        short = true;
      }
    }
    return short ? "animation" : spinner ? "spinner" : "";
  };
  self.motion = { frame, change, begin, reason };
})();
