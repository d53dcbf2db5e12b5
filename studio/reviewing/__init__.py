"""Review (审核): roles, states, the one table of transitions, its guards, and the working-day clock."""

from studio.reviewing.workflow import (
    ENTRUSTED,
    GUARDS,
    JUDGEMENTS,
    NEEDS_NOTE,
    TRANSITIONS,
    Action,
    Event,
    Person,
    Product,
    Role,
    Status,
    actions,
    advance,
    fold,
    refusal,
    refusal_to_release,
)

__all__ = [
    "ENTRUSTED",
    "GUARDS",
    "JUDGEMENTS",
    "NEEDS_NOTE",
    "TRANSITIONS",
    "Action",
    "Event",
    "Person",
    "Product",
    "Role",
    "Status",
    "actions",
    "advance",
    "fold",
    "refusal",
    "refusal_to_release",
]
