"""A policy whose every text is an attack, for the tests of products that people open."""

from generators.model import Answer, Citation, Element, Interpretation, Question
from tests.sample_interpretation import small_interpretation

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "[点这里](javascript:alert(4))",
    "![图](http://evil.example/x.png)",
    "<a href='javascript:alert(5)'>链接</a>",
    "\u202e倒着写\u202c",
    "# 假标题",
    "1. 假列表 `代码` **粗** __线__ ~~删~~ &lt; &#60;",
    "> 假引文 | 表 | 格",
    "</style><style>body{display:none}</style>",
)


def hostile_interpretation() -> Interpretation:
    """A policy whose title, clauses, question and answer are all attacks."""
    base = small_interpretation()
    words = "自2026年5月1日起" + "；".join(HOSTILE)
    clause = base.document.clauses[0].replace(text=words)
    document = base.document.replace(
        title=f"关于{HOSTILE[0]}的通告",
        clauses=(clause,),
        issuing_authorities=(HOSTILE[2],),
        document_number=HOSTILE[1],
    )
    citation = Citation.of(clause)
    return base.replace(
        document=document,
        key_points=(base.key_points[0].replace(statement=words, title=HOSTILE[2], citations=(citation,)),),
        questions=tuple(Question(id=f"q_{n}", element=Element.NOTES, text=f"{h}？") for n, h in enumerate(HOSTILE)),
        answers=tuple(
            Answer(question=f"q_{n}", text=f"{h}\n{h}第二行", state="accepted", citations=(citation,))
            for n, h in enumerate(HOSTILE)
        ),
        interpreter=HOSTILE[5],
        contact=HOSTILE[1],
    )
