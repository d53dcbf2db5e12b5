"""What is set large or shown short: always words of the statement itself, and never without their condition."""

import pytest

from generators.highlights import comparable, figure_in, goals_in, lead_of, parts_of, shorten, tiers_in
from generators.lines import title_lines, width_of
from generators.matters import is_of_one_matter


def large(text: str, title: str = "") -> str:
    figure = figure_in(text, title)
    return f"{figure.prefix}{figure.value}{figure.unit}" if figure else ""


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("对上年度裁员率不高于5.5%的小微企业，按上年度实际缴纳失业保险费的60%返还。", "上年度实际缴纳失业保险费的60%"),
        ("按每人2000元的标准给予一次性扩岗补助，每户企业每年最高不超过20万元。", "每人2000元"),
        ("给予最高500万元的创业担保贷款。", "创业担保贷款最高500万元"),
        ("注册资本100万元以上的企业，给予5万元奖励。", "奖励5万元"),
        ("自2026年4月1日起施行，有效期3年。", ""),
        ("服务组织应当在10个工作日内答复。", ""),
        ("建筑面积不少于100平方米，持证人员不低于总数的50%。", ""),
        ("对新建充电桩给予300元/千瓦补贴。", "补贴300元/千瓦"),
        ("对新建充电桩给予300元/兆伏安补贴。", ""),
        ("首件辅助器具实行全额补贴，第二件按60%给予补贴。", ""),
        ("家庭人均收入按最低生活保障标准的60%给予补贴。", "最低生活保障标准的60%"),
        ("一个年度内的补贴上限为10000元，超出部分由本人承担。", "补贴上限10000元"),
        ("对上一年度营业收入1亿元至10亿元之间的企业，补贴上限为每年100万元。", "补贴上限每年100万元"),
        ("重点支持单户担保金额500万元及以下的小微企业，给予担保费补贴。", ""),
        ("对保有量大的机具，补贴额测算比例可提高至35%，其他机具按规定执行。", "补贴额测算比例可提高至35%"),
        ("对已入驻的项目，按50%给予补贴。", ""),
        ("经评估为重度失能的，每人每月增加护理补贴200元。", ""),
        ("每成功介绍1户企业入驻并经营满一年的，给予1万元奖励。", ""),
        ("一类对象每人每月400元，二类对象每人每月200元。", ""),
        ("分别给予最高50万元（省级）、20万元（市级）的支持。", ""),
        ("独生子女家庭的，按每月2000元扣除；其他家庭的，由兄弟姐妹分摊每月1800元。", ""),
        ("返还标准可按缴纳保险费的50%确定，或按6个月的失业保险金确定。", ""),
        ("个人负担的费用，在8000元限额内据实报销。", "据实报销限额8000元"),
        ("余额超过6万元的，应当补缴。", ""),
        ("新迁入的企业上市的，除享受各项补助外，另补助100万元。", ""),
        ("按融资额的2%给予补助，每家企业每年最高100万元，担保费补助最高5万元。", ""),
        ("支持一批典型场景，给予一次性奖补100万元。", "一次性奖补100万元"),
        ("裁员率不高于5%的，按上年度缴费额的90%返还；30人以下的，裁员率不高于20%即可享受。", "上年度缴费额的90%"),
    ],
)
def test_what_is_given_is_set_large_and_not_the_condition(text, figure):
    assert large(text) == figure


def test_a_title_decides_between_two_amounts():
    text = "给予最高500万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。"
    assert large(text, "创业担保贷款") == "创业担保贷款最高500万元"


def test_a_title_and_a_text_may_speak_of_two_matters():
    text = "对发行公司债券的，给予每家企业每年10万元补助。"
    assert is_of_one_matter("支持发行债券", text) and not is_of_one_matter("支持企业上市", text)


@pytest.mark.parametrize(
    "rest", ["同一级别只配套支持一次，不同级别叠加配套支持。", "对保有量过多的机具降低补贴标准直至退出补贴范围。", "奖励资金分期拨付。"]
)
def test_nothing_is_cut_that_limits_what_stands_before_it(rest):
    text = "经评定的孵化载体，按级别给予每家80万元、30万元的配套建设支持。" + rest
    assert shorten(text, 40) == text


def test_the_steps_of_a_scale_are_labelled_by_what_they_are():
    found = tiers_in("被评为三星级的给予5万元，二星级的给予3万元，一星级的给予1万元。")
    assert [(tier.label, tier.amount) for tier in found] == [("三星级", "5万元"), ("二星级", "3万元"), ("一星级", "1万元")]


def test_a_share_is_set_large_with_its_bound():
    assert large("对购置的农机，按不超过上年市场均价的30%给予补贴。") == "不超过上年市场均价的30%"


def test_goals_keep_what_they_measure_and_how_it_is_bounded():
    found = goals_in("到2026年底，全市安排资金5.2亿元，城镇调查失业率控制在5.5%以内。")
    assert [(f.caption, f.prefix, f.value, f.unit) for f in found] == [
        ("全市安排资金", "", "5.2", "亿元"),
        ("城镇调查失业率", "控制在", "5.5", "%以内"),
    ]


def test_a_goal_that_cannot_be_taken_apart_stays_a_sentence():
    assert goals_in("到2026年底，培育产值100亿元企业5家、50亿元企业10家。") == ()


def test_graded_amounts_become_steps_only_when_they_share_a_unit():
    tiers = tiers_in("按初级工800元、中级工1200元、高级工1800元给予培训补贴。")
    assert [(tier.label, tier.amount) for tier in tiers] == [
        ("初级工", "800元"),
        ("中级工", "1200元"),
        ("高级工", "1800元"),
    ]
    assert tiers_in("初级工800元、中级工12个月、高级工3%。") == ()


def test_two_series_for_two_groups_are_not_drawn_as_one():
    text = "特困人员：中度失能每月300元、重度失能每月450元；低保边缘家庭：中度失能每月200元、重度失能每月300元。"
    assert tiers_in(text) == ()


def test_only_plain_amounts_of_one_unit_are_compared_in_a_chart():
    assert comparable([("甲", "每人300元"), ("乙", "每人1,450元")]) == ([("甲", 300.0), ("乙", 1450.0)], "每人，元")
    assert comparable([("甲", "300元"), ("乙", "3%")]) == ([], "")
    assert comparable([("甲", "300元"), ("乙", "最高450元")]) == ([], "")


def test_a_text_is_shortened_only_at_a_full_stop():
    text = "每户企业补助5000元。补助资金从就业资金中列支。" + "经费由财政安排。" * 10
    assert shorten(text, 30) == "每户企业补助5000元。补助资金从就业资金中列支。"


@pytest.mark.parametrize(
    "limit", ["但失信企业除外。", "同一企业每年最高20万元。", "其中，市级承担一半。", "不符合条件的不予享受。"]
)
def test_a_sentence_is_not_cut_off_from_what_limits_it(limit):
    text = "对符合规定的小微企业按每招用一人给予一次性扩岗补助2000元。" + limit
    assert shorten(text, 35) == text


def test_parts_are_the_text_again():
    text = "企业应当依法登记；近三年无重大违法记录（包括行政处罚；不含警告）。申请时应当正常经营。"
    parts = parts_of(text)
    assert len(parts) == 3
    assert all(part in text for part in parts)


@pytest.mark.parametrize(
    "title",
    ["云溪市居家养老服务管理办法", "云溪市人民政府办公室关于进一步优化营商环境促进民营经济高质量发展的实施意见",
     "2024—2026年云山省农机购置与应用补贴实施方案", "关于印发《云溪市公共数据授权运营管理暂行办法（试行）》的通知"],
)  # fmt: skip
def test_a_title_is_broken_between_words_and_nothing_is_lost(title):
    lines = title_lines(title, 11)
    assert "".join(lines) == title
    assert max(map(width_of, lines)) <= 11
    assert not any(line[0] in "，、》）的和" or line[-1] in "《（" for line in lines)
    assert all(
        word not in title or any(word in line for line in lines)
        for word in ("营商环境", "2026年", "养老", "补贴", "授权")
    )


@pytest.mark.parametrize(
    ("title", "widest", "lines"),
    [
        ("青岚市人才公寓管理办法", 9, ("青岚市人才公寓", "管理办法")),
        ("青岚市文明行为促进条例", 9, ("青岚市", "文明行为促进条例")),
        ("青岚市残疾人辅助器具适配工作管理办法", 11, ("青岚市残疾人辅助器具", "适配工作管理办法")),
        ("2024—2026年海南省农机购置与应用补贴实施方案", 17, ("2024—2026年海南省", "农机购置与应用补贴实施方案")),
        ("青岚市数据先行区建设方案", 9, ("青岚市", "数据先行区建设方案")),
        ("关于印发青岚市居家社区养老服务管理办法的通知", 13, ("关于印发青岚市居家社区", "养老服务管理办法的通知")),
    ],
)
def test_a_line_of_a_title_ends_where_a_thing_named_ends(title, widest, lines):
    assert title_lines(title, widest, most=6) == lines


def test_hostile_text_does_not_stall():
    for text in ("和1元" * 4000, "每人最高1,000" * 3000, "（" * 5000, "1" * 9000 + "元", "、" * 9000):
        figure_in(text), tiers_in(text), goals_in(text), parts_of(text), shorten(text, 60)


def test_a_goal_that_is_hoped_for_says_so_beside_its_figure():
    found = goals_in("力争到2027年，签约服务覆盖率达到75%，重点人群满意率力争达到90%。")
    assert [(f.prefix, f.value, f.caption) for f in found] == [("达到", "75", "签约服务覆盖率"), ("力争达到", "90", "重点人群满意率")]
    assert lead_of("力争到2027年，签约服务覆盖率达到75%。") == "力争到2027年，"
    assert goals_in("力争新建公寓2万套。")[0].prefix == "力争"
