/* Every block of the page model as a Taro component would draw it. */
(function () {
  'use strict';
  const { h, V, D, T, image, icon, look, sheet, wide, toggle, choose } = window.Taro;

  const act = (client, what) => ({ onClick: () => client.act(what) });

  const button = (control, client, names) => h('taro-button-core', {
    cls: `button button-${control.tone} ${names}`,
    onClick: (event) => { event.stopPropagation(); client.act(control.act); },
  }, control.label);

  const titled = (block, ...inner) => V('panel', {},
    block.title ? V('panel-head', {}, T('panel-title', block.title)) : null, inner);

  const tile = (item, client, names, style) => V(names, { style, ...act(client, item.act) },
    icon('tile-icon', item.icon), T('tile-words', item.label));

  function grid(block, client) {
    if (block.look === 'float') {
      return V('floats', {}, block.items.map((item) => tile(item, client, 'tile float', {})));
    }
    if (block.look === 'carousel') {
      return titled(block, h('taro-scroll-view-core', { cls: 'strip' },
        block.items.map((item) => tile(item, client, 'tile strip-tile', {}))));
    }
    const names = block.columns < 3 ? 'tile tile-big' : 'tile';
    return titled(block, V('grid', {}, block.items.map((item) =>
      tile(item, client, names, { width: `${100 / block.columns}%` }))));
  }

  const cells = (block, client) => titled(block, V('lines', {}, block.items.map((item) =>
    V('line', act(client, item.act), item.icon ? icon('line-icon', item.icon) : null,
      V('line-body', {}, T('line-words', item.label), item.note ? T('line-note', item.note) : null),
      item.value ? T('line-value', item.value) : null, D('arrow', {})))));

  const card = (block, client) => V('card', block.act ? act(client, block.act) : {},
    V('card-head', {}, block.image ? image('card-face', block.image) : null,
      T('card-title', block.title), block.tag ? T('card-tag', block.tag) : null),
    block.rows.map(([key, value]) => V('card-row', {}, T('card-key', key), T('card-value', value))),
    block.buttons.length ? V('card-foot', {},
      block.buttons.map((control) => button(control, client, 'button-small'))) : null);

  function days(block, client) {
    const pick = (what) => (what.kind === 'go' ? client.swap(what.to) : client.act(what));
    return h('taro-scroll-view-core', { cls: 'days' }, block.items.map((item, n) =>
      D(n === block.chosen ? 'day day-on' : 'day', { onClick: () => pick(item.act) },
        item.label.split(' ').map((words) => T('day-words', words)))));
  }

  /* Touching a time that is free asks for it again from below. */
  function slots(block, client) {
    const touched = (item) => {
      if (item.value === 'full') { client.act(item.act); return; }
      sheet('已选时段', (close) => wide('选好了', () => { close(); client.act(item.act); }),
        V('slot-chosen', {}, T('slot-words', `${item.label}  ${item.note}`)));
    };
    return titled(block, V('slots', {}, block.items.map((item) =>
      V(item.value === 'full' ? 'slot slot-full' : 'slot', { onClick: () => touched(item) },
        T('slot-words', item.label), T('slot-note', item.note)))));
  }

  function table(block) {
    const line = (names, words) => D(names, {}, words.map((word) => D('cell', {}, word)));
    return titled(block, D('table', {}, line('table-row table-head', block.head),
      block.rows.map((words) => line('table-row', words))));
  }

  const steps = (block) => titled(block, V('steps', {}, block.items.map(([head, words], n) =>
    V(n < block.done ? 'step step-done' : 'step', {}, D('step-number', {}, String(n + 1)),
      V('step-body', {}, T('step-title', head), T('step-words', words))))));

  const switches = (block, client) => titled(block, V('lines', {}, block.items.map((item) =>
    V('line', {}, V('line-body', {}, T('line-words', item.label),
      item.note ? T('line-note', item.note) : null),
    toggle(item.on, item.locked, (on) =>
      client.send(item.act.to, { ...item.act.data, on: on ? '1' : '' }))))));

  const said = (line) => V(line.mine ? 'said said-mine' : 'said', {},
    T('said-who', `${line.who} · ${line.time}`),
    line.image ? h('img', { cls: 'said-picture', src: line.image }) : null,
    line.text ? V('bubble', {}, T('bubble-words', line.text)) : null);

  function chat(block, client) {
    let draft = '';
    const send = (files) => client.send(block.post, { ...block.data, text: draft }, files);
    return V('chat', {}, block.lines.map(said), V('bar', {},
      block.attach ? V('attach', {
        onClick: () => choose('image/*', (file) => send({ [block.attach]: file })),
      }, T('attach-words', '＋')) : null,
      h('taro-input-core', { cls: 'input' }, h('input', {
        cls: 'weui-input', type: 'text', placeholder: block.hint, value: () => draft,
        onInput: (event) => { draft = event.target.value; },
      })),
      h('taro-button-core', { cls: 'button button-primary button-small', onClick: () => send({}) },
        block.send)));
  }

  function pattern(block, client) {
    let drawn = '';
    const dots = [...'123456789'].map((digit) => V('dot', {
      onClick: (event) => { drawn += digit; look(event.currentTarget, 'dot dot-on'); },
    }));
    return V('lock', {}, V('pad', {}, dots), wide(block.submit,
      () => client.send(block.post, { ...block.data, [block.name]: drawn })));
  }

  /* Heads over one body: only what is chosen is in the document.  names: the look of it. */
  function switcher(names, parts) {
    const body = V(`${names}-body`, {});
    const heads = parts.map((part, n) => D('', { onClick: () => choose(n) },
      T(`${names}-words`, part.label)));
    function choose(n) {
      heads.forEach((head, k) => look(head, k === n ? `${names}-head ${names}-head-on` : `${names}-head`));
      body.replaceChildren(...parts[n].content());
    }
    if (parts.length) choose(0);
    return V(names, {}, D(`${names}-heads`, {}, heads), body);
  }

  const tabs = (block, client) => switcher('tabs', block.items.map((tab) => ({
    label: tab.label, content: () => tab.blocks.map((inner) => draw(inner, client)),
  })));

  const media = (block, client) => V('media', {}, h('video', { cls: 'video', playsinline: true, muted: true }),
    T('media-title', block.title), T('media-state', block.state),
    V('buttons', {}, block.buttons.map((control) => button(control, client, ''))));

  const drawers = {
    heading: (block) => V('heading', {}, T('heading-words', block.text)),
    text: (block) => V(`words words-${block.tone}`, {}, T('words-text', block.text)),
    notice: (block) => D('nut-noticebar', {}, D('nut-noticebar-content', {}, block.text)),
    banner: (block) => V('banner', {}, h('img', { cls: 'banner-picture', src: block.image })),
    grid, cells, card, days, slots, table, steps, switches, chat, pattern, tabs, media,
    form: (block, client) => window.Taro.form(block, client),
    buttons: (block, client) => V('buttons', {}, block.items.map((one) => button(one, client, ''))),
    picture: (block) => V('picture', {}, h('img', { cls: 'picture-image', src: block.image }),
      block.caption ? T('picture-words', block.caption) : null),
    empty: (block) => D('nut-empty', {}, D('nut-empty-description', {}, block.text)),
    spinner: (block) => V('spinner', {}, D('ring', {}), T('spinner-words', block.text)),
    frame: (block) => h('iframe', { cls: 'frame', src: block.address, title: block.title }),
  };

  function draw(block, client) {
    return drawers[block.kind](block, client);
  }

  Object.assign(window.Taro, { block: draw, switcher });
})();
