/*
 * What is typed on a template, as plain data: what each answer means, what is kept, and what changed
 * since it was saved.
 *
 * In: questions `[{ id, label, kind, typed }]`, where `typed` is the text of the field, or a list of
 * ids for choices. Out: plain data; see numbers.js and dates.js for the codes of what is not
 * understood.
 */
(function (casebook) {
  'use strict';

  /** Longest answer, in characters, that is taken from a file. */
  const LONGEST = 100000;

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isText = (value) => typeof value === 'string' && value.length <= LONGEST;
  const isTyped = (value) => isText(value) ||
    (Array.isArray(value) && value.length <= 1000 && value.every(isText));

  const clean = (text) => text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').trim();

  function lines(text) {
    const parts = clean(text).split('\n').map((line) => line.replace(/^[-*•]\s+/, '').trim());
    return parts.filter((line) => line !== '');
  }

  /** What an answer means. */
  function read(question) {
    const typed = question.typed;
    switch (question.kind) {
      case 'number': return casebook.numbers.read(typed, { min: 0, whole: true });
      case 'money': return casebook.numbers.read(typed, { kind: 'money' });
      case 'date': return casebook.dates.read(typed);
      case 'choices': return typed.length ? { ok: true, value: typed } : { ok: false, why: 'empty' };
      case 'list': return lines(typed).length ? { ok: true, value: lines(typed) } : { ok: false, why: 'empty' };
      case 'line': return text(clean(typed).replace(/\s+/g, ' '));
      default: return text(clean(typed));
    }
  }

  const text = (value) => (value === '' ? { ok: false, why: 'empty' } : { ok: true, value });

  const isEmpty = (question) => question.typed.length === 0 ||
    (typeof question.typed === 'string' && question.typed.trim() === '');

  /** What is kept of a page. */
  function take(questions) {
    return {
      answers: questions.map((question) => ({
        id: question.id, label: question.label, typed: question.typed
      }))
    };
  }

  function readCopy(content) {
    if (!isObject(content) || !Array.isArray(content.answers) || content.answers.length > 1000) return null;
    const fits = (answer) => isObject(answer) && isText(answer.id) && isText(answer.label) && isTyped(answer.typed);
    if (!content.answers.every(fits)) return null;
    const byId = new Map(content.answers.map((answer) => [answer.id, answer]));
    return byId.size === content.answers.length ? byId : null;
  }

  /** What the template asks that it did not ask before, and the other way round. */
  function changes(saved, questions) {
    const found = [];
    for (const question of questions) {
      const before = saved.get(question.id);
      if (!before) found.push({ what: 'added', now: question.label });
      else if (before.label !== question.label) {
        found.push({ what: 'reworded', before: before.label, now: question.label });
      }
    }
    const here = new Set(questions.map((question) => question.id));
    for (const answer of saved.values()) {
      if (!here.has(answer.id) && !isEmpty(answer)) {
        found.push({ what: 'removed', before: answer.label, answer: String(answer.typed) });
      }
    }
    return found;
  }

  casebook.answers = Object.freeze({ read, isEmpty, take, readCopy, changes });
})(globalThis.casebook = globalThis.casebook || {});
