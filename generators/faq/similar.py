"""Other ways to ask the same (相似问法), so that a hotline's or a portal's system finds the answer. Rules only; no facts."""

import re

from generators.faq.scenarios import STEPS

MOST = 6
# By the question of the bank; {name} is what the running text calls the policy.
BY_QUESTION = {
    "why_issued": ("{name}出台的背景是什么？", "制定{name}的目的是什么？"),
    "bases": ("{name}是根据什么制定的？", "{name}有什么法律依据？"),
    "goals": ("{name}的目标是什么？",),
    "who_qualifies": ("谁适用{name}？", "我适用这项政策吗？", "这项政策管哪些人？"),
    "conditions": ("要符合什么条件？", "怎么才算符合条件？", "有什么要求？"),
    "who_is_excluded": ("什么情况下办不了？", "哪些人不能享受？", "为什么我不符合条件？"),
    "main_measures": ("{name}规定了什么？", "这项政策主要讲什么？"),
    "how_much": ("标准是什么？", "具体标准怎么定？", "怎么计算？", "最高是多少？"),
    "how_long": ("能享受多久？", "可以享受几次？", "期限有多长？"),
    "benefits": ("有什么好处？", "有哪些便利措施？", "对我有什么用？"),
    "worked_example": ("怎么算，举个例子？", "具体怎么计算？"),
    "effective_dates": ("{name}什么时候生效？", "{name}几号开始执行？", "{name}执行到什么时候？"),
    "application_window": ("什么时候可以办？", "要多久能办好？", "几天办完？", "截止到什么时候？"),
    "where_to_apply": ("去哪里办？", "怎么申请？", "可以网上办吗？", "办理流程是什么？"),
    "materials": ("要带什么材料？", "需要交哪些资料？", "要准备什么证件？"),
    "responsible_units": ("归哪个部门管？", "谁负责落实？"),
    "who_explains": ("{name}谁来解释？", "解释权在哪里？"),
    "changes": ("和以前有什么不一样？", "政策有什么变化？", "新旧政策有什么区别？"),
    "repeals": ("旧文件还有效吗？", "以前的规定还能用吗？"),
    "prohibitions": ("违反了会怎么样？", "有哪些禁止的行为？", "弄虚作假有什么后果？"),
    "combination": ("可以和其他政策一起享受吗？", "会不会重复享受？", "能叠加吗？"),
    "terms": ("专业名词怎么理解？", "这些词是什么意思？"),
    "contact": ("咨询电话是多少？", "打哪个电话问？", "有问题找谁？"),
    "misunderstanding": ("哪里容易理解错？",),
    "rationale": ("为什么这样规定？",),
}
BY_STEP = {
    "scope": ("{audience}能不能享受？", "{audience}符合条件吗？"),
    "gains": ("{audience}有什么政策？", "对{audience}有哪些支持？"),
    "procedure": ("{audience}怎么申请？", "{audience}去哪里办？"),
    "notes": ("{audience}有什么限制？", "{audience}哪些事不能做？"),
}
# What another wording must not ask for unless the question does: the words that ask for it, and how the question says so.
ASKS_FOR = (
    (re.compile("最高|上限"), re.compile("上限|最高|最多")),
    (re.compile("怎么计算|怎么算"), re.compile("计算|计分")),
    (re.compile("几次"), re.compile("次")),
    (re.compile("多久|期限有多长"), re.compile("多长|多久|期限|办结")),
    (re.compile("要多久能办好|几天办完"), re.compile("办结")),
    (re.compile("什么时候可以办|截止到什么时候"), re.compile("什么时候")),
    (re.compile("执行到什么时候"), re.compile("有效期")),
    (re.compile("什么时候生效|几号开始"), re.compile("什么时候开始")),
    (re.compile("去哪里办|网上办"), re.compile("哪里|^怎样")),
    (re.compile("流程"), re.compile("怎么|怎样")),
    (re.compile("违反了|后果"), re.compile("处理")),
    (re.compile("禁止的行为"), re.compile("禁止|限制")),
    (re.compile("旧文件"), re.compile("废止")),
    (re.compile("便利措施"), re.compile("便利")),
    (re.compile("和其他政策|叠加"), re.compile("其他政策|能同时享受")),
    (re.compile("哪些人不能享受"), re.compile("享受")),
)
PARTICULAR = re.compile("吗？$|由谁(?:缴纳|承担|负担)|怎么处理？$|有什么重要意义|哪些情形(?:属于|收回|追回|停止|终止|暂停)|有(?:争议|异议)怎么办")
"""A question about one case in the words of its answer: the general ways to ask its kind do not fit it."""

# What an ordinary question may also be: the first rule that fits gives the other wordings.
REWORDED = (
    (re.compile(r"怎样|怎么|如何"), ("怎么", "如何", "怎样")),
    (re.compile(r"什么时候|何时"), ("什么时候", "何时", "哪一天")),
    (re.compile(r"能不能|可不可以|是否可以"), ("能不能", "可不可以", "是否可以")),
    (re.compile(r"哪些|什么"), ("哪些", "什么")),
    (re.compile(r"多久|多长时间"), ("多久", "多长时间")),
    (re.compile(r"哪里|什么地方|何处"), ("哪里", "什么地方")),
)


def similar(segment_id: str, heading: str, name: str, audiences: dict[str, str]) -> tuple[str, ...]:
    """Return up to MOST other ways to ask ``heading``, the likeliest first.

    ``name`` is what the running text calls the policy; ``audiences`` are the labels of the audiences by id.
    """
    kind, _, rest = segment_id.partition("-")
    audience = next((known for known in sorted(audiences, key=len, reverse=True) if rest.startswith(f"{known}-")), "")
    asked = BY_QUESTION.get(rest, ()) if kind == "answer" and not PARTICULAR.search(heading) else ()
    if kind == "audience" and audience:
        step = rest.removeprefix(f"{audience}-")
        asked = BY_STEP.get(step, ()) if step in STEPS else _about(heading)
    label = audiences.get(audience, "")
    written = [wording.format(name=name, audience=label) for wording in asked]
    written += _reworded(heading)
    return tuple(dict.fromkeys(wording for wording in written if wording != heading and not _asks_for_more(wording, heading)))[:MOST]


def _asks_for_more(wording: str, heading: str) -> bool:
    """Tell whether another wording asks for a part (a ceiling, a time limit) that the question leaves out."""
    return any(asks.search(wording) and not asked.search(heading) for asks, asked in ASKS_FOR)


def _about(heading: str) -> tuple[str, ...]:
    """Return the questions about one thing granted: 中小微企业：一次性留工补助的标准是多少？"""
    thing = re.sub(r"^哪些.{2,12}?可以享受(?=.+，标准)|(?:[的，]标准是多少|的条件和标准是什么|最多能贷多少|有什么具体规定)？$", "", heading.partition("：")[2] or heading)
    return (f"怎么申请{thing}？", f"{thing}的条件是什么？", f"谁能享受{thing}？") if thing != heading else ()


def _reworded(heading: str) -> list[str]:
    for pattern, wordings in REWORDED:
        found = pattern.search(heading)
        if found:
            return [heading[: found.start()] + wording + heading[found.end() :] for wording in wordings]
    return []
