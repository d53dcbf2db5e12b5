// The record beside its source: choosing a clause on the left shows its very words on the right, and the other way round.
// Everything shown is put in as text, never as markup: the source is hostile input.

const bare = (text) => text.replace(/\s/g, "")

const make = (tag, name, text) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

function drawClauses(list, clauses, choose) {
  list.replaceChildren()
  for (const clause of clauses) {
    const row = make("button", "clause" + (clause.head ? " head" : "") + (clause.doubts.length ? " doubtful" : ""))
    row.type = "button"
    row.dataset.ref = clause.ref
    row.title = clause.address
    row.style.paddingLeft = `${0.6 + Math.min(clause.depth, 6) * 1.1}em`
    if (clause.part) list.append(make("div", "part", clause.part))
    if (clause.label) row.append(make("b", "", clause.label))
    row.append(make("span", "", clause.text))
    if (clause.doubts.length) row.append(make("em", "", "请核对"))
    row.onclick = () => choose({ ref: clause.ref })
    list.append(row)
  }
}

function drawTable(block) {
  const table = make("table")
  for (const cells of block.rows) {
    const row = make("tr")
    for (const cell of cells) row.append(make("td", "", cell))
    table.append(row)
  }
  return table
}

function drawBlocks(list, blocks, choose) {
  list.replaceChildren()
  let page = null
  for (const block of blocks) {
    if (block.page && block.page !== page) {
      page = block.page
      list.append(make("div", "page", `第 ${page} 页`))
    }
    const place = make("div", `block ${block.role}`)
    place.dataset.block = block.index
    if (block.role !== "clause") place.append(make("i", "", block.label))
    place.append(block.rows.length ? drawTable(block) : make("p", "", block.words))
    place.onclick = () => {
      if (!getSelection().toString()) choose({ block: block.index })
    }
    list.append(place)
  }
}

function unmark(source, blocks) {
  for (const place of source.querySelectorAll(".found")) {
    place.classList.remove("found")
    const block = blocks[Number(place.dataset.block)]
    const words = place.querySelector("p")
    if (words) words.textContent = block.words
  }
  for (const row of source.querySelectorAll("tr.found-row")) row.classList.remove("found-row")
}

function mark(source, blocks, spans) {
  unmark(source, blocks)
  let first = null
  for (const [index, start, end, row] of spans) {
    const place = source.querySelector(`[data-block="${index}"]`)
    if (!place) continue
    place.classList.add("found")
    let target = place
    const words = place.querySelector("p")
    if (row) {
      target = place.querySelectorAll("tr")[row - 1] ?? place
      target.classList.add("found-row")
    } else if (words && end > start) {
      const text = blocks[index].words
      const marked = make("mark", "", text.slice(start, end))
      words.replaceChildren(text.slice(0, start), marked, text.slice(end))
      target = marked
    }
    first = first ?? target
  }
  return first
}

const intoView = (pane, element) => {
  if (!element) return
  const box = element.getBoundingClientRect()
  const frame = pane.getBoundingClientRect()
  if (box.top < frame.top + 8 || box.bottom > frame.bottom - 8) pane.scrollTop += box.top - frame.top - frame.height / 3
}

function filter(root) {
  const words = bare(root.querySelector("input[type=search]").value)
  const only = root.querySelector("input[type=checkbox]").checked
  let shown = 0
  for (const row of root.querySelectorAll(".clause")) {
    const hidden = (words && !bare(row.textContent).includes(words)) || (only && !row.classList.contains("doubtful"))
    row.hidden = hidden
    shown += hidden ? 0 : 1
  }
  for (const part of root.querySelectorAll(".part")) part.hidden = Boolean(words || only)
  root.querySelector(".none").hidden = shown > 0
}

export default function (component) {
  const { data, parentElement: root, setTriggerValue } = component
  const record = root.querySelector(".record")
  const source = root.querySelector(".source")
  const list = root.querySelector(".list")

  const show = (chosen, move) => {
    for (const row of list.children) row.classList.toggle("chosen", Boolean(chosen.ref) && row.dataset.ref === chosen.ref)
    for (const place of source.children) place.classList.toggle("chosen", chosen.block !== undefined && place.dataset.block === String(chosen.block))
    const clause = data.clauses.find((item) => item.ref === chosen.ref)
    const place = mark(source, data.blocks, clause ? clause.spans : [])
    if (!move) return
    intoView(source, place)
    intoView(record, list.querySelector(".chosen"))
  }
  const choose = (wanted) => {
    let chosen = wanted
    if (wanted.block !== undefined) {
      const clause = data.clauses.find((item) => item.spans.some(([index]) => index === wanted.block))
      if (clause) chosen = { ref: clause.ref }
    }
    show(chosen, true)
    setTriggerValue("chosen", chosen)
  }

  root.querySelector(".beside").classList.toggle("source-only", !data.clauses.length)
  if (root.host?.dataset.stamp !== data.stamp || !source.children.length) {
    const kept = [record.scrollTop, source.scrollTop]
    drawClauses(list, data.clauses, choose)
    drawBlocks(source, data.blocks, choose)
    ;[record.scrollTop, source.scrollTop] = kept
    if (root.host) root.host.dataset.stamp = data.stamp
  } else {
    for (const row of list.querySelectorAll(".clause")) row.onclick = () => choose({ ref: row.dataset.ref })
  }
  for (const input of root.querySelectorAll("input")) input.oninput = () => filter(root)
  record.onkeydown = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const rows = [...list.querySelectorAll(".clause:not([hidden])")]
    const at = rows.findIndex((row) => row.classList.contains("chosen"))
    const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
    choose({ ref: next.dataset.ref })
  }
  filter(root)
  show(data.chosen, true)
}
