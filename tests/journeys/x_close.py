"""Asks an X window to close as a window manager would, when its cross is clicked (WM_DELETE_WINDOW)."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_int, c_long, c_ulong, c_void_p

CLIENT_MESSAGE = 33
LONG_FORMAT = 32


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("room", c_long * 24),
    )


def ask_to_close(window: int) -> None:
    """Send the message to the window of this number."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XInternAtom.restype = c_ulong
    x11.XInternAtom.argtypes = (c_void_p, c_char_p, c_int)
    x11.XSendEvent.argtypes = (c_void_p, c_ulong, c_int, c_long, c_void_p)
    x11.XCloseDisplay.argtypes = (c_void_p,)
    display = x11.XOpenDisplay(None)
    assert display, "there is no X server"
    message = _ClientMessage(type=CLIENT_MESSAGE, window=window, format=LONG_FORMAT)
    message.message_type = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    message.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(display, window, 0, 0, byref(message))
    x11.XCloseDisplay(display)
