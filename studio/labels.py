"""Chinese words for everything the interface shows that is a name in the code: roles, states, elements, fields, issues."""

from enum import StrEnum

from generators.model import AnswerState, Element, Level, Part, PolicyDocument, Severity
from studio.reviewing import Action, Role, Status
from studio.reviewing.workflow import ROLE_NAMES
from studio.storage.jobs import JobState

ROLES = ROLE_NAMES

STATUSES = {
    Status.DRAFT: "草稿",
    Status.SUBMITTED: "待审",
    Status.CHANGES_REQUESTED: "已退回",
    Status.APPROVED: "已通过",
    Status.SIGNED: "已签发",
    Status.PUBLISHED: "已发布",
    Status.WITHDRAWN: "已撤回",
}

NOT_TO_BE_MADE = {Status.SUBMITTED: "正在送审", Status.APPROVED: "已通过审核", Status.SIGNED: "已签发"}
"""Why a product cannot be chosen to be made again, in a few words beside its name."""

ACTIONS = {
    Action.SUBMIT: "提交审核",
    Action.REVISE: "收回修改",
    Action.REQUEST_CHANGES: "退回修改",
    Action.APPROVE: "审核通过",
    Action.SIGN_OFF: "签发",
    Action.PUBLISH: "登记发布",
    Action.WITHDRAW: "撤回",
}

ELEMENTS = {
    Element.BACKGROUND: "背景依据",
    Element.OBJECTIVES: "目标任务",
    Element.CONTENT: "主要内容",
    Element.SCOPE: "适用范围",
    Element.STANDARDS: "执行标准",
    Element.NOTES: "注意事项",
    Element.TERMS: "关键词诠释",
    Element.BENEFITS: "惠民利民举措",
    Element.CHANGES: "新旧政策差异",
    Element.PROCEDURE: "办理流程",
    Element.DATES: "时间节点",
    Element.RESPONSIBILITY: "责任分工",
    Element.CONTACT: "联系方式",
    Element.RATIONALE: "研判过程",
}

EXPECTED = {
    Element.BACKGROUND: "为什么出台这项政策？",
    Element.OBJECTIVES: "这项政策要达到什么目标？",
    Element.CONTENT: "这项政策主要规定了什么？",
    Element.SCOPE: "这项政策适用于哪些人和单位？",
    Element.STANDARDS: "按什么标准执行？",
    Element.NOTES: "有哪些需要注意的地方？",
    Element.TERMS: "政策中的专门说法是什么意思？",
    Element.BENEFITS: "这项政策给群众和企业带来哪些好处？",
    Element.CHANGES: "与以前的规定相比，有哪些变化？",
}
"""The nine elements an interpretation is expected to tell of, each with the question it answers."""

LEVELS = {
    Level.BOOK: "编",
    Level.CHAPTER: "章",
    Level.SECTION: "节",
    Level.ARTICLE: "条",
    Level.PARAGRAPH: "款",
    Level.ITEM: "项",
    Level.POINT: "目",
    Level.HEADING_1: "一级标题",
    Level.HEADING_2: "二级标题",
    Level.HEADING_3: "三级标题",
    Level.HEADING_4: "四级标题",
    Level.DECIMAL: "数字编号",
    Level.ROW: "表格行",
}

PARTS = {Part.NOTICE: "通知", Part.ENCLOSURE: "印发文件", Part.ATTACHMENT: "附件"}

ANSWER_STATES = {
    "pending": "待补充",
    "proposed": "待确认",
    "accepted": "已采纳",
    "edited": "已修改",
    "rejected": "已否定",
    "supplemented": "部门说明",
    "not_applicable": "不涉及",
}

KEY_POINT_STATES = {"proposed": "待确认", "accepted": "已采纳", "edited": "已修改", "rejected": "已删去"}

SEVERITIES = {Severity.BLOCKING: "必须改正", Severity.CONFIRM: "请核对", Severity.ADVISORY: "建议"}

JOB_STATES = {
    JobState.QUEUED: "排队中",
    JobState.RUNNING: "制作中",
    JobState.DONE: "已完成",
    JobState.FAILED: "未完成",
    JobState.CANCELLED: "已取消",
}

DIFFERENCE_KINDS = {"added": "新增", "removed": "删去", "changed": "修改", "moved": "移位"}

SUBSTANCE_HELPS = {
    "example": "举一个计算的例子，把算式写出来",
    "reason": "说明为什么这样规定（出台理由、研判过程），以部门说明写明出处",
    "difference": "说明与旧政策的差别",
    "how_to": "说明怎么办理",
}

TASK_KINDS = {
    "review": "待我审核",
    "sign_off": "待我签发",
    "publish": "待发布",
    "revise": "待我修改",
    "rebuild": "需要重新制作",
    "failed": "制作未完成",
    "answer": "待补充",
}

TASK_STEPS = {
    "review": "去审核",
    "sign_off": "去签发",
    "publish": "去发布",
    "revise": "去修改",
    "rebuild": "去重新制作",
    "failed": "去查看原因",
    "answer": "去补充答复",
}
"""What is to be done about a task, on the button that leads there."""

RECORD_FIELDS = {
    "title": "标题",
    "document_number": "发文字号",
    "registration_number": "规范性文件登记号",
    "issuing_authorities": "发文机关",
    "addressees": "主送机关",
    "kind": "文种",
    "written_on": "成文日期",
    "signed_on": "签署日期",
    "adopted_on": "通过日期",
    "printed_on": "印发日期",
    "published_on": "公布日期",
    "effective_on": "施行日期",
    "expires_on": "失效日期",
    "validity": "有效性",
    "repeals": "废止文件",
    "bases": "制定依据",
    "secrecy": "密级",
    "openness": "公开属性",
    "index_number": "索引号",
    "interpreting_authority": "解释机关",
    "telephones": "咨询电话",
    "adoption_note": "题注",
}

PUBLICATION_FIELDS = {
    "source_url": "政策页面网址",
    "site_name": "网站名称",
    "site_domain": "网站域名",
    "site_id_code": "网站标识码",
    "column_name": "栏目名称",
    "content_source": "信息来源",
    "subject": "主题分类",
    "keywords": "主题词",
}

_BY_TYPE: dict[type[StrEnum], dict] = {
    Role: ROLES,
    Status: STATUSES,
    Action: ACTIONS,
    Element: ELEMENTS,
    Level: LEVELS,
    Part: PARTS,
    Severity: SEVERITIES,
    JobState: JOB_STATES,
}


def label(member: StrEnum) -> str:
    """Return the Chinese word for a member of any enum of the model or of review.

    Raises:
        KeyError: the enum is not one the interface shows.
    """
    return _BY_TYPE[type(member)][member]


def part(member: Part, document: PolicyDocument) -> str:
    """Return how a part of this document is called: 正文 where it is no notice that brings another, 令 where an order brings it."""
    if member is not Part.NOTICE:
        return PARTS[member]
    if not any(clause.part is Part.ENCLOSURE for clause in document.clauses):
        return "正文"
    return "公布令" if "令" in (document.document_number or "") else PARTS[member]


def role(member: Role) -> str:
    """Return 拟稿, 审核, 签发 or 管理."""
    return ROLES[member]


def status(member: Status) -> str:
    """Return the word for how far a revision has come."""
    return STATUSES[member]


def action(member: Action) -> str:
    """Return what stands on the button."""
    return ACTIONS[member]


def element(member: Element) -> str:
    """Return the name of a 解读要素."""
    return ELEMENTS[member]


def severity(member: Severity) -> str:
    """Return 必须改正, 请核对 or 建议."""
    return SEVERITIES[member]


def answer_state(state: AnswerState) -> str:
    """Return the word for how far an answer has come."""
    return ANSWER_STATES[state]


def key_point_state(state: str) -> str:
    """Return the word for how far a key point has come."""
    return KEY_POINT_STATES[state]


DRAFTED_FIELDS = {"statement": "要点", "title": "小标题", "narration": "口播稿", "text": "答复"}
"""The wordings a language model may have drafted."""


def job_state(member: JobState) -> str:
    """Return the word for how far background work has come."""
    return JOB_STATES[member]


def roles(members) -> str:
    """Return several roles as one text: 拟稿、审核."""
    return "、".join(ROLES[member] for member in Role if member in members) or "无"


ORNAMENTS = {
    "skyline": "城市", "ribbon": "飘带", "leaves": "山水", "sunrise": "朝阳", "waves": "海水纹", "plain": "素面", "rules": "双线",
}


def ornament(name: str) -> str:
    """Return what people call a drawing of the cover."""
    return ORNAMENTS[name]


TYPE_SCALES = {"usual": "标准", "large": "大字（适老）"}


def type_scale(name: str) -> str:
    """Return what people call a size of type."""
    return TYPE_SCALES[name]
