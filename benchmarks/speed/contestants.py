"""Whatever converts Bulgarian: ours, the peers, and the limits that nobody can beat."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

LAW = "bg-streamlined-2009"
#: What is measured of a contestant, in seconds of CPU for one text.
Run = Callable[[str, bytes], object]


@dataclass(frozen=True, slots=True)
class Contestant:
    """`run` converts a text, given as str and as UTF-8; `share` is how much of the text it can take in a second."""

    name: str
    side: str  # ours, peer, limit
    run: Run
    share: float = 1.0


def library(reverse: bool) -> Iterator[Contestant]:
    """Yield what runs inside this process."""
    from translit import tables
    from translit.machine.by_rules import RuleConversion

    compiled, pure = (RuleConversion(tables[LAW], reverse=reverse) for _ in range(2))
    pure.__dict__["compiled"] = None
    machine = compiled.compiled
    if machine is not None:
        yield Contestant("translit, compiled, bytes → bytes", "ours", lambda t, b: machine.run(b, 0, True))
        yield Contestant("translit, compiled, str → str", "ours", lambda t, b: compiled.transliterate(t))
    yield Contestant("translit, pure Python, str → str", "ours", lambda t, b: pure.transliterate(t))
    for make in _latin_to_cyrillic() if reverse else _cyrillic_to_latin():
        try:
            yield make()
        except ImportError as error:
            print(f"not measured, not installed: {error.name}", file=sys.stderr)
    yield Contestant("limit: UTF-8 decode + encode", "limit", lambda t, b: b.decode().encode())
    yield Contestant("limit: memory copy", "limit", lambda t, b: bytearray(b))


def _lines(convert: Callable[[str], str]) -> Run:
    return lambda text, data: "".join([convert(line) for line in text.splitlines(keepends=True)])


def _cyrillic_to_latin() -> list[Callable[[], Contestant]]:
    def disarm(name: str, **options: str) -> Callable[[], Contestant]:
        convert = lambda t, b: import_module("disarm").transliterate(t, **options)  # noqa: E731
        return lambda: _ready("disarm", Contestant(name, "peer", convert))

    def simple(package: str, name: str, function: str, share: float = 1.0) -> Callable[[], Contestant]:
        def make() -> Contestant:
            convert = getattr(import_module(package), function)
            return Contestant(name, "peer", lambda t, b: convert(t), share)

        return make

    def cyrtranslit() -> Contestant:
        convert = import_module("cyrtranslit").to_latin
        return Contestant("cyrtranslit bg", "peer", lambda t, b: convert(t, "bg"))

    def transliterate() -> Contestant:
        convert = import_module("transliterate").translit
        return Contestant("transliterate bg", "peer", lambda t, b: convert(t, "bg", reversed=True))

    def iuliia() -> Contestant:
        module = import_module("iuliia")
        convert = module.BGN_PCGN.translate
        return Contestant("iuliia (a Russian scheme)", "peer", lambda t, b: convert(t), 0.1)

    def icu() -> Contestant:
        convert = import_module("icu").Transliterator.createInstance("bg-bg_Latn/BGN").transliterate
        return Contestant("PyICU bg-bg_Latn/BGN, line by line", "peer", _lines(convert), 0.3)

    return [
        disarm("disarm (letter by letter, no context)"),
        disarm("disarm bg", lang="bg"),
        simple("text_unidecode", "text-unidecode", "unidecode"),
        cyrtranslit,
        simple("anyascii", "anyascii", "anyascii"),
        icu,
        transliterate,
        simple("unidecode", "Unidecode", "unidecode"),
        iuliia,
    ]


def _latin_to_cyrillic() -> list[Callable[[], Contestant]]:
    def transliterate() -> Contestant:
        convert = import_module("transliterate").translit
        return Contestant("transliterate bg", "peer", lambda t, b: convert(t, "bg"))

    def disarm() -> Contestant:
        convert = import_module("disarm").transliterate
        return Contestant("disarm ru", "peer", lambda t, b: convert(t, target="ru"), 0.5)

    def icu() -> Contestant:
        convert = import_module("icu").Transliterator.createInstance("ru_Latn-ru/BGN").transliterate
        return Contestant("PyICU ru_Latn-ru/BGN, line by line", "peer", _lines(convert), 0.3)

    def cyrtranslit() -> Contestant:
        convert = import_module("cyrtranslit").to_cyrillic
        return Contestant("cyrtranslit bg, line by line", "peer", _lines(lambda line: convert(line, "bg")), 0.1)

    return [transliterate, disarm, icu, cyrtranslit]


def _ready(package: str, contestant: Contestant) -> Contestant:
    import_module(package)
    return contestant


def commands(reverse: bool, prefix: list[str]) -> Iterator[Contestant]:
    """Yield whole processes, from standard input to standard output."""
    direction = ["-r"] if reverse else []
    pure = ["env", "TRANSLIT_PURE=1", *prefix]
    yield _command("translit convert", "ours", [*prefix, "convert", LAW, *direction])
    yield _command("translit convert, pure Python", "ours", [*pure, "convert", LAW, *direction])
    cyrillic, latin = "абвгдезийклмнопрстуфхц", "abvgdeziyklmnoprstufhc"
    old, new = (latin, cyrillic) if reverse else (cyrillic, latin)
    sed = f"y/{old}{old.upper()}/{new}{new.upper()}/"
    digraphs = [("щ", "sht"), ("ж", "zh"), ("ч", "ch"), ("ш", "sh"), ("ю", "yu"), ("я", "ya")]
    pairs = [(b, a) for a, b in digraphs] if reverse else digraphs
    script = "".join(f"s/{a}/{b}/g;s/{a.title()}/{b.title()}/g;" for a, b in pairs) + sed
    cyrtranslit = [_beside("cyrtranslit"), "-l", "bg", *(["-c"] if reverse else [])]
    yield from _found(
        [
            _command("sed, a letter table only", "peer", ["sed", script], {"LC_ALL": "C.UTF-8"}),
            _command(
                "uconv ru_Latn-ru/BGN" if reverse else "uconv bg-bg_Latn/BGN",
                "peer",
                ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "ru_Latn-ru/BGN" if reverse else "bg-bg_Latn/BGN"],
                share=0.5,
            ),
            _command("perl Lingua::Translit", "peer", _perl(reverse), share=0.1),
            _command("cyrtranslit", "peer", cyrtranslit, share=0.2 if reverse else 1.0),
            _command("limit: cat into iconv -f utf-8 -t utf-8", "limit", ["sh", "-c", "cat | iconv -f utf-8 -t utf-8"]),
            _command("limit: cat", "limit", ["cat"]),
        ]
    )


def _beside(program: str) -> str:
    return str(Path(sys.executable).parent / program)


def _perl(reverse: bool) -> list[str]:
    table, method = ("DIN 1460 BUL", "translit_reverse") if reverse else ("Streamlined System BUL", "translit")
    code = f'binmode STDIN, ":utf8"; binmode STDOUT, ":utf8"; $t = Lingua::Translit->new("{table}"); '
    return ["perl", "-MLingua::Translit", "-e", code + f"while (<STDIN>) {{ print $t->{method}($_) }}"]


def _found(contestants: list[Contestant]) -> Iterator[Contestant]:
    for contestant in contestants:
        program = contestant.name.removeprefix("limit: ").split()[0].strip(",")
        if shutil.which(program) or Path(_beside(program)).exists():
            yield contestant
        else:
            print(f"not measured, not installed: {program}", file=sys.stderr)


def _command(
    name: str, side: str, command: list[str], env: dict[str, str] | None = None, share: float = 1.0
) -> Contestant:
    environment = {**os.environ, **(env or {})}

    def run(text: str, data: bytes) -> object:
        return subprocess.run(command, input=data, stdout=subprocess.DEVNULL, check=True, env=environment)

    return Contestant(name, side, run, share)


def cpu_time() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    used = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        used += usage.ru_utime + usage.ru_stime
    return used
