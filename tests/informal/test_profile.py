"""A writer's habits are kept in a small file, and help to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from translit.informal import decode
from translit.informal.profile import Profile, ProfileError


def test_profiles_are_kept(tmp_path: Path) -> None:
    profile = Profile.learn("6te doida v 6est 4asa, za6toto 4akam pi6me6tata", "bg-informal")
    assert profile.counts["ш", "6"] >= 1
    profile.save(tmp_path / "me.json")
    assert Profile.load(tmp_path / "me.json") == profile
    assert decode("6te", "bg-informal", profile=profile) == "ще"
    for text in ("", "[]", '{"version": 2, "counts": {}}', '{"version": 1, "counts": {"x": 1}}'):
        with pytest.raises(ProfileError):
            Profile.from_json(text)
