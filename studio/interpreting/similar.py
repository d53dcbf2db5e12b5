"""How much two texts share."""

from collections import Counter

from studio.interpreting.titles import words_of


def similarity(one: str, other: str) -> float:
    """Return how much two texts share: the bigrams of the shorter found in the longer, 0 to 1."""
    short, long = sorted((bigrams(one), bigrams(other)), key=lambda grams: sum(grams.values()))
    return sum((short & long).values()) / max(1, sum(short.values()))


def bigrams(text: str) -> Counter:
    """Count the character bigrams of ``text``."""
    return Counter(text[index : index + 2] for index in range(len(text) - 1))


def shared_words(one: str, other: str) -> float:
    """Return how many of the longer words of the text that has fewer stand in the other too, in whatever order, 0 to 1."""
    short, long = sorted(({word for word in words_of(text) if len(word) >= 2} for text in (one, other)), key=len)
    return len(short & long) / max(1, len(short))
