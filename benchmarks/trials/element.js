// Where an element is, told so that the same element is found again when the app is walked
// through once more: per document or shadow tree its tag, its words, the how-manieth of those
// it is, and (for elements without words) its child numbers from the root down.
({
  words: e => (e.textContent || e.value || e.placeholder || '').trim().slice(0, 80),
  numbers(element, root) {
    const path = [];
    for (let e = element; e.parentNode; e = e.parentNode) {
      path.unshift([...e.parentNode.children].indexOf(e));
      if (e.parentNode === root) break;
    }
    return path;
  },
  alike(root, tag, words) {
    return [...root.querySelectorAll(tag)].filter(e => this.words(e) === words);
  },
  step(element, root) {
    const tag = element.localName, words = this.words(element);
    const nth = words ? this.alike(root, CSS.escape(tag), words).indexOf(element) : -1;
    return {tag, words, nth, path: this.numbers(element, root)};
  },
  // From the outermost document down to the element.
  of(element) {
    const steps = [];
    while (element) {
      const root = element.getRootNode();
      steps.unshift(this.step(element, root));
      element = root.host || (root.defaultView && root.defaultView.frameElement);
    }
    return steps;
  },
  at(steps) {
    let root = document, element = null;
    for (const {tag, words, nth, path} of steps) {
      element = null;
      if (words) element = this.alike(root, CSS.escape(tag), words)[nth] || null;
      if (!element)
        element = path.reduce((here, number) => here && here.children[number], root) || null;
      if (!element || element.localName !== tag) return null;
      root = element.shadowRoot || element.contentDocument || root;
    }
    return element;
  },
  // The element that a touch at a point of the window meets, and where inside it.
  under(x, y) {
    let root = document, left = 0, top = 0;
    for (;;) {
      const element = root.elementFromPoint(x - left, y - top);
      if (!element) return null;
      const box = element.getBoundingClientRect();
      const framed = element.tagName === 'IFRAME' && element.contentDocument;
      const inner = element.shadowRoot || framed;
      const [dx, dy] = framed ? [left + box.left, top + box.top] : [left, top];
      const deeper = inner && inner.elementFromPoint(x - dx, y - dy);
      if (!deeper || deeper === element)
        return {steps: this.of(element), dx: x - left - box.left, dy: y - top - box.top};
      [left, top, root] = [dx, dy, inner];
    }
  },
  // Brought into view: the point of the window to touch.
  aim({steps, dx, dy}) {
    const element = this.at(steps);
    if (!element) return null;
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    let {left, top} = element.getBoundingClientRect();
    let view = element.ownerDocument.defaultView;
    while (view !== window) {
      const box = view.frameElement.getBoundingClientRect();
      left += box.left; top += box.top;
      view = view.parent;
    }
    return [left + dx, top + dy];
  },
})
