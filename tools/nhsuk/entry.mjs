// The scripts of the design system that the theme uses, started on a page with a form. The class on
// the body, which the design system's template sets by an inline script, is set here.
import { Checkboxes, ErrorSummary, Radios, createAll } from 'nhsuk-frontend'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
for (const component of [ErrorSummary, Checkboxes, Radios]) {
  createAll(component)
}
