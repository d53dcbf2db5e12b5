"""Themes as data, typesetting templates and the font lookup. Imports nothing of generators or studio."""
