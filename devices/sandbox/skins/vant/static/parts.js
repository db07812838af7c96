/* Small Vant-like parts: elements, toast, dialog, picker. */
(function () {
  'use strict';

  function el(name, attrs, ...children) {
    const [tag, ...classes] = name.split('.');
    const node = document.createElement(tag || 'div');
    if (classes.length) node.className = classes.join(' ');
    Object.entries(attrs || {}).forEach(([key, value]) => {
      if (key === 'tap') node.addEventListener('click', value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    });
    children.flat().forEach((child) => {
      if (child === null || child === undefined || child === '') return;
      node.append(child instanceof Node ? child : document.createTextNode(child));
    });
    return node;
  }

  let timer = 0;

  function toast(words) {
    document.querySelectorAll('.van-toast').forEach((old) => old.remove());
    const box = el('div.van-toast.van-toast--text', { role: 'status' },
      el('div.van-toast__text', null, words));
    document.body.append(box);
    clearTimeout(timer);
    timer = setTimeout(() => box.remove(), 2000);
  }

  function busy(on) {
    document.querySelectorAll('.van-loading-mask').forEach((old) => old.remove());
    if (on) document.body.append(el('div.van-loading-mask', null, el('span.van-loading__spinner')));
  }

  function overlay(box) {
    const mask = el('div.van-overlay');
    document.body.append(mask, box);
    return () => { mask.remove(); box.remove(); };
  }

  function ask(words) {
    return new Promise((resolve) => {
      let close = null;
      const button = (label, answer, kind) => el(`div.van-dialog__button.van-dialog__${kind}`,
        { tap: () => { close(); resolve(answer); } }, el('span', null, label));
      close = overlay(el('div.van-dialog', { role: 'dialog' },
        el('div.van-dialog__message', null, words),
        el('div.van-dialog__footer', null, button('取消', false, 'cancel'),
          button('确认', true, 'confirm'))));
    });
  }

  function announce(popup) {
    let close = null;
    close = overlay(el('div.van-dialog', { role: 'dialog' },
      el('div.van-dialog__header', null, popup.title),
      el('div.van-dialog__message', null, popup.text),
      el('div.van-dialog__footer', null, el('div.van-dialog__button.van-dialog__confirm',
        { tap: () => close() }, el('span', null, popup.close)))));
  }

  function picker(title, options, done) {
    let close = null;
    const line = (option) => el('div.van-picker__item',
      { role: 'button', tap: () => { close(); done(option); } }, option[1]);
    close = overlay(el('div.van-popup.van-popup--bottom', { role: 'dialog' },
      el('div.van-picker__toolbar', null,
        el('div.van-picker__cancel', { tap: () => close() }, '取消'),
        el('div.van-picker__title', null, title)),
      el('div.van-picker__columns', null, options.map(line))));
  }

  function sheet(title, blocks) {
    let close = null;
    close = overlay(el('div.van-popup.van-popup--bottom.van-popup--tall', { role: 'dialog' },
      el('div.van-popup__title', null, title),
      el('div.van-popup__body', null, blocks),
      el('div.van-button.van-button--primary.van-button--block', { tap: () => close() },
        el('span.van-button__text', null, '我知道了'))));
  }

  window.Van = { el, toast, busy, ask, announce, picker, sheet };
})();
