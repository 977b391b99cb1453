// Run in the page by the keyboard tests: what can be focused, and how focus shows.

/** Lists what Tab should reach, in order, and remembers how each looks without focus. */
export function readStops() {
  const candidates = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]'
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
  const oneOfMany = (element) => element.type === 'radio'
  const look = (element) => {
    const style = getComputedStyle(element)
    return [style.backgroundColor, style.boxShadow, style.borderBottomColor, style.borderBottomWidth].join()
  }
  const name = (element) => `${element.tagName} ${(element.textContent || element.name || '').trim().slice(0, 50)}`
  window.stops = new Map()
  window.look = look
  window.nameOf = name
  const expected = []
  for (const element of document.querySelectorAll(candidates)) {
    if (element.tabIndex < 0 || element.disabled || !shown(element) || oneOfMany(element)) continue
    const key = window.stops.size
    window.stops.set(element, { key, before: look(element) })
    expected.push({ key, name: name(element) })
  }
  return expected
}

/** Where the focus is, whether it is marked, and whether some of it can be seen. */
export function where() {
  const element = document.activeElement
  if (!element || element === document.body) return null
  // Browsers focus boxes that scroll without being asked; they are known from their first visit on.
  const known = window.stops.get(element) ?? { key: `+${window.stops.size}`, before: null }
  window.stops.set(element, known)
  const style = getComputedStyle(element)
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !/, 0\)$/.test(style.outlineColor)
  const forced = matchMedia('(forced-colors: active)').matches && style.outlineStyle !== 'none'
  const changed = known.before !== null && window.look(element) !== known.before
  const seen = [...element.getClientRects()].some((box) => {
    const left = Math.max(box.left, 0)
    const right = Math.min(box.right, innerWidth)
    const top = Math.max(box.top, 0)
    const bottom = Math.min(box.bottom, innerHeight)
    if (right <= left || bottom <= top) return false
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return hit && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element)
  })
  return { key: known.key, name: window.nameOf(element), marked: outlined || forced || changed, seen }
}
