"""The ways through the world: one interface for every mode."""

from geo.network.interface import Network
from geo.network.registry import load, load_file, networks_with

__all__ = ["Network", "load", "load_file", "networks_with"]
