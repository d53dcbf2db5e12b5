"""Metadata come from what the document prints; what it does not print stays unknown."""

from datetime import date

import pytest

from studio.reading import read


def reading(*lines: str):
    return read("\n".join(lines).encode(), "文件.txt")


def notice(*body: str, number: str = "云政发〔2026〕8号", signed: str = "2026年3月2日"):
    return reading(
        "云溪市人民政府关于测试工作的通知", number, "各县（区）人民政府：", *body, "云溪市人民政府", signed
    )


@pytest.mark.parametrize(
    "printed",
    ["云政发〔2026〕8号", "云政发[2026]8号", "云政发（2026）8号", "云政发【2026】8号", "云政发﹝2026﹞8号", "（云政发〔2026〕8号）", "云政发〔2026〕第8号", "云政发 [2026] 8 号", "云政发〔2026〕8号　　　　签发人：张敏"],
)
def test_numbers_in_any_bracket_are_written_in_the_standard_form(printed):
    assert notice("测试每年举行。", number=printed).document_number == "云政发〔2026〕8号"


def test_joint_authorities_are_all_named_however_they_are_set():
    head = ("云溪市教育局 云溪市财政局", "关于测试补贴的通知", "各学校：", "测试补贴每人100元。")
    one_line = reading(*head, "云溪市教育局　　云溪市财政局", "2026年3月2日")
    two_lines = reading(*head, "云溪市教育局", "云溪市财政局", "2026年3月2日")
    assert one_line.issuing_authorities == two_lines.issuing_authorities == ("云溪市教育局", "云溪市财政局")
    assert one_line.title == "云溪市教育局 云溪市财政局关于测试补贴的通知"


def test_a_congress_is_named_without_its_session():
    document = reading(
        "云溪市测试条例", "（2026年3月1日云溪市第十届人民代表大会常务", "委员会第五次会议通过　2026年5月20日清江省第十四届人民代表大会常务委员会第九次会议批准）",
        "第一条 测试每年举行。",
    )  # fmt: skip
    assert document.issuing_authorities == ("云溪市人民代表大会常务委员会",)
    assert document.written_on == date(2026, 3, 1)


def test_a_full_revision_counts_as_the_texts_date_and_an_amendment_does_not():
    text = ("第一条 测试每年举行。",)
    amended = reading("云溪市测试条例", "（2019年3月1日云溪市第八届人民代表大会常务委员会通过 根据2024年1月5日《关于修改测试条例的决定》修正）", *text)
    revised = reading("云溪市测试条例", "（2019年3月1日云溪市人民政府令第3号公布 2024年1月5日云溪市人民政府令第9号修订）", *text)
    assert (amended.written_on, revised.written_on) == (date(2019, 3, 1), date(2024, 1, 5))
    assert revised.document_number == "云溪市人民政府令第9号"


@pytest.mark.parametrize("line", ["各县（区）财政局、教育局，市属各高校：", "市财政局办公室：", "广大市民：", "教育部："])
def test_whoever_is_addressed_below_the_title_is_the_addressee(line):
    document = reading("云溪市人民政府关于测试的通知", line, "测试每年举行。")
    assert "，".join(document.addressees) == line[:-1]


def test_addressees_are_split_at_commas_only():
    document = reading("云溪市人民政府关于测试的通知", "各县（区）人民政府，市直各部门、各直属机构：", "测试每年举行。")
    assert document.addressees == ("各县（区）人民政府", "市直各部门、各直属机构")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云溪市测试管理办法（试行）", "管理办法"), ("云溪市关于支持测试的若干措施", "若干措施"), ("云溪市人民政府关于印发测试方案的通知", "通知"),
        ("云溪市测试条例", "条例"), ("云溪市测试实施细则", "实施细则"), ("云溪市公安局关于限行的通告", "通告"), ("测试工作情况", None),
    ],
)  # fmt: skip
def test_the_kind_of_document_is_what_its_title_ends_with(title, kind):
    assert reading(title, "第一条 测试每年举行。").kind == kind


@pytest.mark.parametrize("signed", ["2026年3月2日", "二〇二六年三月二日", "二○二六年三月二日", "2026 年 3 月 2 日", "２０２６年３月２日"])
def test_the_date_of_signature_is_read_in_every_writing(signed):
    assert notice("测试每年举行。", signed=signed).written_on == date(2026, 3, 2)


def test_signature_printing_effect_and_expiry_are_different_dates():
    document = reading(
        "云溪市测试办法", "第一条 本办法自2026年5月1日起施行，有效期至2028年4月30日。", "云溪市教育局", "2026年3月2日",
        "云溪市教育局办公室 2026年3月6日印发",
    )  # fmt: skip
    assert document.written_on == date(2026, 3, 2) and document.printed_on == date(2026, 3, 6)
    assert document.effective_on == date(2026, 5, 1) and document.expires_on == date(2028, 4, 30)


@pytest.mark.parametrize(
    ("clause", "validity", "effective", "expires"),
    [
        ("本办法自2026年5月1日起施行，有效期5年。", "有效期5年", date(2026, 5, 1), date(2031, 4, 30)),
        ("本办法自2024年1月1日起施行，有效期为三年。", "有效期为三年", date(2024, 1, 1), date(2026, 12, 31)),
        ("本办法自2024年2月29日起施行，有效期1年。", "有效期1年", date(2024, 2, 29), date(2025, 2, 28)),
        ("本办法自2026年5月1日实施，试行期6个月。", "试行期6个月", date(2026, 5, 1), date(2026, 10, 31)),
        ("本办法自印发之日起施行，有效期5年。", "有效期5年", None, None),
        ("本办法自发布之日起施行，有效期至2028年12月31日。", "有效期至2028年12月31日", None, date(2028, 12, 31)),
        ("本办法自2026年5月1日起施行。", None, date(2026, 5, 1), None),
        ("本办法自发布之日起实施，有效期两年（2026年1月5日至2028年1月4日）。", "有效期两年", None, date(2028, 1, 4)),
        ("优待证自领取之日起生效，有效期2年。", None, None, None),
    ],
)
def test_expiry_is_computed_only_from_what_is_certain(clause, validity, effective, expires):
    document = reading("云溪市测试办法", "第一条 测试每年举行。", f"第二条 {clause}")
    assert (document.validity, document.effective_on, document.expires_on) == (validity, effective, expires)


def test_in_force_from_printing_is_dated_when_the_imprint_gives_the_day():
    document = reading("云溪市测试办法", "第一条 本办法自印发之日起施行，有效期1年。", "云溪市教育局办公室 2026年3月6日印发")
    assert (document.effective_on, document.expires_on) == (date(2026, 3, 6), date(2027, 3, 5))


def test_provisions_in_force_from_different_days_leave_the_whole_undated_and_are_announced():
    document = notice("（一）本通知规定的甲标准自2026年1月1日起执行。", "（二）乙标准自2026年6月1日起执行。")
    assert document.effective_on is None
    assert [warning.code for warning in document.warnings] == ["several_effective_dates"]


@pytest.mark.parametrize("wrong", ["5355年6月6日", "2026年13月1日", "2026年2月30日", "1913年4月3日"])
def test_a_date_that_cannot_be_meant_is_announced_and_never_mended(wrong):
    document = reading("云溪市测试办法", f"第一条 本办法自{wrong}起施行。")
    assert document.effective_on is None
    assert [(w.code, w.where) for w in document.warnings] == [("suspicious_date", "art_1")]
    assert wrong in document.clause("art_1").text and wrong in document.warnings[0].message


def test_repealed_documents_are_named_with_their_numbers():
    document = notice("本通知自2026年4月1日起施行。《关于测试的通知》（云政发〔2020〕3号）、《关于印发〈测试办法〉的通知》（云政发〔2021〕5号）同时废止。")
    assert [(r.title, r.document_number) for r in document.repeals] == [
        ("关于测试的通知", "云政发〔2020〕3号"), ("关于印发〈测试办法〉的通知", "云政发〔2021〕5号"),
    ]  # fmt: skip
    assert document.repeals[0].ref == "para_1"


def test_documents_repealed_by_a_list_are_named_from_its_entries():
    document = notice("一、对下列文件予以废止：", "1.《测试办法》（云政发〔2015〕1号）", "2.《考核办法》", "二、对《奖励办法》作出修改。")
    assert [(r.title, r.document_number, r.ref) for r in document.repeals] == [
        ("测试办法", "云政发〔2015〕1号", "sec_1.pt_1"), ("考核办法", None, "sec_1.pt_2"),
    ]  # fmt: skip


def test_authorities_of_a_joint_order_and_seals_for_another_are_named_rightly():
    order = reading("云溪市教育局 云溪市财政局令", "第5号", "《测试办法》已经审议通过，现予公布。", "教育局局长 张敏", "财政局局长 李强", "2026年3月2日", "测试办法", "第一条 甲。")
    assert order.issuing_authorities == ("云溪市教育局", "云溪市财政局") and order.written_on == date(2026, 3, 2)
    sealed = reading("关于测试的通知", "各学校：", "测试每年举行。", "云溪市测试领导小组办公室（代章）", "2026年3月2日")
    assert sealed.issuing_authorities == ("云溪市测试领导小组办公室",)


def test_documents_it_rests_on_are_named_and_the_document_itself_is_not():
    document = reading("云溪市测试办法", "第一条 根据《中华人民共和国教育法》《清江省测试条例》和《清江省人民政府关于测试的意见》（清政发〔2025〕1号），制定本办法。")
    assert [(b.title, b.document_number) for b in document.bases] == [
        ("中华人民共和国教育法", None), ("清江省测试条例", None), ("清江省人民政府关于测试的意见", "清政发〔2025〕1号"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "openness"),
    [("（此件公开发布）", "此件公开发布"), ("公开方式：主动公开", "主动公开"), ("（此件依申请公开）", "此件依申请公开"), ("信息公开选项：不予公开", "不予公开"), ("", None)],
)
def test_the_note_on_disclosure_is_kept_in_its_own_words(line, openness):
    assert reading("云溪市测试办法", "第一条 测试每年举行。", "云溪市教育局", "2026年3月2日", line).openness == openness


@pytest.mark.parametrize("mark", ["机密★1年", "秘密", "内部资料", "绝密★长期"])
def test_a_secrecy_mark_at_the_head_is_reported(mark):
    document = reading(mark, "特急", "云溪市人民政府文件", "云政发〔2026〕8号", "云溪市人民政府关于测试的通知", "各县（区）人民政府：", "测试每年举行。")
    assert document.secrecy == mark and document.document_number == "云政发〔2026〕8号"


def test_registration_and_index_numbers_at_the_head_are_read():
    document = reading("规范性文件登记号：YXGF-2026-003", "索引号：000014349/2026-00012", "云溪市测试办法", "第一条 测试每年举行。")
    assert (document.registration_number, document.index_number) == ("YXGF-2026-003", "000014349/2026-00012")


def test_what_is_not_printed_stays_unknown():
    document = reading("云溪市测试办法", "第一条 测试每年举行。")
    unknown = document.model_dump(include={"document_number", "written_on", "printed_on", "published_on", "effective_on", "expires_on", "validity", "secrecy", "openness", "index_number", "registration_number"})
    assert set(unknown.values()) == {None}
    assert document.issuing_authorities == () and document.repeals == ()


def test_a_missing_title_is_announced_and_the_file_name_stands_in():
    document = read("为做好测试工作，现通知如下，请各地认真执行。\n一、测试每年举行。".encode(), "测试通知.txt")
    assert document.title == "测试通知" and document.warnings[0].code == "title_missing"
