/* weui.js in small: toast, top tips, loading, dialog, action sheet, and the agreement to be read. */
var weui = (function () {
  'use strict';
  var TOAST_MS = 2000;
  var TIPS_MS = 3000;
  var loading = null;

  function put(markup) {
    var node = Z.make(markup);
    document.body.appendChild(node);
    return node;
  }

  function drop(node) {
    if (node && node.parentNode) node.parentNode.removeChild(node);
  }

  function clear(selector) {
    Z.each(document, selector, drop);
  }

  function toast(words) {
    clear('.js_toast');
    var node = put('<div class="js_toast" role="alert"><div class="weui-mask_transparent"></div>' +
      '<div class="weui-toast"><i class="weui-icon-success-no-circle weui-icon_toast"></i>' +
      '<p class="weui-toast__content">' + Z.html(words) + '</p></div></div>');
    setTimeout(function () { drop(node); }, TOAST_MS);
  }

  function topTips(words) {
    clear('.weui-toptips');
    var node = put('<div class="weui-toptips weui-toptips_warn" role="alert">' + Z.html(words) + '</div>');
    setTimeout(function () { drop(node); }, TIPS_MS);
  }

  function busy(state) {
    drop(loading);
    loading = state ? put('<div class="weui-loading_toast"><div class="weui-mask_transparent"></div>' +
      '<div class="weui-toast"><i class="weui-loading weui-icon_toast"></i>' +
      '<p class="weui-toast__content">数据加载中</p></div></div>') : null;
  }

  /* buttons: [{label, look, then}]; any of them closes the dialog first. */
  function dialog(title, words, buttons) {
    var node = put('<div class="js_dialog" role="dialog"><div class="weui-mask"></div><div class="weui-dialog">' +
      (title ? '<div class="weui-dialog__hd"><strong class="weui-dialog__title">' + Z.html(title) + '</strong></div>' : '') +
      '<div class="weui-dialog__bd">' + Z.html(words) + '</div><div class="weui-dialog__ft">' +
      buttons.map(function (button, n) {
        return '<a href="javascript:;" class="weui-dialog__btn weui-dialog__btn_' + button.look +
          '" data-n="' + n + '">' + Z.html(button.label) + '</a>';
      }).join('') + '</div></div></div>');
    Z.on(node, 'tap', '.weui-dialog__btn', function () {
      drop(node);
      var then = buttons[Number(this.getAttribute('data-n'))].then;
      if (then) then();
    });
  }

  function alert(words, title, label) {
    dialog(title || '', words, [{ label: label || '确定', look: 'primary' }]);
  }

  function confirm(words, yes) {
    dialog('提示', words, [{ label: '取消', look: 'default' }, { label: '确定', look: 'primary', then: yes }]);
  }

  /* items: [{label, look, then}] */
  function actionSheet(title, items) {
    var node = put('<div class="js_sheet"><div class="weui-mask js_close"></div>' +
      '<div class="weui-actionsheet weui-actionsheet_toggle">' +
      (title ? '<div class="weui-actionsheet__title"><p class="weui-actionsheet__title-text">' + Z.html(title) + '</p></div>' : '') +
      '<div class="weui-actionsheet__menu">' + items.map(function (item, n) {
        return '<div class="weui-actionsheet__cell weui-actionsheet__cell_' + item.look + '" data-n="' + n + '">' +
          Z.html(item.label) + '</div>';
      }).join('') + '</div><div class="weui-actionsheet__action">' +
      '<div class="weui-actionsheet__cell js_close">取消</div></div></div></div>');
    Z.on(node, 'tap', '.js_close,[data-n]', function () {
      drop(node);
      var n = this.getAttribute('data-n');
      if (n !== null) items[Number(n)].then();
    });
  }

  /* An agreement: may be consented to only once its end has been seen.  yes may be null. */
  function reader(title, markup, yes) {
    var node = put('<div class="js_dialog js_reader" role="dialog"><div class="weui-mask"></div>' +
      '<div class="weui-dialog weui-dialog_tall"><div class="weui-dialog__hd"><strong class="weui-dialog__title">' +
      Z.html(title) + '</strong></div><div class="weui-dialog__bd reader__text">' + markup + '</div>' +
      '<div class="weui-dialog__ft"><a href="javascript:;" class="weui-dialog__btn weui-dialog__btn_default" data-k="no">' +
      (yes ? '不同意' : '关闭') + '</a>' +
      (yes ? '<a href="javascript:;" class="weui-dialog__btn weui-dialog__btn_disabled" data-k="yes">请滑动阅读至底部</a>' : '') +
      '</div></div></div>');
    var text = node.querySelector('.reader__text');
    var agree = node.querySelector('[data-k="yes"]');
    function look() {
      if (!agree || text.scrollTop + text.clientHeight < text.scrollHeight - 8) return;
      agree.className = 'weui-dialog__btn weui-dialog__btn_primary';
      agree.textContent = '已阅读并同意';
    }
    text.addEventListener('scroll', look);
    look();
    Z.on(node, 'tap', '[data-k]', function () {
      if (this.className.indexOf('_disabled') > 0) { topTips('请先阅读全文'); return; }
      drop(node);
      if (this === agree) yes();
    });
  }

  function closeAll() {
    clear('.js_dialog,.js_sheet,.js_picker');
  }

  return {
    toast: toast, topTips: topTips, busy: busy, dialog: dialog, alert: alert, confirm: confirm,
    actionSheet: actionSheet, reader: reader, closeAll: closeAll, put: put, drop: drop
  };
})();
