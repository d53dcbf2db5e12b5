"""Alembic migrations, shipped with the package and run when a studio is opened."""
