"""The options of a picture, made one value."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

import click

from geo.formats import Paper


def paper_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--size`, `--dpi` and `--theme` as `paper`, None where none of them was given.

    It stands below `reporting`, so that a size that cannot be is an error like any other.
    """

    @click.option("--size", help="Of a picture: a3, a4, a5 (-portrait), square, or 297x210mm; a4 by default.")
    @click.option("--dpi", type=int, help="Of a PNG: dots per inch; 300 by default.")
    @click.option("--theme", type=click.Choice(["light", "dark"]), help="Of a picture; light by default.")
    @wraps(command)
    def wrapped(
        *args: Any, size: str | None, dpi: int | None, theme: Literal["light", "dark"] | None, **kwargs: Any
    ) -> None:
        chosen = not (size is None and dpi is None and theme is None)
        command(*args, paper=Paper.of(size, dpi, theme or "light") if chosen else None, **kwargs)

    return wrapped
