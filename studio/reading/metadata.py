"""The metadata of a document from what it prints and what its page states. Unknown stays None; nothing is guessed."""

import re
from datetime import date

from generators.model import Clause, Part
from studio.reading import lines
from studio.reading.dates import dates_in, stated_date
from studio.reading.field_doubts import query_fields
from studio.reading.fields import Metadata
from studio.reading.folding import folded, squeezed
from studio.reading.force import force_of
from studio.reading.hints import FIELDS
from studio.reading.particulars import adopted_on, adoption_note, interpreting_authority, signed_on, telephones
from studio.reading.references import bases_in, repeals_in
from studio.reading.sections import Section
from studio.reading.structure import Structure

TITLE_AUTHORITY = re.compile(r"^(.{2,120}?)(?:关于|印发|转发|批转|对)")
CONGRESS = re.compile(
    r"(?:^|[(\s日])([\u4e00-\u9fff]{2,12}?)第[一二三四五六七八九十百]{1,4}届(人民代表大会(?:常务委员会)?)"
)
SEAL = re.compile(r"[（(](?:代章|代|章|盖章|印章|公章)[)）]$")
NAMES_ITSELF = re.compile(r"(?:制定|制订|出台|形成)(?:了|出)?《([^《》]{4,60})》")
COVER = re.compile(r"(?:通知|公告|通告|通报|决定|函)$")
REGISTRATION = re.compile(
    r"(?:登记号|统一编号|统一登记号|规范性文件编号|规范性文件统一编号) {0,2}[:] {0,2}([A-Za-z0-9\u4e00-\u9fff\-—〔〕\[\]]{4,40})"
)


def metadata_of(structure: Structure, hints: dict[str, str], margins: list[str]) -> Metadata:
    """Gather the metadata of the file. ``hints`` come from the page around it, ``margins`` are its headers and footers."""
    found = Metadata()
    sections = structure.division.sections
    properties = _properties(structure) | {key: value for key, value in hints.items() if value}
    main = sections[0]
    found.title = _title(found, sections, properties, structure.clauses)
    found.kind = kind_of(found.title)
    found.document_number = _document_number(sections, properties)
    found.issuing_authorities = _authorities(main, found, sections, properties)
    found.addressees = _addressees(sections)
    found.secrecy = _secrecy(main, margins)
    notes = structure.division.notes
    found.openness = _openness(notes, properties)
    found.index_number = properties.get("index_number")
    found.registration_number = _registration(properties, structure.clauses[:12])
    if found.registration_number == found.document_number:
        found.registration_number = None
    _dates(found, main, sections, notes, properties)
    found.force = force_of(structure.clauses, printed_on=found.printed_on, published_on=_own_publication(sections))
    if found.force.effective_on is None:
        _history_force(found, sections)
    found.warnings += found.force.warnings
    found.signed_on = signed_on(main)
    found.adopted_on = adopted_on(sections, structure.clauses)
    found.interpreting_authority = interpreting_authority(structure.clauses)
    found.telephones = telephones(structure.clauses, structure.tables)
    found.adoption_note = adoption_note(sections)
    found.repeals = repeals_in(structure.clauses)
    found.bases = bases_in(structure.clauses, [found.title, *(section.title for section in sections)])
    query_fields(found, main, properties)
    return found


def _properties(structure: Structure) -> dict[str, str]:
    stated = structure.division.properties
    return {FIELDS[key]: value for key, value in stated.items() if key in FIELDS and value}


def kind_of(title: str) -> str | None:
    """Return the 文种 a title ends with (通知, 办法, 若干措施 …); None when it ends with none."""
    flat = folded(title).strip('》”" ')
    flat = re.sub(r"(?:[(][^()]{0,40}[)])+$", "", flat).strip('》”" ')
    found = KIND.search(flat)
    return found[0] if found else None


KIND = re.compile(
    r"(?:实施细则|实施方案|实施办法|实施意见|管理办法|暂行办法|行动计划|行动方案|若干措施|若干政策|若干规定|指导意见|条例|规定|办法|细则|规则|意见|方案|措施|政策|"
    r"规划|计划|通知|公告|通告|决定|决议|命令|令|通报|报告|请示|批复|议案|公报|纪要|指引|指南|标准|规范|制度|预案|要点|章程|守则|准则|规程|解释|答复|复函|函|法|清单|目录|名单|纲要|基准|公示|公开信)$"
)


def _title(found: Metadata, sections: list[Section], properties: dict[str, str], clauses: list[Clause]) -> str:
    """Return the title the file opens with; that of its page when the cover prints none; else that of what it encloses.

    One that prints no title at all may name itself where it begins (现制定《…办法》).
    """
    stated = lines.clean_title([properties["title"]]) if properties.get("title") else ""
    if sections[0].title:
        return sections[0].title
    printed = next((section.title for section in sections if section.title and section.part is not Part.ATTACHMENT), "")
    order = any(squeezed(text).endswith("令") for text in sections[0].heads)
    if not stated and not printed and (named := _names_itself(clauses)):
        found.inferred["title"] = "text"
        return named
    if not stated or printed and (not COVER.search(folded(stated)) or order):
        return printed
    found.inferred["title"] = properties.get("title_from", "")
    return stated


def _names_itself(clauses: list[Clause]) -> str:
    """Return what one of the first clauses says it is that is being made (制定《…》); empty when none does."""
    for clause in clauses[:3]:
        if (named := NAMES_ITSELF.search(clause.text)) and kind_of(named[1]):
            return named[1]
    return ""


# ---- number, authorities, addressees


def _document_number(sections: list[Section], properties: dict[str, str]) -> str | None:
    for section in sections:
        if section.part is Part.ATTACHMENT:
            break
        for text in section.numbers:
            if number := lines.number_in(text):
                return number
        if number := _order_number(section):
            return number
    if stated := properties.get("document_number"):
        return lines.number_in(stated) or lines.order_in(stated)
    for section in sections:
        if section.part is not Part.ATTACHMENT and (orders := lines.ORDER.findall(folded("".join(section.history)))):
            # Each revision of a regulation is published by an order of its own; the last one carries this text.
            return lines.order_written(*orders[-1])
    return None


def _order_number(section: Section) -> str | None:
    """Return 某某令第N号 put together from a letterhead ending in 令 (or 公告) and the number below it."""
    head = _numbered_head(section)
    for text in section.numbers:
        if whole := lines.WHOLE_NUMBER.search(folded(text)):
            return f"{squeezed(whole[1])}{squeezed(whole[2] or '')}第{whole[3]}号"
        found = lines.ORDER_NUMBER.fullmatch(folded(text))
        if found and head:
            return f"{head}{squeezed(found[1] or '')}第{found[2]}号"
    for text in section.heads:
        if found := lines.ORDER.search(folded(text)):
            return lines.order_written(found[1], found[2])
    return None


def _numbered_head(section: Section) -> str | None:
    """Return the letterhead an order's number completes; that of a joint order stands on several lines."""
    names = ""
    for text in map(squeezed, section.heads):
        if text.endswith(("令", "公告", "通告")):
            return f"{names}{text}"
        names = f"{names}{text}" if lines.organisations_in(text) else ""
    return None


def _ordering(heads: list[str]) -> list[str]:
    """Return the bodies a joint order names in its letterhead, one or several a line; the last line ends in 令."""
    names: list[str] = []
    for head in heads:
        bare = head.strip().removesuffix("令").strip()
        several = lines.organisations_in(bare)
        names = [*names, *several] if several else []
        if several and head.strip().endswith("令"):
            return names
    return []


def _authorities(
    main: Section, found: Metadata, sections: list[Section], properties: dict[str, str]
) -> tuple[str, ...]:
    signed = [name for text in main.signatures for name in lines.organisations_in(text) or ()]
    if signed:
        return _unique(_unbroken(signed, main.title))
    if ordering := _ordering(main.heads):
        return _unique([name.replace("中华人民共和国国务院", "国务院") for name in ordering])
    if found.document_number and (order := re.match(r"(.+?)(?:令|公告|通告)(?:\d{4}年)?第", found.document_number)):
        return (order[1].replace("中华人民共和国国务院", "国务院"),)
    for head in main.heads:
        name = re.sub(r"(?:文件|公报|便函|公函|公告|通告|令)$", "", squeezed(head))
        if lines.organisations_in(name):
            return _unique([name])
    for section in sections:
        if congress := CONGRESS.search(folded("".join(section.history))):
            return (f"{congress[1]}{congress[2]}",)
    if title := TITLE_AUTHORITY.match(main.title or found.title):
        names = lines.organisations_in(title[1])
        if names:
            found.inferred["issuing_authorities"] = "" if properties.get("authority") else "title"
            return _unique(names)
    for field_name in ("authority", "publisher"):
        if stated := properties.get(field_name):
            found.inferred["issuing_authorities"] = "page" if field_name == "publisher" else ""
            return _unique(re.split(r"[\s、，,;；]+", stated.strip()))
    return ()


def _unbroken(names: list[str], title: str) -> list[str]:
    """Undo a name split over two signature lines when the title prints it whole."""
    flat = squeezed(title)
    result: list[str] = []
    for name in names:
        if result and f"{result[-1]}{name}" in flat and not lines.ORGANISATION.search(result[-1]):
            result[-1] += name
        else:
            result.append(name)
    return result


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(SEAL.sub("", squeezed(name)) for name in names if name.strip()))


def _addressees(sections: list[Section]) -> tuple[str, ...]:
    for section in sections:
        if section.addressees and section.part is not Part.ATTACHMENT:
            text = section.addressees[0].rstrip("：: ")
            text = squeezed(text) if lines.is_letter_spaced(text) else text
            return tuple(name.strip() for name in re.split(r"[，,；;]", text) if name.strip())
    return ()


def _registration(properties: dict[str, str], clauses: list[Clause]) -> str | None:
    if stated := properties.get("registration_number"):
        return stated
    for clause in clauses:
        if found := REGISTRATION.search(folded(clause.text)):
            return clause.text[found.start(1) : found.end(1)]
    return None


def _secrecy(main: Section, margins: list[str]) -> str | None:
    for text in (*main.heads, *margins):
        if lines.SECRECY.match(folded(text.strip())):
            return squeezed(text)
    return None


def _openness(notes: list[str], properties: dict[str, str]) -> str | None:
    for text in notes:
        flat = folded(text).strip(" ()")
        if re.search(r"公开|涉密|印发单位|登报", flat) and not lines.is_imprint(text):
            words = re.sub(r"^[^:]{2,10}:\s*", "", flat) or flat
            return squeezed(words)
    return properties.get("openness")


# ---- dates


def _dates(
    found: Metadata, main: Section, sections: list[Section], notes: list[str], properties: dict[str, str]
) -> None:
    for written, name in ((main.signed or main.dated_head, "成文日期"),):
        if written and written.doubtful:
            found.warn("suspicious_date", f"{name}“{written.text}”可能有误，请核对原文。", "written_on")
        elif written:
            found.written_on = written.value
    if found.written_on is None:
        found.written_on = _adopted(sections)
    if found.written_on is None and (stated := properties.get("written_on")):
        found.written_on = stated_date(stated)
        found.inferred["written_on"] = "page" if found.written_on else ""
    for text in notes:
        if lines.is_imprint(text):
            for written in dates_in(text):
                if written.doubtful:
                    found.warn("suspicious_date", f"印发日期“{written.text}”可能有误，请核对原文。", "printed_on")
                else:
                    found.printed_on = written.value
    found.published_on = _own_publication(sections)
    if stated := properties.get("published_on"):
        found.published_on = stated_date(stated) or found.published_on


def _adopted(sections: list[Section]) -> date | None:
    """Return when the text was adopted or, after a full revision (修订), last revised; amendments (修正) do not count."""
    for section in sections:
        note = folded("".join(section.history))
        best: date | None = None
        for written in dates_in(note):
            act = re.search(r"通过|公布|修订|修正|批准|发布|施行", note[written.end :])
            if written.doubtful or not act:
                continue
            if best is None and act[0] in ("通过", "公布", "发布", "修订") or act[0] == "修订":
                best = written.value
        if best:
            return best
    return None


def _own_publication(sections: list[Section]) -> date | None:
    """Return the day of publication the file itself gives: that of the order it opens with, or of its adoption note.

    A note that goes on to later revisions says when an earlier wording was published, which is not this one's day.
    """
    main = sections[0]
    if main.signed and not main.signed.doubtful and any(squeezed(head).endswith("令") for head in main.heads):
        return main.signed.value
    for section in sections:
        note = folded("".join(section.history))
        acts = [
            (written, re.search(r"通过|公布|修订|修正|批准|发布|颁布|施行", note[written.end :]))
            for written in dates_in(note)
        ]
        acts = [(written, act[0]) for written, act in acts if act and act[0] != "施行"]
        if acts and acts[-1][1] in ("公布", "发布", "颁布") and not acts[-1][0].doubtful:
            return acts[-1][0].value
    return None


def _history_force(found: Metadata, sections: list[Section]) -> None:
    for section in sections:
        note = "".join(section.history)
        if stated := re.search(r"自(.{8,20}?)起(?:施行|实施|执行)", folded(note)):
            written = dates_in(stated[1])
            if written and not written[0].doubtful:
                found.force.effective_on = written[0].value
