"""BUILD, annotators: one module each; what an article's text says, as statements about spans of it.

`ANNOTATORS` names them in the order in which they run: a later one may need what an earlier one found.
"""

from __future__ import annotations

ANNOTATORS = ("mentions", "quotations", "figures", "dates", "attributions", "topics", "passages", "notes")
