"""Which speech service is asked: environment variables of the server, so that nobody but its administrator sets them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio.addresses import Variables

VARIABLES = Variables("STUDIO_SPEECH", "语音服务")
URL, MODEL, VOICE, KEY, PROXY, TIMEOUT = map(VARIABLES.name, ("URL", "MODEL", "VOICE", "KEY", "PROXY", "TIMEOUT"))
USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT = 30.0, 2.0, 300.0


@dataclass(frozen=True)
class SpeechSettings:
    """Address (to which ``/audio/speech`` is added), model, voice, key, proxy, and seconds to wait for the next sign of life."""

    url: str
    model: str
    voice: str
    key: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)
    timeout: float = USUAL_TIMEOUT

    @property
    def host(self) -> str:
        """Return host and port, for people."""
        return urlsplit(self.url).netloc


def from_environment(environment: Mapping[str, str] | None = None) -> SpeechSettings | None:
    """Return the settings, or None when the administrator has set no address.

    Raises:
        CannotAccept: an address that may not be used, no model or voice, or a waiting time out of bounds.
    """
    values = os.environ if environment is None else environment
    if not values.get(URL, "").strip():
        return None
    url = VARIABLES.address(values[URL].strip())
    return SpeechSettings(
        url,
        VARIABLES.word(values, MODEL, "模型名称"),
        VARIABLES.word(values, VOICE, "声音名称"),
        VARIABLES.key(values.get(KEY, "").strip()),
        VARIABLES.proxy(values.get(PROXY, "").strip()),
        VARIABLES.timeout(values.get(TIMEOUT, "").strip(), USUAL_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
    )
