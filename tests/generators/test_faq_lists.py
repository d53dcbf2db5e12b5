"""A list in an answer is laid out as a list, however long what introduces it; what goes on with 或 is no item of its own."""

from generators.faq.parts import parts_of


def lists(text):
    return [block for part in parts_of(text) for block in part.blocks if block.kind == "list"]


def test_a_long_introduction_and_its_cases_are_a_list():
    line = "集市主办者有下列情形之一的，由市场监管部门责令改正；拒不改正的，对负有责任的主管人员和直接责任人员依法给予处分：未在规定的期限内公示收费标准；拖延检验、验收；未按照规定公开信息。"
    (cases,) = lists(line)
    assert [item.rstrip("；。") for item in cases.items] == ["未在规定的期限内公示收费标准", "拖延检验、验收", "未按照规定公开信息"]


def test_what_goes_on_with_or_belongs_to_the_paper_before_it():
    (papers,) = lists("摊主应当提交下列材料：营业执照复印件；高级工以上职业资格证书复印件；或者中级以上职称证书复印件；信用承诺书。")
    assert len(papers.items) == 3 and "或者中级以上" in papers.items[1]
