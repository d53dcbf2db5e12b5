// A link of the sidebar pressed while a text is being typed: the text is told first, and the link follows when it has been heard. Told
// before that, the two messages overtake each other: the page stays where it was, or the text is lost. That the text has been heard shows
// in the page's being drawn again, which a busy machine begins late.
if (!window.studioLinksWait) {
  window.studioLinksWait = true
  const LINK = '[data-testid="stPageLink"] a'
  const [SOON, BEGUN, LATEST] = [350, 3000, 8000]
  let typed = false
  let [left, pressed] = [-Infinity, -Infinity]
  const follow = (link, since, begun) => {
    const waited = performance.now() - since
    const busy = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning"
    const heard = begun || busy
    if (waited < SOON || (heard ? busy && waited < LATEST : waited < BEGUN)) setTimeout(() => follow(link, since, heard), 25)
    else (link.isConnected ? link : [...document.querySelectorAll(LINK)].find((other) => other.href === link.href))?.click()
  }
  document.addEventListener("input", () => (typed = true), true)
  for (const over of ["focusin", "change"]) {
    document.addEventListener(over, () => {
      if (typed) left = performance.now()
      typed = false
    }, true)
  }
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(LINK) || (!typed && performance.now() - left > 1000)) return
    const field = document.activeElement
    ;(field?.shadowRoot?.activeElement ?? field)?.blur()
    pressed = performance.now()
  }, true)
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK)
    if (!link || performance.now() - pressed > 1000) return
    pressed = -Infinity
    event.preventDefault()
    event.stopImmediatePropagation()
    follow(link, performance.now(), false)
  }, true)
}

// One thing is heard at a time: whatever begins to play stops what was playing.
if (!window.studioOneSound) {
  window.studioOneSound = true
  document.addEventListener("play", (event) => {
    for (const other of document.querySelectorAll("audio, video")) if (other !== event.target) other.pause()
  }, true)
}

// What the fields for files say of a file they do not take, and the page of an address there is not, are not in the reader's language; say
// it there.
if (!window.studioRefusals) {
  window.studioRefusals = true
  const SAID = [
    [/^File must be (.+?)B or smaller\.$/, (found) => `文件超过 ${Number.parseFloat(found[1])} ${found[1].replace(/[\d.\s]/g, "")}B，请去掉其中的大图片，或者分成几个文件。`],
    [/^.* files are not allowed\.$/, () => "这里不收这种文件，请看上面列出的格式。"],
    [/^File size is too small\.$/, () => "文件是空的，请重新选择。"],
    [/^Only one file is allowed\.$/, () => "一次只能选一个文件。"],
    [/^Page not found$/, () => "没有这个页面"],
    [/^The page that you have requested does not seem to exist\b.*$/, () => "网址可能写错了，或者已经改了。下面打开的是首页“政策库”。"],
    [/^(?:You have requested page|Running the app's main page)\b.*$/, () => "现在打开的是首页“政策库”。"],
    [/^Unexpected error\b.*$/, () => "文件没有传上来，请再试一次。"],
  ]
  const FOREIGN = '[data-testid="stFileUploader"], [role="dialog"]'
  const say = (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode
      for (const [pattern, words] of SAID) {
        const found = pattern.exec(text.nodeValue.trim())
        if (found) text.nodeValue = words(found)
      }
    }
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        const field = node.parentElement?.closest?.(FOREIGN) ?? (node.querySelector?.(FOREIGN) && node)
        if (field) say(field)
      }
    }
  }).observe(document.body, { childList: true, subtree: true })
  document.querySelectorAll(FOREIGN).forEach(say)
}
