/* uni-form: rows with a label and a control; ticks and switches are drawn, pictures are chosen. */
(function () {
  'use strict';
  const { el, view, text, image, toast, ask } = window.Uni;

  function row(field, control, extra) {
    return view('form-item', null,
      view('form-item__label', null, field.required && field.kind !== 'hidden'
        ? text('form-item__star', '*') : null, text('form-item__title', field.label)),
      view('form-item__content', null, control, extra || null));
  }

  /* The hint is a div that goes away while something is written. */
  function written(kind, box, hint) {
    const words = el(`div.uni-${kind}-placeholder`, null, hint);
    const show = () => { words.style.display = box.value ? 'none' : ''; };
    box.addEventListener('input', show);
    show();
    return el(`uni-${kind}.form-${kind}`, null, el(`div.uni-${kind}-wrapper`, null, words, box));
  }

  function input(field, values) {
    const types = { tel: 'tel', number: 'number', password: 'password', code: 'number' };
    const box = el('input.uni-input-input', { type: types[field.kind] || 'text', maxlength: 140,
      step: field.kind === 'number' ? '0.000000000000000001' : null,
      autocomplete: 'off', enterkeyhint: 'done' });
    box.value = values[field.name] = field.value || '';
    box.addEventListener('input', () => { values[field.name] = box.value; });
    return written('input', box, field.hint);
  }

  function area(field, values) {
    const box = el('textarea.uni-textarea-textarea', { maxlength: 1000, enterkeyhint: 'done' });
    box.value = values[field.name] = field.value || '';
    box.addEventListener('input', () => { values[field.name] = box.value; });
    return row(field, written('textarea', box, field.hint));
  }

  function code(field, values, client) {
    let left = 0;
    const button = view('code-button', {
      tap: async () => {
        if (left > 0) return;
        const outcome = await client.send(field.code.act.to, values);
        if (outcome.ok) count(60);
      },
    }, text('code-button__text', field.code.label));
    function count(seconds) {
      left = seconds;
      button.querySelector('span').textContent = left ? `${left}s 后重新获取` : field.code.label;
      button.classList.toggle('code-button--off', left > 0);
      if (left && button.isConnected) setTimeout(() => count(left - 1), 1000);
    }
    return row(field, input(field, values), button);
  }

  /* A <picker> round the line that shows what is chosen. */
  function chooser(field, values, open) {
    const shown = text('picker-value', field.value ? '' : field.hint || '请选择');
    const write = (value, words) => {
      values[field.name] = value;
      shown.firstChild.textContent = words;
      shown.classList.add('picker-value--set');
    };
    values[field.name] = '';
    const picker = el('uni-picker.form-picker', { tap: () => open(write) },
      el('div', null, view('picker-line', null, shown, el('uni-icons.arrow'))));
    return [row(field, picker), write];
  }

  function select(field, values) {
    const words = field.options.map((option) => option[1]);
    const place = (value) => field.options.findIndex((option) => option[0] === value);
    const [line, write] = chooser(field, values, (done) => window.Uni.openPicker(
      [words], [Math.max(0, place(values[field.name]))], ([n]) => done(...field.options[n])));
    if (place(field.value) >= 0) write(...field.options[place(field.value)]);
    return line;
  }

  function date(field, values) {
    const [line, write] = chooser(field, values,
      (done) => window.Uni.openDate(values[field.name], (day) => done(day, day)));
    if (field.value) write(field.value, field.value);
    return line;
  }

  /* kind: checkbox or radio; a label round the drawn box and its words. */
  function tick(kind, words, on, tapped) {
    const box = el(`div.uni-${kind}-input`);
    const set = (state) => box.classList.toggle(`uni-${kind}-input-checked`, state);
    set(on);
    const label = el('uni-label.tick', { tap: () => tapped(set) },
      el(`uni-${kind}`, null, el(`div.uni-${kind}-wrapper`, null, box)),
      words ? text('tick__words', words) : null);
    return { label, set };
  }

  function radios(field, values) {
    values[field.name] = field.value || '';
    const ticks = field.options.map(([value, words]) => tick('radio', words, value === field.value,
      (set) => {
        values[field.name] = value;
        ticks.forEach((other) => other.set(false));
        set(true);
      }));
    return row(field, el('uni-radio-group', null, ticks.map((one) => one.label)));
  }

  function checks(field, values) {
    const chosen = new Set((field.value || '').split(',').filter(Boolean));
    const keep = () => { values[field.name] = [...chosen].join(','); };
    keep();
    return row(field, el('uni-checkbox-group', null, field.options.map(([value, words]) =>
      tick('checkbox', words, chosen.has(value), (set) => {
        if (!chosen.delete(value)) chosen.add(value);
        set(chosen.has(value));
        keep();
      }).label)));
  }

  /* <switch>; changed(on) is told after it has moved. */
  function toggle(on, locked, changed) {
    const knob = el('div.uni-switch-input', null);
    knob.classList.toggle('uni-switch-input-checked', on);
    knob.classList.toggle('uni-switch-input-disabled', locked);
    return el('uni-switch', {
      tap: () => { if (!locked) changed(knob.classList.toggle('uni-switch-input-checked')); },
    }, el('div.uni-switch-wrapper', null, knob));
  }

  function flip(field, values) {
    values[field.name] = field.value;
    return row(field, toggle(field.value === '1', false, (on) => { values[field.name] = on ? '1' : ''; }));
  }

  /* uni.chooseImage / chooseFile: the file input exists only while one chooses. */
  function choose(accept, done) {
    const box = el('input', { type: 'file', accept,
      style: 'position:absolute;visibility:hidden;z-index:-999;width:0;height:0;top:0;left:0' });
    box.addEventListener('change', () => {
      if (box.files.length) done(box.files[0]);
      box.remove();
    });
    box.addEventListener('cancel', () => box.remove());
    document.body.append(box);
    box.click();
  }

  function upload(field, values, files) {
    const list = view('upload');
    const add = view('upload__add', {
      tap: () => choose('image/*,.pdf', (file) => { files[field.name] = file; show(); }),
    }, text('upload__plus', '+'));
    function show() {
      const file = files[field.name];
      const shown = file && file.type.startsWith('image/')
        ? image('upload__picture', URL.createObjectURL(file)) : file && text('upload__name', file.name);
      list.replaceChildren(...[shown, file ? view('upload__remove', {
        tap: () => { delete files[field.name]; show(); } }, '×') : add].filter(Boolean));
    }
    show();
    return row(field, list);
  }

  function draw(field, values, files, client) {
    switch (field.kind) {
      case 'code': return code(field, values, client);
      case 'select': return select(field, values);
      case 'date': return date(field, values);
      case 'radio': return radios(field, values);
      case 'checkbox': return checks(field, values);
      case 'switch': return flip(field, values);
      case 'file': return upload(field, values, files);
      case 'textarea': return area(field, values);
      case 'hidden': values[field.name] = field.value; return null;
      default: return row(field, input(field, values),
        field.image ? image('form-captcha', field.image) : null);
    }
  }

  function consent(part, state, client) {
    const links = part.links.map((link) => el('uni-navigator.agree__link',
      { tap: () => client.act(link.act) }, link.label));
    if (!part.tickable) return view('agree', null, text('agree__words', part.text), links);
    state.ticked = part.ticked;
    const one = tick('checkbox', part.text, part.ticked, (set) => {
      state.ticked = !state.ticked;
      set(state.ticked);
    });
    return view('agree', null, one.label, links);
  }

  function gap(form, values, files) {
    return form.fields.find((field) => field.required && field.kind !== 'hidden'
      && !values[field.name] && !files[field.name]);
  }

  function form(part, client) {
    const values = { ...part.data };
    const files = {};
    const state = { ticked: true };
    const rows = part.fields.map((field) => draw(field, values, files, client));
    const submit = async () => {
      const open = gap(part, values, files);
      if (open) { toast(`${open.label}不能为空`); return; }
      if (part.agreement && part.agreement.forced && !state.ticked) { toast(part.agreement.refusal); return; }
      if (part.ask && !(await ask(part.ask))) return;
      if (part.agreement) values[part.agreement.name] = state.ticked ? '1' : '';
      client.send(part.post, values, files);
    };
    return el('uni-form.form', null, el('span', null, view('form-list', null, rows),
      part.agreement ? consent(part.agreement, state, client) : null,
      view('form-submit', null, el('uni-button', { type: 'primary', tap: submit }, part.submit))));
  }

  Object.assign(window.Uni, { form, toggle, choose, written });
})();
