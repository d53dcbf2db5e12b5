// A text that is told while it is being typed (a quarter of a second after the last key) and told as finished when the cursor
// leaves it. What is being typed is never replaced by what comes back from the server; it is told with the words that were saved when the
// field showed them, so that the page notices when somebody else has saved others meanwhile.

const PAUSE = 250
const own = new WeakMap()

export default function (component) {
  const { data, parentElement: root, setTriggerValue: tell } = component
  const area = root.querySelector("textarea")
  const state = own.get(root) ?? { stamp: null, place: "", told: "", finished: "", insteadOf: "", timer: 0 }
  own.set(root, state)
  root.querySelector(".label").textContent = data.label
  area.setAttribute("aria-label", data.label)
  area.maxLength = data.most
  area.placeholder = data.hint
  area.classList.toggle("line", data.flat)
  const fit = () => {
    if (!data.flat) {
      area.style.height = "auto"
      area.style.height = `${area.scrollHeight + 2}px`
    }
    area.classList.toggle("long", area.scrollHeight > 300)
    const count = [...area.value].length
    root.querySelector(".count").textContent = (count ? `${count} 字` : "") + (data.usual && count > data.usual ? `，建议 ${data.usual} 字以内` : "")
    root.querySelector(".count").classList.toggle("waits", Boolean(data.usual) && count > data.usual)
  }
  const say = (finished) => {
    clearTimeout(state.timer)
    state.timer = 0
    if (finished ? state.finished === area.value && state.told === area.value : state.told === area.value) return
    state.told = area.value
    if (finished) state.finished = area.value
    tell("typed", { place: state.place, text: area.value, insteadOf: state.insteadOf, finished })
  }
  if (state.stamp !== data.stamp) {
    if (state.timer) say(true)
    state.stamp = data.stamp
    state.place = data.place
    area.value = data.text
    state.told = data.text
    state.finished = data.saved
  }
  state.insteadOf = data.insteadOf
  area.oninput = () => {
    fit()
    clearTimeout(state.timer)
    state.timer = setTimeout(() => say(false), PAUSE)
  }
  area.onblur = () => say(true)
  area.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || data.single)) {
      event.preventDefault()
      say(true)
    }
  }
  fit()
}
