"""How much of an uploaded file is read at most. Several times any real policy, and little enough that a bomb costs nothing.

The largest real policies seen have 100,000 characters, 2,000 paragraphs and rows, 12,000 elements of markup and 300 kB in one part.
"""

FILE_BYTES = 64 * 1024 * 1024
MEMBERS = 4_000
PART_BYTES = 32 * 1024 * 1024
TREE_BYTES = 8 * 1024 * 1024
"""A part that is held whole: styles, numbering, headers, notes, relationships."""
TOTAL_BYTES = 64 * 1024 * 1024
RATIO = 250
RATIO_FLOOR = 4 * 1024 * 1024
DEPTH = 200
MARKUP = 150_000
"""Elements of all parts together; MARKUP_A_CHARACTER more for each character of text, as Word may wrap each one in a dozen."""
MARKUP_A_CHARACTER = 24
PAGE_MARKUP = 60_000
"""Elements of a web page; portals need 4,000."""
PARAGRAPHS = 15_000
"""Paragraphs and rows of tables together."""
TABLE_CELLS = 100_000
"""Cells of one table laid out as a rectangle, and of all tables of a file together."""
PARAGRAPH_CHARACTERS = 200_000
CHARACTERS = 2_000_000
PAGES = 1_000
RECOGNISED_PAGES = 100
PICTURE_PIXELS = 60_000_000
