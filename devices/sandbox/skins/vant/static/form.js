/* Vant-like forms: van-field rows with real inputs, pickers, radios, uploader, agreement row. */
(function () {
  'use strict';
  const { el, toast, ask, picker, sheet } = window.Van;

  function row(field, control, extra) {
    return el('div.van-cell.van-field', null,
      el('div.van-cell__title.van-field__label', null, el('span', null, field.label)),
      el('div.van-cell__value.van-field__value', null,
        el('div.van-field__body', null, control, extra || null)));
  }

  function input(field, values, type) {
    const box = el('input.van-field__control',
      { type, name: field.name, placeholder: field.hint, value: field.value || null });
    values[field.name] = field.value || '';
    box.addEventListener('input', () => { values[field.name] = box.value; });
    return box;
  }

  function code(field, values, client) {
    const send = el('div.van-button.van-button--small.van-button--primary', {
      tap: async () => {
        if (send.classList.contains('van-button--disabled')) return;
        const outcome = await client.send(field.code.act.to, values);
        if (!outcome.ok) return;
        send.classList.add('van-button--disabled');
        setTimeout(() => send.classList.remove('van-button--disabled'), 60000);
      },
    }, el('span.van-button__text', null, field.code.label));
    return row(field, input(field, values, 'tel'), el('div.van-field__button', null, send));
  }

  function select(field, values) {
    const shown = el('div.van-field__control.van-field__placeholder', null, field.hint || '请选择');
    const line = row(field, shown, el('i.van-icon-arrow'));
    const choose = (option) => {
      values[field.name] = option[0];
      shown.textContent = option[1];
      shown.classList.remove('van-field__placeholder');
    };
    values[field.name] = '';
    const preset = field.options.find((option) => option[0] === field.value);
    if (preset) choose(preset);
    line.classList.add('van-cell--clickable');
    line.addEventListener('click', () => picker(field.label, field.options, choose));
    return line;
  }

  function radios(field, values) {
    values[field.name] = field.value || '';
    const items = field.options.map((option) => el('div.van-radio', {
      role: 'radio', 'aria-checked': String(option[0] === field.value),
      tap: (event) => {
        values[field.name] = option[0];
        items.forEach((item) => item.setAttribute('aria-checked', 'false'));
        event.currentTarget.setAttribute('aria-checked', 'true');
      },
    }, el('i.van-radio__icon'), el('span.van-radio__label', null, option[1])));
    return row(field, el('div.van-radio-group', { role: 'radiogroup' }, items));
  }

  function box(label, ticked, changed) {
    const node = el('div.van-checkbox', {
      role: 'checkbox', 'aria-checked': String(ticked),
      tap: () => {
        const on = node.getAttribute('aria-checked') !== 'true';
        node.setAttribute('aria-checked', String(on));
        changed(on);
      },
    }, el('i.van-checkbox__icon'), el('span.van-checkbox__label', null, label));
    return node;
  }

  function checks(field, values) {
    const chosen = new Set((field.value || '').split(',').filter(Boolean));
    const keep = () => { values[field.name] = [...chosen].join(','); };
    keep();
    return row(field, el('div.van-checkbox-group', null, field.options.map((option) =>
      box(option[1], chosen.has(option[0]), (on) => {
        if (on) chosen.add(option[0]); else chosen.delete(option[0]);
        keep();
      }))));
  }

  function upload(field, values, files) {
    const name = el('span.van-uploader__name');
    const pick = el('input.van-uploader__input', { type: 'file', name: field.name, accept: 'image/*,.pdf' });
    pick.addEventListener('change', () => {
      if (!pick.files.length) return;
      files[field.name] = pick.files[0];
      name.textContent = pick.files[0].name;
    });
    return row(field, el('div.van-uploader', null,
      el('div.van-uploader__upload', null, el('span', null, '+'), pick), name));
  }

  function toggle(field, values) {
    const node = el('div.van-switch', { role: 'switch', 'aria-checked': String(field.value === '1') },
      el('div.van-switch__node'));
    values[field.name] = field.value;
    node.addEventListener('click', () => {
      const on = node.getAttribute('aria-checked') !== 'true';
      node.setAttribute('aria-checked', String(on));
      values[field.name] = on ? '1' : '';
    });
    return row(field, node);
  }

  function area(field, values) {
    const node = el('textarea.van-field__control', { name: field.name, placeholder: field.hint, rows: 4 });
    node.value = field.value;
    values[field.name] = field.value;
    node.addEventListener('input', () => { values[field.name] = node.value; });
    return row(field, node);
  }

  function draw(field, values, files, client) {
    switch (field.kind) {
      case 'code': return code(field, values, client);
      case 'select': return select(field, values);
      case 'radio': return radios(field, values);
      case 'checkbox': return checks(field, values);
      case 'switch': return toggle(field, values);
      case 'file': return upload(field, values, files);
      case 'textarea': return area(field, values);
      case 'hidden': values[field.name] = field.value; return null;
      default: {
        const picture = field.image ? el('img.van-field__picture', { src: field.image, alt: '' }) : null;
        return row(field, input(field, values, field.kind), picture);
      }
    }
  }

  async function readAgreement(link, client) {
    const body = await client.fetchPage(link.act.to);
    if (!body || !body.page) { toast('网络异常，请稍后重试'); return; }
    sheet(body.page.title, body.page.blocks.map((block) => window.Van.block(block, client)));
  }

  function agreement(row_, state, client) {
    const links = row_.links.map((link) => el('span.van-link', {
      tap: (event) => {
        event.stopPropagation();
        if (link.act.kind === 'go') readAgreement(link, client); else client.act(link.act);
      },
    }, link.label));
    if (!row_.tickable) return el('div.agreement', null, el('span', null, row_.text), links);
    state.ticked = row_.ticked;
    return el('div.agreement', null, box(row_.text, row_.ticked, (on) => { state.ticked = on; }), links);
  }

  function missing(form, values, files) {
    return form.fields.find((field) => field.required && field.kind !== 'hidden'
      && !values[field.name] && !files[field.name]);
  }

  window.Van.form = function (form, client) {
    const values = { ...form.data };
    const files = {};
    const state = { ticked: true };
    const rows = form.fields.map((field) => draw(field, values, files, client));
    const consent = form.agreement ? agreement(form.agreement, state, client) : null;
    const submit = el('div.van-button.van-button--primary.van-button--block', {
      tap: async () => {
        const gap = missing(form, values, files);
        if (gap) { toast('请填写' + gap.label); return; }
        if (form.agreement && form.agreement.forced && !state.ticked) {
          toast(form.agreement.refusal);
          return;
        }
        if (form.ask && !(await ask(form.ask))) return;
        if (form.agreement && state.ticked) values[form.agreement.name] = '1';
        client.send(form.post, values, files);
      },
    }, el('span.van-button__text', null, form.submit));
    return el('div.van-form', null, el('div.van-cell-group', null, rows), consent,
      el('div.van-form__submit', null, submit));
  };
})();
