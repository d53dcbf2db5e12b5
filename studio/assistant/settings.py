"""Where the assistant is asked: environment variables of the server, so that nobody but its administrator sets them.

No page, uploaded file or stored value can change the address. Plain http is for this machine and private addresses only,
where a department's own model stands; anything further needs https, or the text of a policy not yet published could be read on
the way. A name is not taken for private: what it resolves to may change after it was looked at.
"""

import importlib.util
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from studio.errors import CannotAccept

URL, MODEL, KEY, PROXY, TIMEOUT = (
    f"STUDIO_ASSISTANT_{name}" for name in ("URL", "MODEL", "KEY", "PROXY", "TIMEOUT")
)
USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT = 60.0, 5.0, 600.0

_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))


@dataclass(frozen=True)
class Settings:
    """Address (to which ``/chat/completions`` is added), model, key, proxy, and seconds to wait for the next sign of life."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)
    timeout: float = USUAL_TIMEOUT

    @property
    def host(self) -> str:
        """Return host and port, for people."""
        return urlsplit(self.url).netloc


def is_installed() -> bool:
    """Tell whether the client library (the extra ``llm``) is there, without importing it."""
    return importlib.util.find_spec("openai") is not None


def from_environment(environment: Mapping[str, str] | None = None) -> Settings | None:
    """Return the settings, or None when the administrator has set no address.

    Raises:
        CannotAccept: an address that may not be used, no model, or a waiting time out of bounds.
    """
    values = os.environ if environment is None else environment
    url = values.get(URL, "").strip()
    if not url:
        return None
    _refuse_unfit(url)
    model = values.get(MODEL, "").strip()
    if not model or len(model) > 200 or not model.isprintable():
        raise CannotAccept(f"设置了起草助手的地址，还须用环境变量 {MODEL} 写明模型名称。")
    key = values.get(KEY, "").strip()
    if not key.isascii() or any(character.isspace() for character in key):
        raise CannotAccept(f"环境变量 {KEY} 中的密钥含有空格或非英文字符，请重新填写。")
    return Settings(url.rstrip("/"), model, key, _proxy(values.get(PROXY, "").strip()), _timeout(values.get(TIMEOUT, "").strip()))


def _refuse_unfit(url: str) -> None:
    parts = _parts(url, URL)
    if parts.username or parts.password or "@" in parts.netloc:
        raise CannotAccept(f"环境变量 {URL} 的地址中不能带账号和密码，密钥请写在 {KEY} 中。")
    if parts.query or parts.fragment:
        raise CannotAccept(f"环境变量 {URL} 的地址中不能带问号或井号后面的参数，请只写到 /v1 为止。")
    if parts.scheme == "http" and not _is_private(parts.hostname or ""):
        raise CannotAccept(f"起草助手的地址 {parts.netloc} 不是本机或内网 IP 地址，须使用 https；内网域名请改写为 IP 地址或启用 https。")


def _parts(url: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or not url.isprintable() or " " in url:
        raise CannotAccept(f"环境变量 {name} 不是可用的网址，应为 https://主机/v1 这样的形式。")
    return parts


def _is_private(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or any(address in network for network in _PRIVATE)


def _proxy(url: str) -> str:
    if url:
        _parts(url, PROXY)
    return url


def _timeout(text: str) -> float:
    if not text:
        return USUAL_TIMEOUT
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not LEAST_TIMEOUT <= seconds <= MOST_TIMEOUT:
        raise CannotAccept(f"环境变量 {TIMEOUT} 应为 {LEAST_TIMEOUT:.0f} 至 {MOST_TIMEOUT:.0f} 之间的秒数。")
    return seconds
