"""Code sets of the school census that a pupil's record uses (domain 6.5). The codes go into returns, the words on screens.

None of them is ever guessed: ethnicity is what the parent or the pupil said, a need is what was assessed.
"""

from __future__ import annotations

from coordinator_app.core.privacy import Choice


class Need(Choice):
    """Type of special educational need; rank 1 is the primary need, 2 the secondary (domain 6.5)."""

    SPLD = "SPLD", "Specific learning difficulty, such as dyslexia"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autism"
    DS = "DS", "Down syndrome"
    OTH = "OTH", "Other difficulty or disability"
    NSA = "NSA", "SEN support, but no specialist has assessed the need"


class Ethnicity(Choice):
    """Main ethnicity codes of the school census (domain 6.5)."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    WOTH = "WOTH", "Any other White background"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    CHNE = "CHNE", "Chinese"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "They chose not to say"
    NOBT = "NOBT", "Not asked yet"


class EthnicitySource(Choice):
    """Who said it."""

    CHILD = "C", "The pupil"
    PARENT = "P", "A parent or carer"
    SCHOOL = "S", "The school"
    PREVIOUS_SCHOOL = "T", "The school before"
    OTHER = "O", "Someone else"


class CareStatus(Choice):
    """The legal status of a child in care, as local authorities code it; it decides who else must be asked."""

    INTERIM_ORDER = "C1", "Interim care order"
    FULL_ORDER = "C2", "Full care order"
    PLACEMENT_ORDER = "E1", "Placement order, for adoption"
    AGREED = "V2", "Looked after by agreement (section 20)"
    SHORT_BREAKS = "V3", "Short breaks by agreement"
    YOUTH_JUSTICE = "J1", "On remand, or detained by a court"
    NOT_KNOWN = "unknown", "Not known"

    @property
    def authority_has_responsibility(self) -> bool:
        """Whether the local authority holds parental responsibility beside the parents (Children Act 1989 s.33)."""
        return self in {CareStatus.INTERIM_ORDER, CareStatus.FULL_ORDER, CareStatus.PLACEMENT_ORDER}


def by_code(one: Choice) -> str:
    """A code with its words, as a list shows it: "SEMH: Social, emotional and mental health"."""
    return f"{one.value}: {one.label}"
