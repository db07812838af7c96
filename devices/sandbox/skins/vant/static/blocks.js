/* Every block of the page model, drawn the Vant way. */
(function () {
  'use strict';
  const { el } = window.Van;

  const icon = (name) => el('img.van-icon__image', { src: `/picture/icon/${name || 'doc'}.svg`, alt: '' });

  function button(control, client, extra) {
    const look = control.tone === 'muted' ? 'default' : control.tone;
    return el(`div.van-button.van-button--${look}${extra || ''}`,
      { tap: (event) => { event.stopPropagation(); client.act(control.act); } },
      el('span.van-button__text', null, control.label));
  }

  function grid(block, client) {
    const items = block.items.map((item) => el('div.van-grid-item',
      { style: `flex-basis:${100 / block.columns}%`, tap: () => client.act(item.act) },
      el('div.van-grid-item__content', null, icon(item.icon),
        el('span.van-grid-item__text', null, item.label))));
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.van-grid', null, items));
  }

  function cells(block, client) {
    const items = block.items.map((item) => el('div.van-cell.van-cell--clickable',
      { tap: () => client.act(item.act) },
      item.icon ? icon(item.icon) : null,
      el('div.van-cell__title', null, el('span', null, item.label),
        item.note ? el('div.van-cell__label', null, item.note) : null),
      item.value ? el('div.van-cell__value', null, item.value) : null,
      el('i.van-icon-arrow')));
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.van-cell-group', null, items));
  }

  function card(block, client) {
    const node = el('div.card', block.act ? { tap: () => client.act(block.act) } : null,
      el('div.card__head', null,
        block.image ? el('img.card__image', { src: block.image, alt: '' }) : null,
        el('div.card__title', null, block.title),
        block.tag ? el('span.van-tag', null, block.tag) : null),
      block.rows.map(([key, value]) => el('div.card__row', null,
        el('span.card__key', null, key), el('span.card__value', null, value))));
    if (block.buttons.length) {
      node.append(el('div.card__foot', null,
        block.buttons.map((control) => button(control, client, '.van-button--small'))));
    }
    if (block.act) node.classList.add('card--clickable');
    return node;
  }

  function days(block, client) {
    return el('div.days', null, block.items.map((item, n) => {
      const [date, week] = item.label.split(' ');
      return el(`div.days__item${n === block.chosen ? '.days__item--active' : ''}`,
        { tap: () => client.act(item.act) },
        el('div', null, week || ''), el('div', null, date));
    }));
  }

  function slots(block, client) {
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.slots', null, block.items.map((item) =>
        el(`div.slots__item${item.value === 'full' ? '.slots__item--full' : ''}`,
          { tap: () => client.act(item.act) },
          el('div.slots__time', null, item.label), el('div.slots__left', null, item.note)))));
  }

  function table(block) {
    const line = (cellsOf, cls) => el(`div.grid-table__row${cls}`, null,
      cellsOf.map((text) => el('div.grid-table__cell', null, text)));
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.grid-table', null, line(block.head, '.grid-table__row--head'),
        block.rows.map((cellsOf) => line(cellsOf, ''))));
  }

  function steps(block) {
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.van-steps', null, block.items.map(([title, text], n) =>
        el(`div.van-step${n < block.done ? '.van-step--finish' : ''}`, null,
          el('div.van-step__title', null, title), el('div.van-step__text', null, text)))));
  }

  function switches(block, client) {
    return el('div.section', null, block.title ? el('div.section__title', null, block.title) : null,
      el('div.van-cell-group', null, block.items.map((item) => {
        const knob = el(`div.van-switch${item.locked ? '.van-switch--disabled' : ''}`,
          { role: 'switch', 'aria-checked': String(item.on), 'aria-disabled': item.locked ? 'true' : null },
          el('div.van-switch__node'));
        knob.addEventListener('click', () => {
          if (item.locked) return;
          const on = knob.getAttribute('aria-checked') !== 'true';
          knob.setAttribute('aria-checked', String(on));
          client.send(item.act.to, { ...item.act.data, on: on ? '1' : '' });
        });
        return el('div.van-cell', null,
          el('div.van-cell__title', null, el('span', null, item.label),
            item.note ? el('div.van-cell__label', null, item.note) : null), knob);
      })));
  }

  function chat(block, client) {
    const text = el('input.van-field__control', { type: 'text', placeholder: block.hint });
    const files = {};
    let pick = null;
    if (block.attach) {
      pick = el('input.van-uploader__input', { type: 'file', name: block.attach, accept: 'image/*' });
      pick.addEventListener('change', () => {
        files[block.attach] = pick.files[0];
        client.send(block.post, { ...block.data, text: text.value }, files);
      });
    }
    const lines = block.lines.map((line) => el(`div.bubble${line.mine ? '.bubble--mine' : ''}`, null,
      el('div.bubble__who', null, `${line.who} ${line.time}`),
      line.image ? el('img.bubble__image', { src: line.image, alt: '图片' }) : null,
      line.text ? el('div.bubble__text', null, line.text) : null));
    const bar = el('div.chat__bar', null,
      pick ? el('div.van-uploader', null, el('div.van-uploader__upload', null, el('span', null, '图片'), pick)) : null,
      text,
      el('div.van-button.van-button--primary.van-button--small',
        { tap: () => client.send(block.post, { ...block.data, text: text.value }) },
        el('span.van-button__text', null, block.send)));
    return el('div.chat', null, lines, bar);
  }

  function pattern(block, client) {
    let drawn = '';
    const dots = [...'123456789'].map((digit) => el('div.pattern__dot', {
      'aria-label': `第${digit}点`,
      tap: (event) => { drawn += digit; event.currentTarget.classList.add('pattern__dot--on'); },
    }));
    return el('div.section', null, el('div.pattern', null, dots),
      el('div.van-button.van-button--primary.van-button--block',
        { tap: () => client.send(block.post, { ...block.data, [block.name]: drawn }) },
        el('span.van-button__text', null, block.submit)));
  }

  function tabs(block, client) {
    const body = el('div.van-tabs__content');
    const heads = block.items.map((tab, n) => el('div.van-tab', {
      role: 'tab', 'aria-selected': String(n === 0), tap: () => choose(n),
    }, el('span.van-tab__text', null, tab.label)));
    function choose(n) {
      heads.forEach((head, k) => {
        head.setAttribute('aria-selected', String(k === n));
        head.classList.toggle('van-tab--active', k === n);
      });
      body.replaceChildren(...block.items[n].blocks.map((inner) => draw(inner, client)));
    }
    choose(0);
    return el('div.van-tabs', null, el('div.van-tabs__nav', { role: 'tablist' }, heads), body);
  }

  const drawers = {
    heading: (block) => el('div.heading', null, block.text),
    text: (block) => el(`div.paragraph.paragraph--${block.tone}`, null, block.text),
    notice: (block) => el('div.van-notice-bar', null, block.text),
    banner: (block) => el('div.van-swipe', null, el('img', { src: block.image, alt: block.alt })),
    grid, cells, card, days, slots, table, steps, switches, chat, pattern, tabs,
    form: (block, client) => window.Van.form(block, client),
    buttons: (block, client) => el('div.buttons', null,
      block.items.map((control) => button(control, client, '.van-button--block'))),
    picture: (block) => el('div.picture', null, el('img', { src: block.image, alt: block.alt }),
      block.caption ? el('div.picture__caption', null, block.caption) : null),
    media: (block, client) => el('div.media', null, el('video', { playsinline: '', muted: '' }),
      el('div.media__title', null, block.title), el('div.media__state', null, block.state),
      el('div.buttons', null, block.buttons.map((control) => button(control, client, '')))),
    empty: (block) => el('div.van-empty', null, el('div.van-empty__image'),
      el('div.van-empty__description', null, block.text)),
    spinner: (block) => el('div.van-loading', null, el('span.van-loading__spinner'),
      el('span.van-loading__text', null, block.text)),
    frame: (block) => el('iframe.frame', { src: block.address, title: block.title }),
  };

  function draw(block, client) {
    return drawers[block.kind](block, client);
  }

  window.Van.block = draw;
})();
