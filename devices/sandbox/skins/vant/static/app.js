/* The page as a whole: navigation bar, blocks, tab bar. */
(function () {
  'use strict';
  const { el, toast, busy, ask, announce, block } = window.Van;
  const app = document.getElementById('app');

  function bar(page, client) {
    return el('div.van-nav-bar', null,
      page.tabs.length ? null : el('div.van-nav-bar__left', { 'aria-label': '返回', tap: () => client.back() },
        el('i.van-icon-back')),
      el('div.van-nav-bar__title', null, page.title));
  }

  function tabbar(page, client) {
    if (!page.tabs.length) return null;
    return el('div.van-tabbar', { role: 'tablist' }, page.tabs.map((tab, n) =>
      el(`div.van-tabbar-item${n === page.active ? '.van-tabbar-item--active' : ''}`,
        { role: 'tab', 'aria-selected': String(n === page.active), tap: () => client.act(tab.act) },
        el('img.van-tabbar-item__icon', { src: `/picture/icon/${tab.icon}.svg`, alt: '' }),
        el('div.van-tabbar-item__text', null, tab.label))));
  }

  function draw(page, client) {
    document.querySelectorAll('.van-overlay,.van-popup,.van-dialog').forEach((old) => old.remove());
    app.replaceChildren(...[bar(page, client),
      el('div.page', null, page.blocks.map((part) => block(part, client))),
      tabbar(page, client)].filter(Boolean));
    if (page.popup) announce(page.popup);
  }

  window.startSkin({ draw, say: toast, ask, busy });
})();
