"""Pure product makers: an Interpretation goes in, segments and file bytes come out.

Nothing in this package knows Streamlit, the database, the clock, the network or a path of the disk.
"""
