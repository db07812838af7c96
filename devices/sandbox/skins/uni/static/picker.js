/* <uni-picker>: a sheet with wheels; the line in the middle is chosen, 确定 takes it. */
(function () {
  'use strict';
  const { el } = window.Uni;
  const LINE = 40;

  /* One wheel: lines are moved under the indicator by dragging, turning or tapping. */
  function wheel(words, first, changed) {
    const lines = words.map((word) => el('div.uni-picker-item', null, word));
    const content = el('div.uni-picker-view-content', null, lines);
    const group = el('div.uni-picker-view-group', null, el('div.uni-picker-view-mask'),
      el('div.uni-picker-view-indicator'), content);
    let at = first;
    let from = null;
    const show = (n) => {
      at = Math.max(0, Math.min(words.length - 1, n));
      content.style.transform = `translateY(${-LINE * at}px)`;
      changed(at);
    };
    lines.forEach((line, n) => line.addEventListener('click', () => show(n)));
    group.addEventListener('wheel', (event) => {
      event.preventDefault();
      show(at + Math.sign(event.deltaY));
    });
    group.addEventListener('touchstart', (event) => {
      from = { y: event.touches[0].clientY, at };
    }, { passive: true });
    group.addEventListener('touchmove', (event) => {
      if (Math.abs(from.y - event.touches[0].clientY) < 8) return;
      event.preventDefault();
      show(from.at + Math.round((from.y - event.touches[0].clientY) / LINE));
    });
    group.addEventListener('scroll', () => { group.scrollTop = 0; });
    show(first);
    return el('uni-picker-view-column', null, group);
  }

  /* columns: lists of words; done(chosen positions). */
  function open(columns, first, done) {
    const chosen = [...first];
    let box = null;
    const close = () => box.remove();
    const action = (label, look, then) => el(`div.uni-picker-action.uni-picker-action-${look}`,
      { tap: () => { close(); then(); } }, label);
    const wheels = columns.map((words, n) => wheel(words, first[n], (at) => { chosen[n] = at; }));
    box = el('div.uni-picker-container', null,
      el('div.uni-mask.uni-picker-mask', { tap: close }),
      el('div.uni-picker-custom.uni-picker-toggle', null,
        el('div.uni-picker-header', null, action('取消', 'cancel', () => {}),
          action('确定', 'confirm', () => done(chosen))),
        el('div.uni-picker-content', null, el('uni-picker-view', null,
          el('div.uni-picker-view-wrapper', null, wheels)))));
    document.querySelector('uni-app').append(box);
  }

  const pad = (n) => String(n).padStart(2, '0');
  const span = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

  /* mode="date": year, month, day; done("2026-03-05"), a day that exists. */
  function openDate(value, done) {
    const now = value ? new Date(value) : new Date();
    const years = span(now.getFullYear() - 100, now.getFullYear() + 10);
    const columns = [years.map((y) => `${y}年`), span(1, 12).map((m) => `${m}月`),
      span(1, 31).map((d) => `${d}日`)];
    const first = [years.indexOf(now.getFullYear()), now.getMonth(), now.getDate() - 1];
    open(columns, first, ([y, m, d]) => {
      const last = new Date(years[y], m + 1, 0).getDate();
      done(`${years[y]}-${pad(m + 1)}-${pad(Math.min(d + 1, last))}`);
    });
  }

  Object.assign(window.Uni, { openPicker: open, openDate });
})();
