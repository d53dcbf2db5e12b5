"""A file that is not what its name says: the sentence says what it is and what to do, and what can be read is read with a doubt."""

import io
import zipfile

import pytest

from studio.errors import CannotAccept
from studio.reading import read
from tests.studio_home import POLICY

LOGIN = b"<!DOCTYPE html><html><head><title>x</title></head><body><form><input name=a></form></body></html>"
PAGE = "<!DOCTYPE html><html><body>{}</body></html>"


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("通知.txt", "正文")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (LOGIN, "通知.pdf", "“通知.pdf”不是 PDF 文件，其实是网页；"),
        (b"Not Found\n", "通知.pdf", "“通知.pdf”不是 PDF 文件，其实是纯文本；"),
        (LOGIN, "通知.docx", "“通知.docx”不是 Word 文件，其实是网页；"),
        (archive(), "通知.pdf", "“通知.pdf”不是 PDF 文件，是压缩包，请解压后上传"),
        (bytes(range(1, 32)) * 40, "通知.PDF", "“通知.PDF”不是 PDF 文件，也认不出是什么文件"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(data, name, what):
    with pytest.raises(CannotAccept) as refused:
        read(data, name)
    assert str(refused.value).startswith(what) and "上传" in str(refused.value), refused.value


def test_a_policy_under_a_wrong_name_is_read_and_the_name_told_of():
    page = PAGE.format("".join(f"<p>{line}</p>" for line in POLICY.decode().splitlines())).encode()
    document = read(page, "办法.pdf")
    assert document.document_number == "云民发〔2026〕7号"
    (doubt,) = [item for item in document.warnings if item.code == "misnamed"]
    assert doubt.message == "“办法.pdf”不是 PDF 文件，其实是网页，请核对是不是要上传的文件。"
    assert not [item for item in read(page, "办法.html").warnings if item.code == "misnamed"]
    assert not [item for item in read(page, "办法.doc").warnings if item.code == "misnamed"], "Word itself saves pages so"
