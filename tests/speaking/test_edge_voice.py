"""The browser's reading voice is asked only where it is set up; the real client speaks to a server here that keeps to its protocol."""

import asyncio
import re
import threading
from contextlib import contextmanager

import numpy as np
import pytest
from aiohttp import WSMsgType, web

from generators import keeping
from generators.model import Brief, Segment
from generators.video import narration, speech
from generators.video.readings import parse
from generators.video.speech import RATE, Line, SpeechFailed
from generators.video.voices import offered
from studio.errors import CannotAccept
from studio.speaking import EDGE, Edge, EdgeSettings, edge_from_environment, offer_edge, offer_voices
from tests.generators.test_recorded import encoded, voice

SENTENCE = "本办法自2026年5月1日起施行，有效期三年。"
XIAOXIAO = "zh-CN-XiaoxiaoNeural"


def message(path: str, body: str = "{}") -> str:
    return f"X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{body}"


def sound_message(data: bytes) -> bytes:
    head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
    return len(head).to_bytes(2, "big") + head + data


async def speaks(socket, words, server):
    await socket.send_str(message("turn.start"))
    data = encoded(voice(narration.seconds(words)), "libmp3lame", "mp3")
    for start in range(0, len(data), 4096):
        await socket.send_bytes(sound_message(data[start : start + 4096]))
    await socket.send_str(message("turn.end"))


async def says_nothing(socket, words, server):
    await socket.send_str(message("turn.start"))
    await socket.send_str(message("turn.end"))


async def says_half(socket, words, server):
    await socket.send_bytes(sound_message(encoded(voice(0.1 * narration.seconds(words)), "libmp3lame", "mp3")))
    await socket.send_str(message("turn.end"))


async def has_changed(socket, words, server):
    await socket.send_str(message("telemetry.v2"))


async def hangs(socket, words, server):
    await server.freed.wait()


async def drips(socket, words, server):
    while not server.freed.is_set():
        await socket.send_bytes(sound_message(b"\0"))
        await asyncio.sleep(0.05)


async def floods(socket, words, server):
    while not server.freed.is_set() and not socket.closed:
        await socket.send_bytes(sound_message(b"\0" * 1_000_000))


class Server:
    """A websocket server of the protocol on this machine; ``asked`` holds the voice and the words of each request."""

    def __init__(self, behaves, refuses: int = 0) -> None:
        self.asked: list[tuple[str, str]] = []
        self._behaves, self._refuses = behaves, refuses
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        assert self._ready.wait(20)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()

    async def _start(self) -> None:
        self.freed = asyncio.Event()
        application = web.Application()
        application.router.add_get("/edge/v1", self._answer)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"ws://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/edge/v1?TrustedClientToken=x"

    async def _answer(self, request):
        if self._refuses:
            return web.Response(status=self._refuses)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for received in socket:
            if received.type == WSMsgType.TEXT and "Path:ssml" in received.data:
                said = re.search(r"<voice name='([^']+)'>.*?<prosody[^>]*>(.*)</prosody>", received.data, re.DOTALL)
                self.asked.append(said.groups())
                try:
                    await self._behaves(socket, said[2], self)
                except ConnectionError:
                    return socket  # the other side has heard enough
                await socket.close()
        return socket

    def stop(self) -> None:
        async def end() -> None:
            self.freed.set()
            await self._runner.cleanup()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)


@contextmanager
def serving(monkeypatch, behaves, **more):
    server = Server(behaves, **more)
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", server.url)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def nothing_kept_or_offered(monkeypatch):
    for name in ("VOICE", "PROXY", "TIMEOUT"):
        monkeypatch.delenv(f"STUDIO_EDGE_{name}", raising=False)
    before = keeping.keep_in({})
    offered.withdraw(EDGE)
    yield
    offered.withdraw(EDGE)
    keeping.keep_in(before)


def say(sentence=SENTENCE, timeout=2.0, **more) -> np.ndarray:
    return Edge(EdgeSettings(XIAOXIAO, timeout=timeout), **more).say(Line("dates", (sentence,), 0)).samples


def test_a_sentence_is_sent_as_it_is_said_and_asked_for_once(monkeypatch):
    with serving(monkeypatch, speaks) as server:
        first = say()
        assert np.array_equal(say(), first), "kept by sentence, voice and engine"
    assert len(server.asked) == 1 and "(zh-CN, XiaoxiaoNeural)" in server.asked[0][0] and server.asked[0][1] == narration.spoken(SENTENCE)
    assert first.dtype == np.int16 and len(first) / RATE == pytest.approx(narration.seconds(SENTENCE), abs=0.3)


def test_homophones_are_what_is_sent_and_markup_is_only_text(monkeypatch):
    with serving(monkeypatch, speaks) as server:
        say("行唐县的企业可以申请。", readings=parse("行唐=航唐"))
        say("企业<b>可以</b>申请补贴。")
    assert "航唐" in server.asked[0][1]
    assert "<b>" not in server.asked[1][1]


@pytest.mark.parametrize(
    ("behaves", "why"),
    [(says_nothing, "没有给出声音"), (says_half, "不完整"), (has_changed, "没有给出声音"), (floods, "过大"), (hangs, "太慢"), (drips, "太慢")],
)
def test_whatever_it_does_is_told_in_one_sentence(monkeypatch, behaves, why):
    monkeypatch.setattr("studio.speaking.edge.DEADLINE", 1)
    with serving(monkeypatch, behaves) as server, pytest.raises(SpeechFailed) as failed:
        say(timeout=2.0)
    assert server.asked and why in str(failed.value) and str(failed.value).endswith("。")


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_refusal_is_for_good(monkeypatch, status):
    with serving(monkeypatch, speaks, refuses=status), pytest.raises(SpeechFailed) as failed:
        say()
    assert failed.value.for_good and "Edge 语音" in str(failed.value)


def test_where_nobody_answers_the_scenes_are_said_by_another_voice(monkeypatch):
    with serving(monkeypatch, speaks) as server:
        gone = server.url
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", gone)
    monkeypatch.setenv("STUDIO_EDGE_VOICE", XIAOXIAO)
    assert offer_edge() == ""
    scenes = tuple(Segment(id=f"s{n}", kind="points", furniture=True, heading=f"第{n}段", narration=text) for n, text in enumerate(("这是第一段。", "这是第二段。")))
    said = speech.say(offered.told(scenes, Brief(options={"voice": EDGE}), {}))
    assert all(scene[0].failed and not scene[0].engine.startswith("edge") for scene in said)
    assert "连接不上" in said[0][0].failed[0]


def test_it_is_offered_only_where_a_voice_is_named_and_never_the_usual_one(monkeypatch):
    assert offer_edge() == "" and edge_from_environment() is None
    assert EDGE not in {one.name for one in offered.voices()}
    monkeypatch.setenv("STUDIO_EDGE_VOICE", XIAOXIAO)
    assert offer_voices().get(EDGE) is None
    voice_offered = next(one for one in offered.voices() if one.name == EDGE)
    assert voice_offered.online and XIAOXIAO in voice_offered.label and offered.default_voice() != EDGE


@pytest.mark.parametrize(
    "more", [{"VOICE": "en-US-EmmaNeural"}, {"VOICE": "zh-CN-Xiao'/><x Neural"}, {"TIMEOUT": "0"}, {"PROXY": "proxy"}]
)
def test_wrong_settings_are_told_and_offer_nothing(monkeypatch, more):
    for name, value in {"VOICE": XIAOXIAO, **more}.items():
        monkeypatch.setenv(f"STUDIO_EDGE_{name}", value)
    problem = offer_voices()[EDGE]
    assert "STUDIO_EDGE" in problem and problem.endswith("。")
    assert EDGE not in {one.name for one in offered.voices()}
    with pytest.raises(CannotAccept):
        edge_from_environment()
