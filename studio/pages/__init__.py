"""What the pages are put together from: who is signed in, the widgets several pages share, and the parts of the larger ones."""
