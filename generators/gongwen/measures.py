"""The measures of GB/T 9704-2012: A4, the type area, the grid of 22 lines × 28 characters, sizes and faces."""

from typing import Literal, NamedTuple

from docx.shared import Length, Mm, Pt

TWIPS_PER_MM = 1440 / 25.4
LINES, CHARACTERS = 22, 28
TITLE, BODY, SMALL, NOTE, PAGE_NUMBER = Pt(22), Pt(16), Pt(12), Pt(10.5), Pt(14)  # 2号, 3号, 小4号, 5号, 4号
# The grid: a line is 225 mm / 22, a character 156 mm / 28; both rounded down, or the last would not fit.
LINE_PITCH = int((297 - 37 - 35) * TWIPS_PER_MM / LINES)
CHARACTER_SPACE = int(((210 - 28 - 26) * TWIPS_PER_MM / 20 / CHARACTERS - 16) * 4096) - 1
CONDENSED = -6  # twentieths of a point: 28 × (16 − 0.3) pt = 155.1 mm; LibreOffice sets only 27 at −0.25
TITLE_WIDTH = 20  # characters of 2号 in 156 mm
LATIN = "Times New Roman"

Face = Literal["仿宋", "黑体", "楷体", "宋体", "小标宋"]
# Each font with what a computer without it should try instead.
FONTS: dict[Face, tuple[str, str]] = {
    "小标宋": (
        "方正小标宋简体",
        "方正小标宋_GBK;小标宋;华文中宋;STZhongsong;宋体;SimSun;Noto Serif CJK SC;Noto Serif SC",
    ),
    "仿宋": ("仿宋_GB2312", "仿宋;FangSong;方正仿宋_GBK;华文仿宋;STFangsong;Noto Serif CJK SC;Noto Serif SC"),
    "黑体": ("黑体", "SimHei;方正黑体_GBK;Noto Sans CJK SC;Noto Sans SC"),
    "楷体": ("楷体_GB2312", "楷体;KaiTi;方正楷体_GBK;华文楷体;STKaiti;Noto Serif CJK SC;Noto Serif SC"),
    "宋体": ("宋体", "SimSun;方正书宋_GBK;Noto Serif CJK SC;Noto Serif SC"),
}


class Page(NamedTuple):
    """A page: its size, its margins, how far the foot of the page number stands above the edge, the width of its text."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    footer: Length
    header: Length

    @property
    def text_width(self) -> float:
        """The width of the type area in millimetres."""
        return (self.width - self.left - self.right) / Mm(1)


PORTRAIT = Page(Mm(210), Mm(297), Mm(37), Mm(35), Mm(28), Mm(26), Mm(25.4), Mm(22))
"""The dashes of the page number then stand 7 mm below the type area of 156 × 225 mm."""

LANDSCAPE = Page(Mm(297), Mm(210), Mm(28), Mm(26), Mm(35), Mm(37), Mm(16.4), Mm(14))
"""The same page turned: its binding edge on top, where the head of a table stands; the type area is 225 × 156 mm."""
