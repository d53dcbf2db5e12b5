"""Small drawings several pages share: badges, cited clauses, issues, progress. All text is escaped here."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from studio import faults, formats, labels
from studio.pages import drawings, live, session
from studio.service import Action, Coming, Heard, IssueView, JobState, JobView, Preview, Saying, Screened, UserError

STATUS_COLOURS = {
    "draft": "gray", "submitted": "orange", "changes_requested": "red", "approved": "green",
    "signed": "blue", "published": "blue", "withdrawn": "gray",
}
STATE_MARKS = {
    "pending": "○", "proposed": "◐", "accepted": "●", "edited": "●", "rejected": "○", "supplemented": "●", "not_applicable": "－",
}
ISSUE_LOOK = {"blocking": ("red", ":material/block:"), "confirm": ("orange", ":material/help:"), "advisory": ("blue", ":material/lightbulb:")}


def page_script() -> None:
    """Add to the page what lets a link wait for a text being typed, and says in Chinese why a file is not taken."""
    script = Path(__file__).parents[1] / "static" / "studio.js"
    st.html(f"<script>{script.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


@contextmanager
def faults_told() -> Iterator[None]:
    """Draw what stands below; when it breaks, say so in one sentence and leave the trace in the log. A fragment needs its own."""
    try:
        yield
    except Exception:
        log = faults.log_fault()
        st.error(f"页面出错了，详细情况已记入 {log.name}，请告诉管理员；刷新页面可以继续，已保存的内容不会丢失。", icon=":material/error:")


def attempt(doing: Callable[[], object], done: str = "") -> bool:
    """Do something a person asked for and rerun; a refusal is shown as its one sentence and nothing is lost."""
    try:
        doing()
    except UserError as error:
        st.error(str(error), icon=":material/error:")
        return False
    if done:
        session.notice(done)
    session.close_popovers()
    st.rerun()
    return True


def popover(label: str, key: str, **look):
    """Draw what opens on a click and closes by itself once something was done (``attempt``); to be used as a context."""
    if session.note_popover(key):
        st.session_state[key] = False
    return st.popover(label, key=key, on_change="rerun", **look)


def heading(title: str, lead: str = "") -> None:
    """Draw a page's title, a line of guidance, and what was to be said after the last action."""
    st.html(f'<div class="page-head"><h1>{escape(title)}</h1><p>{escape(lead)}</p></div>')
    if sentence := session.take_notice():
        st.toast(sentence, icon=":material/check_circle:")


def needs_policy() -> str:
    """Return the policy being worked on, or say that one must be chosen and stop the page."""
    found = session.policy()
    if found is None:
        st.info("请先在“政策库”中打开一份政策。", icon=":material/folder_open:")
        st.page_link("views/library.py", label="前往政策库", icon=":material/arrow_forward:")
        st.stop()
    return found.id


def standing(record) -> None:
    """Draw that the policy is no longer in force, where it is not."""
    if record.out_of_force:
        st.warning(formats.plain(record.out_of_force), icon=":material/event_busy:")


def status_badge(status) -> None:
    """Draw a product's status."""
    st.badge(labels.status(status), color=STATUS_COLOURS[status.value])


def cited_clauses(document, citations) -> None:
    """Draw the clauses that are cited, each once, with the quoted words highlighted."""
    spans: dict[str, list[tuple[int, int]]] = {}
    gone = [citation.quote for citation in citations if not citation.holds_in(document)]
    for citation in citations:
        if citation.holds_in(document):
            spans.setdefault(citation.ref, []).append((citation.start, citation.end))
    html = "".join(drawings.clause_html(document, ref, found) for ref, found in spans.items())
    if shown := html + "".join(map(drawings.former_quote_html, gone)):
        st.html(shown)


def supplements(items) -> None:
    """Draw the department's own statements, visibly different from clauses."""
    for item in items:
        post = f"（{item.post}）" if item.post else ""
        st.html(
            f'<div class="supplement"><div class="supplement-by">部门说明 · {escape(item.author + post)}</div>'
            f"<div>{escape(item.text)}</div><div class=\"supplement-basis\">依据：{escape(item.basis)}</div></div>"
        )


AUTHORS = (Action.SUBMIT, Action.REVISE)
"""What the author of a product does with it; the rest is for reviewers and signers."""

SEVERITIES = ("blocking", "confirm", "advisory")
TOGETHER = {
    ("question_pending", "advisory"): "有 {} 个必答问题的答复还没有人确认。",
    ("question_pending", "confirm"): "有 {} 个必答问题还没有答复。",
    ("element_missing", "advisory"): "有 {} 项解读要素还没有内容。",
}
"""Issues of which there may be many alike: one card tells of all, with a way to each."""


def to_check(found: Iterable[IssueView]) -> tuple[IssueView, ...]:
    """Return what is still to be looked at, as every page counts it; that most is copied is told by ``substance``."""
    return tuple(view for view in found if not view.reason and view.issue.code != "mostly_copied")


def issues(found: Iterable[IssueView], confirm: Callable[[IssueView], None] | None = None, below: Callable[[IssueView], None] | None = None) -> None:
    """Draw what the checks found, the gravest first, like ones together.

    ``confirm`` draws what a person can do about a 请核对, ``below`` what else belongs to an issue.
    """
    shown = [view for view in found if view.issue.code != "mostly_copied"]
    if not shown:
        st.success("核对通过，没有发现问题。", icon=":material/check_circle:")
    for group in _groups(shown):
        with st.container(border=True, gap="small"):
            first = group[0]
            _severity(first)
            if len(group) > 1:
                _many(group, confirm)
                continue
            st.html(f"<div>{escape(first.issue.text)}</div><div class=\"soft\">{escape(first.issue.advice)}</div>")
            if first.reason:
                st.caption(f"{first.confirmed_by}核对：{first.reason}")
            elif confirm and first.issue.severity.value == "confirm":
                confirm(first)
            if below:
                below(first)


def _groups(found: Iterable[IssueView]) -> list[list[IssueView]]:
    """Return the issues in order of gravity, settled ones after open ones, those of one kind of which many are alike as one group."""
    groups: dict[object, list[IssueView]] = {}
    for view in sorted(found, key=lambda view: (SEVERITIES.index(view.issue.severity.value), bool(view.reason))):
        kind = (view.issue.code, view.issue.severity.value)
        groups.setdefault(kind if kind in TOGETHER and not view.reason else view.key, []).append(view)
    return list(groups.values())


def _severity(view: IssueView) -> None:
    colour, icon = ISSUE_LOOK[view.issue.severity.value]
    st.badge("已核对" if view.reason else labels.severity(view.issue.severity), color="green" if view.reason else colour, icon=icon)


def _many(group: list[IssueView], confirm: Callable[[IssueView], None] | None) -> None:
    """Draw issues of one kind: what they have in common, then one line each that leads to where it is settled."""
    issue = group[0].issue
    st.html(f"<div>{escape(TOGETHER[issue.code, issue.severity.value].format(len(group)))}</div><div class=\"soft\">{escape(issue.advice)}</div>")
    with st.container(gap=None, key=f"together_{issue.code}_{issue.severity.value}"):
        for view in group:
            with st.container(horizontal=True, vertical_alignment="center"):
                if st.button(formats.plain(_about(view)), key=f"go_{view.key[:16]}", type="tertiary", icon=":material/arrow_forward:"):
                    session.choose("question", view.issue.where)
                    st.switch_page("views/interpret.py")
                if confirm and issue.severity.value == "confirm":
                    with popover("已核对……", f"confirm_open_{view.key[:16]}"):
                        confirm(view)


def _about(view: IssueView) -> str:
    """Return the question or element an issue is about: what its sentence puts in quotation marks."""
    return view.issue.text.partition("“")[2].rpartition("”")[0] or view.issue.text


def substance(product_id: str) -> None:
    """Draw how much of a product only repeats the source, and what would help; nothing where nothing would."""
    found = session.studio().substance(product_id)
    if found is None or not found.helps and not found.too_much:
        return
    with st.container(border=True):
        st.markdown(f"**实质性解读**　约 {found.copied:.0%} 的文字照录原文" if found.too_much else "**实质性解读**")
        if found.helps:
            st.caption("还可以：" + "；".join(labels.SUBSTANCE_HELPS[name] for name in found.helps) + "。在“问答与要点”中补充后重新制作。")


def job_bar(job: JobView) -> None:
    """Draw how far a piece of background work has come."""
    if job.state is JobState.FAILED:
        st.error(f"{job.label}：{job.error}", icon=":material/error:")
    else:
        doing = job.doing if job.state is JobState.RUNNING else labels.job_state(job.state)
        st.progress(min(max(job.share, 0.0), 1.0), text=f"{job.label}　{doing}")


def listen_button(key: str, label: str = "试听") -> None:
    """Draw the button that asks for a sound; ``heard`` with the same ``key`` draws the sound."""

    def ask() -> None:
        st.session_state["listening"] = key
        st.session_state["listened"] = st.session_state.get("listened", 0) + 1
        st.session_state.pop("listening_to", None)

    st.button(label, key=f"listen_{key}", icon=":material/volume_up:", on_click=ask)


def heard(hear: Callable[[], Heard | Saying], key: str, stamp: str) -> None:
    """Draw the sound that was asked for, or how far the voice is with it.

    ``stamp`` tells one sound from another: when it changes, what was asked for is past and the button waits again. It counts from
    the first drawing, so that whoever goes from the text straight to the button hears what was just written.
    """
    if st.session_state.get("listening") != key or st.session_state.setdefault("listening_to", stamp) != stamp:
        return
    try:
        why = st.session_state.pop("listening_trouble", "")
        found = None if why else hear()
    except UserError as error:
        found, why = None, str(error)
    if found is None:
        st.session_state.pop("listening", None)
        st.error(why, icon=":material/error:")
        return
    if isinstance(found, Saying):
        _saying(hear, [found])
        return
    # A player plays by itself once: whoever presses again, for a sound that is still the same, gets another player.
    st.audio(found.sound, autoplay=True, alt=f"第 {st.session_state.get('listened', 1)} 次试听")
    for reason in found.failed:
        st.caption(f":material/warning: {formats.plain(reason)}")


@st.fragment(run_every=0.8)
def _saying(hear: Callable[[], Heard | Saying], known: list[Saying]) -> None:
    """Draw how far the voice is; ``known`` holds what was told just now, so that nobody waits for it twice."""
    try:
        found = known.pop() if known else hear()
    except UserError as error:
        st.session_state["listening_trouble"] = str(error)
        st.rerun()
    if not isinstance(found, Saying):
        st.rerun()
    words = f"正在合成语音：{found.done}/{found.of} 句" if found.of else "正在准备语音"
    st.progress(found.done / found.of if found.of else 0.0, text=words)


def live_preview(ask: Callable[..., Preview | Coming], place: str, alt: str, *, chosen: str = "", height: str = "", on_chosen: Callable[[str], None] = lambda _: None) -> None:
    """Draw a preview: the picture or page, how far it is, or why there is none and a way to try again.

    ``ask`` finds it (with ``again`` where a person wants another try), ``place`` names where it stands, ``chosen`` is the segment
    to point out, ``on_chosen`` hears which one was clicked.
    """
    note, found = "", None
    try:
        found = ask(again=session.wanted_again(place))
    except UserError as error:
        note = str(error)
    coming = isinstance(found, Coming)
    if coming:
        note = "正在准备预览，刚打开工作室时要十几秒……" if found.begins else "正在绘制预览……"
    elif found is not None and not found.media_type:
        note = "这个产品没有预览，请重新制作后查看。"
    live.preview(None if coming else found, chosen=chosen, alt=alt, key=place, note=note, busy=coming, height=height, on_chosen=on_chosen)
    if found is None:
        st.button("再试一次", key=f"again_{place}", icon=":material/refresh:", on_click=session.want_again, args=(place,))


def watched(watch: Callable[[], Screened | Saying], width: int | Literal["stretch"] = "stretch") -> None:
    """Draw a film that was asked for, so wide; until it is there, how far it is."""
    place = st.empty()
    try:
        while isinstance(found := watch(), Saying):  # it waits a moment by itself
            place.progress(found.done / found.of if found.of else 0.0, text=f"正在绘制画面：{found.done}%" if found.of else "正在准备画面")
    except UserError as error:
        place.error(formats.plain(str(error)), icon=":material/error:")
        return
    place.video(found.film, format="video/mp4", subtitles={"中文字幕": found.captions} if found.captions else None, autoplay=True, muted=True, width=width)


def side(person, pages) -> None:
    """Draw the sidebar: the pages in the order of the work, the policy in hand, who is signed in."""
    st.html('<div class="brand">政策解读工作室<small>每句解读都有出处</small></div>')
    for page in pages[:-1]:
        st.page_link(page, width="stretch")
    current_policy()
    st.page_link(pages[-1], width="stretch")
    st.caption(formats.plain(f"{person.name}　{person.post}".strip()))
    if st.button("退出登录", icon=":material/logout:", type="tertiary"):
        session.forget()
        st.rerun()


def current_policy() -> None:
    """Draw in the sidebar which policy is being worked on and how far it has come."""
    found = session.policy()
    if found is None:
        return
    made = "、".join(dict.fromkeys(product.label for product in found.products)) or "尚未制作"
    st.html(
        f'<div class="current"><span>正在处理</span><br><b>{escape(found.title)}</b><br><span>{escape(found.document_number)}</span>'
        f"<br><span>问题：已确认 {found.settled}，待处理 {found.open}</span><br><span>产品：{escape(made)}</span></div>"
    )


def segment(shown) -> None:
    """Draw one segment."""
    st.html(drawings.segment_html(shown))


def sent_back(product) -> None:
    """Draw why the product was sent back, until somebody decides about it again."""
    found = product.sent_back
    if found is None:
        return
    words = formats.plain(f"{found.by}退回第 {found.revision_number} 版：{found.note}")
    with st.container(key="sent_back"):
        if product.status.value == "changes_requested":
            st.error(words, icon=":material/undo:")
        else:
            st.info(words, icon=":material/undo:")


def open_remarks(product, segment: str | None = None, name: Callable[[str], str] = lambda segment_id: "") -> None:
    """Draw the remarks nobody has dealt with, all or those on one ``segment``, each to be marked as dealt with; ``name`` says where one is."""
    for remark in product.open_comments(segment):
        where = name(remark.segment)
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"remark_open_{remark.id}"):
            st.markdown(formats.plain(f"{remark.by}的批注{f'（{where}）' if where else ''}：{remark.text}"), width="stretch")
            if st.button("标为已处理", key=f"settled_{remark.id}", type="tertiary", icon=":material/check:"):
                attempt(lambda remark=remark: session.studio().resolve_comment(remark.id, actor=session.actor()))


def reason_to_submit(product) -> str:
    """Draw the field for why what was sent back is submitted as it was, where this person can submit it so; return what stands in it."""
    if product.status.value != "changes_requested" or Action.SUBMIT not in session.studio().actions(product.id, session.actor()):
        return ""
    return st.text_input("不作改动再次提交的理由", key=f"note_{product.id}", placeholder="改好并重新制作以后再提交的，不用填")


def action_buttons(product, *, with_note: bool = False, note: str = "") -> None:
    """Draw the steps this person may take with the product now; Studio says which. ``note`` goes with the step.

    Without a field for the note, those of the author: what a reviewer or signer does belongs on the page of review, to which a link
    leads them.
    """
    actor = session.actor()
    allowed = session.studio().actions(product.id, actor)
    shown = [action for action in allowed if with_note or action in AUTHORS]
    if with_note and allowed:
        note = st.text_area("意见", key=f"note_{product.id}", height=80, placeholder="退回、撤回或者原样再次提交时请写明理由")
    with st.container(horizontal=True):
        for number, action in enumerate(shown):
            kind = "primary" if number == 0 and not (with_note and action.value == "request_changes") else "secondary"
            if st.button(labels.action(action), key=f"{action.value}_{product.id}", type=kind):
                attempt(lambda action=action: session.studio().act(product.id, action, actor=actor, note=note), f"已{labels.action(action)}。")
        if len(shown) < len(allowed):
            st.page_link("views/review.py", label="去审核", icon=":material/fact_check:")


def kept_text(label: str, place: str, value: str, *, version: int = 0, lines: int = 1, **look) -> str:
    """Draw a text field whose content is kept as soon as the cursor leaves it, so that a reload loses nothing.

    ``place`` names the field for this person; once saved, ``saved(place)`` lets go of what was kept. ``version`` is what
    the person sees beside the field when it first appears; ``session.seen(place)`` tells it when saving.
    """
    studio, actor = session.studio(), session.actor()
    key = f"kept_{place}_{session.generation(place)}"
    kept = None
    if key not in st.session_state:
        kept = studio.unsaved(place, actor=actor)
        session.see(place, version)

    def keep() -> None:
        studio.keep_unsaved(place, st.session_state[key], actor=actor)

    shown = value if kept is None else kept
    if lines > 1:
        return st.text_area(label, value=shown, key=key, on_change=keep, height=28 * lines + 30, **look)
    return st.text_input(label, value=shown, key=key, on_change=keep, **look)


def saved(*places: str) -> None:
    """Let go of what was kept at ``places``: it has been saved."""
    for place in places:
        session.studio().drop_unsaved(place, actor=session.actor())
        session.renew(place)
