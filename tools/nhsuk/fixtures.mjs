// Which of the design system's examples our components are held to. An example that uses one of
// these options is left out, for the reason that stands beside it.
export const COMPONENTS = [
  'skip-link', 'breadcrumb', 'button', 'details', 'summary-list', 'tables',
  'error-message', 'error-summary', 'fieldset', 'hint', 'label', 'input', 'textarea', 'select',
  'checkboxes',
]

const OTHER_GROUND = 'for a coloured ground, which our pages do not have'
const CAPTION = 'a small line above a heading: our pages have a lead under it'
const GROUP = 'extra HTML beside a field: write it in the template, where it can be read'
const CARD = 'cards are not used: rows and rules instead'
const OLD = 'the old name of an option, which version 11 drops'
const CLASS = 'a class that takes an option back: write one of the two'
const ICON = 'icons are not used: words instead'

export const UNSUPPORTED = {
  breadcrumb: { variant: OTHER_GROUND, backLink: 'the last step is always the way back' },
  button: {
    icon: ICON,
    'variant=reverse': OTHER_GROUND, 'variant=login': 'there is nothing to log in to',
    'variant=brand': 'the brand colour is not ours', 'variant=secondary-solid': OTHER_GROUND,
  },
  details: { classes: 'the expander: one look for all folded parts', variant: OTHER_GROUND },
  'summary-list': {
    card: CARD, 'rows[].border': 'all rows of a list look alike',
    'rows[].actions[].href': OLD, 'rows[].actions.items[].type': 'actions are links',
    'rows[].key.width': 'one width for all lists',
  },
  tables: {
    card: CARD, panel: CARD, heading: CARD, responsive: 'its markup fails the Nu checker',
    scroll: 'tables scroll in <scroll_table>', variant: OTHER_GROUND,
    compact: 'one density for all tables', striped: 'rows have rules',
    'name: with numeric format and missing data': 'words in a column of numbers stand left',
    'head[].sort': 'needs a script; lists are sorted when the site is built',
    'head[].align': 'numbers stand right by their format', 'head[].width': 'columns fit their text',
  },
  'error-message': {},
  'error-summary': {},
  fieldset: { 'legend.caption': CAPTION },
  hint: {},
  label: {
    caption: CAPTION, 'heading.caption': CAPTION,
    isPageHeading: 'write heading, which says the same',
    'name: size class overriding size option': CLASS,
  },
  input: { 'name: width class overriding width option': CLASS, formGroup: GROUP, 'label.caption': CAPTION },
  textarea: { 'label.caption': CAPTION },
  select: { formGroup: GROUP, 'label.caption': CAPTION },
  checkboxes: {
    'fieldset.legend.caption': CAPTION, 'items[].exclusive': OLD, 'items[].exclusiveGroup': OLD,
    'items[].name': 'the boxes of a group have one name',
  },
}
