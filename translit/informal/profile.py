"""A writer's habits as a small file: how often each letter was seen to be spelled in each way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from reprlib import repr as brief

from ..errors import ProfileError as ProfileError
from ..files import read_whole, replace_file
from ..table.value import Table
from .decoder import decoder
from .lines import Reader

VERSION = 1
#: No writer was seen to spell a letter more often.
MOST = 10**12


@dataclass(frozen=True, slots=True)
class Profile:
    """(letters, Latin spelling) -> times seen.

    >>> profile = Profile.learn("6te doida v 6est, za6toto pi6a 4esto na 4asovnika i u4a", "bg-informal")
    >>> profile.counts["ш", "6"] > profile.counts.get(("ш", "sh"), 0)
    True
    >>> Profile.from_json(profile.to_json()) == profile
    True
    """

    counts: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def learn(cls, text: str, table: Table | str, before: Profile | None = None) -> Profile:
        """Return the habits that show in a text, added to what was known before."""
        counts = before.counts if before is not None else None
        reader = Reader(decoder(table), counts=counts)
        reader.learn(text.splitlines(), enough=1)
        return cls(dict(reader.counts))

    def to_json(self) -> str:
        """Return the profile as JSON."""
        counts = {f"{letters} {latin}": times for (letters, latin), times in sorted(self.counts.items())}
        return json.dumps({"version": VERSION, "counts": counts}, ensure_ascii=False, indent=0)

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """Read what `to_json` wrote; raises ProfileError for anything else."""
        try:
            data = json.loads(text)
            version, seen = data["version"], data["counts"].items()
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
            raise ProfileError('not a profile of spellings: expected JSON with "version" and "counts"') from None
        if version != VERSION:
            raise ProfileError(f"expected a profile of version {VERSION}, found {brief(version)}")
        counts = {}
        for key, times in seen:
            letters, blank, latin = key.partition(" ")
            if not blank or not _is_text(key) or not isinstance(times, (int, float)) or not 0 <= times <= MOST:
                raise ProfileError(
                    f"counts: expected letters, a blank and a spelling with a number from 0 to {MOST}, "
                    f"found {brief(key)}: {brief(times)}"
                )
            counts[letters, latin] = float(times)
        return cls(counts)

    def save(self, path: Path) -> None:
        """Write the profile to a file, UTF-8, whole or not at all; raises FileProblem."""
        with replace_file(str(path)) as file:
            file.write(self.to_json().encode())

    @classmethod
    def load(cls, path: Path) -> Profile:
        """Read a saved profile; raises ProfileError, or OSError."""
        try:
            return cls.from_json(read_whole(path).decode("utf-8"))
        except (ProfileError, UnicodeDecodeError) as error:
            raise ProfileError(str(error), str(path)) from None


def _is_text(key: str) -> bool:
    """Tell whether a key can be written again, which one half of a character can't."""
    return not any("\ud800" <= char <= "\udfff" for char in key)
