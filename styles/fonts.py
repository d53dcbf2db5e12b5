"""Where the font files are: inside three wheels, never on the machine.

| family | file | for |
|---|---|---|
| Noto Sans CJK SC, weights 100–900 | variable, manimgx-fonts-cjk | typst: pages, slides, captions |
| Noto Serif SC, Noto Sans SC, Regular | static, pylopdf-fonts-zh-cn | typst (serif body), matplotlib, Pillow, web pages |
| Noto Sans CJK TC Bold | static, cvttf-notosanscjk-bold | matplotlib and Pillow where bold is needed; simplified forms by language="zh-Hans" |
"""

from functools import cache
from importlib import resources
from pathlib import Path

SANS = "Noto Sans CJK SC"
SERIF = "Noto Serif SC"
FAMILIES = (SANS, SERIF)
"""The families a theme may name."""

_COLLECTION_FACE = 2
"""Index of the simplified Chinese face in the variable collection."""

_UNCERTAIN = frozenset("\x7f\u2252")
"""Members of GBK that a font of ours lacks."""


class FontMissing(RuntimeError):
    """A wheel that brings a font is not installed, or no longer holds the file."""


def sans_variable() -> Path:
    """Return the variable Noto Sans CJK collection (all weights; read natively by typst, not by matplotlib)."""
    return _inside("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")


def sans_regular() -> Path:
    """Return the static Noto Sans SC Regular (.otf)."""
    return _inside("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")


def serif_regular() -> Path:
    """Return the static Noto Serif SC Regular (.otf)."""
    return _inside("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")


def sans_bold() -> Path:
    """Return the static Noto Sans CJK TC Bold (.otf)."""
    return _inside("cvttf_NotoSansCJK_Bold", "NotoSansCJKtc-Bold.otf")


def folders() -> tuple[Path, ...]:
    """Return the folders typst loads fonts from. They hold nothing but the families named above."""
    return tuple(dict.fromkeys(path.parent for path in (sans_variable(), serif_regular())))


def lacking(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that ``SANS`` or ``SERIF`` cannot draw, each once, in order of appearance.

    GBK's 21,000 characters are in every font here (a test says so), so the character maps, which take a third of a
    second to read, are opened only for text that goes beyond GBK.
    """
    beyond = [character for character in dict.fromkeys(text) if not _is_gbk(character)]
    if not beyond:
        return ()
    known = characters()
    return tuple(character for character in beyond if ord(character) not in known)


@cache
def characters() -> frozenset[int]:
    """Return the code points of the variable sans, which covers everything the static fonts of body text cover."""
    return character_map(sans_variable())


@cache
def character_map(path: Path) -> frozenset[int]:
    """Return the code points the font file at ``path`` maps to a glyph."""
    from fontTools.ttLib import TTFont  # a slow import that most runs never need

    number = _COLLECTION_FACE if path.suffix == ".ttc" else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _is_gbk(character: str) -> bool:
    if character in _UNCERTAIN or character < " ":
        return False
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _inside(package: str, name: str) -> Path:
    try:
        path = Path(str(resources.files(package) / name))
    except ModuleNotFoundError as error:
        raise FontMissing(f"the package {package}, which brings {name}, is not installed") from error
    if not path.is_file():
        raise FontMissing(f"{name} is not in the package {package}")
    return path
