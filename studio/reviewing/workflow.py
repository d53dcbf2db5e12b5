"""Review (审核): who may do what to a product, and in which state it then is.

Status is never stored. It is folded from the product's events through one table, and only events that name the
revision in question count: an approval of other bytes is no approval of these.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum

from generators.model import Value
from studio.errors import NotAllowed


class Role(StrEnum):
    """What a person is entrusted with. Roles add up; administering people gives no say over products."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    SIGNER = "signer"
    ADMIN = "admin"


ROLE_NAMES = {Role.DRAFTER: "拟稿", Role.REVIEWER: "审核", Role.SIGNER: "签发", Role.ADMIN: "管理"}


class Status(StrEnum):
    """How far a revision has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What a person can do to a product."""

    SUBMIT = "submit"
    REVISE = "revise"
    REQUEST_CHANGES = "request_changes"
    APPROVE = "approve"
    SIGN_OFF = "sign_off"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.DRAFT, Action.SUBMIT): Status.SUBMITTED,
    (Status.CHANGES_REQUESTED, Action.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Action.REVISE): Status.DRAFT,
    (Status.SUBMITTED, Action.REQUEST_CHANGES): Status.CHANGES_REQUESTED,
    (Status.SUBMITTED, Action.APPROVE): Status.APPROVED,
    (Status.APPROVED, Action.REQUEST_CHANGES): Status.CHANGES_REQUESTED,
    (Status.APPROVED, Action.SIGN_OFF): Status.SIGNED,
    (Status.SIGNED, Action.REQUEST_CHANGES): Status.CHANGES_REQUESTED,
    (Status.SIGNED, Action.PUBLISH): Status.PUBLISHED,
    (Status.PUBLISHED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.WITHDRAWN, Action.REVISE): Status.DRAFT,
}

ENTRUSTED: dict[Action, tuple[Role, ...]] = {
    Action.SUBMIT: (Role.DRAFTER,),
    Action.REVISE: (Role.DRAFTER,),
    Action.REQUEST_CHANGES: (Role.REVIEWER, Role.SIGNER),
    Action.APPROVE: (Role.REVIEWER,),
    Action.SIGN_OFF: (Role.SIGNER,),
    Action.PUBLISH: (Role.SIGNER,),
    Action.WITHDRAW: (Role.SIGNER,),
}

IN_REVIEW = (Status.SUBMITTED, Status.APPROVED, Status.SIGNED)
"""States that lapse as soon as what the revision was made from changes."""

NEEDS_NOTE = (Action.REQUEST_CHANGES, Action.WITHDRAW)
JUDGEMENTS = (Action.APPROVE, Action.SIGN_OFF)
"""What a contributor may never do to their own work."""


class Person(Value):
    """Somebody with an account. ``id`` is opaque and never reused; ``name`` is what people read."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    disabled: bool = False


class Event(Value):
    """One step of review, kept for ever: who did what to which revision, when, and what they said."""

    action: Action
    revision: str
    actor: str
    actor_name: str = ""
    at: datetime
    note: str = ""


class Product(Value):
    """What review needs to know of a product.

    ``revision`` is the digest of the latest revision (empty: nothing built); ``current`` tells whether building again now
    would start from the same source, interpretation, brief, theme and generator. ``contributors`` are the ids of everyone
    who had a hand in the revision. ``blocking`` and ``unconfirmed`` are the texts of issues that stop submission.
    """

    id: str
    revision: str = ""
    current: bool = True
    contributors: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def status(self) -> Status:
        """Return the state of the latest revision; one under review falls back to a draft when it is no longer current."""
        folded = fold(self.events, self.revision)
        return Status.DRAFT if folded in IN_REVIEW and not self.current else folded

    @property
    def live(self) -> str:
        """Return the digest of the revision the public can see; empty when none is published or it was withdrawn."""
        for event in reversed(self.events):
            if event.action is Action.PUBLISH:
                return event.revision if fold(self.events, event.revision) is Status.PUBLISHED else ""
        return ""

    def status_for(self, action: Action) -> Status:
        """Return the state ``action`` starts from: withdrawing concerns the published revision, the rest the latest one."""
        return fold(self.events, self.live) if action is Action.WITHDRAW and self.live else self.status


def fold(events: Iterable[Event], revision: str) -> Status:
    """Return the status of ``revision``: its own events, in order, through TRANSITIONS.

    Raises:
        ValueError: the events cannot have happened in this order (a tampered or damaged record).
    """
    status = Status.DRAFT
    for event in events:
        if event.revision != revision:
            continue
        if (status, event.action) not in TRANSITIONS:
            raise ValueError(f"{event.action} cannot follow {status}")
        status = TRANSITIONS[status, event.action]
    return status


def needs_role(roles: Iterable[Role]) -> str:
    """Return the sentence that says which roles a step needs."""
    return f"这一步需要“{'”或“'.join(ROLE_NAMES[role] for role in roles)}”职责，请联系管理员或请有该职责的同事办理。"


def _table(product: Product, action: Action, actor: Person, note: str) -> str:
    if (product.status_for(action), action) in TRANSITIONS:
        return ""
    return REFUSALS[action]


def _role(product: Product, action: Action, actor: Person, note: str) -> str:
    if actor.disabled:
        return "这个账号已停用，请联系管理员。"
    if set(actor.roles) & set(ENTRUSTED[action]):
        return ""
    return needs_role(ENTRUSTED[action])


def _four_eyes(product: Product, action: Action, actor: Person, note: str) -> str:
    submitters = {
        event.actor for event in product.events if event.action is Action.SUBMIT and event.revision == product.revision
    }
    if action in JUDGEMENTS and actor.id in {*product.contributors, *submitters}:
        return "参与过这一版起草、修改或提交的人不能审核或签发，请由没有参与的同事办理。"
    return ""


def _is_current(product: Product, action: Action, actor: Person, note: str) -> str:
    if action in (Action.WITHDRAW, Action.REQUEST_CHANGES, Action.REVISE):
        return ""
    if not product.revision:
        return "这个产品还没有制作完成，请先制作。"
    return "" if product.current else "内容、编排或主题在制作之后有改动，请重新制作后再办理。"


def _no_blocking_issues(product: Product, action: Action, actor: Person, note: str) -> str:
    if action is Action.SUBMIT and product.blocking:
        return f"还有 {len(product.blocking)} 个问题必须先改正：{product.blocking[0].rstrip('。')}。"
    if action is Action.SUBMIT and product.unconfirmed:
        return f"还有 {len(product.unconfirmed)} 处需要核对确认：{product.unconfirmed[0].rstrip('。')}。"
    return ""


def _note_given(product: Product, action: Action, actor: Person, note: str) -> str:
    if action in NEEDS_NOTE and not note.strip():
        return "请写明理由，便于起草人修改和日后查考。"
    return ""


def _not_as_it_was_sent_back(product: Product, action: Action, actor: Person, note: str) -> str:
    if action is Action.SUBMIT and product.status is Status.CHANGES_REQUESTED and not note.strip():
        return "退回以后这一版没有改动，不能原样再次提交；确实不需要改的，请写明理由。"
    return ""


GUARDS: tuple[Callable[[Product, Action, Person, str], str], ...] = (
    _table,
    _role,
    _four_eyes,
    _is_current,
    _no_blocking_issues,
    _note_given,
    _not_as_it_was_sent_back,
)
"""Each returns one Chinese sentence saying why not, or nothing."""

REFUSALS = {
    Action.SUBMIT: "只有草稿或已退回的产品可以提交审核。",
    Action.REVISE: "只有待审或已撤回的产品可以收回修改。",
    Action.REQUEST_CHANGES: "只有待审、已通过或已签发的产品可以退回。",
    Action.APPROVE: "只有待审的产品可以审核通过，如有改动须重新提交。",
    Action.SIGN_OFF: "只有审核通过的产品可以签发。",
    Action.PUBLISH: "只有已签发的产品可以发布。",
    Action.WITHDRAW: "只有已发布的产品可以撤回。",
}


def refusal_to_release(events: Iterable[Event], revision: str, contributors: Iterable[str]) -> str:
    """Return why ``revision`` may not leave the house, as one Chinese sentence; empty when it may.

    It must be signed off or published, and those who approved it and signed it must have had no hand in it.
    """
    own = [event for event in events if event.revision == revision]
    try:
        status = fold(own, revision)
    except ValueError:
        return "审核记录前后不一致，可能被改动过。"
    if status is Status.APPROVED:
        return "审核已通过，还没有签发，不能导出。"
    if status not in (Status.SIGNED, Status.PUBLISHED):
        return "还没有审核签发，不能导出。"
    involved = {*contributors, *(event.actor for event in own if event.action is Action.SUBMIT)}
    for judgement in JUDGEMENTS:
        judge = [event for event in own if event.action is judgement][-1]
        if judge.actor in involved:
            return f"{judge.actor_name or judge.actor}参与过这一版的起草或修改，须由没有参与的同事重新审核签发。"
    return ""


def refusal(product: Product, action: Action, actor: Person, note: str = "") -> str:
    """Return why ``actor`` may not do ``action`` now, as one Chinese sentence; empty when they may."""
    return next(filter(None, (guard(product, action, actor, note) for guard in GUARDS)), "")


_UNCHANGEABLE = {
    Status.SUBMITTED: "这个产品正在送审，不能编排和重新制作；收回修改或被退回后可以。",
    Status.APPROVED: "这个产品已通过审核，不能编排和重新制作；被退回后可以。",
    Status.SIGNED: "这个产品已签发，不能编排和重新制作；被退回后可以。",
}


def refusal_to_change(product: Product, actor: Person) -> str:
    """Return why ``actor`` is not offered to arrange the product or make it again, as one Chinese sentence; empty when they are.

    What reviewers are looking at stays what it is until they send it back or its author takes it back.
    """
    if actor.disabled or Role.DRAFTER not in actor.roles:
        return "编排和制作由拟稿人进行，您可以查看和下载。"
    return _UNCHANGEABLE.get(product.status, "")


def refusal_to_remove(product: Product, actor: Person) -> str:
    """Return why ``actor`` may not take the product off the list, as one Chinese sentence; empty when they may."""
    if actor.disabled or Role.DRAFTER not in actor.roles:
        return needs_role((Role.DRAFTER,))
    if product.live:
        return "已发布的产品不能移除，请先撤回。"
    return "送审中的产品不能移除，请先收回修改或请审核人退回。" if product.status in IN_REVIEW else ""


def actions(product: Product, actor: Person) -> tuple[Action, ...]:
    """Return what ``actor`` may do now, in the order of Action; the interface draws its buttons from it."""
    return tuple(action for action in Action if not refusal(product, action, actor, "（理由）"))


def advance(product: Product, action: Action, *, actor: Person, at: datetime, note: str = "") -> Product:
    """Return the product after ``action``, with one more event.

    Raises:
        NotAllowed: the table or a guard forbids it.
    """
    if reason := refusal(product, action, actor, note):
        raise NotAllowed(reason)
    subject = product.live if action is Action.WITHDRAW else product.revision
    event = Event(action=action, revision=subject, actor=actor.id, actor_name=actor.name, at=at, note=note.strip())
    return product.replace(events=(*product.events, event))
