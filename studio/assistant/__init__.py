"""The optional assistant (起草助手): a language model of the department's own proposes plain wording; it is never required.

Nothing here knows the database, the pages or people: an interpretation and what is wanted go in, proposals come out that
quote their clauses word for word and passed the checks. Where to ask is the administrator's alone (``settings``). Without
that no connection is opened, and the client library is not even imported.
"""

from studio.assistant.proposing import Assistant, Outcome
from studio.assistant.settings import Settings, from_environment, is_installed
from studio.assistant.tasks import LONGEST_NARRATION, Kind, Task, task_for
from studio.assistant.vetting import Proposal, vet_again

__all__ = [
    "LONGEST_NARRATION",
    "Assistant",
    "Kind",
    "Outcome",
    "Proposal",
    "Settings",
    "Task",
    "from_environment",
    "is_installed",
    "task_for",
    "vet_again",
]
