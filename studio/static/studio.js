// A link of the sidebar pressed while a text is being typed: the text is told first, and the link follows a moment later. Told in the
// same instant, the two messages overtake each other and the page stays where it was.
if (!window.studioLinksWait) {
  window.studioLinksWait = true
  const LINK = '[data-testid="stPageLink"] a'
  let pressed = -Infinity
  document.addEventListener("pointerdown", (event) => {
    const field = document.activeElement
    if (!event.target.closest?.(LINK) || !field || !(field.matches("input, textarea") || field.shadowRoot)) return
    ;(field.shadowRoot?.activeElement ?? field).blur()
    pressed = performance.now()
  }, true)
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK)
    if (!link || performance.now() - pressed > 1000) return
    pressed = -Infinity
    event.preventDefault()
    event.stopImmediatePropagation()
    setTimeout(() => link.click(), 350)
  }, true)
}
