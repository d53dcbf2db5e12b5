"""What an answer holds (asked.toml), and the wording of its question that asks for just that."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.masthead import in_third_person
from generators.model import Answer, Element, Interpretation, PolicyDocument, Question
from generators.prose import REFERS_ON
from studio.interpreting import direct, objects
from studio.interpreting.bank import Entry, Wording, bank
from studio.interpreting.naming import called, kind_of

WHOM = ("群众和企业", "企业", "群众")
"""Those a question of a former edition said it was about."""

_LIMITED = re.compile(r"(?:^|[，。；、的])(?!(?:其|该|本|上述|最长|规定|一定)的?期)([\u4e00-\u9fff]{2,6}?)的?期限(?=最|不|为|自|[一二三四五六七八九十\d])")
"""What a line sets a term for: 市场主体歇业的期限最长不得超过3年."""

MOST_TERMS = 2
"""Terms a question may ask for by name."""

_TERM = re.compile(r"(?:^|[；。](?:所称|《[^》]*》所称)?)“?([^，。；：“”]{2,18}?)”?(?:[，,]?(?:作为[^，。；]{2,20}，)?(?:是指|指的是)|(?=包括))")
_OPEN = ("pending", "rejected", "not_applicable")
_ABOUT = re.compile(
    r"(?:适用于|面向|聚焦|(?:对象|范围)(?:为|是|包括|是指)|(?:下列|以下)[^，。：；]{0,10}(?:人员|单位|对象|企业|机构|主体|情形)：)([^。]+)"
    r"|^(?:对于?|凡是?)?([^。：]{2,120}?)(?=，?(?:均?可以?|均|享受|适用|应当?|还|同时|是指|包括|一般|可按))"
)
"""Those a line is about: after 适用于、对象为, in the list after 下列人员：, or as the subject of 可以、享受、应当."""


@dataclass(frozen=True)
class Part:
    """One part an answer may hold; see the head of asked.toml for the fields."""

    id: str
    pattern: re.Pattern
    without: re.Pattern | None = None
    needs: re.Pattern | None = None
    heads: bool = False
    least: int = 1
    every: bool = False
    share: float = 0
    beside: bool = False

    def is_in(self, lines: Iterable[str]) -> bool:
        """Tell whether the lines of an answer hold the part."""
        lines = list(lines)
        if self.share:
            whole = paragraphs(lines)
            fitting = sum(bool(self.pattern.search(said)) and not (self.without and self.without.search(said)) for said in whole)
            return fitting >= max(self.least, 1) and fitting >= self.share * len(whole)
        if self.every:
            told = [line for line in lines if not re.match(r"（[一二三四五六七八九十]+）|· |\d+\. ", line)]
            return bool(told) and all(map(self.pattern.search, told))
        count = 0
        for line in lines:
            if self.needs and not self.needs.search(line):
                continue
            told = [said for said in re.split(r"[。；\n]", line) if said and not (self.without and self.without.search(said))]
            if self.heads:
                count += any(map(self.pattern.search, _heads("；".join(told))))
            else:
                count += sum(bool(self.pattern.search(said)) for said in told)
        return count >= self.least


@cache
def parts() -> dict[str, Part]:
    """Return every part by its id."""
    text = resources.files("studio.interpreting").joinpath("asked.toml").read_text(encoding="utf-8")
    found = {}
    for raw in tomllib.loads(text)["part"]:
        compiled = {key: re.compile(raw[key]) for key in ("pattern", "without", "needs") if key in raw}
        if raw.get("heads"):
            compiled["pattern"] = re.compile(f"(?:{raw['pattern']})$")
        found[raw["id"]] = Part(**{**raw, **compiled})
    return found


def _heads(line: str) -> list[str]:
    """Return the nouns a line is about, each a phrase without what stands before its 的: 具有本市户籍的居民 is 居民."""
    named = []
    for found in _ABOUT.finditer(line):
        about = _AT.sub("", re.sub(r"[（(][^（()）]*[）)]", "", found[1] or found[2]))
        for phrase in re.split(r"[、，；：]|以及|或者|和|及|与|或|等", about):
            named.append(phrase.rpartition("的")[2])
    return named


_AT = re.compile(r"(?:^|(?<=[；：]))[^；：。]*?(?:就读|就业|任职|工作|居住)的(?=[^；：。、]{2,12}(?:[；。]|$))")
"""Where those a line is about study or live: schools they are at are none of them."""


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Return the lines of an answer, an introduction with its items as one."""
    found: list[str] = []
    for line in lines:
        if found and re.match(r"（[一二三四五六七八九十]+）|· |\d+\. ", line):
            found[-1] += line
        else:
            found.append(line)
    return found


def lines_of(text: str) -> list[str]:
    """Return the lines of an answer without the sentence that only refers on."""
    return [line for line in REFERS_ON.sub("", text).splitlines() if line.strip()]


def speaks_to(entry: Entry, statement: str) -> bool:
    """Tell whether a statement holds any part its question asks for."""
    names = {name for wording in entry.wordings for name in wording.holds if parts()[name].least == 1 and not parts()[name].beside}
    return not names or any(parts()[name].is_in([statement]) for name in names)


def wording_for(entry: Entry, text: str, words: dict[str, str] | None = None) -> Wording | None:
    """Return the fullest wording of which the answer ``text`` holds every part; None when it holds none of them.

    ``words``: what can be said for {…} of a wording (``words_for``); one that needs a word the answer has not is passed over.
    """
    lines = lines_of(text)
    for wording in entry.wordings:
        if all(parts()[name].is_in(lines) for name in wording.holds) and (words is None or all(words.get(name) or name == "case" for name in _BLANKS.findall(wording.text))):
            return wording
    return None


_BLANKS = re.compile(r"\{(\w+)\}")


def words_for(entry: Entry, document: PolicyDocument, answer: Answer, whom: str) -> dict[str, str]:
    """Return what may be said for each {…} of a question's wordings, from its answer and the document; empty where it shows none."""
    lines = lines_of(answer.text)
    matter = objects.matter_of(document, lines, answer.citations)
    if (entry.element is Element.DATES or entry.nth) and (first := objects.named_in(lines[:1])):
        matter = first
    paid, stops = objects.sum_of(document, lines, answer.citations), direct.stopped(lines)
    limited = _LIMITED.search(lines[0]) if len(lines) == 1 else None
    return {
        "short": called(document),
        "issued": entry.issued(document),
        "made": entry.made(document),
        "issuer": _who_replies(document),
        "whom": whom,
        "act": matter.act,
        "get": re.sub("^享受", "申请", matter.act),
        "matter": matter.thing if matter.act else "",
        "sum": f"{paid}的" if paid.startswith("各项") or paid.endswith("等") else f"{called(document)}规定的{paid}" if objects.is_general(paid) else paid,
        "paid": paid,
        "spell": paid.removeprefix("各项"),
        "given": objects.given_in([clause.text for clause in document.clauses]),
        "own": objects.act_on(objects.own_matter(document)),
        "drawn": paid if paid.endswith("保险金") else "",
        "case": direct.case_of(lines),
        "subject": direct.subjects(lines),
        "denied": direct.denied(lines, paid),
        "stopped": stops + matter.thing if re.search("发放$|支付$", stops) and "、" not in matter.thing else stops,
        "together": direct.together(lines),
        "limited": limited[1] if limited else "",
        "term": _terms(lines),
        "terms": _first_terms(lines),
        "handled": objects.handled_in(lines),
        "exempt": direct.exempt(lines),
        "single": direct.single(lines),
        "tasks": _tasks(document, answer),
    }


def _tasks(document: PolicyDocument, answer: Answer) -> str:
    """Return what all an answer tells are called by the one heading they stand under: 重点任务; empty where it tells of other parts too."""
    heads = {link.heading for citation in answer.citations for link in document.ancestors(citation.ref)[:1]}
    if answer.text.startswith(called(document)):  # names the parts of the document
        return ""
    return next(iter(heads)) if len(heads) == 1 and re.fullmatch("(?:重点|主要|工作|核心)任务", *heads) else ""


def _who_replies(document: PolicyDocument) -> str:
    """Return who replies to what, of a 答复: 市民政局对第12号提案; empty of other kinds of document."""
    issuer = next(iter(document.issuing_authorities), "") if kind_of(document).endswith("答复") else ""
    opening = "".join(clause.text for clause in document.clauses[:2])
    about = re.search(r"(关于[^，。；《》]{4,30}的(?:提案|建议|议案))》?收悉", opening) or re.search(r"(?:对|关于)([^《》]{2,40}?(?:提案|建议|议案|来信))", document.title)
    return f"{issuer}对{about[1]}" if issuer and about else issuer


def can_be_put(entry: Entry, document: PolicyDocument, answer: Answer, whom: str) -> bool:
    """Tell whether a question can be put to an answer: by one of its wordings that finds its words, or with the answer's own."""
    put = direct.DIRECT.get(entry.id)
    words = words_for(entry, document, answer, whom)
    return not entry.wordings or wording_for(entry, answer.text, words) is not None or bool(put and put(lines_of(answer.text), words["act"]))


def question(entry: Entry, document: PolicyDocument, whom: str = "", answer: Answer | None = None) -> Question:
    """Return the question for a document as it is put to its ``answer``; ``whom`` are those who benefit by what it tells."""
    words = _asked(entry, document, answer, whom)
    return Question(id=entry.id, element=entry.element, text=words, why=entry.why, rule=entry.rule, required=entry.required)


def _asked(entry: Entry, document: PolicyDocument, answer: Answer | None, whom: str) -> str:
    """Return the words of a question; without an answer, or where no wording fits it, as it is asked of the clerk."""
    plain = {"short": called(document), "issued": entry.issued(document), "made": entry.made(document), "issuer": "", "whom": ""}
    wording, words = None, plain
    if answer is not None and answer.text and entry.wordings:
        words = words_for(entry, document, answer, whom)
        wording = wording_for(entry, answer.text, words)
        lines = [in_third_person(line, document) for line in lines_of(answer.text)]
        if (put := direct.DIRECT.get(entry.id)) and (told := put(lines, words["act"])):
            return _BLANKS.sub(lambda blank: words.get(blank[1], ""), told)
    return _BLANKS.sub(lambda blank: words.get(blank[1], ""), _without_echo(wording.text if wording else entry.text, words["short"]))


_ECHOES = (("规定了", "明确了"), ("规定的", "明确的"), ("{short}规定", "{short}要求"), ("限制性规定", "限制性要求"), ("有哪些规定", "有哪些要求"))


def _without_echo(template: str, short: str) -> str:
    """Return a wording without a 规定 beside the name of a 规定: 《规定》有哪些禁止性要求."""
    for said, instead in _ECHOES if short.endswith("规定》") and "{short}" in template else ():
        template = template.replace(said, instead)
    return template


def _terms(lines: list[str]) -> str:
    """Return the one or two terms an answer explains: 甲、乙; empty when it explains more, or other than term by term."""
    found = [_TERM.findall(line) for line in lines if not re.match(r"（[一二三四五六七八九十]+）|· |\d+\. ", line)]
    named = [name for names in found for name in names]
    return "、".join(named) if all(found) and 0 < len(named) <= MOST_TERMS else ""


def _first_terms(lines: list[str]) -> str:
    """Return the first terms of an answer that explains more than can be named: “甲”“乙”等用语."""
    named = list(dict.fromkeys(re.sub("^.*所称", "", name) for line in lines for name in _TERM.findall(line)))
    more = "等用语" if len(named) > FIRST_TERMS else ""
    return "".join(f"“{name}”" for name in named[:FIRST_TERMS]) + more if len(named) > MOST_TERMS else ""


FIRST_TERMS = 3
"""Terms named of those an answer explains where they are many."""


def reworded(interpretation: Interpretation, *only: str) -> Interpretation:
    """Return the interpretation with the bank's questions (``only`` those of these ids, else all) put as their answers answer them.

    A question in words that are not the bank's (a person's, those of a former edition) stays as it is; so does one whose
    answer, written by a person, fits no wording.
    """
    entries = {entry.id: entry for entry in bank()}
    for asked in interpretation.questions:
        entry = entries.get(asked.id)
        if entry is None or not entry.wordings or (only and asked.id not in only):
            continue
        document = interpretation.document
        if (whom := _whom_of(entry, document, asked.text)) is not None:
            answer = interpretation.answer(asked.id)
            told = answer if answer.state not in _OPEN and answer.text else None
            if told and wording_for(entry, told.text, words_for(entry, document, told, whom)) is None:
                continue
            text = _asked(entry, document, told, whom)
            interpretation = interpretation if text == asked.text else interpretation.with_question(asked.replace(text=text))
    return interpretation


def _whom_of(entry: Entry, document: PolicyDocument, text: str) -> str | None:
    """Return whom a question in the bank's words is about, empty for nobody by name; None when its words are not the bank's."""
    fixed = {"short": called(document), "issued": entry.issued(document), "made": entry.made(document)}
    known = re.sub(r"\W", "", document.title + "".join(clause.heading + clause.text for clause in document.clauses)) + "各项申请申领办理享受领取由谁"
    forms = direct.FORMS if entry.id in direct.DIRECT else ()
    for template in (entry.text, *(wording.text for wording in entry.wordings)):
        pattern = re.escape(_without_echo(template, fixed["short"])).replace(r"\{", "{").replace(r"\}", "}")
        for name, said in fixed.items():
            pattern = pattern.replace(f"{{{name}}}", re.escape(said))
        pattern = _BLANKS.sub(lambda blank: f"(?P<{blank[1]}>.{{0,44}})", pattern)
        if (found := re.fullmatch(pattern, text)) and all(_is_known(said, known) for said in found.groups()):
            return found.groupdict().get("whom", "")
    return "" if any((found := re.fullmatch(form, text)) and all(_is_known(said, known) for said in found.groups() if said) for form in forms) else None


def _is_known(said: str, known: str) -> bool:
    """Tell whether words put into a question are the document's."""
    pieces = re.split(r"[、，和“”]|或者", re.sub(r"^(?:各项|《[^》]*》规定的|申请|申领|办理|享受|领取)|等?的?$", "", said))
    return all(re.sub(r"\W", "", piece) in known for piece in pieces) or said in WHOM
