"""How much of a given file is taken. Enough for a phone's photograph and a scene's narration, too little for a bomb."""

PICTURE_BYTES = 20 * 1024 * 1024
PICTURE_PIXELS = 60_000_000
SMALLEST_SIDE = 200
"""Pixels of the shorter side: less looks blurred even small on a phone."""
LONGEST_SIDE = 2400
"""Pixels a picture is reduced to: twice the width of the long picture, enough for A3 at 200 dpi."""
STRETCH = 6
"""The longer side is at most so many times the shorter one; thinner strips cannot be laid out."""
PNG_BYTES = 3 * 1024 * 1024
"""A PNG larger than this after reduction is a photograph and is kept as JPEG."""

LOGO_SIDE = 800
SMALLEST_LOGO = 64
LOGO_BYTES = 400 * 1024
"""Of the cleaned logo: it is part of the theme's data."""

SOUND_BYTES = 100 * 1024 * 1024
RECORDING_SECONDS = 300
MUSIC_SECONDS = 480
SHORTEST_SECONDS = 0.3
QUIET = 0.001
"""Of full scale: a sound that never rises above this (−60 dB) is silence."""
