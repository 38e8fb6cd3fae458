"""Which checks there are. A document or a summary may say no more than that these were made."""

from __future__ import annotations

CHECKS = {
    "V01": "every required question is answered",
    "V02": "every required field of an answer is given",
    "V03": "a table has enough rows",
    "V04": "every name is one of the questionnaire, and every key one of the project",
    "V05": "every value is of its kind and within its range",
    "V06": "the file is well-formed",
    "R92": "no text holds a CPR number",
    "R94": "every department that a row names is one of the project",
}
"""Code → what is checked. A test holds that these are the codes of all findings."""
