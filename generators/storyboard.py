"""What a video says (分镜): live key points as scenes with narration, chosen by rank until the time is filled.

Every word of a content scene comes from the key points it cites; only the questions between scenes (怎么办理？) and the
furniture at both ends are the video's own. Nothing is cut inside a sentence, and none that limits what stands before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generators import icons, narration
from generators.composing import supported_segment
from generators.highlights import figure_in, goals_in, parts_of, shorten, tiers_in
from generators.masthead import audience_of, contact_of, in_third_person, masthead, policy_name, quoted_name
from generators.model import Brief, Element, Figure, Interpretation, KeyPoint, Segment
from generators.prose import first_sentence, sentence, weave

SHORTEST, LONGEST = 60.0, 120.0
"""Length of a finished video in seconds (domain rule: 60–120)."""

FILL = 110.0
"""Scenes are added up to this estimate; the rest is room for a slower voice."""

PAUSE = 0.9
"""Seconds a scene adds to its words: the cross-fade and a breath."""

MOST_MEASURES = 5

FURTHER = 6
"""How much later in rank a scene's second and further points come than the scene itself."""

_BACKWARD = re.compile(r"前[条款项]|本[条款项]|上述|上款|第[一二三四五六七八九十百]+[条款项]|附件|附表|下列|如下|按照?规定执行")
_WORTH_TELLING = re.compile(r"给予|补贴|补助|奖励|返还|减免|免征|免收|发放|资助|贷款|贴息|免费|提高|延长|放宽|取消|免申即享|一件事|禁止|限行")
_HOUSEKEEPING = re.compile(r"财政.{0,8}(?:承担|分担|预算|安排)|列入.{0,6}预算|所需(?:资金|经费)|保存期限|报送|备案|考核|绩效|档案|信息系统|结算")
_SAYS_WHO = re.compile(r"适用|对象|享受|参照|条件|申请|申领|纳入|包括|范围")
_SAYS_WHEN = re.compile(r"\d{1,2}月\s*\d{1,2}\s*日|有效期|(?:公布|发布|印发)之日")
_CONDITION = re.compile(
    r"的(?P<who>[^，。；、的]{0,6}(?:企业|单位|个人|人员|家庭|组织|机构|老年人|工商户|毕业生|学生|者|户|居民|职工|村民|项目|主体|团队|人才))?，"
)
_GIVEN = re.compile(r"按|给予|可以?|每|由|享受|最高|一次性|发放|以|对|予以|补贴|补助|奖励")
_GIVES = re.compile(r"可以|给予|最高|最长|享受|发放|不超过.{0,8}元|补贴标准")
_STEP = re.compile(r"申请|申报|受理|审核|审批|审查|初审|复核|评审|评估|公示|拨付|发放|兑付|登记|签订|签约|验收|领取|办结|选房|入住|缴费|提交|确认|公布")
_NAMES_A_RULE = re.compile(r"条件$|材料$|后果$|例外")
_DENIAL = re.compile(r"不得|不予|不再|禁止|严禁|不能|追回|退回|责令|处罚|取消|除外|不享受|不适用|追究")
_DAY = r"(?:\d{4}年\s*)?\d{1,2}月\s*\d{1,2}\s*日"
_FROM = re.compile(rf"自(?P<day>{_DAY}|公布之日|发布之日|印发之日)(?:开始)?起(?P<what>施行|实施|执行)")
_TO = re.compile(rf"有效期(?:限)?(?:至|到)(?P<day>{_DAY})")
_FOR = re.compile(r"有效期(?:限)?(?:为)?(?P<span>(?:\d+|[一二三四五六七八九十]+)个?[年月])")


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
    most: int = 4
    spoken: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the whole narration."""
        if self.kind == "goals":
            return self.question + weave(self.spoken)
        told = "".join(self.spoken)
        names = [point.title for point in self.points]
        if self.kind == "steps" and narration.length(told) > 60 and _are_names(names):
            told = f"依次是{'、'.join(names)}。"  # the slide says how and by when
        return self.question + told

    @property
    def seconds(self) -> float:
        """Return the estimated length."""
        return narration.seconds(self.words) + PAUSE

    @property
    def fewest(self) -> int:
        """Return how many points the scene cannot do without: all steps, two goals, one of anything else."""
        return len(self.points) if self.kind == "steps" else min(2, len(self.points)) if self.kind == "goals" else 1

    def first(self, count: int) -> "Scene":
        """Return the scene with only its first ``count`` points."""
        return replace(self, points=self.points[:count], spoken=self.spoken[:count])


def outline(interpretation: Interpretation, brief: Brief, voice: str, voice_label: str) -> tuple[Segment, ...]:
    """Return the scenes in the order they are shown: cover, content, closing. ``voice`` is recorded in the closing."""
    head = masthead(interpretation, brief, policy_name(interpretation.document))
    cover = _cover(interpretation, brief, head)
    closing = _closing(interpretation, brief, head, voice, voice_label)
    limit = float(brief.options.get("seconds", FILL))
    spare = limit - sum(narration.seconds(scene.narration) + PAUSE for scene in (cover, closing))
    scenes = _choose(_candidates(interpretation, brief), spare)
    first_measure = True
    content = []
    for scene in scenes:
        if scene.kind == "measure":
            scene = replace(scene, question=scene.question if first_measure else "")
            first_measure = False
        content.append(_segment(interpretation, scene))
    return (cover, *content, closing)


def _choose(candidates: list[Scene], spare: float) -> list[Scene]:
    """Take scenes by rank while they fit into ``spare`` seconds, each with its first points; further points rank lower.

    The first scene is in however long it is: a video without its subject would be none.
    """
    offers = [(scene.rank, scene.fewest, scene) for scene in candidates]
    offers += [(scene.rank + FURTHER, count, scene) for scene in candidates for count in range(scene.fewest + 1, len(scene.points) + 1)]
    chosen: dict[str, Scene] = {}
    for _, count, scene in sorted(offers, key=lambda offer: (offer[0], offer[1])):
        present = chosen.get(scene.id)
        if count > scene.fewest and (present is None or len(present.points) != count - 1):
            continue
        wanted = scene.first(count)
        cost = wanted.seconds - (present.seconds if present else 0)
        if cost <= spare or not chosen:
            chosen[scene.id] = wanted
            spare -= cost
    return [chosen[scene.id] for scene in candidates if scene.id in chosen]


class _Pool:
    """Live points for the audience, each given out once; one whose words or spans were used is not given again."""

    def __init__(self, interpretation: Interpretation, brief: Brief) -> None:
        self.interpretation = interpretation
        audience = audience_of(interpretation, brief)
        self.wanted = {"", audience.id} if audience else None
        self.used: list[tuple[str, set[tuple[str, int, int]]]] = []

    def take(self, *elements: Element, most: int = 99) -> list[KeyPoint]:
        """Return the next ``most`` unused points of the elements, in document order, and mark them used."""
        found = []
        for element in elements:
            for point in self.interpretation.live_key_points(element):
                if len(found) < most and (self.wanted is None or point.audience in self.wanted) and not self._repeats(point):
                    found.append(point)
                    self.use(point)
        return found

    def use(self, point: KeyPoint) -> None:
        """Mark a point as said."""
        self.used.append((_bare(point.statement), {(c.ref, c.start, c.end) for c in point.citations}))

    def _repeats(self, point: KeyPoint) -> bool:
        words, spans = _bare(point.statement), {(c.ref, c.start, c.end) for c in point.citations}
        for said, said_spans in self.used:
            covered = spans and all(any(r == s[0] and s[1] <= a and b <= s[2] for s in said_spans) for r, a, b in spans)
            if words in said or said in words or covered:
                return True
        return False


def _candidates(interpretation: Interpretation, brief: Brief) -> list[Scene]:
    """Return every scene there could be, in the order of telling."""
    pool = _Pool(interpretation, brief)
    say = _Sayer(interpretation)
    measures = _measures(pool, say)
    plain = (
        ("why", "points", "为什么出台", "为什么出台？", Element.BACKGROUND, 8, 2, "lightbulb"),
        ("goals", "goals", "目标任务", "要达到什么目标？", Element.OBJECTIVES, 6, 4, "target"),
        ("who", "points", "适用对象", "先看适用对象。", Element.SCOPE, 3, 3, "users"),
        ("how", "steps", "怎么办理", "怎么办理？", Element.PROCEDURE, 7, 6, "clipboard-pen"),
        ("dates", "dates", "时间安排", "什么时候开始？", Element.DATES, 5, 2, "calendar-days"),
        ("notes", "points", "注意事项", "还有几点请注意。", Element.NOTES, 10, 3, "triangle-alert"),
        ("changes", "points", "新旧变化", "与以前相比有什么变化？", Element.CHANGES, 13, 2, "refresh-cw"),
        ("terms", "points", "名词解释", "这几个词是什么意思？", Element.TERMS, 18, 2, "book-open"),
        ("duties", "points", "责任分工", "由谁负责？", Element.RESPONSIBILITY, 20, 3, "landmark"),
    )
    before: list[Scene] = []
    after: list[Scene] = []
    for scene_id, kind, heading, question, element, rank, most, icon in plain:
        points = [point for point in pool.take(element) if not _leans_on_others(point) and _belongs(element, point)]
        points = _best_points(element, points)[:most] if kind != "steps" else _steps(points, most)
        spoken = [text for text in (say(point, 90) for point in points) if text]
        if not points or len(spoken) != len(points):
            continue
        scene = Scene(scene_id, kind, heading, heading, question, element, rank, points, icon, most, spoken)
        (before if scene_id in ("why", "goals", "who") else after).append(scene)
    return [*before, *measures, *after]


def _measures(pool: _Pool, say: "_Sayer") -> list[Scene]:
    """Return one scene a measure: those that give something definite first, then the others, at most twelve."""
    ranked, places = [], set()
    for element in (Element.CONTENT, Element.BENEFITS, Element.STANDARDS):
        for point in pool.take(element):
            words = say.digest(point)
            if words:
                place = point.citations[0].ref if point.citations else point.id
                again = 2 * (place in places)  # a clause that has had its say waits for the others
                places.add(place)
                ranked.append((_weakness(point, words) + again, len(ranked), point, words))
    ranked.sort(key=lambda item: item[:2])
    found = []
    for number, (weakness, order, point, words) in enumerate(ranked[:12]):
        rank = (1, 2, 4, 9, 11)[number] if number < MOST_MEASURES else 14 + number
        if weakness >= 4 and number:
            rank += 8  # what cannot be understood by itself comes after everything else
        title = _title(point)
        scene = Scene(
            f"measure-{point.id}", "measure", "主要举措", _heading(pool.interpretation, point), "有哪些主要举措？", point.element, rank, [point],
            icons.icon_for(point.title, point.statement), 1, [_announced(title, words)],
        )  # fmt: skip
        found.append((order, scene))
    return [scene for _, scene in sorted(found, key=lambda item: item[0])]


def _weakness(point: KeyPoint, words: str) -> float:
    """Return what speaks against a measure in a short video: no amount, many words, leaning on other clauses."""
    amount = figure_in(point.statement) or tiers_in(point.statement)
    long = max(0, narration.length(words) - 60) / 30
    text = point.title + point.statement
    dull = 1.5 * (not _WORTH_TELLING.search(text)) + 2 * bool(_HOUSEKEEPING.search(text)) + (point.element is Element.STANDARDS)
    doubtful = 0 if point.state in ("accepted", "edited") else 0.5
    return (0 if amount else 1.5) + long + 4 * _leans_on_others(point) + dull + doubtful


def _belongs(element: Element, point: KeyPoint) -> bool:
    """Tell whether a point answers the question its scene asks."""
    asked = {Element.SCOPE: _SAYS_WHO, Element.DATES: _SAYS_WHEN}.get(element)
    return asked is None or bool(asked.search(point.title + point.statement))


def _leans_on_others(point: KeyPoint) -> bool:
    """Tell whether the statement sends the listener to another clause, which nobody can look up while listening."""
    return bool(_BACKWARD.search(point.statement))


def _title(point: KeyPoint) -> str:
    """Return a title worth saying: one the statement does not begin with and that is no scrap of it."""
    title = point.title.strip()
    return "" if not title or title[0].isdigit() or _bare(point.statement).startswith(_bare(title)) else title


def _heading(interpretation: Interpretation, point: KeyPoint) -> str:
    """Return the title of a measure's slide; a bare amount is none, and the heading of its clause stands in."""
    if point.title and not point.title[0].isdigit():
        return point.title
    for citation in point.citations:
        clause = interpretation.document.clause(citation.ref)
        for link in (clause, *reversed(interpretation.document.ancestors(clause.ref))):
            if 2 <= len(link.heading) <= 14:
                return link.heading
    return "主要举措"


def _are_names(titles: list[str]) -> bool:
    """Tell whether titles name steps: at least three, all different, two to eight characters each."""
    return len(titles) >= 3 and len(set(titles)) == len(titles) and all(2 <= len(title) <= 8 for title in titles)


def _announced(title: str, words: str) -> str:
    return f"{title}。{words}" if title and _bare(title) not in _bare(words)[: len(_bare(title)) + 12] else words


def _best_points(element: Element, points: list[KeyPoint]) -> list[KeyPoint]:
    """Return the points worth most first where only some can be said; scenes show them in this order."""
    if element is Element.DATES:
        return sorted(points, key=lambda point: not (_FROM.search(point.statement) or _TO.search(point.statement)))
    if element is Element.CHANGES:
        return sorted(points, key=lambda point: not re.search(r"由.+(提高|调整|延长|扩大)|从.+到", point.statement))
    return sorted(points, key=lambda point: len(point.statement) > 110)


def _steps(points: list[KeyPoint], most: int) -> list[KeyPoint]:
    """Return the steps of the procedure; nothing when they are more than ``most``, since with steps missing it would mislead."""
    steps = [point for point in points if _STEP.search(point.title)] if len(points) > 3 else points
    return steps if len(steps) <= most else []


class _Sayer:
    """Says a point: in the third person, shortened to whole sentences where that is safe, without brackets."""

    def __init__(self, interpretation: Interpretation) -> None:
        self.document = interpretation.document

    def __call__(self, point: KeyPoint, limit: int) -> str:
        """Return the narration of one point."""
        return narration.narrate(shorten(self.written(point), limit))

    def digest(self, point: KeyPoint, limit: int = 52) -> str:
        """Return the narration of a measure; where it is long, conditions are left to the slide, which shows them all.

        Only the words before what is given are replaced, by 符合所列条件的: 小微企业招用…满3个月的，按每人2000元 … becomes
        符合所列条件的，按每人2000元 …
        """
        words = self(point, 110)
        if narration.length(words) <= limit:
            return words
        first, rest = first_sentence(words)
        shorter = _without_condition(first) + rest
        return shorter if narration.length(shorter) < 0.8 * narration.length(words) else words

    def written(self, point: KeyPoint) -> str:
        """Return the point as a slide shows it."""
        text = in_third_person(sentence(point.statement), self.document)
        # A title that says what kind of rule follows (申请条件) is part of the message outside a measure's own slide.
        named = point.element in (Element.SCOPE, Element.NOTES) and _NAMES_A_RULE.search(point.title) and _title(point)
        return f"{point.title}：{text}" if named else text


def _without_condition(text: str) -> str:
    amount = figure_in(text)
    if amount is None:
        return text
    at = text.find(amount.value + amount.unit)
    found = [
        condition
        for condition in _CONDITION.finditer(text, 20)
        if condition.end() <= at and _GIVEN.match(text[condition.end() :]) and not _GIVES.search(text[: condition.start()])
    ]
    if not found:
        return text
    start = "对" if text.startswith("对") and found[-1]["who"] else ""
    return f"{start}符合所列条件的{found[-1]['who'] or ''}，{text[found[-1].end() :]}"


def _segment(interpretation: Interpretation, scene: Scene) -> Segment:
    say = _Sayer(interpretation)
    written = [shorten(say.written(point), 110 if scene.kind == "measure" else 90) for point in scene.points]
    fields = _LOOKS[scene.kind](scene, written)
    negative = scene.id == "notes" and any(_DENIAL.search(text) for text in written)
    return supported_segment(
        interpretation, *scene.points, id=scene.id, group=scene.group, element=scene.element,
        narration=scene.words, icon=scene.icon, tone="negative" if negative else "", **fields,
    )  # fmt: skip


def _measure(scene: Scene, written: list[str]) -> dict:
    text = written[0]
    tiers = tiers_in(text)
    parts = parts_of(text, longest=70)
    return {
        "kind": "measure",
        "heading": scene.heading,
        "text": "" if parts else text,
        "points": parts,
        "figure": None if tiers else _cited_figure(figure_in(text), scene.points[0]),
        "table": tuple((tier.label, tier.amount) for tier in tiers),
    }


def _cited_figure(figure: Figure | None, point: KeyPoint) -> Figure | None:
    """Set a number large only if it stands in the clause just as it does on the slide."""
    shown = figure and figure.value + figure.unit
    return figure if shown and any(shown in citation.quote for citation in point.citations) else None


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
    titles = [_title(point) or point.title for point in scene.points]
    if len(written) < 2 or len(set(titles)) < len(titles) or not all(titles):
        return _points(scene, written)
    return {"kind": "steps", "heading": scene.heading, "table": tuple(zip(titles, (text.rstrip("。") for text in written), strict=True))}


def _dated(scene: Scene, written: list[str]) -> dict:
    rows = tuple(dict.fromkeys(row for text in written for row in _days(text)))
    rest = tuple(text.rstrip("。") for text in written if not _days(text))
    return {"kind": "dates", "heading": scene.heading, "table": rows, "points": rest} if rows else _points(scene, written)


def _days(text: str) -> list[tuple[str, str]]:
    found = [(day["day"], f"起{day['what']}") for day in _FROM.finditer(text)]
    found += [(day["day"], "有效期截止") for day in _TO.finditer(text)]
    return found + [(span["span"], "有效期") for span in _FOR.finditer(text)]


_LOOKS = {"measure": _measure, "points": _points, "goals": _goals, "steps": _stepped, "dates": _dated}


def _cover(interpretation: Interpretation, brief: Brief, head: Segment) -> Segment:
    name = quoted_name(interpretation.document)
    title = f"《{brief.title.strip('《》')}》" if brief.title and narration.length(name) > 40 else name
    issuer = _first_issuer(interpretation.document.issuing_authorities)
    verb = "印发" if "印发" in interpretation.document.title else "发布"
    brisk = issuer and narration.length(issuer + title) <= 36
    words = f"{issuer}{verb}{title}。来看要点。" if brisk else f"一起来看{title}。"
    return head.replace(id="cover", kind="cover", narration=words)


def _first_issuer(names: Iterable[str]) -> str:
    names = list(names)
    return f"{names[0]}等部门" if len(names) > 1 else "".join(names)


def _closing(interpretation: Interpretation, brief: Brief, head: Segment, voice: str, voice_label: str) -> Segment:
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


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+|的", "", text)
