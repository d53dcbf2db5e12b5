"""Studio by subject: each module holds the user actions of one part of the work."""
