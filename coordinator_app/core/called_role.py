"""The name of somebody who was typed with a role behind it: "Marigold Puddlecombe, mother" is written to as Marigold Puddlecombe."""

from __future__ import annotations

import re

from coordinator_app.core.names import fold

_RELATIVES = (
    "mother mum mam mom mummy stepmother stepmum father dad daddy stepfather stepdad parent stepparent carer guardian "
    "grandmother grandfather grandparent gran granny grandma nan nana nanna grandad granddad grandpa aunt auntie uncle "
    "brother sister stepbrother stepsister sibling cousin partner husband wife"
)
_IN_A_ROLE = (
    "worker teacher headteacher head tutor assistant senco sendco solicitor advocate visitor nurse gp doctor "
    "psychologist therapist counsellor mentor officer coordinator ordinator provider pupil student childminder"
)
_MORE = (
    "the a his her their my our birth natural adoptive foster step half kinship maternal paternal great special legal "
    "main sole older elder younger former and or social support family youth key health school deputy form teaching "
    "educational police co"
)
_ROLES = frozenset(f"{_RELATIVES} {_IN_A_ROLE}".split())
_KNOWN = _ROLES | frozenset(_MORE.split())
_ALSO_NAMES = frozenset({"nan", "nana"})
"""Also given names: in "Puddlecombe, Nan" the family name stands first."""
_OF_WHOM = re.compile(r"^\s*[\w-]+['\u2019]s?\s+|\s(?:of|at|for|from)\s.*$", re.IGNORECASE)
_BRACKET = re.compile(r"^(?P<name>[^()]+)\((?P<role>[^()]+)\)\s*$")


def without_role(typed: str) -> str:
    """The name to write to; as typed where it is not certain that what stands behind the comma is a role."""
    return _apart(typed)[0]


def role_of(typed: str) -> str:
    """What stands behind the name, as typed, or "": "mother", "Kit's mother", "social worker"."""
    return _apart(typed)[1]


def _apart(typed: str) -> tuple[str, str]:
    bracket = _BRACKET.match(typed)
    if bracket and _is_role(bracket["role"], bracket["name"]):
        return bracket["name"].strip(), bracket["role"].strip()
    name, comma, role = typed.partition(",")
    if comma and name.strip() and all(_is_role(part, name) for part in _OF_WHOM.sub("", role).split(",")):
        return name.strip(), role.strip()
    return typed, ""


def _is_role(part: str, name: str) -> bool:
    words = fold(_OF_WHOM.sub("", part).replace("&", " and ").replace("/", " ")).split()
    if len(fold(name).split()) < 2 and _ALSO_NAMES.issuperset(words):
        return False
    return not _ROLES.isdisjoint(words) and _KNOWN.issuperset(words)
