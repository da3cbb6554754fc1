"""Transliteration, input methods and script validation for Cyrillic."""
