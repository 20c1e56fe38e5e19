"""Where consent stands, as widgets: the verdict with what to do, each purpose, and who has not signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator_app.consent.model import ConsentState
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.purposes import PurposeStanding, PurposeState
from coordinator_app.core.dates import say
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow

if TYPE_CHECKING:
    from coordinator_app.ui.chips import Set

_STATES: dict[PurposeState, tuple[Set, str]] = {
    PurposeState.GIVEN: ("safe", "circle-check"),
    PurposeState.PART: ("soon", "triangle-alert"),
    PurposeState.REFUSED: ("neutral", "ban"),
    PurposeState.WITHDRAWN: ("over", "octagon-alert"),
    PurposeState.EXPIRED: ("soon", "hourglass"),
    PurposeState.DISPUTED: ("over", "split"),
    PurposeState.SHUT: ("over", "lock"),
    PurposeState.NOT_ASKED: ("neutral", "circle-dashed"),
}
TONES: dict[ConsentState, Set] = {
    ConsentState.DISCUSSION: "neutral",
    ConsentState.WAITING: "soon",
    ConsentState.NOT_VALID: "over",
    ConsentState.PART: "soon",
    ConsentState.REFUSED: "over",
    ConsentState.IN_PLACE: "safe",
    ConsentState.WITHDRAWN: "over",
    ConsentState.DISAGREEMENT: "over",
    ConsentState.EXPIRED: "soon",
    ConsentState.OLDER: "soon",
}


def standing_notes(facts: ConsentFacts, settle: Callable[[], None]) -> list[Note]:
    """The state with every reason, then what shuts nothing but wants a hand, then who has not signed."""
    stands = facts.standing
    words = " ".join(one.sentence() for one in stands.problems)
    act = None
    if stands.to_settle:
        act = button("Record how it was settled", small=True)
        act.clicked.connect(settle)
    open_words = "Sharing with providers and agencies is open, and the programme may start."
    whole = words or (open_words if stands.state is ConsentState.IN_PLACE else "")
    made = [Note(TONES[stands.state], f"{stands.state.label}.", whole, act)]
    made += [Note("soon", one.why, one.opens) for one in stands.notes]
    names = [carer.name for carer in facts.carers if carer.id in stands.unsigned]
    if names and facts.consents:
        rest = "Each who holds it may act alone. Ask them too if you can, and ask before you go on if they may object."
        lead = "Also holds parental responsibility and has signed nothing: "
        made.append(Note("info", f"{lead}{' and '.join(names)}.", rest))
    return made


def purpose_rows(facts: ConsentFacts) -> CardList:
    """Each purpose with its state, its limits and its end."""
    rows = CardList()
    rows.setAccessibleName("What is agreed to")
    for one in facts.purposes:
        tone, icon = _STATES[one.state]
        rows.add(
            TwoLineRow(one.name, purpose_words(facts, one), chip=StatusChip(tone, icon, one.state.label))
        )
    return rows


_WHY_SHUT = {
    PurposeState.DISPUTED: "One says yes and another no, so it stays shut.",
    PurposeState.SHUT: "It stays shut until consent is in place.",
}


def purpose_words(facts: ConsentFacts, one: PurposeStanding) -> str:
    """Since when, by whom, what for and until when; what a state means where that is not plain."""
    carer = facts.carer(one.consent.carer_id) if one.consent else None
    who = f" by {carer.name}" if carer else ""
    since = f"Since {say(one.since)}{who}." if one.since else ""
    parts = (
        since,
        f"Only for: {one.only_for.rstrip('.')}." if one.only_for else "",
        f"Until {say(one.expires_on)}." if one.expires_on and one.state.is_open else "",
        _WHY_SHUT.get(one.state, ""),
    )
    return " ".join(part for part in parts if part)
