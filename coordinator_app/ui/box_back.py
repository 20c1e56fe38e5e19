"""What is typed into a box of a page is kept over a lock, with the way back to the box itself."""

from __future__ import annotations

from typing import Any

from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BOX, BoxDraft
from coordinator_app.ui.draft_keeper import PARAMS, DraftOf
from coordinator_app.ui.form_box import FormBox


class WayBack(BoxDraft):
    """The draft of a box that is opened again by going to `page` with `way`."""

    def __init__(
        self, services: Services, box: FormBox, place: DraftOf, page: str, way: dict[str, Any]
    ) -> None:
        self._page, self._way = page, way
        super().__init__(services, box, place)

    def beside(self) -> dict[str, Any]:
        """Whoever carries on is led to the page, and the box is opened there."""
        return {PARAMS: self._way, BOX: {"page": self._page, "title": ""}}


def show_with_way(services: Services, box: FormBox, place: DraftOf, page: str, way: dict[str, Any]) -> None:
    """Show the box and keep what is typed into it until it is saved or thrown away."""
    draft = WayBack(services, box, place, page, way)
    services.dialogs.show(box)
    draft.read()
