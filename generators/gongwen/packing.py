"""The file around the text: nothing left of the library's template, fixed order, fixed times, the product's properties."""

import io
import zipfile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from generators.gongwen.measures import FONTS
from generators.prose import clean

CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
LEFT_OVER = ("w:savePreviewPicture", "w:rsids", "w:doNotAutoCompressPictures", "w:shapeDefaults", "w:proofState")


def strip_template(document: Document) -> None:
    """Take out what the library's template brings along: thumbnail, custom XML, old dates, old styles, its own settings."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("thumbnail", "customXml", "stylesWithEffects", "numbering"):
                del relations[name]
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    fonts = next(r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = _font_table()
    _set_settings(document)


def _set_settings(document: Document) -> None:
    """Set the settings of a Chinese document of today; the template's are Japanese, of 2010, and lack a zoom in per cent."""
    settings = document.settings.element
    for name in LEFT_OVER:
        for node in settings.findall(qn(name)):
            settings.remove(node)
    for node in [node for node in settings if "wordml" in node.tag]:
        settings.remove(node)
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.clear()
    zoom.set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    mode = next(node for node in settings.iter(qn("w:compatSetting")) if node.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")


def _font_table() -> bytes:
    root = etree.fromstring(f"<w:fonts {nsdecls('w')}/>")
    for name, others in FONTS.values():
        font = etree.SubElement(root, qn("w:font"), {qn("w:name"): name})
        etree.SubElement(font, qn("w:altName"), {qn("w:val"): others.replace(";", ",")})
        etree.SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
        etree.SubElement(font, qn("w:family"), {qn("w:val"): "auto"})
        etree.SubElement(font, qn("w:pitch"), {qn("w:val"): "variable"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def add_properties(document: Document, properties: dict[str, str]) -> None:
    """Write ``properties`` as custom properties of the file."""
    root = etree.Element(f"{{{CUSTOM_PROPERTIES}}}Properties", nsmap={None: CUSTOM_PROPERTIES, "vt": VARIANT_TYPES})
    for number, (name, value) in enumerate(sorted(properties.items()), start=2):
        item = etree.SubElement(
            root, f"{{{CUSTOM_PROPERTIES}}}property", fmtid=PROPERTY_SET, pid=str(number), name=name
        )
        etree.SubElement(item, f"{{{VARIANT_TYPES}}}lpwstr").text = clean(value)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), content_type, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def fixed_zip(document: Document) -> bytes:
    """Save, then write the members again in a fixed order and with a fixed time."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()
