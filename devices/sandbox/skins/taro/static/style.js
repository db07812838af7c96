/* CSS modules: taro.css is written with names that can be read, the page gets hashed ones. */
(function () {
  'use strict';
  const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const GLOBAL = /^(taro|weui|nut)-/;

  /* FNV-1a, five letters of it. */
  function hashed(name) {
    if (GLOBAL.test(name)) return name;
    let sum = 2166136261;
    [...`hospital-h5/${name}`].forEach((letter) => {
      sum = Math.imul(sum ^ letter.charCodeAt(0), 16777619) >>> 0;
    });
    let word = '_';
    for (let n = 0; n < 5; n += 1) {
      word += LETTERS[sum % LETTERS.length];
      sum = Math.floor(sum / LETTERS.length) + n * 7919;
    }
    return word;
  }

  const cls = (names) => names.split(' ').filter(Boolean).map(hashed).join(' ');

  async function inject() {
    const text = await (await fetch('/static/taro.css')).text();
    const style = document.createElement('style');
    style.textContent = text.replace(/\.([a-z][a-z0-9-]*)/g, (_, name) => `.${hashed(name)}`);
    document.head.append(style);
  }

  window.Taro = { cls, inject };
})();
