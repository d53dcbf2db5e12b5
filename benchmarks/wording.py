"""Faults of wording an editor would name in drafts nobody has edited, as far as a rule can tell them.

    python benchmarks/wording.py CORPUS… [--quick] [--json] [--show RULE] [--products faq,article,infographic,video]

CORPUS is a folder of policies (one sub-folder each, with ``policy.docx|doc|html|md|txt|pdf``) or a ``.jsonl`` with a ``text`` a line.
Each policy is read, interpreted and outlined as ``build`` does it without any answer; the rules look at what a reader sees, headings
and texts, and share no code with what wrote them. A rule of QUESTIONS counts each question that asks for something its answer does
not say; ``half_answered`` is the share of questions for which one of these rules finds so. A rule of PRODUCTS counts places in a product.
Printed for each rule: faults, and out of how many cases (questions that ask so; segments looked at).
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from generators import registry
from generators.model import Brief, Segment
from studio.errors import CannotAccept
from studio.interpreting import interpret
from studio.reading import read

TARGETS = {"half_answered": 0.03, "faults_a_policy": 1.0}
KINDS = (".docx", ".doc", ".html", ".md", ".txt", ".pdf")
SHORTEST_TWICE = 20
"""Characters from which a text that stands twice in one product is a fault: a telephone may."""


class Question(NamedTuple):
    """A question with its answer as a reader sees them; ``lines`` are its paragraphs and items."""

    heading: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the answer as one text."""
        return "\n".join(self.lines)


class Rule(NamedTuple):
    """What a question asks for (``asked`` in its heading) and how one sees that the answer says it (``said`` in its text)."""

    name: str
    asked: re.Pattern
    said: re.Pattern


PERSONS = r"人员|居民|村民|老年人|老人|儿童|青年|学生|毕业生|职工|劳动者|者|患者|农民|农户|群众|家庭|残疾人|公民|个人|人才|纳税人|申请人|军人|参保人|外国人|代理人|义务人|新生儿"
UNITS = r"企业|单位|机构|机关|学校|高校|组织|团体|工商户|合作社|园区|公司|银行|平台|基地|主体|医院|事务所|城市"
SAID_IN_FULL = r"施行|实施|执行|生效"
QUESTIONS = tuple(
    Rule(name, re.compile(asked), re.compile(said, re.DOTALL))
    for name, asked, said in (
        ("cap", "有没有上限|最多|最高", r"最高(?!人民)|最多|上限|封顶|限额|不高于|超过|以内"),
        ("amount", "标准是多少|标准怎样计算", r"\d|[一二三四五六七八九十百千]+元|百分之|半价|全额|免费|免收|倍|成"),
        ("method", "怎样计算", r"%|％|‰|按|倍|比例|计算|测算|分之"),
        ("when_to_apply", "什么时候(?:可以)?(?:申请|申领|参保|办理)", r"\d+月|截止|每年|全年|常年|随时|届满|期满|之日起|工作日内"),
        ("how_soon", "多长时间办结|办理时限有多长|几天", r"[\d一二三四五六七八九十]+个?(?:工作日|日|天|月)|当场|即时"),
        ("start", "什么时候开始(?!享受)", SAID_IN_FULL),
        ("end", "有效期到什么时候", r"有效期[^。]{0,8}(?:至|到|截)|(?:至|到)[^。]{0,6}\d{4}年|止"),
        ("term", "有效期多长", r"[\d一二三四五六七八九十]+个?[年月]"),
        ("persons", "哪些人", PERSONS),
        ("units", "(?:人和|哪些)单位", UNITS),
        ("scope", "适用(?:范围|于哪些)", r"适用|面向|对象|范围|条件|可以|可|享受|是指|遵守|下列|以下|通行"),
        ("excluded", "哪些情形不", r"不予|不得|不再|不能|不享受|不重复|除外"),
        ("not_handled", "不予办理", r"不予(?:受理|办理|登记|通过|批准|核准|许可|认定|备案)|不再受理"),
        ("duration", "(?:享受|领取)多长时间|期限有多长", r"[\d一二三四五六七八九十]+\s*个?(?:月|年|日|天|小时|周)|长期"),
        ("times", "多少次|几次", r"[一两二三四五六\d]\s*次"),
        ("ease", "便利", r"无需|不再|不需要|自动|一站式|一件事|一次办|一网通办|一窗|绿色通道|就近|上门|掌上|网办|网上|帮办|代办|优先|便捷|便利|专设|人工服务|免申即享|简化|随迁|选择|快捷|直达|当场"),
        ("gain", "实惠", r"免|减|补[贴助]|奖|津贴|资助|贴息|返还|退还|报销|元|%|％|优惠|全额|保险费|待遇|扣除|费用|优待|救助"),
        ("place", "到哪里|向哪里", r"登录|窗口|网|小程序|APP|平台|中心|(?:向|到|在|至|由|通过)[^。；]{2,60}(?:申请|申报|申领|办理|提出|提交|报名|缴费|登记|查询|领取|报销)|办理"),
        ("how", "怎么办|^怎样(?:申请|申领|办理)", r"申请|办理|提交|审核|受理|登记|缴费|查询|发放|公示|登录|签订|处理|备案|审批"),
        ("materials", "哪些材料", r"表|证|书|材料|资料|件|合同|发票|凭证|清单"),
        ("division", "怎样分工", rf"(?:{UNITS}|局|委|厅|部|政府|部门|办).*(?:[。；\n]|、).*(?:{UNITS}|局|委|厅|部|政府|部门|办)"),
        ("changes", "有什么变化", r"提高|降低|调整|扩|放宽|缩短|延长|新增|增加|取消|改为|变为|由.{1,40}(?:至|为|到)|修改|删去|减少|不再|原|现|此前"),
        ("repealed", "旧文件废止", r"废止|失效|停止执行"),
        ("transition", "怎样衔接", r"不一致|[施实]行(?:之日)?[以前后]|(?:印发|发布|生效|认定)(?:之日)?(?:以)?[前后]|新旧|差额|继续|按原|过渡|此前|日前|期满"),
        ("ban", "禁止哪些行为", r"不得|严禁|禁止|不准|不可以|不允许"),
        ("consequence", "怎么处理|哪些处罚|怎样处理", r"处罚|罚款|警告|责令|追究|追回|收回|追缴|取消|终止|处分|通报|约谈|停止|撤销|移送|退回|缴回|失信|没收|依法|不再受理|不予|规定处理|规定予以处理|严肃"),
        ("combination", "和其他政策|能同时享受", r"其他|同类|同时|叠加|国家|省|与[^。]{2,60}(?:择|就高|重复|同时)"),
        ("reason", "^为什么", r"(?:是为了|为了)(?!(?:此|贯彻落实|落实)?(?:相关|有关)?(?:要求|此)。?$).{6,}|意义|面临|关系|有利于|需要|举措|基础|途径|指导|问题|作用|内容|背景|部署"),
        ("adviser", "向谁咨询", r"\d{5,}|\d{3,4}[-—－]\d{7}|热线|专线|(?:向|与)(?!相关|有关|各)[^，。]{2,40}(?:反映|咨询|联系)"),
    )
)

BRANCH = re.compile(r"^(?:对[^，。]{2,40}有(?:争议|异议)|如需|已[^，。]{2,40}的|尚未|逾期|[^，。]{0,12}(?:困难|届满|到期|期满未|丢失|遗失)|在[^，。]{2,16}居住的|由于)|续[租期]")
CHANNEL = re.compile(r"(?:登录|通过|向|到|前往)[^。；]{2,80}(?:申请|申报|申领|办理|提出|提交|报名|缴费|登记)")
NUMBERED = re.compile(r"^\d{1,2}[.．、]\s?")
PHONE = re.compile(r"(?:联系|咨询|服务|监督)?电话[:：]?\s*(?:0\d{2,3}[-—－]?)?\d{7,8}|0\d{2,3}[-—－]\d{7,8}")


def half_answered(question: Question) -> list[str]:
    """Return the names of the rules by which the question asks for what its answer does not say."""
    return [rule.name for rule in QUESTIONS if rule.asked.search(question.heading) and not rule.said.search(question.text)]


def refers_on(question: Question, basis: str) -> Iterator[str]:
    """Yield the end of an answer that only says 其余规定见原文…, without a word on what the rest is."""
    if found := re.search(r"其余规定见[^。]+。$", question.text):
        yield found[0]


def refers_to_itself(question: Question, basis: str) -> Iterator[str]:
    """Yield a 规定见原文… whose clauses the answer cites already: nothing remains."""
    found = re.search(r"规定见原文([^。]+)。$", question.text)
    if found and "等" not in basis and set(re.split("[、；]", found[1])) <= set(re.split("[、；]", basis)):
        yield found[0]


def opens_with_a_branch(question: Question, basis: str) -> Iterator[str]:
    """Yield the first line of 到哪里办 that speaks of some only, where a later one says where everybody applies."""
    lines = [NUMBERED.sub("", line) for line in question.lines]
    later = [line for line in lines[1:] if CHANNEL.search(line) and not BRANCH.search(line)]
    if re.search("到哪里|^怎样", question.heading) and BRANCH.search(lines[0]) and later:
        yield lines[0]


def branch_as_step(question: Question, basis: str) -> Iterator[str]:
    """Yield a numbered step that is an alternative for some, not the next thing to do."""
    if re.search("怎么办|到哪里|^怎样", question.heading):
        yield from (line for line in question.lines if NUMBERED.match(line) and BRANCH.search(NUMBERED.sub("", line)))


def telephone_in_an_answer(question: Question, basis: str) -> Iterator[str]:
    """Yield a telephone told as a sentence where it is not what was asked: it has a place of its own below the answer."""
    if not re.search("咨询|联系|投诉|举报|电话", question.heading) and (found := PHONE.search(question.text)):
        yield found[0]


def says_nothing(question: Question, basis: str) -> Iterator[str]:
    """Yield lines that are only slogans, unit lists in brackets, or phrases cut from their sentence."""
    for line in question.lines:
        if re.match(r"（[^（）]{2,80}(?:负责|牵头|指导|配合)）|牢固树立|党的十[八九]大以来|免申即享。$", line) or re.search(r"[：，；]。|。。|如下。$", line):
            yield line


ANSWERS: tuple[Callable[[Question, str], Iterator[str]], ...] = (
    refers_on, refers_to_itself, opens_with_a_branch, branch_as_step, telephone_in_an_answer, says_nothing,
)  # fmt: skip


def same_heading(segments: list[Segment]) -> Iterator[str]:
    """Yield headings that stand twice in one product under one group."""
    counted = Counter((segment.group, segment.heading) for segment in segments if segment.heading)
    yield from (heading for (_, heading), count in counted.items() if count > 1)


def same_text(segments: list[Segment]) -> Iterator[str]:
    """Yield texts that two segments of one product, of the FAQ those of one group, have word for word."""
    counted = Counter((segment.group if segment.kind == "answer" else "", bare(told(segment))) for segment in segments)
    yield from (text for (_, text), count in counted.items() if count > 1 and len(text) >= SHORTEST_TWICE)


def within_another(segments: list[Segment]) -> Iterator[str]:
    """Yield answers all of whose lines stand in one other answer of the same FAQ group."""
    lines = [(segment, {bare(line) for line in told(segment).splitlines() if bare(line)}) for segment in segments if segment.kind == "answer"]
    for segment, own in lines:
        if own and any(other is not segment and segment.group == other.group and own < said for other, said in lines):
            yield segment.heading


def empty_title(segments: list[Segment]) -> Iterator[str]:
    """Yield headings that are cut from a sentence: they end in a word that wants another, announce what does not follow, or open a bracket and do not close it."""
    for segment in segments:
        if re.search(r"(?:(?<!目)的|和|与|(?<!普)及|或|(?<!应)对|将|(?<!行)为|在|(?<!自)由|按|，|、|：)$|下列|如下", segment.heading) or any(segment.heading.count(a) != segment.heading.count(b) for a, b in ("（）", "“”", "《》")):
            yield segment.heading


PRODUCTS: tuple[Callable[[list[Segment]], Iterator[str]], ...] = (same_heading, same_text, within_another, empty_title)


def told(segment: Segment) -> str:
    """Return what a segment says besides its heading."""
    return "\n".join(filter(None, (segment.text, *segment.points)))


def bare(text: str) -> str:
    """Return a text without marks and spaces, by which two are compared."""
    return re.sub(r"\W", "", text)


def policies_in(places: list[Path]) -> Iterator[tuple[str, bytes, str]]:
    """Yield (name, bytes, file name) of every policy; a folder of a policy gives its file of the best kind."""
    for place in places:
        if place.suffix == ".jsonl":
            for number, line in enumerate(place.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{place.stem}-{number}", json.loads(line)["text"].encode(), "policy.txt"
            continue
        for folder in sorted(path for path in place.iterdir() if path.is_dir()):
            files = sorted((file for file in folder.glob("policy.*") if file.suffix in KINDS), key=lambda file: KINDS.index(file.suffix))
            if files:
                yield folder.name, files[0].read_bytes(), files[0].name


def measure(places: list[Path], products: list[str], quick: bool) -> tuple[dict, dict[str, list[str]]]:
    """Return the figures over all policies, and the faults found by rule."""
    faults: dict[str, list[str]] = {name: [] for name in (*(rule.name for rule in QUESTIONS), *(check.__name__ for check in (*ANSWERS, *PRODUCTS)))}
    cases: Counter[str] = Counter()
    policies = questions = half = 0
    for name, data, file in list(policies_in(places))[:: 4 if quick else 1]:
        try:
            interpretation = interpret(read(data, file))
        except CannotAccept:
            continue
        policies += 1
        for product in products:
            generator = registry.get(product)
            segments = [segment for segment in generator.outline(interpretation, Brief()) if not segment.furniture]
            for check in PRODUCTS:
                cases[check.__name__] += len(segments)
                faults[check.__name__] += [f"{name} {product}: {found}" for found in check(segments)]
            for segment in segments if product == "faq" else ():
                question = Question(segment.heading, tuple(told(segment).splitlines()))
                questions += 1
                missing = half_answered(question)
                half += bool(missing)
                cases.update(rule.name for rule in QUESTIONS if rule.asked.search(question.heading))
                for rule in missing:
                    faults[rule].append(f"{name}: {question.heading} {question.text}")
                for check in ANSWERS:
                    cases[check.__name__] += 1
                    faults[check.__name__] += [f"{name}: {question.heading} {found}" for found in check(question, segment.basis)]
    count = sum(map(len, faults.values()))
    figures = {
        "policies": policies, "questions": questions, "half_answered_questions": half, "half_answered": round(half / questions, 4) if questions else 0.0,
        "faults": count, "faults_a_policy": round(count / policies, 2) if policies else 0.0,
        "by_rule": {rule: {"faults": len(found), "cases": cases[rule]} for rule, found in faults.items()},
    }  # fmt: skip
    return figures, faults


def main() -> int:
    """Print a table or, with --json, the figures; exit 1 when a target is missed or nothing was read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--quick", action="store_true", help="every fourth policy")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", default="", metavar="RULE", help="print what a rule found; all: everything")
    parser.add_argument("--products", default="faq,article,infographic,video")
    arguments = parser.parse_args()
    figures, faults = measure(arguments.corpus, arguments.products.split(","), arguments.quick)
    met = figures["policies"] > 0 and all(figures[name] <= target for name, target in TARGETS.items())
    if arguments.json:
        print(json.dumps({"benchmark": "wording", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False))
        return 0 if met else 1
    for rule, row in figures["by_rule"].items():
        print(f"{rule:<24}{row['faults']:>5} of {row['cases']}")
    print(f"{figures['half_answered_questions']} of {figures['questions']} questions ask for what their answer does not say: {figures['half_answered']:.1%}  target {TARGETS['half_answered']:.0%}")
    print(f"{figures['faults']} faults in {figures['policies']} policies: {figures['faults_a_policy']} each  target {TARGETS['faults_a_policy']:g}")
    for rule, found in faults.items():
        if arguments.show in (rule, "all"):
            print(*(f"{rule}  {line[:300]}".replace("\n", " / ") for line in found), sep="\n")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
