"""Files are kept by their content, appear whole or not at all, and are checked when read."""

import hashlib
import threading

import pytest

from studio.storage.files import DamagedFile, FileStore


def kept(store: FileStore) -> list:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_what_was_put_comes_back_and_equal_content_is_kept_once(tmp_path):
    store = FileStore(tmp_path / "files")
    checksum = store.put(b"data")
    assert checksum == hashlib.sha256(b"data").hexdigest() == store.put(b"data")
    assert store.get(checksum) == b"data"
    assert len(kept(store)) == 1


def test_an_empty_file_is_a_file(tmp_path):
    store = FileStore(tmp_path)
    assert store.get(store.put(b"")) == b""


def test_a_changed_byte_is_noticed_on_reading(tmp_path):
    store = FileStore(tmp_path)
    checksum = store.put(b"data")
    kept(store)[0].write_bytes(b"date")
    with pytest.raises(DamagedFile, match="已损坏"):
        store.get(checksum)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(DamagedFile, match="缺少文件"):
        FileStore(tmp_path).get("0" * 64)


def test_a_file_cut_short_is_mended_by_putting_it_again(tmp_path):
    store = FileStore(tmp_path)
    checksum = store.put(b"data")
    kept(store)[0].write_bytes(b"da")
    assert store.put(b"data") == checksum
    assert store.get(checksum) == b"data"


@pytest.mark.parametrize("checksum", ["", "../../etc/passwd", "0" * 63, "G" * 64, "0" * 64 + "/x"])
def test_nothing_but_a_checksum_names_a_file(tmp_path, checksum):
    with pytest.raises(DamagedFile):
        FileStore(tmp_path).get(checksum)


def test_many_writers_of_one_content_leave_one_whole_file(tmp_path):
    store, data = FileStore(tmp_path), bytes(200_000)
    writers = [threading.Thread(target=store.put, args=(data,)) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(kept(store)) == 1
    assert store.get(hashlib.sha256(data).hexdigest()) == data
