// What an address asks to compare, read and written back; and that what is asked for by mistake or
// on purpose is named and does no harm.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { here, load } from './load.mjs';

const world = { URLSearchParams };
const compare = load(['compare/address.js'], world).compare;
const knows = (id) => /^p4-0[1-9]$/.test(id);
const read = (hash, search = '') => here(compare.read(hash, search, knows));

test('an address is read as it was written', () => {
  for (const only of [true, false]) {
    const state = read(compare.write(['p4-03', 'p4-01'], only));
    assert.deepEqual(state, { ids: ['p4-03', 'p4-01'], left: [], unknown: [], only });
  }
});

test('links from awards', () => {
  assert.deepEqual(read('#p4-02').ids, ['p4-02']);
  assert.deepEqual(read('#p4-02', '?with=p4-05').ids, ['p4-02', 'p4-05']);
  assert.deepEqual(read('').ids, []);
});

test('the fifth award is left out, and an unknown one is named in part', () => {
  const state = read('#awards=p4-01,p4-01,p4-02,' + 'x'.repeat(99) + ',p4-03,p4-04,p4-05');
  assert.deepEqual(state.ids, ['p4-01', 'p4-02', 'p4-03', 'p4-04']);
  assert.deepEqual(state.left, ['p4-05']);
  assert.deepEqual(state.unknown, ['x'.repeat(40)]);
});

test('an address that cannot be decoded is taken as it is', () => {
  assert.deepEqual(read('#awards=%E0%A4%A').ids, []);
});
