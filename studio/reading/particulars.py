"""What a text says of its own handling: who interprets it, which numbers to ring, when it was adopted and signed."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from generators.model import Clause, Level, Part
from studio.reading.dates import dates_in
from studio.reading.folding import folded, squeezed
from studio.reading.force import OWN
from studio.reading.sections import Section

_BODY = r"([^由，。；：《》]{2,60}?)"
EXPLAINED_BY = re.compile(
    rf"(?:由|授权|委托){_BODY}(?:(?:会同|商){_BODY})?(?:(?:共同)?(?:负责|承担)(?:具体)?(?:应用|条款|政策)?(?:的)?|具体负责|予以|进行)?解释"
)
RIGHT_TO_EXPLAIN = re.compile(
    r"解释(?:权|工作)(?:归|属于|归属于?|由)([^，。；：《》]{2,40}?)(?:所有|承担|负责|行使|[，。；]|$)"
)
EXPLAINS = re.compile(r"(?:^|[，。；])([\u4e00-\u9fff、（）()]{2,40}?)负责(?:对?本[\u4e00-\u9fff]{1,12}的?|具体)?解释")
NOT_THE_TEXT = re.compile(r"解释说明|司法解释|立法解释|作出解释的|解释和说明|如实|当事人")
SPOKEN_OF = re.compile(
    r"^(?:本|该|此)?[\u4e00-\u9fff]{0,12}?(?:办法|规定|通知|细则|意见|措施|政策|方案|条例|通告|公告)(?:具体应用中?的?问题)?$"
)

NUMBER_WORD = re.compile(r"电话|热线|手机|联系方式|咨询|举报|投诉|拨打|致电|TEL|Tel")
LONGEST_HEADING = 30
FAX = re.compile(r"传真[^，。；]{0,2}$")
_AREA = r"(?:[(（]?0\d{2,3}[)）]?[-－—– ]{0,2})?"
TELEPHONE = re.compile(
    rf"(?<![\d.-])(?:{_AREA}[2-9]\d{{6,7}}(?:(?:转|[-—]) ?\d{{1,5}})?|1[3-9]\d{{9}}|400[- ]?\d{{3,4}}[- ]?\d{{3,4}}|1(?:0\d{{3}}|1[09]|2\d|23\d{{2}})(?:[-—]\d)?)(?![\d%.]|[年月日元个人号]|-\d)"
)
REACH = 80
"""How far behind the word 电话 its numbers stand; several numbers and the offices between them fit in."""

MOST_TELEPHONES = 40
REVISED = re.compile(r"会(?:议)?[^，。；]{0,4}修订")
LONGEST_ADOPTION = 70


def interpreting_authority(clauses: Iterable[Clause]) -> str | None:
    """Return the body the text names for its interpretation, as printed; joint bodies keep their 、.

    The department the text itself charges comes first; what an attachment says concerns the attachment.
    """
    for clause in clauses:
        if "解释" not in clause.text or clause.level is Level.ROW or clause.part is Part.ATTACHMENT:
            continue
        for sentence in re.split(r"(?<=[。；])", clause.text):
            if "解释" in sentence and not NOT_THE_TEXT.search(sentence) and (name := _explaining(sentence)):
                return name
    return None


def _explaining(sentence: str) -> str | None:
    own = OWN.search(sentence)
    for pattern in (EXPLAINED_BY, RIGHT_TO_EXPLAIN, EXPLAINS) if own else (EXPLAINED_BY,):
        if found := pattern.search(sentence):
            name = squeezed(re.sub(r"^(?:其|原)", "", found[1])).strip("、")
            if len(name) >= 2 and not SPOKEN_OF.match(name):
                return name
    return None


def telephones(clauses: Iterable[Clause], tables: Iterable) -> tuple[str, ...]:
    """Return the numbers printed for enquiries, in order, half-width and without spaces; fax numbers are left out."""
    found: list[str] = []
    headings: dict[str, str] = {}
    for clause in clauses:
        if clause.level is Level.ROW:
            continue
        if len(clause.text) <= LONGEST_HEADING and NUMBER_WORD.search(clause.text):
            headings[clause.ref] = clause.text
        # Below 四、联系方式 the numbers stand beside the offices, without the word.
        above = headings.get(clause.parent or "", "")
        if above or NUMBER_WORD.search(clause.text):
            found += _numbers_behind_words(folded(f"{above} {clause.text}"))
    for table in tables:
        found += _numbers_in_columns(table.rows)
    return tuple(dict.fromkeys(found))[:MOST_TELEPHONES]


def _numbers_behind_words(text: str) -> list[str]:
    """Return the numbers near behind a word that announces them, in the same sentence."""
    words = [word.end() for word in NUMBER_WORD.finditer(text)]
    found: list[str] = []
    for number in TELEPHONE.finditer(text) if words else ():
        nearest = bisect_right(words, number.start()) - 1
        if nearest < 0 or number.start() - words[nearest] > REACH:
            continue
        # 电话 said in passing (…可电话咨询。2026年…) has nothing to do with the figures of the next sentence.
        between = text[words[nearest] : number.start()]
        if "。" not in between and not FAX.search(text[max(0, number.start() - 6) : number.start()]):
            found.append(_written(number[0]))
    return found


def _numbers_in_columns(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    if not rows:
        return []
    columns = [number for number, cell in enumerate(rows[0]) if re.search(r"电话|手机|联系方式|热线", cell)]
    cells = [folded(row[number]) for row in rows[1:] for number in columns if number < len(row)]
    return [_written(number[0]) for cell in cells for number in TELEPHONE.finditer(cell)]


def _written(number: str) -> str:
    number = re.sub(r"[（(]?(0\d{2,3})[)）]?[-－—– ]{0,2}(?=[2-9]\d{6})", r"\1-", number)
    return re.sub(r"[－—–]", "-", squeezed(number))


def adopted_on(sections: list[Section], clauses: Iterable[Clause]) -> date | None:
    """Return the day a meeting or congress adopted the text.

    From the note below the title (2026年3月1日…会议通过; a full revision by a congress adopts the text anew, an amendment
    does not), else from the order or cover that brings it (《…》已经2026年3月1日市人民政府第5次常务会议审议通过).
    """
    for section in sections:
        note = folded("".join(section.history))
        days = dates_in(note)
        adopted: date | None = None
        for written, after in zip_longest(days, days[1:]):
            following = note[written.end : after.start if after else len(note)]
            act = re.search(r"通过|公布|修订|修正|批准|发布|施行", following)
            if written.doubtful or not act:
                continue
            if adopted is None and act[0] == "通过" or act[0] == "修订" and REVISED.search(following):
                adopted = written.value
        if adopted:
            return adopted
    for clause in clauses:
        if clause.part is Part.NOTICE and clause.level is Level.PARAGRAPH and (day := _adopted_in(folded(clause.text))):
            return day
    return None


def adoption_note(sections: list[Section]) -> str | None:
    """Return the note below the title (2026年3月1日…会议通过　自…起施行), the first where a file holds several; brackets around it left out."""
    for section in sections:
        if note := re.sub(r"\s+", "　", "".join(line.strip() for line in section.history)):
            return note[1:-1] if re.fullmatch(r"[（(][^（()）]*[）)]", note) else note
    return None


def _adopted_in(text: str) -> date | None:
    if "通过" not in text:
        return None
    for written in dates_in(text):
        following = text[written.end : written.end + LONGEST_ADOPTION]
        if re.match(r"[^。；]{0,60}?(?:会议|大会|常委会|审议|讨论)[^。；]{0,12}通过", following) and re.search(
            r"》[^。；]{0,12}$", text[: written.start]
        ):
            return None if written.doubtful else written.value
    return None


def signed_on(main: Section) -> date | None:
    """Return the day an order was signed: that below the name of the person who signed it (市长 某某 2026年3月1日)."""
    if main.signed is None or main.signed.doubtful or not any(squeezed(head).endswith("令") for head in main.heads):
        return None
    return main.signed.value
