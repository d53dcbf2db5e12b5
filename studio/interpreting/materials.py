"""The papers to hand in where an attachment lists them (附件《申请材料清单》), line by line."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generators.model import Citation, Element, Level
from studio.interpreting import wording
from studio.interpreting.cues import Cue
from studio.interpreting.passages import Passage, Text
from studio.interpreting.points import LABELLED, Candidate, whole_list

LISTED = Cue(Element.PROCEDURE, "materials_list", 11, name="part")
_LIST_OF_MATERIALS = re.compile(
    r"(?:申请|申报|申领|办理|报名|认定|所需|提交)(?:的)?(?:材料|资料)(?:清单|目录|一览表|明细表?)?$|^(?:材料|资料)(?:清单|目录)$"
)


def listed_materials(text: Text) -> Iterator[Candidate]:
    """Yield the lines of each attachment that lists papers."""
    for attachment in text.document.attachments:
        if attachment.ref and text.document.has(attachment.ref) and _LIST_OF_MATERIALS.search(attachment.title):
            within = [passage for passage in text.passages if passage.clause.ref.startswith(f"{attachment.ref}.")]
            yield from (line for passage in within for line in _lines(text, passage))


def _lines(text: Text, passage: Passage) -> Iterator[Candidate]:
    """Yield an introduction with its items, the items by themselves where each names its matter, or a sentence of its own."""
    if passage.clause.level is Level.ROW or passage.lead is not None:
        return
    items = text.items.get(passage.index, ()) if passage.introduces else (passage,)
    if passage.introduces and not all(LABELLED.match(item.text) for item in items):
        if whole := whole_list(text, passage):
            yield _told(passage, *whole)
        return
    for item in items:
        yield _told(item, wording.finish(wording.polish(item.text)), (item.citation,))


PASSED_ON = re.compile(r"引导|[^，。；]{0,16}(?:部门|机构)[^。；]{0,24}[，,]向[^，。；]{0,10}部门(?:提交|报送|移交)")
"""Papers one office passes on to the next: nothing the applicant brings."""

LONGEST_IN_FULL = 1200
"""Characters of a list of papers an answer may tell: one who brings only some of them comes twice."""

_OF_PAPERS = re.compile(r"(?:材料|资料|证件)[^，。；]{0,12}[：:。]?$|材料提交")


def in_full(text: Text, item: Candidate) -> Candidate:
    """Return papers that are told without their list (应随同证明材料提交), or one line of their list, as the list they are."""
    lead = item.passage if item.passage.introduces and "：" not in item.statement else item.passage.lead
    whole = whole_list(text, lead, LONGEST_IN_FULL) if item.cue is not LISTED and lead is not None and _OF_PAPERS.search(lead.text) else None
    return replace(item, statement=whole[0], citations=whole[1]) if whole else item


def _told(passage: Passage, statement: str, citations: tuple[Citation, ...]) -> Candidate:
    return Candidate(Element.PROCEDURE, LISTED, passage, 110.0, statement, citations, ("申请材料",))
