// Runs classic browser scripts of the theme in a world of their own, as a browser would.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const assets = fileURLToPath(new URL('../../themes/default/assets/', import.meta.url));

/** Gives the `casebook` object that the named scripts of the theme leave behind. */
export function load(names, globals = {}) {
  const world = vm.createContext(Object.defineProperties({}, Object.getOwnPropertyDescriptors(globals)));
  for (const name of names) {
    vm.runInContext(readFileSync(assets + name, 'utf8'), world, { filename: name });
  }
  return world.casebook;
}

/** A value from the other world with the prototypes of this one, for deep comparison. */
export const here = (value) => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
