"""Demarche: from press reports of a leader's journey to a sourced, routed and checked itinerary on a map."""

from geo.claims import check as _check_claims
