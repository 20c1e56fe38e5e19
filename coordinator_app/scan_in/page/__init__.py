"""The screen of the tray: where scans are dropped, looked over and filed (design 8.7)."""
