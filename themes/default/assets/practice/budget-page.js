/*
 * The page of the budget-impact model: wires fields, results and buttons. What is kept on the device
 * and taken away as a file is the work of page.js and device.js.
 */
(function (casebook) {
  'use strict';

  const root = document.querySelector('[data-budget]');
  if (!root) return;
  const form = casebook.budgetForm.fields(root);
  const say = casebook.page.words(root, 'data-words');
  const result = root.querySelector('[data-result]');
  const body = root.querySelector('[data-result-body]');
  const stale = root.querySelector('[data-stale]');
  const about = { kind: 'budget-impact', id: 'budget-impact', title: root.dataset.title, hash: '1' };
  const prefill = new Map(JSON.parse(root.dataset.prefill).map((one) => [one.award, one.fields]));
  const beginning = casebook.budgetForm.typed(form);
  /** The award whose rows were filled in, by id. */
  let from = '';

  const labels = Object.fromEntries(Array.from(root.querySelectorAll('[data-number]'),
    (box) => [box.dataset.number, box.querySelector('[data-label]').textContent]));
  const select = root.querySelector('#bi-from');
  const nameOf = (award) => {
    const option = award && select && Array.from(select.options).find((one) => one.value === award);
    return option ? option.textContent : '';
  };

  /** All problems above the form, each with the way to its field; focus goes there. */
  function summary(problems) {
    const place = root.querySelector('[data-problems]');
    place.querySelector('ul').replaceChildren(...problems.map(({ input, text }) => {
      const link = Object.assign(document.createElement('a'), { href: '#' + input.id, textContent: text });
      link.addEventListener('click', (event) => {
        event.preventDefault();
        input.focus();
      });
      const item = document.createElement('li');
      item.append(link);
      return item;
    }));
    place.hidden = problems.length === 0;
    if (problems.length) place.focus();
  }

  function hide() {
    result.hidden = true;
    body.replaceChildren();
  }

  /** Works the model out, or says what is wrong. */
  function work() {
    const read = casebook.budgetForm.read(form, say);
    casebook.budgetForm.mark(form, read.problems);
    summary(read.problems);
    if (read.problems.length) {
      hide();
      return null;
    }
    body.replaceChildren(...casebook.budgetResult.show(say, read.plan, read.given, labels, nameOf(from)));
    result.hidden = false;
    stale.textContent = say('worked');
    return read.plan;
  }

  /** A field that is left is looked at by itself. */
  function look(input) {
    const box = input.closest('.cb-field');
    const { problems } = casebook.budgetForm.read(form, say);
    const shown = casebook.budgetForm.controls(form).filter((one) => one.getAttribute('aria-invalid') && !box.contains(one));
    const empty = (problem) => problem.input.value.trim() === '';
    const own = (problem) => box.contains(problem.input) && !empty(problem);
    casebook.budgetForm.mark(form, problems.filter((problem) => own(problem) || shown.includes(problem.input)));
  }

  function fill() {
    const fields = prefill.get(select.value);
    if (!fields) return;
    for (const field of ['patients', 'delivery', 'short', 'later', 'health']) {
      for (const [name, input] of form.numbers.get(field)) input.value = name === 'central' ? fields[field] || '' : '';
    }
    from = select.value;
    changed();
    kept.say(say('filled', { award: nameOf(from) }));
  }

  function changed() {
    if (!result.hidden) stale.textContent = say('stale');
  }

  function empty() {
    casebook.budgetForm.put(form, beginning);
    casebook.budgetForm.mark(form, []);
    summary([]);
    from = '';
    hide();
  }

  /** Shows a copy. False when it is damaged. */
  function put(copy) {
    const texts = casebook.budgetForm.check(copy.content);
    if (!texts) return false;
    empty();
    casebook.budgetForm.put(form, texts);
    const award = copy.content.from;
    from = typeof award === 'string' && prefill.has(award) ? award : '';
    return true;
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  root.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (work()) root.querySelector('#cb-result').focus();
  });
  for (const input of casebook.budgetForm.controls(form)) {
    input.addEventListener('input', () => { changed(); kept.touched(); });
    input.addEventListener('change', () => look(input));
  }
  root.querySelector('[data-work]').hidden = false;
  if (select) {
    root.querySelector('[data-from]').hidden = false;
    root.querySelector('[data-fill]').addEventListener('click', fill);
  }
  const kept = casebook.page.keep(root, about, {
    take: () => ({ estimate: say('estimate'), from, ...casebook.budgetForm.typed(form) }),
    put,
    empty,
    isFilled: () => !same(casebook.budgetForm.typed(form), beginning),
    actions: {
      csv() {
        const plan = work();
        if (!plan) return;
        const name = casebook.page.fileName(about.id, 'csv');
        casebook.page.download(name, casebook.budgetResult.csv(say, plan), 'text/csv');
        kept.say(kept.word('exported', { name }));
      }
    }
  });
})(globalThis.casebook = globalThis.casebook || {});
