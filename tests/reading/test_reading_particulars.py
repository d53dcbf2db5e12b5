"""Who interprets, whom to ring, when it was adopted and signed, what it rests on: read only where the text says so."""

from datetime import date

import pytest

from studio.reading import read


def reading(*lines: str):
    return read("\n".join(lines).encode(), "文件.txt")


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("本办法由市民政局负责解释。", "市民政局"), ("本办法由市民政局会同市财政局负责解释。", "市民政局"), ("本细则由市工业和信息化局、市财政局负责解释。", "市工业和信息化局、市财政局"),
        ("本办法具体应用中的问题，由市教育局负责解释。", "市教育局"), ("本办法解释权归市教育局所有。", "市教育局"), ("本通知由市教育局承担具体解释工作。", "市教育局"),
        ("市教育局负责本办法的解释，县教育局负责实施。", "市教育局"), ("法规解释工作由司法机构承办。", None), ("工作人员应当向当事人解释说明。", None), ("本办法自公布之日起施行。", None),
    ],
)  # fmt: skip
def test_the_body_that_interprets_is_the_one_the_text_charges(clause, name):
    assert reading("云溪市测试办法", "第一条 测试每年举行。", f"第二条 {clause}").interpreting_authority == name


def test_who_interprets_an_attachment_does_not_interpret_the_document():
    document = reading("关于测试的通知", "各学校：", "请遵照执行。", "附件：指标说明", "云溪市教育局", "2026年3月1日", "附件", "指标说明", "本说明由市统计局负责解释。")
    assert document.interpreting_authority is None


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        (
            "咨询和监督。咨询电话：0611-5126018（市人社局）、0611-5126233（市财政局）；监督电话：0611-5126110。",
            ("0611-5126018", "0611-5126233", "0611-5126110"),
        ),
        ("咨询电话：0611-8234567，监督电话：（0611）8230000。", ("0611-8234567", "0611-8230000")), ("联系人：李明，电话 8123456转802。", ("8123456转802",)), ("请拨打12345热线。", ("12345",)),
        ("服务热线：400-888-1234；手机：13800001234。", ("400-888-1234", "13800001234")), ("传真：0611-8111111，电话：０６１１－８２２２２２２", ("0611-8222222",)),
        ("可电话咨询。2026年补助12345678元。", ()), ("电话报名截止到2026年3月1日。", ()), ("投资8234567元。", ()),
    ],
)  # fmt: skip
def test_telephones_are_what_stands_behind_the_word_and_no_fax_or_amount(line, numbers):
    assert reading("关于测试的通告", "现通告如下。", line).telephones == numbers


def test_telephones_below_a_heading_and_in_a_column_are_found():
    document = reading("关于测试的通告", "一、联系方式", "市科技局：8111222、8111333", "二、受理单位", "单位 | 联系电话 | 人数", "青河县 | 0611-7654321 | 8000000")
    assert document.telephones == ("8111222", "8111333", "0611-7654321")


@pytest.mark.parametrize(
    ("lines", "adopted", "signed"),
    [
        (("云溪市测试条例", "（2026年3月1日云溪市第十届人民代表大会常务委员会第五次会议通过　2026年5月20日清江省人民代表大会常务委员会批准）", "第一条 甲。"), date(2026, 3, 1), None),
        (("云溪市测试条例", "（2019年3月1日云溪市第八届人民代表大会常务委员会通过　2024年1月5日云溪市第十届人民代表大会常务委员会第二次会议修订）", "第一条 甲。"), date(2024, 1, 5), None),
        (("云溪市测试条例", "（2019年3月1日云溪市第八届人民代表大会常务委员会通过　根据2024年1月5日《关于修改测试条例的决定》修正）", "第一条 甲。"), date(2019, 3, 1), None),
        (("云溪市人民政府令", "第9号", "《云溪市测试办法》已经2026年1月8日市人民政府第3次常务会议审议通过，现予公布。", "市长 周远", "2026年1月29日", "云溪市测试办法", "第一条 甲。"), date(2026, 1, 8), date(2026, 1, 29)),
        (("云溪市测试办法", "（2019年3月1日云溪市人民政府令第3号公布）", "第一条 甲。"), None, None),
        (("关于测试的通知", "各学校：", "2026年1月8日有3人通过测试。", "云溪市教育局", "2026年3月1日"), None, None),
    ],
)  # fmt: skip
def test_days_of_adoption_and_of_an_orders_signature_are_told_apart(lines, adopted, signed):
    document = reading(*lines)
    assert (document.adopted_on, document.signed_on) == (adopted, signed)
    noted = next((line[1:-1] for line in lines if line.startswith("（")), None)
    assert document.adoption_note == noted and ("adoption_note" in document.model_dump()) == bool(noted)


def test_what_a_cover_brings_is_no_basis_of_it_and_what_a_provision_ends_is_no_repeal():
    document = reading(
        "关于印发《云溪市测试办法》的通知", "各学校：", "为落实《清江省测试条例》，市教育局制定了《云溪市测试办法》，现印发给你们。", "云溪市教育局", "2026年3月1日",
        "云溪市测试办法", "第一条 在《甲协议》下，不再执行《乙规定》中关于范围的限制。", "第二条 废止《丙办法》（云政发〔2010〕1号）。",
    )  # fmt: skip
    assert [basis.title for basis in document.bases] == ["清江省测试条例"]
    assert [(repeal.title, repeal.document_number) for repeal in document.repeals] == [("丙办法", "云政发〔2010〕1号")]


def test_a_standard_from_a_day_dates_the_document_that_is_about_it():
    document = reading("关于调整测试标准的通知", "各学校：", "标准调整为100元。", "上述标准从2026年7月1日起执行。", "云溪市教育局", "2026年6月1日")
    assert document.effective_on == date(2026, 7, 1)
