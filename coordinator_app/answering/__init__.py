"""What moves the month to answer of whoever asks to correct, erase, restrict or stop: questions, more time, and their letters."""
