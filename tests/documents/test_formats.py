"""Files that are more than text: their texts are converted, all else stays byte for byte."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest
from click.testing import CliRunner, Result

from tests.oracles.missing import program
from translit import transliterate
from translit.cli.app import app
from translit.documents import convert_document, formats
from translit.errors import Unreadable

LOCALES = Path(django.__file__).parent / "conf" / "locale"
CATALOGUES = sorted(Path(django.__file__).parent.glob("contrib/*/locale/*/LC_MESSAGES/*.po"))
TEMPLATES = sorted(Path(django.__file__).parent.rglob("*.html"))


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["convert", *args])


def converted(path: Path, *args: str, table: str = "bg-law") -> str:
    result = run(table, *args, str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode("utf-8")


def file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8"))
    return path


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("content", ["", "\n", "\r\n", "{}", "[]"])
def test_nothing_comes_of_nothing(name: str, content: str) -> None:
    if not (name == "json" and content.strip() == ""):
        assert convert_document(content, name, str.upper, "Cyrl") == content


def test_catalogues_stay_byte_for_byte_where_nothing_changes() -> None:
    assert len(CATALOGUES) > 100
    for path in CATALOGUES:
        content = path.read_text("utf-8")
        assert convert_document(content, "po", str, "Latn" if "@latin" in content else "Cyrl") == content, path


def test_templates_stay_byte_for_byte_where_nothing_changes() -> None:
    assert len(TEMPLATES) > 50
    for path in TEMPLATES:
        content = path.read_text("utf-8")
        assert convert_document(content, "html", str, "Cyrl") == content, path


@pytest.mark.oracle
@pytest.mark.parametrize(("language", "table"), [("bg", "bg-law"), ("uk", "uk-kmu-2010"), ("sr", "sr-latin")])
def test_gettext_takes_a_converted_catalogue(language: str, table: str, tmp_path: Path) -> None:
    msgfmt = program("msgfmt", "gettext")
    catalogue = LOCALES / language / "LC_MESSAGES" / "django.po"
    out = tmp_path / "latin.po"
    assert run(table, "-o", str(out), str(catalogue)).exit_code == 0
    done = subprocess.run([msgfmt, "-c", "-o", str(tmp_path / "x.mo"), str(out)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    old, new = catalogue.read_text("utf-8").splitlines(), out.read_text("utf-8").splitlines()
    assert len(old) == len(new)
    changed = [line for line, after in zip(old, new, strict=True) if line != after]
    assert len(changed) > 200
    assert not [line for line in changed if line.startswith(("msgid", "#"))]
    assert f'"Language: {language}@latin\\n"' in new


PO = r"""# Щит
msgid ""
msgstr ""
"Language: sr\n"
"Last-Translator: Јован <j@example.rs>\n"

#. Коментар
msgctxt "ж"
msgid "%d file in {name}"
msgid_plural "%d files in {name}"
msgstr[0] "%d датотека у {name}"
msgstr[1] ""
"%(count)s датотеке у \"<b>{name}</b>\"\n"
"на два реда"

#~ msgid "old"
#~ msgstr "старо"
"""


def test_a_catalogue(tmp_path: Path) -> None:
    expected = (
        PO.replace("sr\\n", "sr@latin\\n").replace("датотека у", "datoteka u").replace("датотеке у", "datoteke u")
    ).replace("на два реда", "na dva reda")
    path = file(tmp_path, "sr.po", PO)
    assert converted(path, table="sr-latin") == expected
    assert converted(file(tmp_path, "a.po", expected), "-r", table="sr-latin") == PO
    windows = file(tmp_path, "w.po", "\ufeff" + PO.replace("\n", "\r\n"))
    assert converted(windows, table="sr-latin") == "\ufeff" + expected.replace("\n", "\r\n")


def test_subtitles(tmp_path: Path) -> None:
    srt = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,500 X1:1\r\n{\\an8}<i>Щастие</i>\r\n- Щит\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\n12\r\nщека\r\n"
    )
    expected = srt.replace("Щастие", "Shtastie").replace("Щит", "Shtit").replace("щека", "shteka")
    assert converted(file(tmp_path, "a.srt", srt)) == expected
    vtt = "WEBVTT бележка\n\nNOTE щит\n\nSTYLE\n::cue { color: red }\n\nщ1\n00:01.000 --> 00:02.000\n<v Щ>Щит</v>\n"
    assert converted(file(tmp_path, "a.vtt", vtt)) == vtt.replace(">Щит<", ">Shtit<")
    ass = (
        "[Script Info]\nTitle: Щит\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
        "Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Щ,,0,0,0,,{\\b1}Щит, да{\\b0}\\Nщека\n"
    )
    assert converted(file(tmp_path, "a.ass", ass)) == ass.replace("Щит, да", "Shtit, da").replace("щека", "shteka")


def test_json(tmp_path: Path) -> None:
    text = '{\n  "ключ" : "Щит %count% {name}",\t"б": ["щ\\n\\"", 1.50, null, {"г": "\\u0449 \\u2028"}],"@@l":"щ"}\n'
    expected = text.replace("Щит", "Shtit").replace("щ\\n", "sht\\n").replace("\\u0449", "sht")
    assert converted(file(tmp_path, "a.json", text)) == expected
    assert json.loads(expected)["б"][3] == {"г": "sht \u2028"}
    bundle = '{"а": "{n, plural, one{щит} other{щитове}}", "@а": {"description": "щит", "x": ["щ"]}, "б": "щит"}'
    assert converted(file(tmp_path, "a.arb", bundle)) == bundle.replace('"б": "щит"', '"б": "shtit"')
    assert converted(file(tmp_path, "a.jsonl", '{"a":"щ"}\n{"a":"я"}\n')) == '{"a":"sht"}\n{"a":"ya"}\n'


def test_what_is_no_json_is_said_and_left(tmp_path: Path) -> None:
    path = file(tmp_path, "a.json", '{\n"щ": }\n')
    result = run("bg-law", "--in-place", str(path))
    assert (result.exit_code, path.read_text("utf-8")) == (1, '{\n"щ": }\n')
    assert f"{path}:2: is no JSON: Expecting value; --format text converts all of it" in result.stderr
    assert converted(path, "--format", "text") == '{\n"sht": }\n'


HTML = """<!DOCTYPE html>
<html lang="bg"><head><title>Щит</title><style>.щ { }</style><script>"щ"</script></head>
<body class="щ"><!-- щ --><p title="щ">Мир &amp; любов&nbsp;<b>Щ</b>ит, <code>щ</code> &lt;щ&gt;</p>
<pre>щ</pre><p lang="de">Щ</p></body></html>
"""


def test_html(tmp_path: Path) -> None:
    expected = (HTML.replace('"bg"', '"bg-Latn"').replace("<title>Щит", "<title>Shtit").replace("Мир", "Mir")).replace(
        "любов", "lyubov"
    )
    expected = expected.replace("<b>Щ</b>ит", "<b>Sht</b>it").replace("&lt;щ", "&lt;sht").replace('"de">Щ', '"de">Sht')
    assert converted(file(tmp_path, "a.html", HTML)) == expected


def test_a_page_keeps_its_tags(tmp_path: Path) -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[object] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append((tag, attrs))

    for path in TEMPLATES:
        content = path.read_text("utf-8")
        seen = []
        for page in (content, convert_document(content, "html", _up, "Cyrl")):
            tags = Tags()
            tags.feed(page)
            seen.append(tags.found)
        assert seen[0] == seen[1], path


def _up(text: str) -> str:
    return transliterate(text, "bg-law")


def test_markdown(tmp_path: Path) -> None:
    text = (
        "---\ntitle: щ\n---\n# Щит\n\nВиж `щ` и [щит](щ.md), ``a ` щ`` и ![щ][щ].\n\n```py\nщ = 1\n```\n\n"
        "~~~\nщ\n~~~\n[щ]: http://щ.бг\n"
    )
    expected = text.replace("# Щит", "# Shtit").replace("Виж", "Vizh").replace(" и ", " i ")
    expected = expected.replace("[щит](", "[shtit](").replace("![щ]", "![sht]")
    assert converted(file(tmp_path, "a.md", text)) == expected


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables(separator: str, end: str, tmp_path: Path) -> None:
    rows = [
        ["id", "име", "бел"],
        ["1", f"Щит{separator} два", "щ"],
        ["2", 'ред\n"щ"', ""],
        ["", "щека", "https://щ.бг"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    read = list(csv.reader(io.StringIO(converted(file(tmp_path, "a.csv", out.getvalue()))), delimiter=separator))
    assert read == [
        rows[0],
        ["1", f"Shtit{separator} dva", "sht"],
        ["2", 'red\n"sht"', ""],
        ["", "shteka", "https://щ.бг"],
    ]
    assert convert_document(out.getvalue(), "csv", str, "Latn") == out.getvalue()


def test_a_format_can_be_named(tmp_path: Path) -> None:
    path = file(tmp_path, "strings", '{"щ": "щ"}')
    assert converted(path, "--format", "json") == '{"щ": "sht"}'
    assert converted(path) == '{"sht": "sht"}'
    assert run("bg-law", "--format", "nothing", str(path)).exit_code == 2


def test_formats_go_with_encodings_compression_and_folders(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "a.srt").write_bytes("1\n00:01 --> 00:02\nЩе дойда утре\n".encode("cp1251"))
    file(tmp_path / "tree", "b.json", '{"щ": "щит"}')
    assert run("bg-law", "--encoding", "auto", "-o", str(tmp_path / "out"), str(tmp_path / "tree")).exit_code == 0
    assert (tmp_path / "out" / "a.srt").read_text("utf-8") == "1\n00:01 --> 00:02\nShte doyda utre\n"
    assert (tmp_path / "out" / "b.json").read_text("utf-8") == '{"щ": "shtit"}'


def test_other_encodings_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes("1\n00:01 --> 00:02\nЩе дойда утре следобед\n".encode("cp1251"))
    result = run("bg-law", str(path))
    assert result.exit_code == 1
    assert f"{path}:3: not UTF-8: looks like cp1251: --encoding cp1251 reads it" in result.stderr


def test_one_column_of_a_table_and_one_key_of_json(tmp_path: Path) -> None:
    table = 'id;"име, фамилия";;град\r\n1;"Щит; ""А""";;Шумен\r\n2;;;"Ямбол"\r\n'
    wanted = 'id;"име, фамилия";;град\r\n1;"Shtit; ""A""";;Шумен\r\n2;;;"Ямбол"\r\n'
    path = file(tmp_path, "a.csv", table)
    assert converted(path, "--column", "име, фамилия") == wanted
    assert converted(path, "--column", "град", "--column", "име, фамилия") == wanted.replace("Шумен", "Shumen").replace(
        "Ямбол", "Yambol"
    )
    rows = '{"име": "Щит", "град": ["Шумен", {"друго": "Щит"}]}\n{"град": "Ямбол"}\n'
    path = file(tmp_path, "a.jsonl", rows)
    assert converted(path, "--column", "град") == rows.replace("Шумен", "Shumen").replace("Ямбол", "Yambol")
    with pytest.raises(Unreadable, match="has no column 'x', but 'име', 'град', 'друго'"):
        convert_document(rows, "json", str, "Latn", ["x"])
