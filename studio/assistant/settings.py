"""Where the assistant is asked: environment variables of the server, so that nobody but its administrator sets them.

No page, uploaded file or stored value can change the address; which addresses may be used is in ``studio.addresses``.
"""

import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio.addresses import Variables

VARIABLES = Variables("STUDIO_ASSISTANT", "起草助手")
URL, MODEL, KEY, PROXY, TIMEOUT = map(VARIABLES.name, ("URL", "MODEL", "KEY", "PROXY", "TIMEOUT"))
USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT = 60.0, 5.0, 600.0


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
    if not values.get(URL, "").strip():
        return None
    url = VARIABLES.address(values[URL].strip())
    return Settings(
        url,
        VARIABLES.word(values, MODEL, "模型名称"),
        VARIABLES.key(values.get(KEY, "").strip()),
        VARIABLES.proxy(values.get(PROXY, "").strip()),
        VARIABLES.timeout(values.get(TIMEOUT, "").strip(), USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
    )
