"""Who is named in the long file, and how people write them: whole, short, misspelt, by initials, as a relation."""

from __future__ import annotations

from dataclasses import dataclass

GIVEN, KNOWN_AS, FAMILY = "Idris Tobias", "Idris", "Moonbeck"
UPN = "B801200005001"
MOTHER = "Seraphina Moonbeck"
MOTHER_TELEPHONE = "01632 960171"
MOTHER_ADDRESS = "14 Larkspur Rise\nHazelmoor\nLE99 4DD"


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the notes: the name, and every form in which it is planted; `known` if the vault has a record."""

    name: str
    forms: tuple[str, ...]
    known: bool = True


OTHERS: tuple[Other, ...] = (
    Other(
        "Otis Bramblewick",
        (
            "Otis Bramblewick",
            "Otis",
            "OTIS",
            "Otis’s",
            "O. Bramblewick",
            "O.B.",
            "Bramblewick, Otis",
            "Ottis",
        ),
    ),
    Other("Wren Applegarth", ("Wren Applegarth", "Wren", "WREN APPLEGARTH", "Wren Appelgarth", "W.A.")),
    Other(
        "Beatrice Thistledown",
        ("Beatrice Thistledown", "Bea", "Bea Thistledown", "Beatrice", "Beatrise", "the Thistledowns"),
    ),
    Other("Saffron Tumbledale", ("Saffron Tumbledale", "Saffron", "Saffy", "S. Tumbledale")),
    Other("Clementine Bramblewick", ("Clementine Bramblewick", "Mrs Bramblewick", "Ms C. Bramblewick")),
    Other("Faith Underhill", ("Faith Underhill", "Faith", "Faith’s", "F. Underhill"), known=False),
    Other("Will Sorrelby", ("Will Sorrelby", "Will", "Sorrelby"), known=False),
    Other("Siân Gwynlow", ("Siân Gwynlow", "Siân", "Sian", "Sian Gwynlow"), known=False),
    Other("Łukasz Brzozek", ("Łukasz Brzozek", "Lukasz", "Łukasz"), known=False),
)
"""Pupils and one parent. The first five have records of their own in the practice vault, the others have none."""

RELATIONS = ("his brother", "his older sister", "her nan", "his mum’s partner")
TELEPHONE_OF_ANOTHER = "01632 960102"

STAFF = ("G. Thimble", "T. Inkwell", "Pat Samplewell", "H. Fernsby")
"""Who write in their work, and are named as such: not to be covered as a rule."""
