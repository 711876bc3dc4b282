"""How much should the other names of a text weigh in choosing what a name means, and how sure is that?

    python docs/experiments/votes_of_names.py TOPONYMS.json

TOPONYMS.json is as `benchmarks/gazetteer.py` takes it. Each weight of `geo.gazetteer.voting`, and those of
`geo.gazetteer.ranking` that bear on it, is tried at half and at twice its value, all else as it is; and whole sets are
chosen by the articles of four fifths of the corpus and measured on the articles left out, which is the honest figure.
What is looked for is a plateau: weights that can be halved and doubled with little change say nothing of one corpus.
The committed ones are round values in the middle of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

from geo import gazetteer
from geo.gazetteer import ranking, voting
from geo.gazetteer.artefact import NAME, PLAIN_NAME
from geo.gazetteer.ranking import distance_km
from geo.journey import Point

NEAR_KM = 161
FOLDS = 5
VOTING = ("SAME_COUNTRY", "SAME_REGION", "TOGETHER", "BESIDE", "HALF_KM", "SHARPNESS")
COMMITTED = {
    "among": ranking.WEIGHTS["among"],
    "NAME": ranking.QUALITY[NAME],
    "UNCOUNTED": ranking.UNCOUNTED,
    "CAPITAL": ranking.CAPITAL,
    **{name: getattr(voting, name) for name in VOTING},
}
TRIED = {
    "among": (0.75, 1.0), "NAME": (0.7, 0.8, 0.88), "UNCOUNTED": (0, 1000), "CAPITAL": (1, 10),
    "SAME_COUNTRY": (0.5, 0.7), "BESIDE": (0.0, 1.0),
}  # fmt: skip


def main(path: Path) -> None:
    """Prints A@161 for each weight halved and doubled, and for the sets chosen without the articles measured on."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    print(f"{'no votes':>16} {share(hits(rows, COMMITTED, votes=False)):.3f}")
    print(f"{'committed':>16} {share(hits(rows, COMMITTED)):.3f}")
    for name, value in COMMITTED.items():
        halved, doubled = (share(hits(rows, COMMITTED | {name: value * factor})) for factor in (0.5, 2))
        print(f"{name:>16} halved {halved:.3f}, doubled {doubled:.3f}")
    sets = [COMMITTED | dict(zip(TRIED, values, strict=True)) for values in product(*TRIED.values())]
    answers = [hits(rows, weights) for weights in sets]
    shares = [share(answer) for answer in answers]
    print(f"{'all sets':>16} {min(shares):.3f} to {max(shares):.3f}")
    print(f"{'cross-validated':>16} {share(held_out(rows, answers)):.3f}")


def hits(rows: list[dict[str, Any]], weights: Mapping[str, float], *, votes: bool = True) -> list[bool]:
    """For each name, whether the first answer under these weights is near the truth."""
    ranking.WEIGHTS["among"] = weights["among"]
    ranking.QUALITY |= {NAME: min(1.0, weights["NAME"]), PLAIN_NAME: min(1.0, weights["NAME"]) - 0.05}
    for module, names in ((ranking, ("UNCOUNTED", "CAPITAL")), (voting, VOTING)):
        for name in names:
            setattr(module, name, weights[name])
    index = gazetteer.load()
    return [is_near(row, index.find(row["name"], limit=1, among=row["among"] if votes else ())) for row in rows]


def is_near(row: dict[str, Any], found: tuple[Any, ...]) -> bool:
    """Whether the first answer is near the truth."""
    return bool(found) and distance_km(found[0].place.point, Point(row["lat"], row["lon"])) <= NEAR_KM


def held_out(rows: list[dict[str, Any]], answers: list[list[bool]]) -> list[bool]:
    """Each name under the set that does best on the articles of the other folds."""
    folds = [row["doc"] % FOLDS for row in rows]
    best = [
        max(answers, key=lambda answer: sum(hit for hit, other in zip(answer, folds, strict=True) if other != fold))
        for fold in range(FOLDS)
    ]
    return [best[fold][number] for number, fold in enumerate(folds)]


def share(answers: list[bool]) -> float:
    """The part of the names that is right."""
    return sum(answers) / len(answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
