/*
 * Writes YAML that Casebook and people read: plain words where they are safe, quotes where they are
 * not, and blocks for text of several lines.
 *
 * In: a list of `[key, value]` pairs; values are texts, numbers (as digits), lists of texts, or such
 * pairs again. Out: text that ends in a new line.
 */
(function (casebook) {
  'use strict';

  const RESERVED = /^(y|n|yes|no|true|false|null|on|off|~|[-+]?[\d.].*)$/i;
  const PLAIN = /^[\p{L}][\p{L}\p{N} ,.'’()%£/–-]*$/u;
  /** Signs that YAML takes for the end of a line, or does not take at all. */
  const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/;

  /** One line in quotes; JSON's quotes are YAML's. */
  function quoted(text) {
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (sign) => '\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0'));
  }

  function line(text) {
    const plain = PLAIN.test(text) && !RESERVED.test(text) && !/ $| #|: /.test(text);
    return plain ? text : quoted(text);
  }

  /** Text of several lines as a block; anything strange in it makes it one quoted line. */
  function block(text, indent) {
    if (ODD.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')) || /\t/.test(text)) return quoted(text);
    const inside = ' '.repeat(indent + 2);
    const start = /^ /.test(text) ? '|2-' : '|-';
    const lines = text.split('\n').map((part) => (part === '' ? '' : inside + part));
    return start + '\n' + lines.join('\n');
  }

  function scalar(value, indent) {
    if (typeof value === 'number') return casebook.numbers.plain(value);
    return /\n/.test(value) ? block(value, indent) : line(value);
  }

  const isPairs = (value) => Array.isArray(value) && value.length > 0 && value.every(Array.isArray);

  function list(items, indent) {
    const short = items.every((item) => /^[a-z0-9-]+$/.test(item) && !RESERVED.test(item));
    if (short) return ' [' + items.join(', ') + ']\n';
    const dash = '\n' + ' '.repeat(indent + 2) + '- ';
    return dash + items.map((item) => line(item)).join(dash) + '\n';
  }

  /** The pairs, each on its own line. */
  function write(pairs, indent) {
    const at = indent || 0;
    return pairs.map(([key, value]) => {
      const start = ' '.repeat(at) + key + ':';
      if (isPairs(value)) return start + '\n' + write(value, at + 2);
      if (Array.isArray(value)) return start + list(value, at);
      return start + ' ' + scalar(value, at) + '\n';
    }).join('');
  }

  casebook.yaml = Object.freeze({ write });
})(globalThis.casebook = globalThis.casebook || {});
