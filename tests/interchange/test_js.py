"""A table exported as an ES module types and converts as Python does."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.oracles.missing import program
from tests.places import ROOT
from tests.sequences import TYPED, alphabet, sequences, some, typed
from translit import compile_table, tables
from translit.interchange.js import export

CONVERTING = some(TYPED, 3)


def test_it_needs_nothing_else() -> None:
    source = export(compile_table("bg-phonetic"))
    assert "import" not in source.replace("Made by", "")
    assert source.count("export const KINDS") == 0


@pytest.mark.browser
@pytest.mark.parametrize("reverse", [False, True], ids=["forward", "reverse"])
def test_every_module_does_what_python_does(reverse: bool, tmp_path: Path) -> None:
    cases = []
    for table_id in CONVERTING:
        if reverse and not tables[table_id].reversible:
            continue
        compiled = compile_table(table_id, reverse=reverse)
        module = tmp_path / f"{table_id}.mjs"
        module.write_text(export(compiled), encoding="utf-8")
        rng = random.Random(table_id)
        letters = alphabet(compiled) * 3 + list(" .,'-7éßЖжъ\n😀\u0301\u0300\u0306Ǆ")
        texts = ["".join(rng.choices(letters, k=rng.randrange(1, 30))) for _ in range(40)]
        levels = [] if reverse else list(compiled.table.keys)
        cases.append(
            {
                "module": str(module),
                "texts": [[text, compiled.transliterate(text)] for text in texts],
                "sequences": [[keys, typed(compiled, keys)] for keys in sequences(compiled, levels=levels)],
            }
        )
    script = ROOT / "tests" / "interchange" / "check_module.mjs"
    ran = subprocess.run(
        [program("node", "nodejs"), str(script)], input=json.dumps(cases).encode(), capture_output=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert int(ran.stdout) == 240 * len(cases)
