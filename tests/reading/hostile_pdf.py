"""PDF files made to hurt a reader, written object by object."""

import zlib

TEXT = "BT /F0 12 Tf 72 720 Td <4E91> Tj ET"


def pdf(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", table: bool = True) -> bytes:
    """Return a PDF file of numbered objects; without ``table`` a reader has to look for the objects itself."""
    data, places = b"%PDF-1.7\n", {}
    pieces = [data]
    at = len(data)
    for number, content in objects.items():
        places[number] = at
        piece = b"%d 0 obj\n" % number + content + b"\nendobj\n"
        pieces.append(piece)
        at += len(piece)
    if not table:
        return b"".join(pieces) + b"trailer\n<< /Root %d 0 R " % root + trailer + b">>\n%%EOF"
    rows = [b"0000000000 65535 f \n"]
    size = max(objects) + 1
    rows += [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, size)]
    pieces.append(b"xref\n0 %d\n" % size + b"".join(rows) + b"trailer\n<< /Size %d /Root %d 0 R " % (size, root) + trailer + b">>\nstartxref\n%d\n%%%%EOF" % at)
    return b"".join(pieces)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object as it is."""
    return b"<< /Length %d " % len(content) + entries + b">>\nstream\n" + content + b"\nendstream"


def packed(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """Return a stream object deflated ``times`` times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [" + b"/FlateDecode " * times + b"] " + entries)


def inflated(piece: bytes, megabytes: int) -> bytes:
    """Return ``piece`` repeated to so many megabytes, deflated without holding it."""
    engine = zlib.compressobj(9)
    step = piece * (1_000_000 // len(piece))
    return b"".join(engine.compress(step) for _ in range(megabytes)) + engine.flush()


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F0 12 Tf 72 720 Td (Article 1 applies to all the persons named below.) Tj ET "


def one_page(contents: bytes, *, page: bytes = b"", resources: bytes = b"", more: dict[int, bytes] | None = None, box: bytes = b"[0 0 595 842]", **options) -> bytes:
    """Return a file of one page whose content stream object is ``contents``."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R /Resources << /Font << /F0 5 0 R >> " + resources + b" >> " + page + b" >>",
        4: contents,
        5: FONT,
    }  # fmt: skip
    return pdf(objects | (more or {}), **options)


def pages(count: int, kids: bytes, *, page: bytes = b"", contents: bytes = b"") -> bytes:
    """Return a file that says it has ``count`` pages and lists ``kids``."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F0 5 0 R >> >> >>",
        4: contents or stream(WORDS),
        5: FONT,
    }
    return pdf(objects)


def content_bomb(piece: bytes, megabytes: int) -> bytes:
    """Return a page whose content unpacks to so many megabytes of ``piece``."""
    return one_page(stream(inflated(piece, megabytes), b"/Filter /FlateDecode "))


def doubly_packed(megabytes: int) -> bytes:
    """Return a page whose content is packed twice, a gigabyte in a few kilobytes."""
    return one_page(stream(zlib.compress(inflated(b" " * 100, megabytes), 9), b"/Filter [/FlateDecode /FlateDecode] "))


def run_lengths(megabytes: int) -> bytes:
    """Return a page whose content is packed by run lengths inside deflation."""
    once = b"\x81 " * (megabytes * 1_000_000 // 128)
    return one_page(stream(zlib.compress(once + b"\x80", 9), b"/Filter [/FlateDecode /RunLengthDecode] "))


def repeated_contents(times: int, size: int) -> bytes:
    """Return a page that names one content stream ``times`` times."""
    many = b"/Contents [" + b"6 0 R " * times + b"]"
    return one_page(stream(WORDS), page=many, more={6: packed(WORDS * size)})


def doubling_forms(depth: int) -> bytes:
    """Return a page that draws a form drawing two forms, and so on."""
    more = {}
    for level in range(depth):
        inner = WORDS if level == depth - 1 else b"/X Do /X Do"
        names = b"" if level == depth - 1 else b"/XObject << /X %d 0 R >>" % (11 + level)
        more[10 + level] = stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F0 5 0 R >> " + names + b" >> ")
    return one_page(stream(WORDS + b"/X Do /X Do"), resources=b"/XObject << /X 10 0 R >>", more=more)


def form_in_itself() -> bytes:
    """Return a page that draws a form that draws itself."""
    form = stream(b"/X Do " + WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F0 5 0 R >> /XObject << /X 10 0 R >> >> ")
    return one_page(stream(WORDS * 3 + b"/X Do"), resources=b"/XObject << /X 10 0 R >>", more={10: form})


def character_map_bomb(megabytes: int) -> bytes:
    """Return a page whose font has a table of characters that unpacks to so many megabytes."""
    font = FONT.replace(b">>", b"/ToUnicode 7 0 R >>")
    return one_page(stream(WORDS * 3), more={5: font, 7: stream(inflated(b"beginbfchar <00> <0041> endbfchar ", megabytes), b"/Filter /FlateDecode ")})


def object_stream_bomb(megabytes: int) -> bytes:
    """Return a file whose catalogue lies in a stream of objects that unpacks to so many megabytes."""
    return one_page(stream(WORDS), more={8: stream(inflated(b"null ", megabytes), b"/Type /ObjStm /N 1000000 /First 100 /Filter /FlateDecode ")}, table=False)


def reference_stream_bomb(megabytes: int) -> bytes:
    """Return a file whose table of references is a stream of so many megabytes."""
    head = b"%PDF-1.7\n"
    entries = b"/Type /XRef /W [1 4 2] /Size 100000000 /Root 1 0 R /Filter /FlateDecode "
    return head + b"9 0 obj\n" + stream(inflated(b"\x01\x00\x00\x00\x09\x00\x00", megabytes), entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)


def circular_references() -> bytes:
    """Return a file whose table of references says that the table before it is itself."""
    data = one_page(stream(WORDS))
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def circular_pages() -> bytes:
    """Return a file whose tree of pages contains itself."""
    return pages(3, b"2 0 R 2 0 R 3 0 R")


def deep_objects(depth: int) -> bytes:
    """Return a file with arrays in arrays and dictionaries in dictionaries."""
    return one_page(stream(WORDS + b"[" * depth), more={6: b"[" * depth + b"]" * depth, 7: b"<</A" * depth}, page=b"/A " + b"[" * depth)


def many_objects(count: int, *, table: bool) -> bytes:
    """Return a file of ``count`` empty objects."""
    return one_page(stream(WORDS), more=dict.fromkeys(range(10, count), b"null"), table=table)


def with_password() -> bytes:
    """Return a file that asks for a password before it can be opened."""
    secret = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    return one_page(stream(WORDS), trailer=secret)


def many_characters(count: int) -> bytes:
    """Return one page with ``count`` characters on lines of their own."""
    return one_page(packed(b"BT /F0 1 Tf 1 0 0 1 9 800 Tm " + b"(ab) Tj 0 -9 Td " * (count // 2) + b"ET"))
