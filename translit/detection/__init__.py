"""What a text is written in, and what was typed with the wrong keyboard layout.

>>> [found.language for found in detect("Shte doida utre sled rabota")]
['bg']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lines import Detection
    from .repair import LayoutRepair

__all__ = ["detect", "explain_informal", "explain_layout", "repair_layout"]


def detect(text: str) -> list[Detection]:
    """What each line of a text, and each word in it, is written in.

    >>> [d.language for d in detect("Shte doida utre sled rabota")]
    ['bg']
    """
    from .lines import detect as detect_lines

    return detect_lines(text)


def repair_layout(text: str) -> str:
    """Undo a wrong keyboard layout where that is nearly certain.

    >>> repair_layout("ghbdtn, rfr ltkf")
    'привет, как дела'
    """
    from .repair import repair_layout as repair

    return repair(text)


def explain_layout(text: str) -> list[LayoutRepair]:
    """What `repair_layout` changes, and why: one entry a stretch of text, in order."""
    from .repair import explain_layout as explain

    return explain(text)


def explain_informal(text: str) -> list[LayoutRepair]:
    """Romanised lines with the Cyrillic they stand for, where their language is nearly certain."""
    from .repair import explain_informal as explain

    return explain(text)
