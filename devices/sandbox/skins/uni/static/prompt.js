/* uni.showToast, uni.showLoading, uni.showModal. */
(function () {
  'use strict';
  const { el } = window.Uni;
  let timer = 0;
  let waiting = 0;

  const root = () => document.querySelector('uni-app');

  function toast(words) {
    document.querySelectorAll('uni-toast.said').forEach((old) => old.remove());
    const box = el('uni-toast.said', { 'data-duration': '2000' },
      el('div.uni-sample-toast', null, el('p.uni-simple-toast__text', null, words)));
    root().append(box);
    clearTimeout(timer);
    timer = setTimeout(() => box.remove(), 2000);
  }

  /* Shown only while something takes its time. */
  function busy(on) {
    clearTimeout(waiting);
    document.querySelectorAll('uni-toast.loading').forEach((old) => old.remove());
    if (!on) return;
    waiting = setTimeout(() => root().append(el('uni-toast.loading', null,
      el('div.uni-mask.uni-mask-clear'),
      el('div.uni-toast', null, el('i.uni-icon_toast.uni-loading'),
        el('p.uni-toast__content', null, '加载中')))), 200);
  }

  function modal(title, words, confirm, cancel) {
    return new Promise((resolve) => {
      let box = null;
      const button = (label, answer, look) => el(`div.uni-modal__btn.uni-modal__btn_${look}`,
        { tap: () => { box.remove(); resolve(answer); } }, label);
      box = el('uni-modal', null, el('div.uni-mask'), el('div.uni-modal', null,
        el('div.uni-modal__hd', null, el('strong.uni-modal__title', null, title)),
        el('div.uni-modal__bd', null, words),
        el('div.uni-modal__ft', null, cancel ? button(cancel, false, 'default') : null,
          button(confirm, true, 'primary'))));
      root().append(box);
    });
  }

  const ask = (words) => modal('提示', words, '确定', '取消');
  const announce = (popup) => modal(popup.title, popup.text, popup.close, '');

  /* Dialogs and pickers belong to the page that opened them. */
  function dismiss() {
    document.querySelectorAll('uni-modal,.uni-picker-container').forEach((old) => old.remove());
  }

  Object.assign(window.Uni, { toast, busy, ask, announce, dismiss });
})();
