"""A voice behind an OpenAI-compatible address ``/audio/speech``, trusted with nothing: not its size, its pace, nor its sound.

Only the address of the settings is ever connected to: redirects are not followed, proxies of the environment are ignored, and a
request carries the sentence, model and voice, and no fact about this machine.
"""

import hashlib
import json
import time
from typing import Any

from generators.video.readings import NO_READINGS, Readings
from generators.video.speech import SpeechFailed
from studio.speaking.networked import DEADLINE, MOST_BYTES, TOO_LARGE, TOO_SLOW, Networked, offer
from studio.speaking.settings import SpeechSettings, from_environment

ONLINE = "online"
"""The choice of this voice in ``Brief.options["voice"]``."""

ATTEMPTS = 3
MOST_WAIT = 10.0
"""Seconds that are waited at most before asking again, whatever the service asks for."""

CONNECT = 10.0
_FORMATS = ("wav", "mp3")


def offer_online() -> str:
    """Offer the voice the administrator has set up, or none; return what is wrong with the settings, empty when nothing is."""
    return offer(ONLINE, Online, from_environment, "设置了语音服务的地址，还须安装连接组件：pip install policy-studio[llm]。")


class Online(Networked):
    """Says sentences by asking the department's own service."""

    called, needs = "在线语音", "httpx2"

    def __init__(self, settings: SpeechSettings, readings: Readings = NO_READINGS) -> None:
        at = hashlib.sha256(settings.url.encode()).hexdigest()[:8]
        super().__init__(f"online/{settings.model}/{settings.voice}@{at}", settings, readings)
        self._format = 0

    def _asked(self, words: str) -> bytes:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(words)
            except _Again as again:
                if attempt == ATTEMPTS or again.wait > MOST_WAIT:
                    raise SpeechFailed(str(again), for_good=True) from None
                time.sleep(again.wait)
        raise AssertionError("unreachable")

    def _once(self, words: str) -> bytes:
        import httpx2

        settings = self._settings
        silent = f"语音服务在 {settings.timeout:.0f} 秒内没有回应，请稍后重试；总是这样时请管理员检查语音服务。"
        broken = "与语音服务的连接中断或无法建立，请稍后重试；总是这样时请管理员检查地址和网络。"
        timeout = httpx2.Timeout(settings.timeout, connect=min(CONNECT, settings.timeout))
        headers = {"accept": "audio/*", "accept-encoding": "identity", "user-agent": "policy-studio", "content-type": "application/json"}
        if settings.key:
            headers["authorization"] = f"Bearer {settings.key}"
        asked = {"model": settings.model, "voice": settings.voice, "input": words, "response_format": _FORMATS[self._format]}
        try:
            with (
                httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False, proxy=settings.proxy or None) as client,
                client.stream("POST", f"{settings.url}/audio/speech", content=json.dumps(asked, ensure_ascii=False).encode(), headers=headers) as response,
            ):
                if response.status_code in (400, 422) and self._format < len(_FORMATS) - 1:
                    self._format += 1  # the service does not make this kind of sound: ask for a plainer one
                    raise _Again(_status(response.status_code), 0.0)
                if response.status_code != 200:
                    raise _fault(response.status_code, response.headers.get("retry-after", ""))
                return _bounded(response, time.monotonic() + DEADLINE * settings.timeout)
        except httpx2.TimeoutException:
            raise SpeechFailed(silent, for_good=True) from None
        except httpx2.TransportError:
            raise _Again(broken, 1.0) from None
        except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL):
            raise SpeechFailed(broken, for_good=True) from None


class _Again(Exception):
    """The same may be asked again after ``wait`` seconds; the text is what to say when that does not help."""

    def __init__(self, sentence: str, wait: float) -> None:
        super().__init__(sentence)
        self.wait = wait


def _bounded(response: Any, deadline: float) -> bytes:
    found = bytearray()
    for chunk in response.iter_bytes():
        found += chunk
        if len(found) > MOST_BYTES:
            raise SpeechFailed(TOO_LARGE)
        if time.monotonic() > deadline:
            raise SpeechFailed(TOO_SLOW, for_good=True)
    return bytes(found)


def _fault(status: int, retry_after: str) -> Exception:
    if status == 429 or status in (500, 502, 503, 504):
        return _Again(_status(status), _seconds(retry_after))
    return SpeechFailed(_status(status), for_good=True)


def _status(status: int) -> str:
    if status == 429:
        return "语音服务正忙，这次没有轮到，请过几分钟再试。"
    if status >= 500:
        return f"语音服务出现故障（状态 {status}），请稍后重试；总是这样时请管理员检查语音服务。"
    if 300 <= status < 400:
        return "语音服务的地址要求转到别处，为防止内容外传没有跟随，请管理员核对地址。"
    if status in (401, 403):
        return "语音服务不接受所设的密钥，请管理员检查密钥。"
    if status == 404:
        return "语音服务的地址上没有所设的模型或声音，请管理员检查地址、模型和声音名称。"
    return f"语音服务不接受这次请求（状态 {status}），请管理员检查语音服务。"


def _seconds(retry_after: str) -> float:
    """Return how many seconds the service asks to be left alone; a second where it does not say in seconds."""
    try:
        return min(max(0.0, float(retry_after)), 3600.0)
    except ValueError:
        return 1.0
