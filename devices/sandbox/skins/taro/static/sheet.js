/* Bottom sheets (inside the root, as React portals), Taro.showToast, showModal, showLoading. */
(function () {
  'use strict';
  const { h, V, D, T, look } = window.Taro;
  const layer = D('layer', {});
  let timer = 0;
  let waiting = 0;

  /* A sheet from below; returns what closes it. */
  function sheet(title, foot, ...content) {
    let box = null;
    const close = () => box.remove();
    box = D('sheet-box', {}, D('mask', { onClick: close }),
      V('sheet', {}, V('sheet-head', {}, T('sheet-title', title),
        V('sheet-close', { onClick: close }, '✕')),
      V('sheet-body', {}, content), foot ? V('sheet-foot', {}, foot(close)) : null));
    layer.append(box);
    return close;
  }

  const wide = (words, onClick) => h('taro-button-core', { cls: 'button button-primary', onClick }, words);

  /* One of several: touching marks it, the button takes it. */
  function pick(title, options, first, done) {
    let chosen = first;
    const lines = options.map(([value, words]) => V('pick-line', {
      onClick: () => { chosen = value; show(); },
    }, T('pick-words', words)));
    const show = () => lines.forEach((line, n) =>
      look(line, options[n][0] === chosen ? 'pick-line pick-line-on' : 'pick-line'));
    show();
    sheet(title, (close) => wide('确定', () => {
      const option = options.find(([value]) => value === chosen);
      if (!option) { toast('请先选择'); return; }
      close();
      done(option);
    }), lines);
  }

  const dismiss = () => layer.replaceChildren();

  /* Taro's own dialogs live beside the root and have listeners of their own. */
  function beside(names, ...content) {
    const box = D(names, {}, ...content);
    document.body.append(box);
    return box;
  }

  function toast(words) {
    document.querySelectorAll('.taro-toast').forEach((old) => old.remove());
    const box = beside('taro-toast', h('p', {}, words));
    clearTimeout(timer);
    timer = setTimeout(() => box.remove(), 1800);
  }

  function busy(on) {
    clearTimeout(waiting);
    document.querySelectorAll('.taro-loading').forEach((old) => old.remove());
    if (on) waiting = setTimeout(() => beside('taro-loading', D('ring', {})), 150);
  }

  function modal(title, words, confirm, cancel) {
    return new Promise((resolve) => {
      let box = null;
      const button = (names, label, answer) => {
        const node = D(names, {}, label);
        node.addEventListener('click', () => { box.remove(); resolve(answer); });
        return node;
      };
      box = beside('taro-modal', D('taro-modal__mask', {}), D('taro-modal__content', {},
        D('taro-modal__title', {}, title), D('taro-modal__text', {}, words),
        D('taro-modal__foot', {}, cancel ? button('taro-modal__cancel', cancel, false) : null,
          button('taro-modal__confirm', confirm, true))));
    });
  }

  const ask = (words) => modal('提示', words, '确定', '取消');
  const announce = (popup) => modal(popup.title, popup.text, popup.close, '');

  Object.assign(window.Taro, { layer, sheet, pick, wide, dismiss, toast, busy, ask, announce });
})();
