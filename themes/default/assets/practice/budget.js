/*
 * The arithmetic of the budget-impact model, and nothing else: no page, no text, no storage.
 *
 * In: a plan, which is `{ years, rate, wait, low, central, high }`. `years` is how long the model
 * runs, `rate` the discount rate in per cent a year, `wait` how many years pass before savings in
 * later care begin. Each of the three cases has the numbers of `FIELDS`: people a year, pounds,
 * per cent. Out: pounds by year and in all. docs/budget-impact.md has the formulas.
 *
 *   casebook.budget.run(plan.central, plan)  → { years: [...], plain: {...}, discounted: {...} }
 *   casebook.budget.sensitivity(plan)        → one row for each number that differs between cases
 *
 * A saving is above zero, a cost of the technology too; `net` is savings less that cost, so that a
 * net below zero means that the budget pays more. The value of better health is never part of
 * `net`, because no budget receives it.
 */
(function (casebook) {
  'use strict';

  const CASES = Object.freeze(['low', 'central', 'high']);

  const money = (min, max) => Object.freeze({ kind: 'money', min, max });

  /** What a case holds, in the order of the page, with the bounds of each number. */
  const FIELDS = Object.freeze({
    patients: Object.freeze({ kind: 'number', min: 1, max: 1e8 }),
    today: money(0, 1e6),
    delivery: money(-1e6, 1e6),
    short: money(-1e6, 1e6),
    later: money(-1e6, 1e6),
    health: money(-1e6, 1e6),
    setup: money(0, 1e9),
    running: money(0, 1e9),
    each: money(0, 1e6),
    first: Object.freeze({ kind: 'percent', min: 0, max: 100 }),
    last: Object.freeze({ kind: 'percent', min: 0, max: 100 })
  });

  /** What all three cases share. */
  const SETTINGS = Object.freeze({
    years: Object.freeze({ kind: 'number', whole: true, min: 1, max: 30 }),
    rate: Object.freeze({ kind: 'percent', min: 0, max: 20 }),
    wait: Object.freeze({ kind: 'number', whole: true, min: 0, max: 30 })
  });

  /** The parts of a year that are added up. */
  const PARTS = Object.freeze(['today', 'delivery', 'short', 'later', 'technology', 'changed', 'net', 'health']);

  /** The share of patients on the new pathway in a year, from 0 to 1: a straight line. */
  function uptake(given, year, years) {
    const steps = years > 1 ? (year - 1) / (years - 1) : 0;
    return (given.first + (given.last - given.first) * steps) / 100;
  }

  /** What a pound of this year is worth in the first year, which is not discounted. */
  function factor(rate, year) {
    return Math.pow(1 + rate / 100, 1 - year);
  }

  /** What the technology costs in a year. */
  function technology(given, users, year) {
    return given.each * users + given.running + (year === 1 ? given.setup : 0);
  }

  /** One year of one case. */
  function yearOf(given, plan, year) {
    const users = given.patients * uptake(given, year, plan.years);
    const earlier = year - plan.wait;
    const reached = earlier < 1 ? 0 : given.patients * uptake(given, earlier, plan.years);
    const row = {
      year,
      uptake: uptake(given, year, plan.years) * 100,
      users,
      today: given.patients * given.today,
      delivery: given.delivery * users,
      short: given.short * users,
      later: given.later * reached,
      technology: technology(given, users, year),
      health: given.health * users,
      factor: factor(plan.rate, year)
    };
    row.net = row.delivery + row.short + row.later - row.technology;
    row.changed = row.today - row.net;
    return row;
  }

  /** The parts of all years, each multiplied by a weight of its year. */
  function total(rows, weight) {
    const sums = {};
    for (const part of PARTS) sums[part] = rows.reduce((sum, row) => sum + row[part] * weight(row), 0);
    return sums;
  }

  /** The first year after which savings have paid for all costs so far, and go on doing so. */
  function paidBack(rows) {
    let sum = 0;
    let year = null;
    for (const row of rows) {
      sum += row.net * row.factor;
      if (sum < 0) year = null;
      else if (year === null) year = row.year;
    }
    return year;
  }

  /** One case over all years. */
  function run(given, plan) {
    const years = [];
    for (let year = 1; year <= plan.years; year += 1) years.push(yearOf(given, plan, year));
    return {
      years,
      plain: total(years, () => 1),
      discounted: total(years, (row) => row.factor),
      paidBack: paidBack(years),
      patient: perPatient(given)
    };
  }

  /** What changes for one patient, as table 3 of the evaluation adds it: before and after costs. */
  function perPatient(given) {
    const changes = [given.delivery, given.short, given.later, given.health];
    return {
      gross: changes.reduce((sum, change) => sum + Math.max(change, 0), 0),
      net: changes.reduce((sum, change) => sum + change, 0)
    };
  }

  /** The discounted net of a case with one number changed. */
  function netWith(plan, field, value) {
    return run({ ...plan.central, [field]: value }, plan).discounted.net;
  }

  /** One number at a time goes to its low and its high value; the widest effect comes first. */
  function sensitivity(plan) {
    const rows = [];
    for (const field of Object.keys(FIELDS)) {
      const low = netWith(plan, field, plan.low[field]);
      const high = netWith(plan, field, plan.high[field]);
      const differs = plan.low[field] !== plan.central[field] || plan.high[field] !== plan.central[field];
      if (differs) rows.push({ field, low, high, width: spread(plan, low, high) });
    }
    return rows.sort((a, b) => b.width - a.width);
  }

  function spread(plan, low, high) {
    const central = run(plan.central, plan).discounted.net;
    return Math.max(low, high, central) - Math.min(low, high, central);
  }

  casebook.budget = Object.freeze({ CASES, FIELDS, SETTINGS, PARTS, run, sensitivity, uptake, factor });
  if (typeof module === 'object' && module.exports) module.exports = casebook.budget;
})(globalThis.casebook = globalThis.casebook || {});
