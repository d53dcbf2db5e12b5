"""The application reads uploads in a process of its own: same result, and nothing that happens there reaches it."""

import subprocess
import sys

import hostile_files
import pytest
from making_documents import p, word

from studio.errors import CannotAccept
from studio.processes.isolating import PROJECT
from studio.reading import read, read_safely

POLICY = word(p("云溪市测试办法") + p("第一条 为规范测试，制定本办法。"))


def test_it_yields_the_same_record_as_reading_here():
    assert read_safely(POLICY, "测试.docx") == read(POLICY, "测试.docx")


def test_a_refusal_arrives_with_its_own_sentence():
    with pytest.raises(CannotAccept, match="“空.docx”是空的"):
        read_safely(b"", "空.docx")
    with pytest.raises(CannotAccept, match="过大"):
        read_safely(hostile_files.streamed(b"<w:p/>", 500_000), "a.docx")


def test_time_that_runs_out_becomes_a_sentence():
    with pytest.raises(CannotAccept, match="用时过长"):
        read_safely(POLICY, "测试.docx", seconds=0.01)


def test_memory_is_limited_in_the_child():
    code = "from studio.reading.isolation import limit_this_process; limit_this_process(); bytearray(3 * 1024**3)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode != 0 and "MemoryError" in done.stderr
