"""A speech service is asked only where one is set up, and whatever it does, the video is made and says what happened."""

import io
import wave

import numpy as np
import pytest

from generators import keeping
from generators.model import Brief, Segment
from generators.video import narration, speech
from generators.video.readings import parse
from generators.video.speech import RATE, Line, SpeechFailed
from generators.video.voices import offered
from studio.errors import CannotAccept
from studio.speaking import ONLINE, Online, SpeechSettings, from_environment, offer_online
from tests.assistant.model_server import fails, hangs, send, serving
from tests.generators.test_recorded import encoded, voice

SENTENCE = "本办法自2026年5月1日起施行，有效期三年。"


def sound(seconds=None, rate=RATE):
    """Return a WAV file of ``seconds`` (those the sentence takes, when none are named)."""
    seconds = narration.seconds(SENTENCE) if seconds is None else seconds
    samples = np.clip(voice(seconds) * 32767, -32767, 32767).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1), out.setsampwidth(2), out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def speaks(data, kind="audio/wav"):
    """Answer with a sound."""

    def behave(handler, asked, server):
        send(handler, 200, data, kind)

    return behave


def cuts_off(handler, asked, server):
    """Begin a sound and drop the connection in the middle."""
    data = sound()
    handler.send_response(200)
    handler.send_header("content-type", "audio/wav")
    handler.send_header("content-length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[: len(data) // 2])
    handler.wfile.flush()
    handler.connection.shutdown(2)


def drips(handler, asked, server):
    """Send a byte now and then for ever."""
    handler.send_response(200)
    handler.send_header("content-type", "audio/wav")
    handler.end_headers()
    while not server.freed.wait(0.1):
        handler.wfile.write(b"R")
        handler.wfile.flush()


def floods(handler, asked, server):
    """Send without end."""
    handler.send_response(200)
    handler.send_header("content-type", "audio/wav")
    handler.end_headers()
    while not server.freed.is_set():
        handler.wfile.write(b"\0" * 1_000_000)


def only_mp3(handler, asked, server):
    """Know no WAV."""
    if asked["response_format"] != "mp3":
        return send(handler, 422, '{"error": "no such format"}')
    return send(handler, 200, encoded(voice(narration.seconds(SENTENCE)), "libmp3lame", "mp3"), "audio/mpeg")


@pytest.fixture(autouse=True)
def nothing_kept():
    before = keeping.keep_in({})
    yield
    keeping.keep_in(before)


def engine(server, timeout=2.0, **more):
    return Online(SpeechSettings(server.url, "cosyvoice", "longxiaochun", key="s3cret", timeout=timeout), **more)


def say(one, sentence=SENTENCE):
    return one.say(Line("dates", (sentence,), 0)).samples


def test_a_sentence_is_sent_as_it_is_said_and_asked_for_once():
    with serving(speaks(sound())) as server:
        one = engine(server)
        first = say(one)
        assert np.array_equal(say(engine(server)), first), "kept by sentence, voice and engine"
    assert len(server.asked) == 1
    assert server.asked[0] == {"model": "cosyvoice", "voice": "longxiaochun", "input": narration.spoken(SENTENCE), "response_format": "wav"}
    assert first.dtype == np.int16 and len(first) / RATE == pytest.approx(narration.seconds(SENTENCE), abs=0.3)
    sent = server.headers[0]
    assert sent["path"] == "/v1/audio/speech" and sent["authorization"] == "Bearer s3cret"
    assert set(sent) <= {"path", "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length", "authorization"}
    assert sent["user-agent"] == "policy-studio"


def test_homophones_of_the_table_are_what_is_sent():
    with serving(speaks(sound(3.0))) as server:
        say(engine(server, readings=parse("行唐=航唐\n重阳=chong2yang2")), "行唐县的重阳节活动。")
    assert server.asked[0]["input"] == "航唐县的重阳节活动。"


def test_a_service_that_makes_no_wav_is_asked_for_mp3_from_then_on():
    with serving(only_mp3) as server:
        one = engine(server)
        assert len(say(one))
        keeping.keep_in({})
        say(one)
    assert [asked["response_format"] for asked in server.asked] == ["wav", "mp3", "mp3"]


def test_a_busy_service_is_asked_again():
    with serving(fails(429, retry_after="0"), fails(503), speaks(sound())) as server:
        assert len(say(engine(server)))
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("behaviour", "why", "for_good", "asked"),
    [
        (fails(429, retry_after="0"), "正忙", True, 3),
        (fails(429, retry_after="600"), "正忙", True, 1),
        (fails(401), "密钥", True, 1),
        (fails(404), "没有所设的模型", True, 1),
        (fails(302, location="http://203.0.113.9/v1"), "转到别处", True, 1),
        (fails(413), "不接受这次请求", True, 1),
        (hangs, "没有回应", True, 1),
        (drips, "太慢", True, 1),
        (cuts_off, "中断", True, 3),
        (floods, "过大|太慢", None, 1),
        (speaks(b"<html>login</html>", "text/html"), "不是可用的声音", False, 1),
        (speaks(b"\xff\xfb" + bytes(range(256)) * 40), "不是可用的声音|不完整", False, 1),
        (speaks(b""), "不是可用的声音", False, 1),
        (speaks(sound(1.0)), "不完整", False, 1),
        (speaks(sound()[: len(sound()) // 3]), "不完整", False, 1),
        (speaks(sound(40.0)), "长短不符", False, 1),
        (speaks(encoded(np.zeros(3 * RATE, np.float32))), "不是可用的声音", False, 1),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_one_sentence_and_ends_in_time(behaviour, why, for_good, asked):
    # Nothing ends the service's silence before the engine gives up: were it to wait, the test would never end.
    with serving(behaviour) as server, pytest.raises(SpeechFailed, match=why) as error:
        say(engine(server))
    assert error.value.for_good is for_good or for_good is None
    assert len(server.asked) == asked
    assert str(error.value).endswith("。") and "secret" not in str(error.value) and "s3cret" not in str(error.value)


def test_nobody_there_is_one_sentence():
    one = Online(SpeechSettings("http://127.0.0.1:9/v1", "m", "v", timeout=2.0))
    with pytest.raises(SpeechFailed, match="无法建立"):
        say(one)


def scenes(*words):
    return tuple(Segment(id=f"s{number}", kind="points", furniture=True, heading=f"第{number}段", narration=text) for number, text in enumerate(words))


def test_a_video_falls_back_scene_by_scene_and_tells_which(monkeypatch):
    calls = []

    def second_is_half(handler, asked, server):
        calls.append(asked["input"])
        seconds = narration.seconds(asked["input"]) * (0.2 if "第二" in asked["input"] else 1)
        send(handler, 200, sound(seconds), "audio/wav")

    with serving(second_is_half) as server:
        set_up(monkeypatch, server.url)
        assert offer_online() == ""
        brief = Brief(options={"voice": ONLINE})
        said = speech.say(offered.told(scenes("这是第一段的解说。", "这是第二段的解说，只有一半。", "这是第三段的解说。"), brief, {}))
    assert said[0][0].engine == said[2][0].engine == offered.chain(brief)[0][0].name
    assert said[1][0].engine != said[0][0].engine and "不完整" in said[1][0].failed[0]
    assert not said[0][0].failed and len(calls) == 3


def test_a_dead_service_is_not_waited_for_scene_by_scene(monkeypatch):
    with serving(hangs) as server:
        set_up(monkeypatch, server.url)
        offer_online()
        said = speech.say(offered.told(scenes(*(f"这是第{n}段的解说。" for n in "一二三四五六")), Brief(options={"voice": ONLINE}), {}))
    assert len(server.asked) <= 2
    assert all(scene[0].failed and scene[0].engine != "online" for scene in said)


def set_up(monkeypatch, url, **more):
    for name, value in {"URL": url, "MODEL": "cosyvoice", "VOICE": "longxiaochun", "TIMEOUT": "2", **more}.items():
        monkeypatch.setenv(f"STUDIO_SPEECH_{name}", value)


@pytest.fixture(autouse=True)
def nothing_offered(monkeypatch):
    for name in ("URL", "MODEL", "VOICE", "KEY", "PROXY", "TIMEOUT"):
        monkeypatch.delenv(f"STUDIO_SPEECH_{name}", raising=False)
    offered.withdraw(ONLINE)
    yield
    offered.withdraw(ONLINE)


def test_without_settings_there_is_no_online_voice(monkeypatch):
    assert offer_online() == "" and from_environment() is None
    assert ONLINE not in {one.name for one in offered.voices()}
    set_up(monkeypatch, "https://speech.example.gov.cn/v1")
    assert offer_online() == "" and ONLINE in {one.name for one in offered.voices()}
    assert offered.default_voice() != ONLINE, "it speaks only where somebody chose it"
    monkeypatch.delenv("STUDIO_SPEECH_URL")
    offer_online()
    assert ONLINE not in {one.name for one in offered.voices()}


def test_setting_it_up_connects_to_nothing_until_somebody_chooses_it(monkeypatch):
    with serving(fails(500)) as server:
        set_up(monkeypatch, server.url)
        offer_online()
        offered.chain(Brief(options={"voice": ONLINE}))
        speech.say(offered.told(scenes("好。"), Brief(options={"voice": "none"}), {}))
        assert not server.asked


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"URL": "http://speech.example.gov.cn/v1"}, "https"), ({"URL": "http://8.8.8.8/v1"}, "https"), ({"URL": "ftp://x/v1"}, "网址"),
        ({"URL": "https://me:secret@speech.example.gov.cn/v1"}, "账号"), ({"MODEL": ""}, "模型"), ({"VOICE": " "}, "声音"), ({"KEY": "钥匙"}, "密钥"),
        ({"TIMEOUT": "0"}, "秒数"), ({"TIMEOUT": "nan"}, "秒数"), ({"PROXY": "proxy"}, "网址"),
    ],
)  # fmt: skip
def test_wrong_settings_are_told_and_offer_nothing(monkeypatch, more, why):
    set_up(monkeypatch, "https://speech.example.gov.cn/v1", **more)
    problem = offer_online()
    assert why in problem and problem.endswith("。") and "STUDIO_SPEECH" in problem or "语音服务的地址" in problem
    assert ONLINE not in {one.name for one in offered.voices()}
    with pytest.raises(CannotAccept):
        from_environment()
