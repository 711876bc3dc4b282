"""Demarche: from press reports of a leader's journey to a sourced, routed and checked itinerary on a map."""

from geo.alibi import Alibi
from geo.asof import as_of
from geo.bulk import batch
from geo.encounters import Encounter, meet
from geo.errors import (
    DataError,
    DemarcheError,
    DocumentError,
    Fault,
    LookupFailed,
    OutputError,
    PlaceNotFound,
    RouteNotFound,
    UsageError,
)
from geo.evidence import pack
from geo.formats import export
from geo.groups import group
from geo.itinerary import Itinerary
from geo.journey import Candidate, Finding, Group, Journey, Passage, Place, Ruling
from geo.pipeline import alternatives, build, check, could_reach, distance, find, place_at, vehicle
from geo.quantity import Estimate
from geo.reader import read, read_text
from geo.report import save_report
from geo.rivals import version, versions
from geo.show import save_html
from geo.whereabouts import Whereabouts, where

__all__ = [
    "Alibi",
    "Candidate",
    "DataError",
    "DemarcheError",
    "DocumentError",
    "Encounter",
    "Estimate",
    "Fault",
    "Finding",
    "Group",
    "Itinerary",
    "Journey",
    "LookupFailed",
    "OutputError",
    "Passage",
    "Place",
    "PlaceNotFound",
    "RouteNotFound",
    "Ruling",
    "UsageError",
    "Whereabouts",
    "alternatives",
    "as_of",
    "batch",
    "build",
    "check",
    "could_reach",
    "distance",
    "export",
    "find",
    "group",
    "meet",
    "pack",
    "place_at",
    "read",
    "read_text",
    "save_html",
    "save_report",
    "vehicle",
    "version",
    "versions",
    "where",
]
