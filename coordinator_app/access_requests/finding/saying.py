"""What a place in a text is said to be: whose, how likely, ticked or not, and why in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from coordinator_app.access_requests.finding.details import DetailFound
from coordinator_app.access_requests.finding.parts import TITLES
from coordinator_app.access_requests.finding.relatives import RelativeFound
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.finding.texts import Page
from coordinator_app.access_requests.finding.unknown import UnknownFound
from coordinator_app.access_requests.finding.whole import Match
from coordinator_app.access_requests.persons import PersonKind

_TICKED_FROM = 40
_TOO_MANY = 20
_ORDER = (
    PersonKind.PUPIL,
    PersonKind.OTHER_FAMILY,
    PersonKind.OTHER,
    PersonKind.FAMILY,
    PersonKind.PROFESSIONAL,
    PersonKind.PROVIDER,
    PersonKind.STAFF,
    PersonKind.OFFICER,
)
"""Of several who could be meant, the one who must be thought of first."""
_WHO = {
    PersonKind.PUPIL: "another pupil",
    PersonKind.FAMILY: "family of this pupil",
    PersonKind.OTHER_FAMILY: "family of another pupil",
    PersonKind.STAFF: "staff of a school, usually shown",
    PersonKind.PROVIDER: "staff of a provider, usually shown",
    PersonKind.OFFICER: "an officer, usually shown",
    PersonKind.PROFESSIONAL: "a professional in their role, usually shown",
    PersonKind.OTHER: "somebody else",
}


class Saying:
    """Makes suggestions of what was found. People are numbers of `people`; 0 is the subject."""

    def __init__(self, people: Sequence[Known]) -> None:
        self._people = people

    def name(self, page: Page, match: Match, sure: frozenset[int]) -> Suggestion:
        """A name, with the title before it."""
        first = match.first
        titled = first > 0 and page.word(first - 1) in TITLES and page.is_capital(first - 1)
        people = (
            self._adults(match.people) if titled and match.form in {Form.PART, Form.TITLE} else match.people
        )
        start, end = page.span(first, match.last)
        if not people:
            why = "Looks like a whole name; nobody you know has it"
            return self._made(page.text, start, end, "", PersonKind.OTHER, match.form, 100 - match.cost, why)
        key, kind, why = self._whose(people, sure)
        why = f"{why}: {match.form.value}"
        return self._made(page.text, start, end, key, kind, match.form, 100 - match.cost, why)

    def initials(self, text: str, start: int, end: int, people: frozenset[int], cost: int) -> Suggestion:
        """Initials of somebody named in the text, or of somebody who could have them."""
        if not people:
            why = "Could be somebody's initials"
            return self._made(text, start, end, "", PersonKind.OTHER, Form.INITIALS, 100 - cost, why)
        key, kind, why = self._whose(people, people)
        return self._made(text, start, end, key, kind, Form.INITIALS, 100 - cost, f"{why}: initials")

    def detail(self, text: str, found: DetailFound) -> Suggestion:
        """A telephone, an email and so on: whose, or of nobody known."""
        what = found.form.value
        if not found.people:
            why = f"{what[0].upper()}{what[1:]}; of nobody you know"
            kind = PersonKind.OTHER
            return self._made(text, found.start, found.end, "", kind, found.form, found.likelihood, why)
        secret = [one for one in sorted(found.people) if self._people[one].is_secret]
        if secret:
            one = self._people[secret[0]]
            words = text[found.start : found.end]
            why = f"Must not become known: {what} of {called(one)}"
            return Suggestion(found.start, found.end, words, one.key, one.kind, found.form, 100, True, why)
        key, kind, why = self._whose(self._first_family(found.people), frozenset())
        return self._made(
            text, found.start, found.end, key, kind, found.form, found.likelihood, f"{why}: {what}"
        )

    def relative(self, text: str, start: int, end: int, found: RelativeFound) -> Suggestion:
        """A relative without a name; the pupil's own parents are shown and not ticked."""
        kind = PersonKind.FAMILY if found.is_near else PersonKind.OTHER_FAMILY
        likelihood = 35 if found.is_near else 70
        return self._made(text, start, end, "", kind, Form.RELATIVE, likelihood, found.about)

    def unknown(self, page: Page, found: UnknownFound) -> Suggestion:
        """A name of nobody known."""
        start, end = page.span(found.first, found.last)
        return self._made(page.text, start, end, "", found.kind, Form.UNKNOWN, found.likelihood, found.why)

    def _made(
        self,
        text: str,
        start: int,
        end: int,
        key: str,
        kind: PersonKind,
        form: Form,
        likelihood: int,
        why: str,
    ) -> Suggestion:
        ticked = likelihood >= _TICKED_FROM and not kind.acts_in_role and kind is not PersonKind.FAMILY
        return Suggestion(start, end, text[start:end], key, kind, form, likelihood, ticked, why)

    def _adults(self, people: frozenset[int]) -> frozenset[int]:
        adults = frozenset(one for one in people if self._people[one].kind is not PersonKind.PUPIL)
        return adults or people

    def _first_family(self, people: frozenset[int]) -> frozenset[int]:
        """What this pupil's family shares with others (a telephone at home) is theirs."""
        own = frozenset(one for one in people if self._people[one].kind is PersonKind.FAMILY)
        return own or people

    def _whose(self, people: frozenset[int], sure: frozenset[int]) -> tuple[str, PersonKind, str]:
        """Key, kind and words: of the one person meant, or of the one to be thought of first among several."""
        here = people & sure
        meant = here or people
        kind = min((self._people[one].kind for one in meant), key=_ORDER.index)
        if len(meant) == 1:
            one = self._people[next(iter(meant))]
            return one.key, kind, f"{called(one)}, {_WHO[kind]}"
        if len(meant) > _TOO_MANY:
            return "", kind, f"One of {len(meant)} people you know, {_WHO[kind]}"
        names = sorted({called(self._people[one]) for one in meant if self._people[one].kind is kind})
        if len(names) <= 3:
            return "", kind, f"{' or '.join(names)}, {_WHO[kind]}"
        return "", kind, f"One of {len(meant)} people you know, {_WHO[kind]}"


def called(one: Known) -> str:
    """The usual name in its usual order."""
    family, comma, given = one.names[0].partition(",") if one.names else ("", "", "")
    return f"{given.strip()} {family.strip()}".strip() if comma else family.strip()
