/* What links and forms cannot do by themselves: areas of posters, asking, the turning carousel. */
(() => {
  'use strict';
  const TURN_MS = 4000;
  const TIP_MS = 2500;
  const CODE_MS = 60000;

  function tip(words) {
    document.querySelectorAll('.tip').forEach((old) => old.remove());
    const box = document.createElement('div');
    box.className = 'tip';
    box.textContent = words;
    document.body.append(box);
    setTimeout(() => box.remove(), TIP_MS);
  }

  function ask(words) {
    const box = document.getElementById('ask');
    box.querySelector('p').textContent = words;
    box.showModal();
    return new Promise((resolve) => {
      box.onclick = (event) => {
        if (!event.target.value) return;
        box.close();
        resolve(event.target.value === 'yes');
      };
      box.oncancel = () => resolve(false);
    });
  }

  function post(action, values) {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/do/' + action;
    Object.entries(values).forEach(([name, value]) => {
      const box = document.createElement('input');
      Object.assign(box, { type: 'hidden', name, value });
      form.append(box);
    });
    document.body.append(form);
    form.submit();
  }

  async function act(node) {
    const { act: kind, to, ask: question, data } = node.dataset;
    if (kind === 'go' || kind === 'leave' || kind === 'download') location.href = to;
    if (kind === 'call') location.href = 'tel:' + to;
    if (kind === 'toast') tip(to);
    if (kind !== 'post' || (question && !(await ask(question)))) return;
    const values = JSON.parse(data || '{}');
    if (node.getAttribute('role') === 'switch') {
      values.on = node.getAttribute('aria-checked') === 'true' ? '' : '1';
    }
    post(to, values);
  }

  async function sendCode(button) {
    const body = new FormData(button.form);
    const answer = await fetch('/api/do/' + button.dataset.code, { method: 'POST', body });
    const outcome = await answer.json();
    tip(outcome.toast);
    if (!outcome.ok) return;
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, CODE_MS);
  }

  function choose(head) {
    const tabs = head.closest('.tabs');
    tabs.querySelectorAll('.heads > button').forEach((other) => other.classList.toggle('on', other === head));
    tabs.querySelectorAll(':scope > .panel').forEach((panel, n) => { panel.hidden = n !== Number(head.dataset.tab); });
  }

  function dot(button) {
    if (button.classList.contains('on')) return;
    button.classList.add('on');
    button.form.querySelector('[data-drawn]').value += button.dataset.dot;
  }

  const touched = {
    act,
    back: () => history.back(),
    close: (node) => node.closest('.veil').remove(),
    code: sendCode,
    tab: choose,
    dot,
  };

  document.addEventListener('click', (event) => {
    const node = event.target.closest('a,[data-act],[data-back],[data-close],[data-code],[data-tab],[data-dot]');
    if (!node) return;
    Object.keys(touched).forEach((name) => { if (name in node.dataset) touched[name](node); });
  });

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const box = form.querySelector('[data-refusal]');
    if (box && !box.checked) {
      event.preventDefault();
      tip(box.dataset.refusal);
    } else if (form.dataset.ask) {
      event.preventDefault();
      if (await ask(form.dataset.ask)) form.submit();
    }
  });

  document.querySelectorAll('.carousel').forEach((carousel) => {
    const strip = carousel.querySelector('.strip');
    const dots = carousel.querySelectorAll('.dots i');
    let turned = 0;
    setInterval(() => {
      turned = (turned + 1) % dots.length;
      strip.style.transform = `translateX(-${100 * turned}%)`;
      dots.forEach((one, n) => one.classList.toggle('on', n === turned));
    }, TURN_MS);
  });
})();
