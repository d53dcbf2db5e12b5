"""The assistant on the pages: asking it, how far it is, and its proposals beside the present wording, each taken or left."""

from html import escape

import streamlit as st

from studio import formats, labels
from studio.pages import session, widgets

MARK = "AI 起草"


def drafted_badge(statement) -> None:
    """Mark a statement in which a language model drafted wording nobody has confirmed or rewritten yet."""
    if statement.drafted:
        st.badge(MARK, color="violet", icon=":material/smart_toy:")


def drafted_note(statement) -> None:
    """Say which wording is a model's, and what that means for the products."""
    if statement.drafted:
        named = "、".join(dict.fromkeys(labels.DRAFTED_FIELDS[item.field] for item in statement.drafted))
        models = "、".join(dict.fromkeys(item.model for item in statement.drafted))
        st.caption(formats.plain(f"{named}由 {models} 起草。确认或改写之前，用到它的成品会标注“内容由人工智能辅助生成”。"))


def panel(view, item: tuple[str, str], statement) -> None:
    """Draw what the assistant offers on a key point or question; nothing where none is set up or nothing can be reworded."""
    studio = session.studio()
    found = studio.assistance(view.policy_id).get(item) if studio.assistant().offered else None
    if found is None:
        if studio.assistant().offered and _can_be_reworded(statement):
            _ask(view, item, "请助手改写")
    elif found.waiting:
        _progress(view.policy_id, item, found.id)
    else:
        _outcome(view, item, found)


def _can_be_reworded(statement) -> bool:
    live = statement.state not in ("rejected", "pending", "not_applicable") and not statement.stale
    return live and bool(statement.citations) and not statement.supplements


def _ask(view, item: tuple[str, str], label: str) -> None:
    if st.button(label, key=f"ask_{'_'.join(item)}", icon=":material/smart_toy:", type="tertiary"):
        widgets.attempt(
            lambda: session.studio().ask_assistant(view.policy_id, item, actor=session.actor()), "已请助手改写，可以离开本页，稍后回来查看。"
        )


@st.fragment(run_every=1.5)
def _progress(policy_id: str, item: tuple[str, str], request_id: str) -> None:
    """Show how far the assistant is, and the whole page anew once it is done."""
    found = session.studio().assistance(policy_id).get(item)
    if found is None or not found.waiting:
        st.rerun()
    line, button = st.columns([4, 1], vertical_alignment="bottom")
    line.progress(found.share, text=found.doing or "等待助手")
    if button.button("取消", key=f"stop_{request_id}", type="tertiary"):
        session.studio().close_assistance(policy_id, request_id, actor=session.actor())
        st.rerun()


def _outcome(view, item: tuple[str, str], found) -> None:
    if found.error:
        st.error(found.error, icon=":material/error:")
    if found.dropped:
        st.info(formats.plain(found.dropped), icon=":material/filter_alt:")
    for number, proposal in found.proposals:
        with st.container(border=True, key=f"proposal_{found.id}_{number}"):
            _proposal(view, found, number, proposal)
    if not found.proposals:
        with st.container(horizontal=True):
            _ask(view, item, "再请助手改写")
            if st.button("知道了", key=f"close_{found.id}", type="tertiary"):
                widgets.attempt(lambda: session.studio().close_assistance(view.policy_id, found.id, actor=session.actor()))


def _proposal(view, found, number: int, proposal) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(MARK, color="violet", icon=":material/smart_toy:")
        st.caption(formats.plain(f"{labels.DRAFTED_FIELDS[proposal.kind.value]}　{proposal.model}"))
    st.html(_beside(proposal.present, proposal.text))
    widgets.cited_clauses(view.interpretation.document, proposal.citations)
    kind, name = found.item.split("/", 1)

    def adopt() -> None:
        session.studio().adopt_proposal(view.policy_id, found.id, number, actor=session.actor(), base=view.version)
        widgets.saved(*_places(view.policy_id, kind, name))

    with st.container(horizontal=True):
        if st.button("采用", key=f"adopt_{found.id}_{number}", type="primary"):
            widgets.attempt(adopt, "已采用，待确认。")
        if st.button("不用", key=f"decline_{found.id}_{number}"):
            widgets.attempt(lambda: session.studio().decline_proposal(view.policy_id, found.id, number, actor=session.actor()))


def _beside(present: str, proposed: str) -> str:
    """Return the present wording and the proposed one side by side, line breaks kept."""
    now = escape(present) or '<span class="soft">（还没有）</span>'
    return (
        '<div class="proposal"><div><div class="clause-ref">现有表述</div>'
        f'<div class="words">{now}</div></div><div><div class="clause-ref">助手起草</div><div class="words">{escape(proposed)}</div></div></div>'
    )


def _places(policy_id: str, kind: str, name: str) -> tuple[str, ...]:
    """Return where unsaved text of the item is kept: the wording taken replaces it."""
    if kind == "answers":
        return (f"{policy_id}/answer/{name}",)
    return tuple(f"{policy_id}/point/{name}/{field}" for field in ("title", "statement", "narration"))
