"""Check: the nine elements of an interpretation are covered, and required questions have been dealt with."""

from generators.model import NINE_ELEMENTS, Issue, Severity
from studio import labels
from studio.checking.findings import CheckContext


def elements_covered(context: CheckContext) -> tuple[Issue, ...]:
    """Return the elements nothing is said about; only an interpretation that covers none of them is stopped.

    The nine elements are those of 国办发〔2016〕80号 practice.
    """
    rows = {row.element: row for row in context.interpretation.coverage()}
    missing = [element for element in NINE_ELEMENTS if not rows[element].key_points and not rows[element].settled]
    if len(missing) == len(NINE_ELEMENTS):
        return (
            Issue(
                code="elements_missing", severity=Severity.BLOCKING, text="解读稿的九项要素一项也没有填写。", advice="在“问答与要点”中至少填写主要内容和适用范围。"
            ),
        )
    return tuple(
        Issue(
            code="element_missing", severity=Severity.ADVISORY, where=element.value, text=f"解读要素“{labels.element(element)}”还没有内容。",
            advice="在“问答与要点”中补充；文件确实不涉及的，注明不适用。",
        )  # fmt: skip
        for element in missing
    )


def questions_answered(context: CheckContext) -> tuple[Issue, ...]:
    """Return the required questions without an answer, and those whose proposed answer nobody has confirmed."""
    interpretation = context.interpretation
    found = []
    for question in interpretation.questions:
        answer = interpretation.answer(question.id)
        if question.required and not answer.is_settled:
            proposed = answer.state == "proposed"
            state = "的答复还没有人确认" if proposed else "还没有答复"
            severity = Severity.ADVISORY if proposed else Severity.CONFIRM
            found.append(
                Issue(
                    code="question_pending", severity=severity, where=question.id, text=f"必答问题“{question.text}”{state}。",
                    advice="在“问答与要点”中答复或确认；不适用的写明理由。",
                )  # fmt: skip
            )
    return tuple(found)
