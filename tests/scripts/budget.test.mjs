// The arithmetic of the budget-impact model gives what exact arithmetic gives. The cases and their
// answers are in tests/budget/cases.json, worked out by tests/budget/exact.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { here, load } from './load.mjs';

const cases = JSON.parse(readFileSync(new URL('../budget/cases.json', import.meta.url), 'utf8'));
const { budget } = load(['practice/budget.js']);

/** A plan of the file as the script takes it: numbers, and what a case does not give filled in. */
function read(plan) {
  const fill = (given, base) => Object.fromEntries(Object.keys(budget.FIELDS).map(
    (field) => [field, Number(given[field] ?? base[field] ?? 0)]));
  const central = fill(plan.central, {});
  return {
    years: Number(plan.years), rate: Number(plan.rate), wait: Number(plan.wait),
    low: fill(plan.low, central), central, high: fill(plan.high, central)
  };
}

/** Pounds of the script against whole pence: no more than half a penny apart. */
function same(pounds, pence, what) {
  const slack = 0.5 + Math.abs(pence) * 1e-13;
  assert.ok(Math.abs(pounds * 100 - pence) <= slack, `${what}: ${pounds} pounds, ${pence} pence`);
}

function sameParts(got, want, what) {
  for (const part of budget.PARTS) same(got[part], want[part], `${what}, ${part}`);
}

for (const { name, plan, answers } of cases) {
  describe(name, () => {
    const given = read(plan);
    for (const which of budget.CASES) {
      test(`${which} case`, () => {
        const got = budget.run(given[which], given);
        assert.equal(got.years.length, answers[which].years.length);
        got.years.forEach((row, at) => sameParts(row, answers[which].years[at], `year ${row.year}`));
        sameParts(got.plain, answers[which].plain, 'sum');
        sameParts(got.discounted, answers[which].discounted, 'discounted sum');
        assert.equal(got.paidBack, answers[which].paidBack);
      });
    }
    test('one number at a time', () => {
      const got = budget.sensitivity(given);
      assert.deepEqual(here(got.map((row) => row.field)), answers.sensitivity.map((row) => row.field));
      got.forEach((row, at) => {
        same(row.low, answers.sensitivity[at].low, row.field);
        same(row.high, answers.sensitivity[at].high, row.field);
      });
    });
  });
}

test('one patient of project 1: £403 before costs, £293 after', () => {
  const { plan } = cases.find((one) => one.award === 'p4-01');
  const given = read(plan);
  const got = budget.run(given.central, given);
  assert.deepEqual(here(got.patient), { gross: 403, net: 293 });
  assert.equal(got.discounted.net + got.discounted.health, 43955567);
});

test('the module can be required, and is the same', () => {
  const required = createRequire(import.meta.url)('../../themes/default/assets/practice/budget.js');
  assert.deepEqual(Object.keys(required), here(Object.keys(budget)));
});

test('nothing is changed by running the model', () => {
  const given = Object.freeze(read(cases[3].plan));
  for (const which of budget.CASES) Object.freeze(given[which]);
  const once = here(budget.run(given.low, given));
  budget.sensitivity(given);
  assert.deepEqual(here(budget.run(given.low, given)), once);
});
