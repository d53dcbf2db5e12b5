"""The voices with which a browser reads pages aloud (edge-tts), offered only where the administrator names one of them.

The service is its maker's, abroad, with neither documents nor a promise for this use: it may change or end any day, and what is said
leaves the country's networks. So it is never offered by itself, never the usual voice, and one of its failures ends nothing.
"""

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generators.video.readings import NO_READINGS, Readings
from generators.video.speech import SpeechFailed
from studio.addresses import Variables
from studio.errors import CannotAccept
from studio.speaking.networked import DEADLINE, MOST_BYTES, TOO_LARGE, TOO_SLOW, Networked, offer
from studio.speaking.settings import LEAST_TIMEOUT, MOST_TIMEOUT, USUAL_TIMEOUT

EDGE = "edge"
"""The choice of this voice in ``Brief.options["voice"]``."""

VARIABLES = Variables("STUDIO_EDGE", "Edge 语音")
VOICE, PROXY, TIMEOUT = map(VARIABLES.name, ("VOICE", "PROXY", "TIMEOUT"))

_NAME = re.compile(r"zh-[A-Z]{2}(?:-[a-z]{2,12})?-[A-Za-z]{2,40}Neural")


@dataclass(frozen=True)
class EdgeSettings:
    """The voice's name (zh-CN-XiaoxiaoNeural), a proxy, and seconds to wait for the next sign of life."""

    voice: str
    proxy: str = ""
    timeout: float = USUAL_TIMEOUT


def edge_from_environment(environment: Mapping[str, str] | None = None) -> EdgeSettings | None:
    """Return the settings, or None when the administrator has named no voice.

    Raises:
        CannotAccept: what is named is no Chinese voice, the proxy no address, or the waiting time out of bounds.
    """
    values = os.environ if environment is None else environment
    voice = values.get(VOICE, "").strip()
    if not voice:
        return None
    if not _NAME.fullmatch(voice):
        raise CannotAccept(f"环境变量 {VOICE} 应为一种中文声音的名称，例如 zh-CN-XiaoxiaoNeural。")
    return EdgeSettings(
        voice,
        VARIABLES.proxy(values.get(PROXY, "").strip()),
        VARIABLES.timeout(values.get(TIMEOUT, "").strip(), USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
    )


def offer_edge() -> str:
    """Offer the voice the administrator has named, or none; return what is wrong with the settings, empty when nothing is."""
    return offer(EDGE, Edge, edge_from_environment, "设置了 Edge 语音，还须安装它的组件：pip install policy-studio[edge]。")


class Edge(Networked):
    """Says sentences by asking the browser's service."""

    called, needs = "Edge 语音", "edge_tts"

    def __init__(self, settings: EdgeSettings, readings: Readings = NO_READINGS) -> None:
        super().__init__(f"edge/{settings.voice}", settings, readings)

    def _asked(self, words: str) -> bytes:
        import aiohttp
        import edge_tts.exceptions

        try:
            return asyncio.run(asyncio.wait_for(self._heard(words), DEADLINE * self._settings.timeout))
        except TimeoutError:  # aiohttp's own is one of these
            raise SpeechFailed(TOO_SLOW, for_good=True) from None
        except (aiohttp.ClientError, OSError):
            raise SpeechFailed("连接不上 Edge 语音，请稍后重试；总是这样时请管理员检查网络和代理，或改用其他配音。", for_good=True) from None
        except (edge_tts.exceptions.EdgeTTSException, ValueError, KeyError, TypeError):
            raise SpeechFailed("Edge 语音没有给出声音，请改用其他配音；总是这样时请管理员检查声音名称，或更新组件。", for_good=True) from None

    async def _heard(self, words: str) -> bytes:
        from edge_tts import Communicate

        settings, found = self._settings, bytearray()
        wait = max(1, round(settings.timeout))
        asked = Communicate(words, settings.voice, proxy=settings.proxy or None, connect_timeout=min(10, wait), receive_timeout=wait)
        async for piece in asked.stream():
            if piece["type"] == "audio":
                found += piece["data"]
            if len(found) > MOST_BYTES:
                raise SpeechFailed(TOO_LARGE)
        return bytes(found)
