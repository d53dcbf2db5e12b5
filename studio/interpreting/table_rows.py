"""Points from the rows of tables: a standard, a step or a telephone each, told as a sentence."""

import re
from collections.abc import Iterator

from generators.model import Citation, Clause, Element, Level
from studio.interpreting import titles, wording
from studio.interpreting.cues import AMOUNT, PHONE, Cue
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import Candidate, bonus

LONGEST_HEAD = 40
"""Characters of a cell that can name a column."""

_SAYS_ITSELF = re.compile(r"不|无|据实|按|由|以|自(?!愿|主|行|费)")
_HOW_MEASURED = re.compile(r"(?:(?:数据|资料)来源|指标(?:含义|解释|说明)|计算(?:公式|方法))$")
"""The head of a column that tells those who count how a number is found, not what is granted or asked for."""
_LIMIT = re.compile(r"(?:最高)?(?:限额|上限|额度)$")
"""Ends the head of a column that its cell says once more: 每户每年最高限额 over 不设上限."""
_NOTE = re.compile(r"^注[：:]\s*(?=.{8})")
_NO_FORM = re.compile(r"申请表|申报表|登记表|承诺书|样表|审批表|汇总表|签字|盖章|身份证号|填表")
_TABLES = (
    (Element.CONTACT, re.compile(r"电话|联系方式"), PHONE),
    (Element.STANDARDS, re.compile(r"标准|金额|补贴|补助|奖励|元|比例|分值|计分|额度"), re.compile(r"\d")),
    (Element.PROCEDURE, re.compile(r"渠道|流程|步骤|材料|办理|环节|窗口|地点"), re.compile(r".")),
    (Element.SCOPE, re.compile(r"对象|条件|范围"), re.compile(r".")),
)


def rows(text: Text) -> Iterator[Candidate]:
    """Yield one point for each row of a table of standards, steps or telephones, its cells named by the header."""
    tables: dict[str, list[Clause]] = {}
    for clause in text.document.clauses:
        if clause.level is Level.ROW:
            tables.setdefault(clause.ref.rsplit(".row_", 1)[0], []).append(clause)
    header = None
    for first, *others in tables.values():
        clauses = others if (begins := _is_header(_cells(first))) else [first, *others]
        header = first if begins else header
        if header is None or len(_cells(header)) != len(_cells(first)):
            continue
        names = _cells(header)
        filled = [(clause, _cells(clause)) for clause in clauses]
        named = _naming_column(names, [cells for _, cells in filled])
        if named is None or _NO_FORM.search(header.text):
            continue
        told = False
        for clause, cells in filled:
            if len(cells) == len(names) and (element := _element_of(names, cells)):
                told = told or element is Element.STANDARDS
                yield from _row(text, element, header, clause, named, names, cells)
            elif told and (passages := text.by_clause.get(clause.ref)) and _NOTE.match(clause.text):
                yield _note(clause, passages[0])


def _is_header(cells: list[str]) -> bool:
    """Tell whether the first row of a table names its columns; a row of data there goes on with the table before it."""
    return not cells[0].isdigit() and all(len(cell) <= LONGEST_HEAD and "。" not in cell for cell in cells)


def _element_of(names: list[str], cells: list[str]) -> Element | None:
    for element, heads, needed in _TABLES:
        if any(heads.search(name) and needed.search(cell) for name, cell in zip(names, cells, strict=True)):
            return element
    return None


def _row(
    text: Text, element: Element, header: Clause, clause: Clause, named: int, names: list[str], cells: list[str]
) -> Iterator[Candidate]:
    passages = text.by_clause.get(clause.ref)
    name = _UNNUMBERED.sub("", cells[named])
    told = [
        (column, cell.rstrip("。；"))
        for column, cell in zip(names[named + 1 :], cells[named + 1 :], strict=True)
        if cell and cell not in "/—－-"
    ]
    told = [(column, cell) for column, cell in told if not _HOW_MEASURED.search(column)] or told
    if not passages or not told or len(name) < 2 or name.isdigit():
        return
    statement = wording.finish(_row_as_sentence(name, told))
    score = (
        (58 if passages[0].zone == "attachment" else 70)
        + bonus(passages[0], element, statement)
        + 4 * bool(AMOUNT.search(statement[:400]))
    )
    cue = Cue(element, "standard_row" if element is Element.STANDARDS else "row", 7, name="part")
    yield Candidate(
        element,
        cue,
        passages[0],
        score,
        statement,
        (Citation.of(header), Citation.of(clause)),
        (titles.title_of(name, text.common),),
    )


def _row_as_sentence(name: str, told: list[tuple[str, str]]) -> str:
    """Return 就业见习补贴的标准为每人每月1800元，期限为6个月; cells that hold sentences stand after their column's name."""
    if any(len(cell) > 60 or re.search(r"[：。]", cell) for _, cell in told):
        first, *rest = told
        more = [f"{column}：{cell}" for column, cell in rest if not _REMARK.match(column)]
        notes = "".join(f"。{_UNNUMBERED.sub('', cell)}" for column, cell in rest if _REMARK.match(column))
        return f"{name}：{'；'.join([first[1], *more]).rstrip('。')}{notes}"
    if told[0][1].startswith(name):
        return "，".join([told[0][1], *(_cell_said(*one) for one in told[1:])])
    if _SAYS_HOW.match(told[0][1]):
        return f"{name}{told[0][1]}" + "".join(f"，{_cell_said(*one)}" for one in told[1:])
    if _SAYS_WHAT_IS_DONE.search(told[0][1]):
        return f"{name}：" + "，".join([told[0][1], *(_cell_said(*one) for one in told[1:])])
    return f"{name}的" + "，".join([f"{told[0][0]}{'' if _SAYS_ITSELF.match(told[0][1]) else '为'}{told[0][1]}", *(_cell_said(*one) for one in told[1:])])


def _cell_said(column: str, cell: str) -> str:
    """Return one cell as a clause: 每户每年最高10万元, 免申即享, 期限为6个月."""
    if column.endswith("方式") and re.fullmatch("[^，。；\\d]{2,8}", cell):
        return cell
    if limit := _LIMIT.search(column):
        unbound = re.match("不设|据实|按实", cell)
        return f"{column[: limit.start()]}{'' if unbound else '最高'}{cell.removeprefix('最高')}"
    return f"{column}{'' if _SAYS_ITSELF.match(cell) else '为'}{cell}"


_SAYS_HOW = re.compile(r"较|比(?!例)|每年|逐年|达到|全覆盖|保持|[≥≤]|到\d{4}年|不(?:低于|高于|少于|超过)|(?:以[^，。；]{1,4}为单位)?由.{12}")
"""Opens a cell that goes on where the name of its row ends: 续约率较上一年增加, 学生由学校统一办理."""


_SAYS_WHAT_IS_DONE = re.compile(r"，按[^，。；]{2,20}(?:贴息|补贴|补助|奖励|返还|支付)$")
"""Ends a cell that is a sentence and no figure: 贷款最高30万元，按实际利率的40%贴息."""


_UNNUMBERED = re.compile(r"(?:^|(?<=[。；]))\d{1,2}[.．、](?!\d)")
"""The numbers of remarks, which would run on from those of the cells before them."""

_REMARK = re.compile(r"(?:备注|说明|注)$")
"""A column whose cells say more of what stands before them: its name says nothing."""


def _note(clause: Clause, passage: Passage) -> Candidate:
    """Return the note under a table of standards, which its rows need to be understood."""
    statement = wording.finish(_NOTE.sub("", clause.text.strip()))
    cue = Cue(Element.STANDARDS, "table_note", 1, name="part")
    return Candidate(Element.STANDARDS, cue, passage, 0.0, statement, (Citation.of(clause),), ("表注",))


_NAMING = (r"项目|名称|事项", r"对象|人员|类别|等级|情形|指标|层级|类型|档次|单位|区", r"内容|分类|种类|品目|级别")


def _naming_column(names: list[str], rows: list[list[str]]) -> int | None:
    """Return the column whose cells name the rows: the most telling header whose cells all differ; None when there is none."""
    for heads in _NAMING:
        for index, name in enumerate(names[:-1]):
            cells = [row[index] for row in rows if len(row) == len(names)]
            if re.search(heads, name) and len(set(cells)) == len(cells) and all(len(cell) <= 40 for cell in cells):
                return index
    return None


def _cells(clause: Clause) -> list[str]:
    """Return the cells of a row without spaces, but for that in 1. 18周岁, without which it would be another number."""
    return [re.sub(r"(?<![\d.．])\s+|\s+(?!\d)", "", cell.strip()) for cell in clause.text.split("｜")]
