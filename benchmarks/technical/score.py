"""How good findings and repairs are, by the labels of those that somebody has read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.technical.labels import Label, Place


@dataclass(slots=True)
class Score:
    """Counts by verdict, those not read yet under `unread`; sums of scores are scores."""

    texts: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    repairs: Counter[str] = field(default_factory=Counter)
    #: True ones found once, in texts that are still there, and not found now.
    lost: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.texts + other.texts,
            self.findings + other.findings,
            self.repairs + other.repairs,
            self.lost + other.lost,
        )

    def cells(self) -> list[str]:
        """Return the columns of `COLUMNS`."""
        found, repaired = self.findings, self.repairs
        ever = found["true"] + self.lost
        return [
            f"{self.texts:,}",
            f"{found.total():,}",
            *(f"{found[verdict]:,}" for verdict in ("true", "false", "unclear", "unread")),
            _share(found["true"], found["true"] + found["false"]),
            f"{self.lost} of {ever}",
            *(f"{repaired[verdict]:,}" for verdict in ("right", "wrong", "unclear", "unread")),
        ]


COLUMNS = (
    "texts", "findings", "true", "false", "unclear", "unread", "precision", "true ones lost",
    "repairs right", "wrong", "unclear", "unread",
)  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def score(texts: int, places: list[Place], lines: set[str], labels: Mapping[Place, Label]) -> Score:
    """Score what was seen in texts of one language and kind, whose lines have these hashes."""
    result = Score(texts)
    found: dict[str, list[Place]] = {}
    for place in places:
        label = labels.get(place)
        kind = result.repairs if place.written else result.findings
        kind[label.verdict if label else "unread"] += 1
        if not place.written:
            found.setdefault(place.line, []).append(place)
    for place, label in labels.items():
        if label.verdict == "true" and place.line in lines:
            result.lost += not any(map(place.overlaps, found.get(place.line, ())))
    return result
