"""Scenes of the video: how a key point is told and shown, and the furniture at both ends.

Every word of a content scene comes from the key points it cites; only the questions between scenes (怎么办理？) are the video's
own. Nothing is cut inside a sentence, and none that limits what stands before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generators.composing import supported_segment
from generators.highlights import amount_given, amounts, figure_in, goals_in, parts_of, shorten, tiers_in
from generators.masthead import contact_of, in_third_person, quoted_name
from generators.model import Brief, Element, Figure, Interpretation, KeyPoint, Segment
from generators.prose import first_sentence, sentence, weave
from generators.video import narration

PAUSE = 1.2
"""Seconds a scene adds to its words: the cross-fade and a breath."""

_STEP = re.compile(r"申请|申报|受理|申领|预约|审核|审批|审查|初审|复核|评审|评估|公示|拨付|发放|兑付|登记|签订|签约|验收|领取|办结|选房|入住|缴费|提交|确认|公布")
_NO_STEP = re.compile(r"单位|渠道|申请材料|所需材料|材料清单|条件|时间|方式|期限|入口")
_NAMES_A_RULE = re.compile(r"条件$|材料$|后果$|例外")
_LIMITS = re.compile(r"最高|最长|最多|不超过|不得|不再|除外|上限|但|只能")
_DENIAL = re.compile(r"不得|不予|不再|禁止|严禁|不能|追回|退回|责令|处罚|取消|除外|不享受|不适用|追究")
_DAY = r"(?:\d{4}年\s*)?\d{1,2}月\s*\d{1,2}\s*日"
_FROM = re.compile(rf"[自从于](?:(?:公布|发布|印发)之日（)?(?P<day>{_DAY}|公布之日|发布之日|印发之日)）?(?:开始)?起?(?:正式)?(?P<what>施行|实施|执行)")
_TO = re.compile(rf"有效期(?:限)?(?:至|到)(?P<day>{_DAY})")
_FOR = re.compile(r"有效期(?:限)?(?:为)?(?P<span>(?:\d+|[一二三四五六七八九十]+)个?[年月])")
_CONDITION = re.compile(
    r"的(?P<who>[^，。；、的]{0,6}(?:企业|单位|个人|人员|家庭|组织|机构|老年人|工商户|毕业生|学生|者|户|居民|职工|村民|项目|主体|团队|人才))?，"
)
_GIVEN = re.compile(r"按|给予|可以?|每|由|享受|最高|一次性|发放|以|对|予以|补贴|补助|奖励")
_GIVES = re.compile(r"可以|给予|最高|最长|享受|发放|不超过.{0,8}元|补贴标准")


@dataclass
class Scene:
    """A scene being planned: its points, how it looks, and how important it is (the lower ``rank``, the sooner it is in)."""

    id: str
    kind: str
    group: str
    heading: str
    question: str
    element: Element
    rank: float
    points: list[KeyPoint]
    icon: str = ""
    spoken: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the whole narration."""
        if self.kind == "goals":
            return self.question + weave(self.spoken)
        told = "".join(self.spoken)
        if self.id == "notes" and len(self.spoken) == 1:
            return "还有一点请注意。" + told
        names = [point.title for point in self.points]
        if self.kind == "steps" and narration.length(told) > 60 and are_step_names(names):
            told = f"依次是{'、'.join(names)}。"  # the slide says how and by when
        return self.question + told

    @property
    def seconds(self) -> float:
        """Return the estimated length."""
        return narration.seconds(self.words) + PAUSE

    @property
    def fewest(self) -> int:
        """Return how many points the scene cannot do without: all steps, three goals, one of anything else."""
        return len(self.points) if self.kind == "steps" else min(3, len(self.points)) if self.kind == "goals" else 1

    def first(self, count: int) -> "Scene":
        """Return the scene with only its first ``count`` points."""
        return replace(self, points=self.points[:count], spoken=self.spoken[:count])


class Sayer:
    """Says a point: in the third person, shortened to whole sentences where that is safe, without brackets."""

    def __init__(self, interpretation: Interpretation) -> None:
        self.document = interpretation.document

    def __call__(self, point: KeyPoint, limit: int) -> str:
        """Return the narration of one point: its own where it has one, else what is written, at most ``limit`` characters."""
        if point.narration:
            return narration.narrate(in_third_person(sentence(point.narration), self.document))
        return narration.narrate(shorten(self.written(point), limit))

    def digest(self, point: KeyPoint, limit: int = 44) -> str:
        """Return the narration of a measure; where it is long, conditions are left to the slide, which shows them all.

        Only the words before what is given are replaced, by 符合所列条件的: 小微企业招用…满3个月的，按每人2000元 … becomes
        符合所列条件的，按每人2000元 …
        """
        words = self(point, 110)
        if point.narration or narration.length(words) <= limit:
            return words
        first, rest = first_sentence(words)
        start = _without_condition(first)
        if start == first:
            return words
        # 所列条件 points to the slide for all that qualifies; what limits the amount is said.
        return start + "".join(more for more in narration.sentences(rest) if _LIMITS.search(more))

    def written(self, point: KeyPoint) -> str:
        """Return the point as a slide shows it."""
        text = in_third_person(sentence(point.statement), self.document)
        # A title that says what kind of rule follows (申请条件) is part of the message outside a measure's own slide.
        named = point.element in (Element.SCOPE, Element.NOTES) and _NAMES_A_RULE.search(point.title) and title_worth_saying(point)
        label, mark, rest = text.partition("：")
        text = rest if named and mark and point.title.endswith(label) else text  # 通行证申请条件：申请条件：……
        return f"{point.title}：{text}" if named else text


def _without_condition(text: str) -> str:
    amount = amount_given(text)
    if not amount:
        return text
    at = text.find(amount)
    found = [
        condition
        for condition in _CONDITION.finditer(text, 20)
        if condition.end() <= at and _GIVEN.match(text[condition.end() :]) and not _GIVES.search(text[: condition.start()])
    ]
    if not found or "分别" in text[found[-1].end() :]:  # 分别给予30万元、20万元 means nothing without what each is for
        return text
    start = "对" if text.startswith("对") and found[-1]["who"] else ""
    return f"{start}符合所列条件的{found[-1]['who'] or ''}，{text[found[-1].end() :]}"


def is_step(title: str) -> bool:
    """Tell whether a title names something one does, not where, with what or when."""
    return bool(_STEP.search(title)) and not _NO_STEP.search(title)


def are_step_names(titles: list[str]) -> bool:
    """Tell whether titles name steps: at least three, all different, two to eight characters each."""
    usable = all(2 <= len(title) <= 8 and is_step(title) for title in titles)
    return len(titles) >= 3 and len(set(titles)) == len(titles) and usable


_NAMES_NOTHING = ("惠民举措", "主要举措", "执行标准", "办理流程", "注意事项", "时间安排", "职责分工")
"""What a point is called when its sentence offers no name: its scene has said as much."""


def title_worth_saying(point: KeyPoint) -> str:
    """Return a title worth saying: one the statement does not begin with and that is no scrap of it."""
    title = point.title.strip()
    return "" if not title or title in _NAMES_NOTHING or title[0].isdigit() or bare(point.statement).startswith(bare(title)) else title


def segment_of(interpretation: Interpretation, scene: Scene) -> Segment:
    """Return the scene as a segment that carries the citations of its points."""
    say = Sayer(interpretation)
    written = [shorten(say.written(point), 110 if scene.kind == "measure" else 90) for point in scene.points]
    fields = _LOOKS[scene.kind](scene, written)
    negative = scene.id == "notes" and any(_DENIAL.search(text) for text in written)
    return supported_segment(
        interpretation, *scene.points, id=scene.id, group=scene.group, element=scene.element,
        narration=scene.words, icon=scene.icon, tone="negative" if negative else "", **fields,
    )  # fmt: skip


def _measure(scene: Scene, written: list[str]) -> dict:
    title = scene.points[0].title
    text = written[0].removeprefix(f"{title}：") if scene.heading and title else written[0]
    tiers = tiers_in(text)
    parts = _without_lead(scene.heading, parts_of(text, longest=70))
    return {
        "kind": "measure",
        "heading": scene.heading,
        "text": "" if parts else text,
        "points": parts,
        "figure": None if tiers else _cited_figure(_figure(scene.points[0], text, parts[0] if parts else text), scene.points[0], text),
        "table": tuple((tier.label, tier.amount) for tier in tiers),
    }


def _without_lead(heading: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of a list without what introduces it where the heading above them says so: 基金来源 over 基金来源包括：甲；乙."""
    lead = re.match("([^：]{4,40})：(?=.{4})", parts[0]) if len(parts) > 2 and heading else None
    return (parts[0][lead.end() :], *parts[1:]) if lead and bare(heading) in bare(lead[1]) else parts


def _figure(point: KeyPoint, text: str, part: str) -> Figure | None:
    """Return the amount of a measure's first part; where the title speaks of a rate (提高返还比例), the one its words stand near.

    None where several of the same kind stand side by side (学生413元，其他人员549元): one set large would pass for the only one.
    """
    figure = figure_in(part, point.title if re.search(r"比例|利率|费率|返还", point.title) else "")
    kinds = {(found["value"], found["unit"]): (found["prefix"], found["unit"]) for found in reversed(amounts(text))}
    return figure if figure and [*kinds.values()].count(kinds.get((figure.value, figure.unit))) < 2 else None


def _cited_figure(figure: Figure | None, point: KeyPoint, text: str) -> Figure | None:
    """Set a number large only if it stands in the clause just as it does on the slide; the words after it say what it is."""
    shown = figure and figure.value + figure.unit
    if not shown or not any(shown in citation.quote for citation in point.citations):
        return None
    after = text.partition(shown)[2]
    meaning = re.match(r"(?:的标准|的比例|标准|以内)?的?(?P<what>[^，。；、0-9]{2,14})(?=[，。；])", after)
    return figure.replace(caption=meaning["what"]) if meaning and not figure.caption else figure


def _points(scene: Scene, written: list[str]) -> dict:
    return {"kind": "points", "heading": scene.heading, "points": tuple(text.rstrip("。") for text in written)}


def _goals(scene: Scene, written: list[str]) -> dict:
    figures = [goals_in(text) for text in written]
    shown = [figure for found in figures for figure in found]
    if not all(figures) or not 2 <= len(shown) <= 6:
        return _points(scene, written)
    rows = tuple((f"{figure.prefix}{figure.value}{figure.unit}", figure.caption) for figure in shown)
    return {"kind": "figures", "heading": scene.heading, "table": rows}


def _stepped(scene: Scene, written: list[str]) -> dict:
    titles = [point.title for point in scene.points]
    if not are_step_names(titles):
        return _points(scene, written)
    return {"kind": "steps", "heading": scene.heading, "table": tuple(zip(titles, (text.rstrip("。") for text in written), strict=True))}


def _dated(scene: Scene, written: list[str]) -> dict:
    rows = tuple(dict.fromkeys(row for text in written for row in days_in(text)))
    rest = tuple(text.rstrip("。") for text in written if not days_in(text))
    return {"kind": "dates", "heading": scene.heading, "table": rows, "points": rest} if rows else _points(scene, written)


def days_in(text: str) -> list[tuple[str, str]]:
    """Return the dates by which a policy holds, each with what it is: 正式施行, 有效期截止, 有效期; 自印发之日起 is told as such."""
    found = [(day["day"], f"正式{day['what']}") if day["day"][0].isdigit() else (f"自{day['day']}起", day["what"]) for day in _FROM.finditer(text)]
    found += [(day["day"], "有效期截止") for day in _TO.finditer(text)]
    return found + [(span["span"], "有效期") for span in _FOR.finditer(text) if found]


_LOOKS = {"measure": _measure, "points": _points, "goals": _goals, "steps": _stepped, "dates": _dated}


def cover_of(interpretation: Interpretation, brief: Brief, head: Segment) -> Segment:
    """Return the opening (furniture): the policy's name and particulars; its narration names who issued it."""
    name = quoted_name(interpretation.document)
    title = f"《{brief.title.strip('《》')}》" if brief.title and narration.length(name) > 40 else name
    issuer = _first_issuer(interpretation.document.issuing_authorities)
    verb = "印发" if "印发" in interpretation.document.title else "发布"
    brisk = issuer and narration.length(issuer + title) <= 32
    words = f"{issuer}{verb}{title}。" if brisk else f"一起来看{title}。"
    return head.replace(id="cover", kind="cover", narration=words)


def _first_issuer(names: Iterable[str]) -> str:
    names = list(names)
    return f"{names[0]}等部门" if len(names) > 1 else "".join(names)


def closing_of(interpretation: Interpretation, brief: Brief, head: Segment, voice: str, voice_label: str) -> Segment:
    """Return the closing (furniture): whom to ask, where the policy stands, which voice spoke."""
    contact = contact_of(interpretation)
    words = "以上内容以政策原文为准。"
    if contact:
        words = f"如有疑问，请拨打{_first_number(contact)}。" + words
    points = [] if interpretation.contact else [p for p in interpretation.live_key_points(Element.CONTACT) if contact and contact in p.statement]
    details = {name: head.details[name] for name in ("政策名称", "发文字号", "发文机关", "解读机构") if name in head.details}
    details |= {"咨询电话": contact} if contact else {}
    details |= {"原文地址": brief.source_url} if brief.source_url else {}
    details |= {"voice": voice} | ({"配音": voice_label} if voice_label else {})
    return supported_segment(
        interpretation, *points, id="closing", kind="closing", furniture=True, element=None,
        heading="咨询方式" if contact else "政策原文", details=details, narration=words,
    )  # fmt: skip


def _first_number(contact: str) -> str:
    """Return the first telephone number of the contact (all of them are on the slide), or the whole when there is none."""
    found = re.search(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|\d{7,8}|1\d{10}|12\d{3}|9\d{4,5})(?!\d)", contact)
    return found[0] if found else contact.rstrip("。")


def bare(text: str) -> str:
    """Return what is left for comparing wordings: letters and figures, without 的."""
    return re.sub(r"[\W_]+|的", "", text)
