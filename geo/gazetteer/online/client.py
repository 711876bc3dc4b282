"""The one client through which anything is asked of the internet; geopy's geocoders take it as their adapter."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import Any, NoReturn, TypeVar
from urllib.request import getproxies, proxy_bypass

import urllib3
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

MAX_BYTES = 1_000_000  # ten places of Nominatim with all their names are about 100 kB
_DEADLINE_S, _CONNECT_S = 20.0, 5.0  # ours: longer than a healthy geocoder takes, shorter than a user waits
_CHUNK = 65_536
_Result = TypeVar("_Result")


class Client(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """GET of JSON from allowed origins only, one try, no redirects, within a deadline and a size.

    `origins` are allowed as scheme, host and port: `https://nominatim.openstreetmap.org`. `my_turn` is called before
    each request and waits until it may go. The deadline is for all of a request, however it is spent: names, shaking
    hands, or a body that drips. Raises what geopy asks of an adapter: `AdapterHTTPError` for an answer that is no
    success, `GeocoderTimedOut`, `GeocoderUnavailable`, `GeocoderParseError` and else `GeocoderServiceError`.
    """

    def __init__(
        self, origins: frozenset[str], my_turn: Callable[[], None], *, deadline_s: float = _DEADLINE_S
    ) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._origins = origins
        self._my_turn = my_turn
        self._deadline_s = deadline_s

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """The JSON at an address; NaN and infinities are none."""
        try:
            return json.loads(self.get_text(url, timeout=timeout, headers=headers), parse_constant=_no_json)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("its answer is not JSON") from error

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:  # noqa: ARG002 -- geopy's
        """The text at an address. `timeout` is not heeded: the client has its own deadline."""
        target = urllib3.util.parse_url(url)
        if f"{target.scheme}://{target.netloc}" not in self._origins:
            raise GeocoderServiceError(f"{target.scheme}://{target.netloc} is not among the servers allowed")
        self._my_turn()
        status, answered, body = _within(self._deadline_s, lambda: self._get(target, headers))
        text = body.decode("utf-8", errors="replace")
        if not 200 <= status < 300:
            raise AdapterHTTPError(f"it answered {status}", status_code=status, headers=answered, text=text)
        return text

    def _get(self, target: urllib3.util.Url, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by small names, and body."""
        ends = time.monotonic() + self._deadline_s
        asked = {**headers, "Accept": "application/json", "Accept-Encoding": "identity"}
        patience = urllib3.Timeout(connect=_CONNECT_S, read=self._deadline_s)
        try:
            with _manager(target) as http:
                response = http.request(
                    "GET", target.url, headers=asked, timeout=patience,
                    redirect=False, retries=False, preload_content=False, decode_content=False,
                )  # fmt: skip
                try:
                    body = _body(response, ends)
                finally:
                    response.close()  # not drained: what is left may be endless
        except urllib3.exceptions.NewConnectionError as error:  # to urllib3 a kind of timeout
            raise _unreachable() from error
        except urllib3.exceptions.TimeoutError as error:
            raise _timed_out() from error
        except (urllib3.exceptions.HTTPError, OSError) as error:  # their words hold the address, and so the key
            raise _unreachable() from error
        return response.status, {name.lower(): value for name, value in response.headers.items()}, body


def _body(response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    """What the response holds, refused where it grows too large or takes too long."""
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=False):
        body += chunk
        if len(body) > MAX_BYTES:
            raise GeocoderServiceError(f"its answer is larger than {MAX_BYTES // 1_000_000} MB")
        if time.monotonic() > ends:
            raise _timed_out()
    return bytes(body)


def _manager(target: urllib3.util.Url) -> urllib3.PoolManager:
    """Straight to the host, or by way of the proxy that the user's system names for it."""
    proxy = None if proxy_bypass(target.host or "") else getproxies().get(target.scheme or "")
    return urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()


def _within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What `work` gives; given up after `seconds`, whatever it hangs in, for no timeout of sockets bounds all of it."""
    outcome: Future[_Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 -- handed to the one who waits
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        raise _timed_out() from None


def _timed_out() -> GeocoderTimedOut:
    return GeocoderTimedOut("it took too long")


def _unreachable() -> GeocoderUnavailable:
    return GeocoderUnavailable("it cannot be reached, or broke off")


def _no_json(word: str) -> NoReturn:
    raise ValueError(word)
