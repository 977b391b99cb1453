// nDCG, reciprocal rank and success of a list of answers against grades.

const DEPTH = 10;

function gain(grades) {
  return grades.slice(0, DEPTH).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}

/** How good an order is: 1 is the best possible one (Järvelin and Kekäläinen, 2002). */
export function ndcg(found, answers) {
  const best = gain(Object.values(answers).sort((a, b) => b - a));
  return best ? gain(found.map((name) => answers[name] ?? 0)) / best : 0;
}

/** 1 over the place of the first answer with grade 3. */
export function reciprocal(found, answers) {
  const at = found.slice(0, DEPTH).findIndex((name) => answers[name] === 3);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Whether an answer with grade 3 is among the first three. */
export function success(found, answers) {
  return found.slice(0, 3).some((name) => answers[name] === 3) ? 1 : 0;
}

/** The mean of a list, NaN for an empty one. */
export function mean(all) {
  return all.reduce((sum, one) => sum + one, 0) / all.length;
}

/** The value that this share of a list does not exceed. */
export function percentile(all, share) {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
