"""Addresses an administrator sets for services outside the studio: what may be connected to, and how it is refused.

Plain http is for this machine and private addresses only, where a department's own services stand; anything further needs https, or
what is not yet published could be read on the way. A name is not taken for private: what it resolves to may change
after it was looked at.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from studio.errors import CannotAccept

_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))


@dataclass(frozen=True)
class Variables:
    """The environment variables of one service: ``prefix``_URL and so on; ``service`` is what people call it."""

    prefix: str
    service: str

    def name(self, what: str) -> str:
        """Return a variable's name."""
        return f"{self.prefix}_{what}"

    def address(self, url: str) -> str:
        """Return the address without a slash at its end.

        Raises:
            CannotAccept: it may not be used.
        """
        parts = self._parts(url, self.name("URL"))
        if parts.username or parts.password or "@" in parts.netloc:
            raise CannotAccept(f"环境变量 {self.name('URL')} 的地址中不能带账号和密码，密钥请写在 {self.name('KEY')} 中。")
        if parts.query or parts.fragment:
            raise CannotAccept(f"环境变量 {self.name('URL')} 的地址中不能带问号或井号后面的参数，请只写到 /v1 为止。")
        if parts.scheme == "http" and not is_private(parts.hostname or ""):
            raise CannotAccept(f"{self.service}的地址 {parts.netloc} 不是本机或内网 IP 地址，须使用 https；内网域名请改写为 IP 地址或启用 https。")
        return url.rstrip("/")

    def word(self, values: Mapping[str, str], variable: str, what: str) -> str:
        """Return the value of ``variable``, which has to be set: a model's or a voice's name.

        Raises:
            CannotAccept: it is missing, too long, or no name.
        """
        value = values.get(variable, "").strip()
        if not value or len(value) > 200 or not value.isprintable():
            raise CannotAccept(f"设置了{self.service}的地址，还须用环境变量 {variable} 写明{what}。")
        return value

    def key(self, text: str) -> str:
        """Return the key.

        Raises:
            CannotAccept: it holds what no key holds.
        """
        if not text.isascii() or any(character.isspace() for character in text):
            raise CannotAccept(f"环境变量 {self.name('KEY')} 中的密钥含有空格或非英文字符，请重新填写。")
        return text

    def proxy(self, url: str) -> str:
        """Return the proxy, empty for none.

        Raises:
            CannotAccept: it is no address.
        """
        if url:
            self._parts(url, self.name("PROXY"))
        return url

    def timeout(self, text: str, usual: float, least: float, most: float) -> float:
        """Return the seconds to wait, ``usual`` when nothing is said.

        Raises:
            CannotAccept: no number between ``least`` and ``most``.
        """
        if not text:
            return usual
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not least <= seconds <= most:
            raise CannotAccept(f"环境变量 {self.name('TIMEOUT')} 应为 {least:.0f} 至 {most:.0f} 之间的秒数。")
        return seconds

    def _parts(self, url: str, name: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable or not url.isprintable() or " " in url:
            raise CannotAccept(f"环境变量 {name} 不是可用的网址，应为 https://主机/v1 这样的形式。")
        return parts


def is_private(host: str) -> bool:
    """Tell whether a host is this machine or a literal private address."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or any(address in network for network in _PRIVATE)
