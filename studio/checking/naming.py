"""Organisations and documents a statement names stand in its clauses, or at least in the document."""

import re
from functools import lru_cache

from studio.checking.evidence import Evidence
from studio.checking.findings import Finding
from studio.checking.sense import sense
from studio.checking.texts import bare_words, facts_of_text
from studio.interpreting.facts import TextFact
from studio.interpreting.facts.folding import fold

_STEMS = {
    "人社": "人力资源和?社会保障|人力社保|人社", "住建": "住房和?城乡建设|住房城建|住建", "发改": "发展和?改革|发改", "卫健": "卫生健康|卫生计生|卫健",
    "市监": "市场监督管理|市场监管|市监", "工信": "工业和?信息化|工信", "科技": "科学技术|科技", "资规": "自然资源和?规划|规划和?自然资源|自然资源|资规",
    "农业": "农业农村|农业", "医保": "医疗保障|医保", "文旅": "文化和?旅游|文化广电和?旅游|文旅", "环保": "生态环境|环境保护|环保", "交通": "交通运输|交通",
    "应急": "应急管理|应急", "退役": "退役军人事务|退役军人", "残联": "残疾人联合会|残联", "妇联": "妇女联合会|妇联", "国资": "国有资产监督管理|国资",
    "城管": "城市管理综合执法|城市管理和?综合执法|城市管理|城管", "政数": "政务服务数据管理|政务服务和?数据管理|数据管理|数据资源", "民政": "民政", "财政": "财政", "教育": "教育",
    "公安": "公安", "税务": "税务", "司法": "司法行政|司法", "商务": "商务", "水利": "水利|水务", "审计": "审计", "统计": "统计", "林业": "林业", "体育": "体育", "信访": "信访",
    "政府办": "人民政府办公[室厅]", "政府": "人民政府|政府", "总工会": "总工会", "金融": "金融监督管理|金融监管|金融管理|金融工作", "气象": "气象", "行政审批": "行政审批服务|行政审批", "工商联": "工商业联合会|工商联",
}  # fmt: skip
_STEM = {name: re.compile(f"(?:{pattern})") for name, pattern in _STEMS.items()}
_BODY = re.compile(r"(?:局|厅|部|委|委员会|部门|办公室|总局|署|会|联|机关|主管部门|行政部门|行政主管部门|中心|机构|分局|处|科|所|政府|工会)$")
_PLACE = re.compile(r"(?:国家|中央|全国|省|自治区|市|区|县|镇|乡|街道|旗|州)")
_SENIOR = {"国家": 1, "中央": 1, "全国": 1, "省": 2, "自治区": 2, "市": 3, "州": 3, "区": 4, "县": 4, "旗": 4, "镇": 5, "乡": 5, "街道": 5}
_OURS = re.compile(r"^(?:本市|我市|全市|本省|我省|全省|本区|我区|全区|本县|我县|当地|辖区)(?=.{3,})")
_NAME_OF_ONE = re.compile(r"(?:局|厅|署|委|委员会|办公室|办公厅|公司|集团|银行|分行|支行|法院|检察院|大学|学院|协会|学会|商会|基金会|研究院|研究所|联合会|政府|工会|办事处|派出所|党组|部)$")
"""Endings of proper names; 中心、部门、机构 may also be common words."""
_SHORT_NAME = re.compile(r"^(?:本|该|这[一个份项]?|上述|前述)")
_ADVICE = "核对名称；如果原文另有条款写到，补上引文；如果原文没有，删去或者作为部门说明署名写明出处。"


def name_findings(text: str, evidence: Evidence, beside: str = "") -> list[Finding]:
    """Return the organisations and documents ``text`` names that its evidence does not."""
    found = []
    for fact in facts_of_text(text):
        if fact.kind == "organisation":
            finding = _organisation(fact, evidence)
        elif fact.kind == "document":
            finding = _document(fact, evidence)
        else:
            finding = None
        if finding:
            found.append(finding)
    return list(dict.fromkeys(found))


def _organisation(fact: TextFact, evidence: Evidence) -> Finding | None:
    name = _OURS.sub("", fact.value)
    if _named(name, evidence.text):
        return None
    if _named(name, evidence.document_text):
        return Finding(
            code="organisation_elsewhere", verdict="confirm", text=f"依据条款（{evidence.label}）中没有写到“{name}”，文件别处写到。", advice=_ADVICE,
        )  # fmt: skip
    certain = _key(name) is not None or _NAME_OF_ONE.search(name)
    verdict = "unsupported" if certain else "confirm"
    return Finding(code="organisation_unsupported", verdict=verdict, text=f"“{name}”在依据条款和整份文件中都找不到。", advice=_ADVICE)


def is_stranger(name: str, evidence: Evidence) -> bool:
    """Tell whether a body is named nowhere in the document: that alone is the finding."""
    return bool(_key(name) is not None or _NAME_OF_ONE.search(name)) and not _named(_OURS.sub("", name), evidence.document_text)


def _named(name: str, text: str) -> bool:
    """A name stands in a text as it is, shortened or lengthened (市人社局), or as a name of the same office and rank."""
    if _stands(bare_words(name), text) or _stands(bare_words(sense(name)), sense(text)):
        return True
    key = _key(name)
    if key is None:
        return _tail_stands(name, text)
    known = {other for fact in facts_of_text(text) if fact.kind == "organisation" and (other := _key(fact.value))}
    known |= _loose_keys(text)
    stem, rank = key
    return any(stem == other and (rank is None or other_rank is None or rank == other_rank) for other, other_rank in known)


def same_office(left: str, right: str) -> bool:
    """Tell whether two names can be one office: equal, one ending in the other, or one department at one rank."""
    if left.endswith(right) or right.endswith(left):
        return True
    ours, theirs = _key(left), _key(right)
    return bool(ours and theirs and ours[0] == theirs[0] and (None in (ours[1], theirs[1]) or ours[1] == theirs[1]))


def _key(name: str) -> tuple[str, int | None] | None:
    """Return stem and rank of a department's name: 云溪市人力资源和社会保障局 → (人社, 3); None for other names."""
    for stem, pattern in _STEM.items():
        match = pattern.search(name)
        if match and _BODY.search(name[match.end() :] or name):
            places = _PLACE.findall(name[: match.start()])
            ministry = name.endswith(("部", "总局", "署")) and not name.endswith("分部")
            rank = _SENIOR[places[-1]] if places else (1 if ministry else 2 if name.endswith("厅") else None)
            return stem, rank
    return None


def _loose_keys(text: str) -> set[tuple[str, int | None]]:
    """Departments named in lists without their ending (财政、民政等部门) have no rank of their own."""
    if "部门" not in text and "单位" not in text:
        return set()
    found = set()
    for match in re.finditer(r"[\u4e00-\u9fff、和与及（）]{2,60}(?:部门|单位)", text):
        found |= {(stem, None) for stem, pattern in _STEM.items() if pattern.search(match[0])}
    return found


def _tail_stands(name: str, text: str) -> bool:
    """The rules may read a name too far to the left; its last part then stands in the text."""
    bare = bare_words(name)
    shortest = max(4, min(len(bare), 5))
    return any(_stands(bare[start:], text) for start in range(1, max(1, len(bare) - shortest + 1)))


def _stands(bare: str, text: str) -> bool:
    """Bracketed words may be left out of a name: 村（居）民委员会 is also 村民委员会."""
    return bare in bare_words(text) or bare in _without_brackets(text)


@lru_cache(maxsize=512)
def _without_brackets(text: str) -> str:
    return bare_words(re.sub(r"（[^（）]*）", "", fold(text)))


def _document(fact: TextFact, evidence: Evidence) -> Finding | None:
    if fact.text.startswith("《"):
        if _SHORT_NAME.match(fact.value) or _titled(fact.value, evidence.text):
            return None
        elsewhere = _titled(fact.value, evidence.document_text)
    else:
        value = bare_words(fact.value)
        if value in bare_words(evidence.text):
            return None
        elsewhere = value in bare_words(evidence.document_text)
    if elsewhere:
        return Finding(
            code="document_elsewhere", verdict="confirm", text=f"依据条款（{evidence.label}）中没有写到“{fact.text}”，文件别处写到。", advice=_ADVICE
        )
    return Finding(code="document_unsupported", verdict="unsupported", text=f"“{fact.text}”在依据条款和整份文件中都找不到。", advice=_ADVICE)


def _titled(name: str, text: str) -> bool:
    """A title may be shortened from either end, or by leaving words out in the middle (《若干措施》)."""
    bare = bare_words(name)
    if _stands(bare, text):
        return True
    titles = [bare_words(fact.value) for fact in facts_of_text(text) if fact.kind == "document"]
    return any(_in_order(bare, title) and title.endswith(bare[-2:]) for title in titles)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
