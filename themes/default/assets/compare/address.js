/*
 * The choice of awards in the address: #awards=p4-01,p4-03, with &only=differences. A link from an
 * award ends in #p4-01, or in ?with=p4-03#p4-01.
 */
(function (casebook) {
  'use strict';

  const compare = casebook.compare = casebook.compare || {};

  const MOST = 4;
  /** An id is short; what is longer is named in part. */
  const SHOWN = 40;

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (_) {
      return text;
    }
  }

  const split = (text) => decoded(text).split(',').map((id) => id.trim()).filter(Boolean);

  /** What an address asks for. `knows` says whether there is such an award. */
  function read(hash, search, knows) {
    const text = String(hash).replace(/^#/, '');
    const own = text.includes('=');
    const given = new URLSearchParams(own ? text : '');
    const also = own ? '' : new URLSearchParams(search).get('with') || '';
    const asked = [...new Set(own ? split(given.get('awards') || '') : [...split(text), ...split(also)])];
    const known = asked.filter(knows);
    return {
      ids: known.slice(0, MOST),
      left: known.slice(MOST),
      unknown: asked.filter((id) => !knows(id)).map((id) => id.slice(0, SHOWN)),
      only: given.get('only') === 'differences'
    };
  }

  function write(ids, only) {
    return '#awards=' + ids.join(',') + (only ? '&only=differences' : '');
  }

  Object.assign(compare, { MOST, decoded, read, write });
})(globalThis.casebook = globalThis.casebook || {});
