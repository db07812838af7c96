/* Every block of the page model, as uni-ui components would draw it. */
(function () {
  'use strict';
  const { el, view, text, image, wide, icon, scroller, swiper, toggle } = window.Uni;
  const LOOKS = { primary: 'primary', danger: 'warn', plain: 'default', muted: 'default' };
  const AT_ONCE = 8;

  function button(control, client, size) {
    return el('uni-button', {
      type: LOOKS[control.tone], size, plain: control.tone === 'plain' ? 'true' : null,
      tap: (event) => { event.stopPropagation(); client.act(control.act); },
    }, control.label);
  }

  const titled = (block, cls, ...inner) => view(`section.${cls}`, null,
    block.title ? view('section__head', null, text('section__title', block.title)) : null, ...inner);

  const icons = (items, columns, client) => el('uni-grid', null, items.map((item) =>
    el('uni-grid-item', { style: `width:${100 / columns}%`, tap: () => client.act(item.act) },
      view('grid-box', null, icon('grid-box__icon', item.icon), text('grid-box__label', item.label)))));

  /* A line of icons per slide. */
  function slides(block, client) {
    const lines = [];
    for (let n = 0; n < block.items.length; n += block.columns) {
      lines.push(icons(block.items.slice(n, n + block.columns), block.columns, client));
    }
    return titled(block, 'section--grid', swiper('menu-swiper', lines, 0));
  }

  const fabs = (block, client) => view('fabs', null, block.items.map((item) =>
    el('uni-fab', { tap: () => client.act(item.act) }, icon('fab__icon', item.icon),
      text('fab__label', item.label))));

  function grid(block, client) {
    if (block.look === 'carousel') return slides(block, client);
    if (block.look === 'float') return fabs(block, client);
    return titled(block, 'section--grid', icons(block.items, block.columns, client));
  }

  function cells(block, client) {
    return titled(block, 'section--list', el('uni-list', null, block.items.map((item) =>
      el('uni-list-item', { tap: () => client.act(item.act) },
        item.icon ? icon('list__icon', item.icon) : null,
        view('list__body', null, text('list__title', item.label),
          item.note ? text('list__note', item.note) : null),
        item.value ? text('list__value', item.value) : null, el('uni-icons.arrow')))));
  }

  function card(block, client) {
    return view('card', block.act ? { tap: () => client.act(block.act) } : null,
      view('card__head', null, block.image ? image('card__face', block.image) : null,
        text('card__title', block.title), block.tag ? text('card__tag', block.tag) : null),
      block.rows.map(([key, value]) => view('card__row', null,
        text('card__key', `${key}：`), text('card__value', value))),
      block.buttons.length ? view('card__foot', null,
        block.buttons.map((control) => button(control, client, 'mini'))) : null);
  }

  /* Choosing a day changes this page, it opens no new one. */
  function days(block, client) {
    const pick = (act) => (act.kind === 'go' ? client.swap(act.to) : client.act(act));
    return scroller('days', true, null, block.items.map((item, n) => {
      const [date, week] = item.label.split(' ');
      return view(n === block.chosen ? 'day.day--on' : 'day', { tap: () => pick(item.act) },
        text('day__week', week || ''), text('day__date', date));
    }));
  }

  function slots(block, client) {
    return titled(block, 'section--slots', view('slots', null, block.items.map((item) =>
      view(item.value === 'full' ? 'slot.slot--full' : 'slot', { tap: () => client.act(item.act) },
        text('slot__time', item.label), text('slot__left', item.note)))));
  }

  function table(block) {
    const line = (tag, words) => el('uni-tr', null, words.map((word) => el(tag, null, text('cell', word))));
    return titled(block, 'section--table', el('uni-table', null, line('uni-th', block.head),
      block.rows.map((words) => line('uni-td', words))));
  }

  function steps(block) {
    return titled(block, 'section--steps', el('uni-steps', null, block.items.map(([head, words], n) =>
      view(n < block.done ? 'step.step--done' : 'step', null, view('step__dot'),
        view('step__body', null, text('step__title', head), text('step__words', words))))));
  }

  function switches(block, client) {
    return titled(block, 'section--list', el('uni-list', null, block.items.map((item) =>
      el('uni-list-item', null,
        view('list__body', null, text('list__title', item.label),
          item.note ? text('list__note', item.note) : null),
        toggle(item.on, item.locked, (on) =>
          client.send(item.act.to, { ...item.act.data, on: on ? '1' : '' }))))));
  }

  function line(part) {
    return view(part.mine ? 'said.said--mine' : 'said', null,
      text('said__who', `${part.who}  ${part.time}`),
      part.image ? wide('said__picture', part.image) : null,
      part.text ? view('said__bubble', null, text('said__words', part.text)) : null);
  }

  function chat(block, client) {
    const box = el('input.uni-input-input', { type: 'text', 'confirm-type': 'send', autocomplete: 'off' });
    const send = (files) => client.send(block.post, { ...block.data, text: box.value }, files);
    const attach = block.attach ? view('chat__attach', {
      tap: () => window.Uni.choose('image/*', (file) => send({ [block.attach]: file })),
    }, icon('chat__icon', 'upload')) : null;
    return view('chat', null, block.lines.map(line), view('chat__bar', null, attach,
      window.Uni.written('input', box, block.hint),
      el('uni-button', { type: 'primary', size: 'mini', tap: () => send({}) }, block.send)));
  }

  function pattern(block, client) {
    let drawn = '';
    const dots = [...'123456789'].map((digit) => view('lock__dot', {
      'data-index': digit,
      tap: (event) => { drawn += digit; event.currentTarget.classList.add('lock__dot--on'); },
    }));
    const submit = () => client.send(block.post, { ...block.data, [block.name]: drawn });
    return view('lock', null, view('lock__pad', null, dots),
      view('form-submit', null, el('uni-button', { type: 'primary', tap: submit }, block.submit)));
  }

  /* All panes are there, one is shown. */
  function tabs(block, client) {
    const panes = block.items.map((tab) => view('pane', null, tab.blocks.map((one) => draw(one, client))));
    const heads = block.items.map((tab, n) => view('tabs__head', { tap: () => choose(n) },
      text('tabs__label', tab.label)));
    function choose(n) {
      heads.forEach((head, k) => head.classList.toggle('tabs__head--on', k === n));
      panes.forEach((pane, k) => { pane.style.display = k === n ? '' : 'none'; });
    }
    choose(0);
    return view('tabs', null, scroller('tabs__heads', true, null, heads), panes);
  }

  const media = (block, client) => view('media', null,
    el('uni-video', null, el('div.uni-video-container', null,
      el('video.uni-video-video', { playsinline: '', muted: '' }))),
    text('media__title', block.title), text('media__state', block.state),
    view('media__buttons', null, block.buttons.map((control) => button(control, client, null))));

  const slide = (block) => image('banner__picture', block.image);

  const drawers = {
    heading: (block) => view('heading', null, text('heading__words', block.text)),
    text: (block) => view(`words.words--${block.tone}`, null, text('words__text', block.text)),
    notice: (block) => el('uni-notice-bar', null, el('uni-icons.horn'), text('notice', block.text)),
    banner: (block) => swiper('banner', [slide(block), slide(block)], 5000),
    grid, cells, card, days, slots, table, steps, switches, chat, pattern, tabs, media,
    form: (block, client) => window.Uni.form(block, client),
    buttons: (block, client) => view('buttons', null,
      block.items.map((control) => button(control, client, null))),
    picture: (block) => view('picture', null, wide('picture__image', block.image),
      block.caption ? text('picture__caption', block.caption) : null),
    empty: (block) => view('empty', null, view('empty__image'), text('empty__words', block.text)),
    spinner: (block) => el('uni-load-more', null, el('i.uni-loading'), text('more__words', block.text)),
    frame: (block) => el('uni-web-view', null, el('iframe', { src: block.address, title: block.title })),
  };

  function draw(block, client) {
    return drawers[block.kind](block, client);
  }

  /* The body of a page in its scroller: long lists come in portions as one nears the end. */
  function body(blocks, client) {
    const long = blocks.filter((one) => one.kind === 'card' || one.kind === 'cells').length > AT_ONCE;
    const content = view('content');
    const foot = long ? el('uni-load-more', null, text('more__words', '上拉显示更多')) : null;
    const left = [...blocks];
    const more = () => {
      content.append(...left.splice(0, long ? AT_ONCE : left.length).map((one) => draw(one, client)));
      if (!left.length && foot) foot.querySelector('span').textContent = '没有更多数据了';
    };
    more();
    return scroller('page-scroll', false, () => { if (left.length) more(); }, content, foot);
  }

  window.Uni.body = body;
})();
