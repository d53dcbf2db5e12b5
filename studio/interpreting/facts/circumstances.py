"""What stands around a fact: for whom it is, what bounds it, which conditions and exceptions its sentence makes."""

import re
from bisect import bisect_left, bisect_right

from studio.interpreting.facts.folding import fold
from studio.interpreting.facts.listing import names_of
from studio.interpreting.facts.textfact import TextFact

_MEASURED = {"money", "ratio", "duration", "count", "age"}
_MARKS = "，。；：！？\n,;:"
_CUT_RIGHT = re.compile(
    r"(?:[^，。；]{0,20}之日起|不(?:得|能|应)?(?:超过|低于|少于|高于|多于)|最[高低多少长短](?:不超过)?|至少|达到?|突破|年满|届满|满|应当?|可以?|给予|享受|发放|补助|补贴标准|标准|金额|比例|额度|限额|分别|一次性|按照?|每[^，。；]{0,4}|累计|年度|每年|合计|约|为|是|的|至|到|到达|"
    r"以|在|与|和|及|或|、|由|自|于|起|分|只能|放宽|可放宽|上限|下限|期限|:|：|（|“|\s)+$"
)
_CUT_LEFT = re.compile(r"^(?:其中|此外|另外|同时|对于?|给予?|向|凡|将|按|按照|由|经(?![办济营费])|自|从|且|并|或者?|、|和|及|与|（|“|以[上下内]|之?[内前](?![地容期])|\d+[.、]|[一二三四五六七八九十]是|\s)+")
_MODAL = re.compile(r"应当|可以|不得|必须|不予|给予|一次性|按照?(?!比)|负责(?!人)|自(?=[\u4e00-\u9fff]{1,10}之日)|最高|每(?=[人户月年个名])")
_CONDITION = re.compile(
    r"(?P<of>(?:对|凡|经(?!济|营|办|费)|因|符合|具备|具有|持有|取得|连续|累计|参加|满(?=[\d一二三四五六七八九十半两])|年满|未|已(?!经\d)|逾期|拒不|情节|情况|确需|属于|购买|新)[^，。；：\n]{2,60}?(?:的|后|时|期间|通过|同意|批准))(?=[，；。]|可以|应当|不得|给予|由|按)"
    r"|(?P<any>(?![\d]{1,2}[.．、])[^，。；：\n]{3,60}?(?:以上|以下|不超过|不低于|超过|达到|满\d|满[一二三四五六七八九十半两]|符合|取得|通过|签订|缴纳|登记|具有|情形|行为|之一)[^，。；：\n]{0,30}?的)(?=，)"
)
_EXCLUSION = re.compile(
    r"除[^，。；：\n]{2,40}?(?:外|之外|以外)(?=[，。；](?![另还也并])|均|都|一律)|[^，。；：\n]{2,40}(?:除外|不在此限|不受此限)|(?:不包括|不含(?!本数|[\d一二三四五六七八九十])|不适用于?|不纳入|不予(?:受理|支持|补贴|补助|奖励|资助|登记|批准)|不享受|不得申请|不得享受)[^，。；：（）\n]{0,40}"
)
_SCOPE = re.compile(
    r"每(?:个|一)?(?:人|名|户|家|月|年度?|季度|学年|学期|天|日|次|平方米|亩|台|件|套|辆|床|吨|企业|项目|机构|班)|/(?:人|户|年|月|天|平方米|亩)|一次性|首次|累计|同一[\u4e00-\u9fff]{2}|单个(?:企业|项目|机构|单位)|(?<![上下一本])年度|全市|全省|全国|全县|全区|分\d年|分[两三四五]年|按[年月季]"
)
_ONLY_DOES = re.compile(
    r"(?:再|另|最[长高多]|给予|内|前|后|并|取消|其)*(?:奖励|补贴|补助|资助|支付|提高|降低|调整|压缩|压减|取消|增加|减少|缩短|延长|上浮|下浮|免收.{0,4}|完成.{0,12}|作出.{0,12}|办结|办理|审核.{0,4}|公示|拨付|发放|再|另|核减下|处|罚款|以上|以下)*"
)
_GRANTS = {"补贴", "补助", "奖励", "资助", "罚款"}
_LONGEST = 120
_REACH, _MOST_CONDITIONS, _MOST_NAMES = 200, 4, 12
"""Characters looked back from a figure; conditions and names taken into account."""


class Surroundings:
    """The text around the facts of one clause, asked fact by fact in their order. Linear in the length of the text."""

    def __init__(self, text: str, facts: tuple[TextFact, ...], heading: str = ""):
        self.text, self.heading = text, heading.strip()[:_LONGEST]
        self.conditions = conditions_in(text)
        self._ends = [condition.end for condition in self.conditions]
        self._sentences = [0, *(match.end() for match in re.finditer("[。；;\n]", text))]
        self._kin: dict[str, list[TextFact]] = {}
        for fact in facts:
            self._kin.setdefault(fact.kind, []).append(fact)
        self._starts = {kind: [fact.start for fact in kin] for kind, kin in self._kin.items()}
        self._said: dict[tuple[str, int], str] = {}

    def subject_of(self, fact: TextFact) -> str:
        """Return for whom or what a figure or date is, in the words of the text or of the heading above it; '' when not said."""
        if fact.kind not in _MEASURED | {"date"}:
            return ""
        sentence = self._sentence(fact.start)
        before = self._before(fact, sentence)
        subject = self._listed(fact, max(sentence, fact.start - _REACH)) or self._named(fact, sentence, before)
        self._said[fact.kind, fact.end] = subject
        return subject

    def scope_of(self, fact: TextFact) -> str:
        """Return what bounds a figure: the conditions before it in its sentence and 每人每月, 一次性, 累计 in its piece."""
        if fact.kind not in _MEASURED:
            return ""
        sentence = self._sentence(fact.start)
        last = bisect_right(self._ends, fact.start)
        own = [condition.text for condition in self.conditions[max(0, last - _MOST_CONDITIONS) : last] if condition.start >= sentence]
        floor = max(0, fact.start - _REACH)
        start = max(self.text.rfind(mark, floor, fact.start) for mark in _MARKS) + 1
        ends = [at for mark in _MARKS if (at := self.text.find(mark, fact.end, fact.end + _REACH)) >= 0]
        around = self.text[max(start, floor) : min(ends, default=fact.end)]
        return "，".join(dict.fromkeys([*own, *(match[0] for match in _SCOPE.finditer(around))]))[:_LONGEST]

    def _sentence(self, at: int) -> int:
        return self._sentences[bisect_right(self._sentences, at) - 1]

    def _before(self, fact: TextFact, sentence: int) -> TextFact | None:
        """Return the fact of the same kind before this one in its sentence; the other end of a range is none."""
        kin = self._kin[fact.kind]
        index = bisect_left(self._starts[fact.kind], fact.start) - 1
        return kin[index] if index >= 0 and sentence <= kin[index].end <= fact.start else None

    def _named(self, fact: TextFact, sentence: int, before: TextFact | None) -> str:
        floor = max(before.end if before else sentence, fact.start - _REACH)
        general = ""
        for piece in reversed(re.split("[，,：:]", self.text[floor : fact.start])):
            words = _core(piece)
            if words and not _ONLY_DOES.fullmatch(words):
                return words
            general = general or (words if words in _GRANTS else "")
        above = self._said.get((fact.kind, before.end), self.heading) if before else self.heading
        return above or general

    def _listed(self, fact: TextFact, floor: int) -> str:
        """Return the name a list with 分别 gives this value."""
        at = self.text.rfind("分别", floor, fact.start)
        if at < 0:
            return ""
        starts = self._starts[fact.kind]
        first = bisect_left(starts, at)
        run = self._kin[fact.kind][first : bisect_right(starts, fact.start + 80)]
        place = bisect_left(starts, fact.start) - first
        for count in range(min(len(run), _MOST_NAMES), max(1, place), -1):
            if found := names_of(self.text[floor:at], count):
                return found[2][place].strip()
        return ""


def _core(piece: str) -> str:
    """Return the noun of a piece: what stands before the verb, without the words that bound or give."""
    piece = _CUT_LEFT.sub("", piece)
    modal = _MODAL.search(piece)
    words = piece[: modal.start()] if modal else piece
    shorter = None
    while shorter != words:
        shorter, words = words, _CUT_RIGHT.sub("", words)
    return words.strip()[:_LONGEST] if len(re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", words)) >= 2 else ""


def conditions_in(text: str) -> tuple[TextFact, ...]:
    """Return the conditions and exceptions of ``text`` as facts of kind condition and exclusion, spans exact."""
    folded = fold(text)
    found = []
    excluded = [match.span() for match in _EXCLUSION.finditer(folded)]
    found += [_fact("exclusion", text, *span) for span in excluded]
    for match in _CONDITION.finditer(folded):
        start, end = match.span("of" if match["of"] else "any")
        if not any(start < last and first < end for first, last in excluded):
            found.append(_fact("condition", text, start, end))
    return tuple(sorted(found, key=lambda fact: fact.start))


def _fact(kind: str, text: str, start: int, end: int) -> TextFact:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    words = text[start:end].rstrip()
    return TextFact(kind=kind, value=re.sub(r"\s", "", words), text=words, start=start, end=start + len(words))
