"""What an article tells of a paragraph of regulations: all of it, for one paragraph (款) is one rule with its limbs and provisos, and once."""

import re

from generators.article.items import told
from generators.article.structure import retold
from generators.model import Citation, Clause, Element, Interpretation, PolicyDocument, Segment
from generators.nearby import with_above
from generators.prose import first_sentence

LONGEST_CLAUSE = 400
"""Characters of a paragraph that is told whole; of a longer one an article selects."""
LONGEST_REST = 140
"""Characters of what is added to it."""

_ARTICLE = re.compile(r"(?:^|\.)art_\d+(?:\.para_\d+)?$")
_MAY_OVERLAP = (Element.CONTENT, Element.SCOPE, Element.STANDARDS, Element.BENEFITS, Element.PROCEDURE, Element.NOTES)
"""Elements that tell measures, so that one may hold the other; when it begins and what a word means is looked for in its own section."""
_SETTLED = ("accepted", "edited", "rejected")
_NO_LIMB = re.compile(
    "所称|起施行|负责解释|由[^，。]{2,30}(?:另行)?(?:制定|规定)。|前款|前项|前条|本款|本条第|第[一二三四五六七八九十]+款|[：:]$|"
    "^(?:坚持|加强|健全|完善|鼓励|推进|推动|优化|划定|适度|统筹|建立|严格)"
)
"""What adds nothing to a rule: who makes the details, slogans, what refers to another paragraph, an introduction to a list."""


def with_remainders(interpretation: Interpretation, body: list[Segment], room: int) -> list[Segment]:
    """Return the sections with the sentences left out of the paragraphs they tell, up to ``room`` characters.

    Each goes behind the sentence it follows in its paragraph, or before the one it precedes. What a person settled stays as it is.
    """
    document = interpretation.document
    settled = {f"paragraph-{point.id}" for point in interpretation.key_points if point.state in _SETTLED}
    whole = _bare("".join(segment.text for segment in body))
    cited = {citation for segment in body for citation in segment.citations}
    for at, segment in enumerate(body):
        if segment.kind not in ("item", "paragraph") or segment.id in settled or segment.supplements or segment.element is Element.DATES:
            continue
        for ref in dict.fromkeys(citation.ref for citation in segment.citations):
            clause = document.clause(ref)
            missing = [one for one in _sentences(clause) if _bare(told(one, document)) not in whole and not _is_cited(clause, one, cited)]
            length = sum(map(len, missing))
            if not missing or length > min(LONGEST_REST, room) or any(_NO_LIMB.search(one) or document.doubts(one) for one in missing):
                continue
            longer = _completed(document, body[at], clause, missing)
            room -= len(longer.text) - len(body[at].text)
            body = [*body[:at], longer, *body[at + 1 :]]
    return body


def told_once(interpretation: Interpretation, body: list[Segment]) -> list[Segment]:
    """Return the sections without a paragraph all of whose sentences another one tells, without a section left empty so, and with a
    clause named just below its own words as 上述."""
    settled = {f"paragraph-{point.id}" for point in interpretation.key_points if point.state in _SETTLED}
    for segment in [segment for segment in body if segment.element in _MAY_OVERLAP and segment.kind in ("item", "paragraph") and not segment.supplements]:
        others = [_bare(other.text) for other in body if other is not segment and other.kind in ("item", "paragraph")]
        words = _bare(segment.text)
        if segment.id not in settled and words and any(words in other for other in others):
            body = [other for other in body if other is not segment]
    body = [
        segment if segment.id in settled or segment.furniture else segment.replace(text=with_above(interpretation.document, segment.text, segment.citations))
        for segment in body
    ]
    filled = {segment.group for segment in body if segment.kind != "section"}
    return [segment for segment in body if segment.kind != "section" or segment.group in filled or segment.details]


def _sentences(clause: Clause) -> list[str]:
    """Return the sentences of a paragraph of an article without lists; nothing for any other clause."""
    if not _ARTICLE.search(clause.ref) or len(clause.text) > LONGEST_CLAUSE or clause.heading:
        return []
    found, rest = [], clause.text.strip()
    while rest:
        one, rest = first_sentence(rest)
        found.append(one)
    return found


def _is_cited(clause: Clause, sentence: str, cited: set[Citation]) -> bool:
    """Tell whether a sentence was told, be it in words of its own."""
    start = clause.text.find(sentence)
    return any(citation.ref == clause.ref and citation.start < start + len(sentence) and start < citation.end for citation in cited)


def _completed(document: PolicyDocument, segment: Segment, clause: Clause, missing: list[str]) -> Segment:
    """Return the paragraph with the missing sentences in their places among those of the same clause."""
    text, citations = segment.text, list(segment.citations)
    sentences = _sentences(clause)
    for number, one in enumerate(sentences):
        if one not in missing:
            continue
        words = told(one, document)
        before = told(sentences[number - 1], document) if number else ""
        after = next((told(other, document) for other in sentences[number + 1 :] if told(other, document) in text), "")
        if before and before in text:
            text = text.replace(before, before + words, 1)
        elif after:
            text = text.replace(after, words + after, 1)
        else:
            continue
        citations.append(Citation.of(clause, one))
    return segment if text == segment.text else retold(document, segment, text, citations)


def _bare(text: str) -> str:
    """Return the words of a text without its marks and what stands in brackets, which a point may have left out."""
    return re.sub(r"（[^（）]*）|\W", "", text)
