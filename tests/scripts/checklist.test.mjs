// Ticks and notes as data, and what changed since they were saved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { here, load } from './load.mjs';

const { checklistState: state } = load(['practice/checklist-state.js']);
const item = (id, more = {}) => ({ id, number: '', text: `Do ${id}`, help: '', level: 'Should', ticked: false, note: '', ...more });

test('what is taken is read back', () => {
  const taken = here(state.take([item('a', { ticked: true, note: '<b>x</b>' }), item('b')]));
  const read = state.read(taken);
  assert.equal(read.get('a').ticked, true);
  assert.equal(read.get('a').note, '<b>x</b>');
  assert.deepEqual(here(state.changes(read, [item('a'), item('b')])), []);
});

test('damaged contents are refused', () => {
  const good = here(state.take([item('a')]));
  for (const items of [undefined, {}, 'a', [null], [{}], [{ ...good.items[0], ticked: 'yes' }],
    [{ ...good.items[0], note: 7 }], [{ ...good.items[0], note: 'x'.repeat(20001) }],
    [good.items[0], good.items[0]], Array(1001).fill(good.items[0])]) {
    assert.equal(state.read({ items }), null);
  }
  assert.equal(state.read(null), null);
});

test('a changed checklist says what changed', () => {
  const saved = state.read(here(state.take([
    item('kept'), item('words'), item('help', { help: 'old' }), item('gone'),
    item('ticked', { ticked: true }), item('noted', { note: 'mine' })
  ])));
  const now = [item('kept'), item('words', { text: 'Other words' }), item('help', { help: 'new' }), item('fresh')];
  assert.deepEqual(here(state.changes(saved, now)).map((change) => change.what),
    ['reworded', 'reworded', 'added', 'removed', 'removed_ticked', 'removed_note']);
});

test('CSV keeps commas, quotes and lines, and starts no formula', () => {
  const word = (key) => (key === 'csv_yes' ? 'yes' : 'no');
  const rows = state.csv(['Step', 'Note'], [item('a', { number: '1', text: 'A, "b"', ticked: true, note: '=1+1\nx' })], word);
  assert.equal(rows, '"Step","Note"\r\n"1","A, ""b""","Should","yes","\'=1+1\nx"\r\n');
});
