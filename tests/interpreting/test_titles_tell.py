"""A title tells of whom, of what and of both matters its statement speaks, on invented sentences; a heading that does not is none."""

import pytest

from generators import registry
from generators.breadth import is_cut_from_list, is_of_a_case, is_second_of_two, is_unfinished, leaves_sentences
from generators.highlights import figure_in
from generators.matters import speaks_enough
from generators.model import Brief, Element
from generators.openings import own_heading
from generators.titling import names_more
from generators.video.slots import name_of_few
from studio.interpreting import classes, fitting, making, telling
from studio.interpreting.choosing import is_half_a_ban
from studio.interpreting.titles import acting
from tests.interpreting.documents import draft, points

TOLD = [
    ("在本港就业满三年的引航人才可以获得安家租房补贴。", "引航人才安家租房补贴"),
    ("拟上市船舶企业可以按规定享受扶持补助。", "拟上市船舶企业扶持补助"),
    ("对推进港口绿色改造成效明显的市（地、州、盟），优先安排泊位指标。", "推进港口绿色改造成效明显地方的激励"),
    ("对领取停航补贴且距复航不足一年的人员，领取补贴年限延长至复航之日，并由基金缴费。", "距复航不足一年人员领取补贴年限"),
    ("对领取停航补贴且距复航不足一年的人员，领取补贴年限延长至复航之日，由基金为其缴纳保险费。", "距复航不足一年人员的待遇"),
    ("对航运公司收取的岸电服务费和引航拖轮费，免征增值税。", "岸电服务费和引航拖轮费免征增值税"),
    ("船员在一年内不能同时享受停航补贴和待泊补贴。", "停航补贴和待泊补贴不能同时享受"),
    ("申请人应书面承诺提供的申请材料真实有效。查实有虚假承诺的，取消资格。", "申请材料真实性承诺和虚假承诺的处理"),
    ("由市港口局根据得分确定拟录用船员名单并公示。", "确定拟录用船员名单并公示"),
    ("部分货款有争议的，对于无争议部分应当及时支付货款。", "无争议部分及时支付货款"),
    ("部分货款有争议的，对于无争议部分应当履行及时付款义务。", "无争议部分的及时付款义务"),
    ("大型船企违反《条例》，未按照规定在年度报告中公示逾期货款信息的，由港口局依法处理。", ""),
    ("大型企业违反《条例》，未按照规定在年度报告中公示逾期货款信息的，由港口局依法处理。", "大型企业未按规定公示信息的责任"),
    ("对通过省级“海燕”航运企业或者国家级绿色企业认定的公司给予20万元一次性奖励。", "“海燕”航运企业等奖励"),
    ("对评为“一星”“二星”的码头分别给予10万元、20万元奖励。", "“一星”“二星”奖励"),
    ("自我声明到期的，应当在三十日内进行更新。", "自我声明的更新"),
    ("建立船员护具适度配备制度，首件全额补贴，第二件补贴60%。", "船员护具适度配备补贴标准"),
    ("港口部门编制泊位总体规划应当注重保护岸线资源。", "编制泊位总体规划的要求"),
    ("一次性停航补贴与一次性待泊补贴不得重复享受，由船员选择一项。", "一次性停航补贴与一次性待泊补贴不得重复享受"),
    ("船东应当将逾期未付货款的数量、金额等信息通过网站公开。", "逾期未付货款信息的公开"),
    ("按就高不重复原则执行。", "就高不重复"),
    ("因超载造成事故的，港口局可以约谈航线的经营单位，责令整改。", "航线经营单位的责任"),
]


@pytest.mark.parametrize(("statement", "title"), TOLD)
def test_a_title_says_of_whom_and_what(statement, title):
    found = telling.told(statement)
    assert (found[0] if found else "") == title if title else title not in found


def test_a_short_name_is_told_with_whose_it_is():
    assert telling.whole_name("利息扣除", "纳税人只能享受一次船舶贷款的利息扣除。") == "船舶贷款的利息扣除"
    assert telling.whole_name("利息扣除", "利息扣除按年办理。") == "利息扣除"


def test_both_telephones_are_named():
    assert telling.both("咨询电话：0689-5550001；监督电话：0689-5550002。") == "咨询和监督电话"
    assert telling.both("咨询电话：0689-5550001。") == ""


def test_a_general_label_is_told_of_whom_or_of_what():
    assert classes.of_what("申请条件", "申请人为在本港注册的远洋船队。", "", ()) == "远洋船队的申请条件"
    assert classes.of_what("申请材料", "申请材料：岸电改造补贴申请表；营业执照。", "", ()) == "岸电改造补贴申请材料"
    assert classes.of_what("申报主体", "申报主体：未列入失信名单；按要求报送资料。", "申报主体", ()) == "对申报主体的要求"
    assert classes.of_what("个人缴费费率", "个人缴费费率：未满35周岁的不缴费。", "职工参保人员", ("职工参保人员",)) == "职工参保人员个人缴费费率"
    assert classes.of_what("申请条件", "应当具备下列条件。", "", ()) == ""


def test_the_class_a_time_is_for_is_named_with_it():
    assert classes.of_class("待遇享受时间", "连续参保的参保人员在规定时间内办理登记的，自次年1月1日起享受待遇。") == "连续参保人员待遇享受时间"


def test_two_offices_of_one_kind_are_one_name_and_a_department_is_called_by_its_work():
    assert classes.actors("市财政局负责资金安排，监督拨付；区财政局根据计划拨付资金。") in ("财政部门", "市财政局、区财政局")
    assert acting("国务院负责港口发展综合管理的部门对本条例的实施进行综合协调。") == "国务院港口发展综合管理部门"


def test_half_a_ban_is_no_title():
    assert is_half_a_ban("不得挤占、挪用", "补贴资金应当足额保障，不得挤占、挪用。")
    assert is_half_a_ban("不收取费用", "协会不得收取费用或者干预经营。")
    assert not is_half_a_ban("不得挪用补贴资金", "任何单位不得挪用补贴资金。")


@pytest.mark.parametrize("heading", ["有利于扩大港口产品", "港务会议的主要任务是", "建成以港口政务号为龙头", "二者不能同时享受", "触犯法律的已经移送", "转制后的名称，应当符合规定", "分为甲类基金、乙类基金"])
def test_a_heading_that_leads_to_what_does_not_stand_in_it_is_none(heading):
    assert is_unfinished(heading)


def test_a_verb_with_the_last_of_its_objects_is_no_heading():
    assert is_cut_from_list("选择丁港4个港口", "选择甲港、乙港、丙港、丁港4个港口开展试点。")
    assert not is_cut_from_list("选择4个港口", "选择4个港口开展试点。")


def test_whole_phrases_are_not_called_unfinished():
    assert not any(map(is_unfinished, ("港务会议的主要任务", "坚持以船员为本", "停航补贴的申请材料")))


def test_a_heading_speaks_of_every_sentence_that_is_a_matter_of_its_own():
    text = "船员上船前应当取得健康证明。每次靠泊时间由船东与港口经营人约定并记录。"
    assert leaves_sentences("取得健康证明", text.replace("每次", "船舶"))
    assert not leaves_sentences("取得健康证明", "船员上船前应当取得健康证明。逾期未取得的，不得上船作业。")


def test_what_strikes_a_case_or_is_the_second_of_two_is_no_heading():
    assert is_of_a_case("补贴年限延长至复航", "对距复航不足一年的人员，补贴年限延长至复航，并由基金缴费。")
    assert is_second_of_two("不得公开船员信息", "平台不得违规获取个人信息，不得公开船员信息。")
    assert is_second_of_two("约谈企业负责人", "船企未落实安全制度的，由港口局约谈企业负责人，责令限期改正。")


def test_a_clause_heading_needs_words_in_what_is_told_of_it():
    assert not speaks_enough("提高监测帮扶精准性时效性", "符合条件的船员有序退出帮扶。", share=0.5)
    assert speaks_enough("完善岸电设施", "新建码头配套岸电设施。", share=0.5)


def test_the_label_of_the_first_of_several_classes_is_no_heading_of_all():
    assert own_heading("大型、中型船舶：每日7时至9时禁止靠泊；小型、微型船舶：工作日禁止靠泊。") == ""
    assert not names_more("限行船舶和时间", "限行船舶：每日禁止靠泊，工作日7时至9时除外。")


def test_a_badge_reads_as_a_phrase_and_a_spoiled_number_is_none():
    assert figure_in("医药费用由船员在办理清缴时，在80000元限额内据实扣除。").prefix.endswith("限额")
    assert figure_in("对首次进入榜单的船企，给予033万元的一次性奖励。") is None
    assert figure_in("船员基本生活标准按本市最低生活保障标准的1.6倍确定。", "船员基本生活标准") is None or "最低生活保障标准" in figure_in("船员基本生活标准按本市最低生活保障标准的1.6倍确定。", "船员基本生活标准").prefix


def test_a_slide_of_one_point_bears_its_name():
    assert name_of_few(Element.NOTES, ["不得虚假投诉"], "注意事项") == "不得虚假投诉"
    assert name_of_few(Element.PROCEDURE, ["申领靠泊证", "申报停航补贴"], "怎么办理") == "申领靠泊证、申报停航补贴"
    assert name_of_few(Element.PROCEDURE, ["提出申请"], "怎么办理") == "怎么办理"
    assert name_of_few(Element.PROCEDURE, ["远洋船员", "缴费方式"], "怎么办理") == "怎么办理"
    assert name_of_few(Element.NOTES, [""], "注意事项") == "注意事项"


NOTICE = """青岚市人民政府关于港口限行的通告
为保障通航安全，根据《港口条例》，现将有关事项通告如下：
一、限行范围。每日7时至9时，禁止大型船舶在内港通行。
二、本通告自2026年5月1日起施行。
"""


def test_what_is_published_has_a_purpose_of_publishing():
    interpretation = draft(NOTICE)
    assert [point.title for point in points(interpretation, Element.BACKGROUND)] == ["发布目的", "发布依据"]
    registry.discover()
    headings = [segment.heading for segment in registry.get("infographic").outline(interpretation, Brief())]
    assert "发布目的" in headings
    assert "制定目的" not in headings


@pytest.mark.parametrize(
    ("label", "statement", "parents", "title"),
    [
        ("申请渠道", "船员可以通过港航平台提出岸上居家服务申请，选择服务项目。", (), "岸上居家服务申请渠道"),
        ("提出申请", "船东可以向海事机构提出减免泊位费申请。", (), "减免泊位费申请"),
        ("办理时限", "申请设立拖轮公司，材料齐全的，当场办结。", (), "设立拖轮公司办理时限"),
        ("复核", "船员对评估结果有异议的，可以申请复核。", (), "评估结果的复核"),
        ("初审", "港务站应当在5个工作日内完成初审。", ("停航补贴",), "停航补贴初审"),
        ("初审", "港务站应当在5个工作日内完成初审。", ("办理程序",), ""),
        ("解释机关", "本办法自2030年起实施，由市港口局负责解释。", (), "实施时间和解释机关"),
        ("支持港口建设", "本办法适用对象应当支持港口建设，无失信记录。", (), "对适用对象的要求"),
    ],
)
def test_a_step_says_of_what_it_is(label, statement, parents, title):
    assert classes.of_what(label, statement, "", parents) == title


def test_who_does_what_a_title_asks_is_named_where_it_is_not_everybody():
    assert classes.of_subject("取得健康证明", "护理人员上船前应当取得健康证明。") == "护理人员取得健康证明"
    assert classes.of_subject("取得健康证明", "市民应当取得健康证明。") == "取得健康证明"


def test_two_words_explained_in_one_sentence_are_both_named():
    assert classes.terms("港口法第四条所称泊位，是指停靠船舶的位置；锚地，是指抛锚的水域。") == "泊位、锚地"


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("开航方案经市港口局审核后，报送交通部门。", "开航方案报送交通部门"),
        ("船东申请补缴停航期间的社会保险费的，应当先退回补贴，再办理补缴业务。", "补缴社会保险费"),
        ("船员可到户籍地港务站申请办理停航补贴，也可到船籍港港务站申请办理停航补贴。", "停航补贴的申请地点"),
        ("船长以上负责人应身体健康，任期不超过两届，年龄不超过六十周岁。", "船长以上负责人的任职条件"),
        ("资助范围内的困难船员家庭：由本人到街道办理参保登记手续，无需缴费。", "资助范围内的困难船员家庭参保登记"),
        ("船员取得适任证书的，可在参保地申请技能提升补贴。", "技能提升补贴的申请条件"),
        ("在航行期间发生交通违法行为的，由海事机构处罚款。", "交通违法行为的处罚"),
        ("观看龙舟比赛，辱骂裁判员、运动员、教练员、演职员等比赛人员或者毁坏看台设施的，由公安机关处罚款。", "辱骂裁判员等行为的处罚"),
        ("东港、西港的城镇船员基本生活标准为每月2000元，其农村船员基本生活标准为每月1800元。", "东港、西港的船员基本生活标准"),
        ("承租国有港务公司仓库的，租金标准按50%计算；承租民营港务公司仓库的，租金标准按75%计算。", "承租港务公司仓库的租金标准"),
        ("对政策性强的停航问题要开展培训，建立咨询渠道。", "开展培训、建立咨询渠道"),
        ("船上护理服务分为三类：甲类；乙类；丙类。", "船上护理服务分类"),
    ],
)
def test_a_title_is_made_of_what_is_handed_paid_asked_or_fixed(statement, title):
    assert title in (*making.sure(statement), *making.made(statement))


def test_what_follows_a_main_clause_or_stands_in_a_list_of_aims_is_no_title():
    assert fitting.is_a_part("建立咨询渠道", "对政策性强的停航问题要开展培训，建立咨询渠道。")
    aims = "示范港建设以绿色发展为主线，以解决拥堵为导向，创新管理方式，深化合作，促进集聚，提升能力。"
    assert not fitting.fits("创新管理方式", aims, Element.BACKGROUND)
    assert not fitting.fits("常规船舶", "全市停航补贴船舶范围为三大类，按年调整。", Element.CONTENT, source="常规船舶")


@pytest.mark.parametrize(
    ("title", "statement", "whole"),
    [
        ("工作人员责任", "港口管理有关部门及其工作人员滥用职权的，依法给予处分。", "有关部门及其工作人员的责任"),
        ("施行时间", "本办法自2026年4月1日起施行，有效期至2028年3月31日。", "施行时间和有效期"),
        ("施行时间", "本办法自2026年4月1日起施行。", "施行时间"),
        ("不得恶意投诉", "投诉人应当与船东存在合同关系，不得恶意投诉。", "对投诉人的要求"),
        ("不得恶意投诉", "不得恶意投诉。", "不得恶意投诉"),
        ("港口主管部门", "港口主管部门负责统筹规划，港口主管部门、海事部门和其他有关部门分别负责有关工作。", "港口主管部门等部门"),
        ("泊位补贴比例", "远洋泊位补贴比例：泊位补贴比例不超过上年造价的30%。", "远洋泊位补贴比例"),
    ],
)
def test_a_title_names_the_second_of_two_things_as_well(title, statement, whole):
    assert telling.with_both(title, statement) == whole


def test_the_second_of_two_things_made_is_no_heading_and_an_advice_to_mend_no_change():
    assert is_second_of_two("新增泊位的限制目录", "本市制定港口产业政策和新增泊位的限制目录。")
    assert not is_second_of_two("制定港口产业政策", "本市制定港口产业政策和新增泊位的限制目录。")
    rules = draft("青岚市泊位图纸审核办法\n第一条 为了规范图纸审核，制定本办法。\n第二条 审核机构要提出合格、不合格、应当予以修改的书面意见。\n第三条 本办法自2026年4月1日起施行。\n")
    assert not [point for point in rules.key_points if point.element is Element.CHANGES]


def test_why_a_thing_matters_is_called_so():
    made = draft("青岚市关于推进绿色港口建设的意见\n大力建设绿色港口，有利于减少污染，有利于提高效率。现提出如下意见：\n一、建设岸电\n各码头应当建设岸电设施。\n二、推广清洁燃料\n鼓励船舶使用清洁燃料。\n")
    assert [point.title for point in made.key_points if "有利于" in point.statement] == ["重要意义"]
