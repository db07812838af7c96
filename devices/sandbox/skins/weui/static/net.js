/* Where one is and how to get elsewhere.  A page of the app stands in the address as
 * #page_booking__doctor?id=…; the parts of the app that other suppliers built are documents of
 * their own (?m=pay), so that going there loads everything anew. */
var net = (function () {
  'use strict';
  var HOME = 'page_home';
  var MODULES = [[/^\/(payments|fees|invoices)\b/, 'pay'], [/^\/records\b/, 'report'], [/^\/(clinic|orders|consult)\b/, 'net']];
  var WORDS_KEPT = 'said_on_arrival';
  var LOST = '网络异常，请稍后重试';

  function name(path) {
    var cut = path.split('?')[0];
    return cut === '/' ? HOME : 'page_' + cut.slice(1).split('/').join('__');
  }

  function address(path) {
    var query = path.indexOf('?') < 0 ? '' : path.slice(path.indexOf('?'));
    var part = MODULES.filter(function (module) { return module[0].test(path); })[0];
    return '/' + (part ? '?m=' + part[1] : '') + '#' + name(path) + query;
  }

  function here() {
    var hash = decodeURI(location.hash.slice(1)) || HOME;
    var at = hash.indexOf('?');
    var id = at < 0 ? hash : hash.slice(0, at);
    var path = id === HOME ? '/' : '/' + id.replace(/^page_/, '').split('__').join('/');
    return path + (at < 0 ? '' : hash.slice(at));
  }

  /* Says the words now, or on the page that is about to be opened. */
  function keep(words) { if (words) sessionStorage.setItem(WORDS_KEPT, words); }

  function kept() {
    var words = sessionStorage.getItem(WORDS_KEPT);
    sessionStorage.removeItem(WORDS_KEPT);
    return words;
  }

  function open(path) {
    var target = address(path);
    if (here() === path) load(); else location.href = target;
  }

  var turn = 0;
  var shown = null;

  function load() {
    var mine = turn += 1;
    weui.busy(true);
    page(here(), function (body) {
      if (mine !== turn) return;
      weui.busy(false);
      if (!body) { weui.topTips(LOST); return; }
      if (body.redirect) {
        keep(body.toast);
        location.replace(address(body.redirect));
        return;
      }
      shown(body.page, [kept()].concat(body.said || []).filter(Boolean));
    });
  }

  function page(path, done) {
    Z.ajax('GET', '/api/page?path=' + encodeURIComponent(path), null, done);
  }

  /* data: FormData.  What the hospital answers decides what comes next. */
  function send(action, data, answered) {
    weui.busy(true);
    Z.ajax('POST', '/api/do/' + action, data, function (outcome) {
      weui.busy(false);
      if (!outcome) { weui.topTips(LOST); return; }
      if (answered) answered(outcome);
      if (outcome.leave) { location.href = outcome.leave; return; }
      if (outcome.ok && outcome.to) { keep(outcome.toast); open(outcome.to); return; }
      if (outcome.toast && outcome.ok) weui.toast(outcome.toast);
      if (outcome.toast && !outcome.ok) weui.topTips(outcome.toast);
      if (outcome.to) open(outcome.to);
      else if (outcome.ok && !answered) load();
    });
  }

  function start(draw) {
    shown = draw;
    window.addEventListener('hashchange', load);
    load();
  }

  return { name: name, open: open, page: page, send: send, start: start };
})();
