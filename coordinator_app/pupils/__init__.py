"""Pupils, and the carers and contacts around them."""
