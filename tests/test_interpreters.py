"""The package in other processes and interpreters, really started: the same answers, the same errors, no hang."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import sysconfig
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from translit import InputEngine, UnmappedCharacter, check, compile_table, repair, tables, transliterate
from translit.machine.file import in_use

SOON = 120
LINES = ["Щастие", "България", "ще дойда"] * 20
METHODS = pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())


@pytest.fixture(autouse=True)
def plain_signals() -> None:
    """What a command in this process does when it is told to end is not for the processes that it forks."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@METHODS
def test_an_error_passes_from_a_pool_and_nothing_hangs(method: str) -> None:
    strict = partial(transliterate, table="bg-streamlined-2009", errors="strict")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(strict, LINES).get(SOON) == [transliterate(line, "bg-streamlined-2009") for line in LINES]
        for _ in range(2):
            with pytest.raises(UnmappedCharacter) as caught:
                pool.map_async(strict, [*LINES, "сын"]).get(SOON)
            assert (caught.value.start, caught.value.end, caught.value.table_id) == (1, 2, "bg-streamlined-2009")
        assert pool.map_async(strict, LINES).get(SOON)[0] == "Shtastie"


@METHODS
def test_what_is_made_here_works_there(method: str) -> None:
    """Tables, transliterators and findings, as values, and functions that have remembered much."""
    large = "Щастие " * 20_000
    compiled = compile_table("bg-streamlined-2009")
    written, findings = compiled.transliterate(large), check("Имаме срещa")
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply_async(compiled.transliterate, [large]).get(SOON) == written
        assert pool.apply_async(check, ["Имаме срещa"]).get(SOON) == findings
        assert pool.apply_async(repair, ["Имаме срещa"]).get(SOON) == repair("Имаме срещa")
        assert pool.apply_async(transliterate, ["6te doida", "bg-informal"]).get(SOON) == "ще дойда"
        assert pool.apply_async(compile_table, [tables["bg-translit"]]).get(SOON).transliterate("sht") == "щ"
        assert pool.apply_async(_type, ["bg-translit", "shtastie"]).get(SOON) == "щастие"


def _type(table: str, keys: str) -> str:
    engine, text = InputEngine(table), ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_while_other_threads_convert() -> None:
    """What was used once is whole in a child; what Python itself is loading for the first time may not be."""
    code = """
import os, sys, threading
from translit import check, transliterate
stop = threading.Event()
def use():
    transliterate("Щастие " * 9000, "bg-streamlined-2009")
    check("Имаме срещa")
    transliterate("6te", "bg-informal")
def work():
    while not stop.is_set(): use()
use()
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for _ in range(10):
    child = os.fork()
    if child == 0:
        right = transliterate("Щит", "bg-streamlined-2009") == "Shtit" and len(check("Имаме срещa")) == 1
        os._exit(0 if right and transliterate("6te", "bg-informal") == "ще" else 1)
    assert os.waitpid(child, 0)[1] == 0
stop.set()
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=SOON)


IN_AN_INTERPRETER = """
import sys
sys.path[:] = {path!r}
from pathlib import Path
from translit import InputEngine, UnmappedCharacter, check, transliterate
from translit.machine.file import in_use
answers = [in_use(), transliterate("Щит", "bg-streamlined-2009")]
answers += [transliterate("Щит " * 30_000, "bg-streamlined-2009")[:5], transliterate("6te doida", "bg-informal")]
answers += [str(check("Имаме срещa")[0].suggestions[0])]
try:
    transliterate("ы", "bg-streamlined-2009", errors="strict")
except UnmappedCharacter as error:
    answers.append(str(error.end))
Path({out!r}).write_text("\\n".join(answers), encoding="utf-8")
"""
#: Sub-interpreters by whatever name this Python has for them.
START = """
import sys, threading
try:
    from concurrent import interpreters
    def run(code): interpreters.create().exec(code)
except ImportError:
    try:
        import _interpreters as raw
    except ImportError:
        import _xxsubinterpreters as raw
    def run(code):
        number = raw.create()
        failed = raw.run_string(number, code)
        assert failed is None, failed
        raw.destroy(number)
"""


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="only CPython has interpreters in interpreters")
def test_interpreters_in_one_process(tmp_path: Path) -> None:
    """One after the other and at once, each with a machine of its own.

    Several at once crash Python 3.11 itself now and then, whatever machine runs in them.
    """
    outs = [tmp_path / str(number) for number in range(4 if sys.version_info >= (3, 12) else 2)]
    codes = [IN_AN_INTERPRETER.format(path=sys.path, out=str(out)) for out in outs]
    code = f"{START}\ncodes = {codes!r}\nfor code in codes[:2]: run(code)\n"
    code += "threads = [threading.Thread(target=run, args=[code]) for code in codes[2:]]\n"
    code += "for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"
    # From the sources, too: where a name of a character has to be read in several of them, Python 3.11 crashes.
    fresh = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, timeout=SOON, env=fresh)
    expected = [in_use(), "Shtit", "Shtit", "ще дойда", "среща", "1"]
    assert [out.read_text("utf-8").splitlines() for out in outs] == [expected] * len(outs)


def test_threads_make_everything_at_once() -> None:
    """Also where no lock keeps them apart."""
    code = """
import sys, threading
from translit import check, compile_table, load_table, tables, transliterate
wrong, begin = [], threading.Barrier(8)
def work():
    begin.wait()
    for _ in range(3):
        found = [transliterate("Щит " * 20_000, tables["bg-streamlined-2009"])[:5], transliterate("6te", "bg-informal"),
            check("Имаме срещa")[0].suggestions[0], compile_table("bg-translit").transliterate("sht")]
        if found != ["Shtit", "ще", "среща", "щ"]: wrong.append(found)
threads = [threading.Thread(target=work) for _ in range(8)]
sys.setswitchinterval(1e-6)
for thread in threads: thread.start()
for thread in threads: thread.join()
sys.exit(repr(wrong) if wrong else 0)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=SOON)


@pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this Python has a lock")
def test_without_a_lock_no_module_asks_for_one() -> None:
    code = "import sys, translit; translit.transliterate('Щит', 'bg-streamlined-2009'); sys.exit(sys._is_gil_enabled())"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=SOON)


def test_threads_of_this_process_share_what_was_made() -> None:
    shared, found = compile_table("bg-streamlined-2009"), []
    threads = [Thread(target=lambda: found.append(shared.transliterate("Щит " * 9_000)[:5])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Shtit"] * 4
