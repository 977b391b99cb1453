// Which token of themes/default/assets/tokens.css each placeholder of settings.scss becomes, and
// each colour that the design system's components name directly.
export const TOKENS = {
  '#fe0001': '--cb-link', // brand
  '#fe0002': '--cb-ink', // text
  '#fe0003': '--cb-on-action', // reverse text
  '#fe0004': '--cb-sunk', // template background
  '#fe0005': '--cb-wash', // body background
  '#fe0006': '--cb-paper', // card background
  '#fe0007': '--cb-ink', // print text
  '#fe0008': '--cb-ink-2', // secondary text
  '#fe0009': '--cb-focus', // focus
  '#fe000a': '--cb-focus-ink', // focus text
  '#fe000b': '--cb-red', // error
  '#fe000c': '--cb-action', // success
  '#fe000d': '--cb-line', // border
  '#fe000e': '--cb-line-strong', // border hover
  '#fe000f': '--cb-line-strong', // input border
  '#fe0010': '--cb-line-strong', // hover
  '#fe0011': '--cb-sunk', // target hover
  '#fe0012': '--cb-paper', // input background
  '#fe0013': '--cb-link', // link
  '#fe0014': '--cb-visited', // visited link
  '#fe0015': '--cb-hover', // link hover
  '#fe0016': '--cb-ink', // link active
  '#fe0017': '--cb-action', // button
  '#fe0018': '--cb-on-action', // button text
  '#fe0019': '--cb-action-2', // button hover
  '#fe001a': '--cb-action-2', // button active
  '#fe001b': '--cb-action-2', // button shadow
  '#fe001c': '--cb-paper', // secondary solid background
  '#fe001d': '--cb-link', // secondary border
  '#fe001e': '--cb-link', // secondary text
  '#fe001f': '--cb-wash', // secondary hover
  '#fe0020': '--cb-sunk', // secondary active
  '#fe0021': '--cb-link', // secondary shadow
  '#fe0022': '--cb-red', // warning button
  '#fe0023': '--cb-red', // warning button hover
  '#fe0024': '--cb-red', // warning button active
  '#fe0025': '--cb-ink', // warning button shadow
  '#b20008': '--cb-hover', // error link hover
  '#005eb8': '--cb-link', // blue
  '#4c6272': '--cb-ink-2', // grey 1
  '#768692': '--cb-line-strong', // grey 2
  '#aeb7bd': '--cb-line-strong', // grey 3
  '#d8dde0': '--cb-sunk', // grey 4
};

// Parts that the theme does not use: other colours of the same thing, things inside others, and
// what needs pictures. A selector that matches is dropped.
export const DROPPED = [
  /-scroll/, // tables scroll in .cb-scroll
  /-card/,
  /--(reverse|login|brand|secondary-solid)/,
  /-expander/, // our folded parts are .cb-fold
  /table--responsive|table-responsive|heading-tab|table-container/, // its markup fails the Nu checker
  /table--(striped|compact|sticky)/,
  /\[data-sort|\[aria-sort|table__sort/,
  /pagination--numbered/,
  /type=["']?search/,
  /focused-element/, // the script of the skip link, which is not taken
]
