"""The application: the only package that knows Streamlit, the database, the disk, the clock and people."""

__version__ = "0.1.0"
