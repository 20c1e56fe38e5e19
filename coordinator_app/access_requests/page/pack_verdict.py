"""The one sentence above the checks: may the pack go, and what is to be done first (design 8.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coordinator_app.access_requests.actions.pack import CONSULTED
from coordinator_app.access_requests.gathering.left_out import CHECK as LEFT_OUT
from coordinator_app.access_requests.items import FindingState, Pack
from coordinator_app.access_requests.mishaps import said_too_much, wrong_words
from coordinator_app.access_requests.pack_order import FILLED_IN
from coordinator_app.access_requests.page.pack_reading import APPROVED, Check, PackShown
from coordinator_app.core.dates import say
from coordinator_app.ui.dialogs import AskText

# the headings of checks; the module that makes them belongs to the child process
PICTURES, NO_WORDS = "Pages that are only pictures", "Covered places without words"
FILL_IN = "Fill it in"
"""The button that leads to where the gaps of the letter are filled in."""

Act = Literal["build", "look", "cover", "keep", "approve", "fill", "gather", "none"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The banner: its colours, both sentences, the words of its button and what that does with which check."""

    kind: Literal["safe", "soon", "over", "info"]
    lead: str
    text: str
    button: str = ""
    act: Act = "none"
    check: Check | None = None


def verdict(shown: PackShown, *, building: bool = False) -> Verdict:
    """What the finished pack's checks come to; of one in whose place another is being built they say nothing any more."""
    pack = shown.pack
    if pack is None:
        return _not_built(shown)
    if pack.sent_on is not None:
        return _sent(shown, pack.sent_on)
    again = _BUILDING if building else _is_built_again(shown, pack)
    if again is not None:
        return again
    failed = [check for check in shown.open_checks if check.state is FindingState.FAILED]
    if failed:
        detail = failed[0].detail.rstrip(".")
        return Verdict("over", "Do not send this pack.", f"{detail}.", *_mend(failed[0]), failed[0])
    looks = shown.open_checks
    if looks:
        return _look(looks)
    return _ready(shown)


def _is_built_again(shown: PackShown, pack: Pack) -> Verdict | None:
    """Where this pack can go out no more."""
    if not shown.is_current:
        return _again(shown.changed, "Build it again to check it again.")
    if shown.wrong is not None and said_too_much(pack.id, (shown.wrong,)):
        return _again("This pack said what it should not.", _NEVER)
    return None


def _sent(shown: PackShown, on: date) -> Verdict:
    if shown.wrong is not None:
        return Verdict("soon", f"{wrong_words(shown.wrong)}.", _NOT_AGAIN)
    return Verdict("info", f"This pack was sent on {say(on)}.", "It can be read, not changed.")


def _ready(shown: PackShown) -> Verdict:
    if shown.wrong is not None:
        text = f"{wrong_words(shown.wrong)}. {_SEND_AGAIN}"
        return Verdict("safe", "The pack is ready to be sent again.", text)
    return Verdict(
        "safe", "The pack is ready to send.", "Every check is settled. Save the locked pack, then send it."
    )


_BUILDING = Verdict(
    "info",
    "The pack is being built again.",
    "The one below stays in the vault until then, and neither leaves it nor is recorded as sent.",
)
_NOT_AGAIN = "It can be read, not changed. Whether the right person has it is said at Sent."
_SEND_AGAIN = (
    "Check name and address with them first. If its password is not at hand or went along, build it again: it is then approved "
    "again, and has another password."
)
_NEVER = "It is not sent again. Cover at Review what it said, then build it again: it is then approved again."


def _not_built(shown: PackShown) -> Verdict:
    if not shown.build.is_open:
        why = " ".join(reason.sentence() for reason in shown.build.reasons)
        return Verdict("soon", "The pack cannot be built yet.", why)
    text = "It is checked as soon as it is built: nothing that you held back may be readable in it."
    return Verdict("info", "Everything is decided. Build the pack.", text, "Build the pack", "build")


def _again(lead: str, text: str) -> Verdict:
    return Verdict("soon", lead, text, "Build again", "build")


def _mend(check: Check) -> tuple[str, Act]:
    if check.page is not None:
        return f"Look at page {check.page}", "look"
    return "Build again", "build"


def _look(looks: tuple[Check, ...]) -> Verdict:
    count = "one thing" if len(looks) == 1 else f"{len(looks)} things"
    first = looks[0]
    lead = f"The pack is built. Check {count} before you send it."
    if first.title == APPROVED:
        return Verdict("soon", lead, first.detail, "Ask for approval", "approve", first)
    if first.title == FILLED_IN:
        return Verdict("soon", lead, first.detail, FILL_IN, "fill", first)
    if first.title == LEFT_OUT:
        return Verdict("soon", lead, first.detail, "Go to Gather", "gather", first)
    if first.page is not None:
        return Verdict("soon", lead, first.detail, f"Look at page {first.page}", "look", first)
    return Verdict("soon", lead, first.detail, keeping(first).act, "keep", first)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The words for letting a suspicion stand: what is asked, what is to be answered, and the button."""

    title: str
    why: str
    act: str
    required: str


_STAY = Keeping("Let this stay in the pack?", "Why it may stay", "Keep it", "Say why it may stay.")
_OTHERS = {
    CONSULTED: Keeping(
        "Send the pack without the school's reply?",
        "Why you do not wait for it",
        "Go on without it",
        "Say why you do not wait.",
    ),
    PICTURES: Keeping(
        "Have you read these pages yourself?",
        "What you looked for, and what you found",
        "I have read them",
        "Say what you looked for.",
    ),
    FILLED_IN: Keeping(
        "Send the letter with these gaps?",
        "Why it cannot be filled in now",
        "Send it with the gaps",
        "Say why it cannot be filled in.",
    ),
    NO_WORDS: Keeping(
        "Have you looked for them in the pack yourself?",
        "What you looked for, and what you found",
        "I have looked",
        "Say what you looked for.",
    ),
}


def keeping(check: Check) -> Keeping:
    """How letting a check stand is put: not every suspicion is something that stays in the pack."""
    return _OTHERS.get(check.title, _STAY)


def keep_question(check: Check) -> AskText:
    """The question with its box for the reason."""
    words = keeping(check)
    detail = f"{check.title}: {check.detail.rstrip('.')}. Your reason is kept in the audit log."
    return AskText(words.title, words.why, words.act, help=detail, long=True, required=words.required)


def tally(shown: PackShown) -> str:
    """How many passed, are to be looked at, and failed: "7 passed, 1 to look at"."""
    failed = sum(check.state is FindingState.FAILED for check in shown.open_checks)
    looks = len(shown.open_checks) - failed
    kept = sum(check.kept for check in shown.checks)
    passed = len(shown.checks) - len(shown.open_checks) - kept
    parts = [
        f"{passed} passed",
        f"{kept} kept" if kept else "",
        f"{looks} to look at" if looks else "",
        f"{failed} failed" if failed else "",
    ]
    return ", ".join(part for part in parts if part)
