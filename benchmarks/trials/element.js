// Where an element is, as child numbers from the root of each document or shadow tree down.
// "shadow" steps into the shadow tree of the element reached, "frame" into its document.
({
  of(element) {
    const path = [];
    let inner = [];
    while (element) {
      const root = element.getRootNode();
      const parent = element.parentElement || (element.parentNode === root ? root : null);
      if (!parent) return null;
      inner.unshift([...parent.children].indexOf(element));
      if (parent !== root) { element = parent; continue; }
      path.unshift(inner);
      inner = [];
      if (root.host) { path.unshift('shadow'); element = root.host; continue; }
      element = root.defaultView && root.defaultView.frameElement;
      if (element) path.unshift('frame');
    }
    return path;
  },
  at(path) {
    let here = document;
    for (const step of path) {
      if (step === 'shadow') here = here.shadowRoot;
      else if (step === 'frame') here = here.contentDocument;
      else for (const number of step) here = here && here.children[number];
      if (!here) return null;
    }
    return here;
  },
  // The element that a touch at a point of the window meets, and where inside it.
  under(x, y) {
    let root = document, left = 0, top = 0;
    for (;;) {
      const element = root.elementFromPoint(x - left, y - top);
      if (!element) return null;
      const box = element.getBoundingClientRect();
      const tree = element.shadowRoot || (element.tagName === 'IFRAME' && element.contentDocument);
      const deeper = tree && tree.elementFromPoint(
        ...(element.shadowRoot ? [x - left, y - top] : [x - left - box.left, y - top - box.top]));
      if (!deeper || deeper === element)
        return {path: this.of(element), dx: x - left - box.left, dy: y - top - box.top};
      if (!element.shadowRoot) { left += box.left; top += box.top; }
      root = tree;
    }
  },
  // Brought into view: the point of the window to touch.
  aim({path, dx, dy}) {
    const element = this.at(path);
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
