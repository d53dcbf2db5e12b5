"""Why a product cannot be made of what was given; a person can mend it."""


class CannotMake(Exception):
    """The text is one Chinese sentence: what stands in the way, where, and what to do."""
