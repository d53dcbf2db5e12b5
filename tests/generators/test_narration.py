"""What a listener hears: figures, dates, telephones and units as they are said, in sentences."""

import pytest

from generators.video.narration import cardinal, length, narrate, seconds, sentences, spoken
from generators.video.scenes import days_in


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026年4月1日", "二零二六年四月一日"),
        ("2026-04-01", "二零二六年四月一日"),
        ("2026—2028年", "二零二六到二零二八年"),
        ("到2026年底", "到二零二六年底"),
        ("每年5月", "每年五月"),
        ("60%", "百分之六十"),
        ("5.5%", "百分之五点五"),
        ("10%—20%", "百分之十到百分之二十"),
        ("3‰", "千分之三"),
        ("2000元", "两千元"),
        ("1,200元", "一千二百元"),
        ("5.2亿元", "五点二亿元"),
        ("22万个", "二十二万个"),
        ("52000000000元", "五百二十亿元"),
        ("500元/人·月", "每人每月五百元"),
        ("3万元/户", "每户三万元"),
        ("3—5年", "三到五年"),
        ("1/3", "三分之一"),
        ("120㎡", "一百二十平方米"),
        ("≤5%", "不超过百分之五"),
        ("第12条", "第十二条"),
        ("云人社发〔2026〕18号", "云人社发二零二六年十八号"),
        ("4∶6的比例", "四比六的比例"),
        ("8:30至17:00", "八点三十分到十七点"),
        ("0571-88001233", "零五七幺，八八零零，幺二三三"),
        ("13812345678", "幺三八，幺二三四，五六七八"),
        ("12345热线", "一二三四五热线"),
        ("拨打120", "拨打幺二零"),
        ("电话：12333", "电话：一二三三三"),
        ("PM2.5", "PM二点五"),
    ],
)
def test_figures_are_said_as_people_say_them(written, said):
    assert spoken(written) == said


@pytest.mark.parametrize(("written", "said"), [("2个", "两个"), ("2年", "两年"), ("2月", "二月"), ("2号楼", "二号楼"), ("12个", "十二个"), ("20000人", "两万人"), ("200元", "二百元")])
def test_two_is_liang_only_before_what_is_counted(written, said):
    assert spoken(written) == said


def test_no_figure_sign_or_bracket_is_left_for_the_voice():
    text = "自2026年5月1日起，按30元/平方米、最高20%（含）给予补贴，详询0571-88001233或12345热线；B级≥80㎡。"
    said = spoken(text)
    assert not set(said) & set("0123456789%/（）()≥㎡-〔〕《》“”")


def test_a_list_of_numbers_is_not_taken_for_thousands():
    assert spoken("满3，400人") == "满三，四百人"


def test_very_long_numbers_are_read_figure_by_figure():
    assert cardinal("1234567890123") == "一二三四五六七八九零一二三"


def test_brackets_become_clauses_and_abbreviations_go():
    assert narrate("按单位实际缴费额（不含个人部分）给予补贴") == "按单位实际缴费额，不含个人部分，给予补贴。"
    assert narrate("县（区）财政部门") == "县区财政部门。"
    assert narrate("给予500万元（国家）、200万元（省）支持") == "给予500万元，国家，200万元，省，支持。"
    assert narrate("30人（含）以下的企业") == "30人以下的企业。"
    assert narrate("市政府（以下简称市府）依据《条例》（云政发〔2025〕42号）制定") == "市政府依据《条例》制定。"


def test_the_day_that_is_meant_is_said_in_one_breath_and_shown_by_itself():
    text = "《办法》自印发之日（2026年3月6日）起施行，有效期3年。"
    assert narrate(text) == "《办法》自印发之日即2026年3月6日起施行，有效期3年。"
    assert days_in(text) == [("2026年3月6日", "正式施行"), ("3年", "有效期")]


def test_a_list_is_not_torn_from_what_announces_it():
    assert narrate("治理下列行为：随地吐痰、便溺；乱丢烟头，不听劝阻") == "治理下列行为：随地吐痰、便溺；乱丢烟头，不听劝阻。"
    assert narrate("基金来源包括：统筹基金划转；个人账户划扣；财政补助") == "基金来源包括：统筹基金划转，个人账户划扣，财政补助。"
    assert narrate("到2026年底达到3万户；参保职工达到18万人") == "到2026年底达到3万户。参保职工达到18万人。"


def test_where_to_click_is_said_step_by_step():
    assert narrate("搜索“粤税通”小程序→注册并完成实名认证→我的社保-城乡居民社保") == "搜索“粤税通”小程序，注册并完成实名认证，我的社保，城乡居民社保。"
    assert narrate("电话：0571-88001233") == "电话：0571-88001233。"


def test_what_a_bracket_includes_is_said_after_the_whole_name():
    assert narrate("纯老家庭（含孤寡、独居）人员。") == "纯老家庭人员，含孤寡、独居。"
    assert narrate("按单位实际缴费额（不含个人部分）给予补贴") == "按单位实际缴费额，不含个人部分，给予补贴。"


def test_narration_keeps_every_amount_of_the_statement():
    statement = "对上年度裁员率不高于5.5%的企业（30人以下的不高于20%），按60%返还；每户最高30万元。"
    for amount in ("5.5%", "30人", "20%", "60%", "30万元"):
        assert amount in narrate(statement)


def test_narration_is_cut_into_sentences_with_their_marks():
    assert sentences("怎么办理？登录网站。上传材料；等候审核。") == ("怎么办理？", "登录网站。", "上传材料；", "等候审核。")
    assert sentences("他说“可以办。”然后办了。") == ("他说“可以办。”", "然后办了。")
    assert sentences("  。 ") == ()


def test_pace_is_240_characters_a_minute():
    assert seconds("一" * 240) == pytest.approx(60)
    assert length("2026年4月1日，60%。") == len("二零二六年四月一日百分之六十")


@pytest.mark.parametrize("text", ["", "。", "（", "）（", "12", "1/0", "99:99", "〔2026〕", "0", "1-", "%", "１２％", "年月日", "2026年13月45日"])
def test_odd_text_never_breaks_the_voice(text):
    assert isinstance(spoken(text), str)
    assert isinstance(narrate(text), str)
