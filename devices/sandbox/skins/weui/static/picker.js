/* The wheel from the bottom: columns that are dragged (or tapped) until the wanted line stands in
 * the middle, and 确定.  The lines lie under a mask, as in weui.js: only positions count. */
(function () {
  'use strict';
  var ROW = 34;
  var MIDDLE = 3;
  var SLOP = 6;

  function offsetOf(index) { return (MIDDLE - index) * ROW; }

  function point(event) {
    var touch = (event.changedTouches || [])[0];
    return touch ? touch.clientY : event.clientY;
  }

  /* One column; rows are words.  `turned(index)` is called when it has come to rest. */
  function column(group, rows, index, turned) {
    var content = group.querySelector('.weui-picker__content');
    var offset = offsetOf(index);
    var from = null;
    var began = 0;

    function place(value, smooth) {
      content.style.transition = smooth ? 'transform .2s' : 'none';
      content.style.transform = 'translate3d(0,' + value + 'px,0)';
    }

    function settle(value) {
      var n = Math.max(0, Math.min(rows.length - 1, Math.round(MIDDLE - value / ROW)));
      offset = offsetOf(n);
      place(offset, true);
      turned(n);
    }

    function down(event) { from = point(event); began = offset; }

    function move(event) {
      if (from === null) return;
      if (event.cancelable) event.preventDefault();
      offset = began + point(event) - from;
      place(offset, false);
    }

    function up(event) {
      if (from === null) return;
      var travelled = point(event) - from;
      from = null;
      if (Math.abs(travelled) > SLOP) { settle(offset); return; }
      var row = Math.floor((point(event) - group.getBoundingClientRect().top) / ROW) - MIDDLE;
      settle(began - row * ROW);
    }

    group.addEventListener('touchstart', down, { passive: true });
    group.addEventListener('touchmove', move, { passive: false });
    group.addEventListener('touchend', up);
    group.addEventListener('mousedown', down);
    group.addEventListener('mousemove', move);
    group.addEventListener('mouseup', up);
    group.addEventListener('mouseleave', up);
    place(offset, false);
    return function (others) {
      rows = others;
      content.innerHTML = items(rows);
      settle(offset);
    };
  }

  function items(rows) {
    return rows.map(function (row) {
      return '<div class="weui-picker__item">' + Z.html(row) + '</div>';
    }).join('');
  }

  function open(title, columns) {
    var node = weui.put('<div class="js_picker"><div class="weui-mask" data-k="no"></div>' +
      '<div class="weui-half-screen-dialog weui-picker"><div class="weui-picker__hd">' +
      '<a href="javascript:;" class="weui-picker__action" data-k="no">取消</a>' +
      '<span class="weui-picker__name">' + Z.html(title) + '</span>' +
      '<a href="javascript:;" class="weui-picker__action" data-k="yes">确定</a></div>' +
      '<div class="weui-picker__bd">' + columns.map(function (rows) {
        return '<div class="weui-picker__group"><div class="weui-picker__content">' + items(rows) + '</div>' +
          '<div class="weui-picker__mask"></div><div class="weui-picker__indicator"></div></div>';
      }).join('') + '</div></div></div>');
    return node;
  }

  function closing(node, yes) {
    Z.on(node, 'tap', '[data-k]', function () {
      weui.drop(node);
      if (this.getAttribute('data-k') === 'yes') yes();
    });
  }

  /* options: [[value, words]]; done(option) */
  weui.picker = function (title, options, value, done) {
    var words = options.map(function (option) { return option[1]; });
    var chosen = Math.max(0, options.map(function (option) { return option[0]; }).indexOf(value));
    var node = open(title, [words]);
    column(node.querySelector('.weui-picker__group'), words, chosen, function (n) { chosen = n; });
    closing(node, function () { if (options.length) done(options[chosen]); });
  };

  function range(first, last) {
    var numbers = [];
    for (var n = first; n <= last; n += 1) numbers.push(n);
    return numbers;
  }

  function named(numbers, unit) {
    return numbers.map(function (n) { return n + unit; });
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  /* value and result are YYYY-MM-DD; 110 years back to five ahead. */
  weui.datePicker = function (title, value, done) {
    var today = new Date();
    var at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.split('-').map(Number)
      : [today.getFullYear(), today.getMonth() + 1, today.getDate()];
    var first = today.getFullYear() - 110;
    function days() { return range(1, new Date(at[0], at[1], 0).getDate()); }
    var columns = [named(range(first, first + 115), '年'), named(range(1, 12), '月'), named(days(), '日')];
    var node = open(title, columns);
    var groups = node.querySelectorAll('.weui-picker__group');
    var refill = column(groups[2], columns[2], at[2] - 1, function (n) { at[2] = n + 1; });
    column(groups[0], columns[0], at[0] - first, function (n) { at[0] = first + n; refill(named(days(), '日')); });
    column(groups[1], columns[1], at[1] - 1, function (n) { at[1] = n + 1; refill(named(days(), '日')); });
    closing(node, function () { done(at[0] + '-' + two(at[1]) + '-' + two(at[2])); });
  };
})();
