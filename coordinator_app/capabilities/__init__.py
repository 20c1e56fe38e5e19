"""One line per capability: its record types, screens, and hooks into Today, the rail, the palette and the demo.

Nothing here is imported by a capability. Pages and hooks are named "module:attribute" and imported when first
needed, so that start-up stays light (performance rule 2).
"""

from __future__ import annotations

from coordinator_app.capabilities.everyday import EVERYDAY
from coordinator_app.capabilities.house import HOUSE
from coordinator_app.capabilities.rights import RIGHTS
from coordinator_app.hooks import Capability

CAPABILITIES: tuple[Capability, ...] = HOUSE + EVERYDAY + RIGHTS
