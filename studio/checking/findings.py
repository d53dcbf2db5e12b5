"""What checks return, and what they look at."""

from typing import Literal

from pydantic import Field

from generators.model import Interpretation, Issue, RenderedFile, Segment, Severity, Value

Verdict = Literal["supported", "contradicted", "unsupported", "confirm"]
_RANK = {"supported": 0, "confirm": 1, "unsupported": 2, "contradicted": 3}


class Finding(Value):
    """One thing wrong with a statement. ``contradicted`` and ``unsupported`` block, ``confirm`` asks a person.

    ``ref`` is the clause whose words the text quotes, where one can be named.
    """

    code: str
    verdict: Literal["contradicted", "unsupported", "confirm"]
    text: str
    advice: str
    ref: str = ""

    def issue(self, where: str = "") -> Issue:
        """Return the finding as an issue at ``where`` (a segment), or else at the clause it quotes."""
        severity = Severity.CONFIRM if self.verdict == "confirm" else Severity.BLOCKING
        return Issue(code=self.code, severity=severity, where=where or self.ref, text=self.text, advice=self.advice)


class StatementVerdict(Value):
    """The verdict on one statement, and why. ``refs`` are the clauses it was compared with."""

    verdict: Verdict
    issues: tuple[Issue, ...] = ()
    refs: tuple[str, ...] = ()


class CheckContext(Value):
    """What a check sees: the interpretation, one product's segments, and its files."""

    interpretation: Interpretation
    segments: tuple[Segment, ...] = Field(default=())
    files: tuple[RenderedFile, ...] = Field(default=())


def worst(findings: list[Finding]) -> Verdict:
    """Return the gravest verdict among ``findings``; supported when there is none."""
    return max((finding.verdict for finding in findings), key=_RANK.__getitem__, default="supported")
