"""The labels of AI-drafted wording (GB 45438-2025): what a reader sees, and what is embedded in the file.

A segment knows which language models drafted wording it uses (``Segment.drafted``). A product none of whose segments do
carries no label; every other carries both, whatever the kind of file. Generators ask ``label_of`` and hand the answer to
whatever writes the file; none decides by itself.
"""

import json
from collections.abc import Iterable

from generators.model import Drafted, Interpretation, KeyPoint, Provenance, Segment, Support, Value, digest_of

VISIBLE = "内容由人工智能辅助生成"
"""The words of the visible label: the standard asks for 人工智能 (or AI) together with 生成 or 合成."""

IMAGE_SHARE = 0.05
"""Height of the label's characters as a share of the shortest side of a picture, at least."""

OPENING_SECONDS = 2.0
"""How long a video shows the label at its opening, at least."""

_GENERATED = "1"
"""Label 1 of the standard: known to be generated (2 may be, 3 is suspected)."""


class AiLabel(Value):
    """The label of one product: the words shown, and the value of the metadata field ``AIGC`` as JSON."""

    text: str = VISIBLE
    aigc: str

    def metadata(self) -> dict[str, str]:
        """Return the field to embed, by its name."""
        return {"AIGC": self.aigc}


def label_of(segments: Iterable[Segment], provenance: Provenance) -> AiLabel | None:
    """Return the label of a product made of ``segments``; None when a language model drafted nothing in it.

    The producer is the interpreting office, else the issuer: who runs the assistant and answers for what it wrote. The
    product's number and the check code follow from its content, so that the same product has the same label everywhere. The
    fields of whoever spreads it are theirs to fill.
    """
    segments = tuple(segments)
    drafted = [segment for segment in segments if segment.drafted]
    if not drafted:
        return None
    details = next((segment.details for segment in segments if segment.kind in ("masthead", "cover")), {})
    made_from = [provenance.interpretation_digest, provenance.brief_digest, provenance.theme_digest, provenance.generator_version]
    fields = {
        "Label": _GENERATED,
        "ContentProducer": details.get("解读机构") or details.get("发文机关") or "",
        "ProduceID": f"{provenance.generator}-{digest_of(made_from)[:32]}",
        "ReservedCode1": digest_of([[segment.id, segment.statements()] for segment in drafted]),
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return AiLabel(aigc=json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def metadata_of(label: AiLabel | None) -> dict[str, str]:
    """Return the metadata fields of ``label``; none without one."""
    return label.metadata() if label else {}


def models_behind(supports: Iterable[Support], segment: Segment) -> tuple[str, ...]:
    """Return the models whose wording a segment made from ``supports`` uses."""
    said = "\n".join(segment.statements())
    return tuple(dict.fromkeys(item.model for support in supports for item in support.drafted if _used(item, support, segment, said)))


def _used(item: Drafted, support: Support, segment: Segment, said: str) -> bool:
    if item.field == "title":
        return bool(support.title) and support.title in said
    if item.field == "narration":
        return bool(segment.narration)
    return True


def marked(segments: tuple[Segment, ...], interpretation: Interpretation) -> tuple[Segment, ...]:
    """Mark the segments not made from a key point that repeat its wording all the same: a list of titles, a telephone line."""
    drafted = [point for point in interpretation.live_key_points() if point.drafted]
    if not drafted:
        return segments
    return tuple(_marked(segment, drafted) for segment in segments)


def _marked(segment: Segment, drafted: list[KeyPoint]) -> Segment:
    texts = (*segment.statements(), *segment.details.values())
    models = [item.model for point in drafted for item in point.drafted if _repeats(texts, getattr(point, item.field))]
    found = tuple(dict.fromkeys((*segment.drafted, *models)))
    return segment if found == segment.drafted else segment.replace(drafted=found)


_WORDS = 4
"""Characters from which a wording found again is no accident."""


def _repeats(texts: tuple[str, ...], wording: str) -> bool:
    """Tell whether a text holds the wording, or is a good part of it (a telephone number with its hours)."""
    wording = wording.rstrip("。")
    return len(wording) >= _WORDS and any(wording in text or (len(text) >= 2 * _WORDS and text.rstrip("。") in wording) for text in texts)
