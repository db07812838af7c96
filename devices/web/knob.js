// Switches that are only drawn: a rounded track with a round knob at one of its ends.  Whatever
// its class is called, a person sees a switch, and on which side its knob stands.
// Needs watch.js and element.js; used by dump.js through `self.knob`.
(() => {
  const self = window[Symbol.for("auditor")];
  if (!self || self.knob) return;

  const { childrenOf } = self.read;

  const WIDTH = [26, 84], HEIGHT = [14, 46], LENGTH = [1.35, 2.7]; // px, px, width over height
  const SIZE = [0.5, 1.15]; // of the knob, in heights of the track
  const ROUND = 0.38; // radius over height: 0.5 is a half circle
  const within = (value, [least, most]) => value >= least && value <= most;
  const radius = (style, height) => {
    const words = style.borderTopLeftRadius;
    return words.endsWith("%") ? parseFloat(words) / 100 : parseFloat(words) / height;
  };
  const isKnob = (style, width, height, track) =>
    within(height / track.height, SIZE) && Math.abs(width - height) <= 0.2 * height && radius(style, height) >= ROUND;

  // How far to the right the middle of what is drawn before or after the words stands, or null.
  const ofPseudo = (el, which, track) => {
    const style = getComputedStyle(el, which);
    if (style.content === "none" || style.content === "normal") return null;
    const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
    if (!isKnob(style, width, height, track)) return null;
    const moved = new DOMMatrixReadOnly(style.transform === "none" ? "" : style.transform).m41;
    return (parseFloat(style.left) || 0) + (parseFloat(style.marginLeft) || 0) + moved + width / 2;
  };
  const ofChild = (el, track) => {
    for (const child of childrenOf(el)) {
      const rect = child.getBoundingClientRect();
      if (isKnob(getComputedStyle(child), rect.width, rect.height, track)) return rect.left + rect.width / 2 - track.left;
    }
    return null;
  };

  // True or false for a switch that is on or off, null for anything else.
  self.knob = (el, rect) => {
    if (!within(rect.width, WIDTH) || !within(rect.height, HEIGHT)) return null;
    if (!within(rect.width / rect.height, LENGTH) || childrenOf(el).length > 2 || el.textContent.trim()) return null;
    if (radius(getComputedStyle(el), rect.height) < ROUND) return null;
    const at = ofChild(el, rect) ?? ofPseudo(el, "::after", rect) ?? ofPseudo(el, "::before", rect);
    return at === null ? null : at > rect.width / 2;
  };
})();
