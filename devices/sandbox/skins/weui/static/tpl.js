/* Every block of the page model as WeUI markup.  What a touch does is written on the element
 * (data-act …); one handler on the container reads it (app.js). */
var tpl = (function () {
  'use strict';
  var h = Z.html;
  var LOOKS = { primary: 'primary', plain: 'default', muted: 'default', danger: 'warn' };

  function attr(name, value) { return ' ' + name + '="' + h(value) + '"'; }

  function act(a) {
    return attr('data-act', a.kind) + attr('data-to', a.to) +
      (a.ask ? attr('data-ask', a.ask) : '') +
      (Object.keys(a.data).length ? attr('data-data', JSON.stringify(a.data)) : '');
  }

  function icon(name) { return '<img src="/picture/icon/' + encodeURIComponent(name || 'doc') + '.svg" alt="">'; }

  function title(words) { return words ? '<div class="weui-cells__title">' + h(words) + '</div>' : ''; }

  function link(control, look) {
    return '<a href="javascript:;" class="' + look + '"' + act(control.act) +
      (control.tone === 'danger' ? ' data-grave="1"' : '') + '>' + h(control.label) + '</a>';
  }

  function button(control) {
    return link(control, 'weui-btn weui-btn_' + LOOKS[control.tone]);
  }

  function grid(b) {
    return title(b.title) + '<div class="weui-grids">' + b.items.map(function (item) {
      return '<a href="javascript:;" class="weui-grid" style="width:' + (100 / b.columns) + '%"' + act(item.act) + '>' +
        '<div class="weui-grid__icon">' + icon(item.icon) + '</div><p class="weui-grid__label">' + h(item.label) + '</p></a>';
    }).join('') + '</div>';
  }

  function cells(b) {
    return title(b.title) + '<div class="weui-cells">' + b.items.map(function (item) {
      return '<a href="javascript:;" class="weui-cell weui-cell_access"' + act(item.act) + '>' +
        (item.icon ? '<div class="weui-cell__hd">' + icon(item.icon) + '</div>' : '') +
        '<div class="weui-cell__bd"><p>' + h(item.label) + '</p>' +
        (item.note ? '<p class="weui-cell__desc">' + h(item.note) + '</p>' : '') + '</div>' +
        '<div class="weui-cell__ft">' + h(item.value) + '</div></a>';
    }).join('') + '</div>';
  }

  /* Two buttons find room under a card; more hide behind 更多 in an action sheet. */
  function foot(buttons) {
    if (!buttons.length) return '';
    var shown = buttons.length > 2 ? buttons.slice(0, 1) : buttons;
    var rest = buttons.slice(shown.length);
    return '<div class="weui-form-preview__ft">' + shown.map(function (control) {
      return link(control, 'weui-form-preview__btn weui-form-preview__btn_' + LOOKS[control.tone]);
    }).join('') + (rest.length ? '<a href="javascript:;" class="weui-form-preview__btn weui-form-preview__btn_default"' +
      attr('data-more', JSON.stringify(rest)) + '>更多</a>' : '') + '</div>';
  }

  function preview(rows) {
    return rows.map(function (row) {
      return '<div class="weui-form-preview__item"><span class="weui-form-preview__label">' + h(row[0]) +
        '</span><span class="weui-form-preview__value">' + h(row[1]) + '</span></div>';
    }).join('');
  }

  function card(b) {
    var tag = b.tag ? '<em class="weui-form-preview__tag">' + h(b.tag) + '</em>' : '';
    var head = b.image
      ? '<div class="weui-media-box weui-media-box_appmsg"><div class="weui-media-box__hd"><img class="weui-media-box__thumb" src="' +
        h(b.image) + '" alt=""></div><div class="weui-media-box__bd"><h4 class="weui-media-box__title">' + h(b.title) + tag + '</h4></div></div>'
      : '<div class="weui-form-preview__hd"><span class="weui-form-preview__title">' + h(b.title) + '</span>' + tag + '</div>';
    return '<div class="weui-form-preview"' + (b.act ? act(b.act) : '') + '>' + head +
      '<div class="weui-form-preview__bd">' + preview(b.rows) + '</div>' + foot(b.buttons) + '</div>';
  }

  function days(b) {
    return '<div class="week">' + b.items.map(function (item, n) {
      var parts = item.label.split(' ');
      return '<div class="week__day' + (n === b.chosen ? ' week__day_on' : '') + '"' + act(item.act) + '><p>' +
        h(parts[1] || '') + '</p><p>' + h(parts[0]) + '</p></div>';
    }).join('') + '</div>';
  }

  function slots(b) {
    return title(b.title) + '<div class="weui-cells">' + b.items.map(function (item) {
      return '<div class="weui-cell weui-cell_access' + (item.value === 'full' ? ' slot_full' : '') + '"' + act(item.act) + '>' +
        '<div class="weui-cell__bd">' + h(item.label) + '</div><div class="weui-cell__ft">' + h(item.note) + '</div></div>';
    }).join('') + '</div>';
  }

  function table(b) {
    function row(texts, tag) {
      return '<tr>' + texts.map(function (text) { return '<' + tag + '>' + h(text) + '</' + tag + '>'; }).join('') + '</tr>';
    }
    return title(b.title) + '<div class="sheet"><table><thead>' + row(b.head, 'th') + '</thead><tbody>' +
      b.rows.map(function (texts) { return row(texts, 'td'); }).join('') + '</tbody></table></div>';
  }

  function steps(b) {
    return title(b.title) + '<ul class="track">' + b.items.map(function (item, n) {
      return '<li class="' + (n < b.done ? 'track__done' : '') + '"><strong>' + h(item[0]) + '</strong><p>' + h(item[1]) + '</p></li>';
    }).join('') + '</ul>';
  }

  function switches(b) {
    return title(b.title) + '<div class="weui-cells">' + b.items.map(function (item) {
      return '<label class="weui-cell weui-cell_switch"><div class="weui-cell__bd"><p>' + h(item.label) + '</p>' +
        (item.note ? '<p class="weui-cell__desc">' + h(item.note) + '</p>' : '') + '</div><div class="weui-cell__ft">' +
        '<input class="weui-switch" type="checkbox"' + act(item.act).replace('data-act=', 'data-switch=') +
        (item.on ? ' checked' : '') + (item.locked ? ' disabled' : '') + '></div></label>';
    }).join('') + '</div>';
  }

  function chat(b) {
    return '<div class="talk">' + b.lines.map(function (line) {
      return '<div class="talk__line' + (line.mine ? ' talk__line_mine' : '') + '"><p class="talk__who">' + h(line.who) + ' ' +
        h(line.time) + '</p><div class="talk__bubble">' + (line.image ? '<img src="' + h(line.image) + '" alt="图片">' : '') +
        h(line.text) + '</div></div>';
    }).join('') + '</div><form class="talk__bar" action="javascript:;"' + attr('data-post', b.post) + '>' + field.hidden(b.data) +
      (b.attach ? '<label class="talk__more">+<input type="file" accept="image/*" data-attach="1"' + attr('name', b.attach) + '></label>' : '') +
      '<input class="weui-input" type="text" name="text"' + attr('placeholder', b.hint) + '>' +
      '<a href="javascript:;" class="weui-btn weui-btn_mini weui-btn_primary" data-submit="1">' + h(b.send) + '</a></form>';
  }

  function pattern(b) {
    return '<form class="gesture" action="javascript:;"' + attr('data-post', b.post) + '>' + field.hidden(b.data) +
      '<input type="hidden" value=""' + attr('name', b.name) + ' data-drawn="1"><div class="gesture__pad">' +
      '123456789'.split('').map(function (digit) {
        return '<i class="gesture__dot" data-dot="' + digit + '" aria-label="第' + digit + '点"></i>';
      }).join('') + '</div><div class="weui-btn-area"><a href="javascript:;" class="weui-btn weui-btn_primary" data-submit="1">' +
      h(b.submit) + '</a></div></form>';
  }

  function media(b) {
    return '<div class="stage"><video muted playsinline></video><p>' + h(b.title) + '</p><p class="weui-cell__desc">' +
      h(b.state) + '</p></div>' + area(b.buttons);
  }

  function area(buttons) {
    return buttons.length ? '<div class="weui-btn-area">' + buttons.map(button).join('') + '</div>' : '';
  }

  function tabs(b) {
    return '<div class="weui-tab"><div class="weui-navbar">' + b.items.map(function (tab, n) {
      return '<div class="weui-navbar__item' + (n ? '' : ' weui-bar__item_on') + '" data-tab="' + n + '">' + h(tab.label) + '</div>';
    }).join('') + '</div>' + b.items.map(function (tab, n) {
      return '<div class="js_panel"' + (n ? ' style="display:none"' : '') + '>' + blocks(tab.blocks) + '</div>';
    }).join('') + '</div>';
  }

  var drawers = {
    heading: function (b) { return '<h2 class="article__head">' + h(b.text) + '</h2>'; },
    text: function (b) { return '<p class="article__text article__text_' + b.tone + '">' + h(b.text) + '</p>'; },
    notice: function (b) { return '<div class="weui-cells__tips">' + h(b.text) + '</div>'; },
    banner: function (b) { return '<div class="swiper"><img src="' + h(b.image) + '" alt="' + h(b.alt) + '"></div>'; },
    picture: function (b) {
      return '<div class="photo"><img src="' + h(b.image) + '" alt="' + h(b.alt) + '">' +
        (b.caption ? '<p class="weui-cell__desc">' + h(b.caption) + '</p>' : '') + '</div>';
    },
    empty: function (b) {
      return '<div class="weui-loadmore weui-loadmore_line"><span class="weui-loadmore__tips">' + h(b.text) + '</span></div>';
    },
    spinner: function (b) {
      return '<div class="weui-loadmore"><i class="weui-loading"></i><span class="weui-loadmore__tips">' + h(b.text) + '</span></div>';
    },
    frame: function (b) { return '<iframe class="frame" src="' + h(b.address) + '" title="' + h(b.title) + '"></iframe>'; },
    buttons: function (b) { return area(b.items); },
    form: function (b) { return field.form(b); },
    grid: grid, cells: cells, card: card, days: days, slots: slots, table: table, steps: steps,
    switches: switches, chat: chat, pattern: pattern, media: media, tabs: tabs
  };

  function blocks(list) {
    return list.map(function (b) { return drawers[b.kind](b); }).join('');
  }

  function tabbar(page) {
    return '<div class="weui-tabbar">' + page.tabs.map(function (tab, n) {
      return '<a href="javascript:;" class="weui-tabbar__item' + (n === page.active ? ' weui-bar__item_on' : '') + '"' +
        act(tab.act) + '>' + icon(tab.icon).replace('<img', '<img class="weui-tabbar__icon"') +
        '<p class="weui-tabbar__label">' + h(tab.label) + '</p></a>';
    }).join('') + '</div>';
  }

  return { act: act, blocks: blocks, tabbar: tabbar };
})();
