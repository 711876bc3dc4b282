"""The command line: parse, call, print. Data goes to stdout, diagnostics to stderr; no geography is done here."""

from __future__ import annotations

from contextlib import suppress

import click

from geo.cli import batch, journeys, legs, network, pack, pin, times

__all__ = ["cli", "main"]


def main() -> None:
    """Runs `demarche`; a reader that hangs up, as `head` does, is no error."""
    with suppress(BrokenPipeError):
        cli(prog_name="demarche")


class _Texts(click.Group):
    """Commands whose arguments are text: bytes that are none would fail wherever they are printed or looked up."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, for arguments that any encoding can write."""
        for arg in args:
            if "\0" in arg or any("\ud800" <= character <= "\udfff" for character in arg):
                raise click.UsageError(f"not text in UTF-8: {arg!r}", ctx)
        return super().parse_args(ctx, args)


@click.group(cls=_Texts, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="demarche")
def cli() -> None:
    """From press reports of a leader's journey to a sourced, routed and checked itinerary.

    Works with no internet. Exit codes: 0 fine, 1 a claim is contradicted, 2 bad usage, 3 invalid document, 4 no such
    place or no route, 5 an online service could not be asked.
    """


for _command in (
    journeys.app,
    journeys.map_,
    journeys.estimate,
    legs.distance,
    journeys.check,
    times.where,
    times.meet,
    legs.find,
    journeys.validate,
    pin.pin,
    journeys.export,
    pack.pack,
    network.network,
    batch.batch,
):
    cli.add_command(_command)
