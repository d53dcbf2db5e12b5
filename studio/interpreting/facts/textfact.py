"""The noun of this package: one checkable fact at its place in a text."""

from typing import Literal

from generators.model import Value

Kind = Literal["money", "ratio", "date", "duration", "count", "phone", "document", "organisation", "age", "formula", "condition", "exclusion", "other"]
Comparator = Literal["=", "<=", ">=", "<", ">", "~"]
Polarity = Literal["", "forbid", "exempt", "permit", "oblige"]


class TextFact(Value):
    """A fact as written at ``[start:end]`` of a text.

    ``value`` is a decimal string without multiplier (8万元 → 80000), an ISO date (``2026-05-01``, ``2026-05``, ``2026``,
    ``--05-01`` without a year, ``---15`` for a day of the month), a telephone number's digits, or a name. ``unit`` is
    normalised: 元, %, 百分点, 倍, 年, 月, 日, 工作日, 岁, 人 …; for dates it is empty or the vague part (上旬, 底 …). ``bound`` is the word that
    sets the comparator (不超过, 以内); ``per`` says what an amount is for each of (``人·月``); ``polarity`` is that of the verb that governs the fact (不得、无需、可以、应当).
    A range (3至5年) gives two facts of one span, ``>=`` and ``<=``.
    """

    kind: Kind
    value: str
    unit: str = ""
    comparator: Comparator = "="
    bound: str = ""
    per: str = ""
    polarity: Polarity = ""
    text: str
    start: int
    end: int
