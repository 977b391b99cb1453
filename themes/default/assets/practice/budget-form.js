/*
 * The fields of the budget-impact model: what was typed, what it means, and what is wrong with it.
 *
 * In: the element with the fields. Out: `typed` (texts, as they are kept and exported), and `read`,
 * which gives a plan for budget.js or the problems, each with its field. Nothing is guessed, and
 * nothing outside the bounds of budget.js gets through.
 */
(function (casebook) {
  'use strict';

  const { CASES, FIELDS, SETTINGS } = casebook.budget;
  /** No number is as long as this; a copy with longer texts is damaged. */
  const LONGEST = 60;

  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

  function fields(root) {
    const numbers = new Map();
    const settings = new Map();
    for (const box of root.querySelectorAll('[data-number]')) {
      numbers.set(box.dataset.number, new Map(CASES.map((name) => [name, box.querySelector('[data-case="' + name + '"]')])));
    }
    for (const box of root.querySelectorAll('[data-setting]')) settings.set(box.dataset.setting, box.querySelector('input'));
    return { root, numbers, settings };
  }

  /** All texts: `{ settings: { years: '5' }, numbers: { patients: { low: '', … } } }`. */
  function typed(form) {
    const numbers = {};
    const settings = {};
    for (const [field, inputs] of form.numbers) {
      numbers[field] = {};
      for (const [name, input] of inputs) numbers[field][name] = input.value;
    }
    for (const [field, input] of form.settings) settings[field] = input.value;
    return { settings, numbers };
  }

  const isText = (value) => typeof value === 'string' && value.length <= LONGEST;
  const isTable = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  /** Texts of a copy, with only what this page asks for; nothing when they are damaged. */
  function check(content) {
    if (!isTable(content) || !isTable(content.settings) || !isTable(content.numbers)) return null;
    const clean = { settings: {}, numbers: {} };
    for (const field of Object.keys(SETTINGS)) {
      const text = has(content.settings, field) ? content.settings[field] : '';
      if (!isText(text)) return null;
      clean.settings[field] = text;
    }
    for (const field of Object.keys(FIELDS)) {
      const given = has(content.numbers, field) ? content.numbers[field] : {};
      if (!isTable(given)) return null;
      clean.numbers[field] = {};
      for (const name of CASES) {
        const text = has(given, name) ? given[name] : '';
        if (!isText(text)) return null;
        clean.numbers[field][name] = text;
      }
    }
    return clean;
  }

  function put(form, texts) {
    for (const [field, inputs] of form.numbers) {
      for (const [name, input] of inputs) input.value = texts.numbers[field][name];
    }
    for (const [field, input] of form.settings) input.value = texts.settings[field];
  }

  /** What a problem is called in the catalogue, with what fills its places. */
  function explain(say, answer, field, label, text) {
    const key = answer.why.replace(/-/g, '_');
    const limit = answer.limit === undefined ? '' : casebook.numbers.show(answer.limit);
    return say(key, { typed: text.trim().slice(0, 40), label, limit, why: say('why_' + field) });
  }

  const labelOf = (box) => box.querySelector('[data-label]').textContent;

  /** The three numbers of a question. An empty low or high case is the central one. */
  function readNumber(say, box, field, inputs, problems) {
    const label = labelOf(box);
    const wrong = (input, text) => problems.push({ input, text });
    const one = (name) => {
      const input = inputs.get(name);
      const answer = casebook.numbers.read(input.value, FIELDS[field]);
      if (answer.ok) return answer.value;
      if (answer.why !== 'empty') wrong(input, explain(say, answer, field, label, input.value));
      return null;
    };
    const [low, central, high] = CASES.map(one);
    const empty = inputs.get('central').value.trim() === '';
    if (empty && 'required' in box.dataset) wrong(inputs.get('central'), say('empty', { label }));
    else if (empty && (low !== null || high !== null)) wrong(inputs.get('central'), say('empty_central', { label }));
    const middle = central === null ? 0 : central;
    return { low: low === null ? middle : low, central: middle, high: high === null ? middle : high, given: !empty };
  }

  function readSetting(say, box, field, input, problems) {
    const answer = casebook.numbers.read(input.value, SETTINGS[field]);
    if (answer.ok) return answer.value;
    const text = answer.why === 'empty' ? say('empty', { label: labelOf(box) }) : explain(say, answer, field, labelOf(box), input.value);
    problems.push({ input, text });
    return 0;
  }

  /** A plan and which questions were answered, or the problems. */
  function read(form, say) {
    const problems = [];
    const plan = { low: {}, central: {}, high: {} };
    const given = {};
    for (const [field, inputs] of form.numbers) {
      const box = inputs.get('central').closest('[data-number]');
      const answer = readNumber(say, box, field, inputs, problems);
      for (const name of CASES) plan[name][field] = answer[name];
      given[field] = answer.given;
    }
    for (const [field, input] of form.settings) {
      plan[field] = readSetting(say, input.closest('[data-setting]'), field, input, problems);
    }
    return problems.length ? { problems } : { problems, plan, given };
  }

  function controls(form) {
    return [...[...form.numbers.values()].flatMap((inputs) => [...inputs.values()]), ...form.settings.values()];
  }

  /** Shows what is wrong beside each field, and takes back what no longer is. */
  function mark(form, problems) {
    for (const input of controls(form)) {
      const found = problems.find((problem) => problem.input === input);
      document.getElementById('error-' + input.id.replace(/^bi-/, '')).textContent = found ? found.text : '';
      if (found) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      input.closest('.cb-field').classList.toggle('nhsuk-form-group--error', problems.some((problem) => input.closest('.cb-field').contains(problem.input)));
    }
  }

  casebook.budgetForm = Object.freeze({ fields, typed, check, put, read, mark, controls });
})(globalThis.casebook = globalThis.casebook || {});
