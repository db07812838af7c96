/* Routes in the path, the page without a bar at its top (the browser shows the title), the tab
 * bar, and logging in from below instead of on a page. */
(function () {
  'use strict';
  const { V, D, T, icon, layer, sheet, block, compose, createRoot, inject } = window.Taro;
  const { toast, busy, ask, announce, dismiss } = window.Taro;
  const root = createRoot(document.getElementById('app'));

  const ways = (load) => ({
    read: () => decodeURI(location.pathname + location.search),
    open: (path) => { history.pushState({ key: Date.now() }, '', path); load(); },
    replace: (path) => { history.replaceState({ key: Date.now() }, '', path); load(); },
    follow: (changed) => window.addEventListener('popstate', changed),
  });

  const tabbar = (page, client) => (page.tabs.length ? V('tabbar', {}, page.tabs.map((tab, n) =>
    D(n === page.active ? 'tab tab-on' : 'tab', { onClick: () => client.act(tab.act) },
      icon('tab-icon', tab.icon), T('tab-words', tab.label)))) : null);

  function draw(page, client) {
    dismiss();
    const nodes = [D('taro-page taro-page_show', {}, compose(page.blocks, client)),
      tabbar(page, client), layer];
    root.render(...nodes.filter(Boolean));
    if (page.popup) announce(page.popup);
  }

  async function logIn(path, client) {
    const body = await client.fetchPage(path);
    if (!body || !body.page) { toast('网络异常，请稍后重试'); return; }
    dismiss();
    sheet(body.page.title, null, body.page.blocks.map((one) => block(one, client)));
  }

  function outfit(client) {
    const openPlainly = client.open.bind(client);
    client.open = (path) => (path.split('?')[0] === '/login' ? logIn(path, client) : openPlainly(path));
    client.swap = (path) => client.ways.replace(path);
    return client;
  }

  async function start() {
    await inject();
    let client = null;
    client = window.startSkin({ draw, say: toast, ask, busy, ways: ways(() => client.load()) });
    outfit(client);
  }

  start();
})();
