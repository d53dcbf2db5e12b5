"""One conversation with an OpenAI-compatible server, which is trusted with nothing: not its size, its pace, nor its format.

Only the address of the settings is ever connected to: redirects are not followed, proxies of the environment are ignored, and
what the client library would add of its own (its variables, facts about this machine) is taken off every request.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from studio.assistant.replies import SCHEMA
from studio.assistant.settings import Settings
from studio.errors import CannotAssist

Progress = Callable[[float, str], None]

MOST_BYTES = 400_000
"""Bytes of one response that are read; an answer of the agreed shape is far smaller."""

MOST_CHARACTERS = 24_000
"""Characters of one answer, thoughts included."""

MOST_TOKENS = 4_000
ATTEMPTS = 3
MOST_WAIT = 30.0
"""Seconds that are waited at most before asking again, whatever the server asks for."""

DEADLINE = 5
"""One answer may take this many times the waiting time for a sign of life, however lively it drips."""

CONNECT = 10.0
_USUAL_ANSWER = 400
_SENT = {"host", "connection", "accept", "accept-encoding", "content-type", "content-length", "user-agent"}
_FORMATS: tuple[dict[str, Any], ...] = (
    {"response_format": {"type": "json_schema", "json_schema": SCHEMA}},
    {"response_format": {"type": "json_object"}},
    {},
)


class Connection:
    """Asks questions, one after another. Remembers which answer format the server accepts. Use as a context manager."""

    def __init__(self, settings: Settings) -> None:
        import httpx2
        import openai

        self._settings, self._format = settings, 0
        self._http = httpx2.Client(
            timeout=httpx2.Timeout(settings.timeout, connect=min(CONNECT, settings.timeout)),
            follow_redirects=False,
            trust_env=False,
            transport=_plain_transport(settings),
        )
        self._client = openai.OpenAI(
            base_url=settings.url, api_key=settings.key or "none", admin_api_key="", organization="", project="", webhook_secret="",
            max_retries=0, http_client=self._http,
        )  # fmt: skip

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, messages: list[dict[str, str]], progress: Progress, most_tokens: int = MOST_TOKENS) -> str:
        """Return the model's answer as it stands.

        Raises:
            CannotAssist: one sentence on what went wrong; whatever ``progress`` raises ends the question too.
        """
        attempt = 0
        while True:
            refused: Exception | None = None
            try:
                return self._asked(messages, progress, most_tokens)
            except _Again as again:
                refused, wait = again, again.wait
            attempt += 1
            if attempt >= ATTEMPTS or wait > MOST_WAIT:
                raise CannotAssist(str(refused))
            _pause(wait, progress)

    def _asked(self, messages: list[dict[str, str]], progress: Progress, most_tokens: int) -> str:
        import openai

        while True:
            with _faults(self._settings.timeout):
                try:
                    # The raw response: the library's own reading of events knows no bound.
                    with self._client.chat.completions.with_streaming_response.create(
                        model=self._settings.model, messages=messages, stream=True, temperature=0.2, max_tokens=most_tokens,
                        **_FORMATS[self._format],
                    ) as response:  # fmt: skip
                        return self._read(response, progress)
                except (openai.BadRequestError, openai.UnprocessableEntityError):
                    if self._format == len(_FORMATS) - 1:
                        raise
                    self._format += 1  # the server cannot hold its model to the shape: ask for less

    def _read(self, response: Any, progress: Progress) -> str:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        chunks = _bounded(response.iter_bytes(), time.monotonic() + DEADLINE * self._settings.timeout)
        if kind == "application/json":  # a server that cannot stream answers at once
            return _whole(b"".join(chunks))
        if kind != "text/event-stream":
            raise CannotAssist("起草助手的地址返回的不是模型回答，请管理员检查地址是否写到了 /v1。")
        answer, length = [], 0
        for piece in _pieces(chunks):
            answer.append(piece)
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise CannotAssist(_TOO_LONG)
            progress(min(0.9, length / _USUAL_ANSWER), "助手正在作答")
        return "".join(answer)


def _plain_transport(settings: Settings) -> Any:
    """Return what sends requests with only the headers the protocol needs, the key among them."""
    import httpx2

    class Plain(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            headers = {name: value for name, value in request.headers.items() if name.lower() in _SENT}
            headers |= {"accept": "text/event-stream, application/json", "accept-encoding": "identity", "user-agent": "policy-studio"}
            if settings.key:
                headers["authorization"] = f"Bearer {settings.key}"
            plain = httpx2.Request(request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions)
            return super().handle_request(plain)

    return Plain(trust_env=False, proxy=settings.proxy or None)


_TOO_LONG = "起草助手的回答过长，已停止接收，请重试；总是这样时请管理员更换模型。"


class _Again(Exception):
    """The same question may be asked again after ``wait`` seconds; the text is what to say when that does not help."""

    def __init__(self, sentence: str, wait: float) -> None:
        super().__init__(sentence)
        self.wait = wait


@contextmanager
def _faults(timeout: float) -> Iterator[None]:
    """Turn everything that can go wrong on the way into one sentence."""
    import httpx2
    import openai

    silent = f"起草助手在 {timeout:.0f} 秒内没有回应，请稍后重试；总是这样时请管理员检查模型服务。"
    broken = "与起草助手的连接中断或无法建立，请稍后重试；总是这样时请管理员检查地址和网络。"
    try:
        yield
    except (openai.APITimeoutError, httpx2.TimeoutException):
        raise CannotAssist(silent) from None
    except openai.APIStatusError as error:
        raise _status_fault(error.status_code, error.response.headers.get("retry-after", "")) from None
    except (openai.APIConnectionError, httpx2.TransportError):
        raise _Again(broken, 1.0) from None
    except (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL):
        raise CannotAssist(broken) from None


def _status_fault(status: int, retry_after: str) -> Exception:
    if status == 429:
        wait = _seconds(retry_after)
        asked = f"（要求等待 {wait:.0f} 秒）" if wait > MOST_WAIT else ""
        return _Again(f"起草助手正忙{asked}，这次没有轮到，请过几分钟再试。", wait)
    if status in (500, 502, 503, 504):
        return _Again(f"起草助手的服务出现故障（状态 {status}），请稍后重试；总是这样时请管理员检查模型服务。", _seconds(retry_after))
    if 300 <= status < 400:
        return CannotAssist("起草助手的地址要求转到别处，为防止内容外传没有跟随，请管理员核对地址。")
    if status in (401, 403):
        return CannotAssist("起草助手不接受所设的密钥，请管理员检查密钥。")
    if status == 404:
        return CannotAssist("起草助手的地址上没有所设的模型，请管理员检查地址和模型名称。")
    return CannotAssist(f"起草助手不接受这次请求（状态 {status}），请管理员检查模型服务。")


def _seconds(retry_after: str) -> float:
    """Return how long the server asks to be left alone: seconds, or a date; a second where it does not say."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 1.0


def _pause(seconds: float, progress: Progress) -> None:
    """Wait, still noticing that the job was cancelled."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        progress(0.05, "助手正忙，稍候再问")
        time.sleep(min(0.6, left))


def _bounded(chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
    read = 0
    for chunk in chunks:
        read += len(chunk)
        if read > MOST_BYTES:
            raise CannotAssist(_TOO_LONG)
        if time.monotonic() > deadline:
            raise CannotAssist("起草助手答得太慢，已停止等待，请稍后重试；总是这样时请管理员检查模型服务。")
        yield chunk


def _whole(body: bytes) -> str:
    message = _first(_decoded(body)).get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise CannotAssist(_NO_ANSWER)
    return content[:MOST_CHARACTERS]


def _pieces(chunks: Iterator[bytes]) -> Iterator[str]:
    """Yield the pieces of the answer out of server-sent events, one JSON object a line after ``data:``."""
    for line in _lines(chunks):
        if not line.startswith(b"data:"):
            continue
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            return
        delta = _first(_decoded(data)).get("delta")
        piece = delta.get("content") if isinstance(delta, dict) else None
        if isinstance(piece, str):
            yield piece


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    yield rest


_NO_ANSWER = "起草助手返回的不是模型回答，请管理员检查模型服务是否兼容 OpenAI 接口。"


def _decoded(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise CannotAssist(_NO_ANSWER) from None
    if not isinstance(found, dict) or found.get("error"):
        raise CannotAssist(_NO_ANSWER)
    return found


def _first(found: dict[str, Any]) -> dict[str, Any]:
    """Return the first choice; an event without one (usage, a greeting) says nothing."""
    choices = found.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else {}
    return first if isinstance(first, dict) else {}
