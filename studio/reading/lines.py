"""What a line of an official document is besides clause text: number, addressee, signature, date, note, imprint …

The elements follow GB/T 9704-2012 (发文字号、主送机关、发文机关署名、成文日期、附注、附件说明、抄送机关、印发机关和印发日期).
"""

import re
from functools import lru_cache

from studio.reading.folding import folded, squeezed
from studio.reading.markers import marker_of

KINDS = (
    "条例|规定|办法|细则|规则|意见|方案|措施|政策|规划|计划|通知|公告|通告|决定|决议|命令|令|通报|报告|请示|批复|议案|函|纪要|公报|"
    "指引|指南|标准|规范|制度|预案|要点|清单|目录|章程|守则|准则|名单|答复|复函|说明|规程|法|解释|纲要|举措|若干问题|实施方案|导则|"
    "任务分工|分工表|一览表|申请表|表|体系|范围|流程|图|书|承诺书|汇总表|公示|基准|一封信|公开信"
)
KIND_AT_END = re.compile(rf"(?:{KINDS})[》”>]?(?:[(][^()]{{1,30}}[)]){{0,2}}$")

DOCUMENT_KINDS = "通知|意见|决定|决议|公告|通告|批复|复函|函|通报|报告|请示|议案|命令|令|答复|规定|办法|方案|措施|政策|条例|细则|规则|规划|计划|纲要|解释|公报|纪要|要点|指南|指引|举措|公示|基准"
DOCUMENT_KIND_AT_END = re.compile(rf"(?:{DOCUMENT_KINDS})[》”>]?(?:[(][^()]{{1,30}}[)]){{0,2}}$")

_BRACKETS = r"[\[(【〔［<〈「{]"
_CLOSING = r"[\])】〕］>〉」}]"
NUMBER = re.compile(
    rf"([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z·、]{{0,22}}?) {{0,3}}{_BRACKETS} {{0,2}}((?:19|20)\d{{2}}) {{0,2}}年? {{0,2}}{_CLOSING} {{0,2}}(?:第)? {{0,2}}(\d{{1,5}}) {{0,2}}号"
)
ORDER_NUMBER = re.compile(
    r"[(]? {0,2}((?:19|20)\d{2} {0,2}年)? {0,2}第 {0,2}(\d{1,5}|[一二三四五六七八九十百〇零]{1,7}) {0,2}号 {0,2}[)]?"
)
ORDER = re.compile(r"([\u4e00-\u9fff]{2,30}?)令 {0,3}[(]?第 {0,3}(\d{1,5}|[一二三四五六七八九十百〇零]{1,6}) {0,3}号")
WHOLE_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,40}(?:公告|通告|令)) {0,3}((?:19|20)\d{2} {0,2}年)? {0,2}第 {0,2}(\d{1,5}|[一二三四五六七八九十百〇零]{1,7}) {0,2}号"
)
"""Authority, kind and number on one line: 云溪市税务局公告2026年第3号, 云溪市人民政府令第27号."""

ORGANISATION = re.compile(
    r"(?:人民政府|政府|办公厅|办公室|委员会|管委会|局|厅|部|院|委|署|会|中心|公司|总队|支队|大队|处|所|站|馆|银行|分行|支行|大学|学院|学校|"
    r"党组|法院|检察院|指挥部|领导小组|工作组|国务院|中央|办事处|社|台|税务|办|海关|监狱|集团|协会|军区|战区|分局|总局|街道|合作社|基金会)"
    r"(?:[(][^()]{1,20}[)])?$"
)
PERSON = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}?)?(?:(?:代)?(?:省|市|区|县|州|镇|乡)长|主席|主任|总理|部长|局长|厅长|署长|行长|院长|会长|书记|委员长|签发人):?[\u4e00-\u9fff·]{2,12}$"
)
ADDRESSEE_END = re.compile(
    r"(?:政府|单位|部门|机构|局|厅|委|办|院|部|处|会|公司|企业|学校|大学|中心|银行|分行|组织|街道|镇|乡|区|县|市|省|州|人员|居民|各位|朋友|同志|同学|家长|老师|先生|女士|委员|代表|主席|主任|兵团|业主|考生|社会|团体|机关|站|所|"
    r"法院|检察院|署|集团|盟|旗|司|校|室|厂|店|队|馆|台|社|商|机构|办事处|社区|村|市民|群众|户|者|人|部队|工会|妇联|科协|残联|公安|税务|海关|支队|总队)(?:[(][^()]{1,40}[)])?$"
)
ANNOTATION = re.compile(r"^[(].{0,4}(?:此件|本文|本件).{1,40}[)]$")
OPENNESS = re.compile(
    r"^[(]?(?:公开方式|信息公开选项|公开属性|公开类型|公开类别|公开形式|政府信息公开选项|信息公开属性|主动公开|依申请公开|不予公开|此件公开|此件主动公开|此件依申请公开|此件不公开|公开范围|信息公开类别)[:： ]{0,3}\S{0,20}[)]?$"
)
COPIES = re.compile(
    r"^[(]?共印 {0,2}\d{1,5} {0,2}份|^(?:抄送|分送|抄报|主送|报送|发送|主题词|抄 送|分 送|报)[: ]{0,3}[:]"
)
IMPRINT = re.compile(r"(?:印发|印制|印|校对)[)]?$")
CONTACT = re.compile(r"^(?:联系人|联系电话|咨询电话|联系方式|电话|传真|邮编|地址|网址|监督电话|咨询服务)[:(（ ]")
SIGNER = re.compile(r" {0,40}签 {0,2}发 {0,2}人 {0,2}:.{0,20}$")
SECRECY = re.compile(r"^(绝密|机密|秘密|内部资料|内部文件|内部|工作秘密)(?: {0,2}[★☆*] {0,2}(.{0,10}))?$")
ISSUE = re.compile(
    r"(?:[(\[]\d{4}[)\]]年?)? {0,2}(?:总)?第 {0,2}[\d一二三四五六七八九十百]{1,4} {0,2}期(?: {0,2}[(]总第? {0,2}\d{1,4} {0,2}期[)])?"
)
URGENCY = re.compile(r"^(?:特急|加急|特提|平急|急件|急)$")
COPY_NUMBER = re.compile(r"^(?:№|No[.]?)? {0,2}\d{6}$")
LETTERHEAD = re.compile(r"^[\u4e00-\u9fff ()、]{2,40}(?:文件|公报|便函|公函)$")
HISTORY = re.compile(r"^[(].{0,400}(?:通过|公布|修订|修正|批准|发布|颁布|施行|审议|号|修改)")
HISTORY_LINE = re.compile(
    r"^(?:\d{4}|[〇零一二三四五六七八九]{4}) ?年.{3,120}(?:通过|公布|修订|修正|批准|发布|颁布)[)]?$"
)
ATTACHMENT_HEAD = re.compile(
    r"^附 {0,3}(?:件|表|录|图)? {0,3}([0-9]{1,3}|[一二三四五六七八九十]{1,3})?(?: {0,2}-{1,2} {0,2}\d{1,2})? {0,3}([:.、]|：)? {0,3}(.{0,90})$"
)
ATTACHMENT_ENTRY = re.compile(
    r"^(?:附 {0,2}件)? {0,3}(\d{1,2}(?:-{1,2}\d{1,2})?) {0,2}[.、:．﹒] {0,3}(?=\S)|^(?:附 {0,2}件) {0,2}(\d{1,2}(?:-{1,2}\d{1,2})?) {1,3}(?=\S)"
)
PAGE_NUMBER = re.compile(
    r"^(?:[-—–―─·• ]{1,4}\d{1,4}[-—–―─·• ]{1,4}|第 {0,2}\d{1,4} {0,2}页(?:[ ,/]{0,3}共 {0,2}\d{1,4} {0,2}页)?|\d{1,4} {0,2}/ {0,2}\d{1,4})$"
)
CONTENTS_HEAD = re.compile(r"^目 {0,8}[录次]$")
DATABASE = re.compile(
    r"^(?:【法宝引证码】|原文链接|(?:来源|信息来源|发布时间|发布日期|时间|作者|浏览次数|点击数|链接|网址)[:：]|https?://)"
)
KEY_VALUE = re.compile(
    r"^(索 ?引 ?号|发文字号|文 ?号|发文机关|发布机构|发布机关|成文日期|生成日期|发布日期|公开日期|主题分类|标 ?题|名 ?称|主题词|有效性|信息来源|来源|制发机关|统一编号|登记号|实施日期|失效日期|公文时效|公开形式|公开方式|公开范围|信息有效性|时效状态|废止日期|文件状态|体裁分类|组配分类|生效日期|所属主题|规范性文件编号|规范性文件登记号|统一登记号) {0,3}: {0,3}(.{0,120})$"
)
FILE_NAME = re.compile(r"(?i)\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar)$")
HALF_WIDTH_STOP = re.compile(r"[\u4e00-\u9fff][.]$")
MARKS = "。；，：、！？;,:"


def number_in(text: str) -> str | None:
    """Return the first 发文字号 of ``text`` written in standard form (机关代字〔年〕N号)."""
    found = NUMBER.search(folded(text))
    return standard_number(found) if found else None


def standard_number(found: re.Match[str]) -> str:
    """Write a matched NUMBER the way GB/T 9704 prescribes: six-cornered brackets, no 第, no spaces."""
    return f"{squeezed(found[1])}〔{found[2]}〕{int(found[3])}号"


def order_in(text: str) -> str | None:
    """Return the first 某某令第N号 of ``text``; None when it names none."""
    found = ORDER.search(folded(text))
    return order_written(found[1], found[2]) if found else None


def order_written(authority: str, number: str) -> str:
    """Write the number of an order, the words before its authority (…日以) left out."""
    name = re.sub(r"^(?:.*(?:日|以|经|由|根据))", "", authority)
    return f"{name}令第{number}号"


def is_number_line(text: str) -> bool:
    """Tell whether the line is only a 发文字号, in brackets or not."""
    flat = SIGNER.sub("", folded(text)).strip()
    if flat.startswith("(") and flat.endswith(")"):
        flat = flat[1:-1].strip()
    return bool(NUMBER.fullmatch(flat) or WHOLE_NUMBER.fullmatch(flat))


def is_title_like(text: str) -> bool:
    """Tell whether the line could be (a line of) a title: short, no clause number, no sentence punctuation at its end."""
    flat = folded(text).strip()
    return (
        bool(flat)
        and len(flat) <= 90
        and flat[-1] not in MARKS
        and not HALF_WIDTH_STOP.search(flat)
        and "。" not in flat
        and marker_of(text.strip()) is None
    )


def organisations_in(text: str) -> list[str] | None:
    """Return the organisations a signature line consists of; None when it holds anything else."""
    flat = text.strip()
    if not flat or len(flat) > 160 or flat[-1] in MARKS or re.search(r"[。；，:：《》]", flat):
        return None
    if ORGANISATION.search(folded(squeezed(flat))) and is_letter_spaced(flat):
        return [squeezed(flat)]
    names = [name for name in re.split(r"[\s、]+", flat) if name]
    if len(names) > 1 and not all(ORGANISATION.search(folded(name)) for name in names):
        joined = squeezed(flat)
        return [joined] if ORGANISATION.search(folded(joined)) and len(joined) <= 30 and len(names) <= 3 else None
    ok = all(ORGANISATION.search(folded(name)) and 2 <= len(name) <= 45 for name in names)
    return names if ok and names and marker_of(flat) is None else None


def is_letter_spaced(text: str) -> bool:
    """Tell whether nearly every character stands apart (各 县 人 民 政 府), as scanning or setting leaves it."""
    words = text.split()
    return len(words) > 2 and sum(len(word) == 1 for word in words) >= len(words) - 1


@lru_cache(maxsize=256)  # asked of each line several times, by those before it
def is_signature(text: str) -> bool:
    """Tell whether the line can stand between the text and its date: organisations, or a person with the office held."""
    flat = folded(squeezed(text))
    return (
        organisations_in(text) is not None
        or bool(len(flat) <= 40 and PERSON.match(flat))
        or flat in ("(盖章)", "(印章)", "(此页无正文)", "(公章)")
    )


def is_addressee(text: str) -> bool:
    """Tell whether the line is 主送机关: ends with a colon and lists offices or groups of people."""
    flat = folded(text).strip()
    if not flat.endswith(":") or len(flat) > 400 or "。" in flat or marker_of(text.strip()) is not None:
        return False
    names = re.split(r"[,、;]", flat[:-1])
    if any(re.search(r"如下|以下|通知|公告|规定|要求|根据|按照|为了|附件|印发|现将|意见", name) for name in names):
        return False
    return bool(ADDRESSEE_END.search(names[-1].strip()) or names[0].startswith("各")) and len(names[0]) <= 40


def is_margin_note(text: str) -> bool:
    """Tell whether the line is 附注, 公开方式, 抄送 or the imprint: said about the document, not by it."""
    flat = folded(text).strip()
    return bool(ANNOTATION.match(flat) or OPENNESS.match(flat) or COPIES.match(flat)) or is_imprint(flat)


def is_imprint(text: str) -> bool:
    """Tell whether the line names who printed the document and when (…办公室 2021年2月7日印发)."""
    flat = folded(text).strip()
    return (
        len(flat) <= 70
        and bool(IMPRINT.search(flat))
        and bool(re.search(r"\d{4}年|[〇一二三四五六七八九]{4}年", flat))
        and "。" not in flat
    )


def is_whole_title(text: str) -> bool:
    """Tell whether a title can end here: with a kind of document, its brackets closed. 关于… needs a 文种 proper at its end."""
    flat = folded(squeezed(text))
    if flat.count("《") != flat.count("》") or flat.count("(") != flat.count(")"):
        return False
    return bool((DOCUMENT_KIND_AT_END if "关于" in flat else KIND_AT_END).search(flat))


def clean_title(lines: list[str]) -> str:
    """Join the lines of a title: letter-spacing removed, one space between joint authorities, none elsewhere."""
    joined = ""
    for line in lines:
        words = squeezed(line) if is_letter_spaced(line) else re.sub(r"\s+", " ", line.strip())
        follows = re.match(r"(.{2,60}?)(?:关于|印发|转发|$)", words)
        both_names = (
            joined
            and organisations_in(joined.split(" ")[-1])
            and follows
            and organisations_in(follows[1])
            and "关于" not in joined
        )
        joined += (" " if both_names else "") + words
    # A space inside a title separates authorities or is an accident of setting; only the first kind stays.
    return re.sub(r"(?<=[\u4e00-\u9fff》）”]) (?=[\u4e00-\u9fff《（“])", _joint, joined).strip()


def _joint(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rsplit(" ", 1)[-1]
    return " " if ORGANISATION.search(before) and "关于" not in before else ""
