"""The units of a section become clauses with addresses: who stands under whom, and what each is called.

Regulations: 编、章、节、条、款、项、目 (立法技术规范). Other documents: 一、 （一） 1. （1） (党政机关公文格式 GB/T 9704). The rank of a
list number inside an article follows from its depth, not from how it is written, since 1. and （一） both occur first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generators.model import Clause, Level, Part, Table
from studio.reading.folding import folded
from studio.reading.grid import row_text
from studio.reading.headings import heading_of, is_heading_only
from studio.reading.markers import RANK, Form, Marker
from studio.reading.units import Unit

NAMES = {
    Form.BOOK: ("part", Level.BOOK),
    Form.CHAPTER: ("chap", Level.CHAPTER),
    Form.SECTION: ("sec", Level.SECTION),
    Form.ARTICLE: ("art", Level.ARTICLE),
    Form.FIRST: ("sec", Level.HEADING_1),
    Form.SECOND: ("sub", Level.HEADING_2),
    Form.THIRD: ("pt", Level.HEADING_3),
    Form.FOURTH: ("subpt", Level.HEADING_4),
    Form.CIRCLED: ("no", Level.HEADING_4),
    Form.LETTER: ("let", Level.HEADING_4),
    Form.DECIMAL: ("dec", Level.DECIMAL),
}
DIVISIONS = (Form.BOOK, Form.CHAPTER, Form.SECTION)
BELOW_ARTICLE = ("item", "pt", "subpt", "no", "let")
CLOSING = re.compile(
    r"(?:本|以上|上述)(?:通知|办法|意见|措施|方案|规定|细则|政策|公告|通告|规范|指南|若干措施|实施意见|实施细则|实施方案|决定|条例|标准|指引).{0,12}(?:自|由|有效期)|(?:特此|专此)(?:通知|公告|通告|批复|函复|函达|通报|报告|公示|说明)|此[复函]|(?:以上|上述)(?:请示|报告)|[妥当]否|《[^《》]{2,80}》根据本决定"
)
TO_READERS = re.compile(
    r"[（(]?(?:联系人|联系电话|咨询电话|监督电话|联系方式)|如有(?:疑问|问题|异议)|(?:本\S{1,6})?(?:执行|实施)(?:过程)?中[^。]{0,24}(?:问题|情况)|未尽事宜"
)
FINAL_HEADING = re.compile(r"附则|其他|其它|施行|实施|期限|时间|说明|解释|生效|事项")
FOR_ALL = re.compile(
    r"(?:各|请各|望各)(?:地|省|自治区|市|县|区|级|有关|相关|部门|单位|乡镇|街道|成员)[^。：]{0,40}(?:要|应|须|可|请)|以上意见"
)
CAPTION = re.compile(
    r"(?:表|清单|目录|名单|情况|标准|体系|范围|一览)(?:[(][^()]{1,30}[)])?$|^(?:附?表) {0,2}[\d一二三四五六七八九十]{1,3}"
)


@dataclass(slots=True)
class Node:
    """An open clause on the way down the tree."""

    ref: str
    form: Form
    key: tuple[Form, str]
    numbers: tuple[int, ...]
    index: int
    depth: int = 0
    paragraphs: int = 0
    announced: bool = False


class Tree:
    """Builds the clauses of one section. ``prefix`` precedes each ref (notice., enc_2., att_1.)."""

    def __init__(self, part: Part, prefix: str = "", taken: set[str] | None = None) -> None:
        self.part, self.prefix = part, prefix
        self.clauses: list[Clause] = []
        self.tables: list[Table] = []
        self.refs = set() if taken is None else taken
        self.stack: list[Node] = []
        self.paragraphs = 0
        self.notes = 0
        self.announced = False
        self.repeated: dict[str, int] = {}
        self.following: Marker | None = None

    def close(self) -> None:
        """Close every open clause, so that what comes next stands at the top."""
        self.stack.clear()

    def build(self, units: Iterable[Unit]) -> None:
        """Turn the units into clauses and tables, in order."""
        run = list(units)
        following = _next_numbers(run)
        for unit, self.following in zip(run, following, strict=True):
            if unit.rows:
                self._table(unit)
            elif unit.note:
                self._note(unit)
            elif unit.marker is None:
                self._paragraph(unit)
            elif unit.marker.form in (*DIVISIONS, Form.ARTICLE):
                self._regulation(unit)
            else:
                self._numbered(unit)

    # ---- adding

    def _add(self, unit: Unit, ref: str, level: Level, parent: str | None, heading: str = "") -> int:
        self.refs.add(ref)
        clause = Clause(
            ref=ref, label=unit.label, level=level, heading=heading, text=unit.text, parent=parent, part=self.part,
            page=unit.page, block=unit.block,
        )  # fmt: skip
        self.clauses.append(clause)
        return len(self.clauses) - 1

    def _free(self, ref: str) -> str:
        if ref not in self.refs:
            return ref
        count = self.repeated.get(ref, 1) + 1
        while f"{ref}-{count}" in self.refs:
            count += 1
        self.repeated[ref] = count
        return f"{ref}-{count}"

    def _push(self, unit: Unit, ref: str, level: Level, parent: Node | None, depth: int = 0) -> None:
        marker = unit.marker
        heading = heading_of(unit.text, level)
        index = self._add(unit, ref, level, parent.ref if parent else None, heading)
        self.stack.append(
            Node(ref, marker.form, key_of(marker), marker.numbers, index, depth, announced=self.announced)
        )

    def _article(self) -> Node | None:
        return next((node for node in self.stack if node.form is Form.ARTICLE), None)

    # ---- 编章节条

    def _regulation(self, unit: Unit) -> None:
        marker = unit.marker
        while self.stack and not self._stands_above(self.stack[-1], marker.form):
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        name, level = NAMES[marker.form]
        number = f"{marker.number}_{marker.extra}" if marker.extra else f"{marker.number}"
        if marker.form is Form.SECTION and parent:
            ref = f"{parent.ref}.{name}_{number}"
        else:
            ref = f"{self.prefix}{name}_{number}"
            if ref in self.refs and parent:
                # Articles that start again in each chapter are told apart by it.
                ref = f"{parent.ref}.{name}_{number}"
        self._push(unit, self._free(ref), level, parent)

    def _stands_above(self, node: Node, form: Form) -> bool:
        if node.form in DIVISIONS:
            return RANK[node.form] < RANK[form]
        if (
            form is Form.SECTION
            and node.form is Form.FIRST
            and not any(open_.form in DIVISIONS for open_ in self.stack)
        ):
            # Plans divide 三、主要任务 into 第一节 …; regulations have 一、 only below a 节.
            return is_heading_only(self.clauses[node.index].text)
        return form is Form.ARTICLE and node.form is Form.FIRST and node.depth == 0

    # ---- 一、（一）1.（1） and lists

    def _numbered(self, unit: Unit) -> None:
        marker = unit.marker
        article = self._article()
        if article and marker.form is Form.FIRST and not self._is_item(unit, article):
            while self.stack and self.stack[-1].form not in DIVISIONS:
                self.stack.pop()
            article = None
        if marker.form is Form.FIRST and not article:
            self._leave_sections(marker)
        parent = self._list_parent(unit, article)
        if article:
            self._item(unit, parent)
            return
        name, level = NAMES[marker.form]
        ref = f"{parent.ref}." if parent else self.prefix
        ref = f"{ref}{name}_{marker.number}"
        if ref in self.refs:
            ref = self._under_last_paragraph(parent, f"{name}_{marker.number}") or ref
        self._push(unit, self._free(ref), level, parent)

    def _leave_sections(self, marker: Marker) -> None:
        """Close the 节 of 二、 where 三、 follows: plans divide so (``_stands_above``)."""
        firsts = [position for position, node in enumerate(self.stack) if node.form is Form.FIRST]
        if len(firsts) != 1 or self.stack[firsts[0]].numbers[-1] + 1 != marker.number:
            return
        if any(node.form is Form.SECTION for node in self.stack[firsts[0] :]):
            del self.stack[firsts[0] :]

    def _under_last_paragraph(self, parent: Node | None, leaf: str) -> str | None:
        """Return an address below the paragraph that introduces a second list in the same clause."""
        last = self.clauses[-1] if self.clauses else None
        for clause in reversed(self.clauses[-40:]):
            if clause.level is Level.PARAGRAPH and clause.parent == (parent.ref if parent else None):
                last = clause
                break
        if last is None or last.level is not Level.PARAGRAPH:
            return None
        ref = f"{last.ref}.{leaf}"
        return None if ref in self.refs else ref

    def _is_item(self, unit: Unit, article: Node) -> bool:
        if any(node.form is Form.FIRST and node.depth for node in self.stack):
            return True
        return unit.marker.number == 1 and self._after_colon()

    def _list_parent(self, unit: Unit, article: Node | None) -> Node | None:
        """Close what the new number ends and return the clause it stands under."""
        marker = unit.marker
        key = key_of(marker)
        floor = self.stack.index(article) + 1 if article else self._floor()
        if marker.form is Form.DECIMAL:
            return self._decimal_parent(marker.numbers, floor)
        same = next((node for node in self.stack[floor:] if node.key == key), None)
        # A list is announced by the clause before its first number: …应当符合下列条件：
        self.announced = same.announced if same is not None and marker.number > 1 else self._after_colon()
        if same is not None and not self._nests(marker.number, same):
            while self.stack[-1] is not same:
                self.stack.pop()
            self.stack.pop()
        elif same is None:
            while len(self.stack) > floor and not self._holds(self.stack[-1], marker.form, marker.number):
                self.stack.pop()
        return self.stack[-1] if self.stack else None

    def _after_colon(self) -> bool:
        return bool(self.clauses) and self.clauses[-1].text.endswith(("：", ":"))

    def _floor(self) -> int:
        return sum(node.form in DIVISIONS for node in self.stack)

    def _nests(self, number: int, same: Node) -> bool:
        """Tell whether a list written like an open one starts inside it: it begins with 1 after a colon."""
        return number == 1 and self.stack[-1] is not same and same.numbers[-1] >= 1 and self._after_colon()

    def _holds(self, node: Node, form: Form, number: int) -> bool:
        if RANK[node.form] < RANK[form] or node.form is Form.DECIMAL and form is not Form.FIRST:
            return True
        # A list of customarily higher rank under a lower number: only where it starts there and is announced.
        text = self.clauses[node.index].text
        return number == 1 and form is not Form.FIRST and (text.endswith(("：", ":")) or is_heading_only(text))

    def _decimal_parent(self, numbers: tuple[int, ...], floor: int) -> Node | None:
        while len(self.stack) > floor:
            node = self.stack[-1]
            if (
                node.form is Form.DECIMAL
                and node.numbers == numbers[: len(node.numbers)]
                and len(node.numbers) < len(numbers)
            ):
                return node
            if node.form is Form.THIRD and node.numbers == numbers[:1] and len(numbers) > 1:
                return node
            if node.form not in (Form.DECIMAL, Form.THIRD) and RANK[node.form] < RANK[Form.THIRD]:
                return node
            self.stack.pop()
        return self.stack[-1] if self.stack else None

    def _item(self, unit: Unit, parent: Node) -> None:
        depth = parent.depth + 1 if parent.form is not Form.ARTICLE else 1
        base = parent.ref
        if parent.form is Form.ARTICLE and parent.paragraphs > 1:
            base = f"{parent.ref}.para_{parent.paragraphs}"
        name = BELOW_ARTICLE[min(depth, len(BELOW_ARTICLE)) - 1]
        ref = self._free(f"{base}.{name}_{unit.marker.number}")
        level = Level.ITEM if depth == 1 else Level.POINT
        self._push(unit, ref, level, Node(base, parent.form, parent.key, parent.numbers, parent.index), depth)

    # ---- paragraphs, notes, tables

    def _paragraph(self, unit: Unit) -> None:
        if self.stack and self.stack[-1].form is Form.ARTICLE and not self.clauses[self.stack[-1].index].text:
            self._fill(self.stack[-1], unit)
            return
        parent = self._paragraph_parent(unit)
        if parent is None:
            self.paragraphs += 1
            self._add(unit, self._free(f"{self.prefix}para_{self.paragraphs}"), Level.PARAGRAPH, None)
            return
        if parent.form is Form.ARTICLE:
            parent.paragraphs = max(parent.paragraphs, 1)
        parent.paragraphs += 1
        ref = self._free(f"{parent.ref}.para_{parent.paragraphs}")
        self._add(unit, ref, Level.PARAGRAPH, parent.ref)

    def _fill(self, node: Node, unit: Unit) -> None:
        """Give an article whose number stands alone on its line the words of the next one."""
        clause = self.clauses[node.index]
        heading = heading_of(unit.text, clause.level)
        self.clauses[node.index] = clause.replace(text=unit.text, heading=heading, block=unit.block)

    def _paragraph_parent(self, unit: Unit) -> Node | None:
        if continued := self._continued():
            return continued
        article = self._article()
        if article:
            node = self._open_heading(self.stack.index(article) + 1)
            del self.stack[self.stack.index(node or article) + 1 :]
            return node or article
        if not self.stack:
            return None
        top = self.stack[-1]
        if top.form in DIVISIONS:
            return top
        if self._closes(unit, top):
            del self.stack[self._floor() :]
            return self.stack[-1] if self.stack else None
        self._leave_list()
        return self.stack[-1] if self.stack else None

    def _closes(self, unit: Unit, top: Node) -> bool:
        """Tell whether a paragraph speaks for the whole document again: 本通知自…起施行, 特此通知, and, at the very end, 各地要….

        Under a heading such as 八、附则 these are its text, and so is the first paragraph under any heading.
        """
        heading = self.clauses[top.index].text
        headed = is_heading_only(heading)
        if unit.text.startswith(("特此", "专此")):
            return bool(top.paragraphs) or not headed
        if CLOSING.match(unit.text):
            return not headed or bool(top.paragraphs) and not FINAL_HEADING.search(heading)
        if headed or self.following is not None or top.paragraphs:
            return False
        return bool(FOR_ALL.match(unit.text) or TO_READERS.match(unit.text))

    def _continued(self) -> Node | None:
        """Return the open list clause the next number goes on from: what stands between the two belongs to it.

        （一）… a paragraph （二）… leaves the paragraph in （一）; a list that begins anew says nothing. Below headings only the
        innermost list counts: 二、 after the paragraphs of （三） says nothing about where these stand.
        """
        following = self.following
        if following is None or following.number < 2 or following.form in (*DIVISIONS, Form.ARTICLE):
            return None
        article = self._article()
        floor = self.stack.index(article) + 1 if article else len(self.stack) - 1
        for position in range(len(self.stack) - 1, max(floor, 0) - 1, -1):
            node = self.stack[position]
            if node.key == key_of(following) and node.numbers[:-1] == following.numbers[:-1]:
                if node.numbers[-1] + 1 != following.number:
                    return None
                inner = self._open_heading(position + 1) or node
                del self.stack[self.stack.index(inner) + 1 :]
                return inner
        return None

    def _open_heading(self, start: int) -> Node | None:
        """Return the innermost open clause that is only a heading, so that what follows is its text."""
        for node in reversed(self.stack[start:]):
            if is_heading_only(self.clauses[node.index].text):
                return node
        return None

    def _leave_list(self) -> None:
        """Close a list announced by a colon when a paragraph without number follows its last item."""
        for position in range(len(self.stack) - 1, self._floor(), -1):
            node = self.stack[position]
            if is_heading_only(self.clauses[node.index].text):
                return
            if node.announced:
                del self.stack[position:]
                return

    def _note(self, unit: Unit) -> None:
        self.notes += 1
        parent = next((clause.ref for clause in reversed(self.clauses) if clause.level is not Level.ROW), None)
        self._add(unit, self._free(f"{self.prefix}fn_{self.notes}"), Level.PARAGRAPH, parent)

    def _table(self, unit: Unit) -> None:
        ref = f"{self.prefix}tbl_{len(self.tables) + 1}"
        parent = self.stack[-1].ref if self.stack else None
        last = self.clauses[-1] if self.clauses else None
        captioned = (
            last and last.level is Level.PARAGRAPH and len(last.text) <= 60 and CAPTION.search(folded(last.text))
        )
        table = Table(ref=ref, clause=parent, caption=last.text if captioned else "", rows=unit.rows)
        self.tables.append(table)
        for number, row in enumerate(unit.rows, 1):
            merged = unit.merged[number - 1] if number <= len(unit.merged) else frozenset()
            text = row_text(row, merged)
            line = Unit(unit.block, text, page=unit.page)
            self._add(line, f"{ref}.row_{number}", Level.ROW, parent)


def _next_numbers(units: list[Unit]) -> list[Marker | None]:
    """Return for each unit the number of the next numbered one."""
    found: list[Marker | None] = []
    following: Marker | None = None
    for unit in reversed(units):
        found.append(following)
        following = unit.marker or following
    return found[::-1]


def key_of(marker: Marker) -> tuple[Form, str]:
    """Return what numbers of one list have in common: 1. and 1） run apart, though both are Arabic."""
    return marker.form, ")" if marker.sign == ")" and marker.form is Form.THIRD else ""
