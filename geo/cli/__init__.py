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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
