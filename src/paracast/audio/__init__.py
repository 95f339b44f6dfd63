"""Clips → MP3 frames on loudness → one MP3."""
