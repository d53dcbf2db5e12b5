"""Errors a person meets. Each is one clear Chinese sentence: what happened, where, and what to do."""


class UserError(Exception):
    """Something a person can mend. ``str(error)`` is the sentence to show; nothing they entered is lost."""


class CannotAccept(UserError):
    """An input (file, JSON, text) cannot be accepted; the command line exits with 3."""


class NotAllowed(UserError):
    """This person may not do this, or not in this state."""


class CannotAssist(UserError):
    """The assistant did not answer, or not usably; nothing else depends on it."""


class Blocked(UserError):
    """Blocking issues stand in the way; the command line exits with 4."""


class Conflict(NotAllowed):
    """Somebody else changed the same thing meanwhile; what the person entered was not saved over it."""
