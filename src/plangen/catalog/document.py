"""A document of the pack, and the files that may be made of it beside the usual one.

Annotations are evaluated here (no `__future__`): `attributes` reads them.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from plangen.catalog.attributes import Key

SCOPES = ("let", "standard", "fuld")
LEVELS = ("projekt", "begge", "afdeling")
PAPERS = ("A4", "A3")
SHEETS_OF = ("", "proevehandlinger", "vinduer")
_SECTIONS = Key("afsnit", one_of=SCOPES, read=lambda given: tuple(given.items()))


@dataclass(frozen=True, slots=True)
class Variant:
    """What is special about one file of a document: it is on other paper than A4 (`paper`), or about one
    performer of tasks alone (`performer`, the title). `name`: what its file is called besides the document's
    own name, in ASCII; empty for the document itself."""

    name: str = ""
    paper: str = PAPERS[0]
    performer: str = ""


AS_USUAL = Variant()
"""Nothing special: the document itself."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the pack. `file` is the ASCII stem (`01_formaalsbeskrivelse`), `owner` a role key,
    `basis` the sources its template builds on, in words. `internal` never leaves the municipality;
    `for_suppliers` does, as it is.

    `level`: whose packs it is in: the project's, each department's or both. `scope`: the smallest profile
    that has it; `pages`: how many it should have at most in each, `sheets`: beside one for each of these,
    which is taken out and written on. `sections`: its headings in order, each with the smallest profile that
    prints it. `made`: whether there is a template; a document without one is known by its title only.
    `department_template`: the stem of the template for departments, where they have a form of their own;
    `department_title`, `department_purpose`: what is different of it. `template`: the stem of the one that is
    used, empty for `file`. `papers`: the sizes of sheets that it may be made on. `title_on_the_way`,
    `title_at_the_end`: what it is called until the project is handed over and from then on, where that is not
    the same. `by_performer`: whether it can be made for one performer of tasks alone.
    `variant`: what is special about this file of it.
    """

    id: Annotated[str, Key("id")]
    file: Annotated[str, Key("fil")]
    title: Annotated[str, Key("titel")]
    purpose: Annotated[str, Key("formaal")]
    owner: Annotated[str, Key("ejer")]
    level: Annotated[str, Key("niveau", one_of=LEVELS)]
    scope: Annotated[str, Key("omfang", one_of=SCOPES)]
    pages: Annotated[tuple[int, ...], Key("sider", read=tuple)]
    basis: Annotated[str, Key("grundlag")]
    sections: Annotated[tuple[tuple[str, str], ...], _SECTIONS] = ()
    landscape: Annotated[bool, Key("liggende")] = False
    internal: Annotated[bool, Key("internt")] = False
    for_suppliers: Annotated[bool, Key("til_leverandoerer")] = False
    made: Annotated[bool, Key("dannes")] = True
    template: Annotated[str, Key("skabelon")] = ""
    department_template: Annotated[str, Key("skabelon_afdeling")] = ""
    department_title: Annotated[str, Key("titel_afdeling")] = ""
    department_purpose: Annotated[str, Key("formaal_afdeling")] = ""
    title_on_the_way: Annotated[str, Key("titel_undervejs")] = ""
    title_at_the_end: Annotated[str, Key("titel_afsluttet")] = ""
    papers: Annotated[tuple[str, ...], Key("papir", one_of=PAPERS, read=tuple)] = PAPERS[:1]
    by_performer: Annotated[bool, Key("pr_udfoerer")] = False
    sheets: Annotated[str, Key("ark", one_of=SHEETS_OF)] = ""
    variant: Variant = AS_USUAL

    @property
    def template_file(self) -> str:
        """The stem of the template that it is made from."""
        return self.template or self.file

    @property
    def template_files(self) -> tuple[str, ...]:
        """The stems of all its templates, one for each form."""
        return tuple(dict.fromkeys((self.template_file, self.for_department().template_file)))

    def for_department(self) -> "Document":
        """The document in the form that a department's pack has."""
        return replace(
            self,
            template=self.department_template or self.template,
            title=self.department_title or self.title,
            purpose=self.department_purpose or self.purpose,
        )

    def as_variant(self, variant: Variant) -> "Document":
        """The document as a file of its own, beside the one that the pack has anyway."""
        if not variant.name:
            return self
        file = f"{self.file}_{variant.name}"
        title = f"{self.title} – {variant.performer}" if variant.performer else self.title
        return replace(self, file=file, title=title, template=self.template_file, variant=variant)

    def on_paper(self, paper: str) -> "Document":
        """The document on that paper; itself when it is not made on any such."""
        special = paper in self.papers and paper != self.variant.paper
        return self.as_variant(Variant(paper.lower(), paper)) if special else self
