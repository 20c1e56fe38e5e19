"""Why consent is not whole, in words, each with what opens it and the clause it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from coordinator_app.consent.terms import ConsentResolution
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Reason

ASK = "Talk it through with them and ask again."
WRONG_PERSON = Reason(
    "The person who signed does not hold parental responsibility, or it has not been seen.",
    "Ask someone who holds it to sign.",
    "003-7.3a",
)
DIED = Reason(
    "The person who signed has died.",
    "Ask someone else who holds parental responsibility to sign.",
    "003-7.3a",
)
NOT_SEEN = Reason("The signature has not been seen.", "Look at the form and record it.", "003-7.3a")
NOT_READ = Reason("They have not said that they read the statement.", ASK, "003-7.3c")
NOT_UNDERSTOOD = Reason("They have not said that they understand the statement.", ASK, "003-7.3c")
NOT_CONTENT = Reason("They have not said that they are content with the statement.", ASK, "003-7.3c")
NO_PROGRAMME = Reason(
    "The box about the programme was not answered.", "Ask whether they agree to the programme.", "003-4.3"
)
REFUSED = Reason("They said no to the programme.", "It opens when they agree to it on a new form.", "003-4.3")
ALSO_WITHDRAWN = Reason(
    "Another parent or carer withdrew consent.",
    "Stop sharing, and ask your data protection officer what to keep.",
    "003-7.3",
)
NOT_SIGNED = Reason(
    "No parent or carer has signed the consent form.",
    "It opens when the signed form is recorded.",
    "003-4.3",
)
WITHDRAWN = Reason(
    "The parent or carer has withdrawn consent.",
    "Stop sharing, and ask your data protection officer what to keep.",
    "003-7.3",
)
DISAGREE = Reason(
    "One person with parental responsibility agrees and another does not.",
    "It opens when both agree, or when you record how this was settled.",
    "003-7.3",
)
SETTLED_NO = Reason(
    "It was settled that the programme does not go ahead.",
    "It opens when a new form is signed, or it is settled differently.",
    "003-7.3",
)
NO_PROBLEM: tuple[Reason, ...] = ()
RUN_OUT = Reason("The agreement to the programme has run out.", "Ask the family again.", "003-4.3")
LOOK_AGAIN = Reason(
    "The parents did not agree, and what was settled is due to be looked at again.",
    "Talk with both of them, and record how it stands.",
    "003-7.3",
)
SOMEONE_SAYS_NO = Reason(
    "Someone whose parental responsibility is not known has not agreed.",
    "Find out whether they hold it before you go on.",
    "003-7.3a",
)
OWN_WORD = Reason(
    "Parental responsibility rests on the signer’s own word only.",
    "Ask to see a birth certificate or an order, or ask the school to confirm it.",
    "003-7.3a",
)


def as_settled(refused: Sequence[str], settled: ConsentResolution) -> Reason:
    """Who refused, and how, when and by whom it was settled all the same that the programme goes ahead."""
    who = f"{' and '.join(refused)} refused." if refused else "A court order names the person who signed."
    on = f" on {say(settled.decided_on)}" if settled.decided_on else ""
    how = f": {shorten(settled.words, _MOST_LETTERS, placeholder='…').rstrip('.')}" if settled.words else ""
    opens = f"Look at it again on {say(settled.review_on)}." if settled.review_on else "Look at it again."
    return Reason(
        f"{who} It was settled{on} by {settled.decided_by} that the programme goes ahead{how}.",
        opens,
        "003-7.3",
    )


_MOST_LETTERS = 160
