"""What a model answered, read as hostile input: JSON of one fixed shape, its texts cleaned, nothing in it ever executed."""

import json
import re
import unicodedata

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_TEXT, MOST_QUOTES, LONGEST_QUOTE = 2000, 12, 2000


class Unreadable(ValueError):
    """An answer that is not of the shape agreed; the text is a short Chinese phrase the model may be told."""


class Quote(BaseModel):
    """Words the model says it took from clause ``ref``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    ref: str = Field(max_length=200)
    quote: str = Field(max_length=LONGEST_QUOTE)


class Reply(BaseModel):
    """The one shape an answer may have."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    text: str = Field(max_length=LONGEST_TEXT)
    quotes: tuple[Quote, ...] = Field(max_length=MOST_QUOTES, strict=False)


SCHEMA = {
    "name": "wording",
    "strict": True,
    "schema": {
        "type": "object",
        "additionalProperties": False,
        "required": ["text", "quotes"],
        "properties": {
            "text": {"type": "string"},
            "quotes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["ref", "quote"],
                    "properties": {"ref": {"type": "string"}, "quote": {"type": "string"}},
                },
            },
        },
    },
}
"""The same shape as JSON schema, for servers that can hold a model to it."""

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_ADDRESS = re.compile(r"(?:https?|ftp|file|javascript|data|mailto)\s*[:：]\S*|www\.\S+", re.IGNORECASE)
_MARKUP = re.compile(r"^\s*(?:#{1,6}|[-*+>]|\d+[.)])\s+|\*\*|__|`+|~~", re.MULTILINE)
_GENERAL = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def parse(raw: str) -> Reply:
    """Return the answer in ``raw``: one JSON object, alone or with thoughts and a fence around it.

    Raises:
        Unreadable: there is no such object, or it has other fields than agreed.
    """
    text = _THINKING.sub("", raw).strip()
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise Unreadable("没有 JSON 对象")
    try:
        return Reply.model_validate(json.loads(text[start : end + 1]))
    except ValidationError:
        raise Unreadable("JSON 的字段与约定不符，或者太长") from None
    except (ValueError, RecursionError):
        raise Unreadable("不是完整的 JSON") from None


def cleaned(text: str, *, lines: bool = False) -> str:
    """Return ``text`` as plain words: no control or invisible characters, tags, links or markup; ``lines`` keeps line breaks."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _GENERAL)
    for pattern, instead in ((_LINK, r"\1"), (_TAG, ""), (_ADDRESS, ""), (_MARKUP, "")):
        text = pattern.sub(instead, text)
    kept = [re.sub(r"[ 　]+", " ", line).strip() for line in text.split("\n")]
    kept = [line for line in kept if line]
    return "\n".join(kept) if lines else "".join(kept)
