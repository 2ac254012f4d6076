"""What SQLite must know about its tables to plan a query; PostgreSQL finds it out by itself."""

from django.db import connection

ENOUGH = 400  # entries that are read of an index, so that a full table takes no longer


def refresh_figures() -> None:
    """Let SQLite look at how its tables are filled."""
    if connection.vendor != "sqlite":
        return
    # Without these figures SQLite takes every index for equally selective, and lists by date slow down as
    # the tables grow. PRAGMA optimize would look only at tables that this very connection has read.
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ENOUGH}")
        cursor.execute("ANALYZE")
