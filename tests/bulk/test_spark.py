"""Spark, for real: on this machine's cores, and with a master and two workers of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

import translit
from tests.oracles.missing import listed_packages, program
from tests.places import ROOT
from translit.bulk import spark, spark_job

pytestmark = pytest.mark.slow

JAVA_PACKAGE = "openjdk-17-jre-headless"
LAW = "bg-streamlined-2009"
TABLES = ((LAW, False), (LAW, True), ("ru-gost-779-2000-b", False), ("bg-translit", False), ("bg-informal", False))
WORDS = ("Щастие", "ия", "sht", "6te doida", "😀", "ѝ\n", "ПОДЪЕЗД", "\0", "a\tb", "Жълъд и вълк", "София")
TEXTS = [None, "", *WORDS, *(f"{a} {b}{n}" for n, a in enumerate(WORDS) for b in WORDS), None, ""]
SETTINGS = """
spark.ui.enabled false
spark.ui.showConsoleProgress false
spark.sql.shuffle.partitions 2
spark.executor.memory 512m
spark.driver.memory 768m
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""


@pytest.fixture(scope="module", autouse=True)
def java(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have one Java for all sessions, which ends with them."""
    program("java", JAVA_PACKAGE)
    from pyspark import SparkContext

    folder = tmp_path_factory.mktemp("spark")
    (folder / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    environment |= {name: str(folder) for name in ("SPARK_CONF_DIR", "SPARK_WORKER_DIR", "SPARK_LOCAL_DIRS")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield
    gateway: Any = SparkContext._gateway
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(30)


def session_on(master: str) -> Any:
    from pyspark.sql import SparkSession

    # Spark has one at a time, and would give that again, whatever its master.
    if (other := SparkSession.getActiveSession()) is not None:
        other.stop()
    builder: Any = SparkSession.builder
    return builder.master(master).getOrCreate()


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    session = session_on("local[2]")
    yield session
    session.stop()


def frame_of(session: Any, texts: list[str | None]) -> Any:
    rows = [(row, text) for row, text in enumerate(texts)]
    return session.createDataFrame(rows, "row long, text string").repartitionByRange(3, "row")


def one_by_one(texts: list[str | None], table: str, reverse: bool = False) -> list[str | None]:
    return [None if text is None else translit.transliterate(text, table, reverse=reverse) for text in texts]


def write(path: Path, texts: list[str | None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = pyarrow.table({"n": range(len(texts)), "text": pyarrow.array(texts, pyarrow.string())})
    parquet.write_table(rows, path, row_group_size=50)


def test_the_package_is_listed() -> None:
    assert JAVA_PACKAGE in listed_packages(ROOT)


def test_the_job_goes_on_where_it_was_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    good: list[str | None] = ["Щастие", None, "", "ия"] * 30
    bad = [*good, "вы"]
    for name, texts in (("a b.parquet", good), ("2026/c.parquet", good), ("2026/d.parquet", bad)):
        write(source / name, texts)
    command = [str(source), str(target), "--table", LAW, "--column", "text", "--errors", "strict", "--master=local[2]"]

    def run() -> int:
        with pytest.raises(SystemExit) as ended:
            spark_job.main(command)
        return int(str(ended.value.code))

    assert run() == 1
    (told,) = [line for line in capsys.readouterr().err.splitlines() if "parquet" in line]
    assert "d.parquet: row 120: " in told and "'ы'" in told
    done = sorted(path.parent.name for path in target.glob("*/_SUCCESS"))
    assert done == ["source=2026%2Fc.parquet", "source=a%20b.parquet"]
    # What a stopped job leaves: a folder that nobody has marked as done.
    (target / done[0] / "_SUCCESS").unlink()
    kept = (target / done[1] / "_SUCCESS").stat().st_mtime_ns
    write(source / "2026/d.parquet", good)
    assert run() == 0
    assert (target / done[1] / "_SUCCESS").stat().st_mtime_ns == kept
    assert len(list(target.glob("*/_SUCCESS"))) == 3
    for folder in target.iterdir():
        rows = sorted(parquet.read_table(folder, partitioning=None).to_pylist(), key=lambda row: row["n"])
        assert [row["text"] for row in rows] == one_by_one(good, LAW)


def test_the_job_names_a_column_that_is_not_there(local: Any, tmp_path: Path) -> None:
    write(tmp_path / "in.parquet", ["щит"])
    table = translit.compile_table(LAW)
    (problem,) = spark_job.convert_files(local, str(tmp_path / "in.parquet"), str(tmp_path / "out"), table, ["name"])
    assert problem.endswith("in.parquet has no column 'name': expected one of n, text")


def test_columns(local: Any) -> None:
    frame = frame_of(local, TEXTS)
    columns = [spark.transliterate("text", table, reverse=reverse) for table, reverse in TABLES]
    rows = frame.select("row", *columns, spark.fold("text", "ru", level="strict")).orderBy("row").collect()
    for place, (table, reverse) in enumerate(TABLES, 1):
        assert [row[place] for row in rows] == one_by_one(TEXTS, table, reverse), table
    assert [row[-1] for row in rows] == [
        None if text is None else translit.fold(text, "ru", level="strict") for text in TEXTS
    ]


def test_sql(local: Any) -> None:
    spark.register(local)
    frame_of(local, TEXTS).createOrReplaceTempView("texts")
    query = f"""select transliterate(text, '{LAW}'), transliterate_back(text, '{LAW}'), fold(text, 'bg'),
        transliterate(text, case row % 3 when 0 then '{LAW}' when 1 then 'ru-icao-9303' end) from texts order by row"""
    there, back, keys, mixed = zip(*local.sql(query).collect(), strict=True)
    law = one_by_one(TEXTS, LAW)
    assert list(there) == law
    assert list(back) == one_by_one(TEXTS, LAW, True)
    assert list(keys) == [None if text is None else translit.fold(text) for text in TEXTS]
    assert list(mixed) == [
        (by_law, by_icao, None)[row % 3]
        for row, (by_law, by_icao) in enumerate(zip(law, one_by_one(TEXTS, "ru-icao-9303"), strict=True))
    ]


def test_a_table_of_one_s_own_goes_with_the_task(local: Any, tmp_path: Path) -> None:
    path = tmp_path / f"{LAW}.toml"
    path.write_text((ROOT / "layouts" / f"{LAW}.toml").read_text(encoding="utf-8"), encoding="utf-8")
    kept = translit.compile_table(path, keep_words=["Google"])
    column = spark.transliterate("text", kept)
    path.unlink()
    assert frame_of(local, ["щит в Google"]).select(column).first()[0] == kept.transliterate("щит в Google")
    with pytest.raises(LookupError, match="no-such-table"):
        spark.transliterate("text", "no-such-table")


@pytest.mark.parametrize(("row", "told"), [(None, "row 25000: "), ("id", "row 125000: ")])
def test_a_row_that_cannot_be_converted_is_named(local: Any, row: str | None, told: str) -> None:
    from pyspark.errors import PythonException

    # Batches have 10,000 rows.
    texts = local.range(100_000, 130_000, 1, 1).selectExpr("id", "if(id = 125000, 'вы', 'щит') text")
    converted = texts.select(spark.transliterate("text", LAW, errors="strict", row=row).alias("text"))
    with pytest.raises(PythonException, match=f"UnmappedCharacter: {told}{LAW} has no rule for 'ы'"):
        converted.agg({"text": "max"}).collect()


def parent_of(process: int | str) -> int:
    return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def kills_its_worker_once(mark: Path) -> Any:
    """Return a function of Spark that gives back what it gets, and at first ends its worker, executor and all."""
    from pyspark.sql.functions import arrow_udf

    def batches(texts: Iterator[pyarrow.Array]) -> Iterator[pyarrow.Array]:
        with suppress(FileExistsError):
            mark.mkdir()
            executor = parent_of(os.getppid())
            for process, kind in ((parent_of(executor), "worker.Worker"), (executor, "CoarseGrainedExecutorBackend")):
                assert kind in Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
                (mark / str(process)).touch()
                os.kill(process, signal.SIGKILL)
        yield from texts

    return arrow_udf(batches, "string")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Have a master and two workers, each a process of its own; give the address of the master."""
    import pyspark

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    host, _, port = address.partition(":")
    start = [str(Path(pyspark.__file__).parent / "bin" / "spark-class")]
    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    environment = {**os.environ, "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": options}
    master = [*start, "org.apache.spark.deploy.master.Master", "--host", host, "--port", port, "--webui-port", "0"]
    worker = [
        *start,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        host,
        "--webui-port",
        "0",
        "-c",
        "1",
        "-m",
        "1g",
    ]
    commands = [master, *([*worker, "-d", str(tmp_path / name), f"spark://{address}"] for name in ("one", "other"))]
    with (tmp_path / "log").open("w") as log, ExitStack() as stack:
        for command in commands:
            process = stack.enter_context(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            stack.callback(process.kill)
        yield f"spark://{address}"


def test_a_cluster_that_loses_a_worker_loses_no_row(cluster: str, tmp_path: Path) -> None:
    import pyspark

    logs = Path(pyspark.__file__).parent / "work"
    before = sorted(logs.glob("*"))
    session = session_on(cluster)
    frame = session.createDataFrame(list(enumerate(TEXTS)), "row long, text string")
    column = spark.transliterate(kills_its_worker_once(tmp_path / "killed")("text"), LAW)
    rows = frame.select("row", column).collect()
    session.stop()
    assert [text for _, text in sorted(rows)] == one_by_one(TEXTS, LAW)
    killed = [int(mark.name) for mark in (tmp_path / "killed").iterdir()]
    assert len(killed) == 2
    assert sorted(logs.glob("*")) == before
    assert list((tmp_path / "one").glob("app-*")) or list((tmp_path / "other").glob("app-*"))


CONNECT = r"""
import warnings
warnings.simplefilter("ignore")  # of Spark, about the pandas that it finds
from pyspark.sql import SparkSession
from translit.bulk import spark
session = SparkSession.builder.remote("local[1]").getOrCreate()
rows = [(0, "Утре имаме срещ\N{LATIN SMALL LETTER A}."), (1, None), (2, "Щастие")]
frame = session.createDataFrame(rows, "row long, text string").orderBy("row")
assert "connect" in type(frame).__module__
for row in frame.select(spark.transliterate("text", "bg-streamlined-2009"), spark.check("text")).collect():
    print(row[0], row[1] and [found["suggestion"] for found in row[1]], sep="|")
spark.register(session)
frame.createOrReplaceTempView("texts")
sql = "select fold(text, 'bg'), repair(text, 'bg'), size(findings(text, 'text')), size(detections(text)) from texts"
for row in session.sql(sql).collect():
    print(*row, sep="|")
session.stop()
"""


def test_connect(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CONNECT]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Utre imame sreshta.|['среща']",
        "None|None",
        "Shtastie|[]",
        f"{translit.fold('Утре имаме среща.')}|Утре имаме среща.|1|1",
        "None|None|None|None",
        f"{translit.fold('Щастие')}|Щастие|0|1",
    ]
