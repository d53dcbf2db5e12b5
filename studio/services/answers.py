"""Questions and answers (问答): accepting, wording, rejecting, answering from the department's own knowledge."""

from collections.abc import Callable, Sequence

from generators.model import Answer, Element, Interpretation, Question, Supplement
from studio import labels
from studio.checking import wrong_sums
from studio.errors import CannotAccept, NotAllowed
from studio.interpreting import interpret, reworded
from studio.services.core import clean
from studio.services.editing import Editing, citations_of, confirmed, unused
from studio.services.policy_values import InterpretationView

LONGEST_ANSWER = 2000


class Answers(Editing):
    """The part of Studio about questions and answers."""

    def _edit_answer(
        self,
        policy_id: str,
        question_id: str,
        actor: str,
        base: int | None,
        verb: str,
        change: Callable[[Interpretation, Answer], Answer],
    ) -> InterpretationView:
        def apply(present: Interpretation) -> Interpretation:
            _question(present, question_id)
            return reworded(present.with_answer(change(present, present.answer(question_id))), question_id)

        item = ("answers", question_id)
        return self._edit(policy_id, actor, base, item, lambda edited: verb + _named(edited, question_id), apply)

    def accept_answer(
        self, policy_id: str, question_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Accept the proposed answer as it is, or one that became stale as still right.

        What a language model drafted in it is the person's from now on and no longer marked.
        """

        def accept(present: Interpretation, answer: Answer) -> Answer:
            if not answer.text:
                raise NotAllowed("这个问题还没有答复，请先填写，或者写明不涉及的理由。")
            given = answer.state in ("accepted", "edited", "supplemented")
            if given and not answer.stale and not answer.drafted:
                return answer
            return confirmed(present, answer, state=answer.state if given else "accepted", reason="", drafted=(), by=actor)

        return self._edit_answer(policy_id, question_id, actor, base, "采纳答复", accept)

    def propose_answer_again(
        self, policy_id: str, question_id: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Put what the present source says in place of an answer that became stale; it is proposed, to be accepted.

        Raises:
            CannotAccept: the source says nothing on the question.
        """
        fresh = interpret(self.interpretation(policy_id).interpretation.document)
        found = {answer.question: answer for answer in fresh.answers}.get(question_id)
        if found is None or not found.text:
            raise CannotAccept("现在的原文没有可以直接回答这个问题的条款，请自行作答，或以部门说明的方式答复。")

        def propose(present: Interpretation, answer: Answer) -> Answer:
            if present.document != fresh.document:
                raise CannotAccept("政策记录刚刚有改动，请刷新页面后重试。")
            return found

        return self._edit_answer(policy_id, question_id, actor, base, "重新提出答复", propose)

    def edit_answer(
        self,
        policy_id: str,
        question_id: str,
        text: str,
        *,
        actor: str,
        cited: Sequence[tuple[str, str]] | None = None,
        base: int | None = None,
    ) -> InterpretationView:
        """Answer in one's own words on the clauses ``cited``; None keeps the clauses of the present answer.

        Raises:
            CannotAccept: the text is empty, rests on nothing, or a quote does not stand in its clause.
        """
        text = _worked_out(clean(text, "答复", most=LONGEST_ANSWER))

        def edit(present: Interpretation, answer: Answer) -> Answer:
            citations = answer.citations if cited is None else citations_of(present, cited)
            supplements = answer.supplements if cited is None else ()
            if not citations and not supplements:
                raise CannotAccept("答复需要依据，请选择依据条款，或者以部门说明的方式答复。")
            same = (text, citations) == (answer.text, answer.citations) and answer.is_settled and not answer.drafted
            values = {"text": text, "citations": citations, "supplements": supplements, "reason": "", "drafted": ()}
            return answer if same else confirmed(present, answer, **values, state="edited", by=actor)

        return self._edit_answer(policy_id, question_id, actor, base, "修改答复", edit)

    def reject_answer(
        self, policy_id: str, question_id: str, reason: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Reject an answer with a reason; the question is open again."""
        reason = clean(reason, "理由", most=300)

        def reject(present: Interpretation, answer: Answer) -> Answer:
            if not answer.text:
                raise NotAllowed("这个问题还没有答复，不需要否定。")
            return answer.replace(state="rejected", reason=reason, by=actor)

        return self._edit_answer(policy_id, question_id, actor, base, "否定答复", reject)

    def restore_answer(
        self, policy_id: str, question_id: str, *, actor: str, version: int | None = None, base: int | None = None
    ) -> InterpretationView:
        """Bring an answer back as it stood at ``version``, or as it was before it was last rejected or set aside."""
        unwanted = ("rejected", "not_applicable", "pending")
        former = Answer.model_validate(self._former(policy_id, ("answers", question_id), version, unwanted=unwanted))

        def restore(present: Interpretation, answer: Answer) -> Answer:
            return former

        return self._edit_answer(policy_id, question_id, actor, base, "恢复答复", restore)

    def supplement_answer(
        self,
        policy_id: str,
        question_id: str,
        text: str,
        *,
        author: str,
        basis: str,
        actor: str,
        post: str = "",
        base: int | None = None,
    ) -> InterpretationView:
        """Answer from the department's own knowledge (部门说明): who says so, in which post, on what basis.

        Raises:
            CannotAccept: text, author or basis is empty.
        """
        values = {
            "text": _worked_out(clean(text, "答复", most=LONGEST_ANSWER)),
            "author": clean(author, "说明人姓名", most=32),
            "post": clean(post, "说明人职务", most=64, needed=False),
            "basis": clean(basis, "说明依据", most=300),
        }

        def supplement(present: Interpretation) -> Interpretation:
            _question(present, question_id)
            taken = {item.id for item in present.supplements}
            item = Supplement(id=unused(question_id, taken), stated_on=self.clock().date(), **values)
            answer = Answer(
                question=question_id, text=item.text, supplements=(item.id,), state="supplemented", by=actor
            )
            return reworded(present.with_supplement(item).with_answer(answer), question_id)

        item = ("answers", question_id)
        return self._edit(
            policy_id, actor, base, item, lambda edited: "以部门说明答复" + _named(edited, question_id), supplement
        )

    def mark_not_applicable(
        self, policy_id: str, question_id: str, reason: str, *, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Settle a question as not applicable, with a reason."""
        reason = clean(reason, "理由", most=300)

        def set_aside(present: Interpretation, answer: Answer) -> Answer:
            return Answer(question=question_id, state="not_applicable", reason=reason, by=actor)

        return self._edit_answer(policy_id, question_id, actor, base, "标为不涉及", set_aside)

    def add_question(
        self,
        policy_id: str,
        *,
        element: Element,
        text: str,
        actor: str,
        why: str = "",
        base: int | None = None,
    ) -> InterpretationView:
        """Add a question of one's own; it is 待补充 until answered."""
        text, why = clean(text, "问题", most=200), clean(why, "提问原因", most=200, needed=False)

        def add(present: Interpretation) -> Interpretation:
            question_id = unused("own", {question.id for question in present.questions})
            return present.with_question(Question(id=question_id, element=element, text=text, why=why))

        return self._edit(policy_id, actor, base, None, lambda edited: "新增问题" + _named(edited, edited.questions[-1].id), add)


    def set_element_aside(
        self, policy_id: str, element: Element, reason: str, *, text: str, actor: str, base: int | None = None
    ) -> InterpretationView:
        """Settle an element the policy says nothing to: a question ``text`` on it is added and marked as not applicable, with a reason."""
        reason, text = clean(reason, "不涉及的理由", most=300), clean(text, "问题", most=200)

        def settle(present: Interpretation) -> Interpretation:
            question_id = unused("own", {question.id for question in present.questions})
            asked = present.with_question(Question(id=question_id, element=element, text=text))
            return asked.with_answer(Answer(question=question_id, state="not_applicable", reason=reason, by=actor))

        return self._edit(policy_id, actor, base, None, lambda edited: f"标为不涉及：{labels.element(element)}", settle)


def _worked_out(text: str) -> str:
    """Return a text whose sums come out.

    Raises:
        CannotAccept: one does not.
    """
    for issue in wrong_sums(text):
        raise CannotAccept(f"{issue.text}请改正后再保存。")
    return text


def _question(interpretation: Interpretation, question_id: str) -> Question:
    try:
        return interpretation.question(question_id)
    except KeyError:
        raise NotAllowed("没有这个问题，可能刚刚被改动，请刷新页面。") from None


def _named(interpretation: Interpretation, question_id: str) -> str:
    return f"“{_question(interpretation, question_id).text[:20]}”"
