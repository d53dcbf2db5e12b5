// The segments of a product in reading order: choose one, show or hide it with a reason, move it by buttons, keys or dragging.
// Everything shown is put in as text, never as markup: the source is hostile input. What was done is told as a whole (the new
// order, the reason), so that nothing is lost when two things are done faster than the page answers.

const USUAL = ["与群众办事无关", "与其他内容重复", "篇幅所限", "另行发布"]
const SOON = 600 // ms until a sheet of pictures that is coming is asked for again
const [EDGE, PACE] = [28, 7] // pixels from the edge of the list at which it moves along with what is dragged, and how fast
const own = new WeakMap()

const make = (tag, name, text) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

const action = (words, label, act, off) => {
  const button = make("button", "", words)
  button.type = "button"
  button.title = label
  button.setAttribute("aria-label", label)
  button.disabled = Boolean(off)
  button.onclick = (event) => {
    event.stopPropagation()
    act()
  }
  return button
}

// Rows as runs of one block each; a product that shows its segments one by one is a single run without a title.
function runs(rows, grouped) {
  const found = []
  for (const row of rows) {
    const last = found[found.length - 1]
    const same = last && (grouped ? last.group === row.group && row.group !== "" : !row.fixed && !last.fixed)
    if (same) last.rows.push(row)
    else found.push({ group: row.group, title: grouped ? row.block : "", rows: [row], fixed: row.fixed && (!grouped || row.group === "") })
  }
  return found
}

// What the page told last is not shown yet, since a row was held. A row taken hold of belongs to the blocks it was drawn from: were they
// exchanged meanwhile, the drop would move it in a list nobody sees.
const behind = (state) => state.stamp !== state.latest.stamp

// What a person did stands until the page answers: what it told before knows nothing of it.
const keep = (state) => (state.stamp = state.latest.stamp)

function catchUp(state) {
  if (!behind(state)) return
  keep(state)
  state.blocks = runs(structuredClone(state.latest.rows), state.latest.grouped)
}

const flat = (blocks) => blocks.flatMap((block) => block.rows)

function swap(list, at, by) {
  const to = at + by
  if (to < 0 || to >= list.length || list[at].fixed || list[to].fixed) return false
  ;[list[at], list[to]] = [list[to], list[at]]
  return true
}

function reasonForm(state, row, tell, redraw) {
  const box = make("div", "reason")
  const field = make("input")
  field.placeholder = "为什么不在产品中显示？"
  field.setAttribute("aria-label", "不显示的理由")
  const usual = make("div", "usual")
  const done = (why) => {
    if (!why.trim()) return
    state.asking = ""
    row.hidden = why.trim()
    keep(state)
    redraw()
    tell("hidden", { segment: row.id, reason: why.trim() })
  }
  for (const why of USUAL) usual.append(action(why, why, () => done(why)))
  const go = action("不显示", "确定不显示", () => done(field.value), true)
  go.className = "go"
  const no = action("取消", "取消", () => {
    state.asking = ""
    redraw()
  })
  no.className = "no"
  field.oninput = () => (go.disabled = !field.value.trim())
  field.onkeydown = (event) => {
    if (event.key === "Enter") done(field.value)
    if (event.key === "Escape") no.click()
  }
  const line = make("div", "usual")
  line.append(go, no)
  box.append(make("p", "", "不显示这个片段的理由（会留在编排记录里）："), usual, field, line)
  setTimeout(() => field.focus(), 0)
  return box
}

// The sheet with its size; the one before stays until the new one is there, so that nothing flickers.
async function measured(address) {
  if (!address) return null
  const image = new Image()
  image.src = address
  await image.decode()
  return { address, width: image.naturalWidth, height: image.naturalHeight }
}

// The part of the sheet on which the row's picture is.
function thumbnail(sheet, row, name) {
  const picture = make("div", "picture")
  if (row.box) {
    const [left, top, right, bottom] = row.box
    const [wide, high] = [right - left, bottom - top]
    picture.style.backgroundImage = `url(${sheet.address})`
    picture.style.backgroundSize = `${100 / wide}% ${100 / high}%`
    picture.style.backgroundPosition = `${wide < 1 ? (100 * left) / (1 - wide) : 0}% ${high < 1 ? (100 * top) / (1 - high) : 0}%`
    picture.style.aspectRatio = String((wide * sheet.width) / (high * sheet.height))
  }
  picture.onclick = () => name.click()
  return picture
}

function drawRow(state, block, row, tell, redraw) {
  const at = block.rows.indexOf(row)
  const line = make("div", "row" + (row.hidden ? " hidden" : "") + (row.id === state.chosen ? " chosen" : ""))
  line.dataset.segment = row.id
  const grip = make("span", row.fixed ? "" : "grip")
  if (!row.fixed) grip.title = "拖动调整顺序"
  const tick = make("input")
  tick.type = "checkbox"
  tick.checked = !row.hidden
  tick.disabled = row.fixed
  tick.title = row.fixed ? "固定内容，不能隐去" : row.hidden ? "恢复显示" : "取消勾选就不显示"
  tick.setAttribute("aria-label", `显示：${row.name}`)
  tick.onchange = () => {
    if (row.hidden) {
      row.hidden = ""
      keep(state)
      redraw()
      tell("hidden", { segment: row.id, reason: null })
    } else {
      tick.checked = true
      state.asking = row.id
      redraw()
    }
  }
  const name = make("button", "name")
  name.type = "button"
  name.append(make("span", "", row.name))
  if (row.words) name.append(make("i", "", row.words))
  if (row.note) name.append(make("small", "", row.note))
  name.onclick = () => {
    state.chosen = row.id
    redraw()
    tell("chosen", { segment: row.id })
  }
  const move = (by) => {
    if (!swap(block.rows, at, by)) return
    keep(state)
    redraw()
    tell("order", flat(state.blocks).map((item) => item.id))
  }
  name.onkeydown = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    event.preventDefault()
    const by = event.key === "ArrowDown" ? 1 : -1
    if (event.altKey) return move(by)
    const all = flat(state.blocks)
    const next = all[all.findIndex((item) => item.id === row.id) + by]
    if (!next) return
    state.chosen = next.id
    state.focus = true
    redraw()
    tell("chosen", { segment: next.id })
  }
  const right = make("div", "marks")
  right.onclick = () => name.click()
  if (row.mark) right.append(make("em", row.grave, row.mark))
  else if (row.changed) right.append(make("em", "changed", "已改"))
  const moves = make("span", "moves")
  if (!row.fixed && block.rows.length > 1) {
    moves.append(action("↑", "上移", () => move(-1), at === 0 || block.rows[at - 1]?.fixed), action("↓", "下移", () => move(1), at === block.rows.length - 1 || block.rows[at + 1]?.fixed))
  }
  right.append(moves)
  line.append(grip, tick)
  if (state.sheet) line.append(thumbnail(state.sheet, row, name))
  line.append(name, right)
  if (row.hidden) line.append(make("div", "why", `不显示：${row.hidden}`))
  if (state.asking === row.id) line.append(reasonForm(state, row, tell, redraw))
  if (!row.fixed) makeDraggable(state, block, row, line, grip, tell, redraw)
  return line
}

// A row is dragged by pointer events and not by the browser's drag and drop, which fingers cannot use and which ends by itself when the
// page changes beneath it. While a row is held, the rows stay what they are: a new row would not be the one taken hold of.
function makeDraggable(state, block, row, line, grip, tell, redraw) {
  grip.onpointerdown = (event) => {
    if (event.button || state.held) return
    event.preventDefault()
    grip.setPointerCapture(event.pointerId)
    line.classList.add("moved")
    const list = line.closest(".list")
    const lines = [...list.querySelectorAll(".row")]
    const places = block.rows.filter((item) => !item.fixed).map((item) => ({ row: item, line: lines.find((one) => one.dataset.segment === item.id) }))
    let target = null
    let pace = 0 // pixels the list moves by at each drawing of the screen, while the pointer is at its edge
    const follow = (y) => {
      const edges = list.getBoundingClientRect()
      pace = y < edges.top + EDGE ? -PACE : y > edges.bottom - EDGE ? PACE : 0
      for (const place of places) place.line.classList.remove("over", "after")
      target = places.map((place) => ({ ...place, box: place.line.getBoundingClientRect() })).find(({ box }) => y >= box.top && y < box.bottom)
      if (!target || target.row === row) return (target = null)
      target.after = y > target.box.top + target.box.height / 2
      target.line.classList.add("over")
      target.line.classList.toggle("after", target.after)
    }
    let at = event.clientY
    const scroll = () => {
      if (!state.held) return
      if (pace) {
        list.scrollTop += pace
        follow(at)
      }
      requestAnimationFrame(scroll)
    }
    const end = (drop) => {
      state.held = false
      document.removeEventListener("keydown", escape, true)
      if (drop && target) {
        moveTo(block.rows, row, target)
        keep(state)
        tell("order", flat(state.blocks).map((item) => item.id))
      }
      redraw()
    }
    const escape = (event) => {
      if (event.key !== "Escape") return
      event.stopPropagation()
      end(false)
    }
    state.held = true
    grip.onpointermove = (event) => follow((at = event.clientY))
    grip.onpointerup = () => end(true)
    grip.onpointercancel = () => end(false)
    document.addEventListener("keydown", escape, true)
    requestAnimationFrame(scroll)
  }
}

function moveTo(rows, row, target) {
  rows.splice(rows.indexOf(row), 1)
  rows.splice(rows.indexOf(target.row) + (target.after ? 1 : 0), 0, row)
}

function drawBlockTitle(state, block, tell, redraw) {
  const head = make("div", "block")
  head.append(make("span", "", block.title))
  const at = state.blocks.indexOf(block)
  const move = (by) => {
    if (!swap(state.blocks, at, by)) return
    keep(state)
    redraw()
    tell("order", flat(state.blocks).map((item) => item.id))
  }
  const moves = make("span", "moves")
  const stuck = (to) => to < 0 || to >= state.blocks.length || state.blocks[to].fixed
  moves.append(action("↑", `“${block.title}”整块上移`, () => move(-1), stuck(at - 1)), action("↓", `“${block.title}”整块下移`, () => move(1), stuck(at + 1)))
  head.append(moves)
  return head
}

export default function (component) {
  const { data, parentElement: root, setTriggerValue: tell } = component
  const list = root.querySelector(".list")
  const state = own.get(root) ?? { asking: "", held: false, chosen: null, stamp: "" }
  own.set(root, state)
  clearTimeout(state.again)
  if (data.busy) state.again = setTimeout(() => tell("waited", data.busy), SOON)
  const scrolls = state.chosen !== data.chosen
  state.chosen = data.chosen
  state.latest = data
  const redraw = () => {
    catchUp(state)
    const top = list.scrollTop
    list.replaceChildren()
    for (const block of state.blocks) {
      if (block.title) list.append(drawBlockTitle(state, block, tell, redraw))
      for (const row of block.rows) list.append(drawRow(state, block, row, tell, redraw))
    }
    list.scrollTop = top
    if (state.focus) {
      state.focus = false
      list.querySelector(".row.chosen .name")?.focus()
    }
  }
  if ((state.wanted ?? "") !== data.sheet) {
    state.wanted = data.sheet
    measured(data.sheet).then((sheet) => {
      if (state.wanted !== data.sheet) return
      state.sheet = sheet
      if (!state.held && !state.asking) redraw()
    })
  }
  if (state.held) return
  if (!state.asking || scrolls) redraw()
  if (scrolls) list.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" })
}
