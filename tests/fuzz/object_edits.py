"""Edits that put something else than words into a document: pictures, notes, fields, boxes, foreign content."""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from tests.fuzz import places
from tests.fuzz.package import Element, Package, R, W, element, elements, w
from tests.fuzz.traces import Trace

_DRAWING = """<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="{n}" name="Billede {n}"
 descr="{word}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{n}" name="b.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000"
 cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>
</a:graphic></wp:inline></w:drawing></w:r>"""


def _anywhere(package: Package) -> Element:
    """A run of an answer, or now and then of the text around."""
    found = places.answer_runs(package) if package.chance.random() < 0.7 else places.free_runs(package)
    return package.pick(found)


def picture(package: Package) -> list[Trace]:
    word, number = package.word(), 7000 + package.number()
    buffer = io.BytesIO()
    colour = tuple(package.chance.randrange(256) for _ in range(3))
    Image.new("RGB", (package.chance.randrange(5, 90), 9), colour).save(buffer, "PNG")
    package.add_default("png", "image/png")
    package.members[f"word/media/fuzz{number}.png"] = buffer.getvalue()
    id = package.relate("image", f"media/fuzz{number}.png")
    _anywhere(package).addnext(element(_DRAWING.format(n=number, id=id, word=word)))
    return [Trace(hash=hashlib.sha256(buffer.getvalue()).hexdigest()), Trace(word=word)]


def footnote(package: Package) -> list[Trace]:
    word, name = package.word(), "word/footnotes.xml"
    if name not in package.members:
        content = f'<w:footnotes xmlns:w="{W}"/>'.encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        package.add_part(name, content, "footnotes", kind)
    number = 100 + package.number()
    note = f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:footnote>'
    package.root(name).append(element(note))
    _anywhere(package).addnext(element(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'))
    return [Trace(word=word), Trace(mark=f'footnoteReference w:id="{number}"')]


def field(package: Package) -> list[Trace]:
    """A field that Word computes, with a word as its last result."""
    word = package.word()
    code = package.chance.choice(
        (' DATE \\@ "d. MMMM yyyy" ', f" REF {word} \\h ", " FORMTEXT ", " FILLIN x ")
    )
    run = _anywhere(package)
    parts = [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r><w:t>{word}</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
    for part in reversed(parts):
        run.addnext(element(part))
    return [Trace(word=word)]


def unfinished_field(package: Package) -> list[Trace]:
    """A field that begins and never ends, as Word leaves some."""
    word, run = package.word(), _anywhere(package)
    run.addnext(places.typed(word))
    run.addnext(element('<w:r><w:instrText xml:space="preserve"> REF bilag \\h </w:instrText></w:r>'))
    run.addnext(element('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'))
    return [Trace(word=word)]


def field_ending_in_a_deletion(package: Package) -> list[Trace]:
    word, run = package.word(), _anywhere(package)
    by = f'w:id="8{package.number()}" w:author="Bente" w:date="2027-01-04T10:00:00Z"'
    parts = elements(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText> HYPERLINK "https://{word}.dk" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{word}</w:t></w:r>"
        f'<w:del {by}><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    )
    for part in reversed(parts):
        run.addnext(part)
    return [Trace(word=word)]


def citation(package: Package) -> list[Trace]:
    word = package.word()
    _anywhere(package).addnext(
        element(
            '<w:sdt><w:sdtPr><w:id w:val="77001"/><w:citation/></w:sdtPr><w:sdtContent><w:fldSimple '
            f'w:instr=" CITATION {word} "><w:r><w:t>({word})</w:t></w:r></w:fldSimple></w:sdtContent></w:sdt>'
        )
    )
    return [Trace(word=word)]


def text_box(package: Package) -> list[Trace]:
    word, number = package.word(), 7000 + package.number()
    _anywhere(package).addnext(
        element(
            f'<w:r><w:pict><v:shape id="s{number}" style="width:99pt;height:20pt"><v:textbox><w:txbxContent><w:p><w:r>'
            f"<w:t>{word}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    return [Trace(word=word)]


def equation(package: Package) -> list[Trace]:
    word = package.word()
    _anywhere(package).addnext(element(f"<m:oMath><m:r><m:t>{word}</m:t></m:r></m:oMath>"))
    return [Trace(word=word)]


def foreign_chunk(package: Package) -> list[Trace]:
    """A web page that Word shows as part of the document."""
    word, name = package.word(), f"word/chunk{package.number()}.html"
    package.add_default("html", "text/html")
    package.members[name] = f"<html><body><p>{word}</p></body></html>".encode()
    id = package.relate("aFChunk", name.removeprefix("word/"))
    package.pick(places.free_paragraphs(package)).addnext(element(f'<w:altChunk r:id="{id}"/>'))
    return [Trace(word=word)]


def symbol(package: Package) -> list[Trace]:
    code = f"F0{package.chance.randrange(0x41, 0x7A):X}"
    _anywhere(package).addnext(element(f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'))
    return [Trace(mark=f'w:char="{code}"')]


def nested_table(package: Package) -> list[Trace]:
    cell, word = package.pick(places.cells(package)), package.word()
    for part in reversed(
        elements(
            '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
            f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
        )
    ):
        cell.insert(1 if cell.find(w("tcPr")) is not None else 0, part)
    return [Trace(word=word)]


def link(package: Package) -> list[Trace]:
    word = package.word()
    id = package.relate("hyperlink", f"https://{word}.dk/", external=True)
    run = _anywhere(package)
    run.addnext(element(f'<w:hyperlink r:id="{id}"><w:r><w:t>her</w:t></w:r></w:hyperlink>'))
    return [Trace(word=word)]


def comment(package: Package) -> list[Trace]:
    word, name = package.word(), "word/comments.xml"
    if name not in package.members:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        package.add_part(name, f'<w:comments xmlns:w="{W}"/>'.encode(), "comments", kind)
    number = 300 + package.number()
    by = f'w:id="{number}" w:author="Bente" w:date="2027-01-04T10:00:00Z"'
    package.root(name).append(element(f"<w:comment {by}><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:comment>"))
    run = package.pick(places.free_runs(package))
    run.addnext(element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
    return [Trace(word=word)]


def custom_control(package: Package) -> list[Trace]:
    """A control of somebody's own, with words in it."""
    word = package.word()
    package.pick(places.free_paragraphs(package)).append(
        element(
            '<w:sdt><w:sdtPr><w:alias w:val="Journalnr"/><w:tag w:val="Journalnr"/><w:text/></w:sdtPr><w:sdtContent>'
            f"<w:r><w:t>{word}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    return [Trace(word=word)]


def in_contents_list(package: Package) -> list[Trace]:
    word = package.word()
    lists = (part.getparent().getparent() for part in package.body.iter(w("docPartObj")))
    content = package.pick(lists).find(w("sdtContent"))
    content.append(element(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>"))
    return [Trace(word=word)]


def in_header(package: Package) -> list[Trace]:
    word = package.word()
    name = package.chance.choice([n for n in package.members if n.startswith(("word/header", "word/footer"))])
    package.root(name).append(element(f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>"))
    return [Trace(word=word)]


def embedded_object(package: Package) -> list[Trace]:
    number, content = package.number(), package.chance.randbytes(64)
    package.add_default("bin", "application/vnd.openxmlformats-officedocument.oleObject")
    package.members[f"word/embeddings/o{number}.bin"] = content
    id = package.relate(f"{R}/oleObject", f"embeddings/o{number}.bin")
    _anywhere(package).addnext(
        element(
            f'<w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" ShapeID="x{number}" DrawAspect="Icon" '
            f'ObjectID="_1" r:id="{id}"/></w:object></w:r>'
        )
    )
    return [Trace(hash=hashlib.sha256(content).hexdigest())]


EDITS = (
    picture,
    picture,
    footnote,
    field,
    field,
    unfinished_field,
    field_ending_in_a_deletion,
    citation,
    text_box,
    equation,
    foreign_chunk,
    symbol,
    nested_table,
    link,
    comment,
    custom_control,
    in_contents_list,
    in_header,
    embedded_object,
)
