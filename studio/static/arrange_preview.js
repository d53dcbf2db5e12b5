// The live preview: a picture with the chosen segment marked, or a page scrolled to it. Clicking it chooses the segment there.
// A new picture or page takes the old one's place only when it is there, so that nothing flickers, and what one looks at stays put.

const own = new WeakMap()
const AIR = 6
const SOON = 600 // ms until a preview that is coming is asked for again

function mark(pane, sheet, box) {
  let frame = sheet.querySelector(".mark")
  const whole = box && box[2] - box[0] > 0.98 && box[3] - box[1] > 0.98
  if (!box || whole) {
    frame?.remove()
    return null
  }
  if (!frame) {
    frame = document.createElement("div")
    frame.className = "mark"
    sheet.append(frame)
  }
  const image = sheet.querySelector("img")
  const [width, height] = [image.clientWidth, image.clientHeight]
  frame.style.left = `${box[0] * width - AIR}px`
  frame.style.top = `${box[1] * height - AIR}px`
  frame.style.width = `${(box[2] - box[0]) * width + 2 * AIR}px`
  frame.style.height = `${(box[3] - box[1]) * height + 2 * AIR}px`
  return [box[1] * height, box[3] * height]
}

function intoView(pane, span) {
  if (!span) return
  const [top, bottom] = span
  if (top < pane.scrollTop + 20 || bottom > pane.scrollTop + pane.clientHeight - 20) {
    pane.scrollTo({ top: Math.max(0, top - Math.max(40, (pane.clientHeight - (bottom - top)) / 3)), behavior: "smooth" })
  }
}

function drawPicture(pane, sheet, note, data, state, choose) {
  const place = (jump) => {
    const span = mark(pane, sheet, data.boxes[data.chosen])
    if (jump) intoView(pane, span)
  }
  const jump = state.chosen !== data.chosen
  state.chosen = data.chosen
  state.place = () => place(false)
  const image = sheet.querySelector("img")
  const click = (event) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    const near = Object.entries(data.boxes).filter(([, b]) => y >= b[1] - 0.004 && y <= b[3] + 0.004)
    const inside = near.filter(([, b]) => x >= b[0] - 0.03 && x <= b[2] + 0.03)
    const found = (inside.length ? inside : near).sort((a, b) => a[1][3] - a[1][1] - (b[1][3] - b[1][1]))[0]
    if (found) choose(found[0])
  }
  if (image && state.stamp === data.stamp) {
    image.onclick = click
    place(jump)
    return
  }
  state.stamp = data.stamp
  const fresh = new Image()
  fresh.alt = data.alt
  fresh.src = `data:${data.media};base64,${data.content}`
  fresh.onerror = () => {
    note.hidden = false
    note.textContent = "预览图片没有显示出来，请刷新页面。"
  }
  const show = () => {
    if (state.stamp !== data.stamp) return
    fresh.onclick = click
    const before = sheet.querySelector("img")
    if (before) before.replaceWith(fresh)
    else sheet.replaceChildren(fresh)
    place(jump)
    pane.dataset.shown = data.stamp
    pane.dataset.at = String(Date.now())
  }
  fresh.decode().then(show, () => (fresh.complete && fresh.naturalWidth ? show() : null)) // a busy browser may refuse to decode ahead
}

function pointOut(frame, data, state, choose, jump) {
  const page = frame.contentDocument
  if (!page) return
  for (const former of page.querySelectorAll("[data-pointed]")) {
    former.style.outline = ""
    delete former.dataset.pointed
  }
  const element = page.getElementById(data.anchors[data.chosen] ?? "")
  if (element) {
    element.dataset.pointed = "1"
    element.style.outline = "2.5px solid #e0a21a"
    element.style.outlineOffset = "4px"
    for (let above = element; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true
    if (jump) element.scrollIntoView({ block: "center", behavior: "instant" })
  } else if (jump) page.documentElement.scrollTop = 0
  page.onclick = (event) => {
    if (event.target.closest("a")) event.preventDefault()
    const wanted = new Map(Object.entries(data.anchors).map(([segment, id]) => [id, segment]))
    for (let above = event.target; above; above = above.parentElement) if (wanted.has(above.id)) return choose(wanted.get(above.id))
  }
}

function drawPage(pane, sheet, data, state, choose) {
  const jump = state.chosen !== data.chosen
  state.chosen = data.chosen
  const present = sheet.querySelector("iframe:not(.coming)")
  if (present && state.stamp === data.stamp) return pointOut(present, data, state, choose, jump)
  state.stamp = data.stamp
  for (const waiting of sheet.querySelectorAll("iframe.coming")) waiting.remove()
  const frame = document.createElement("iframe")
  frame.className = "coming"
  frame.title = data.alt
  frame.setAttribute("sandbox", "allow-same-origin")
  frame.onload = () => {
    const before = sheet.querySelector("iframe:not(.coming)")
    const top = before?.contentDocument?.documentElement.scrollTop ?? 0
    frame.contentDocument.documentElement.style.scrollBehavior = "auto"
    frame.contentDocument.documentElement.scrollTop = top
    pointOut(frame, data, state, choose, jump || !before)
    frame.classList.remove("coming")
    before?.remove()
    pane.dataset.shown = data.stamp
    pane.dataset.at = String(Date.now())
  }
  frame.srcdoc = data.content
  sheet.append(frame)
}

export default function (component) {
  const { data, parentElement: root, setTriggerValue: tell } = component
  const pane = root.querySelector(".pane")
  const sheet = root.querySelector(".sheet")
  const note = root.querySelector(".note")
  const state = own.get(root) ?? { chosen: null, stamp: "", kind: "" }
  own.set(root, state)
  pane.style.setProperty("--pane", data.height)
  note.hidden = !data.note
  note.textContent = data.note
  note.classList.toggle("busy", Boolean(data.busy))
  clearTimeout(state.again)
  if (data.busy) state.again = setTimeout(() => tell("waited", data.busy), SOON)
  if (!data.media) return
  const kind = data.media === "text/html" ? "page" : "picture"
  if (state.kind !== kind) sheet.replaceChildren()
  state.kind = kind
  pane.classList.toggle("page", kind === "page")
  const choose = (segment) => tell("chosen", { segment })
  state.watch ??= new ResizeObserver(() => state.kind === "picture" && state.place?.())
  state.watch.observe(sheet)
  if (kind === "page") drawPage(pane, sheet, data, state, choose)
  else drawPicture(pane, sheet, note, data, state, choose)
}
