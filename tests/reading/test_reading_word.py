"""What a reader of the printed page sees is read, once; what the page does not show is left out and named."""

import pytest
from making_documents import cell, p, part, row, run, table, word

from studio.errors import CannotAccept
from studio.reading import read, source_blocks

TITLE = p("云溪市测试办法")


def texts(body, **parts):
    return [clause.text for clause in read(word(TITLE + body, **parts), "a.docx").clauses]


def warnings(body, **parts):
    return {warning.code: warning.message for warning in read(word(TITLE + body, **parts), "a.docx").warnings}


def test_tracked_changes_are_read_as_accepted_and_announced():
    inner = run("有效期") + f'<w:del w:id="1"><w:r><w:delText>两年</w:delText></w:r></w:del><w:ins w:id="2">{run("三年")}</w:ins>' + run("。")
    assert texts(p(inner=inner)) == ["有效期三年。"]
    assert "定稿" in warnings(p(inner=inner))["tracked_changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    assert texts(p("前半句，", mark='<w:del w:id="1"/>') + p("后半句。")) == ["前半句，后半句。"]


def test_moved_text_is_read_where_it_went():
    away = p(inner=f'<w:moveFrom w:id="1">{run("移走的话。")}</w:moveFrom>')
    here = p(inner=f'<w:moveTo w:id="2">{run("移走的话。")}</w:moveTo>')
    assert texts(p("第一段。") + away + p("第二段。") + here) == ["第一段。", "第二段。", "移走的话。"]


def test_hidden_text_is_left_out_and_announced():
    body = p(inner=run("公开的内容。") + run("内部口径", "<w:vanish/>") + run("没有隐藏。", '<w:vanish w:val="0"/>'))
    assert texts(body) == ["公开的内容。没有隐藏。"]
    assert "内部口径" in warnings(body)["hidden_text"]


def test_comments_are_left_out_and_announced():
    comments = part("comments", f'<w:comment w:id="0">{p("这里再斟酌")}</w:comment>')
    assert texts(p("正文内容。"), comments=comments) == ["正文内容。"]
    assert "1条批注" in warnings(p("正文内容。"), comments=comments)["comments"]


def test_of_a_field_only_the_result_is_read():
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://example.org"</w:instrText></w:r>'
    inner += f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("市政府门户网站")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("公布。")}'
    assert texts(p(inner=run("在") + inner)) == ["在市政府门户网站公布。"]


def test_a_generated_contents_page_is_not_taken_for_clauses():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    contents = p(inner=begin + run("第一章 总则 1")) + p("第二章 附则 5") + p(inner='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body = contents + p("第一章 总则") + p("第一条 为规范测试，制定本办法。") + p("第二章 附则") + p("第二条 本办法自发布之日起施行。")
    document = read(word(TITLE + body), "a.docx")
    assert [clause.ref for clause in document.clauses] == ["chap_1", "art_1", "chap_2", "art_2"]


def test_a_text_box_encoded_twice_is_read_once():
    box = f"<w:txbxContent>{p('方框里的话。')}</w:txbxContent>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
    both += f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    assert texts(p("前文内容。") + p(inner=f"{run('正文。')}<w:r>{both}</w:r>")) == ["前文内容。", "正文。", "方框里的话。"]


def test_a_footnote_becomes_a_clause_under_the_one_it_explains():
    notes = part("footnotes", f'<w:footnote w:id="2">{p("不含香港、澳门。")}</w:footnote>')
    body = p(inner=run("第一条 全国适用。") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    note = read(word(TITLE + body, footnotes=notes), "a.docx").clauses[-1]
    assert (note.ref, note.label, note.parent, note.text) == ("fn_1", "注1", "art_1", "不含香港、澳门。")


def test_content_controls_and_custom_xml_hide_nothing():
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的段落。')}</w:sdtContent></w:sdt>"
    assert texts(inner + p(inner=f"<w:smartTag>{run('标记里的字')}</w:smartTag>{run('。')}")) == ["控件里的段落。", "标记里的字。"]


def test_line_breaks_inside_a_paragraph_separate_clauses():
    inner = run("第一条 甲内容。") + "<w:r><w:br/></w:r>" + run("第二条 乙内容。")
    assert [clause.ref for clause in read(word(TITLE + p(inner=inner)), "a.docx").clauses] == ["art_1", "art_2"]


def test_check_boxes_show_whether_they_are_ticked():
    def box(state):
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    inner = box("<w:checked/>") + run("是 ") + box('<w:default w:val="0"/>') + run("否。")
    assert texts(p("请在下面选择：") + p(inner=inner)) == ["请在下面选择：", "☑是 □否。"]


def test_a_row_stands_alone_when_cells_are_merged_downwards_and_once_when_merged_across():
    merged = table(
        row(cell("类别"), cell("标准", '<w:gridSpan w:val="2"/>')),
        row(cell("稳岗", '<w:vMerge w:val="restart"/>'), cell("返还"), cell("90%")),
        row(cell("", "<w:vMerge/>"), cell("留工"), cell("每人500元")),
    )
    document = read(word(TITLE + p("标准如下：") + merged), "a.docx")
    assert [clause.text for clause in document.clauses[1:]] == ["类别 ｜ 标准", "稳岗 ｜ 返还 ｜ 90%", "稳岗 ｜ 留工 ｜ 每人500元"]
    assert document.tables[0].rows[2] == ("稳岗", "留工", "每人500元")
    assert document.clauses[1].ref == "tbl_1.row_1"


def test_a_table_inside_a_cell_keeps_its_words_and_a_table_of_one_cell_is_only_a_frame():
    nested = table(row(cell("甲"), cell(p("乙") + table(row(cell("丙"), cell("丁"))))))
    assert texts(p("如下：") + nested) == ["如下：", "甲 ｜ 乙 丙，丁"]
    assert texts(table(row(cell(p("第一条 框内条文。"))))) == ["框内条文。"]


def test_strict_files_and_main_parts_elsewhere_are_read():
    assert read(word(TITLE + p("正文内容。"), strict=True), "a.docx").clauses[0].text == "正文内容。"
    assert read(word(TITLE + p("正文内容。"), main="doc/main.xml"), "a.docx").clauses[0].text == "正文内容。"


def test_headers_and_page_numbers_are_margins_not_clauses():
    data = word(TITLE + p("正文内容。") + p("— 1 —"), header=part("hdr", p("机密★3年")))
    document = read(data, "a.docx")
    assert [clause.text for clause in document.clauses] == ["正文内容。"]
    assert document.secrecy == "机密★3年"
    assert {block.words: block.role for block in source_blocks(data, "a.docx")}["— 1 —"] == "margin"


def test_macros_are_not_run_but_announced():
    data = word(TITLE + p("正文内容。"), extra={"word/vbaProject.bin": b"\x00"})
    assert "宏" in read(data, "a.docm").warnings[0].message


def test_a_file_of_a_single_line_is_read_as_text():
    assert [clause.text for clause in read(word(p("测试每年举行一次")), "a.docx").clauses] == ["测试每年举行一次"]


def test_a_file_without_words_is_refused():
    with pytest.raises(CannotAccept, match="没有可读取的文字"):
        read(word("<w:p/>"), "空白.docx")


def test_letterhead_and_imprint_set_in_tables_are_metadata_not_rows():
    head = table(row(cell("云溪市人民政府文件", '<w:gridSpan w:val="2"/>')), row(cell("云政发〔2026〕8号"), cell("签发人：张敏")))
    foot = table(row(cell("抄送：市委办公室。", '<w:gridSpan w:val="2"/>')), row(cell("云溪市人民政府办公室"), cell("2026年3月6日印发")))
    body = p("云溪市人民政府关于测试的通知") + p("各县（区）人民政府：") + p("测试每年举行。") + p("云溪市人民政府") + p("2026年3月2日")
    document = read(word(head + body + foot), "a.docx")
    assert [clause.text for clause in document.clauses] == ["测试每年举行。"] and document.tables == ()
    assert (document.document_number, str(document.printed_on)) == ("云政发〔2026〕8号", "2026-03-06")


def first_text(inner: str) -> str:
    return texts(p(inner=run("第一条 ") + inner))[0]


@pytest.mark.parametrize(
    ("equation", "written"),
    [
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>", "(a+b)/c"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x²"),
        ("<m:rad><m:degHide/><m:e><m:r><m:t>xy</m:t></m:r></m:e></m:rad>", "√xy"),
        ("<m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d>", "(a)"),
    ],
)
def test_an_equation_is_written_on_one_line(equation, written):
    assert first_text(f"<m:oMath>{equation}</m:oMath>") == written


def test_exponents_stay_raised_and_numbers_in_circles_are_read():
    assert first_text(run("面积10km") + run("2", '<w:vertAlign w:val="superscript"/>')) == "面积10km²"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,11) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert first_text(field + run("测试")) == "⑪测试"


def test_cells_and_rows_under_tracking_are_read_as_accepted_and_counted():
    struck = row(cell("甲"), cell("乙", '<w:cellDel w:id="1"/>'), cell("丙", '<w:cellIns w:id="2"/>'))
    document = read(word(p("云溪市测试办法") + p("第一条 标准如下。") + table(struck, row(cell("1"), cell("2")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="3"/></w:trPr>'))), "a.docx")
    assert document.tables[0].rows == (("甲", "丙"),)
    assert [warning.code for warning in document.warnings] == ["tracked_changes"]


def test_embedded_and_sub_documents_are_announced():
    for element in ("<w:altChunk/>", "<w:subDoc/>"):
        assert [w.code for w in read(word(p("云溪市测试办法") + p("第一条 测试每年举行。") + element), "a.docx").warnings] == ["embedded_text"]


def test_an_attachment_may_begin_in_the_first_row_of_its_table():
    span = '<w:gridSpan w:val="2"/>'
    document = read(word("".join(map(p, ("关于测试的通知", "各学校：", "请执行。", "附件：测试标准", "云溪市教育局", "2026年3月1日"))) + table(row(cell("附件 测试标准", span)), row(cell("甲"), cell("乙")))), "a.docx")
    assert document.attachments[0].ref == "att_1" and document.tables[0].rows == (("甲", "乙"),)


def test_a_page_number_in_a_box_of_the_footer_is_no_clause():
    box = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{p("1")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    data = word(p("云溪市测试办法") + p("第一条 本办法自2026年1月1日起施行。"), footer=part("ftr", box))
    assert [clause.text for clause in read(data, "a.docx").clauses] == ["本办法自2026年1月1日起施行。"]
