"""People who are told of by what they are to somebody: "his brother had been unwell", "mum's partner", "the twins"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADJECTIVES = (
    "older|elder|eldest|oldest|younger|youngest|big|little|baby|wee|half|step|twin|late|new|ex|former|estranged|own|other"
    "|two|three|four|five|\\d|best|close|foster|adoptive|birth|biological|maternal|paternal|great|next[- ]door|unwell|ill|poorly"
)
_REMOTE = (
    "brothers?|sisters?|siblings?|twins?|triplets|cousins?|uncles?|aunt(?:ie|y)?s?|nan(?:a|ny|an)?s?|gran(?:ny|nie)?s?|grans"
    "|grandmas?|grand-?dads?|granddads?|grampy|gramps|grandpas?|grandfathers?|grandmothers?|grandparents?|nieces?|nephews?"
    "|half-?(?:brother|sister|sibling)s?|step-?(?:dad|mum|father|mother|brother|sister|parent|sibling|son|daughter)s?"
    "|partners?|boyfriends?|girlfriends?|ex(?:-(?:partner|husband|wife|boyfriend|girlfriend))?|husbands?|wife|fianc(?:e|\u00e9)e?"
    "|sons?|daughters?|neighbou?rs?|lodgers?|babysitters?|godmother|godfather|in-laws?|bro|sis"
)
_NEAR = "mums?|mam|mummy|mothers?|dads?|daddy|fathers?|parents?|carers?|guardians?"
_OTHERS = "friends?|mates?"
_HAS = r"(?:['\u2019]s?|s['\u2019])"
_WHOSE = (
    r"his|her|their|my|your|hers|whose"
    rf"|(?:the[ ])?(?:pupil|child|boy|girl|student|young person|lad|family)['\u2019]?s?['\u2019]?"
    rf"|(?:mum|mam|mom|dad|mother|father|nan|gran|grandma|grandad|uncle|aunt|aunty|auntie|brother|sister|cousin)(?:{_HAS}|s)"
    rf"|(?-i:[A-Z])[\w'\u2019-]{{1,30}}?{_HAS}"
)
_RELATIVE = re.compile(
    rf"(?<![\w'\u2019-])(?P<whose>{_WHOSE})\s(?:(?:{_ADJECTIVES})[\s-]){{0,3}}"
    rf"(?P<rel>(?P<remote>{_REMOTE})|(?P<near>{_NEAR})|(?P<other>{_OTHERS}))"
    rf"(?P<of>{_HAS}\s(?:(?:{_ADJECTIVES})[\s-]){{0,2}}(?:{_REMOTE}|{_NEAR}|{_OTHERS}))?(?![\w-])",
    re.IGNORECASE,
)
_THE = re.compile(
    rf"(?<![\w'\u2019-])(?:the|both|a)\s(?:(?:{_ADJECTIVES})[\s-]){{0,2}}"
    r"(?:twins|triplets|grandparents|grandmother|grandfather|step-?(?:father|mother|dad|mum|brother|sister)"
    r"|brothers?|sisters?|siblings?|cousins?|half-?(?:brother|sister))(?![\w-])",
    re.IGNORECASE,
)
_OWN_CHILD = re.compile(r"(?:my|your|our)\s(?:\w+\s)?(?:son|daughter)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\s(?:who\s)?(?:had|has|have|was|is|were|are|died|lives?|lived|takes?|took|suffers?|suffered|drinks?|went|got|needs?"
    r"|moved|left|lost|works?|worked|may|might|will|would)\b(?:[^.;,!?\n()]|\n(?!\s*\n)){1,90}"
)
_JOIN = re.compile(r"\s(?:and|but|so|because|while|when|which|although|as)\s")
_HEALTH = re.compile(
    r"\b(?:unwell|ill|illness|poorly|sick|hospital|cancer|depress\w*|anxi\w*|operation|surgery|medicat\w*|diagnos\w*|autis\w*"
    r"|adhd|asthma|epilep\w*|diabet\w*|pregnan\w*|died|death|disab\w*|mental|doctor|treatment|drink\w*|alcohol\w*|drugs?"
    r"|addict\w*|rehab|overdose\w*|self-harm\w*|suicid\w*|stroke|covid|therapy|counsel\w*|injur\w*|broke)\b",
    re.IGNORECASE,
)
_CRIME = re.compile(
    r"\b(?:prison|jail|police|arrest\w*|court|probation|charged|convict\w*|offen[cd]\w*|custody|remand|bail|assault\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RelativeFound:
    """A relative with what is told of them; `is_near` for a parent or carer, whom the pupil's own papers name anyhow."""

    start: int
    end: int
    is_near: bool
    about: str


def relatives(text: str) -> Iterator[RelativeFound]:
    """Every place where somebody is told of as a relative."""
    for found in _RELATIVE.finditer(text):
        near = bool(found["near"]) and not found["of"]
        yield _with_what_is_told(text, found, near=near)
    for found in _THE.finditer(text):
        yield _with_what_is_told(text, found, near=False)


def _with_what_is_told(text: str, found: re.Match[str], *, near: bool) -> RelativeFound:
    end = found.end()
    told = _TOLD.match(text, end)
    if told:
        join = _JOIN.search(told[0])
        end += len((told[0][: join.start()] if join else told[0]).rstrip())
    if _OWN_CHILD.match(found[0]):
        # a parent who writes "my son" may mean the pupil: said, not ticked
        return RelativeFound(
            found.start(), found.end(), is_near=True, about="May be the pupil, or another child"
        )
    words = text[found.start() : end]
    about = "Health of someone else" if _HEALTH.search(words) else ""
    about = about or ("The law and someone else" if _CRIME.search(words) else "")
    return RelativeFound(
        found.start(), end, near and not about, about or "Told of a relative, without a name"
    )
