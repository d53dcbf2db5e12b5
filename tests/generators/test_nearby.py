"""A clause named just below its own words is 上述, any other keeps its number."""

import pytest

from generators.model import Citation
from generators.nearby import with_above
from studio.reading import read

RULES = """青岚市集市条例
第一条 为了规范集市，制定本条例。
第二条 摊主受到罚款处罚的，可以申请参加集市安排的社会服务。
参加前款规定的社会服务时间可以折抵罚款。
第三条 有下列情形之一的，收回摊位：
（一）连续三个月未经营的；
（二）转租摊位的。
第四条 出现本条例第三条情形的，摊位费不予退还。
"""


@pytest.mark.parametrize(
    ("refs", "text", "told"),
    [
        (["art_2", "art_2.para_2"], "摊主受到罚款处罚的，可以申请参加集市安排的社会服务。参加第二条第一款规定的社会服务时间可以折抵罚款。", "社会服务。参加上述社会服务时间可以折抵罚款。"),
        (["art_2", "art_2.para_2"], "参加第二条第一款规定的社会服务时间可以折抵罚款。", "参加第二条第一款规定的社会服务时间可以折抵罚款。"),
        (["art_3", "art_4"], "有下列情形之一的，收回摊位：转租摊位的。出现本条例第三条情形的，摊位费不予退还。", "出现上述情形的，摊位费不予退还。"),
        (["art_2"], "摊主受到罚款处罚的，可以申请参加集市安排的社会服务。违反第二条规定的，给予警告。", "违反第二条规定的，给予警告。"),
        (["art_2"], "摊主受到罚款处罚的，可以申请参加集市安排的社会服务，按第二条第一款规定执行。", "社会服务，按上述规定执行。"),
    ],
)
def test_a_clause_told_just_before_is_the_above(refs, text, told):
    document = read(RULES.encode(), "policy.txt")
    assert with_above(document, text, [Citation.of(document.clause(ref)) for ref in refs]).endswith(told)
