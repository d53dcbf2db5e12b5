"""Invented documents for the tests of checks."""

from generators.model import Citation, Clause, Element, Interpretation, KeyPoint, Level, PolicyDocument, Segment, Source

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(*texts: str, **fields) -> PolicyDocument:
    """Return a document whose articles (art_1, art_2 …) hold ``texts``."""
    clauses = tuple(
        Clause(ref=f"art_{number}", label=f"第{'一二三四五六七八九'[number - 1]}条", level=Level.ARTICLE, text=text)
        for number, text in enumerate(texts, 1)
    )
    known = {
        "title": "云溪市支持企业稳岗若干措施",
        "document_number": "云政办规〔2026〕3号",
        "issuing_authorities": ("云溪市人民政府办公室",),
        "openness": "主动公开",
        "clauses": clauses,
        "source": Source(name="措施.docx", sha256="0" * 64, bytes=1, media_type=DOCX),
    }
    return PolicyDocument(**(known | fields))


def interpretation(policy: PolicyDocument, **fields) -> Interpretation:
    """Return an interpretation of ``policy`` with one key point on its first clause."""
    clause = policy.clauses[0]
    point = KeyPoint(id="kp_1", element=Element.CONTENT, statement=clause.text, citations=(Citation.of(clause),))
    return Interpretation(**({"document": policy, "key_points": (point,)} | fields))


def segment(policy: PolicyDocument, text: str, ref: str = "art_1", **fields) -> Segment:
    """Return a content segment that says ``text`` and cites the whole clause ``ref``."""
    cited = {"citations": (Citation.of(policy.clause(ref)),), "basis": policy.clause(ref).label}
    return Segment(**({"id": "s_1", "kind": "card", "text": text} | cited | fields))
