/* Forms the WeUI way: cells with native inputs; what needs a wheel is kept in a hidden input. */
var field = (function () {
  'use strict';
  var h = Z.html;
  var GROUPED = { radio: radios, checkbox: checks, textarea: area, file: upload };

  function attr(name, value) { return ' ' + name + '="' + h(value) + '"'; }

  function cell(look, label, body, foot) {
    return '<div class="weui-cell ' + look + '"><div class="weui-cell__hd"><label class="weui-label">' + h(label) +
      '</label></div><div class="weui-cell__bd">' + body + '</div>' +
      (foot ? '<div class="weui-cell__ft">' + foot + '</div>' : '') + '</div>';
  }

  function input(f, type) {
    return '<input class="weui-input" type="' + type + '"' + attr('name', f.name) +
      attr('placeholder', f.hint) + attr('value', f.value) + ' autocomplete="off">';
  }

  function wheel(f, kind) {
    var preset = f.options.filter(function (option) { return option[0] === f.value; })[0];
    var shown = preset ? preset[1] : f.value;
    return '<a href="javascript:;" class="weui-cell weui-cell_access weui-cell_select"' + attr('data-wheel', kind) +
      attr('data-options', JSON.stringify(f.options)) + attr('data-label', f.label) + '>' +
      '<div class="weui-cell__hd"><span class="weui-label">' + h(f.label) + '</span></div>' +
      '<div class="weui-cell__bd' + (shown ? '' : ' weui-cell__bd_empty') + '">' + h(shown || f.hint || '请选择') + '</div>' +
      '<div class="weui-cell__ft"></div><input type="hidden"' + attr('name', f.name) + attr('value', f.value) + '></a>';
  }

  function line(f) {
    if (f.kind === 'select' || f.kind === 'date') return wheel(f, f.kind);
    if (f.kind === 'code') {
      return cell('weui-cell_vcode', f.label, input(f, 'tel'), '<a href="javascript:;" class="weui-vcode-btn"' +
        attr('data-code', f.code.act.to) + '>' + h(f.code.label) + '</a>');
    }
    if (f.kind === 'switch') {
      return '<label class="weui-cell weui-cell_switch"><div class="weui-cell__bd">' + h(f.label) +
        '</div><div class="weui-cell__ft"><input class="weui-switch" type="checkbox" value="1"' + attr('name', f.name) +
        (f.value === '1' ? ' checked' : '') + '></div></label>';
    }
    return cell('', f.label, input(f, f.kind), f.image ? '<img class="weui-vcode-img" src="' + h(f.image) + '" alt="">' : '');
  }

  function choices(f, type, look, icon, ticked) {
    return '<div class="weui-cells__title">' + h(f.label) + '</div><div class="weui-cells ' + look + '">' +
      f.options.map(function (option) {
        return '<label class="weui-cell weui-check__label">' + icon(0) +
          '<div class="weui-cell__bd"><p>' + h(option[1]) + '</p></div><input type="' + type +
          '" class="weui-check"' + attr('name', f.name) + attr('value', option[0]) +
          (ticked(option[0]) ? ' checked' : '') + '>' + icon(1) + '</label>';
      }).join('') + '</div>';
  }

  function radios(f) {
    return choices(f, 'radio', 'weui-cells_radio', function (side) {
      return side ? '<span class="weui-icon-checked"></span>' : '';
    }, function (value) { return value === f.value; });
  }

  function checks(f) {
    var set = f.value.split(',');
    return choices(f, 'checkbox', 'weui-cells_checkbox', function (side) {
      return side ? '<i class="weui-icon-box"></i>' : '';
    }, function (value) { return set.indexOf(value) >= 0; });
  }

  function area(f) {
    return '<div class="weui-cells__title">' + h(f.label) + '</div><div class="weui-cells"><div class="weui-cell">' +
      '<div class="weui-cell__bd"><textarea class="weui-textarea" rows="3" maxlength="200"' + attr('name', f.name) +
      attr('placeholder', f.hint) + '>' + h(f.value) + '</textarea><div class="weui-textarea-counter"><span>' +
      f.value.length + '</span>/200</div></div></div></div>';
  }

  function upload(f) {
    return '<div class="weui-cells"><div class="weui-cell"><div class="weui-cell__bd"><div class="weui-uploader">' +
      '<div class="weui-uploader__hd"><p class="weui-uploader__title">' + h(f.label) + '</p>' +
      '<div class="weui-uploader__info">0/1</div></div><div class="weui-uploader__bd"><ul class="weui-uploader__files"></ul>' +
      '<div class="weui-uploader__input-box"><input class="weui-uploader__input" type="file" accept="image/*,.pdf"' +
      attr('name', f.name) + '></div></div></div></div></div></div>';
  }

  function hidden(values) {
    return Object.keys(values).map(function (name) {
      return '<input type="hidden"' + attr('name', name) + attr('value', values[name]) + '>';
    }).join('');
  }

  /* Neighbouring single-line fields share one group of cells. */
  function rows(fields) {
    var out = '';
    var open = [];
    function flush() {
      if (open.length) out += '<div class="weui-cells weui-cells_form">' + open.join('') + '</div>';
      open = [];
    }
    fields.forEach(function (f) {
      if (f.kind === 'hidden') { out += hidden({ [f.name]: f.value }); return; }
      if (!GROUPED[f.kind]) { open.push(line(f)); return; }
      flush();
      out += GROUPED[f.kind](f);
    });
    flush();
    return out;
  }

  function agree(row) {
    var links = row.links.map(function (link) {
      var reads = link.act.kind === 'go';
      return '<a href="javascript:;"' + (reads ? attr('data-read', link.act.to) : tpl.act(link.act)) + '>' + h(link.label) + '</a>';
    }).join('');
    if (!row.tickable) return '<div class="weui-agree"><span class="weui-agree__text">' + h(row.text) + links + '</span></div>';
    return '<label class="weui-agree"><input type="checkbox" class="weui-agree__checkbox" value="1"' + attr('name', row.name) +
      (row.ticked ? ' checked' : '') + (row.forced ? attr('data-refusal', row.refusal) : '') + '>' +
      '<span class="weui-agree__text">' + h(row.text) + links + '</span></label>';
  }

  function form(b) {
    var needs = b.fields.filter(function (f) { return f.required && f.kind !== 'hidden' && f.kind !== 'switch'; })
      .map(function (f) { return [f.name, f.label]; });
    return '<form class="weui-form" action="javascript:;" autocomplete="off"' + attr('data-post', b.post) +
      attr('data-ask', b.ask) + attr('data-needs', JSON.stringify(needs)) + '>' + hidden(b.data) + rows(b.fields) +
      (b.agreement ? agree(b.agreement) : '') + '<div class="weui-btn-area"><a href="javascript:;" ' +
      'class="weui-btn weui-btn_primary" data-submit="1">' + h(b.submit) + '</a></div></form>';
  }

  /* The label of a required field that is still empty, or "". */
  function missing(node) {
    var data = new FormData(node);
    var gap = JSON.parse(node.getAttribute('data-needs') || '[]').filter(function (need) {
      var value = data.get(need[0]);
      return !value || (value instanceof File && !value.name);
    })[0];
    return gap ? gap[1] : '';
  }

  function turn(line) {
    var kept = line.querySelector('input');
    function keep(value, words) {
      kept.value = value;
      var body = line.querySelector('.weui-cell__bd');
      body.textContent = words;
      body.className = 'weui-cell__bd';
    }
    if (line.getAttribute('data-wheel') === 'date') {
      weui.datePicker(line.getAttribute('data-label'), kept.value, function (day) { keep(day, day); });
      return;
    }
    weui.picker(line.getAttribute('data-label'), JSON.parse(line.getAttribute('data-options')), kept.value,
      function (option) { keep(option[0], option[1]); });
  }

  function picked(input) {
    var box = input.closest('.weui-uploader');
    var files = Array.prototype.slice.call(input.files);
    box.querySelector('.weui-uploader__info').textContent = files.length + '/1';
    box.querySelector('.weui-uploader__files').innerHTML = files.map(function (file) {
      return '<li class="weui-uploader__file" style="background-image:url(' + URL.createObjectURL(file) + ')"></li>';
    }).join('');
  }

  return { form: form, hidden: hidden, missing: missing, turn: turn, picked: picked };
})();
