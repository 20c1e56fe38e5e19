"""Whether anything but words and pictures is drawn on a page of a PDF, also where nobody sees it: in a layer that is off, under white."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

import pypdfium2.raw as pdfium

_WHITE: Final = 250  # of 255
_DEEPEST: Final = 15


def draws(page: Any) -> bool:
    """Lines, surfaces and shades that are not white; white ones alone are paper."""
    wanted = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
    return any(_is_ink(one) for one in page.get_objects(filter=wanted, max_depth=_DEEPEST))


def _is_ink(one: Any) -> bool:
    fills, strokes = ctypes.c_int(), ctypes.c_int()
    if one.type == pdfium.FPDF_PAGEOBJ_SHADING or not pdfium.FPDFPath_GetDrawMode(one.raw, fills, strokes):
        return True
    filled = bool(fills.value) and not _is_white(one, pdfium.FPDFPageObj_GetFillColor)
    return filled or (bool(strokes.value) and not _is_white(one, pdfium.FPDFPageObj_GetStrokeColor))


def _is_white(one: Any, colour: Callable[..., int]) -> bool:
    """Not where the colour is a pattern, of which nothing is known."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return bool(colour(one.raw, *parts)) and all(part.value >= _WHITE for part in parts[:3])
