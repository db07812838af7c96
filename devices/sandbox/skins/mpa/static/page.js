/* What an old jQuery page would do: tips, asking before sending, tabs, code button. */
(function () {
  'use strict';

  window.showTip = function (words) {
    var old = document.getElementById('tip');
    if (old) old.parentNode.removeChild(old);
    var box = document.createElement('div');
    box.id = 'tip';
    box.appendChild(document.createTextNode(words));
    document.body.appendChild(box);
    setTimeout(function () { if (box.parentNode) box.parentNode.removeChild(box); }, 2500);
  };

  function each(selector, work, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), work);
  }

  each('form', function (form) {
    form.addEventListener('submit', function (event) {
      var box = form.querySelector('input[data-refusal]');
      if (box && !box.checked) {
        event.preventDefault();
        window.showTip(box.getAttribute('data-refusal'));
        return;
      }
      var ask = form.getAttribute('data-ask');
      if (ask && !window.confirm(ask)) event.preventDefault();
    });
  });

  each('form.auto input[type=checkbox]', function (box) {
    box.addEventListener('change', function () { box.form.submit(); });
  });

  each('button.code', function (button) {
    button.addEventListener('click', function () {
      var request = new XMLHttpRequest();
      request.open('POST', '/api/do/' + button.getAttribute('data-action'));
      request.onload = function () {
        var answer = JSON.parse(request.responseText);
        window.showTip(answer.toast);
        if (answer.ok) button.disabled = true;
      };
      request.send(new FormData(button.form));
    });
  });

  each('.tabs', function (tabs) {
    var heads = tabs.querySelectorAll('.heads > li');
    var bodies = Array.prototype.filter.call(tabs.children, function (node) {
      return node.className === 'tab';
    });
    Array.prototype.forEach.call(heads, function (head, n) {
      head.addEventListener('click', function () {
        Array.prototype.forEach.call(heads, function (other, k) { other.className = k === n ? 'on' : ''; });
        bodies.forEach(function (body, k) { body.style.display = k === n ? '' : 'none'; });
      });
    });
  });

  each('form.pattern', function (form) {
    var kept = Array.prototype.filter.call(form.elements, function (box) {
      return box.type === 'hidden' && box.value === '';
    })[0];
    each('button[data-dot]', function (dot) {
      dot.addEventListener('click', function () {
        kept.value += dot.getAttribute('data-dot');
        dot.className = 'on';
      });
    }, form);
  });
})();
