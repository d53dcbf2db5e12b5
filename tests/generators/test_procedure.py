"""Numbers for what follows one thing upon the other, none for what stands side by side; invented policies read the ordinary way."""

import pytest

from generators import registry
from generators.infographic.layout import page
from generators.infographic.words import description
from generators.model import Brief
from tests.interpreting.documents import draft

FRAME = """青岚市电梯更新补贴办法
第一条 为了改善居住条件，根据《青岚市住宅电梯管理条例》，制定本办法。
第二条 本办法适用于本市既有住宅的电梯更新。
第三条 对更新的电梯，按每台3万元给予补贴。
第三条之一 对加装无障碍设施的小区，给予一次性奖励5000元。
第三条之二 更新期间，街道办事处应当为行动不便的老年人提供送餐、送药服务。
第三条之三 鼓励金融机构为电梯更新提供优惠贷款。
{handling}
第十二条 本办法自2026年4月1日起施行，有效期3年。
"""

LEADING_ON = """第四条 业主可以登录市政务服务网申请补贴。
第五条 登录确有困难的，业主也可以到街道办事处申请补贴。
第六条 市住房城乡建设局在10个工作日内对申请材料进行审核，并组织现场核验。
第七条 对审核通过的项目，由市住房城乡建设局公示5个工作日。
第八条 公示期满无异议的，由市财政局将补贴发放至业主账户。"""

SIDE_BY_SIDE = """第四条 业主共同决定更新的，由业主委员会向街道办事处申请补贴。
第五条 公有住房的产权单位更新电梯，应当向市住房城乡建设局申请补贴。
第六条 业主变更申请事项的，应当自变更之日起30日内办理变更登记。
第七条 申请补贴应当提交下列材料：
（一）申请表；
（二）业主表决结果；
（三）更新合同。"""


def outline(handling: str):
    return registry.composed("infographic", draft(FRAME.format(handling=handling)), Brief())


def steps_block(handling: str):
    segments = outline(handling)
    made = next(block for block in page(segments, Brief())["blocks"] if block["id"] == "steps")
    return made, [segment for segment in segments if segment.group == "steps"]


def test_acts_that_lead_on_are_numbered_and_an_alternative_belongs_to_its_step():
    made, segments = steps_block(LEADING_ON)
    assert made["title"] == "办理流程" and {segment.kind for segment in segments} == {"step"}
    assert "市政务服务网" in segments[0].text and "街道办事处" in segments[0].text
    assert [item["number"] for item in made["parts"][0]["items"]] == [1, 2, 3, 4]


def test_ways_for_different_people_and_papers_have_no_numbers():
    made, segments = steps_block(SIDE_BY_SIDE)
    assert made["title"] == "办理要求" and {segment.kind for segment in segments} == {"way"}
    assert [part["layout"] for part in made["parts"]] == ["list"]


PAPERS = "申请补贴应当提交下列材料：\n（一）申请表；\n（二）更新合同。"


@pytest.mark.parametrize(("handling", "layouts"), [(f"{LEADING_ON}\n第九条 {PAPERS}", ["steps", "list"]), (f"第三条之四 {PAPERS}\n{LEADING_ON}", ["list", "steps"])])
def test_papers_stand_beside_the_steps_where_the_policy_has_them(handling, layouts):
    made, segments = steps_block(handling)
    assert [part["layout"] for part in made["parts"]] == layouts
    assert [segment.kind for segment in segments if "更新合同" in segment.text] == ["way"]
    assert [item["number"] for part in made["parts"] if part["layout"] == "steps" for item in part["items"]] == [1, 2, 3, 4]


def test_what_the_policy_lists_as_a_procedure_is_numbered_whatever_its_acts_are_called():
    made, _ = steps_block("第四条 电梯更新补贴按照下列程序办理：\n（一）摸底登记。社区居委会逐梯登记。\n（二）方案会商。业主与街道办事处商定方案。\n（三）现场交底。施工单位向业主交底。")
    assert made["title"] == "办理流程" and len(made["parts"][0]["items"]) == 3


@pytest.mark.parametrize(("kind", "layout", "numbered"), [("step", "list", False), ("way", "steps", True)])
def test_a_person_decides_otherwise(kind, layout, numbered):
    segments = outline(LEADING_ON if kind == "step" else SIDE_BY_SIDE)
    changed = tuple(segment.replace(layout=layout) if segment.kind == kind else segment for segment in segments)
    made = next(block for block in page(changed, Brief())["blocks"] if block["id"] == "steps")
    assert [part["layout"] for part in made["parts"]] == (["steps"] if numbered else ["list"])
    assert made["title"] == ("办理流程" if numbered else "办理要求")


def test_blocks_have_one_title_in_the_picture_and_its_description():
    segments = outline(SIDE_BY_SIDE + "\n第八条 对低保家庭，减免电梯更新期间的物业费。")
    blocks = page(segments, Brief())["blocks"]
    shown = {block["title"] for block in blocks}
    assert "办理要求" in shown and all(f"【{name}】" in description(segments, Brief()) for name in shown)


def test_the_description_has_the_telephone_only_the_particulars_know():
    asked = draft(FRAME.format(handling=LEADING_ON)).replace(contact="市住房城乡建设局，0599-2600117")
    words = description(registry.composed("infographic", asked, Brief()), Brief())
    assert "【咨询方式】\n咨询电话：市住房城乡建设局，0599-2600117。" in words


def test_a_video_asks_when_it_begins_only_where_a_day_is_told():
    def asked(handling: str) -> str:
        told = FRAME.format(handling=handling)
        return "".join(segment.narration for segment in registry.composed("video", draft(told), Brief()))

    assert "什么时候开始？" in asked(SIDE_BY_SIDE)
    later = FRAME.replace("第十二条 本办法自2026年4月1日起施行，有效期3年。", "第十二条 申请截止时间为2026年10月31日。").format(handling=SIDE_BY_SIDE)
    said = "".join(segment.narration for segment in registry.composed("video", draft(later), Brief()))
    assert "什么时候开始？" not in said


def test_only_acts_that_lead_on_are_told_as_steps_of_a_video():
    def told(handling: str) -> str:
        return "".join(segment.narration for segment in registry.composed("video", draft(FRAME.format(handling=handling)), Brief()))

    assert "依次是" in told(LEADING_ON) and "依次是" not in told(SIDE_BY_SIDE)
