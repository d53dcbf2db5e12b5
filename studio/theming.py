"""A department's own theme as a person puts it together, what is wrong with it in plain words, and themes from files."""

import base64
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache

from pydantic import ValidationError

from generators.model import Hidden, Interpretation
from studio.errors import CannotAccept
from studio.interpreting import interpret
from studio.materials import made_safe
from studio.reading import read
from styles import deriving, fonts, themes
from styles.themes import ORNAMENTS, Theme

OWN = re.compile(r"own-[0-9a-f]{8}")
"""The names of departments' themes: no person chooses one, none can hide a built-in theme."""

FILE_BYTES = 1024 * 1024
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_WHICH = {"brand": "主色", "accent": "点缀色"}
_FIELDS = {
    "name": "name（代号）", "label": "label（名称）", "description": "description（说明）", "palette": "palette（色板）", "roles": "roles（用色）",
    "ornament": "ornament（封面图案）", "type_scale": "type_scale（字号）", "logo": "logo（标识）", "unit_line": "unit_line（制图单位）", "heading_font": "heading_font（标题字体）",
    "body_font": "body_font（正文字体）",
}  # fmt: skip


@dataclass(frozen=True)
class ThemeDraft:
    """What a person chooses for their theme. ``logo`` is a cleaned PNG in base64, ``unit_line`` what follows 制图单位：."""

    label: str
    base: str
    brand: str
    accent: str
    ornament: str
    type_scale: str = "usual"
    unit: str = ""
    logo: str = field(default="", repr=False)


@dataclass(frozen=True)
class ThemeProblem:
    """A chosen colour that makes text unreadable: which field, one sentence, the nearest colour that will do."""

    field: str
    text: str
    nearest: str


UNIT = "制图单位："


_SAMPLE = """云和市老年助餐服务补贴办法

第一条 为满足老年人就餐需求，根据《云和市养老服务条例》，制定本办法。
第二条 到2027年底，全市建成社区食堂120个，服务老年人5万人。
第三条 具有本市户籍、年满70周岁的老年人，在社区食堂就餐的，每人每餐补贴3元，每天最多补贴2餐。
第四条 年满80周岁的老年人，每人每餐补贴5元。
第五条 骗取补贴的，追回已发放的补贴，2年内不予受理其申请。
第六条 本办法由云和市民政局负责解释。咨询电话：0571-12345678。
第七条 本办法自2026年4月1日起施行，有效期3年。
"""


UNSHOWN = tuple(
    Hidden(segment=name, reason="样张从简")
    for name in ("background.background_1", "background.bases", "measures.content_1", "dates.dates_1", "duties.responsibility_1", "sources")
)
"""What the sample leaves out: the fewer blocks, the sooner a change is seen."""


@cache
def sample() -> Interpretation:
    """Return an invented policy's interpretation, short enough that a change of theme is seen at once."""
    return interpret(read(_SAMPLE.encode(), "样张.txt"))


def draft_of(theme: Theme) -> ThemeDraft:
    """Return a theme, built-in or own, as a draft to start from."""
    return ThemeDraft(
        label=theme.label,
        base=theme.base or (theme.name if theme.name in themes.names() else ""),
        brand=theme.roles.brand,
        accent=theme.roles.accent,
        ornament=theme.ornament,
        type_scale=theme.type_scale,
        unit=theme.unit_line.removeprefix(UNIT),
        logo=theme.logo,
    )


def colour(text: str) -> str:
    """Return a colour a person chose as #rrggbb.

    Raises:
        CannotAccept: it is none.
    """
    found = _COLOUR.fullmatch(text.strip())
    if not found:
        raise CannotAccept(f"“{text.strip()[:20]}”不是颜色代码，请用拾色器选择，或填写如 #1459c7 的代码。")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def problems(draft: ThemeDraft, present: Theme | None = None) -> tuple[ThemeProblem, ...]:
    """Return what stands in the way of making the theme; nothing when it can be made."""
    if _keeps_colours(draft, present):
        return ()
    return tuple(
        ThemeProblem(
            item.which,
            f"{_WHICH[item.which]} {item.colour} 与文字的对比度只有 {item.contrast:.1f}（至少要 4.5），字会看不清；最接近的可用颜色是 {item.nearest}。",
            item.nearest,
        )
        for item in deriving.unreadable(_base(draft), colour(draft.brand), colour(draft.accent))
    )


def composed(draft: ThemeDraft, name: str, present: Theme | None = None) -> Theme:
    """Return the theme of a draft. ``present`` is the theme being changed: colours left as they are keep its whole palette.

    Raises:
        CannotAccept: a colour is unreadable, or a field is not in order.
    """
    if found := problems(draft, present):
        raise CannotAccept(found[0].text)
    if draft.ornament not in ORNAMENTS:
        raise CannotAccept("没有这种封面图案，请从列表中选择。")
    if missing := fonts.lacking(draft.unit):
        raise CannotAccept(f"制图单位里的“{missing[0]}”没有可用的字形，请换一种写法。")
    fields = {
        "name": name, "label": draft.label, "ornament": draft.ornament, "type_scale": draft.type_scale, "logo": draft.logo,
        "unit_line": UNIT + draft.unit if draft.unit else "",
    }  # fmt: skip
    try:
        if _keeps_colours(draft, present):
            return Theme.model_validate(present.model_dump() | fields)
        return deriving.derived(_base(draft), colour(draft.brand), colour(draft.accent), **fields)
    except ValidationError as error:
        raise CannotAccept(_sentence(error, "主题")) from None


def _keeps_colours(draft: ThemeDraft, present: Theme | None) -> bool:
    if present is None:
        return False
    own = draft_of(present)  # one from a file may have no base
    return own.base in ("", draft.base) and (own.brand, own.accent) == (colour(draft.brand), colour(draft.accent))


def _base(draft: ThemeDraft) -> Theme:
    if draft.base not in themes.names():
        raise CannotAccept("没有这个基础主题，请从列表中选择。")
    return themes.load(draft.base)


def from_file(data: bytes, filename: str) -> Theme:
    """Return the theme a .toml holds; its logo is decoded and drawn anew.

    Raises:
        CannotAccept: no TOML, a field is wrong, a contrast too low, or the logo is no picture.
    """
    if len(data) > FILE_BYTES:
        raise CannotAccept(f"主题文件“{filename}”超过 1 MB，请缩小其中的标识图片。")
    try:
        theme = themes.parse_theme(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        raise CannotAccept(f"“{filename}”不是有效的主题文件（TOML），请用本系统导出的主题文件作样子修改。") from None
    except ValidationError as error:
        raise CannotAccept(_sentence(error, f"主题文件“{filename}”")) from None
    except (ValueError, TypeError):
        raise CannotAccept(f"主题文件“{filename}”的色板或用色不符合要求，请检查 palette 和 roles 两节。") from None
    if not theme.logo:
        return theme
    cleaned = made_safe(base64.b64decode(theme.logo), f"{filename}中的标识", "logo")
    return theme.model_copy(update={"logo": base64.b64encode(cleaned.data).decode()})


def _sentence(error: ValidationError, what: str) -> str:
    """Return one sentence for the first thing the model found wrong."""
    first = error.errors()[0]
    pale = first.get("ctx", {}).get("error")
    if isinstance(pale, themes.PaleText):
        return f"{what}中 {pale.front} 在 {pale.back} 上的对比度只有 {pale.ratio:.1f}，文字会看不清，至少要 4.5，请调整颜色。"
    field_name = str(first["loc"][0]) if first["loc"] else ""
    return f"{what}的{_FIELDS.get(field_name, field_name[:20] or '内容')}不符合要求，请改正后再试。"
