"""Files that are more than text: their texts are converted, all else stays byte for byte."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import django
import pysubs2
import pytest
from click.testing import CliRunner, Result

from tests.oracles.missing import program
from translit import transliterate
from translit.cli.app import app
from translit.documents import convert_document, formats, html, rewritten
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
        assert convert_document(content, "html", str, "Cyrl", (), html.ATTRIBUTES) == content, path


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


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("blanks.srt", "1\n00:01 --> 00:02\nЩит\n   \n2\n00:03 --> 00:04 X1:щ\nЩека\n"),
        ("no-blank.srt", "1\n00:01 --> 00:02\nЩит\n2\n00:03 --> 00:04 X1:щ\nЩека\n"),
        ("inside.srt", "щ\n\n1\n00:01 --> 00:02\nЩит\n\nЩека\n\n\n2\n00:03 --> 00:04\n\nЩит\n\n3\n"),
        ("returns.srt", "\ufeff1\r00:01 --> 00:02\rЩит\r\r2\r00:03 --> 00:04\rЩека"),
        ("mixed.srt", "1\r\n00:01 --> 00:02\nЩит\n\r\n2\r\n00:03 --> 00:04\r\n<font color='щ'>Щека</font>&nbsp;"),
        ("note.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:02.000 align:щ\nЩит\n\nNOTE щ\nщ\n\nщ\n00:03.000 --> 00:04\nЩека"),
        ("five.ssa", "[Events]\nFormat: Start, End, Style, Name, Text\nDialogue: 1,2,щ,щ,Щит, Щека\nComment: 1,2,щ,щ"),
        ("draw.ass", "[events]\r\nDialogue: 0,1,2,щ,,0,0,0,,{\\an7\\p1}m 0 щ{\\p0}Щит\\hЩека{\\p2\\1}щ l 1\r\n"
         "Dialogue: 0,1,2,щ,,0,0,0,,{щ}Щит"),
        ("frames.sub", "\ufeff{1}{1}23.976\r\n{10}{25}{y:щ}Щит|Щека\r\n{26}{}{C:$щ}Щит"),
        ("tenths.sub", "[10][25]/Щит|Щека\n[26][]Щит\n"),
        ("viewer.sub", "[INFORMATION]\n[TITLE]щ\n[SUBTITLE]\n[FONT]щ\n00:04:35.03,00:04:38.82\nЩит[br]Щека\n"),
        ("video.sbv", "0:00:00.599,0:00:04.160\nЩит\n1,5 Щит\n\n0:00:04.160,0:00:06.770\nЩека\n"),
    ],
)  # fmt: skip
def test_subtitles_as_they_are_met(name: str, document: str, tmp_path: Path) -> None:
    expected = document.replace("Щит", "Shtit").replace("Щека", "Shteka")
    assert converted(file(tmp_path, name, document)) == expected


def test_what_a_reader_of_subtitles_needs_stays_on_the_way_back(tmp_path: Path) -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000 align:start position:0%\nLjubav\n \n00:03.000 --> 00:04.000 line:0\nNjiva"
    after = converted(file(tmp_path, "a.vtt", vtt), "-r", table="sr-latin")
    assert after == vtt.replace("Ljubav", "Љубав").replace("Njiva", "Њива")
    ass = "[Events]\nDialogue: 0,1,2,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 b 1{\\p0}Ljubav\n"
    assert converted(file(tmp_path, "a.ass", ass), "-r", table="sr-latin") == ass.replace("Ljubav", "Љубав")


@pytest.mark.parametrize(
    ("name", "document", "expected"),
    [
        ("sung.ass", "[Events]\nDialogue: 0,1,2,,,0,0,0,,"
         "{\\k2}Ро{\\k3}з{\\kf1}гін, ма{\\k6}{\\b1}єш{\\k3}; їж{\\p1}m 0{\\p0}їж\\Nїж",
         "{\\k2}Ro{\\k3}z{\\kf1}ghin, ma{\\k6}{\\b1}iesh{\\k3}; yizh{\\p1}m 0{\\p0}yizh\\Nyizh"),
        ("sung.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nРо<00:01.500>з<c>г</c>ін <00:01.9>їж",
         "Ro<00:01.500>z<c>gh</c>in <00:01.9>yizh"),
        ("cut.srt", "1\n00:00:01,000 --> 00:00:02,000\nма<i>є</i>ш {\\an8}їж", "ma<i>ie</i>sh {\\an8}yizh"),
        ("cut.sub", "{1}{2}{y:i}ма{y:b}єш|їж", "{1}{2}{y:i}ma{y:b}iesh|yizh"),
    ],
)  # fmt: skip
def test_tags_cut_no_words_of_subtitles(name: str, document: str, expected: str, tmp_path: Path) -> None:
    written = converted(file(tmp_path, name, document), table="uk-kmu-2010")
    assert written.endswith(expected) and written[: -len(expected)] == document[: len(written) - len(expected)]


@pytest.mark.oracle
@pytest.mark.parametrize("form", ["srt", "vtt", "ass", "ssa", "microdvd", "mpl2"])
def test_another_program_reads_converted_subtitles(form: str) -> None:
    lines = [f"Щука {number}, юла\\N{{\\i1}}Бял{{\\i0}}о" for number in range(50)]
    film = pysubs2.SSAFile()
    film.events = [pysubs2.SSAEvent(start=n * 1000, end=n * 1000 + 900, text=line) for n, line in enumerate(lines)]
    before = film.to_string(form, fps=25)
    after = pysubs2.SSAFile.from_string(convert_document(before, "subtitles", _up, "Latn"), format_=form, fps=25)
    film = pysubs2.SSAFile.from_string(before, format_=form, fps=25)
    assert [(event.start, event.end, event.style) for event in after] == [(e.start, e.end, e.style) for e in film]
    assert [event.plaintext for event in after] == [_up(event.plaintext) for event in film]


def test_a_catalogue_of_another_language_keeps_its_name() -> None:
    for before, after in {"sr": "sr@latin", "sr_RS": "sr_RS@latin", "sr@latin": "sr@latin", "de": "de", "": ""}.items():
        for header in (
            'msgid ""\nmsgstr "Language: {}\\n"\n',
            'msgid ""\nmsgstr ""\n"X: y\\n"\n"Language: {}\\n"\n"MIME-Version: 1.0\\n"\n',
            'msgid ""\nmsgstr "X: y\\nLanguage: {}\\nMIME-Version: 1.0\\n"\n',
        ):
            assert convert_document(header.format(before), "po", str, "Latn") == header.format(after)
            assert convert_document(header.format("sr_RS@latin"), "po", str, "Cyrl") == header.format("sr_RS")


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


@pytest.mark.parametrize("name", ["a.srt", "a.po", "a.strings", "a.xlf", "a.ics", "a.sub"])
def test_a_file_that_is_not_what_its_name_says_is_told(name: str, tmp_path: Path) -> None:
    result = run("bg-law", str(file(tmp_path, name, "Щит, щит\n")))
    assert (result.exit_code, result.stdout) == (0, "Щит, щит\n")
    assert f"{name}: no text of this format is in it; --format text takes all of it" in result.stderr
    assert run("bg-law", str(file(tmp_path, name, "msgid nothing\n"))).stderr == ""


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


READ = """<!DOCTYPE html><!-- <a title="щ"> --><html><head><meta name=viewport content="щ">
<META content='Щит &amp; "щит"' name=Description><meta property="og:title" content="Щит">
<script title="щ">'<a title="щ">'</script></head><body><img alt=щ src=щ.png>
<img ALT = 'об&shchcy; "да" &#39;не&#39; { } %s' title="5 > 3 щ"/><input placeholder="Име" value=щ disabled>
<p aria-label="щ\nщ" data-title="щ" class=щ>Щит</p><textarea placeholder="щ">щ</textarea>
<code title="щ"><q title="щ">щ</q></code><b title=>щ</b><i title>щ</i>
<a title="щ <b>щ</b>" href="{% url 'щ' %}">Щ</a></body></html>
"""


def test_attributes_that_people_read(tmp_path: Path) -> None:
    path = file(tmp_path, "a.html", READ)
    untouched = attributes_of(READ)
    assert attributes_of(converted(path)) == untouched
    wanted = {
        **dict.fromkeys([("img", "alt"), ("img", "title"), ("input", "placeholder"), ("p", "aria-label")]),
        **dict.fromkeys([("textarea", "placeholder"), ("code", "title"), ("b", "title"), ("a", "title")]),
        **dict.fromkeys([("script", "title")]),
    }
    expected = [
        (tag, name, _up(said) if said and ((tag, name) in wanted or said.startswith("Щит")) else said)
        for tag, name, said in untouched
    ]
    assert len([pair for pair in zip(untouched, expected, strict=True) if pair[0] != pair[1]]) == 11
    assert attributes_of(converted(path, "--attributes", "all")) == [("html", "lang", "bg-Latn"), *expected]
    some = attributes_of(converted(path, "--attributes", "alt, content"))
    assert some == [
        (tag, name, after if name in ("alt", "content") else said)
        for (tag, name, said), (_, _, after) in zip(untouched, expected, strict=True)
    ]
    back = file(tmp_path, "b.html", converted(path, "--attributes", "all"))
    assert attributes_of(converted(back, "-r", "--attributes", "all"))[0] == ("html", "lang", "bg")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("""<a title="п'ять &quot;ь&quot;">""", """<a title="p'at' &quot;'&quot;">"""),
        ("<a title='ь &#39;'>", "<a title='&#39; &#39;'>"),
        ("<a title=ь>", """<a title="'">"""),
        ("<a title=да/>", "<a title=da/>"),
        ("<a title='' alt>", "<a title='' alt>"),
        ('<a title="щ>', '<a title="щ>'),
    ],
)
def test_quotes_of_attributes_hold(tag: str, expected: str) -> None:
    letters = str.maketrans({"ь": "'", "п": "p", "я": "a", "т": "t", "д": "d", "а": "a"})
    assert convert_document(tag, "html", lambda text: text.translate(letters), "Latn", (), ["title"]) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<html lang="sr" xml:lang="sr">', '<html lang="sr-Latn" xml:lang="sr-Latn">'),
        ("<html lang=sr-RS>", "<html lang=sr-Latn-RS>"),
        ("<html lang=sr-Cyrl><p lang='BG'>", "<html lang=sr-Latn><p lang='BG-Latn'>"),
        ("<!-- <p lang=sr> --><p lang=de><pre lang=sr><b lang=sr></pre>", None),
        ("<text xml:lang='sr' x='1'/><a hreflang=sr>", "<text xml:lang='sr-Latn' x='1'/><a hreflang=sr>"),
        ('<html><svg lang="sr">', '<html lang="sr-Latn"><svg lang="sr-Latn">'),
        ("<p>", "<p>"),
    ],
)
def test_the_language_of_a_page(before: str, after: str | None) -> None:
    wanted = after or before.replace("<pre lang=sr", "<pre lang=sr-Latn")
    assert convert_document(before, "html", str, "Latn", (), ["lang"], "sr") == wanted
    if "Cyrl" not in before and before.startswith("<html lang"):
        assert convert_document(wanted, "html", str, "Cyrl", (), ["lang"], "sr") == before


def attributes_of(page: str) -> list[tuple[str, str, str | None]]:
    class Attributes(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, str, str | None]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += [(tag, *attribute) for attribute in attrs]

    read = Attributes()
    read.feed(page)
    return read.found


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--attributes", "alt,titl"], "Did you mean 'title'?"),
        (["--attributes", "alt", "--format", "po"], "--attributes are those of tags, and po has none."),
    ],
)
def test_other_attributes_are_a_mistake(args: list[str], told: str, tmp_path: Path) -> None:
    result = run("bg-law", *args, str(file(tmp_path, "a.html", HTML)))
    assert result.exit_code == 2 and told in result.stderr


def test_a_page_keeps_its_tags(tmp_path: Path) -> None:
    for path in TEMPLATES:
        content = path.read_text("utf-8")
        before = attributes_of(content)
        assert attributes_of(convert_document(content, "html", _up, "Cyrl")) == before, path
        titles = rewritten(content, html.attributes(content, ["title", "alt"]), lambda _: """щ'"'""")
        if not re.search(r"""=\s*"[^"]*\{%[^"%]*"|'[^']*\{%[^'%]*'""", content):
            assert attributes_of(titles) == [
                (tag, name, """щ'"'""" if said is not None and name in ("title", "alt") else said)
                for tag, name, said in before
            ], path


def test_quotes_in_what_a_template_writes_end_no_attribute() -> None:
    page = """<a title="{% translate "Щит" %} щ {{ a["щ"] }}" alt='{{ x|default:'щ' }}щ'>"""
    found = [piece.text for piece in html.attributes(page, ["title", "alt"])]
    assert found == ["""{% translate "Щит" %} щ {{ a["щ"] }}""", "{{ x|default:'щ' }}щ"]


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


def test_attributes_and_titles_in_markdown(tmp_path: Path) -> None:
    text = (
        "<img src='щ.png' alt='Щит &amp; \"меч\"' title=щ>\n[щ](щ.md \"Щит \\\"щ\\\"\") ![щ](щ.png 'Щит') [щ](щ.md)\n"
        '`<i title="щ">` <code title="щ">щ</code>\n\n```html\n<i title="щ">\n```\n'
    )
    path = file(tmp_path, "a.md", text)
    assert converted(path) == text.replace("[щ]", "[sht]")
    expected = text.replace("[щ]", "[sht]").replace("Щит", "Shtit").replace("меч", "mech").replace("=щ>", "=sht>")
    assert converted(path, "--attributes", "all") == expected.replace('\\"щ\\"', '\\"sht\\"')
    assert converted(path, "--attributes", "alt") == text.replace("[щ]", "[sht]").replace(
        "alt='Щит &amp; \"меч\"'", "alt='Shtit &amp; \"mech\"'"
    )
    mended = CliRunner().invoke(app, ["fix", "--format", "markdown"], input='[a](б "срещa") <i title="срещa">')
    assert mended.stdout == '[a](б "среща") <i title="среща">'


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
