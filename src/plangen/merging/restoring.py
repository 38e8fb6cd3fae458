"""Controls of answers that another program than Word has taken away, put back where the hidden bookmarks say
that they were, so that the merged file has them again."""

from __future__ import annotations

from plangen.ooxml.ns import SDT, SDT_PR, Element, make, val, w
from plangen.word.reading.recovery import ID, KIND, LOOK, answer_id, recover


def restore(root: Element) -> None:
    """Changes the part. Attributes that reading needs are left for `forget`."""
    recover(root)
    for control in root.iter(SDT):
        id = answer_id(control)
        if id and not val(control.find(SDT_PR), "tag"):
            _name(control, id)


def _name(control: Element, id: str) -> None:
    """Gives a control its title and tag; Word numbers those that have no number."""
    properties = control.find(SDT_PR)
    if properties is None:
        properties = make("sdtPr")
        control.insert(0, properties)
    for name in ("tag", "alias"):
        for one in properties.findall(w(name)):
            properties.remove(one)
    at = 0 if properties.find(w("rPr")) is None else 1
    properties[at:at] = [make("alias", val=id), make("tag", val=id)]


def forget(root: Element) -> None:
    """Takes away what was noted for reading."""
    for control in root.iter(SDT):
        for name in (ID, KIND, LOOK):
            control.attrib.pop(name, None)
