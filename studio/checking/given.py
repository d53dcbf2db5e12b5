"""Check: somebody has looked at each given picture, since no program can tell what it shows."""

from generators.model import Issue, Severity
from studio.checking.findings import CheckContext


def pictures_looked_at(context: CheckContext) -> tuple[Issue, ...]:
    """Return a question for each given picture; it holds until the picture or what is said of it changes."""
    found = []
    for segment in context.segments:
        if segment.kind == "picture":
            name = segment.text or segment.details.get("画面", "")[:20]
            number = segment.details.get("审图号")
            of_map = f"地图与审图号 {number} 相符" if number else "画面里没有地图"
            found.append(
                Issue(
                    code="picture_unseen", severity=Severity.CONFIRM, where=segment.id, text=f"图片“{name}”须由人看过：{of_map}，没有涉密内容和个人信息，有权公开使用。",
                    advice="对照图片逐项核对；可以辨认出的人须同意公开，地图须与批准的样图一致。",
                )  # fmt: skip
            )
    return tuple(found)
