"""What the search page reads, on a reader: the names, a page of what is found, the searches that are kept (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.search import actions, view
from coordinator_app.search.model import SavedView
from coordinator_app.search.names import Names, read_names
from coordinator_app.search.view import Asked, Shown
from coordinator_app.store.search_pages import SearchMark
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Kept:
    """The searches kept by name that may be shown, and how many more are restricted and closed."""

    views: tuple[SavedView, ...]
    closed: int = 0


def read_kept(session: Session, *, guarded_words: bool) -> Kept:
    """The kept searches; without `guarded_words` restricted ones are only counted."""
    views = tuple(actions.kept_searches(session, guarded_words=guarded_words))
    return Kept(views, 0 if guarded_words else actions.count_guarded(session))


def read_all_names(session: Session) -> Names:
    """All names of pupils, to be kept by the page."""
    return read_names(session)


def read_first(session: Session, asked: Asked, names: Names | None) -> Shown:
    """The first page of what is found."""
    return view.read(session, asked, names)


def read_more(session: Session, asked: Asked, names: Names | None, after: SearchMark) -> Shown:
    """The page behind a mark."""
    return view.read(session, asked, names, after)
