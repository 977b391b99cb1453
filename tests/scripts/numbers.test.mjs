// What people type as numbers is understood, or asked for again with the reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { here, load } from './load.mjs';

const { numbers } = load(['practice/numbers.js']);
const read = (text, options) => here(numbers.read(text, options));
const value = (text, options) => {
  const got = read(text, options);
  assert.equal(got.ok, true, `${JSON.stringify(text)} gave ${JSON.stringify(got)}`);
  return got.value;
};

test('digits with and without groups', () => {
  for (const [text, want] of [
    ['0', 0], ['7', 7], [' 12 ', 12], ['1,000', 1000], ['1 000', 1000], ['1\u00a0000', 1000],
    ['12,345,678', 12345678], ['1000', 1000], ['3.5', 3.5], ['.5', 0.5], ['1,234.56', 1234.56],
    ['-5', -5], ['\u22125', -5], ['- 5', -5], ['-0', 0], ['007', 7], ['１２', 12]
  ]) assert.ok(Object.is(value(text), want), text);
});

test('scales are exact', () => {
  for (const [text, want] of [
    ['1.5m', 1500000], ['1.1 million', 1100000], ['2k', 2000], ['3bn', 3e9], ['0.29 M', 290000],
    ['1,200 thousand', 1200000], ['4.35m', 4350000]
  ]) assert.equal(value(text), want, text);
});

test('words', () => {
  for (const [text, want] of [
    ['ten', 10], ['Ten', 10], ['zero', 0], ['twenty-five', 25], ['twenty five', 25],
    ['a hundred', 100], ['one hundred and five', 105], ['two thousand', 2000],
    ['two thousand and six', 2006], ['three hundred thousand', 300000],
    ['one million two hundred thousand', 1200000], ['ten million', 1e7], ['minus four', -4],
    ['nine hundred and ninety-nine', 999]
  ]) assert.equal(value(text), want, text);
});

test('money in money fields', () => {
  for (const [text, want] of [
    ['£1.5m', 1500000], ['£ 1,000', 1000], ['-£5', -5], ['£-5', -5], ['£12.34', 12.34],
    ['50p', 0.5], ['50 pence', 0.5], ['1,000 pounds', 1000], ['ten pounds', 10], ['GBP 20', 20],
    ['20 GBP', 20], ['£1.5 million', 1500000], ['1000', 1000]
  ]) assert.equal(value(text, { kind: 'money' }), want, text);
});

test('per cent in per cent fields', () => {
  for (const [text, want] of [['3.5%', 3.5], ['3.5 %', 3.5], ['ten per cent', 10], ['40', 40],
    ['40 percent', 40]]) {
    assert.equal(value(text, { kind: 'percent' }), want, text);
  }
});

test('what cannot be read in one way is asked for again, with the reason', () => {
  for (const [text, why] of [
    ['', 'empty'], ['   ', 'empty'], [null, 'empty'], [undefined, 'empty'],
    ['1,5', 'comma'], ['1,00', 'comma'], ['1,0000', 'comma'], ['12 34', 'comma'],
    ['1,000 000', 'comma'], ['1.000.000', 'comma'], ['1.', 'comma'],
    ['$5', 'currency'], ['€5', 'currency'], ['5 euros', 'currency'],
    ['10-20', 'range'], ['10 to 20', 'range'], ['£10 - £20', 'range'], ['1/2', 'range'],
    ['about 10', 'range'], ['~10', 'range'], ['>5', 'range'],
    ['5%', 'percent'], ['£5', 'money'], ['50p', 'money'],
    ['lots', 'not-a-number'], ['ten eleven', 'not-a-number'], ['twenty ten', 'not-a-number'],
    ['hundred', 'not-a-number'], ['thousand', 'not-a-number'], ['and', 'not-a-number'],
    ['ten and', 'not-a-number'], ['one thousand million million', 'not-a-number'],
    ['1e6', 'not-a-number'], ['0x10', 'not-a-number'], ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'], ['--5', 'not-a-number'], ['5 apples', 'not-a-number'],
    ['constructor', 'not-a-number'], ['5 constructor', 'not-a-number'], ['toString', 'not-a-number'],
    ['<b>5</b>', 'range'], ['£', 'not-a-number'], ['%', 'not-a-number'], ['-', 'not-a-number']
  ]) assert.deepEqual(read(text), { ok: false, why }, String(text));
});

test('bounds name themselves', () => {
  assert.deepEqual(read('-1', { min: 0 }), { ok: false, why: 'too-small', limit: 0 });
  assert.deepEqual(read('101', { max: 100 }), { ok: false, why: 'too-large', limit: 100 });
  assert.deepEqual(read('1.5', { whole: true }), { ok: false, why: 'whole' });
  assert.deepEqual(read('9'.repeat(400)), { ok: false, why: 'too-large', limit: 1e13 });
  assert.equal(value('100', { min: 0, max: 100, whole: true }), 100);
});

test('numbers are printed as the site prints them', () => {
  assert.equal(numbers.show(1234567), '1,234,567');
  assert.equal(numbers.show(-1234.5), '-1,234.5');
  assert.equal(numbers.show(999), '999');
  assert.equal(numbers.show(-0.001, 2), '0.00');
  assert.equal(numbers.show(1999.999, 2), '2,000.00');
  assert.equal(numbers.money(1500000), '£1,500,000');
  assert.equal(numbers.money(-12.5), '-£12.50');
  assert.equal(numbers.plain(1e-7), '0.0000001');
  assert.equal(numbers.plain(-0), '0');
  assert.equal(numbers.plain(0.1), '0.1');
});

test('what is printed is read back', () => {
  for (const number of [0, 1, 12, 999, 1000, 1234.5, 1e6, 43955567, -403, 0.29]) {
    assert.equal(value(numbers.show(number)), number);
    assert.equal(value(numbers.money(number), { kind: 'money' }), Number(number.toFixed(2)));
    assert.equal(value(numbers.plain(number)), number);
  }
});

test('long hostile text is answered', () => {
  for (const text of ['1,'.repeat(20000), 'ten '.repeat(20000), '1 '.repeat(20000), '£'.repeat(20000),
    ' '.repeat(20000) + 'x']) {
    assert.equal(read(text).ok, false);
  }
});
