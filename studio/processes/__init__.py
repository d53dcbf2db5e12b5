"""Child processes: one kept warm for each kind of quick answer, and one with limits for work on untrusted bytes."""
