"""The voices with which a browser reads pages aloud (edge-tts), offered only where the administrator names one of them.

The service is its maker's, abroad, with neither documents nor a promise for this use: it may change or end any day, and what is said
leaves the country's networks. So it is never offered by itself, never the usual voice, and one of its failures ends nothing.
"""

import asyncio
import importlib.util
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generators.video import narration, speech
from generators.video.readings import NO_READINGS, Readings
from generators.video.speech import Line, Sound, SpeechFailed
from generators.video.voices import offered
from studio.addresses import Variables
from studio.errors import CannotAccept
from studio.speaking.answers import DEADLINE, MOST_BYTES, TOO_LARGE, TOO_SLOW, usable
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
    offered.withdraw(EDGE)
    try:
        settings = edge_from_environment()
    except CannotAccept as error:
        return str(error)
    if settings is None:
        return ""
    if importlib.util.find_spec("edge_tts") is None:
        return "设置了 Edge 语音，还须安装它的组件：pip install policy-studio[edge]。"
    offered.offer(offered.Voice(EDGE, f"Edge 语音（{settings.voice}）", lambda table: Edge(settings, table), online=True))
    return ""


class Edge:
    """Says sentences by asking the service, one or two at a time."""

    synthetic = True
    joined = False
    at_once = 2

    def __init__(self, settings: EdgeSettings, readings: Readings = NO_READINGS) -> None:
        self._settings, self._readings = settings, readings
        self.name = f"edge/{settings.voice}"
        self.label = f"Edge 语音（{settings.voice}）"

    def say(self, line: Line) -> Sound:
        """Return the spoken sentence, from what was kept if it was said before.

        Raises:
            SpeechFailed: for good when the service is not there or refuses us, for this sentence when its sound is not usable.
        """
        words = self._readings.respelled(narration.spoken(line.text))
        return speech.kept((self.name, words), lambda: Sound(usable(self._asked(words), words)))

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
