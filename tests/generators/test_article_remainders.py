"""An article tells the paragraphs of regulations whole: no limb and no proviso is left out of a paragraph it tells."""

from generators import registry
from generators.model import Brief
from tests.interpreting.documents import draft

RULES = """青岚市集市付款条例
第一条 为了规范付款，制定本条例。
第二条 商场采购货物，应当在合同中约定明确、合理的检验期限，并在该期限内完成检验，每日可以检验不超过50批。商场拖延检验的，付款期限自约定的检验期限届满之日起算。
第三条 商场应当自货物交付之日起30日内支付货款，最长不得超过60日。
第四条 摊主应当自收到货款之日起5日内开具发票。本条例的实施细则由市商务部门另行制定。
第五条 本条例自2026年5月1日起施行。
"""


def article(text):
    registry.discover()
    return [segment for segment in registry.get("article").outline(draft(text), Brief()) if not segment.furniture]


def test_the_sentence_left_out_of_a_paragraph_stands_behind_the_one_it_follows():
    told = next(segment for segment in article(RULES) if "合理的检验期限" in segment.text)
    assert told.text.index("完成检验") < told.text.index("商场拖延检验的，付款期限自约定的检验期限届满之日起算")
    assert {citation.ref for citation in told.citations} >= {"art_2"}


def test_no_sentence_is_said_twice_and_who_makes_the_details_is_left_out():
    whole = "".join(segment.text for segment in article(RULES))
    assert whole.count("届满之日起算") == 1 and whole.count("30日内支付货款") == 1
    assert "另行制定" not in whole


def test_a_paragraph_another_one_holds_is_not_told_again():
    text = "青岚市集市补贴方案\n一、补贴办法\n（一）分次兑付。对安装计量设备的摊主，补贴按照7:3的比例分两次兑付，即验收合格后兑付70%，次年再兑付30%。对连续两年达标的摊主，再给予10%的激励补贴。\n（二）补贴标准。每个摊位每年补贴2000元。\n"
    whole = "".join(segment.text for segment in article(text))
    assert whole.count("7∶3") == 1
