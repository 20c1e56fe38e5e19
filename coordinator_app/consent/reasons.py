"""Why consent is not whole, in words, each with what opens it and the clause it rests on."""

from __future__ import annotations

from coordinator_app.core.gates import Reason

ASK = "Talk it through with them and ask again."
NO_PROGRAMME = Reason(
    "They have not agreed to the programme.", "It opens when they agree to it on the form.", "003-4.3"
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
