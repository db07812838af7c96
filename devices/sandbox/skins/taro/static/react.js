/* What React leaves in the document: nodes without listeners that carry __reactProps$…, one
 * listener per kind of event at the root that finds the handlers on the way up, and inputs that
 * show the state and nothing else. */
(function () {
  'use strict';
  const { cls } = window.Taro;
  const KEY = Math.random().toString(36).slice(2, 13);
  const PROPS = `__reactProps$${KEY}`;
  const FIBER = `__reactFiber$${KEY}`;
  const HANDLERS = { click: 'onClick', input: 'onInput', change: 'onChange' };

  ['view', 'text', 'image', 'button', 'input', 'textarea', 'switch', 'scroll-view'].forEach((name) => {
    customElements.define(`taro-${name}-core`, class extends HTMLElement {
      connectedCallback() { this.classList.add('hydrated'); }
    });
  });

  /* React remembers what it wrote into an input; an event with that same value is no change. */
  function track(node) {
    const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'value');
    let known = node.value;
    Object.defineProperty(node, 'value', {
      configurable: true, get() { return get.call(this); },
      set(value) { known = String(value); set.call(this, value); },
    });
    node._valueTracker = { getValue: () => known, setValue: (value) => { known = value; } };
  }

  function attribute(node, name, value) {
    if (name === 'cls') node.className = cls(value);
    else if (name === 'style') Object.assign(node.style, value);
    else if (name === 'checked') node.checked = value;
    else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }

  /* h('taro-view-core', {cls, onClick, …}, children…); value is a function: a controlled input. */
  function h(type, props, ...children) {
    const node = document.createElement(type);
    const all = { ...props, children };
    Object.entries(props || {}).forEach(([name, value]) => {
      if (!name.startsWith('on') && name !== 'value') attribute(node, name, value);
    });
    children.flat(3).forEach((child) => {
      if (child === null || child === undefined || child === '' || child === false) return;
      node.append(child instanceof Node ? child : document.createTextNode(child));
    });
    node[PROPS] = all;
    node[FIBER] = { type, key: null, stateNode: node, memoizedProps: all };
    if (all.value) { track(node); node.value = all.value(); }
    return node;
  }

  /* Puts what the state says back into a controlled input. */
  function restore(node) {
    const props = node[PROPS];
    if (props && props.value && node.value !== props.value()) node.value = props.value();
  }

  function changed(node) {
    if (!node._valueTracker) return true;
    if (node._valueTracker.getValue() === node.value) return false;
    node._valueTracker.setValue(node.value);
    return true;
  }

  function dispatch(root, native) {
    const { target } = native;
    if (native.type === 'input' && !changed(target)) return;
    const way = [];
    for (let node = target; node && node !== root; node = node.parentNode) way.push(node);
    let stopped = false;
    const event = { nativeEvent: native, target, stopPropagation: () => { stopped = true; } };
    way.some((node) => {
      const handler = node[PROPS] && node[PROPS][HANDLERS[native.type]];
      if (handler) handler({ ...event, currentTarget: node });
      return stopped;
    });
    restore(target);
  }

  function createRoot(container) {
    container[`__reactContainer$${KEY}`] = { tag: 3, stateNode: container };
    Object.keys(HANDLERS).forEach((type) =>
      container.addEventListener(type, (native) => dispatch(container, native)));
    return { render: (...nodes) => container.replaceChildren(...nodes) };
  }

  const V = (names, props, ...children) => h('taro-view-core', { cls: names, ...props }, ...children);
  const D = (names, props, ...children) => h('div', { cls: names, ...props }, ...children);
  const T = (names, words) => h('taro-text-core', { cls: `taro-text ${names}` }, words);
  const image = (names, src) => h('taro-image-core', { cls: names },
    h('img', { cls: 'taro-img__mode-scaletofill', src }));
  const icon = (names, name) => image(names, `/picture/icon/${name || 'doc'}.svg`);

  /* A node whose look depends on a state: look(node, "names"). */
  const look = (node, names) => {
    node.className = cls(names) + (node.classList.contains('hydrated') ? ' hydrated' : '');
  };

  Object.assign(window.Taro, { h, V, D, T, image, icon, look, createRoot });
})();
