"""How reading says how far it is."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Hears the share done, 0 to 1, and a short Chinese phrase (正在识别第3页，共12页)."""


def silent(share: float, phrase: str) -> None:
    """Hear progress and say nothing."""
