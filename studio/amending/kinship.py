"""Is an uploaded file a newer version of a policy the library knows? By number, by repeal clause, by title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generators.model import PolicyDocument
from studio.reading.folding import alike, folded

YEAR = re.compile(r"(?:19|20)\d{2}(?:[—\-－~至]\d{4})?年?(?:度|版|修订版|修订)?|[〇零一二三四五六七八九]{4}年(?:度|版)?")
PASSING = re.compile(r"[(（](?:试行|暂行|修订|修订版|修正|修改|征求意见稿|[^()（）]{0,8}(?:年版|修订|修正))[)）]|暂行|试行")
WRAPPED = re.compile(r"(?:印发|发布|公布|转发)《?(.{4,120}?)》?(?:的)?(?:通知|公告|令|决定|函)$")
SHORTEST = 6


@dataclass(frozen=True)
class Known:
    """What the library knows of a policy."""

    id: str
    title: str
    document_number: str
    issuing_authorities: tuple[str, ...]


@dataclass(frozen=True)
class Kinship:
    """A known policy the file continues. ``same``: the same document issued once more; ``successor``: a new one in its place.

    ``because`` is a Chinese phrase for the clerk.
    """

    policy_id: str
    title: str
    kind: Literal["same", "successor"]
    because: str


def kin_of(document: PolicyDocument, known: Iterable[Known]) -> tuple[Kinship, ...]:
    """Return the known policies the document may be a newer version of, the surest first."""
    found: list[tuple[int, Kinship]] = []
    for policy in known:
        for rank, (kind, because) in enumerate(_reasons(document, policy)):
            if because:
                found.append((rank, Kinship(policy.id, policy.title, kind, because)))
                break
    return tuple(kinship for _, kinship in sorted(found, key=lambda pair: pair[0]))


def _reasons(document: PolicyDocument, policy: Known):
    """Yield kind and reason for each sign of kinship, the surest first; the reason is empty where it does not hold."""
    both_numbered = bool(document.document_number and policy.document_number)
    same_number = both_numbered and folded(document.document_number) == folded(policy.document_number)
    yield "same", f"发文字号相同（{policy.document_number}）" if same_number and _related(document, policy) else ""
    names = _names(policy.title)
    repealing = next((item for item in document.repeals if _is_named(item, policy, names)), None)
    yield "successor", f"文中写明废止《{repealing.title}》" if repealing else ""
    same_title = bool(_names(document.title) & names) and _same_issuer(document, policy)
    differ = both_numbered and not same_number
    yield ("successor" if differ else "same"), "标题和发文机关相同" if same_title else ""
    cores = {_core(name) for name in _names(document.title)} & {_core(name) for name in names}
    close = any(len(core) >= SHORTEST for core in cores) and _same_issuer(document, policy)
    yield "successor", "标题只有年份或试行、修订等字样不同" if close and not same_title else ""


def _related(document: PolicyDocument, policy: Known) -> bool:
    """Tell whether two titles have most of their words in common, so that a mistyped number does not make kin."""
    ours, theirs = (set(zip(name, name[1:], strict=False)) for name in (alike(document.title), alike(policy.title)))
    return len(ours & theirs) * 2 >= min(len(ours), len(theirs), 12)


def _is_named(item, policy: Known, names: set[str]) -> bool:
    if item.document_number and policy.document_number:
        return folded(item.document_number) == folded(policy.document_number)
    return bool(_names(item.title) & names)


def _names(title: str) -> set[str]:
    """Return a title and, for a notice that encloses a document, the title of that, without spaces and marks."""
    found = {alike(title)}
    if inner := WRAPPED.search(title.strip()):
        found.add(alike(inner[1]))
    return {name for name in found if len(name) >= SHORTEST}


def _core(name: str) -> str:
    return PASSING.sub("", YEAR.sub("", name))


def _same_issuer(document: PolicyDocument, policy: Known) -> bool:
    ours, theirs = set(document.issuing_authorities), set(policy.issuing_authorities)
    return not ours or not theirs or bool(ours & theirs)
