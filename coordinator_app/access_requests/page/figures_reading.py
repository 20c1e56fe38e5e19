"""What the page of the figures reads (no Qt)."""

from __future__ import annotations

from coordinator_app.access_requests.figures import NOTE, TITLE, Year, order, read, table

__all__ = ["NOTE", "TITLE", "Year", "order", "read", "table"]
