"""Templates with something of Word's put in: markup in the document, and parts with their relations."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.word.building import changed, docx, member, names

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
NAMESPACES = (
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def with_markup(markup: str, template: str = "tekst") -> bytes:
    """The template with markup (whole paragraphs, as a rule) at the beginning of its body."""
    xml = member(docx(template))
    start = xml.index("<w:body>") + len("<w:body>")
    root = xml.index("<w:document ") + len("<w:document ")
    declared = " ".join(
        d
        for d in NAMESPACES.split(" xmlns:")
        if f"{d.removeprefix('xmlns:').split('=')[0]}=" not in xml[:start]
    )
    declared = " ".join(
        part if part.startswith("xmlns:") else f"xmlns:{part}" for part in declared.split() if part
    )
    return changed(
        docx(template),
        {"word/document.xml": f"{xml[:root]}{declared} {xml[root:start]}{markup}{xml[start:]}".encode()},
    )


def with_part(
    data: bytes,
    name: str,
    content: bytes,
    kind: str,
    *,
    id: str = "rId900",
    source: str = "word/document.xml",
) -> bytes:
    """The file with one more part, related to the document (or to another part, or to the package: "")."""
    folder, _, file = source.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels" if source else "_rels/.rels"
    relation = f'<Relationship Id="{id}" Type="{kind}" Target="/{name}"/></Relationships>'
    extension = name.rpartition(".")[2]
    types = f'<Default Extension="{extension}" ContentType="application/octet-stream"/></Types>'
    changes: dict[str, tuple[str, str] | bytes | None] = {name: content}
    changes |= _related(data, rels, relation)
    if f'Extension="{extension}"' not in member(data, "[Content_Types].xml"):
        changes["[Content_Types].xml"] = ("</Types>", types)
    return changed(data, changes)


def with_external(
    data: bytes, target: str, kind: str, *, id: str = "rId900", source: str = "word/document.xml"
) -> bytes:
    """The file with a relation to something outside of it."""
    folder, _, file = source.rpartition("/")
    relation = f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(data, _related(data, f"{folder}/_rels/{file}.rels", f"{relation}</Relationships>"))


def _related(data: bytes, rels: str, relation: str) -> dict[str, tuple[str, str] | bytes | None]:
    if rels in names(data):
        return {rels: ("</Relationships>", relation)}
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return {rels: f"{head}{relation}".encode()}


def everything_in(data: bytes) -> str:
    """All members of a file as one text, names included."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist()
        )
