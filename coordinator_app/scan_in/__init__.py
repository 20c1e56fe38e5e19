"""Scan in: paper dropped on the window is kept at once, read by its code, looked over in a tray, and filed."""
