"""HTTP in front of the service."""

import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from forecast_service import wire
from forecast_service.control import PREFIX, control
from forecast_service.errors import ServiceError
from forecast_service.service import Reply, Service

_JSON = "application/x-amz-json-1.1"


class ForecastServer(ThreadingHTTPServer):
    """A server on this machine alone."""

    daemon_threads = True

    def __init__(self, service: Service, port: int = 0) -> None:
        """Listen; port 0 takes one that is free."""
        self.service = service
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A small answer would wait 40 ms for the acknowledgement of its headers.
    disable_nagle_algorithm = True
    server: ForecastServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            self._send(self._answer(body))
        except Exception as error:
            # A fault of the stand-in: whoever asked is told, and the trace goes to the standard error.
            self._send(Reply(500, wire.encode({"__type": "InternalFailure", "Message": repr(error)})))
            raise

    def do_GET(self) -> None:
        self._send(self._control(b""))

    def _answer(self, body: bytes) -> Reply:
        if self.path.startswith(PREFIX):
            return self._control(body)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return self.server.service.call(headers, body)

    def _control(self, body: bytes) -> Reply:
        what = self.path.removeprefix(PREFIX)
        try:
            given = json.loads(body or b"{}")
            return Reply(200, json.dumps(control(self.server.service, what, given)).encode())
        except ValueError as error:
            return Reply(400, json.dumps({"error": f"no JSON: {error}"}).encode())
        except ServiceError as error:
            return Reply(400, json.dumps({"error": error.message}).encode())

    def _send(self, reply: Reply) -> None:
        if reply.dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        self.send_header("content-type", _JSON)
        self.send_header("content-length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the library's name
        """Say nothing: the journal holds every call."""
