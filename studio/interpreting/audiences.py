"""Whom a policy concerns (适用对象): groups found by audiences.toml, and the one a key point speaks to."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.model import Audience, Element, KeyPoint

SPEAKING = (Element.SCOPE, Element.STANDARDS, Element.BENEFITS, Element.CONTENT, Element.PROCEDURE, Element.NOTES)
"""Elements whose points say what a group may get or must do."""

_MANY = re.compile("(?:下列|以下)(?:人员|对象|人群|单位)：|[为对向][^，。；、]{2,12}(?:、[^，。；、]{2,12}){2,}(?:提供|给予)")
"""Introduces a list of several groups: the point is for all of them, not for the one it names first."""

_COMPOUND = re.compile(
    r"农民工工资(?:保证金|专用账户)|(?:企业职工|城镇职工|城乡居民|职工|居民)?基本?(?:养老|医疗)保险(?:待遇|基金)?|企业职工(?=基本)|(?:老年人|残疾人|失能人员)[^，。；、的]{0,6}评估(?=[^，。；]{0,6}(?:标准|办法|结果|机构|符合|等级|，|。))"
    r"|(?<!未)(?<!神)经(?!营|济|办|费|常|开)[^，。；的]{0,16}(?:机构|医院|企业|协会)(?:[^，。；的]{0,6})(?=诊疗|诊断|鉴定|评估|评定|认证|认定|检测|检验|证明|推荐)"
    r"|在[^，。；的]{0,12}(?:医疗机构|医院)[^，。；]{0,12}(?=住院|治疗|就医|就诊)"
)
"""Names of groups within the name of something else (农民工工资保证金), or of who only examines or treats those a sentence is about."""

_BOUND = re.compile(r"应当|不得|必须|禁止|严禁|有下列|依法追究")
_OFFICE_ACTS = re.compile(
    r"[^，。；：]{0,40}?(?:机关|事业单位|部门|政府|工作人员)(?:及其[^，。；]{2,12})?(?=应|不得|必须|在|对|要|未|违反|有下列|严禁|不予|不依法)"
)
_TOWARDS = re.compile(r"[向由到按凭被]|经(?!济|营)|报(?!社|告)")
"""Before an office: it is the one asked, not the one that acts."""

MOST = 8
SEEN = 400


ENOUGH_USED = 0.7
"""Share of a group's statements that must call it by one name for that to be its name."""

_NAMES_PEOPLE = re.compile(r"^(?!.*\d|在读)[\u4e00-\u9fff]{2,10}(?:[人者员民生工]|企业|主体|青年|儿童|家庭|群众|单位|机构|高校|院所|学校|组织|医院|妇|婴儿)$")
_TITLES = re.compile(r"《[^《》]{0,200}》")
_SIZES = re.compile("(?:小型|微型)企业")


@dataclass(frozen=True)
class Group:
    """One entry of audiences.toml, compiled."""

    audience: Audience
    pattern: re.Pattern
    without: re.Pattern | None
    names: tuple[str, ...] = ()

    def called(self, statements: Iterable[str], own: Iterable[str] = ()) -> Audience:
        """Return the group as the policy calls it: 小微企业, not 中小微企业, where it speaks of none but these; what a law is called counts for nothing.

        ``own``: the statements for this group; the name most of them use for it is its name (港澳青年 for 港澳台居民).
        """
        said = {_SIZES.sub("小微企业", found[0]) for text in statements for found in self.pattern.finditer(_TITLES.sub("", text))}
        name = next((name for name in self.names if said and all(word in name for word in said)), "")
        if name:
            return self.audience.replace(label=name)
        used = [found[0] for text in own if (found := self.pattern.search(_TITLES.sub("", text)))]
        most = max(dict.fromkeys(used), key=used.count, default="")
        usual = most and ENOUGH_USED * len(used) <= used.count(most) and _NAMES_PEOPLE.search(most)
        return self.audience.replace(label=most) if usual else self.audience

    def first(self, text: str) -> int | None:
        """Return where ``text`` names the group first; None when it does not."""
        text = _COMPOUND.sub(lambda found: "　" * len(found[0]), text[:SEEN])
        if self.without:
            text = self.without.sub(lambda found: "　" * len(found[0]), text)
        found = self.pattern.search(text)
        return found.start() if found else None


@cache
def groups() -> tuple[Group, ...]:
    """Return every group, in the order of the file: the narrower before the wider."""
    text = resources.files("studio.interpreting").joinpath("audiences.toml").read_text(encoding="utf-8")
    return tuple(
        Group(
            Audience(id=entry["id"], label=entry["label"]),
            re.compile(entry["pattern"]),
            re.compile(entry["without"]) if "without" in entry else None,
            tuple(entry.get("names", ())),
        )
        for entry in tomllib.loads(text)["audience"]
    )


def with_audiences(points: Iterable[KeyPoint]) -> tuple[tuple[KeyPoint, ...], tuple[Audience, ...]]:
    """Return the points with their audience filled in, and the audiences found, the most often addressed first."""
    counted: dict[str, int] = {}
    named: list[KeyPoint] = []
    for point in points:
        group = addressed(point.statement) if point.element in SPEAKING and not _MANY.search(point.statement) else None
        if group is not None and point.element is Element.NOTES and not _binds(group, point.statement):
            group = None
        if group is not None:
            counted[group.audience.id] = counted.get(group.audience.id, 0) + 1
            point = point.replace(audience=group.audience.id)
        named.append(point)
    order = sorted(counted, key=lambda name: -counted[name])[:MOST]
    kept = tuple(point if point.audience in order else point.replace(audience="") for point in named)
    said = [point.statement for point in kept]
    known = {group.audience.id: group for group in groups()}
    return kept, tuple(known[name].called(said, [point.statement for point in kept if point.audience == name]) for name in order)


def addressed(statement: str) -> Group | None:
    """Return the group a statement speaks to: the one it names first; of two at one place the narrower."""
    places = [(at, rank, group) for rank, group in enumerate(groups()) if (at := group.first(statement)) is not None]
    return min(places, key=lambda place: place[:2])[2] if places else None


_NOT_THEMSELVES = re.compile("企业|之家|创新创业|创业基地|项目|载体|孵化")
"""After the name of a group: what is named after it, not its people."""


def gaining(lines: list[str]) -> str:
    """Return whom every one of these lines is for by name (老年人, of 企业 and 小微企业 企业); empty when they are for several or for nobody by name."""
    found = [addressed(line) for line in lines]
    if not found or not all(found):
        return _mostly_for(lines)
    if any(all(_NOT_THEMSELVES.match(line, match.end()) for match in found_in.pattern.finditer(line)) for found_in, line in zip(found, lines, strict=True)):
        return ""
    common = [group for group in groups() if all(group.first(line) is not None for line in lines)]
    if len(common) == 1:
        return common[0].called(lines, lines).label
    if len({group.audience.id for group in found}) == 1:
        return found[0].called(lines, lines).label
    labels = {group.called([line]).label for group, line in zip(found, lines, strict=True)}
    return next((label for label in sorted(labels, key=len) if all(other.endswith(label) for other in labels)), "")


_BODIES = re.compile(r"经营主体|市场主体")


def _mostly_for(lines: list[str]) -> str:
    """Return the bodies by the name most lines give them where they are for no one group: 经营主体 are firms and shops alike."""
    named = [found[0] for line in lines if (found := _BODIES.search(line))]
    return named[0] if len(set(named)) == 1 and 2 * len(named) > len(lines) else ""


def _binds(group: Group, statement: str) -> bool:
    """Tell whether a warning is for a group: not when an office must keep to it, or the group is named only after 应当 or 不得."""
    if re.match("任何[^，。；]{0,8}个人", statement):
        return True
    at = group.first(statement)
    bound = _BOUND.search(statement)
    office = _OFFICE_ACTS.match(statement)
    if at is None or (bound and bound.start() < at):
        return False
    return not office or at < office.end() or bool(_TOWARDS.search(office[0]))
