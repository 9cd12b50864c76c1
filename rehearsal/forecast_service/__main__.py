"""Starts the stand-in: `python -m forecast_service`."""

import argparse
import json
import logging
import sys
import threading

from forecast_service.account import Account
from forecast_service.exchange import Exchange
from forecast_service.server import ForecastServer
from forecast_service.service import Service


def main() -> None:
    """Serve until the standard input ends, so that no server outlives who started it."""
    parser = argparse.ArgumentParser(
        prog="python -m forecast_service",
        description="A stand-in for Amazon Forecast. Prints where it is as one line of JSON, then serves "
        "until its standard input ends.",
    )
    parser.add_argument("--account", default="123456789012", help="12 digits (default: %(default)s)")
    parser.add_argument("--region", default="us-east-1", help="of the service (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="0 takes one that is free (default)")
    parser.add_argument("--s3", help="URL of an S3 that is there (default: starts moto's)")
    given = parser.parse_args()

    s3 = given.s3 or _start_s3()
    exchange = Exchange(s3, given.region)
    server = ForecastServer(Service(lambda: Account(given.account, given.region, exchange)), given.port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"forecast": server.url, "s3": s3}), flush=True)  # noqa: T201 # its interface
    sys.stdin.read()


def _start_s3() -> str:
    # Only here, since it takes a second, and who brings an S3 does not need it.
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    # Its log of every request would fill the standard error.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


if __name__ == "__main__":
    main()
