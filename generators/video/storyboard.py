"""What a video says (分镜): live key points as scenes, chosen by rank until the time is filled."""

import re
from collections.abc import Collection
from dataclasses import replace

from generators import icons
from generators.headings import name_above, stands
from generators.highlights import gives, shorten
from generators.masthead import audience_of, masthead, policy_name
from generators.model import Brief, Element, Interpretation, KeyPoint, PolicyDocument, Segment
from generators.openings import own_heading
from generators.procedure import procedure
from generators.titling import heading_of
from generators.video import narration
from generators.video.scenes import (
    PAUSE,
    Sayer,
    Scene,
    are_step_names,
    bare,
    closing_of,
    cover_of,
    days_in,
    is_step,
    segment_of,
    title_worth_saying,
)
from generators.video.slots import answers, arranged, for_applicants, name_of, name_of_few

SHORTEST, LONGEST = 60.0, 180.0
"""Length of a finished video in seconds (domain rule: 60–180); what nobody asked to be longer aims at two minutes at most."""

FILL = 117.0
"""Scenes are added up to this estimate at 240 characters a minute; voices are a little quicker."""

MOST_MEASURES = 5

SAID_AT_ONCE = 80
"""Characters up to which a rule of a procedure that has no steps is told before longer ones."""

FURTHER = 6
"""How much later in rank a scene's second and further points come than the scene itself."""

SHARES_A_SLIDE, FILLS_A_SLIDE = 110, 230
"""Most characters of a point beside others, and alone: what stays readable at 1080p."""

_BACKWARD = re.compile(r"前[条款项]|本[条款项]|上述|上款|第[一二三四五六七八九十百]+[条款项]|附件|附表|下列|如下|按照?规定执行")
_WORTH_TELLING = re.compile(r"给予|补贴|补助|奖励|返还|租金|减免|免征|免收|发放|资助|贷款|贴息|免费|提高|延长|放宽|取消|免申即享|一件事|禁止|限行")
_HOUSEKEEPING = re.compile(r"财政.{0,8}(?:承担|分担|预算|安排)|列入.{0,6}预算|所需(?:资金|经费)|保存期限|报送|备案|考核|绩效|档案|信息系统|结算")
_SAYS_WHO = re.compile(r"适用|对象|享受|参照|条件|申请|申领|纳入|包括|范围")
_SAYS_WHEN = re.compile(r"\d{1,2}月\s*\d{1,2}\s*日|有效期|(?:公布|发布|印发)之日")


def outline(interpretation: Interpretation, brief: Brief, voice: str, voice_label: str) -> tuple[Segment, ...]:
    """Return the scenes in the order they are shown: cover, content, closing. ``voice`` is recorded in the closing."""
    head = masthead(interpretation, brief, policy_name(interpretation.document))
    cover = cover_of(interpretation, brief, head)
    closing = closing_of(interpretation, brief, head, voice, voice_label)
    limit = float(brief.options.get("seconds", FILL))
    spare = limit - sum(narration.seconds(scene.narration) + PAUSE for scene in (cover, closing))
    included = {name.strip() for name in brief.options.get("include", "").split(",")}
    scenes = _choose(candidates(interpretation, brief), spare, included)
    first_measure, announced = True, ""
    taken = {scene.heading for scene in scenes if scene.kind == "measure"}
    content = []
    for scene in scenes:
        if scene.kind == "measure":
            title = title_worth_saying(scene.points[0])
            told = [words.removeprefix(f"{title}。") for words in scene.spoken] if title == announced else scene.spoken
            scene = replace(scene, question=scene.question if first_measure else "", spoken=told)
            first_measure, announced = False, title
        elif scene.kind != "goals":
            scene = _named(interpretation, scene, taken)
        content.append(segment_of(interpretation, scene))
    return (cover, *content, closing)


def _named(interpretation: Interpretation, scene: Scene, taken: set[str]) -> Scene:
    """Return a scene of few points under the name of what they say that no other has, where its own would promise more."""
    if scene.kind == "steps" and are_step_names([point.title for point in scene.points]):
        return scene
    say = Sayer(interpretation)
    headings = [_heading(interpretation, point, say.written(point), set(taken)) for point in scene.points]
    shared = next((one for one in headings if one and scene.element is Element.PROCEDURE and all(one in point.statement for point in scene.points)), "")
    headings = [shared] if shared else headings
    name = name_of_few(scene.element, headings, scene.heading)
    if name == scene.heading:
        return scene
    return replace(scene, heading=name, question=f"再看{name}。" if scene.id == "how" else scene.question)


def _choose(candidates: list[Scene], spare: float, included: Collection[str] = ()) -> list[Scene]:
    """Take scenes by rank while they fit into ``spare`` seconds, each with its first points; further points rank lower.

    The first scene is in however long it is: a video without its subject would be none. So are those a person ``included``.
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
        asked_for = scene.id in included and count == scene.fewest
        if cost <= spare or asked_for or not chosen:
            chosen[scene.id] = wanted
            spare -= 0 if asked_for and cost > spare else cost
    return [chosen[scene.id] for scene in candidates if scene.id in chosen]


class _Pool:
    """Live points for the audience, each given out once; one whose words or spans were used is not given again."""

    def __init__(self, interpretation: Interpretation, brief: Brief) -> None:
        self.interpretation = interpretation
        audience = audience_of(interpretation, brief)
        self.wanted = {"", audience.id} if audience else None
        self.used: list[tuple[str, set[tuple[str, int, int]]]] = []

    def take(self, *elements: Element, most: int = 99, but: Collection[str] = ()) -> list[KeyPoint]:
        """Return the next ``most`` unused points of the elements, in document order, and mark them used; none that says what ``but`` says."""
        found = []
        for element in elements:
            for point in self.interpretation.live_key_points(element):
                if bare(point.statement) not in but and len(found) < most and (self.wanted is None or point.audience in self.wanted) and not self._repeats(point):
                    found.append(point)
                    self.use(point)
        return found

    def use(self, point: KeyPoint) -> None:
        """Mark a point as said."""
        self.used.append((bare(point.statement), {(c.ref, c.start, c.end) for c in point.citations}))

    def _repeats(self, point: KeyPoint) -> bool:
        words, spans = bare(point.statement), {(c.ref, c.start, c.end) for c in point.citations}
        for said, said_spans in self.used:
            covered = spans and all(any(r == s[0] and s[1] <= a and b <= s[2] for s in said_spans) for r, a, b in spans)
            if words in said or said in words or covered:
                return True
        return False


def candidates(interpretation: Interpretation, brief: Brief) -> list[Scene]:
    """Return every scene there could be, in the order of telling."""
    pool = _Pool(interpretation, brief)
    say = Sayer(interpretation)
    procedural = procedure([(point,) for point in interpretation.live_key_points(Element.PROCEDURE)], interpretation.document)
    contents = pool.take(Element.CONTENT, but={bare(point.statement) for run in procedural.steps for point in run})
    plain = (
        ("why", "points", "为什么出台", "为什么出台？", Element.BACKGROUND, 8, 2, "lightbulb"),
        ("goals", "goals", "目标任务", "要达到什么目标？", Element.OBJECTIVES, 6, 4, "target"),
        ("who", "points", "适用对象", "先看适用对象。", Element.SCOPE, 3, 3, "users"),
        ("how", "steps", "怎么办理", "怎么办理？", Element.PROCEDURE, 5.5, 6, "clipboard-pen"),
        ("dates", "dates", "时间安排", "什么时候开始？", Element.DATES, 5, 2, "calendar-days"),
        ("notes", "points", "注意事项", "还有几点请注意。", Element.NOTES, 10, 3, "triangle-alert"),
        ("changes", "points", "新旧变化", "与以前相比有什么变化？", Element.CHANGES, 13, 2, "refresh-cw"),
        ("terms", "points", "名词解释", "这几个词是什么意思？", Element.TERMS, 18, 2, "book-open"),
        ("duties", "points", "责任分工", "由谁负责？", Element.RESPONSIBILITY, 20, 3, "landmark"),
    )
    before: list[Scene] = []
    after: list[Scene] = []
    for scene_id, kind, heading, question, element, rank, most, icon in plain:
        points = arranged(element, [point for point in pool.take(element) if _belongs(element, point)])
        points = _readable(_best_points(element, points), say)[:most] if kind != "steps" else _steps(_readable(points, say), most, interpretation.document)
        spoken = [text for text in (say(point, 90) for point in points) if text]
        if not points or len(spoken) != len(points):
            continue
        if element is Element.DATES and not any(days_in(point.statement) for point in points):
            question = "时间上有什么要求？"
        heading, question = name_of(element, points, interpretation.document, (heading, question))
        scene = Scene(scene_id, kind, heading, heading, question, element, rank, points, icon, spoken)
        (before if scene_id in ("why", "goals", "who") else after).append(scene)
    measures = _measures(interpretation, say, [*contents, *pool.take(Element.BENEFITS, Element.STANDARDS)])
    return [*before, *measures, *after]


def _measures(interpretation: Interpretation, say: "Sayer", points: list[KeyPoint]) -> list[Scene]:
    """Return one scene a measure: those that give something definite first, then the others, at most twelve."""
    ranked, places = [], set()
    for point in points:
        words = say.digest(point)
        if words and len(say.written(point)) <= FILLS_A_SLIDE:
            place = point.citations[0].ref if point.citations else point.id
            again = 2 * (place in places)  # a clause that has had its say waits for the others
            places.add(place)
            ranked.append((_weakness(point, words) + again + 0.06 * len(ranked), len(ranked), point, words))
    ranked.sort(key=lambda item: item[:2])
    found: list[tuple[int, Scene]] = []
    taken: set[str] = set()
    for number, (weakness, order, point, words) in enumerate(ranked[:12]):
        rank = (1, 2, 4, 9, 11)[number] if number < MOST_MEASURES else 14 + number
        if weakness >= 4 and number:
            rank += 8  # what cannot be understood by itself comes after everything else
        heading = _heading(interpretation, point, say.written(point), taken)
        title = title_worth_saying(point) or ("" if point.title else heading)
        scene = Scene(
            f"measure-{point.id}", "measure", "主要举措", heading, "来看主要举措。", point.element, rank, [point], icons.icon_for(point.title or heading),
            [_announced(title, words)],
        )  # fmt: skip
        found.append((order, scene))
    return [scene for _, scene in sorted(found, key=lambda item: item[0])]


def _weakness(point: KeyPoint, words: str) -> float:
    """Return what speaks against a measure in a short video: no amount, many words, leaning on other clauses."""
    amount = gives(point.statement)
    long = max(0, narration.length(words) - 70) / 40
    text = point.title + point.statement
    dull = 1.5 * (not _WORTH_TELLING.search(text)) + 2 * bool(_HOUSEKEEPING.search(text)) + (point.element is Element.STANDARDS)
    dull += 3 * bool(bare(point.title) == bare(point.statement) or re.match("感谢", point.statement))
    doubtful = 0 if point.state in ("accepted", "edited") else 0.5
    return (0 if amount else 1.5) + long + 4 * _leans_on_others(point) + dull + doubtful


def _belongs(element: Element, point: KeyPoint) -> bool:
    """Tell whether a point answers the question its scene asks, and does so by itself."""
    if element is not Element.PROCEDURE and _leans_on_others(point) or not answers(element, point):
        return False
    asked = {Element.SCOPE: _SAYS_WHO, Element.DATES: _SAYS_WHEN}.get(element)
    return asked is None or bool(asked.search(point.title + point.statement))


def _leans_on_others(point: KeyPoint) -> bool:
    """Tell whether the statement sends the listener to another clause, which nobody can look up while listening; an aside speaks of it itself."""
    return bool(_BACKWARD.search(re.sub("(?<=.)（[^（）]*）", "", point.statement)))


def _heading(interpretation: Interpretation, point: KeyPoint, text: str, taken: set[str]) -> str:
    """Return what stands over a measure's slide: its title where it may, else words of its own; nothing where another slide bears that."""
    title = point.title if point.title and not point.title[0].isdigit() else ""
    if point.state == "edited":
        return title
    heading = heading_of(title, text, lambda heading: stands(interpretation.document, heading, text, point.citations))
    heading = next((one for one in (heading, own_heading(text)) if one not in taken and bare(one) != bare(text)), "")
    heading = heading or name_above(interpretation.document, text, point.citations, taken)
    taken.add(heading)
    return heading


def _announced(title: str, words: str) -> str:
    return f"{title}。{words}" if title and bare(title) not in bare(words)[: len(bare(title)) + 12] else words


def _best_points(element: Element, points: list[KeyPoint]) -> list[KeyPoint]:
    """Return the points worth most first where only some can be said; scenes show them in this order."""
    if element is Element.DATES:
        return sorted(points, key=lambda point: not days_in(point.statement))
    if element is Element.CHANGES:
        return sorted(points, key=lambda point: not re.search(r"由.+(提高|调整|延长|扩大)|从.+到", point.statement))
    return sorted(points, key=lambda point: len(point.statement) > 110)


def _readable(points: list[KeyPoint], say: Sayer) -> list[KeyPoint]:
    """Return the points that can share a slide; where none is short enough, the first that can stand on one alone."""
    lengths = {point.id: len(shorten(say.written(point), 90)) for point in points}
    together = [point for point in points if lengths[point.id] <= SHARES_A_SLIDE]
    return together or [point for point in points if lengths[point.id] <= FILLS_A_SLIDE][:1]


def _steps(points: list[KeyPoint], most: int, document: PolicyDocument) -> list[KeyPoint]:
    """Return the steps of the procedure; where it has none that follow each other, its first two points."""
    steps = [run[0] for run in procedure([(point,) for point in points], document).steps if is_step(run[0].title)]
    if are_step_names([point.title for point in steps]) and len(steps) <= most:
        return steps
    rules = for_applicants(point for point in points if not _leans_on_others(point))
    return sorted(rules, key=lambda point: len(point.statement) > SAID_AT_ONCE)[:2]
