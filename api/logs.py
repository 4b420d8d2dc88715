"""The log: one line of JSON for each request or event, without a name, an address, a query or a word of a paper."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.watch import Record

REQUESTS = "dontsign.requests"
TRUSTED = ("dontsign", "uvicorn")  # loggers whose words hold nothing of a request
log = logging.getLogger(REQUESTS)


class JsonLines(logging.Formatter):
    """A record as one line.  Other libraries' words can hold what a paper says, so only their names are told."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage().strip() if record.name.partition(".")[0] in TRUSTED else record.name,
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = fault(record.exc_info[1])
        return json.dumps(line | getattr(record, "fields", {}))


def fault(error: BaseException) -> str:
    """The kind of an error and where it was raised, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + where


def write(record: Record) -> None:
    """Log one request."""
    fields = {
        "id": record.id,
        "method": record.method,
        "route": record.route,
        "status": record.status,
        "code": record.code,
        "ms": round(record.seconds * 1000, 1),
        "bytes_in": record.bytes_in,
        "bytes_out": record.bytes_out,
    }
    log.info("request", extra={"fields": fields})


def config(*, requests: bool) -> dict[str, Any]:
    """What `logging.config.dictConfig` takes: all lines go to standard output."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {REQUESTS: {"level": "INFO" if requests else "WARNING"}},
    }
