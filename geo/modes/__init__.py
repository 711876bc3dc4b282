"""Vehicles and modes: how fast they go in each country, what they lose on the way, and so how long a leg takes."""

from geo.modes.duration import hours
from geo.modes.speeds import Stretch, speed_over
from geo.modes.vehicles import NAMES, Mode, Vehicle, find_vehicle, similar_vehicle

__all__ = [
    "NAMES",
    "SHARED_SPEED",
    "Mode",
    "Stretch",
    "Vehicle",
    "find_vehicle",
    "hours",
    "similar_vehicle",
    "speed_over",
]

# How much of the variance of a vehicle's speed its legs have in common: a train that is slow on one leg is slow on the
# next. Of the variance of trains' speeds six tenths lie between countries, so that legs in one country share it, where
# nothing is known of that country; where its trains are known, from a tenth to a quarter of what is left
# (docs/experiments/durations.py). What a driver, a load and orders add is not measured; a half is our estimate.
SHARED_SPEED = 0.5
