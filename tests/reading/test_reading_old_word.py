"""Old binary Word files are read with the numbers they print, without any converter."""

import random

import pytest
from making_old_word import DELETED, HIDDEN, IN_TABLE, ROW_END, Para, level, numbered, old_word

from studio.errors import CannotAccept
from studio.reading import read

TITLE = Para("云溪市测试办法")


def clauses(*paragraphs: Para, **more):
    return [(c.ref, c.label, c.text) for c in read(old_word([TITLE, *paragraphs], **more), "a.doc").clauses]


def test_numbers_generated_by_word_are_resolved():
    levels = [level("第%1条", 39), level("（%2）", 37), level("%3.", 0)]
    body = (
        Para("为规范测试，制定本办法。", numbered(1)), Para("下列人员适用：", numbered(1)), Para("学生；", numbered(1, 1)),
        Para("教师，包括：", numbered(1, 1)), Para("在职教师。", numbered(1, 2)), Para("由市教育局解释。", numbered(1)),
    )  # fmt: skip
    assert clauses(*body, levels=levels) == [
        ("art_1", "第一条", "为规范测试，制定本办法。"), ("art_2", "第二条", "下列人员适用："), ("art_2.item_1", "（一）", "学生；"),
        ("art_2.item_2", "（二）", "教师，包括："), ("art_2.item_2.pt_1", "1.", "在职教师。"), ("art_3", "第三条", "由市教育局解释。"),
    ]  # fmt: skip


def test_rows_of_a_table_are_clauses():
    cells = [Para(text, IN_TABLE, "\x07") for text in ("类别", "标准")] + [Para("", ROW_END, "\x07")]
    cells += [Para(text, IN_TABLE, "\x07") for text in ("学生", "100元")] + [Para("", ROW_END, "\x07")]
    assert clauses(Para("标准如下："), *cells, Para("以上标准每年调整。")) == [
        ("para_1", "", "标准如下："), ("tbl_1.row_1", "", "类别 ｜ 标准"), ("tbl_1.row_2", "", "学生 ｜ 100元"), ("para_2", "", "以上标准每年调整。"),
    ]  # fmt: skip


def test_of_a_field_only_its_result_is_read():
    assert clauses(Para("第一条 在\x13 HYPERLINK \"x\" \x14市政府网站\x15公布。")) == [("art_1", "第一条", "在市政府网站公布。")]


def test_deleted_and_hidden_words_are_left_out_and_announced():
    text = "第一条 有效期两年三年。内部口径"
    start = len(TITLE.text) + 1
    first, hidden = start + text.index("两年"), start + text.index("内部")
    data = old_word([TITLE, Para(text)], characters=[(first, first + 2, DELETED), (hidden, hidden + 4, HIDDEN)])
    document = read(data, "a.doc")
    assert document.clauses[0].text == "有效期三年。"
    assert [warning.code for warning in document.warnings][:2] == ["tracked_changes", "hidden_text"]


def test_footnotes_are_kept():
    document = read(old_word([TITLE, Para("第一条 全国适用\x02。")], notes="\x02 不含港澳。\r"), "a.doc")
    assert [(c.ref, c.text) for c in document.clauses] == [("art_1", "全国适用。"), ("fn_1", "不含港澳。")]


def test_a_password_is_named_as_the_reason():
    with pytest.raises(CannotAccept, match="密码"):
        read(old_word([TITLE], flags=0x0100), "a.doc")


def test_damaged_files_end_in_a_record_or_one_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")
    data = old_word([TITLE, Para("第一条 为规范测试，制定本办法。", numbered(1))], levels=[level("第%1条", 39)])
    noise = random.Random(11)
    for _ in range(400):
        changed = bytearray(data)
        for _ in range(noise.randint(1, 12)):
            changed[noise.randrange(len(changed))] = noise.randrange(256)
        changed = changed[: noise.choice([len(changed), noise.randrange(8, len(changed))])]
        try:
            read(bytes(changed), "a.doc")
        except CannotAccept as refused:
            assert str(refused).endswith("。")
