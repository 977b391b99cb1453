/*
 * What comes out of the budget-impact model, in words, tables and charts, and as CSV. Everything is
 * labelled as an estimate. What a reader typed is shown as text only.
 *
 * In: a plan, which questions were answered, and the words. Out: elements, or the text of a file.
 */
(function (casebook) {
  'use strict';

  const { CASES } = casebook.budget;

  const signed = (text) => text.replace(/^-/, '\u2212');
  /** Whole pounds for sums; pence for one patient. */
  const pounds = (value) => signed(casebook.numbers.money(Math.round(value)));
  const pence = (value) => signed(casebook.numbers.money(Math.round(value * 100) / 100));
  const count = (value) => casebook.numbers.show(Math.round(value), 0);
  const percent = (value) => casebook.numbers.show(Math.round(value * 10) / 10) + '%';

  function make(name, about, ...children) {
    const made = document.createElement(name);
    Object.assign(made, about);
    made.append(...children);
    return made;
  }

  const paragraph = (text) => make('p', {}, text);
  const note = (text) => make('div', { className: 'cb-note cb-note--caution' }, make('p', {}, text));

  function table(caption, head, rows) {
    const cells = rows.map((row) => make('tr', {},
      make('th', { scope: 'row' }, row[0]), ...row.slice(1).map((cell) => make('td', { className: 'cb-num' }, cell))));
    const top = head.map((text, at) => make('th', { scope: 'col', className: at ? 'cb-num' : '' }, text));
    const made = make('table', {}, make('caption', {}, caption), make('thead', {}, make('tr', {}, ...top)), make('tbody', {}, ...cells));
    const box = make('div', { className: 'cb-scroll', tabIndex: 0 }, made);
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', caption);
    return box;
  }

  /** The headline: what the budget would pay, and between what it lies. */
  function headline(say, plan, runs) {
    const net = Math.round(runs.central.discounted.net);
    const way = net > 0 ? 'less' : (net < 0 ? 'more' : 'same');
    const key = plan.years === 1 ? way + '_one' : way;
    const text = say(key, { years: plan.years, amount: pounds(Math.abs(net)) });
    const between = say('between', { low: pounds(runs.low.discounted.net), high: pounds(runs.high.discounted.net) });
    return [
      make('p', { className: 'cb-estimate' }, say('estimate')),
      make('p', { className: 'cb-lead' }, text),
      paragraph(between)
    ];
  }

  /** What to mind about these very numbers. */
  function cautions(say, plan, runs, from) {
    const lines = [];
    if (CASES.every((name) => runs[name].plain.technology === 0)) lines.push(say('no_technology'));
    if (runs.low.discounted.net > runs.high.discounted.net) lines.push(say('upside_down'));
    if (from) lines.push(say('from_register', { award: from }));
    const central = runs.central.discounted;
    if (central.health !== 0) {
      lines.push(say('health_apart', { amount: pounds(central.health), sum: pounds(central.net + central.health) }));
    }
    return lines.map(note);
  }

  function casesTable(say, plan, runs, given) {
    const row = (label, get) => [label, ...CASES.map((name) => get(runs[name]))];
    const sum = (part) => row(say(part), (run) => pounds(run.plain[part]));
    const unknown = (part) => (given.today ? sum(part) : [say(part), ...CASES.map(() => say('not_given'))]);
    const back = (run) => (run.paidBack === null ? say('never') : say('paid_back_year', { year: run.paidBack }));
    return table(say('cases_table'), [say('case'), ...CASES.map((name) => say(name))], [
      unknown('today'), unknown('changed'), sum('delivery'), sum('short'), sum('later'), sum('technology'), sum('net'),
      row(say('net_discounted'), (run) => pounds(run.discounted.net)),
      row(say('health'), (run) => pounds(run.discounted.health)),
      row(say('paid_back'), back),
      row(say('gross_patient'), (run) => pence(run.patient.gross)),
      row(say('net_patient'), (run) => pence(run.patient.net))
    ]);
  }

  function yearsTable(say, run, given) {
    const known = (value) => (given.today ? pounds(value) : say('not_given'));
    const head = ['year', 'uptake', 'users', 'today', 'changed', 'delivery', 'short', 'later', 'technology', 'net', 'net_discounted'];
    return table(say('years_table'), head.map((key) => say(key)), run.years.map((row) => [
      String(row.year), percent(row.uptake), count(row.users), known(row.today), known(row.changed),
      pounds(row.delivery), pounds(row.short), pounds(row.later), pounds(row.technology), pounds(row.net), pounds(row.net * row.factor)
    ]));
  }

  /** Savings to the right of nought, costs to its left. */
  function yearBars(say, run) {
    return run.years.map((row) => {
      const parts = [row.delivery, row.short, row.later, -row.technology];
      const side = (wanted) => parts.filter((part) => part * wanted > 0).reduce((sum, part) => sum + part, 0);
      return {
        label: say('year_label', { year: row.year }),
        amount: pounds(row.net),
        bars: [{ from: 0, to: side(1), kind: 'benefit' }, { from: side(-1), to: 0, kind: 'cost' }].filter((bar) => bar.from !== bar.to),
        mark: row.net
      };
    });
  }

  function key(say, items) {
    return make('ul', { className: 'cb-chart__key' }, ...items.map(([kind, text]) => {
      const swatch = casebook.budgetChart.shape('svg', { class: 'cb-draw cb-chart__swatch', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' });
      swatch.append(casebook.budgetChart.shape('rect', { x: 1, y: 1, width: 14, height: 14, class: 'cb-draw__' + kind }));
      return make('li', {}, swatch, ' ' + say(text));
    }));
  }

  function figure(id, title, sub, items, drawings, numbers) {
    const heading = make('h3', { className: 'cb-chart__title', id: id + '-title' }, title);
    const made = make('figure', { className: 'cb-chart', id },
      make('figcaption', {}, heading, make('p', { className: 'cb-chart__sub' }, sub)), ...items, ...drawings, numbers);
    made.setAttribute('aria-labelledby', id + '-title');
    return made;
  }

  function yearsFigure(say, run, given) {
    const drawings = casebook.budgetChart.bars('bi-chart-years', say('chart_title'), yearBars(say, run), 0);
    const items = key(say, [['benefit', 'benefit_key'], ['cost', 'cost_key'], ['net', 'net_key']]);
    return figure('bi-chart-years', say('chart_title'), say('chart_sub'), [items], drawings, yearsTable(say, run, given));
  }

  /** One number at a time, the widest first. */
  function tornado(say, plan, central, labels) {
    const rows = casebook.budget.sensitivity(plan);
    if (!rows.length) return [make('h3', {}, say('sensitivity_title')), paragraph(say('sensitivity_none'))];
    const base = central.discounted.net;
    const bars = rows.map((row) => ({
      label: labels[row.field],
      amount: say('from_to', { low: pounds(row.low), high: pounds(row.high) }),
      bars: [row.low, row.high].filter((net) => net !== base)
        .map((net) => ({ from: base, to: net, kind: net > base ? 'benefit' : 'cost' })),
      mark: base
    }));
    const drawings = casebook.budgetChart.bars('bi-chart-range', say('sensitivity_title'), bars, base);
    const numbers = table(say('sensitivity_table'), ['number', 'low', 'central', 'high'].map((name) => say(name)),
      rows.map((row) => [labels[row.field], pounds(row.low), pounds(base), pounds(row.high)]));
    const items = key(say, [['benefit', 'above_key'], ['cost', 'below_key']]);
    return [figure('bi-chart-range', say('sensitivity_title'), say('tornado_sub', { central: pounds(base) }), [items], drawings, numbers)];
  }

  function runAll(plan) {
    return Object.fromEntries(CASES.map((name) => [name, casebook.budget.run(plan[name], plan)]));
  }

  /** Everything that is shown. `from` is the award whose rows were filled in, if any. */
  function show(say, plan, given, labels, from) {
    const runs = runAll(plan);
    return [
      ...headline(say, plan, runs),
      ...cautions(say, plan, runs, from),
      casesTable(say, plan, runs, given),
      yearsFigure(say, runs.central, given),
      ...tornado(say, plan, runs.central, labels)
    ];
  }

  /** A cell of CSV; a text that a spreadsheet would take for a formula gets a mark in front. */
  function cell(value) {
    const text = String(value);
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /** All years and sums of all cases, one amount in a line, each labelled as an estimate. */
  function csv(say, plan) {
    const runs = runAll(plan);
    const lines = [['what', 'case', 'year', 'pounds', 'note'].map((name) => say('csv_' + name))];
    const add = (part, name, year, value) => lines.push([say(part), say(name), year, (Math.round(value * 100) / 100).toFixed(2), say('estimate')]);
    for (const name of CASES) {
      for (const row of runs[name].years) {
        for (const part of ['today', 'changed', 'delivery', 'short', 'later', 'technology', 'net']) add(part, name, row.year, row[part]);
      }
      add('net_discounted', name, '', runs[name].discounted.net);
      add('health', name, '', runs[name].discounted.health);
    }
    return lines.map((line) => line.map((value, at) => (at === 3 ? String(value) : cell(value))).join(',')).join('\r\n') + '\r\n';
  }

  casebook.budgetResult = Object.freeze({ show, csv });
})(globalThis.casebook = globalThis.casebook || {});
