"""Everything kept: the database with its migrations, the files, the audit chain."""
