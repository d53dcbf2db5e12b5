"""Parts kept on disk: found again, never half, never beyond their room."""

import os

import pytest

from studio.storage.kept import KeptParts


def test_what_is_kept_is_found_by_another_process_s_mapping(tmp_path):
    KeptParts(tmp_path)["句子|声音"] = b"samples"
    assert KeptParts(tmp_path).get("句子|声音") == b"samples"
    assert KeptParts(tmp_path).get("句子|别的声音") is None


def test_a_damaged_part_counts_as_absent(tmp_path):
    parts = KeptParts(tmp_path)
    parts["a"] = b"x" * 1000
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(KeyError):
        parts["a"]
    parts["a"] = b"y"
    assert parts["a"] == b"y"


def test_room_is_made_by_forgetting_what_was_used_longest_ago(tmp_path):
    parts = KeptParts(tmp_path, room=10_000)
    for number in range(8):
        parts[str(number)] = bytes([number]) * 1000
        os.utime(parts._path(str(number)), (number, number))
    assert parts["0"] == b"\0" * 1000  # used just now
    for number in range(8, 12):
        parts[str(number)] = bytes([number]) * 1000
    kept = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert kept <= 11_000
    assert "0" in parts and "1" not in parts and "11" in parts
