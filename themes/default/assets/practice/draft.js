/*
 * From answers to files: Markdown and YAML to keep, and the draft of a record that the editors of a
 * Casebook site drop into a folder.
 *
 * In: questions that have been read, `[{ id, label, section, kind, goesTo, needed, unanswered,
 * markdown, shown, value }]`, where `value` is missing when there is no answer. Out: text. What the
 * reader typed stays text: in Markdown every sign with a meaning is made plain.
 */
(function (casebook) {
  'use strict';

  /** Text as Markdown that shows just this text; lists and paragraphs stay. */
  function plain(text) {
    return text
      .replace(/[\\<>[\]`*_&|~^$]/g, '\\$&')
      .replace(/^(\s{0,3})(#|=|\+|:)/gm, '$1\\$2')
      .replace(/^(\s{0,3})(-(?!\s+\S)|(-\s*){3,}$)/gm, '$1\\$2')
      .replace(/^[ \t]{4,}/gm, '   ');
  }

  /** An id for a record, from its title. */
  function slug(title, otherwise) {
    const id = title.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
      .replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '');
    return id || otherwise;
  }

  const has = (question) => question.value !== undefined;

  /** Everything that was asked and answered, as Markdown. */
  function markdown(title, questions, word) {
    const parts = ['# ' + plain(title), word('markdown_from', { title })];
    let section = null;
    for (const question of questions) {
      if (question.section !== section) {
        section = question.section;
        parts.push('## ' + plain(section));
      }
      parts.push('### ' + plain(question.label));
      parts.push(has(question) ? plain(question.shown) : word('not_answered'));
    }
    return parts.join('\n\n') + '\n';
  }

  /** Everything that was answered, by the ids of the questions, as YAML. */
  function yaml(template, questions) {
    const answered = questions.filter(has).map((question) => [key(question.id), question.value]);
    const answers = answered.length ? [['answers', answered]] : [];
    return casebook.yaml.write([['template', template]].concat(answers));
  }

  const key = (id) => id.replace(/-/g, '_');

  const group = (path) => path.split('.')[0];

  /** The value of a field of a record, as pairs or a scalar. */
  function field(question) {
    if (question.kind === 'money') return [['amount', question.value], ['currency', 'GBP']];
    const text = typeof question.value === 'string' && question.markdown;
    return text ? plain(question.value) : question.value;
  }

  /** Puts a value at a path; a second answer to the same text joins the first. */
  function put(pairs, path, value) {
    const [first, ...rest] = path.split('.');
    const found = pairs.find(([name]) => name === first);
    if (rest.length) {
      const inner = found ? found[1] : [];
      if (!found) pairs.push([first, inner]);
      put(inner, rest.join('.'), value);
    } else if (found) found[1] += '\n\n' + value;
    else pairs.push([first, value]);
  }

  /** Whether the record must have this field, given what else is answered. */
  function isNeeded(question, questions) {
    if (question.needed === 'always') return true;
    if (question.needed !== 'within') return false;
    const whole = group(question.goesTo);
    return questions.some((other) => has(other) && other.goesTo && group(other.goesTo) === whole);
  }

  const isFree = (question) => question.kind === 'line' || question.kind === 'text';

  /** The questions that must be answered before there can be a draft. */
  function missing(questions) {
    return questions.filter((question) => {
      if (has(question)) return false;
      if (question.required) return true;
      return question.goesTo && isNeeded(question, questions) && !isFree(question) && !question.unanswered;
    });
  }

  function fields(questions, word) {
    const pairs = [];
    for (const question of questions) {
      if (!question.goesTo || question.goesTo === 'body') continue;
      if (has(question)) put(pairs, question.goesTo, field(question));
      else if (isNeeded(question, questions)) {
        const known = question.goesTo;
        const taken = pairs.some(([name]) => name === known);
        if (!taken) put(pairs, known, question.unanswered || word('todo', { label: question.label }));
      }
    }
    return pairs;
  }

  function body(questions, word) {
    const asked = questions.filter((question) => question.goesTo === 'body');
    const parts = asked.filter(has).map((question) =>
      '## ' + plain(question.label) + '\n\n' + plain(question.value));
    if (!parts.length && asked.length) parts.push(word('todo', { label: asked[0].label }));
    return parts.join('\n\n') + '\n';
  }

  /** The draft of a record: `{ name, text }`. */
  function record(about, questions, word) {
    const pairs = fields(questions, word).concat([['state', 'draft']]);
    const title = questions.find((question) => question.goesTo === 'title');
    const id = slug(title && has(title) ? title.value : '', about.id + '-draft');
    const comment = '# ' + word('draft_comment', { title: about.title }).replace(/\s+/g, ' ') + '\n';
    const front = comment + casebook.yaml.write(pairs);
    const text = about.ending === 'md' ? '---\n' + front + '---\n\n' + body(questions, word) : front;
    return { name: id + '.' + about.ending, text };
  }

  casebook.draft = Object.freeze({ plain, slug, markdown, yaml, missing, record });
})(globalThis.casebook = globalThis.casebook || {});
