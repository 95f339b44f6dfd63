"""Documents of other formats, made for the tests."""

import io
import zipfile

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{path}"/></rootfiles></container>'
)
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<metadata><dc:title>{title}</dc:title><dc:creator>Jo Doe</dc:creator>"
    "<dc:language>en-GB</dc:language><dc:date>2026-03-01</dc:date></metadata>"
    "<manifest>{items}</manifest><spine>{refs}</spine></package>"
)
_PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>t</title></head><body>{body}</body></html>"
)


def epub(
    *bodies: str, title: str = "A Book", folder: str = "OEBPS/", contents: str = "", ncx: str = ""
) -> bytes:
    """Build a book with one document for each body, and a table of contents if one is given."""
    names = [f"c{number}.xhtml" for number in range(len(bodies))]
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    more: dict[str, str | bytes] = {}
    if contents:
        items += (
            '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        )
        more[f"{folder}nav.xhtml"] = _PAGE.format(body=contents)
    if ncx:
        items += '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        more[f"{folder}toc.ncx"] = ncx
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(bodies)))
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER.format(path=f"{folder}book.opf"),
            f"{folder}book.opf": _PACKAGE.format(title=title, items=items, refs=refs),
            **{
                f"{folder}{name}": _PAGE.format(body=body)
                for name, body in zip(names, bodies, strict=True)
            },
            **more,
        }
    )


def docx(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    """Build a Word document of (style, text) paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = sorted({style for style, _ in paragraphs if style})
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for style, text in paragraphs
    )
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style.replace(" ", "")}">'
        f'<w:name w:val="{style}"/></w:style>'
        for style in styles
    )
    kinds = "http://schemas.openxmlformats.org"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{kinds}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kinds}/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {space}>{named}</w:styles>",
            "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>Jo Doe</dc:creator></c>",
        }
    )


def pdf(*pages: list[str]) -> bytes:
    """Build a PDF with lines of text on each page."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>"]
    numbers = [4 + 2 * n for n in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects += [
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 72 760 Td {shown}ET".encode("cp1252")
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    )
    return out.getvalue()


def archive(members: dict[str, str | bytes]) -> bytes:
    """Build a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()
