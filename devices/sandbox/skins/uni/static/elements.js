/* How uni-app's H5 runtime writes a page: uni-* elements with the style scope of their component,
 * listeners on the elements themselves, no roles, no links. */
(function () {
  'use strict';
  const SCOPE = 'data-v-5f3c1a72';

  function fill(node, children) {
    children.flat(2).forEach((child) => {
      if (child === null || child === undefined || child === '' || child === false) return;
      node.append(child instanceof Node ? child : document.createTextNode(child));
    });
    return node;
  }

  /* el('uni-view.card', {tap: …, style: …}, children…) */
  function el(name, attrs, ...children) {
    const [tag, ...classes] = name.split('.');
    const node = document.createElement(tag);
    if (tag.startsWith('uni-')) node.setAttribute(SCOPE, '');
    if (classes.length) node.className = classes.join(' ');
    Object.entries(attrs || {}).forEach(([key, value]) => {
      if (key === 'tap') node.addEventListener('click', value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    });
    return fill(node, children);
  }

  const view = (cls, attrs, ...children) => el(`uni-view.${cls}`, attrs, ...children);
  const text = (cls, words) => el(`uni-text.${cls}`, null, el('span', null, words));

  /* Fixed size: drawn as a background, the img is there but transparent. */
  const image = (cls, src) => el(`uni-image.${cls}`, null,
    el('div', { style: `background-image:url("${src}");background-size:100% 100%` }),
    el('img', { src, draggable: 'false' }));

  /* mode="widthFix": as high as the picture is. */
  const wide = (cls, src) => el(`uni-image.${cls}.uni-image-fix`, { mode: 'widthFix' },
    el('img', { src, draggable: 'false' }));

  const icon = (cls, name) => image(cls, `/picture/icon/${name || 'doc'}.svg`);

  /* A scroller inside the page; `lower` is called when its end comes near. */
  function scroller(cls, across, lower, ...children) {
    const content = el('div.uni-scroll-view-content', null, ...children);
    const box = el('div.uni-scroll-view',
      { style: across ? 'overflow:auto hidden' : 'overflow:hidden auto' }, content);
    if (lower) {
      box.addEventListener('scroll', () => {
        if (box.scrollTop + box.clientHeight > box.scrollHeight - 50) lower();
      }, { passive: true });
    }
    return el(`uni-scroll-view.${cls}`, null, el('div.uni-scroll-view', null, box));
  }

  /* Slides side by side, moved by dragging and, if `every` is given, by themselves. */
  function swiper(cls, slides, every) {
    const items = slides.map((slide) => el('uni-swiper-item', null, slide));
    const dots = slides.map(() => el('div.uni-swiper-dot'));
    const node = el(`uni-swiper.${cls}`, null, el('div.uni-swiper-wrapper', null,
      el('div.uni-swiper-slides', null, el('div.uni-swiper-slide-frame', null, items)),
      el('div.uni-swiper-dots.uni-swiper-dots-horizontal', null, dots)));
    let at = 0;
    let from = null;
    const show = (n) => {
      at = (n + slides.length) % slides.length;
      items.forEach((item, k) => { item.style.transform = `translate(${100 * (k - at)}%, 0px)`; });
      dots.forEach((dot, k) => dot.classList.toggle('uni-swiper-dot-active', k === at));
    };
    node.addEventListener('touchstart', (event) => { from = event.touches[0].clientX; }, { passive: true });
    node.addEventListener('touchend', (event) => {
      const way = event.changedTouches[0].clientX - from;
      if (Math.abs(way) > 40) show(at + (way < 0 ? 1 : -1));
    });
    const timer = every ? setInterval(() => {
      if (!node.isConnected) clearInterval(timer);
      else if (node.offsetParent) show(at + 1);
    }, every) : 0;
    show(0);
    return node;
  }

  window.Uni = { el, view, text, image, wide, icon, scroller, swiper };
})();
