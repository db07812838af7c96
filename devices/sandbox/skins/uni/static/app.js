/* uni-app's frame: hash routes under pages/, head, page body, tab bar, and the ways between pages
 * (navigateTo, redirectTo, navigateBack, switchTab). */
(function () {
  'use strict';
  const { el, image, body, toast, busy, ask, announce, dismiss, Stack } = window.Uni;
  const root = document.querySelector('uni-app');
  const stack = new Stack(root);
  let manner = 'push';

  /* /booking/doctor?id=1 ↔ #/pages/booking/doctor?id=1;  /booking ↔ #/pages/booking/index */
  function route(path) {
    const [name, query] = path.split(/\?(.*)/s);
    const parts = name.split('/').filter(Boolean);
    const full = parts.length > 1 ? parts : [parts[0] || 'index', 'index'];
    return `#/pages/${full.join('/')}${query === undefined ? '' : `?${query}`}`;
  }

  function read() {
    const [name, query] = decodeURI(location.hash.replace(/^#\/?/, '')).split(/\?(.*)/s);
    const parts = name.split('/').filter(Boolean).slice(1);
    if (parts[parts.length - 1] === 'index') parts.pop();
    const path = parts.join('/') === 'index' ? '/' : `/${parts.join('/')}`;
    return query === undefined ? path : `${path}?${query}`;
  }

  const plain = (path) => { try { return decodeURI(path); } catch (error) { return path; } };

  const ways = {
    read,
    open: (path) => { location.hash = route(path); },
    replace: (path) => location.replace(route(path)),
    follow: (changed) => window.addEventListener('hashchange', changed),
  };

  function head(page, client) {
    const alone = stack.pages.length < 2;
    return el('uni-page-head', { 'uni-page-head-type': 'default' }, el('div.uni-page-head', null,
      el('div.uni-page-head-hd', null, page.tabs.length ? null
        : el('div.uni-page-head-btn', { tap: () => client.back() },
          el(alone ? 'i.uni-btn-icon.uni-btn-home' : 'i.uni-btn-icon'))),
      el('div.uni-page-head-bd', null, el('div.uni-page-head__title', null, page.title))));
  }

  function tabbar(page, client) {
    if (!page.tabs.length) return null;
    page.tabs.forEach((tab) => stack.known.add(tab.act.to));
    return el('uni-tabbar.uni-tabbar-bottom', null, el('div.uni-tabbar', null,
      el('div.uni-tabbar-border'), page.tabs.map((tab, n) =>
        el(n === page.active ? 'div.uni-tabbar__item.uni-tabbar__item-on' : 'div.uni-tabbar__item',
          { tap: () => client.act(tab.act) }, el('div.uni-tabbar__bd', null,
            el('div.uni-tabbar__icon', null, image('uni-tabbar__picture', `/picture/icon/${tab.icon}.svg`)),
            el('div.uni-tabbar__label', null, tab.label))))));
  }

  function draw(page, client) {
    dismiss();
    const content = body(page.blocks, client);
    const node = el('uni-page', { 'data-page': route(page.path).slice(2).split('?')[0] },
      head(page, client),
      el('uni-page-wrapper', null, el('uni-page-body', null, content)), tabbar(page, client));
    stack.put({
      path: plain(page.path), node, title: page.title, tab: page.tabs.length > 0,
      scroller: () => content.querySelector('.uni-scroll-view .uni-scroll-view'),
    }, manner);
    manner = 'user';
    if (page.popup) announce(page.popup);
  }

  /* Only gone back to, or a tab: what is opened anew is drawn anew. */
  function resume(path) {
    if (manner === 'push' || manner === 'replace') return false;
    const kept = stack.resume(path);
    if (kept) { dismiss(); manner = 'user'; }
    return kept;
  }

  /* The client with uni-app's ways of going from page to page. */
  function outfit(client) {
    const sendPlainly = client.send.bind(client);
    const go = (path, how) => { manner = how; ways.open(path); };
    client.open = (path) => {
      if (plain(path) === read()) { manner = 'replace'; client.load(); return; }
      go(path, stack.isTab(plain(path)) ? 'tab' : 'push');
    };
    client.swap = (path) => {
      manner = stack.isTab(plain(path)) ? 'tab' : 'replace';
      if (plain(path) === read()) { manner = 'replace'; client.load(); } else ways.replace(path);
    };
    client.arrive = (path) => {
      const over = stack.depth(plain(path));
      if (over > 0) { manner = 'user'; history.go(-over); } else client.swap(path);
    };
    client.back = () => { if (stack.pages.length > 1) history.back(); else client.open('/'); };
    client.send = async (action, ...more) => {
      if (action === 'send_code') return sendPlainly(action, ...more);
      stack.sent += 1;
      const outcome = await sendPlainly(action, ...more);
      if (!outcome.ok) stack.sent -= 1;
      return outcome;
    };
    return client;
  }

  outfit(window.startSkin({ draw, say: toast, ask, busy, ways, resume }));
})();
