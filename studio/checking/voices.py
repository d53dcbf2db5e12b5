"""Check: every scene of a video is spoken by who should speak it. The transcript says where that went wrong."""

from html.parser import HTMLParser

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext

TRANSCRIPT = "transcript.html"


def scenes_are_spoken(context: CheckContext) -> tuple[Issue, ...]:
    """Return the scenes another voice read, or none, because the recording or the chosen voice failed."""
    names = {segment.id: "片头" if segment.kind == "cover" else segment.heading or segment.group for segment in context.segments}
    found = []
    for file in context.files:
        if file.filename == TRANSCRIPT:
            sections = _Sections()
            sections.feed(file.data.decode("utf-8", "replace"))
            found += [_issue(names[scene], scene, voice, reasons) for scene, voice, reasons in sections.failed if scene in names]
    return tuple(found)


def _issue(name: str, scene: str, voice: str, reasons: str) -> Issue:
    what = "没有配音，只有字幕" if voice in ("", "none") else "没有用指定的声音，换了另一种语音"
    return Issue(
        code="voice_replaced", severity=Severity.CONFIRM, where=scene, text=f"“{name}”这一段{what}：{reasons.rstrip('。')}。",
        advice="按提示处理后重新制作；确认可以这样发布的，写明理由。",
    )  # fmt: skip


class _Sections(HTMLParser):
    """Collects the scenes whose voice failed: id, who spoke instead, why."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "section" and about.get("data-failed"):
            self.failed.append((about.get("id") or "", about.get("data-voice") or "", about["data-failed"] or ""))
