"""Running the service."""

from __future__ import annotations

import sys

from api.settings import Settings

GRACE_SECONDS = 10


def serve(host: str | None = None, port: int | None = None) -> None:
    """Serve until the process is told to stop.  What is not given comes from the settings."""
    import uvicorn

    from api.app import create_app

    given = {"host": host, "port": port}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    address = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"Open http://{address}:{settings.port}/ in your browser. Press Ctrl+C to stop.", file=sys.stderr)
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,  # nothing about the person in a log
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
