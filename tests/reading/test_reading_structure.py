"""Every clause has the address a clerk would give it, and no word of the source is lost."""

from collections import defaultdict

import pytest
from making_documents import p, word

from generators.model import Level, Part
from studio.reading import read, source_blocks
from studio.reading.folding import squeezed


def reading(text: str):
    return read(text.encode(), "文件.txt")


def refs(text: str) -> list[str]:
    return [clause.ref for clause in reading(text).clauses]


REGULATION = """云溪市测试管理办法
第一章　总则
第一条　为规范测试，制定本办法。
第二条　本办法适用于下列人员：
（一）学生；
（二）教师，包括：
1.在职教师；
2.退休教师。
前款人员应当登记。
登记时应当提交：
（一）申请表；
（二）身份证明。
第二章　附则
第一节　解释
第三条　本办法由市教育局解释。"""


def test_a_regulation_is_read_as_chapters_articles_paragraphs_items_and_points():
    assert refs(REGULATION) == [
        "chap_1", "art_1", "art_2", "art_2.item_1", "art_2.item_2", "art_2.item_2.pt_1", "art_2.item_2.pt_2", "art_2.para_2",
        "art_2.para_3", "art_2.para_3.item_1", "art_2.para_3.item_2", "chap_2", "chap_2.sec_1", "art_3",
    ]  # fmt: skip


def test_addresses_read_as_people_cite_them():
    document = reading(REGULATION)
    assert document.address("art_2.item_2.pt_1") == "第二条第（二）项第1目"
    below = reading("云溪市测试办法\n第一条 费率如下：\n（一）个人缴费：\n1.在职的：\n（1）未满35周岁的不缴费；\n（2）满35周岁的为0.02%。\n2.退休的不缴费。\n第二条 乙。\n")
    assert [below.address(clause.ref) for clause in below.clauses if "满35周岁的为" in clause.text] == ["第一条第（一）项第1目（2）"]
    assert document.address("art_2.para_3.item_1") == "第二条第三款第（一）项"
    assert document.clause("art_3").parent == "chap_2.sec_1"
    assert document.clause("chap_1").heading == "总则"


def test_titles_of_enclosed_documents_and_attachments_have_addresses_too():
    document = reading(NOTICE)
    assert (document.address("att_1"), document.address("att_2.para_1"), document.address("enc_1")) == ("附件1", "附件2第1段", "标题")
    assert document.address("notice.para_1") == "印发通知第1段"


def test_headings_follow_their_rank_and_numbers_may_run_on_across_sections():
    text = "关于测试工作的意见\n现提出如下意见：\n一、总体要求\n（一）指导思想。\n坚持测试。\n二、主要任务\n（二）加强测试。各地要测试。\n1.健全制度。完善规定。\n（1）修订办法。\n①先行试点。\n三、保障措施"
    assert refs(text) == [
        "para_1", "sec_1", "sec_1.sub_1", "sec_1.sub_1.para_1", "sec_2", "sec_2.sub_2", "sec_2.sub_2.pt_1",
        "sec_2.sub_2.pt_1.subpt_1", "sec_2.sub_2.pt_1.subpt_1.no_1", "sec_3",
    ]  # fmt: skip
    document = reading(text)
    assert document.clause("sec_1.sub_1").heading == "指导思想"
    assert document.clause("sec_2.sub_2").heading == "加强测试"
    assert document.address("sec_2.sub_2.pt_1") == "二、（二）1."


def test_arabic_numbers_may_stand_directly_below_first_headings():
    text = "关于测试的意见\n一、要求\n1.目标明确。\n2.措施有力。\n二、措施\n3.加强领导。"
    assert refs(text) == ["sec_1", "sec_1.pt_1", "sec_1.pt_2", "sec_2", "sec_2.pt_3"]


def test_decimals_nest_by_their_own_numbers_and_quantities_are_no_numbers():
    text = "云溪市测试应急预案\n1 总则\n1.1 编制目的\n为应对测试。\n1.2 编制依据\n依据有关法律。\n2 组织体系\n2.1 指挥机构\n2.1.1 职责\n负责指挥。\n1.5倍以上的，按2.1条处理。"
    document = reading(text)
    assert [clause.ref for clause in document.clauses] == [
        "dec_1", "dec_1.dec_1", "dec_1.dec_1.para_1", "dec_1.dec_2", "dec_1.dec_2.para_1", "dec_2", "dec_2.dec_1", "dec_2.dec_1.dec_1",
        "dec_2.dec_1.dec_1.para_1", "dec_2.dec_1.dec_1.para_2",
    ]  # fmt: skip
    assert document.clauses[-1].text.startswith("1.5倍")


@pytest.mark.parametrize(
    ("printed", "label", "form"),
    [
        ("(一)加强领导。", "(一)", Level.HEADING_2), ("（ 一 ）加强领导。", "（一）", Level.HEADING_2), ("㈠加强领导。", "㈠", Level.HEADING_2),
        ("一.加强领导", "一.", Level.HEADING_1), ("一，加强领导", "一，", Level.HEADING_1), ("１．加强领导。", "１．", Level.HEADING_3),
        ("1、加强领导。", "1、", Level.HEADING_3), ("1﹒加强领导。", "1﹒", Level.HEADING_3), ("1）加强领导。", "1）", Level.HEADING_3),
        ("⑴加强领导。", "⑴", Level.HEADING_4), ("(1)加强领导。", "(1)", Level.HEADING_4), ("第 一 条 加强领导。", "第一条", Level.ARTICLE),
        ("第一条加强领导。", "第一条", Level.ARTICLE),
    ],
)  # fmt: skip
def test_numbers_are_known_in_every_width_and_spacing_and_kept_as_printed(printed, label, form):
    clause = reading(f"关于测试的意见\n{printed}\n为此通知各地。").clauses[0]
    assert (clause.label, clause.level, clause.text.rstrip("。")) == (label, form, "加强领导")


@pytest.mark.parametrize("line", ["第五条规定的情形，从其规定。", "第六条、第七条所列人员除外。", "一、二级医院执行。", "2.5亿元以上的项目。", "十里铺街道负责。", "2026年起执行。"])
def test_a_reference_or_quantity_at_the_start_of_a_line_is_no_number(line):
    assert reading(f"关于测试的意见\n{line}\n其他按规定执行。").clauses[0].label == ""


def test_chapter_and_first_article_on_one_line_are_two_clauses():
    document = reading("云溪市测试办法\n第一章 总则 第一条 为规范测试，制定本办法。\n第二条 由市教育局负责。")
    assert [(c.ref, c.text) for c in document.clauses][:2] == [("chap_1", "总则"), ("art_1", "为规范测试，制定本办法。")]


def test_a_typed_contents_page_is_not_taken_for_clauses():
    text = "云溪市测试条例\n（2026年3月1日云溪市第十届人民代表大会常务委员会第五次会议通过）\n目　录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　为规范测试，制定本条例。\n第二章　附则\n第二条　本条例自2026年5月1日起施行。"
    assert refs(text) == ["chap_1", "art_1", "chap_2", "art_2"]


NOTICE = """云溪市人民政府办公室关于印发云溪市
测试补贴管理办法的通知
云政办发〔2026〕7号
各县（区）人民政府，市直各部门：
《云溪市测试补贴管理办法》已经市人民政府同意，现印发给你们，请认真贯彻执行。
云溪市人民政府办公室
2026年3月2日
（此件公开发布）
云溪市测试补贴管理办法
第一条 为规范测试补贴，制定本办法。
第二条 本办法自2026年4月1日起施行。
附件：1.测试补贴标准
2.测试补贴申请表
附件1
测试补贴标准
一、学生每人100元。
附件2
测试补贴申请表
姓名和身份证号由本人填写。
抄送：市委办公室。
云溪市人民政府办公室 2026年3月3日印发"""


def test_a_notice_its_enclosure_and_attachments_are_told_apart():
    document = reading(NOTICE)
    assert [(c.ref, c.part) for c in document.clauses] == [
        ("notice.para_1", Part.NOTICE), ("enc_1", Part.ENCLOSURE), ("art_1", Part.ENCLOSURE), ("art_2", Part.ENCLOSURE),
        ("att_1", Part.ATTACHMENT), ("att_1.sec_1", Part.ATTACHMENT), ("att_2", Part.ATTACHMENT), ("att_2.para_1", Part.ATTACHMENT),
    ]  # fmt: skip
    assert document.title == "云溪市人民政府办公室关于印发云溪市测试补贴管理办法的通知"
    assert document.clause("enc_1").text == "云溪市测试补贴管理办法"
    assert [(a.label, a.title, a.ref) for a in document.attachments] == [("附件1", "测试补贴标准", "att_1"), ("附件2", "测试补贴申请表", "att_2")]


def test_signature_date_note_copies_and_imprint_are_metadata_not_clauses():
    roles = defaultdict(list)
    for block in source_blocks(NOTICE.encode(), "a.txt"):
        roles[block.role].append(block.words)
    assert roles["signature"] == ["云溪市人民政府办公室"] and roles["date"] == ["2026年3月2日"]
    assert roles["note"] == ["（此件公开发布）", "抄送：市委办公室。", "云溪市人民政府办公室 2026年3月3日印发"]
    assert roles["attachment_list"] == ["附件：1.测试补贴标准", "2.测试补贴申请表"]


def test_several_enclosed_documents_each_have_their_own_addresses():
    text = "云溪市人民政府关于印发测试规定和考核办法的通知\n各县（区）人民政府：\n现将《测试规定》《考核办法》印发给你们。\n云溪市人民政府\n2026年3月2日\n测试规定\n第一条 测试每年举行。\n考核办法\n第一条 考核每季举行。"
    assert refs(text) == ["notice.para_1", "enc_1", "art_1", "enc_2", "enc_2.art_1"]
    assert reading(text).address("enc_2.art_1") == "《考核办法》第一条"


def test_an_attachment_that_is_the_enclosed_document_is_its_text():
    text = "云溪市教育局关于印发《云溪市测试办法》的通知\n各学校：\n现将《云溪市测试办法》印发给你们。\n附件：云溪市测试办法\n云溪市教育局\n2026年3月2日\n附件\n云溪市测试办法\n第一条 测试每年举行。"
    assert refs(text) == ["notice.para_1", "enc_1", "art_1"]
    assert reading(text).clause("art_1").part is Part.ENCLOSURE


def test_a_forwarded_document_keeps_its_own_addressee_and_signature_out_of_the_clauses():
    text = "云溪市人民政府转发市教育局关于测试工作意见的通知\n各县（区）人民政府：\n市教育局《关于测试工作的意见》已经市人民政府同意，现转发给你们。\n云溪市人民政府\n二〇二六年三月二日\n关于测试工作的意见\n云溪市人民政府：\n现提出如下意见：\n一、加强领导\n各地要重视。\n云溪市教育局\n二〇二六年二月一日"
    document = reading(text)
    assert [c.ref for c in document.clauses] == ["notice.para_1", "enc_1", "para_1", "sec_1", "sec_1.para_1"]
    assert document.issuing_authorities == ("云溪市人民政府",) and str(document.written_on) == "2026-03-02"


def test_an_order_publishes_a_regulation_whose_title_is_the_documents():
    text = "云溪市人民政府令\n第19号\n《云溪市测试办法》已经市人民政府第3次常务会议通过，现予公布，自2026年5月1日起施行。\n市　长：张　敏\n2026年3月2日\n云溪市测试办法\n第一条 测试每年举行。"
    document = reading(text)
    assert (document.title, document.document_number) == ("云溪市测试办法", "云溪市人民政府令第19号")
    assert str(document.effective_on) == "2026-05-01"


def test_closing_words_and_what_follows_the_signature_stand_at_the_top():
    text = "云溪市公安局通告\n2026年第5号\n关于限行的通告\n现通告如下：\n一、范围\n环城路以内。\n二、附则\n本通告由市公安局解释。\n本通告自2026年5月1日起施行。\n特此通告。\n云溪市公安局\n2026年3月2日\n（联系人：张敏，联系电话：0689-5126018）"
    document = reading(text)
    assert [c.ref for c in document.clauses] == ["para_1", "sec_1", "sec_1.para_1", "sec_2", "sec_2.para_1", "sec_2.para_2", "para_2", "para_3"]
    assert document.document_number == "云溪市公安局通告2026年第5号"


def test_a_contents_page_with_page_numbers_ends_where_they_end():
    text = "目　录\n1 总则......1\n1.1 目的......1\n2 附则......3\n云溪市测试应急预案\n1 总则\n1.1 目的\n为应对测试。\n1.2 依据\n依据法律。\n2 附则\n2.1 解释\n由市教育局解释。"
    document = reading(text)
    assert document.title == "云溪市测试应急预案"
    assert [c.ref for c in document.clauses if c.label] == ["dec_1", "dec_1.dec_1", "dec_1.dec_2", "dec_2", "dec_2.dec_1"]


def test_a_list_of_names_is_read_without_inventing_clauses():
    text = "云溪市人民政府关于调整测试委员会组成人员的通知\n各县（区）人民政府：\n组成人员通知如下：\n主　任：张　敏　市长\n副主任：李　强　副市长\n委　员：王　芳　市教育局局长\n云溪市人民政府\n2026年3月2日"
    document = reading(text)
    assert [(c.level, c.label) for c in document.clauses] == [(Level.PARAGRAPH, "")] * 4


def test_a_numbering_that_starts_again_gets_addresses_of_its_own():
    text = "关于测试的意见\n一、甲任务\n（一）先测。\n二、乙任务\n一、丙任务\n（一）再测。"
    found = refs(text)
    assert len(set(found)) == len(found) == 5


def test_a_second_list_in_one_clause_hangs_on_the_paragraph_that_announces_it():
    text = "关于测试的意见\n一、条件\n（一）申请\n应当符合：\n1.在校；\n2.在册。\n还应当提交：\n1.申请表；\n2.照片。"
    assert refs(text)[-2:] == ["sec_1.sub_1.para_2.pt_1", "sec_1.sub_1.para_2.pt_2"]


def test_lines_wrapped_by_hand_are_joined_and_spaces_around_numbers_taken_out():
    lines = [
        "云溪市测试办法",
        "第一条 为规范测试补贴的申请、审核和发放，根据有关法",
        "律法规，结合本市实际，制定本办法，自 2026 年 3 月起对符",
        "合条件的人员每人每年发放 200 元。",
        "第二条 市教育局负责测试补贴的组织实施，市财政局负责资",
        "金的筹集和拨付，各县（区）教育局负责受理申请并在受理后",
        "5 个工作日内完成审核，审核结果应当在县（区）人民政府门户",
        "网站公示。",
        "第三条 测试补贴按照学年发放，每学年发放一次，当年未发放",
        "的可以在下一学年补发，但补发的期限最长不得超过两个学年，",
        "具体办法由市教育局会同市财政局另行制定，报市人民政府备案",
        "后执行。",
        "第四条 本办法由市教育局负责解释，解释应当向社会公开，公",
        "众可以通过市人民政府门户网站查询，也可以向市教育局咨询电",
        "话了解。",
    ]
    document = reading("\n".join(lines))
    assert [c.ref for c in document.clauses] == ["art_1", "art_2", "art_3", "art_4"]
    assert "自2026年3月起对符合条件的人员每人每年发放200元。" in document.clause("art_1").text
    assert "受理后5个工作日内" in document.clause("art_2").text


@pytest.mark.parametrize("text", [REGULATION, NOTICE])
def test_every_word_of_the_source_is_in_one_clause_or_named_as_something_else(text):
    held = defaultdict(str)
    for clause in reading(text).clauses:
        held[clause.block] += clause.label + clause.text
    for block in source_blocks(text.encode(), "a.txt"):
        assert block.role_label
        if block.role == "clause":
            assert squeezed(held[block.index]) == squeezed(block.words)


def test_the_text_of_a_clause_is_found_in_its_source_block():
    data = word(p("云溪市测试办法") + p("第一条　为规范　测试，制定本办法。") + p("（一）甲类；"))
    blocks = source_blocks(data, "a.docx")
    for clause in read(data, "a.docx").clauses:
        assert clause.text in blocks[clause.block].words


def test_numbers_left_out_or_repeated_are_queried():
    document = reading("云溪市测试办法\n第一条 甲。\n第三条 乙。\n第三条 丙。")
    assert {(w.code, w.where) for w in document.warnings} == {("numbering_gap", "art_3"), ("numbering_repeated", "art_3-2")}
