"""What must be looked at before a source is interpreted."""

import io
import zipfile

from generators.model import ReadingWarning, Severity
from studio.checking import check_upload
from tests.checking.invented_policies import document


def packed(**parts: str) -> bytes:
    """Return a zip with the given parts, named comments or core."""
    names = {"comments": "word/comments.xml", "core": "docProps/core.xml"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(names[name], f'<?xml version="1.0"?><x:a xmlns:x="u"><x:t>{text}</x:t></x:a>')
    return buffer.getvalue()


def codes(data: bytes, *texts: str, **fields) -> dict[str, Severity]:
    return {issue.code: issue.severity for issue in check_upload(data, document(*texts, **fields))}


def test_a_plain_public_document_has_no_issue():
    assert codes(b"", "每人补助500元。咨询电话：0599-8765432。") == {}


def test_a_secret_document_blocks():
    assert codes(b"", "每人补助500元。", secrecy="机密★1年")["secrecy_mark"] is Severity.BLOCKING


def test_personal_data_in_the_source_blocks_with_its_clause():
    found = check_upload(b"", document("名单如下。", "张某，11010519491231002X。"))
    assert [(issue.code, issue.where) for issue in found] == [("personal_data", "art_2")]
    assert "11010519491231002X" not in found[0].text


def test_traces_of_editing_ask():
    warnings = tuple(ReadingWarning(code=code, message="有痕迹。") for code in ("comments", "tracked_changes", "hidden_text"))
    found = codes(b"", "每人补助500元。", warnings=warnings)
    assert found == {"comments": Severity.CONFIRM, "tracked_changes": Severity.CONFIRM, "hidden_text": Severity.CONFIRM}


def test_comments_and_properties_are_searched_too():
    found = check_upload(packed(comments="请张敏核对，手机13912345678", core="内部资料"), document("每人补助500元。"))
    assert {(issue.code, issue.where) for issue in found} == {("personal_data", "批注"), ("secrecy_mark", "文件属性")}


def test_a_document_that_does_not_say_it_is_public_is_advised():
    assert codes(b"", "每人补助500元。", openness=None) == {"openness_unknown": Severity.ADVISORY}


def test_a_damaged_container_is_the_readers_business():
    assert codes(b"PK\x03\x04 damaged", "每人补助500元。") == {}
