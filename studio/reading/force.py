"""When a document is in force: effective date, validity as worded, last day.

The last day follows only from what is certain: 有效期至B gives B; 自A起施行，有效期N年 with an exact A gives the day before the
N-th anniversary of A, since A itself is the first day in force (自2024年1月1日起施行，有效期5年 → 2028年12月31日). 自印发之日起 is
dated only when the file itself prints its 印发日期, 自公布之日起 only when it prints that of publication. Otherwise the
dates stay unknown and the words speak for themselves.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from generators.model import Clause, Level, Part, ReadingWarning
from generators.model.numerals import parse_chinese
from studio.reading.dates import Written, dates_in
from studio.reading.folding import folded

_N = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
START = re.compile(r"(?:自|从|于)([^，。；自从]{2,28}?)(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效|试行)")
APPLIES = re.compile(r"施行|实施|执行|生效|试行")
VALID = re.compile(
    rf"(?:有效期|试行期|实施期限|执行期限|有效期限|政策有效期|实施期|试行期限)(?:限)?(?:暂定)?(?:为|是)?(?: {{0,2}}(?:至|到)[^，。；,;]{{4,24}}?(?:日|止|底)(?:止)?|暂定?{_N} ?(?:年|个月)| {{0,2}}{_N} {{0,2}}(?:年|个月|个自然年))"
)
OWN = re.compile(
    r"本(?:办法|规定|通知|细则|意见|措施|政策|方案|条例|规范|公告|通告|标准|指引|指南|决定|规则|若干措施|若干政策|实施细则|实施办法|实施意见|实施方案|制度|规程|导则|清单|计划|暂行办法|暂行规定|试行办法|文件|指导意见|预案|目录|管理办法)|(?:上述|以上|新)(?:标准|规定|政策|措施|事项)"
)


@dataclass(slots=True)
class Force:
    """Dates and words of validity, and what is doubtful about them."""

    effective_on: date | None = None
    expires_on: date | None = None
    validity: str | None = None
    warnings: list[ReadingWarning] = field(default_factory=list)

    def warn(self, code: str, message: str, where: str) -> None:
        """Note something doubtful about a date."""
        self.warnings.append(ReadingWarning(code=code, message=message, where=where))


def force_of(clauses: list[Clause], *, printed_on: date | None, published_on: date | None) -> Force:
    """Read effective date and validity from the clauses that speak of the document itself."""
    force = Force()
    stated: list[tuple[int, date, str]] = []
    own_text = [clause for clause in clauses if clause.level is not Level.ROW and clause.part is not Part.ATTACHMENT]
    for clause in own_text:
        for sentence in re.split(r"(?<=[。；])", clause.text):
            _start(force, sentence, clause, stated, printed_on, published_on)
    own = {day for is_own, day, _ in stated if is_own}
    if len(own) == 1:
        force.effective_on = own.pop()
    elif len(days := own or {day for _, day, _ in stated}) > 1:
        shown = "、".join(f"{day.year}年{day.month}月{day.day}日" for day in sorted(days))
        force.warn(
            "several_effective_dates",
            f"文中不同事项的施行日期不同（{shown}），未填写统一的施行日期，请人工确认。",
            stated[0][2],
        )
    for clause in reversed(own_text):
        if _validity(force, clause):
            break
    return force


def _start(force, sentence, clause, stated, printed_on, published_on) -> None:
    """Note the days from which the sentence says something applies, and whether it says so of the whole document."""
    if not APPLIES.search(sentence):
        return
    for found in START.finditer(sentence):
        before = sentence[: found.start()]
        own = _speaks_of_itself(before)
        written = dates_in(found[1])
        if written:
            if not written[0].doubtful and written[0].value is not None:
                stated.append((own, written[0].value, clause.ref))
        elif own and "印发" in found[1] and printed_on:
            stated.append((True, printed_on, clause.ref))
        elif own and ("公布" in found[1] or "发布" in found[1]) and published_on:
            stated.append((True, published_on, clause.ref))


def _speaks_of_itself(before: str) -> bool:
    """Tell whether what stands before 自…起施行 is the document as a whole, not one of its standards or provisions."""
    subjects = list(OWN.finditer(before))
    if subjects:
        between = before[subjects[-1].end() :]
        return len(between) <= 8 and not re.search(r"规定|标准|第|所|中|的", between)
    return not before.strip() or bool(re.search(r"(?:公布|发布|印发|颁布)[^，。；]{0,6}[，,]$", before))


def _validity(force: Force, clause: Clause) -> bool:
    """Read the validity of the whole document (本办法…有效期5年); that of a card or a result is none of it."""
    if "期" not in clause.text:
        return False
    flat = folded(clause.text)
    own_before = False
    for sentence in re.finditer(r"[^。；]+", flat):
        words = sentence[0]
        own = any(_speaks_of_itself(words[: start.start()]) for start in START.finditer(words))
        found = VALID.search(words)
        subject = list(OWN.finditer(words[: found.start()])) if found else []
        follows = found and own_before and not words[: found.start()].strip()
        if found and (own or follows or subject and found.start() - subject[-1].end() <= 3):
            start, end = sentence.start() + found.start(), sentence.start() + found.end()
            force.validity = re.sub(r"\s", "", clause.text[start:end])
            until = dates_in(clause.text[start:end]) or _range_after(clause.text[end : end + 40])
            if until and not until[-1].doubtful:
                force.expires_on = until[-1].value
            elif not until:
                force.expires_on = _after(force.effective_on, found[0])
            return True
        own_before = own
    return False


def _range_after(text: str) -> list[Written]:
    """Return the two days of a period spelled out right after the validity (有效期两年（2026年1月5日至2028年1月4日）)."""
    written = dates_in(text)
    return (
        written
        if re.match(r"[(（,，]? ?(?:自|从)?\d", text)
        and len(written) == 2
        and "至" in text[written[0].end : written[1].start]
        else []
    )


def _after(start: date | None, words: str) -> date | None:
    """Return the last day in force for a validity of whole years or months from an exact day."""
    found = re.search(rf"({_N}) {{0,2}}(年|个月)", words)
    if start is None or not found:
        return None
    number = parse_chinese(found[1])
    if not number:
        return None
    months = number * (12 if found[2] == "年" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day) - timedelta(days=1)
    except ValueError:
        # The anniversary of 29 February or the 31st does not exist: the period ends with that month.
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
