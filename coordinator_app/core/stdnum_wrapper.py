"""The one door to python-stdnum: yes or no, nothing else.

It never says which character is wrong and refuses local authorities that it does not know, so shapes and
messages are ours (`identifiers.py`) and only its check characters are used. Imported late: it costs 100 ms.
"""

from __future__ import annotations


def upn_letter(digits: str) -> str:
    """The check letter of a UPN from its characters 2 to 13 (eleven digits and a digit or letter)."""
    from stdnum.gb import upn  # noqa: PLC0415  (late: see above)

    return str(upn.calc_check_digit(digits))


def nhs_number_agrees(number: str) -> bool:
    """Whether the tenth digit of an NHS number agrees with the nine before it; `number` is ten digits."""
    from stdnum.gb import nhs  # noqa: PLC0415  (late: see above)

    return bool(nhs.is_valid(number))
