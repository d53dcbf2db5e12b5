"""Statements read by themselves: what ties them to a sentence or a place not told with them is left out or brought along."""

import pytest

from generators.model import Element
from generators.prose import without_annexes
from studio.interpreting.wording import polish
from tests.interpreting.documents import MEASURES, draft, points


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("需提供《场地申请表》（附件1）；营业执照复印件", "需提供《场地申请表》；营业执照复印件"),
        ("到街道窗口办理［窗口（含流动窗口）地址见附件4］。", "到街道窗口办理。"),
        ("用地面积为3公顷（以界址点控制，详见附件1）。", "用地面积为3公顷（以界址点控制）。"),
        ("申请人提交附件2所列材料。", "申请人提交所需材料。"),
        ("《测绘成果附件管理规定》继续有效。", "《测绘成果附件管理规定》继续有效。"),
    ],
)
def test_no_reader_is_sent_to_an_annex(text, said):
    assert without_annexes(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("在海岛居住的退休人员，还可以到码头窗口办理。", "在海岛居住的退休人员，可以到码头窗口办理。"),
        ("未能通过上述“青岚人社”校验的人员，可到窗口办理。", "未能通过“青岚人社”校验的人员，可到窗口办理。"),
        ("除上述提高补贴比例的粮食烘干机具以外，补贴不超过5万元。", "除提高补贴比例的粮食烘干机具以外，补贴不超过5万元。"),
        ("除上述机具外，特色产业所需机具可以列入。", "特色产业所需机具可以列入。"),
        ("除上述规定外，还应当登记住所。", "除上述规定外，还应当登记住所。"),
    ],
)
def test_what_ties_a_sentence_to_the_one_before_it_is_left_out(text, said):
    assert polish(text) == said


def told_of(text: str) -> list[str]:
    return [point.statement for point in draft(text).key_points]


ARTICLES = """青岚市社区食堂扶持办法
第一章 总则
第一条 为了规范社区食堂扶持工作，制定本办法。
第二条 本办法适用于本市社区食堂。
第二章 扶持标准
第三条 社区食堂参加星级评定并取得证书的，可以享受星级奖励。被评为五星级的给予8万元，四星级的给予4万元，三星级的给予2万元。
第四条 社区食堂连续停业30日的，暂停发放运营补贴。暂停发放后，社区食堂恢复营业满15日并向街道办事处报告的，自次月起恢复发放，每月补贴不超过5000元。
第五条 对本市符合条件的社区食堂给予补贴，具体如下：
（一）在街道登记并实际运营满一年的社区食堂，给予一次性补贴3万元；
（二）首次取得餐饮服务许可证的，给予一次性补贴1万元。
第六条 加强社区食堂服务管理，做好下列工作：
（一）市场监管部门负责社区食堂的食品安全检查、抽样检验和投诉处理；
（二）民政部门负责社区食堂的规划布局、运营评价和补贴发放。
第三章 附则
第七条 本办法自2026年4月1日起施行。
"""


def test_a_sentence_that_leaves_to_the_one_before_it_who_is_spoken_of_is_told_with_it():
    stars = [said for said in told_of(ARTICLES) if "五星级" in said]
    paused = [said for said in told_of(ARTICLES) if "恢复营业" in said]
    assert stars and all("社区食堂参加星级评定" in said for said in stars)
    assert paused and all("连续停业30日" in said for said in paused)


def test_whom_a_list_is_for_is_said_where_its_line_does_not_say_it():
    told = told_of(ARTICLES)
    assert any(said.startswith("在街道登记并实际运营满一年的社区食堂，给予") for said in told)
    assert any(said.startswith("本市符合条件的社区食堂：首次取得餐饮服务许可证") for said in told)
    assert any(said.startswith("市场监管部门负责") for said in told) and not any("做好工作，包括" in said for said in told)


def test_what_is_done_besides_is_no_purpose():
    purpose = points(draft(MEASURES.replace("促进高质量充分就业，根据", "促进高质量充分就业，适时在毕业季组织开展招聘活动，根据")), Element.BACKGROUND)
    assert any("促进高质量充分就业。" in point.statement for point in purpose) and not any("招聘活动" in point.statement for point in purpose)
