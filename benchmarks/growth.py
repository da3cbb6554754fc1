"""How cost grows with the length of hostile text; `docs/reliability.md` has the outcome.

    python -m benchmarks.growth [EVERY] [FUNCTION ...]

Every public function that takes text is given every kind of text at 8,000 and 32,000 characters. A row is a function:
how many kinds there were, the largest exponent of time between the lengths (1 is linear) and what it was of, the
slowest kind in µs a character, and the most memory, in bytes a character. Kinds that take less than 20 ms
at the greater length say nothing of growth; one that seems to grow faster than it should is measured again, at 8,000
and 128,000 characters; one that takes more than 20 s is stopped, which is said. What checks or reads with a model is
given a quarter of these lengths, and forms, which refuse what is longer without a look at it, an eighth. Time is that
of the process: a busy machine does not show. Of the kinds only every EVERYth is given, if that is said.
"""

from __future__ import annotations

import math
import multiprocessing
import re
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import FrameType

import translit
from benchmarks.adapters import ADAPTERS, Browser
from translit.checking import load_policy
from translit.detection import explain_layout
from translit.text.segments import find_kept, segment

LENGTHS = (8_000, 32_000)
LONGEST = 128_000
#: Functions that are given a quarter of each length, for they take the better part of an hour otherwise.
SLOW = (
    "InputEngine, informal",
    "check, text",
    "check, comment",
    "repair",
    "detect",
    "explain_layout",
    "check.js, text",
)
LIMIT, TELLING, SUSPECT = 20, 0.02, 1.1
#: What is repeated; blanks stand between two, `_` is a blank within one.
PARTS = r"""
a á x q vi ij sht ъ а á é а\u0301 щ Щ ss ß İ ﬁ ѝ і I ш\u0301 ai 4 6t 0 1. 1,0 3- 0x 2a а1 1а А1 VI Х ha хa о6
- -- ' " . .. a. a- a' 'a а. .a @ a@ @a a@a. a.b@ # #a / /a //a \\ \\a ~ ~/ x: :D :) xD ( () a( ((a [ [a
< <a <a> </a> <a< <!-- <a=' & &a &a; &# { {a } {{ ${ % %s $ $a ` `a` = a= + ++ ++a | ^ * ** ! ? ; : a:: ::a
http:// www. http://a. https://a/ a.bg/ mailto: ftp://a@ a.com. a.com/а а.бг 1.1. 1:1: +359 № € – — « „a …
аa aа аaа Аa cа са сa aаb аоеa рaу\u0301 ᴀ ⓐ ａ Ꭺ α aα ა א 中 가 \u0391\u0301
\u0316\u0301 а\u0316\u0301 \u0301 \u0323\u0301\u0316 \u200d \ufe0f \u00ad а\u00ad \u200b а\u200b 😀 👩\u200d \u202e
\u2028 \x00 \r \n \t a\n a_ а_ a_а_ аa_ á_ А_А_ г_л_ г.л. ghbdtn_ 6te_ Щ_Щ _ __a x_x_ A._ т._е._ а-a_
ab'_ a-a_a_ 1_а_ 1а_ %s_а_ http://a_ <b>а</b> </b> ма4_ a\u005f \u005fa \u005f
"""
ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))")
NAMED = {"n": "\n", "r": "\r", "t": "\t"}


def _unescape(part: str) -> str:
    def char(found: re.Match[str]) -> str:
        number = found[1] or found[2]
        return chr(int(number, 16)) if number else NAMED.get(found[3], found[3])

    return ESCAPED.sub(char, part.replace("_", " "))


KINDS = {part: _unescape(part) for part in PARTS.split()}
KINDS |= {f"{name}, then щ": part for name, part in KINDS.items()}


def _type(table: str, text: str) -> None:
    engine = translit.InputEngine(table)
    for key in text:
        engine.feed(key)


def _converting(table: str, text: str, *, reverse: bool = False) -> None:
    translit.transliterate(text, table, reverse=reverse)


def _feed(table: str, keep: list[str], text: str) -> None:
    stream = translit.Stream(translit.compile_table(table), keep=keep)
    data = text.encode("utf-8", "surrogatepass")
    for start in range(0, len(data), 100):
        stream.feed(data[start : start + 100])
    stream.close()


COMMENT = load_policy("comment")
FUNCTIONS: dict[str, Callable[[str], object]] = {
    "transliterate, scheme": partial(_converting, "bg-streamlined-2009"),
    "transliterate, scheme back": partial(_converting, "bg-streamlined-2009", reverse=True),
    "transliterate, typing": partial(_converting, "bg-translit"),
    "transliterate, informal": partial(_converting, "bg-informal"),
    "transliterate, informal back": partial(_converting, "bg-informal", reverse=True),
    "Stream": partial(_feed, "bg-streamlined-2009", []),
    "Stream, keep": partial(_feed, "bg-streamlined-2009", ["url", "html"]),
    "InputEngine, scheme": partial(_type, "bg-translit"),
    "InputEngine, layout": partial(_type, "bg-phonetic-traditional"),
    "InputEngine, informal": partial(_type, "bg-informal"),
    "check, text": lambda text: translit.check(text),
    "check, comment": lambda text: translit.check(text, policy=COMMENT),
    "repair": lambda text: translit.repair(text),
    "detect": translit.detect,
    "explain_layout": explain_layout,
    "segment": lambda text: list(segment(text)),
    "find_kept": lambda text: list(find_kept(text, {"latin", "url"})),
}


class _TooLong(Exception):
    pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def _time(function: Callable[[str], object], kind: str, length: int) -> float:
    part = KINDS[kind]
    text = (part * (length // len(part)))[: length - 2] + ("щ " if kind.endswith("щ") else "")
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    start = time.process_time()
    told: object = None
    try:
        told = function(text)
    except TimeoutError:
        raise _TooLong from None
    except (ValueError, translit.UnknownKey):
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    # Who works in another process says what it took there.
    return max(told if isinstance(told, float) else time.process_time() - start, 1e-4)


def _peak(function: Callable[[str], object]) -> int:
    """Return the most memory that was held, in bytes."""
    return function.peak if isinstance(function, Browser) else 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(name: str, every: int) -> str:
    """Return the row of one function, by every so manyth kind."""
    signal.signal(signal.SIGPROF, _stop)
    function = FUNCTIONS[name] if name in FUNCTIONS else ADAPTERS[name]()
    with suppress(Exception):
        function("topla zakuska а ")
    worst, slowest = (0.0, ""), (0.0, "")
    stopped: list[str] = []
    before = _peak(function)
    # Forms refuse what is much longer without a look at it.
    share = 4 if name in SLOW else 8 if name in ADAPTERS else 1
    lengths, longest = [length // share for length in LENGTHS], LONGEST // share
    kinds = list(KINDS)[::every]
    for kind in kinds:
        try:
            short, long = (_time(function, kind, length) for length in lengths)
            exponent = math.log(long / short, lengths[1] / lengths[0]) if long > TELLING else 0.0
            if exponent > SUSPECT:
                # Few milliseconds may be anything: what seems to grow is measured again, longer and twice, and not on
                # the same text, which may be remembered.
                short, long = (min(_time(function, kind, n + more) for more in (1, 2)) for n in (lengths[0], longest))
                exponent = math.log(long / short, longest / lengths[0])
                long *= lengths[1] / longest
        except _TooLong:
            stopped.append(kind)
            continue
        worst, slowest = max(worst, (exponent, kind)), max(slowest, (long / lengths[1] * 1e6, kind))
    memory = (_peak(function) - before) / longest
    row = f"| {name} | {len(kinds)} | {worst[0]:.2f} `{worst[1]}` | {slowest[0]:.1f} `{slowest[1]}` | {memory:.0f} |"
    return row + (f" stopped: {', '.join(stopped)}" if stopped else "")


def main() -> None:
    """Print a row a function, each from a process of its own."""
    every, *words = sys.argv[1:] if sys.argv[1:2] and sys.argv[1].isdecimal() else ["1", *sys.argv[1:]]
    names = [name for name in (*FUNCTIONS, *ADAPTERS) if not words or any(word in name for word in words)]
    print("| function | kinds | largest exponent | µs a character | bytes a character |\n|---|--:|--:|--:|--:|")
    for name in names:
        with multiprocessing.get_context("fork").Pool(1) as pool:
            print(pool.apply(measure, (name, int(every))), flush=True)


if __name__ == "__main__":
    main()
