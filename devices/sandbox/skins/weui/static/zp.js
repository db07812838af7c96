/* The little of Zepto and FastClick that this app stands on: delegated events, `tap`, ajax.
 * A tap is fired by the end of a touch, or by a click where there was no touch; the click that
 * would follow a touch is swallowed, except on native inputs, which need it. */
var Z = (function () {
  'use strict';
  var NATIVE = 'input,textarea,select,label,video,iframe';
  var SLOP = 10;
  var LONG = 900;
  var start = null;
  var touchedAt = 0;

  function on(root, type, selector, work) {
    root.addEventListener(type, function (event) {
      var hit = event.target.closest ? event.target.closest(selector) : null;
      if (hit && root.contains(hit)) work.call(hit, event, hit);
    });
  }

  function fire(target, type) {
    target.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true }));
  }

  document.addEventListener('touchstart', function (event) {
    var touch = event.changedTouches[0];
    start = event.touches.length > 1 ? null
      : { x: touch.clientX, y: touch.clientY, at: Date.now(), target: event.target };
  }, { passive: true });

  document.addEventListener('touchend', function (event) {
    touchedAt = Date.now();
    if (!start) return;
    var touch = event.changedTouches[0];
    var far = Math.abs(touch.clientX - start.x) > SLOP || Math.abs(touch.clientY - start.y) > SLOP;
    var target = start.target;
    var late = touchedAt - start.at > LONG;
    start = null;
    if (far || late) return;
    if (!target.closest(NATIVE) && event.cancelable) event.preventDefault();
    fire(target, 'tap');
  }, { passive: false });

  document.addEventListener('click', function (event) {
    if (Date.now() - touchedAt > LONG) fire(event.target, 'tap');
  });

  /* done(body) gets the answer as JSON, or null where there was none. */
  function ajax(method, address, data, done) {
    var request = new XMLHttpRequest();
    request.open(method, address);
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    request.onload = function () {
      var body = null;
      try { body = JSON.parse(request.responseText); } catch (error) { body = null; }
      done(body);
    };
    request.onerror = function () { done(null); };
    request.send(data);
  }

  function each(root, selector, work) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), work);
  }

  function html(words) {
    return String(words === null || words === undefined ? '' : words)
      .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;').replace(/'/g, '&#39;');
  }

  /* A node from markup. */
  function make(markup) {
    var box = document.createElement('div');
    box.innerHTML = markup;
    return box.firstElementChild;
  }

  return { on: on, ajax: ajax, each: each, html: html, make: make };
})();
