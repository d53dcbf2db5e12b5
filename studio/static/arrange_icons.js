// Icons to choose from, found by the Chinese words they stand for; those that suit the segment come first.

export default function (component) {
  const { data, parentElement: root, setTriggerValue: tell } = component
  const grid = root.querySelector(".grid")
  const search = root.querySelector("input")
  grid.replaceChildren()
  for (const icon of data.icons) {
    const button = document.createElement("button")
    button.type = "button"
    button.title = icon.words
    button.setAttribute("aria-label", `图标：${icon.words.split(" ")[0]}`)
    button.className = icon.name === data.chosen ? "chosen" : ""
    button.dataset.words = icon.words
    const image = document.createElement("img")
    image.alt = ""
    image.src = `data:image/svg+xml,${encodeURIComponent(icon.drawing)}`
    button.append(image)
    button.onclick = () => tell("chosen", { icon: icon.name })
    grid.append(button)
  }
  const filter = () => {
    const wanted = search.value.trim().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const button of grid.children) {
      const fits = wanted.every((word) => button.dataset.words.split(" ").some((stands) => stands.includes(word) || word.includes(stands)))
      button.hidden = !fits
      shown += fits ? 1 : 0
    }
    root.querySelector("p").hidden = shown > 0
  }
  search.oninput = filter
  filter()
}
