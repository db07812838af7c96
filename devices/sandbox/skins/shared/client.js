/* Plumbing that every single-page skin shares: it talks to the server and follows the address.
 * It makes no DOM of its own.  A skin calls start(skin) with
 *   draw(page, client)   draws a page model        say(words)      shows a toast
 *   ask(words) → Promise<bool>                     busy(on)        loading indicator
 *   ways             where addresses live, if not in the hash as they are (see HASH)
 *   resume(path)     true if the skin kept this page and has shown it again: nothing is fetched
 */
(function () {
  'use strict';

  const HASH = {
    read: () => decodeURI(location.hash.replace(/^#/, '')) || '/',
    open: (path) => { location.hash = path; },
    replace: (path) => location.replace('#' + path),
    follow: (changed) => window.addEventListener('hashchange', changed),
  };

  async function readJson(response) {
    try { return await response.json(); } catch (error) { return null; }
  }

  class Client {
    constructor(skin) {
      this.skin = skin;
      this.ways = skin.ways || HASH;
      this.turn = 0;
    }

    async fetchPage(path) {
      const response = await fetch('/api/page?path=' + encodeURIComponent(path));
      return readJson(response);
    }

    async load() {
      const turn = ++this.turn;
      const path = this.ways.read();
      if (this.skin.resume && this.skin.resume(path)) { this.skin.busy(false); return; }
      this.skin.busy(true);
      let body = null;
      try { body = await this.fetchPage(path); } catch (error) { body = null; }
      if (turn !== this.turn) return;
      this.skin.busy(false);
      if (!body) { this.skin.say('网络异常，请稍后重试'); return; }
      if (body.toast) this.skin.say(body.toast);
      if (body.redirect) { this.ways.replace(body.redirect); return; }
      document.title = body.page.title;
      window.scrollTo(0, 0);
      this.skin.draw(body.page, this);
      (body.said || []).forEach((words) => this.skin.say(words));
    }

    open(path) {
      if (this.ways.read() === path) this.load(); else this.ways.open(path);
    }

    /* Where an action leads; skins that keep pages may go back to one instead. */
    arrive(path) {
      this.open(path);
    }

    back() {
      if (history.length > 1) history.back(); else this.open('/');
    }

    async act(act) {
      switch (act.kind) {
        case 'go': return this.open(act.to);
        case 'toast': return this.skin.say(act.to);
        case 'call': location.href = 'tel:' + act.to; return undefined;
        case 'leave': location.href = act.to; return undefined;
        case 'download': return this.download(act.to);
        case 'post':
          if (act.ask && !(await this.skin.ask(act.ask))) return undefined;
          return this.send(act.to, act.data);
        default: return undefined;
      }
    }

    download(file) {
      const link = document.createElement('a');
      link.href = file;
      link.download = '';
      document.body.appendChild(link);
      link.click();
      link.remove();
    }

    /* values: plain object; files: {name: File}.  Resolves to the outcome. */
    async send(action, values, files) {
      const form = new FormData();
      Object.entries(values || {}).forEach(([name, value]) => form.append(name, value));
      Object.entries(files || {}).forEach(([name, file]) => form.append(name, file));
      this.skin.busy(true);
      let outcome = null;
      try {
        outcome = await readJson(await fetch('/api/do/' + action, { method: 'POST', body: form }));
      } catch (error) { outcome = null; }
      this.skin.busy(false);
      if (!outcome) { this.skin.say('网络异常，请稍后重试'); return { ok: false }; }
      if (outcome.toast) this.skin.say(outcome.toast);
      if (outcome.leave) location.href = outcome.leave;
      else if (outcome.to) this.arrive(outcome.to);
      else if (outcome.ok && action !== 'send_code') this.load();
      return outcome;
    }
  }

  window.startSkin = function (skin) {
    const client = new Client(skin);
    client.ways.follow(() => client.load());
    client.load();
    return client;
  };
})();
