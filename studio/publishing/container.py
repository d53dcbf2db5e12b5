"""The container of a package: a zip whose every byte follows from its members, so that any changed byte shows.

Members are stored, not compressed (pictures and videos gain nothing, and compressors differ between machines), in the
order of their names, with a fixed time and fixed attributes.
"""

import io
import re
import zipfile

MOST_MEMBERS = 5000
MOST_BYTES = 4 * 1024**3 - 1
_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


class BadContainer(ValueError):
    """The bytes are not a container as ``pack`` makes them; the text is one Chinese sentence."""


def pack(members: dict[str, bytes]) -> bytes:
    """Return the zip of ``members`` by path. The same members give the same bytes, on any machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(members):
            info = zipfile.ZipInfo(path, _TIME)
            info.create_system = 3
            info.external_attr = _MODE
            archive.writestr(info, members[path])
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members of a container by path. Hostile input costs no more than its own size.

    Raises:
        BadContainer: it is no zip, names escape the folder, sizes lie, or any byte is not where ``pack`` would put it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_hostile(infos, len(data))
            members = {info.filename: archive.read(info) for info in infos}
    except BadContainer:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, EOFError, OSError, NotImplementedError, RuntimeError):
        raise BadContainer("这不是完整的发布包，文件可能已损坏或被改动。") from None
    if pack(members) != data:
        raise BadContainer("发布包的内容或者结构被改动过。")
    return members


def _refuse_hostile(infos: list[zipfile.ZipInfo], size: int) -> None:
    if len(infos) > MOST_MEMBERS or size > MOST_BYTES:
        raise BadContainer("发布包中的文件过多或过大，不予处理。")
    if len({info.filename for info in infos}) != len(infos):
        raise BadContainer("发布包中有同名文件。")
    if sum(info.file_size for info in infos) > size or any(info.compress_type for info in infos):
        raise BadContainer("发布包的结构与导出时不符。")
    for info in infos:
        if not is_plain_path(info.filename):
            raise BadContainer(f"发布包中有不安全的文件名：{info.filename[:60]!r}。")


def is_plain_path(path: str) -> bool:
    """Tell whether ``path`` is relative, without ``..``, backslashes, empty steps or control characters."""
    steps = path.split("/")
    plain = all(step not in ("", ".", "..") for step in steps)
    return plain and path.isprintable() and not re.search(r'[\\:*?"<>|]', path) and len(path) < 300
