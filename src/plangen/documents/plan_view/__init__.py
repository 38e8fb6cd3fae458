"""The computed plan in the words of the templates: the record `plan` (docs/skabeloner.md lists its fields).

Where the plan carries text that an answer gave, the printed value is that `Answer`, so that it still knows
its question. Dates are shown here; a date that cannot be computed shows its relative words, else »–«.
The names are Danish because staff read them in the templates.
"""

from plangen.documents.plan_view.record import plan_record

__all__ = ["plan_record"]
