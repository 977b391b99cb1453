/*
 * Bars that lie, drawn by the script as charts.css colours them: savings solid to the right, costs
 * hatched to the left, the net as a dark line. Each chart is drawn twice, for wide and for narrow
 * screens, as the charts that are drawn when the site is built.
 *
 * In: rows `{ label, amount, bars: [{ from, to, kind }], mark }` in pounds, and a title. Out: two SVG
 * elements. The numbers stand in a table beside them.
 */
(function (casebook) {
  'use strict';

  const SPACE = 'http://www.w3.org/2000/svg';
  const SIZES = Object.freeze([['wide', 720], ['narrow', 320]]);
  const THICK = 18;
  const LINE = 20;
  const STEP = 56;

  function shape(name, attributes, text) {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** Where an amount lies between the least and the most of all rows. */
  function scale(rows, base, width) {
    const all = rows.flatMap((row) => [row.mark, ...row.bars.flatMap((bar) => [bar.from, bar.to])]);
    const amounts = all.filter((amount) => amount !== undefined).concat(base);
    const least = Math.min(...amounts);
    const room = Math.max(...amounts) - least || 1;
    return (amount) => Math.round(4 + (amount - least) / room * (width - 8));
  }

  function row(svg, one, at, x) {
    const top = at * STEP;
    svg.append(shape('text', { x: 0, y: top + LINE - 4, class: 'cb-draw__label' }, one.label + ': ' + one.amount));
    for (const bar of one.bars) {
      const [left, right] = [x(Math.min(bar.from, bar.to)), x(Math.max(bar.from, bar.to))];
      svg.append(shape('rect', { x: left, y: top + LINE + 4, width: Math.max(right - left, 2), height: THICK, class: 'cb-draw__' + bar.kind }));
    }
    if (one.mark === undefined) return;
    svg.append(shape('line', { x1: x(one.mark), x2: x(one.mark), y1: top + LINE, y2: top + LINE + THICK + 8, class: 'cb-draw__net' }));
  }

  function draw(size, width, id, title, rows, base) {
    const height = rows.length * STEP;
    const svg = shape('svg', {
      class: 'cb-draw cb-draw--' + size, width, height, viewBox: '0 0 ' + width + ' ' + height,
      role: 'img', 'aria-labelledby': id + '-' + size, focusable: 'false'
    });
    svg.append(shape('title', { id: id + '-' + size }, title));
    const x = scale(rows, base, width);
    rows.forEach((one, at) => row(svg, one, at, x));
    svg.append(shape('line', { x1: x(base), x2: x(base), y1: 0, y2: height, class: 'cb-draw__axis' }));
    return svg;
  }

  /** Both drawings. `base` is where the axis stands: nought, or the central case. */
  function bars(id, title, rows, base) {
    return SIZES.map(([size, width]) => draw(size, width, id, title, rows, base));
  }

  casebook.budgetChart = Object.freeze({ bars, shape });
})(globalThis.casebook = globalThis.casebook || {});
