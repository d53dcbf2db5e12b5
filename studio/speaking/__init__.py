"""Voices over the network (在线语音): offered only where an administrator set one up."""

from studio.speaking.edge import EDGE, Edge, EdgeSettings, edge_from_environment, offer_edge
from studio.speaking.online import ONLINE, Online, offer_online
from studio.speaking.settings import SpeechSettings, from_environment

NETWORKED = {ONLINE: offer_online, EDGE: offer_edge}
"""The voices by their names, with what offers each as it is set up and returns what is wrong with that."""


def offer_voices() -> dict[str, str]:
    """Offer the voices that are set up; return by name what is wrong with settings, which the doctor tells."""
    return {name: problem for name, offer in NETWORKED.items() if (problem := offer())}


__all__ = [
    "EDGE", "NETWORKED", "ONLINE", "Edge", "EdgeSettings", "Online", "SpeechSettings",
    "edge_from_environment", "from_environment", "offer_edge", "offer_online", "offer_voices",
]  # fmt: skip
