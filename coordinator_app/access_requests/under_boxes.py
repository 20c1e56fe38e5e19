"""What lies under the boxes on a document's pages, by the page's own words; runs in the child that builds the pack."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.pack_order import COVERED, OrderBox, OrderItem, OrderTerm, TermWeight
from coordinator_app.access_requests.written import EmptyBox
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.render import Source


@dataclass(slots=True)
class Under:
    """Words found under boxes of which none were kept, as terms, and the boxes that no word lies under.

    `own` are words of names that the pack is about: they are sought only within what stands beside them.
    """

    own: frozenset[str] = frozenset()
    terms: list[OrderTerm] = field(default_factory=list)
    empty: list[EmptyBox] = field(default_factory=list)

    def look(self, item: OrderItem, source: Source) -> None:
        """Look under the boxes of one document; a box on a page that is not there is for the builder to refuse."""
        for box in item.boxes:
            if box.words or box.page > source.pages:
                continue
            words = " ".join(word.text for word in source.words(box.page - 1) if _inside(box, word))
            if words:
                self.terms.extend(
                    OrderTerm(form, COVERED, TermWeight.LOOK, (item.number,))
                    for form in forms_of(words, self.own)
                )
            else:
                self.empty.append(EmptyBox(item.number, box.page))


def _inside(box: OrderBox, word: Word) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom
