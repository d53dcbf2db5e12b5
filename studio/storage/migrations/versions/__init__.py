"""One file a migration, numbered from 0001; a released one is never edited."""
