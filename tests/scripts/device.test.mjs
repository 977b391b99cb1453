// What is kept on the device and brought back is this site's own, or is refused with the reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { here, load } from './load.mjs';

const about = { kind: 'checklist', id: 'deployment', title: '15 steps', hash: 'abc' };

/** A storage in memory. `limit` is in characters. */
function storage(limit = Infinity) {
  const map = new Map();
  return {
    get length() { return map.size; },
    key: (at) => [...map.keys()][at] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (value.length > limit) throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
      map.set(key, String(value));
    },
    removeItem: (key) => map.delete(key)
  };
}

const device = (localStorage) => load(['practice/device.js'], { localStorage }).device;

/** A world whose storage throws when it is looked at, as in some private windows. */
function forbidden() {
  const world = Object.defineProperty({}, 'localStorage', {
    get() { throw new Error('SecurityError'); }
  });
  return load(['practice/device.js'], world).device;
}

test('what is saved is loaded, and deleted', () => {
  const own = device(storage());
  assert.deepEqual(here(own.load(about)), { ok: true, copy: null });
  assert.equal(own.save(own.pack(about, { items: [] })).ok, true);
  const copy = here(own.load(about).copy);
  assert.equal(copy.format, 'casebook');
  assert.equal(copy.version, 1);
  assert.equal(copy.hash, 'abc');
  assert.deepEqual(copy.content, { items: [] });
  assert.deepEqual(here(own.keys()), ['casebook/checklist/deployment']);
  assert.equal(own.remove(about).ok, true);
  assert.deepEqual(here(own.keys()), []);
});

test('deleting everything leaves what belongs to others', () => {
  const place = storage();
  place.setItem('other', '1');
  const own = device(place);
  own.save(own.pack(about, {}));
  own.save(own.pack({ ...about, kind: 'template', id: 'need' }, {}));
  assert.equal(own.clear(), 2);
  assert.equal(place.getItem('other'), '1');
});

test('full and forbidden storage are said', () => {
  const full = device(storage(10));
  assert.deepEqual(here(full.save(full.pack(about, {}))), { ok: false, why: 'full' });
  const none = device(undefined);
  assert.deepEqual(here(none.save(none.pack(about, {}))), { ok: false, why: 'forbidden' });
  assert.equal(none.available(), false);
  const throwing = forbidden();
  assert.equal(throwing.save(throwing.pack(about, {})).why, 'forbidden');
  assert.equal(throwing.load(about).why, 'forbidden');
  assert.equal(throwing.remove(about).why, 'forbidden');
  assert.deepEqual(here(throwing.keys()), []);
});

test('a damaged saved copy is left alone', () => {
  const place = storage();
  place.setItem('casebook/checklist/deployment', '{"format":"case');
  assert.deepEqual(here(device(place).load(about)), { ok: false, why: 'damaged_copy' });
  assert.equal(place.getItem('casebook/checklist/deployment'), '{"format":"case');
});

test('an import is this page’s own, or is refused with the reason', () => {
  const own = device(storage());
  const good = own.pack(about, { items: [] });
  const check = (change) => own.check(JSON.stringify({ ...here(good), ...change }), about).why;
  assert.equal(own.check(own.text(good), about).ok, true);
  assert.equal(own.check('\uFEFF' + own.text(good), about).ok, true);
  assert.equal(own.check('{', about).why, 'damaged');
  assert.equal(own.check('', about).why, 'damaged');
  for (const text of ['null', '[]', '3', '"casebook"', '{}', '{"format":"other"}']) {
    assert.equal(own.check(text, about).why, 'not_ours', text);
  }
  assert.equal(check({ version: 2 }), 'newer');
  assert.equal(check({ version: '1' }), 'damaged');
  assert.equal(check({ kind: 'template' }), 'other_kind');
  assert.equal(check({ id: 'readiness' }), 'other_id');
  assert.equal(check({ content: [] }), 'damaged');
  assert.equal(check({ content: null }), 'damaged');
});

test('10 MB are refused before they are read', async () => {
  const own = device(storage());
  const file = { size: 10 * 1024 * 1024, text() { throw new Error('was read'); } };
  assert.deepEqual(here(await own.read(file, about)), { ok: false, why: 'too_large', size: '10' });
  const broken = { size: 10, text: () => Promise.reject(new Error('gone')) };
  assert.equal((await own.read(broken, about)).why, 'unreadable');
});
