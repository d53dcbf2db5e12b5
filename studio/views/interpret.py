"""Questions and key points (问答与要点): the clerk settles each question with its clause beside it."""

import streamlit as st

from studio import formats, labels
from studio.pages import drawings, proposals, session, widgets
from studio.service import Role

studio = session.studio()
actor = session.actor()
edits = session.person().has(Role.DRAFTER)
FILTERS = ("全部", "待处理", "必答")
STALE = "复核"


def question_list(view) -> str:
    interpretation = view.interpretation
    filters = (*FILTERS, STALE) if any(answer.stale for answer in interpretation.answers) else FILTERS
    wanted = st.segmented_control("显示", filters, default=FILTERS[0], key="question_filter", label_visibility="collapsed") or FILTERS[0]
    shown = [
        question
        for question in interpretation.questions
        if wanted == "全部"
        or (wanted == "待处理" and not interpretation.answer(question.id).is_settled)
        or (wanted == "必答" and question.required)
        or (wanted == STALE and interpretation.answer(question.id).stale)
    ]
    current = first_of(interpretation, session.chosen("question"))
    if current not in {question.id for question in interpretation.questions}:
        current = next((q.id for q in interpretation.questions if not interpretation.answer(q.id).is_settled), "")
        current = current or (interpretation.questions[0].id if interpretation.questions else "")
        session.choose("question", current)
    with st.container(height=520, border=True, gap=None, key="question_list"):
        for question in shown:
            answer = interpretation.answer(question.id)
            mark = "△" if answer.stale else widgets.STATE_MARKS[answer.state]
            label = formats.plain(f"{mark}　{question.text}{'　*' if question.required else ''}")
            if st.button(label, key=f"q_{question.id}", type="primary" if question.id == current else "tertiary", width="stretch"):
                session.choose("question", question.id)
                st.rerun()
    st.caption("● 已确认　◐ 待确认　○ 待补充　△ 需复核　* 必答")
    return current


def first_of(interpretation, chosen: str) -> str:
    """Return the question chosen; where an element was chosen instead, its first question that is open, else its first one."""
    own = [question.id for question in interpretation.questions if question.element.value == chosen]
    return next((name for name in own if not interpretation.answer(name).is_settled), own[0] if own else chosen)


def next_question(view, question_id: str) -> None:
    ids = [question.id for question in view.interpretation.questions]
    after = ids[ids.index(question_id) + 1 :] + ids[: ids.index(question_id)]
    waiting = [name for name in after if not view.interpretation.answer(name).is_settled]
    session.choose("question", (waiting or after or ids)[0])


def question_card(view, question_id: str) -> None:
    interpretation = view.interpretation
    question, answer = interpretation.question(question_id), interpretation.answer(question_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(labels.element(question.element))
        st.badge(labels.answer_state(answer.state), color="green" if answer.is_settled else "orange")
        proposals.drafted_badge(answer)
        if edits and answer.state != "not_applicable":
            not_concerned(view, question_id)
    st.markdown(f"#### {formats.plain(question.text)}")
    st.html(drawings.why_html(question))
    stale_notice(interpretation, answer)
    if answer.state == "rejected" or answer.state == "not_applicable":
        st.caption(formats.plain(f"{labels.answer_state(answer.state)}：{answer.reason}"))
    if not edits:
        st.html(drawings.words_html(answer.text or "还没有答复。"))
        return
    own_first = bool(answer.supplements) or not answer.citations
    names = ["依据原文作答", "部门说明"]
    tabs = dict(zip(reversed(names) if own_first else names, st.tabs(list(reversed(names)) if own_first else names, key=f"tabs_{question_id}"), strict=True))
    clause_tab, own_tab = (tabs[name] for name in names)
    with clause_tab:
        proposals.drafted_note(answer)
        from_clauses(view, question_id, answer)
        proposals.panel(view, ("answers", question_id), answer)
    with own_tab:
        from_department(view, question_id, answer)


def stale_notice(interpretation, statement) -> None:
    if interpretation.in_doubt(statement):
        st.warning("其中有日期、文号或者电话可能有误。在“政策记录”中核对之前，成品中不会使用这一条。", icon=":material/help:")
    if statement.stale:
        st.warning(formats.plain(f"{statement.stale}核对之前，成品中不会使用这一条。"), icon=":material/history:")


def from_clauses(view, question_id: str, answer) -> None:
    if not answer.citations:
        st.caption("原文未作规定。可在右侧查找条款作为依据，或改用“部门说明”作答。")
    place = f"{view.policy_id}/answer/{question_id}"
    text = widgets.kept_text("答复", place, answer.text if not answer.supplements else "", version=view.version, lines=6)
    cited = session.cited(question_id)
    if cited:
        st.caption("将增加依据：" + "、".join(view.interpretation.document.address(ref) for ref in cited))

    def save() -> None:
        document = view.interpretation.document
        chosen = [(citation.ref, citation.quote) for citation in answer.citations] + [(ref, document.clause(ref).text) for ref in cited]
        studio.edit_answer(view.policy_id, question_id, text, actor=actor, cited=chosen or None, base=session.seen(place))
        session.clear_cited(question_id)
        widgets.saved(place)
        next_question(view, question_id)

    def accept() -> None:
        studio.accept_answer(view.policy_id, question_id, actor=actor, base=view.version)
        next_question(view, question_id)

    unchanged = text == answer.text and not cited
    with st.container(horizontal=True):
        if answer.stale and unchanged and st.button("换成新提出的答复", icon=":material/autorenew:"):
            widgets.attempt(lambda: propose_again(view, question_id), "已换成按现在的原文提出的答复，请核对。")
        waits = answer.stale or answer.drafted or answer.state in ("proposed", "rejected")
        if waits and answer.text and unchanged:
            if st.button("仍然正确" if answer.stale else "确认" if answer.drafted else "采纳", type="primary", icon=":material/check:"):
                widgets.attempt(accept, "已采纳。")
        elif st.button("保存答复", type="primary", icon=":material/save:", disabled=not text.strip() or (unchanged and answer.is_settled)):
            widgets.attempt(save, "已保存。")
        reject(view, question_id, answer)


def propose_again(view, question_id: str) -> None:
    studio.propose_answer_again(view.policy_id, question_id, actor=actor, base=view.version)
    widgets.saved(f"{view.policy_id}/answer/{question_id}")


def reject(view, question_id: str, answer) -> None:
    with widgets.popover("不采用", f"reject_open_{question_id}"):
        reason = st.text_input("理由", key=f"reject_{question_id}", placeholder="例如：答复与本地做法不符")
        if st.button("不采用这条答复", key=f"reject_go_{question_id}", disabled=not answer.text):
            widgets.attempt(lambda: studio.reject_answer(view.policy_id, question_id, reason, actor=actor, base=view.version), "已退回待补充。")


def not_concerned(view, question_id: str) -> None:
    """Draw the way to settle a question the policy says nothing to, beside the question's own state."""
    with widgets.popover("本政策不涉及", f"skip_open_{question_id}", icon=":material/do_not_disturb_on:", type="tertiary"):
        st.markdown("政策确实不涉及这个问题时，写明理由，就不用再答。原文没有写、但部门可以说明的，请用“部门说明”。")
        reason = st.text_input("理由", key=f"skip_{question_id}", placeholder="例如：本政策没有旧版")

        def skip() -> None:
            studio.mark_not_applicable(view.policy_id, question_id, reason, actor=actor, base=view.version)
            next_question(view, question_id)

        if st.button("确认不涉及", key=f"skip_go_{question_id}"):
            widgets.attempt(skip, "已标为不涉及。")


def gaps(view) -> None:
    """Draw, for each of the nine elements that has neither a key point nor a question, what can be done about it."""
    rows = {row.element: row for row in view.coverage}
    empty = [item for item in labels.EXPECTED if not rows[item].key_points and not rows[item].settled and not rows[item].open]
    if not empty or not edits:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="gaps"):
        st.caption(":material/arrow_upward: 待补充，还没有要点和问题：", width="content")
        for element in empty:
            with widgets.popover(labels.element(element), f"gap_{element.value}", icon=":material/edit_note:"):
                gap(view, element)


def gap(view, element) -> None:
    name = labels.element(element)
    st.markdown(f"**{name}**　原文写到了，或者部门可以说明的，增加一个问题来答；本政策确实不涉及的，写明理由。")
    text = st.text_input("问题", value=labels.EXPECTED[element], key=f"gap_text_{element.value}")

    def ask() -> None:
        after = studio.add_question(view.policy_id, element=element, text=text, actor=actor, base=view.version)
        session.choose("question", after.interpretation.questions[-1].id)

    if st.button("增加这个问题", type="primary", key=f"gap_ask_{element.value}"):
        widgets.attempt(ask, "已增加，请在下面作答。")
    reason = st.text_input("不涉及的理由", key=f"gap_reason_{element.value}", placeholder="例如：本政策是首次制定，没有旧政策")
    if st.button("本政策不涉及", key=f"gap_skip_{element.value}"):
        widgets.attempt(lambda: studio.set_element_aside(view.policy_id, element, reason, text=text, actor=actor, base=view.version), "已标为不涉及。")


def from_department(view, question_id: str, answer) -> None:
    st.caption("原文没有写、需要由部门说明的内容，请写明说明人和依据；成品中会单独标注“部门说明”，不当作原文内容核对。")
    held = next((view.interpretation.supplement(name) for name in answer.supplements), None)
    place = f"{view.policy_id}/own/{question_id}"
    text = widgets.kept_text("说明内容", f"{place}/text", held.text if held else "", version=view.version, lines=4)
    first, second = st.columns(2)
    with first:
        author = widgets.kept_text("说明人", f"{place}/author", held.author if held else session.person().name)
    with second:
        post = widgets.kept_text("职务", f"{place}/post", held.post if held else session.person().post)
    basis = widgets.kept_text("依据", f"{place}/basis", held.basis if held else "", placeholder="例如：2026年3月企业用工调研")

    def save() -> None:
        studio.supplement_answer(
            view.policy_id, question_id, text, author=author, post=post, basis=basis, actor=actor, base=session.seen(f"{place}/text")
        )
        widgets.saved(*(f"{place}/{name}" for name in ("text", "author", "post", "basis")))
        next_question(view, question_id)

    if st.button("保存部门说明", type="primary", key=f"own_{question_id}"):
        widgets.attempt(save, "部门说明已保存。")


def beside(view, question_id: str) -> None:
    document, answer = view.interpretation.document, view.interpretation.answer(question_id)
    st.markdown("**依据条款**")
    with st.container(height=380, border=False):
        if answer.citations:
            widgets.cited_clauses(document, answer.citations)
            uncite(f"answer_{question_id}", document, answer, lambda kept: studio.edit_answer(view.policy_id, question_id, answer.text, actor=actor, cited=kept, base=view.version))
        widgets.supplements(view.interpretation.supplement(name) for name in answer.supplements)
        if not answer.citations and not answer.supplements:
            st.caption("还没有依据。")
    words = st.text_input("查找条款", key=f"find_{question_id}", placeholder="输入几个词，例如：补贴标准")
    for clause in studio.find_clauses(view.policy_id, words) if words else ():
        st.html(drawings.clause_html(document, clause.ref))
        if edits and st.button("作为依据", key=f"cite_{question_id}_{clause.ref}", icon=":material/add_link:"):
            session.cite(question_id, clause.ref)
            st.rerun()


def uncite(name: str, document, statement, save) -> None:
    """Draw the way to take a clause away from what a statement rests on, as long as another is left; ``save`` takes those kept."""
    refs = list(dict.fromkeys(citation.ref for citation in statement.citations))
    if len(refs) < 2 or not edits:
        return
    with widgets.popover("去掉一条依据", f"uncite_open_{name}", icon=":material/link_off:"):
        st.caption("只去掉依据，文字不变。请确认剩下的条款足以支持这段文字。")
        for ref in refs:
            label = document.address(ref) if document.has(ref) else "已不在原文中的条款"
            if st.button(formats.plain(f"去掉{label}"), key=f"uncite_{name}_{ref}"):
                kept = [(citation.ref, citation.quote) for citation in statement.citations if citation.ref != ref]
                widgets.attempt(lambda kept=kept: save(kept), "已去掉这条依据。")


def answers(view) -> None:
    if not view.interpretation.questions:
        st.info("这份文件没有需要回答的问题。")
        return
    left, middle, right = st.columns([2.3, 3.8, 3.2], gap="medium")
    with left:
        current = question_list(view)
        if edits:
            add_question(view)
    with middle:
        question_card(view, current)
    with right:
        beside(view, current)


def add_question(view) -> None:
    with widgets.popover("增加一个问题", "add_question", icon=":material/add:"):
        text = st.text_input("问题", key="new_question", placeholder="群众还会问什么？")
        element = st.selectbox("归入", list(labels.ELEMENTS), format_func=labels.element, key="new_question_element")
        if st.button("增加"):
            widgets.attempt(lambda: studio.add_question(view.policy_id, element=element, text=text, actor=actor, base=view.version), "已增加。")


def key_points(view) -> None:
    interpretation = view.interpretation
    counts = {row.element: row.key_points for row in view.coverage}
    elements = [element for element in labels.ELEMENTS if any(point.element is element for point in interpretation.key_points)]
    if not elements:
        st.info("没有提出要点。")
        return
    element = st.pills(
        "要素", elements, format_func=lambda item: f"{labels.element(item)} {counts.get(item, 0)}", default=elements[0],
        key="point_element", label_visibility="collapsed",
    ) or elements[0]
    own = [point for point in interpretation.key_points if point.element is element]
    for point in sorted(own, key=lambda point: not point.stale):
        with st.container(border=True):
            left, right = st.columns([3, 2], gap="medium")
            with left:
                key_point(view, point)
            with right:
                widgets.cited_clauses(interpretation.document, point.citations)
                uncite(
                    f"point_{point.id}", interpretation.document, point,
                    lambda kept, point=point: studio.edit_key_point(view.policy_id, point.id, actor=actor, cited=kept, base=view.version),
                )  # fmt: skip
                widgets.supplements(interpretation.supplement(name) for name in point.supplements)


def key_point(view, point) -> None:
    with st.container(horizontal=True):
        st.badge(labels.key_point_state(point.state), color={"proposed": "orange", "rejected": "gray"}.get(point.state, "green"))
        proposals.drafted_badge(point)
    stale_notice(view.interpretation, point)
    if not edits:
        st.html(drawings.words_html(f"{point.title}\n{point.statement}" if point.title else point.statement))
        return
    proposals.drafted_note(point)
    key = f"{point.id}_{view.version}"
    place = f"{view.policy_id}/point/{point.id}"
    title = widgets.kept_text("小标题", f"{place}/title", point.title, max_chars=30)
    statement = widgets.kept_text("要点", f"{place}/statement", point.statement, version=view.version, lines=3)
    spoken = widgets.kept_text("口播稿", f"{place}/narration", point.narration, lines=2, help="视频中念出来的话；清空后按要点念。") if point.narration else ""
    changed = (title, statement, spoken) != (point.title, point.statement, point.narration)
    with st.container(horizontal=True):
        if changed and st.button("保存修改", key=f"save_{key}", type="primary"):

            def save() -> None:
                studio.edit_key_point(
                    view.policy_id, point.id, title=title, statement=statement, narration=spoken, actor=actor, base=session.seen(f"{place}/statement")
                )
                widgets.saved(f"{place}/title", f"{place}/statement", f"{place}/narration")

            widgets.attempt(save, "已保存。")
        waits = point.state == "proposed" or (point.stale or point.drafted) and point.state != "rejected"
        if not changed and waits and st.button("仍然正确" if point.stale else "确认" if point.drafted else "采纳", key=f"accept_{key}", type="primary"):
            widgets.attempt(lambda: studio.accept_key_point(view.policy_id, point.id, actor=actor, base=view.version))
        if point.state == "rejected":
            if st.button("恢复", key=f"restore_{key}"):
                widgets.attempt(lambda: studio.restore_key_point(view.policy_id, point.id, actor=actor, base=view.version))
        else:
            if st.button("上移", key=f"up_{key}", type="tertiary", icon=":material/arrow_upward:"):
                widgets.attempt(lambda: studio.move_key_point(view.policy_id, point.id, -1, actor=actor, base=view.version))
            if st.button("不采用", key=f"drop_{key}", type="tertiary"):
                widgets.attempt(lambda: studio.reject_key_point(view.policy_id, point.id, actor=actor, base=view.version))
    proposals.panel(view, ("key_points", point.id), point)


def differences(view) -> None:
    found = view.interpretation.differences
    if not found:
        st.info("还没有对照旧版。请在“政策记录”中上传旧版政策。")
        return
    st.caption(formats.plain(f"与《{view.interpretation.old_title}》对照，共 {len(found)} 处不同。"))
    kinds = [kind for kind in labels.DIFFERENCE_KINDS if any(item.kind == kind for item in found)]
    kind = st.pills("类别", kinds, format_func=lambda item: labels.DIFFERENCE_KINDS[item], key="difference_kind", label_visibility="collapsed")
    st.html(drawings.comparison_html([item for item in found if kind in (None, item.kind)]))


def settle_all(view) -> None:
    """Draw how much is open, and the way to accept at once what is proposed."""
    proposed = [p for p in view.interpretation.key_points if p.state == "proposed"]
    proposed += [a for a in view.interpretation.answers if a.state == "proposed"]
    stale = len(view.interpretation.stale_statements())
    again = f"{stale} 条因原文变化需复核，" if stale else ""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        st.caption(f"{again}还有 {len(proposed)} 条待确认，{sum(row.open for row in view.coverage)} 个问题未完成。")
        if not edits:
            st.caption(":material/visibility: 由拟稿人修改，您可以查看。", width="content")
            return
        with widgets.popover("全部采纳", "accept_all", disabled=all(item.drafted for item in proposed)):
            st.markdown("将采纳全部待确认的要点和答复，请先通读一遍。待补充的问题不受影响；AI 起草的内容须逐条确认。")
            if st.button("已通读，全部采纳", type="primary"):
                widgets.attempt(lambda: studio.accept_all_proposed(view.policy_id, actor=actor, base=view.version), "已全部采纳。")


chosen = widgets.needs_policy()
view = studio.interpretation(chosen)
widgets.heading("问答与要点", "逐题核对：答复是否准确，依据条款是否对应。原文没有写的，由部门说明，不要猜。")
widgets.standing(studio.record(chosen))
st.html(drawings.meter_html(view.coverage))
gaps(view)
settle_all(view)
questions_tab, points_tab, differences_tab = st.tabs(["问答", "要点", "新旧对照"])
with questions_tab:
    answers(view)
with points_tab:
    key_points(view)
with differences_tab:
    differences(view)
