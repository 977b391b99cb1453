// What is typed on a template, and the files made of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { here, load } from './load.mjs';

const { answers, dates, draft, yaml } = load([
  'practice/numbers.js', 'practice/dates.js', 'practice/answers.js', 'practice/yaml.js', 'practice/draft.js'
]);
const words = {
  todo: (slots) => `To do: ${slots.label}`,
  draft_comment: (slots) => `From ${slots.title}`,
  markdown_from: (slots) => `With ${slots.title}`,
  not_answered: () => 'Not answered'
};
const word = (key, slots) => words[key](slots);

test('dates are read as typed in the UK', () => {
  for (const [typed, want] of [
    ['2025', '2025'], ['2025-6', '2025-06'], ['June 2025', '2025-06'], ['jun 2025', '2025-06'],
    ['6 August 2018', '2018-08-06'], ['6th august, 2018', '2018-08-06'], ['6/8/2018', '2018-08-06'],
    ['2018-08-06', '2018-08-06'], ['29 February 2024', '2024-02-29']
  ]) assert.deepEqual(here(dates.read(typed)), { ok: true, value: want }, typed);
  for (const typed of ['29 February 2023', '31/4/2025', '2025-13', 'soon', '6 August', '25', '0001',
    '13/13/2025', 'maybe 2025', '99999', '2025-00']) {
    assert.deepEqual(here(dates.read(typed)), { ok: false, why: 'date' }, typed);
  }
  assert.equal(dates.read('').why, 'empty');
  assert.equal(dates.show('2018-08-06'), '6 August 2018');
  assert.equal(dates.show('2025-06'), 'June 2025');
  assert.equal(dates.show('2025'), '2025');
});

test('answers are read by their kind', () => {
  const read = (kind, typed) => here(answers.read({ kind, typed }));
  assert.deepEqual(read('line', '  a \n b '), { ok: true, value: 'a b' });
  assert.deepEqual(read('text', 'a  \r\nb\n\n'), { ok: true, value: 'a\nb' });
  assert.deepEqual(read('list', '- a\n\n* b\nc'), { ok: true, value: ['a', 'b', 'c'] });
  assert.deepEqual(read('number', 'ten'), { ok: true, value: 10 });
  assert.equal(read('number', '1.5').why, 'whole');
  assert.equal(read('number', '-3').why, 'too-small');
  assert.deepEqual(read('money', '£1.5m'), { ok: true, value: 1500000 });
  assert.deepEqual(read('choices', []), { ok: false, why: 'empty' });
  assert.deepEqual(read('choice', ''), { ok: false, why: 'empty' });
});

test('YAML is quoted where it must be', () => {
  const write = (value) => yaml.write([['k', value]]);
  for (const [value, want] of [
    ['Plain words', 'k: Plain words\n'], ['yes', 'k: "yes"\n'], ['No', 'k: "No"\n'], ['null', 'k: "null"\n'],
    ['12', 'k: "12"\n'], ['a: b', 'k: "a: b"\n'], ['a #b', 'k: "a #b"\n'], ['- a', 'k: "- a"\n'],
    ['*a', 'k: "*a"\n'], ['"q"', 'k: "\\"q\\""\n'], ['a\nb', 'k: |-\n  a\n  b\n'],
    [' a\nb', 'k: |2-\n   a\n  b\n'], ['a\n\nb', 'k: |-\n  a\n\n  b\n'], ['a\u0007\nb', 'k: "a\\u0007\\nb"\n'],
    ['a\u2028b', 'k: "a\\u2028b"\n'], [1500000, 'k: 1500000\n'], [['a-b', 'c'], 'k: [a-b, c]\n'],
    [['A b', 'x: y'], 'k:\n  - A b\n  - "x: y"\n'], [['no'], 'k:\n  - "no"\n'],
    [[['by', 'tset']], 'k:\n  by: tset\n'], ['', 'k: ""\n'], ['a ', 'k: "a "\n']
  ]) assert.equal(write(value), want);
});

test('what is typed stays text in Markdown', () => {
  assert.equal(draft.plain('<script>alert(1)</script>'), '\\<script\\>alert(1)\\</script\\>');
  assert.equal(draft.plain('[a](award:p4-01) [@x#y]'), '\\[a\\](award:p4-01) \\[@x#y\\]');
  assert.equal(draft.plain('# no heading\n===\n---\n- kept\n    code'), '\\# no heading\n\\===\n\\---\n- kept\n   code');
});

test('an id is made of the title', () => {
  assert.equal(draft.slug('Bring in the IT team: from the start!', 'x'), 'bring-in-the-it-team-from-the-start');
  assert.equal(draft.slug('Café № 5', 'x'), 'cafe-no-5');
  assert.equal(draft.slug('???', 'x'), 'x');
  assert.ok(draft.slug('a b '.repeat(100), 'x').length <= 60);
});

const asked = (id, more) => ({ id, label: `The ${id}`, section: 'S', kind: 'text', ...more });
const about = { id: 'award-report', title: 'Award report', ending: 'yaml' };

test('a draft has what was answered, and to-do for the rest that the record needs', () => {
  const questions = [
    asked('title', { kind: 'line', goesTo: 'title', needed: 'always', value: 'My award' }),
    asked('status', { kind: 'choice', goesTo: 'status', needed: 'always', unanswered: 'not-reported' }),
    asked('basis', { goesTo: 'outcome.basis', needed: 'always' }),
    asked('value', { kind: 'money', goesTo: 'contract_value', value: 1500000 }),
    asked('one', { goesTo: 'learned', markdown: true, value: 'First *thing*' }),
    asked('two', { goesTo: 'learned', markdown: true, value: 'Second' }),
    asked('by', { kind: 'choice', goesTo: 'evaluation.by', needed: 'within' })
  ];
  const made = here(draft.record(about, questions, word));
  assert.equal(made.name, 'my-award.yaml');
  assert.equal(made.text, [
    '# From Award report', 'title: My award', 'status: not-reported', 'outcome:', '  basis: "To do: The basis"',
    'contract_value:', '  amount: 1500000', '  currency: GBP', 'learned: |-', '  First \\*thing\\*', '', '  Second',
    'state: draft', ''
  ].join('\n'));
});

test('a part of a record that is begun needs what it must have', () => {
  const by = asked('by', { kind: 'choice', goesTo: 'evaluation.by', needed: 'within' });
  const limits = asked('limits', { goesTo: 'evaluation.limitations' });
  assert.deepEqual(here(draft.missing([by, limits])), []);
  assert.equal(draft.missing([by, { ...limits, value: 'Few' }]).length, 1);
  assert.equal(draft.missing([asked('phase', { kind: 'choice', goesTo: 'phase', needed: 'always' })]).length, 1);
  assert.equal(draft.missing([asked('a', { required: true })]).length, 1);
});

test('a Markdown record has its front matter and its text', () => {
  const lesson = { id: 'lessons-capture', title: 'Lesson learned', ending: 'md' };
  const questions = [
    asked('title', { kind: 'line', goesTo: 'title', needed: 'always', value: 'A: b' }),
    asked('happened', { goesTo: 'body', value: 'It [x] happened' })
  ];
  const made = here(draft.record(lesson, questions, word));
  assert.equal(made.name, 'a-b.md');
  assert.equal(made.text,
    '---\n# From Lesson learned\ntitle: "A: b"\nstate: draft\n---\n\n## The happened\n\nIt \\[x\\] happened\n');
});

test('Markdown shows every question, and YAML the answers', () => {
  const questions = [
    asked('a-b', { value: 'One', shown: 'One' }),
    asked('c', { section: 'T' })
  ];
  assert.equal(draft.markdown('Need', questions, word),
    '# Need\n\nWith Need\n\n## S\n\n### The a-b\n\nOne\n\n## T\n\n### The c\n\nNot answered\n');
  assert.equal(draft.yaml('need', questions), 'template: need\nanswers:\n  a_b: One\n');
});

test('a changed template says what changed', () => {
  const saved = answers.readCopy(here(answers.take([
    { id: 'a', label: 'A', typed: 'x' }, { id: 'b', label: 'B', typed: '' }, { id: 'c', label: 'C', typed: 'y' }
  ])));
  const now = [{ id: 'a', label: 'A new', typed: '' }, { id: 'd', label: 'D', typed: '' }];
  assert.deepEqual(here(answers.changes(saved, now)).map((change) => change.what), ['reworded', 'added', 'removed']);
  for (const content of [null, {}, { answers: [{}] }, { answers: [{ id: 'a', label: 'A', typed: 7 }] },
    { answers: [{ id: 'a', label: 'A', typed: [1] }] }]) assert.equal(answers.readCopy(content), null);
});
