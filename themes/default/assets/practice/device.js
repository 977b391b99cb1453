/*
 * What a reader keeps on this device, and takes away as a file. The only script that touches the
 * browser's storage, and only when another script calls it because the reader pressed a button.
 *
 * In: what a page wants kept, as plain data. Out: answers `{ ok: true, … }` or `{ ok: false, why }`
 * with a code for the catalogue topic `device_script`. Nothing is thrown, and nothing read is trusted: a
 * page checks what is in a copy before it shows it, and shows it as text.
 *
 * Every key begins with `casebook.device.PREFIX`: casebook/checklist/deployment,
 * casebook/template/need. A copy is
 *
 *   { format: 'casebook', version: 1, kind, id, title, hash, saved, content }
 *
 * where `hash` is the mark of the checklist or template that it was made with. The same object, as
 * JSON, is the exported file.
 */
(function (casebook) {
  'use strict';

  const PREFIX = 'casebook/';
  const FORMAT = 'casebook';
  const VERSION = 1;
  /** Bytes. A checklist with long notes has some tens of thousands. */
  const LARGEST = 1024 * 1024;

  const no = (why, more) => Object.assign({ ok: false, why }, more);
  const key = (kind, id) => PREFIX + kind + '/' + id;

  /** The storage, or nothing where the browser forbids it. Asking for it can throw. */
  function storage() {
    try {
      return globalThis.localStorage || null;
    } catch (_) {
      return null;
    }
  }

  /** Whether the browser lets this site keep anything. */
  function available() {
    const place = storage();
    try {
      return place !== null && place.length >= 0;
    } catch (_) {
      return false;
    }
  }

  /** A copy ready to be kept or exported. */
  function pack(about, content) {
    return {
      format: FORMAT,
      version: VERSION,
      kind: about.kind,
      id: about.id,
      title: about.title,
      hash: about.hash,
      saved: new Date().toISOString(),
      content
    };
  }

  /** Whether storage refused because it is full, and not because it is forbidden. */
  function isFull(error) {
    return Boolean(error) && /quota|full/i.test(String(error.name) + ' ' + String(error.message));
  }

  function save(copy) {
    const place = storage();
    if (!place) return no('forbidden');
    try {
      place.setItem(key(copy.kind, copy.id), JSON.stringify(copy));
      return { ok: true, copy };
    } catch (error) {
      return no(isFull(error) ? 'full' : 'forbidden');
    }
  }

  /** The saved copy; `copy` is null when there is none. */
  function load(about) {
    const place = storage();
    if (!place) return no('forbidden');
    let text;
    try {
      text = place.getItem(key(about.kind, about.id));
    } catch (_) {
      return no('forbidden');
    }
    if (text === null) return { ok: true, copy: null };
    const found = check(text, about);
    return found.ok ? found : no('damaged_copy');
  }

  function remove(about) {
    const place = storage();
    if (!place) return no('forbidden');
    try {
      place.removeItem(key(about.kind, about.id));
      return { ok: true };
    } catch (_) {
      return no('forbidden');
    }
  }

  /** The keys of everything that this site keeps here. */
  function keys() {
    const place = storage();
    if (!place) return [];
    try {
      const all = Array.from({ length: place.length }, (_, at) => place.key(at));
      return all.filter((name) => name !== null && name.startsWith(PREFIX)).sort();
    } catch (_) {
      return [];
    }
  }

  /** Deletes everything that this site keeps here. Says how many copies there were. */
  function clear() {
    const place = storage();
    const all = keys();
    for (const name of all) place.removeItem(name);
    return all.length;
  }

  function parsed(text) {
    try {
      return { ok: true, value: JSON.parse(String(text).replace(/^\uFEFF/, '')) };
    } catch (_) {
      return no('damaged');
    }
  }

  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  /** Whether text is a copy for this page, and if not, why not. */
  function check(text, about) {
    const read = parsed(text);
    if (!read.ok) return read;
    const copy = read.value;
    if (!isObject(copy) || copy.format !== FORMAT) return no('not_ours');
    if (!Number.isInteger(copy.version) || copy.version < 1) return no('damaged');
    if (copy.version > VERSION) return no('newer');
    if (copy.kind !== about.kind) return no('other_kind', { kind: String(copy.kind).slice(0, 60) });
    if (copy.id !== about.id) return no('other_id', { title: String(copy.title).slice(0, 120) });
    if (!isObject(copy.content)) return no('damaged');
    return { ok: true, copy };
  }

  /** Reads a file that the reader chose. Its size is looked at before anything else. */
  function read(file, about) {
    if (file.size > LARGEST) {
      const size = (Math.ceil(file.size / 1024 / 1024 * 10) / 10).toString();
      return Promise.resolve(no('too_large', { size }));
    }
    return file.text().then((text) => check(text, about), () => no('unreadable'));
  }

  /** The text of the exported file. */
  function text(copy) {
    return JSON.stringify(copy, null, 2) + '\n';
  }

  casebook.device = Object.freeze({
    PREFIX, LARGEST, available, pack, save, load, remove, keys, clear, check, read, text
  });
})(globalThis.casebook = globalThis.casebook || {});
