"""Whether the process lives (healthz) and whether it can work (readyz)."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from gongkai.common.keys import KeyMissing, SealBroken
from gongkai.common.resealing import check_readable

logger = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer while the process runs; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, is migrated and can be unsealed; 503 with one line otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        logger.exception("readyz: the database does not answer")
        return HttpResponse("database does not answer", status=503, content_type="text/plain")
    if missing:
        return HttpResponse(f"{len(missing)} migrations missing", status=503, content_type="text/plain")
    try:
        check_readable()
    except (KeyMissing, SealBroken) as error:
        logger.error("readyz: %s", error)
        return HttpResponse("a key of sealed data is missing", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")
