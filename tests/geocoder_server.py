"""A geocoder on 127.0.0.1 that speaks Nominatim's and Photon's JSON, and misbehaves when told to."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

KHASAN = {
    "osm_type": "node",
    "osm_id": 27024456,
    "lat": "42.4307",
    "lon": "130.6459",
    "name": "Khasan",
    "display_name": "Khasan, Khasansky District, Primorsky Krai, Russia",
    "addresstype": "village",
    "importance": 0.4,
    "boundingbox": ["42.4107", "42.4507", "130.6259", "130.6659"],
    "address": {"village": "Khasan", "country_code": "ru"},
    "namedetails": {"name": "Хасан", "name:en": "Khasan", "name:ko": "하산"},
}
KHASAN_OF_PHOTON = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [130.6459, 42.4307]},
    "properties": {
        "osm_type": "N",
        "osm_id": 27024456,
        "osm_value": "village",
        "name": "Khasan",
        "country": "Russia",
        "countrycode": "RU",
        "extent": [130.6259, 42.4507, 130.6659, 42.4107],
    },
}
MOST_DRIPS_S = 10.0

Behaviour = Callable[["_Handler"], None]


class GeocoderServer(ThreadingHTTPServer):
    """`behave` answers every request; `asked` keeps their paths, `agents` who asked, `at` when."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behave: Behaviour = answers([KHASAN])
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.at: list[float] = []
        self.over = Event()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def query(self, number: int = -1) -> dict[str, list[str]]:
        """What a request asked for."""
        return parse_qs(urlsplit(self.asked[number]).query)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: a client that hangs up is what many tests want."""


class _Handler(BaseHTTPRequestHandler):
    server: GeocoderServer

    def do_GET(self) -> None:
        self.server.at.append(time.monotonic())
        self.server.asked.append(self.path)
        self.server.agents.append(self.headers["User-Agent"])
        self.server.behave(self)

    def log_message(self, *_: Any) -> None:
        """Silent."""

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[GeocoderServer]:
    server = GeocoderServer()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


# --- how it may behave ------------------------------------------------------------------------------------------------


def answers(content: Any) -> Behaviour:
    return says(json.dumps(content).encode())


def says(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    return lambda handler: handler.send(status, body, **headers)


def resets(handler: _Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def breaks_off(handler: _Handler) -> None:
    """Half of what it announces."""
    body = json.dumps([KHASAN]).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])


def drips(what: bytes) -> Behaviour:
    """A byte every 50 ms, without end, after `what`."""

    def behave(handler: _Handler) -> None:
        ends = time.monotonic() + MOST_DRIPS_S
        with suppress(OSError):
            handler.wfile.write(what)
            while time.monotonic() < ends and not handler.server.over.wait(0.05):
                handler.wfile.write(b" ")

    return behave


def pours(megabytes: int, sent: list[int]) -> Behaviour:
    """A body of so many megabytes; `sent` grows with each that went."""

    def behave(handler: _Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        with suppress(OSError):
            for _ in range(megabytes):
                handler.wfile.write(b"[" * 1_000_000)
                sent.append(1)

    return behave
