/* Pages as sections of the container, and the one handler for every touch. */
(function () {
  'use strict';
  var SECTIONS_KEPT = 2;
  var CODE_SECONDS = 60;
  var container = document.getElementById('container');
  var bar = document.getElementById('tabbar');

  function draw(page, said) {
    weui.closeAll();
    document.title = page.title;
    var id = net.name(page.path);
    Z.each(container, '.page', function (old) {
      if (old.id === id) container.removeChild(old); else old.style.display = 'none';
    });
    while (container.children.length > SECTIONS_KEPT) container.removeChild(container.firstChild);
    container.appendChild(Z.make('<div class="page js_show' + (page.tabs.length ? ' page_tabbed' : '') + '" id="' + Z.html(id) + '">' +
      (page.home ? '' : '<div class="page__hd"><h1 class="page__title">' + Z.html(page.title) + '</h1></div>') +
      '<div class="page__bd">' + tpl.blocks(page.blocks) + '</div></div>'));
    bar.innerHTML = page.tabs.length ? tpl.tabbar(page) : '';
    window.scrollTo(0, 0);
    said.forEach(weui.toast);
    if (page.popup) weui.alert(page.popup.text, page.popup.title, page.popup.close);
  }

  function packed(values) {
    var data = new FormData();
    Object.keys(values).forEach(function (name) { data.append(name, values[name]); });
    return data;
  }

  /* What stands on an element as data-act … , carried out. */
  function act(kind, to, values, ask, grave) {
    if (kind === 'go') net.open(to);
    else if (kind === 'toast') weui.alert(to);
    else if (kind === 'call') location.href = 'tel:' + to;
    else if (kind === 'leave' || kind === 'download') location.href = to;
    else if (kind === 'post') {
      var go = function () { net.send(to, packed(values)); };
      if (!ask) go();
      else if (grave) weui.actionSheet(ask, [{ label: '确定', look: 'warn', then: go }]);
      else weui.confirm(ask, go);
    }
  }

  function touched(event, node) {
    if (event.target.closest('[data-more]')) return;
    act(node.getAttribute('data-act'), node.getAttribute('data-to'),
      JSON.parse(node.getAttribute('data-data') || '{}'), node.getAttribute('data-ask'), node.getAttribute('data-grave'));
  }

  function more(event, node) {
    weui.actionSheet('', JSON.parse(node.getAttribute('data-more')).map(function (control) {
      return {
        label: control.label,
        look: control.tone === 'danger' ? 'warn' : 'default',
        then: function () { act(control.act.kind, control.act.to, control.act.data, control.act.ask, control.tone === 'danger'); }
      };
    }));
  }

  function submit(event, node) {
    var form = node.closest('form');
    var gap = field.missing(form);
    if (gap) { weui.topTips('请填写' + gap); return; }
    var box = form.querySelector('[data-refusal]');
    if (box && !box.checked) { weui.topTips(box.getAttribute('data-refusal')); return; }
    var go = function () { net.send(form.getAttribute('data-post'), new FormData(form)); };
    var ask = form.getAttribute('data-ask');
    if (ask) weui.confirm(ask, go); else go();
  }

  function sendCode(event, node) {
    if (node.getAttribute('data-left')) return;
    var words = node.textContent;
    net.send(node.getAttribute('data-code'), new FormData(node.closest('form')), function (outcome) {
      if (!outcome.ok) return;
      var left = CODE_SECONDS;
      var clock = setInterval(function () {
        left -= 1;
        node.setAttribute('data-left', left || '');
        node.textContent = left ? left + 's' : words;
        if (!left) clearInterval(clock);
      }, 1000);
    });
  }

  /* Opens an agreement; reading it to its end ticks the box of its form, where it must be ticked. */
  function read(path, form) {
    var box = form.querySelector('[data-refusal]');
    weui.busy(true);
    net.page(path, function (body) {
      weui.busy(false);
      if (!body || !body.page) { weui.topTips('网络异常，请稍后重试'); return; }
      weui.reader(body.page.title, tpl.blocks(body.page.blocks), box ? function () { box.checked = true; } : null);
    });
  }

  function ticking(event, box) {
    var link = box.closest('form').querySelector('[data-read]');
    if (!box.checked || !link) return;
    event.preventDefault();
    read(link.getAttribute('data-read'), box.closest('form'));
  }

  function choose(event, node) {
    var tab = node.closest('.weui-tab');
    Z.each(tab, '[data-tab]', function (head) {
      head.className = 'weui-navbar__item' + (head === node ? ' weui-bar__item_on' : '');
    });
    Z.each(tab, '.js_panel', function (panel) { panel.style.display = 'none'; });
    tab.querySelectorAll('.js_panel')[Number(node.getAttribute('data-tab'))].style.display = '';
  }

  function switched(event, box) {
    var values = JSON.parse(box.getAttribute('data-data') || '{}');
    values.on = box.checked ? '1' : '';
    net.send(box.getAttribute('data-to'), packed(values));
  }

  function dot(event, node) {
    if (node.classList.contains('gesture__dot_on')) return;
    node.classList.add('gesture__dot_on');
    node.closest('form').querySelector('[data-drawn]').value += node.getAttribute('data-dot');
  }

  [container, bar].forEach(function (root) { Z.on(root, 'tap', '[data-act]', touched); });
  Z.on(container, 'tap', '[data-more]', more);
  Z.on(container, 'tap', '[data-submit]', submit);
  Z.on(container, 'tap', '[data-code]', sendCode);
  Z.on(container, 'tap', '[data-wheel]', function (event, node) { field.turn(node); });
  Z.on(container, 'tap', '[data-read]', function (event, node) { read(node.getAttribute('data-read'), node.closest('form')); });
  Z.on(container, 'tap', '[data-tab]', choose);
  Z.on(container, 'tap', '[data-dot]', dot);
  Z.on(container, 'click', '[data-refusal]', ticking);
  Z.on(container, 'change', '[data-switch]', switched);
  Z.on(container, 'change', '.weui-uploader__input', function (event, node) { field.picked(node); });
  Z.on(container, 'change', '[data-attach]', function (event, node) { submit(event, node); });
  Z.on(container, 'input', '.weui-textarea', function (event, node) {
    node.parentNode.querySelector('.weui-textarea-counter span').textContent = node.value.length;
  });

  net.start(draw);
})();
