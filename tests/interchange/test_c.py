"""A table exported as C types and converts as Python does, built strictly, under sanitizers."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.oracles.missing import program
from tests.places import ROOT
from tests.sequences import BACKSPACE, TYPED, alphabet, dead_keys, sequences, some
from translit import InputEngine, compile_table, tables
from translit.convert.transliterator import Transliterator
from translit.interchange.c import ISO_CODE, export
from translit.machine.keys import drawn_levels
from translit.table.value import ISO_KEY, LEVELS
from translit.text.scripts import script_of

FLAGS = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"]
SANITIZED = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
#: The code is the same for all, and compiling takes its time.
WAYS = [
    (table_id, reverse)
    # The first of these has a dead key on its plain level, the other eleven on AltGr.
    for table_id in dict.fromkeys([*some(TYPED, 6), "mk-cyrillic", "ru-phonetic-dvorak-polish"])
    for reverse in ([False, True] if tables[table_id].reversible else [False])
]

GLUE = """
static {name} im_{name};
static {name}_edit edit_{name};
static void reset_{name}(void) {{ {name}_reset(&im_{name}); }}
static void act_{name}(char action, unsigned first, unsigned second) {{
    int done = action == 'f' ? {name}_feed(&im_{name}, first, &edit_{name})
             : action == 'b' ? {name}_backspace(&im_{name}, &edit_{name}) : {press};
    printf("%d %u", done, second);
    if (!done) return;
    printf(" %u %u", (unsigned)edit_{name}.deleted, (unsigned)edit_{name}.deleted_bytes);
    hex(edit_{name}.text, edit_{name}.bytes);
    hex({name}_preedit(&im_{name}), strlen({name}_preedit(&im_{name})));
}}
"""


def compiler() -> str:
    return program("gcc", "gcc")


def name_of(table_id: str, reverse: bool) -> str:
    return table_id.replace("-", "_") + "_reverse" * reverse


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that has every table, built with warnings as errors and with sanitizers."""
    folder = tmp_path_factory.mktemp("c")
    sources, glue, rows = [], [], []
    for table_id, reverse in WAYS:
        compiled, name = compile_table(table_id, reverse=reverse), name_of(table_id, reverse)
        source = folder / f"{name}.c"
        source.write_text(export(compiled), encoding="utf-8")
        sources.append(str(source))
        pressed = compiled.table.keys and not reverse
        press = f"{name}_press(&im_{name}, second, (int)first, &edit_{name})" if pressed else "0"
        glue += [f'#define {name.upper()}_DECLARATIONS\n#include "{name}.c"\n', GLUE.format(name=name, press=press)]
        rows.append(f"{{reset_{name}, act_{name}, {name}_convert}},")
    (folder / "tables.h").write_text(
        "static void hex(const char *text, size_t bytes);\n" + "".join(glue) +
        "static const struct table {\n    void (*reset)(void);\n    void (*act)(char, unsigned, unsigned);\n"
        "    size_t (*convert)(const char *, size_t, char *, size_t);\n} tables[] = {\n" + "\n".join(rows) + "\n};\n"
    )  # fmt: skip
    built = folder / "drive"
    main = ROOT / "tests" / "interchange" / "drive.c"
    command = [compiler(), *FLAGS, *SANITIZED, "-O0", f"-I{folder}", str(main), *sources, "-o", str(built)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    return built


def run(driver: Path, commands: list[str]) -> list[str]:
    ran = subprocess.run([driver], input="\n".join(commands) + "\n", capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    answers = ran.stdout.split("\n")
    assert len(answers) == len(commands) + 1
    return answers


def text_of(written: str) -> str:
    return "" if written == "-" else bytes.fromhex(written).decode("utf-8", "surrogateescape")


@cache
def letters_of(compiled: Transliterator) -> list[str]:
    return alphabet(compiled) * 3 + list(" .,'-7éßЖжъ\n\0😀\u0301\u0300\u0306\u0323\u00ad\u200d\u200eǆё")


def code_of(key: str) -> int:
    return ISO_CODE if key == ISO_KEY else ord(key)


def typing(number: int, compiled: Transliterator) -> Iterator[tuple[str, str]]:
    """Yield commands, and what each is answered: the kept sequences, then random keys with all there is among them."""
    levels = [] if compiled.reverse else [level for level in compiled.table.keys]
    rng = random.Random(99)
    drawn: list[list[tuple[str, str]]] = [list(presses) for presses in sequences(compiled, levels=levels)]
    drawn += [[(key, "") for key in rng.choices([*letters_of(compiled), BACKSPACE], k=25)] for _ in range(40)]
    iso = [(ISO_KEY, level) for level in levels if ISO_KEY in drawn_levels(compiled.table).get(level, {})]
    drawn += [[(rng.choice(letters_of(compiled)), ""), press, (BACKSPACE, "")] for press in iso]
    if dead := dead_keys(compiled, levels):
        # U+0295 was a small letter once; the Angstrom sign is not its own composed form.
        behind = [(key, "") for key in [*letters_of(compiled), *"ʕÅéǅ", " ", "5", BACKSPACE] * 4]
        behind += [(key, level) for level in levels for key in drawn_levels(compiled.table)[level]]
        drawn += [[rng.choice(dead if rng.random() < 0.4 else behind) for _ in range(8)] for _ in range(150)]
    # Addresses, and keyboards that type what the table makes, are the host's business there.
    engine = InputEngine(compiled, addresses=False)
    script = compiled.table.source_script if compiled.reverse else compiled.table.target_script
    yield f"t {number}", ""
    for presses in drawn:
        engine.reset()
        yield "r", ""
        for key, level in presses:
            if not level and key.isalpha() and script_of(key) == script != "Latn":
                continue
            if key == BACKSPACE:
                edit, command = engine.backspace(), "b"
            elif level:
                edit, command = engine.feed(key, level), f"p {LEVELS.index(level)} {code_of(key)}"
            else:
                edit, command = engine.feed(key), f"f {ord(key)}"
            yield command, "None" if edit is None else f"{edit.delete} {edit.insert} {engine.preedit}"


@pytest.mark.slow
def test_types_what_python_types(driver: Path) -> None:
    for number, (table_id, reverse) in enumerate(WAYS):
        asked = list(typing(number, compile_table(table_id, reverse=reverse)))
        answers = run(driver, [command for command, _ in asked])
        typed = ""
        for (command, expected), answer in zip(asked, answers, strict=False):
            where = f"{table_id}, reverse {reverse}: {command} after {typed[-60:]}"
            typed = typed + f" {command}" if command != "r" else ""
            if command[0] in "tr":
                continue
            if expected == "None":
                assert answer[0] == "0", where
                continue
            _, _, deleted, _, text, preedit = answer.split(" ")
            wanted_deleted, rest = expected.split(" ", 1)
            assert deleted == wanted_deleted, where
            assert rest.startswith(text_of(text) + " "), where
            # As in the browser: the finished machine may settle a letter one key before.
            assert rest.endswith(text_of(preedit)), where


@pytest.mark.slow
def test_converts_what_python_converts_any_bytes_included(driver: Path) -> None:
    rng = random.Random(7)
    for number, (table_id, reverse) in enumerate(WAYS):
        compiled = compile_table(table_id, reverse=reverse)
        texts = ["".join(rng.choices(letters_of(compiled), k=rng.randrange(40))).encode() for _ in range(60)]
        texts += [bytes(rng.choices([*b"abcs", *range(0x80, 0x100), *"щяЖ".encode()], k=20)) for _ in range(40)]
        texts += [sample.source.encode() for sample in compiled.table.samples if not sample.level]
        answers = run(driver, [f"t {number}", *(f"c {text.hex()}" for text in texts)])[1:]
        for text, answer in zip(texts, answers, strict=False):
            wanted = compiled.transliterate(text.decode("utf-8", "surrogateescape"))
            # Bytes that are none may become a letter where one between them goes, so it is bytes that are compared.
            expected = wanted.encode("utf-8", "surrogateescape").hex()
            assert answer.strip().strip("-") == expected, (table_id, reverse, text)


def test_a_key_that_is_no_code_point_or_not_on_a_level(tmp_path: Path) -> None:
    source = (
        export(compile_table("bg-phonetic"))
        + """
#include <assert.h>
int main(void) {
    bg_phonetic_traditional im;
    bg_phonetic_traditional_edit edit;
    bg_phonetic_traditional_reset(&im);
    assert(!bg_phonetic_traditional_feed(&im, 0x110000, &edit) && !bg_phonetic_traditional_feed(&im, 0xD800, &edit));
    assert(!bg_phonetic_traditional_press(&im, 'w', BG_PHONETIC_TRADITIONAL_ALTGR, &edit));
    assert(!bg_phonetic_traditional_press(&im, 'w', -1, &edit));
    assert(!bg_phonetic_traditional_press(&im, 'w', 99, &edit));
    assert(!bg_phonetic_traditional_press(&im, 0xFFFFFFFF, 99, &edit));
    assert(!bg_phonetic_traditional_press(&im, 'x', 256 + BG_PHONETIC_TRADITIONAL_CAPS, &edit));
    assert(!bg_phonetic_traditional_press(&im, BG_PHONETIC_TRADITIONAL_ISO_KEY + 1, 0, &edit));
    assert(!bg_phonetic_traditional_feed(&im, BG_PHONETIC_TRADITIONAL_ISO_KEY, &edit));
    assert(!bg_phonetic_traditional_backspace(&im, &edit));
    assert(bg_phonetic_traditional_press(&im, 'x', BG_PHONETIC_TRADITIONAL_CAPS, &edit) && edit.bytes == 2);
    assert(bg_phonetic_traditional_press(&im, BG_PHONETIC_TRADITIONAL_ISO_KEY, BG_PHONETIC_TRADITIONAL_CAPS, &edit));
    assert(!memcmp(edit.text, "\\320\\215", 2) && edit.bytes == 2); /* Ѝ */
    assert(bg_phonetic_traditional_backspace(&im, &edit));
    for (int i = 0; i < 2 * BG_PHONETIC_TRADITIONAL_MEMORY; i++) bg_phonetic_traditional_feed(&im, 'w', &edit);
    for (int i = 0; i < BG_PHONETIC_TRADITIONAL_MEMORY; i++) assert(bg_phonetic_traditional_backspace(&im, &edit));
    assert(!bg_phonetic_traditional_backspace(&im, &edit));
    return 0;
}
"""
    )
    path = tmp_path / "one.c"
    path.write_text(source, encoding="utf-8")
    subprocess.run([compiler(), *FLAGS, *SANITIZED, str(path), "-o", str(tmp_path / "one")], check=True)
    subprocess.run([tmp_path / "one"], check=True)
