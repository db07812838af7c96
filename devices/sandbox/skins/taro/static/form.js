/* Forms the NutUI way: controlled inputs, drawn radios and boxes, choices from a bottom sheet. */
(function () {
  'use strict';
  const { h, V, D, T, image, look, pick, sheet, wide, toast, ask } = window.Taro;

  const row = (field, ...content) => V('row', {}, V('row-label', {}, T('row-words', field.label)),
    V('row-body', {}, content));

  function input(field, values) {
    const types = { tel: 'tel', number: 'number', password: 'password', code: 'tel', date: 'date' };
    values[field.name] = field.value || '';
    return h('taro-input-core', { cls: 'input' }, h('input', {
      cls: 'weui-input', type: types[field.kind] || 'text', placeholder: field.hint,
      value: () => values[field.name],
      onInput: (event) => { values[field.name] = event.target.value; },
    }));
  }

  function area(field, values) {
    values[field.name] = field.value || '';
    return row(field, h('taro-textarea-core', { cls: 'input' }, h('textarea', {
      cls: 'taro-textarea', placeholder: field.hint, rows: 3, value: () => values[field.name],
      onInput: (event) => { values[field.name] = event.target.value; },
    })));
  }

  function code(field, values, client) {
    let left = 0;
    const words = T('code-words', field.code.label);
    const button = V('code', {
      onClick: async () => {
        if (left) return;
        const outcome = await client.send(field.code.act.to, values);
        if (outcome.ok) count(60);
      },
    }, words);
    function count(seconds) {
      left = seconds;
      words.textContent = left ? `${left} 秒` : field.code.label;
      if (left && button.isConnected) setTimeout(() => count(left - 1), 1000);
    }
    return row(field, input(field, values), button);
  }

  function select(field, values) {
    const preset = field.options.find(([value]) => value === field.value);
    const words = T('chosen', preset ? preset[1] : field.hint || '请选择');
    values[field.name] = preset ? preset[0] : '';
    const open = () => pick(field.label, field.options, values[field.name], ([value, label]) => {
      values[field.name] = value;
      words.textContent = label;
    });
    return row(field, V('choose', { onClick: open }, words, D('arrow', {})));
  }

  /* kind: radio or checkbox; several are marked as `is` says after each touch. */
  function marks(kind, options, is, touched) {
    const icons = options.map(() => D('', {}));
    const show = () => icons.forEach((node, n) => look(node,
      `nut-${kind}-icon${is(options[n][0]) ? ` nut-${kind}-icon-checked` : ''}`));
    const items = options.map(([value, words], n) => D(`nut-${kind}`, {
      onClick: () => { touched(value); show(); },
    }, icons[n], D(`nut-${kind}-label`, {}, words)));
    show();
    return D(`nut-${kind}-group`, {}, items);
  }

  function radios(field, values) {
    values[field.name] = field.value || '';
    return row(field, marks('radio', field.options, (value) => value === values[field.name],
      (value) => { values[field.name] = value; }));
  }

  function checks(field, values) {
    const chosen = new Set((field.value || '').split(',').filter(Boolean));
    values[field.name] = [...chosen].join(',');
    return row(field, marks('checkbox', field.options, (value) => chosen.has(value), (value) => {
      if (!chosen.delete(value)) chosen.add(value);
      values[field.name] = [...chosen].join(',');
    }));
  }

  const toggle = (on, locked, changed) => h('taro-switch-core', {}, h('input', {
    type: 'checkbox', cls: 'weui-switch', checked: on, disabled: locked,
    onChange: (event) => changed(event.target.checked),
  }));

  function flip(field, values) {
    values[field.name] = field.value;
    return row(field, toggle(field.value === '1', false, (on) => { values[field.name] = on ? '1' : ''; }));
  }

  /* Taro.chooseImage: one file input for the whole app, far outside the page. */
  function choose(accept, done) {
    let box = document.getElementById('taroChooseImage');
    if (!box) {
      box = document.createElement('input');
      Object.assign(box, { type: 'file', id: 'taroChooseImage' });
      Object.assign(box.style, { position: 'fixed', top: '-4000px', left: '-3000px', zIndex: '-300' });
      document.body.append(box);
    }
    Object.assign(box, { accept, value: '' });
    box.onchange = () => { if (box.files.length) done(box.files[0]); };
    box.click();
  }

  function upload(field, values, files) {
    const shown = V('file-name', {});
    return row(field, V('file', {
      onClick: () => choose('image/*,.pdf', (file) => {
        files[field.name] = file;
        shown.textContent = file.name;
      }),
    }, T('file-plus', '＋')), shown);
  }

  function draw(field, values, files, client) {
    switch (field.kind) {
      case 'code': return code(field, values, client);
      case 'select': return select(field, values);
      case 'radio': return radios(field, values);
      case 'checkbox': return checks(field, values);
      case 'switch': return flip(field, values);
      case 'file': return upload(field, values, files);
      case 'textarea': return area(field, values);
      case 'hidden': values[field.name] = field.value; return null;
      default: return row(field, input(field, values),
        field.image ? image('captcha', field.image) : null);
    }
  }

  async function read(link, client) {
    const body = await client.fetchPage(link.act.to);
    if (!body || !body.page) { toast('网络异常，请稍后重试'); return; }
    sheet(body.page.title, (close) => wide('知道了', close),
      body.page.blocks.map((one) => window.Taro.block(one, client)));
  }

  function consent(part, state, client) {
    const links = part.links.map((link) => T('link', link.label));
    const line = V('links', {}, part.links.map((link, n) => V('link-box', {
      onClick: () => (link.act.kind === 'go' ? read(link, client) : client.act(link.act)),
    }, links[n])));
    if (!part.tickable) return V('consent', {}, T('consent-words', part.text), line);
    state.ticked = part.ticked;
    return V('consent', {}, marks('checkbox', [['1', part.text]], () => state.ticked,
      () => { state.ticked = !state.ticked; }), line);
  }

  const gap = (form, values, files) => form.fields.find((field) => field.required
    && field.kind !== 'hidden' && !values[field.name] && !files[field.name]);

  function form(part, client) {
    const values = { ...part.data };
    const files = {};
    const state = { ticked: true };
    const rows = part.fields.map((field) => draw(field, values, files, client));
    const submit = async () => {
      const open = gap(part, values, files);
      if (open) { toast(`请完善${open.label}`); return; }
      if (part.agreement && part.agreement.forced && !state.ticked) { toast(part.agreement.refusal); return; }
      if (part.ask && !(await ask(part.ask))) return;
      if (part.agreement) values[part.agreement.name] = state.ticked ? '1' : '';
      client.send(part.post, values, files);
    };
    return V('form', {}, V('rows', {}, rows),
      part.agreement ? consent(part.agreement, state, client) : null, wide(part.submit, submit));
  }

  Object.assign(window.Taro, { form, toggle, choose });
})();
