"""Footnotes: the library that writes the file has none, so the part, its separators and its references are made here."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from generators.prose import clean

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"


class Footnotes:
    """The footnotes of one document, numbered ① ② ③ anew on each page; a note equal to the last on the list is not repeated."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def refer(self, paragraph, text: str) -> None:
        """Add a footnote with ``text`` and its mark at the end of ``paragraph``."""
        self._texts.append(clean(text))
        run = paragraph.add_run()._r
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), MARK_STYLE)
        run.get_or_add_rPr().append(style)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._texts)))
        run.append(mark)

    def attach(self, document: Document) -> None:
        """Put the footnotes into the file; a document without any stays as it is."""
        if not self._texts:
            return
        root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in SEPARATORS:
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:type"): kind, qn("w:id"): str(number)})
            paragraph = etree.SubElement(note, qn("w:p"))
            properties = etree.SubElement(paragraph, qn("w:pPr"))
            etree.SubElement(properties, qn("w:spacing"), {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "240", qn("w:lineRule"): "auto"})
            etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn(f"w:{kind}"))
        for number, text in enumerate(self._texts, start=1):
            note = etree.SubElement(root, qn("w:footnote"), {qn("w:id"): str(number)})
            paragraph = etree.SubElement(note, qn("w:p"))
            etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"), {qn("w:val"): TEXT_STYLE})
            mark = etree.SubElement(paragraph, qn("w:r"))
            etree.SubElement(etree.SubElement(mark, qn("w:rPr")), qn("w:rStyle"), {qn("w:val"): MARK_STYLE})
            etree.SubElement(mark, qn("w:footnoteRef"))
            words = etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:t"))
            words.text = f" {text}"
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _refer_to_separators(document)
        _number_by_page(document)


def _refer_to_separators(document: Document) -> None:
    settings = document.settings.element
    properties = OxmlElement("w:footnotePr")
    for number, _ in SEPARATORS:
        separator = OxmlElement("w:footnote")
        separator.set(qn("w:id"), str(number))
        properties.append(separator)
    settings.find(qn("w:compat")).addprevious(properties)


def _number_by_page(document: Document) -> None:
    section = document.sections[0]._sectPr
    properties = OxmlElement("w:footnotePr")
    for name, value in (("numFmt", "decimalEnclosedCircle"), ("numRestart", "eachPage")):
        node = OxmlElement(f"w:{name}")
        node.set(qn("w:val"), value)
        properties.append(node)
    before = [node for node in section if node.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    section.insert(len(before), properties)
