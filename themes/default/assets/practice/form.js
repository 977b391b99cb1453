/*
 * A template on its page: answers, what is wrong with them, and the files made of them. What is kept
 * is the work of page.js and device.js; what answers mean, of answers.js; the files, of draft.js.
 */
(function (casebook) {
  'use strict';

  const root = document.querySelector('[data-template]');
  if (!root) return;
  const word = casebook.page.words(root, 'data-words');
  const boxes = Array.from(root.querySelectorAll('[data-field]'));
  const language = document.documentElement.lang || 'en-GB';
  const about = {
    kind: 'template',
    id: root.dataset.template,
    title: root.dataset.title,
    hash: root.dataset.hash,
    ending: root.dataset.ending,
    folder: root.dataset.folder
  };

  const controls = (box) => Array.from(box.querySelectorAll('input, textarea, select'));

  function typed(box) {
    if (box.dataset.asks !== 'choices') return controls(box)[0].value;
    return controls(box).filter((input) => input.checked).map((input) => input.value);
  }

  function question(box) {
    return {
      box,
      id: box.dataset.field,
      label: box.querySelector('[data-label]').textContent,
      section: box.closest('section').querySelector('h2').textContent,
      kind: box.dataset.asks,
      required: 'required' in box.dataset,
      goesTo: box.dataset.goesTo,
      needed: box.dataset.needed,
      unanswered: box.dataset.unanswered,
      markdown: 'markdown' in box.dataset,
      typed: typed(box)
    };
  }

  const questions = () => boxes.map(question);

  /** An answer as people read it. */
  function shown(asked, value) {
    if (asked.kind === 'number') return casebook.numbers.show(value);
    if (asked.kind === 'money') return casebook.numbers.money(value);
    if (asked.kind === 'date') return casebook.dates.show(value, language);
    if (asked.kind === 'list') return value.map((line) => '- ' + line).join('\n');
    if (asked.kind === 'choice') return controls(asked.box)[0].selectedOptions[0].textContent;
    if (asked.kind !== 'choices') return value;
    const chosen = controls(asked.box).filter((input) => input.checked);
    return chosen.map((input) => '- ' + asked.box.querySelector('label[for="' + input.id + '"]').textContent).join('\n');
  }

  /** The question with its value, or with why there is none. */
  function read(asked) {
    const answer = casebook.answers.read(asked);
    if (answer.ok) return Object.assign(asked, { value: answer.value, shown: shown(asked, answer.value) });
    return answer.why === 'empty' ? asked : Object.assign(asked, { wrong: answer });
  }

  function explain(asked) {
    const limit = asked.wrong.limit === undefined ? '' : casebook.numbers.show(asked.wrong.limit);
    const text = typeof asked.typed === 'string' ? asked.typed.trim().slice(0, 60) : '';
    return word(asked.wrong.why.replace(/-/g, '_'), { typed: text, label: asked.label, limit });
  }

  function showError(box, text) {
    box.classList.toggle('nhsuk-form-group--error', text !== '');
    const lead = document.createElement('span');
    lead.className = 'nhsuk-u-visually-hidden';
    lead.textContent = word('error_lead');
    box.querySelector('[data-error]').replaceChildren(...(text ? [lead, text] : []));
    for (const control of controls(box)) {
      if (text) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    }
  }

  /** What was understood, or what is wrong, beside the field that the reader leaves. */
  function look(box) {
    const asked = read(question(box));
    showError(box, asked.wrong ? explain(asked) : '');
    const line = box.querySelector('[data-read]');
    const read_as = ['number', 'money', 'date'].includes(asked.kind) && asked.value !== undefined;
    if (line) line.textContent = read_as ? word('understood', { value: asked.shown }) : '';
  }

  /** All problems above the form, each with the way to its field; focus goes there. */
  function summary(problems) {
    const place = root.querySelector('[data-problems]');
    place.querySelector('ul').replaceChildren(...problems.map(([asked, text]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = '#' + controls(asked.box)[0].id;
      link.textContent = text;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        controls(asked.box)[0].focus();
      });
      item.append(link);
      return item;
    }));
    place.hidden = problems.length === 0;
    if (problems.length) place.focus();
  }

  /** The answers, or nothing when some must be corrected first. */
  function answers(mustHave) {
    const all = questions().map(read);
    const lacking = mustHave(all);
    const problems = [];
    for (const asked of all) {
      const text = asked.wrong ? explain(asked)
        : (lacking.includes(asked) ? word(asked.kind === 'choice' ? 'choose' : 'empty', { label: asked.label }) : '');
      showError(asked.box, text);
      if (text) problems.push([asked, text]);
    }
    summary(problems);
    return problems.length ? null : all;
  }

  const nothing = () => [];

  function file(name, text, type) {
    kept.download(name, text, type);
    kept.say(kept.word('exported', { name }));
  }

  const actions = {
    markdown() {
      const all = answers(nothing);
      const made = all && casebook.draft.markdown(about.title, all, word);
      if (made) file(kept.fileName(about.id, 'md'), made, 'text/markdown');
    },
    yaml() {
      const all = answers(nothing);
      if (all) file(kept.fileName(about.id, 'yaml'), casebook.draft.yaml(about.id, all), 'application/yaml');
    },
    draft() {
      const all = answers(casebook.draft.missing);
      if (!all) return;
      const made = casebook.draft.record(about, all, word);
      kept.download(made.name, made.text, about.ending === 'md' ? 'text/markdown' : 'application/yaml');
      kept.say(word('draft_made', { name: made.name, folder: about.folder }));
    }
  };

  function set(box, value) {
    if (box.dataset.asks === 'choices') {
      for (const input of controls(box)) input.checked = Array.isArray(value) && value.includes(input.value);
    } else controls(box)[0].value = typeof value === 'string' ? value : '';
    look(box);
  }

  function empty() {
    for (const box of boxes) set(box, '');
    casebook.page.showChanges(root, []);
    summary([]);
  }

  /** Shows a copy, and what changed since it was made. False when it is damaged. */
  function put(copy) {
    const saved = casebook.answers.readCopy(copy.content);
    if (!saved) return false;
    for (const box of boxes) {
      const found = saved.get(box.dataset.field);
      set(box, found ? found.typed : '');
    }
    const changed = copy.hash === about.hash ? [] : casebook.answers.changes(saved, questions());
    casebook.page.showChanges(root, changed.map((change) => word(change.what, change)));
    return true;
  }

  for (const box of boxes) {
    box.addEventListener('input', () => kept.touched());
    box.addEventListener('change', () => look(box));
  }
  root.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  const kept = casebook.page.keep(root, about, {
    take: () => casebook.answers.take(questions()),
    put,
    empty,
    isFilled: () => questions().some((asked) => !casebook.answers.isEmpty(asked)),
    actions
  });
})(globalThis.casebook = globalThis.casebook || {});
