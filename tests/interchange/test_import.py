"""Files of other programs become tables: what is exported is read back as it was, and the originals are asked."""

from __future__ import annotations

import gzip
import json
import random
import re
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from tests.oracles import emacs, icu, jquery_ime, m17n, vim
from tests.oracles.keyboard import cells_of
from tests.oracles.test_xkb import PAIRS, keymap
from tests.sequences import some
from translit import InputEngine, Table, compile_table, tables
from translit.cli.app import app
from translit.errors import FileProblem, Inexpressible, TableError, TranslitError
from translit.interchange import export, formats, read_table, readable
from translit.machine.trie import difference, typable, written_as_sequences
from translit.table.file import parse_table
from translit.table.value import BASES

LAYOUTS = [table_id for table_id in tables if tables[table_id].kind == "layout"]
#: All that have dead keys or two letters on a key, and some of the others.
TRIED = [
    table_id
    for table_id in LAYOUTS
    if table_id in some(LAYOUTS, 12)
    or any(len(c) > 1 for level in tables[table_id].keys.values() for r in level for c in r)
]
SYSTEM = Path("/usr/share/X11/xkb/symbols")
#: Layouts that make another key of Caps Lock, or capitals that this X11 does not know.
OTHER_CAPS = {"ru(chu)", "ru(prxn)", "ru(rulemak)"}


def read(content: str | bytes, path: str, **options: str) -> tuple[Table, list[str]]:
    """Return the table that a file becomes, its samples proven, and what was lost."""
    made = read_table(content.encode() if isinstance(content, str) else content, path, **options)
    table = parse_table(made.text, path, made.table_id)
    compiled = compile_table(table)
    for sample in table.samples:
        if not sample.level:
            assert compiled.transliterate(sample.source) == sample.target
    return table, [str(loss) for loss in made.losses]


@pytest.mark.parametrize("form", ["xkb", "klc", "keylayout", "ldml", "kmn"])
def test_a_layout_that_is_exported_and_read_back_is_the_same(form: str) -> None:
    said = 0
    for table_id in TRIED:
        try:
            exported = export(compile_table(table_id), form)
        except Inexpressible as error:
            assert all(error.losses)
            continue
        table, lost = read(exported.content, exported.file)
        assert table.keys == tables[table_id].keys, table_id
        assert lost == []
        said += 1
    assert said > 4


@pytest.mark.oracle
def test_layouts_of_x11_are_read_as_x11_types_them() -> None:
    for _, name in PAIRS[::5]:
        layout, _, variant = name.rstrip(")").partition("(")
        path = SYSTEM / layout
        made = read_table(path.read_bytes(), str(path), variant=variant)
        ours, theirs = cells_of(parse_table(made.text, name).keys), keymap(name).cells()
        for cell, text in theirs.items():
            # The key left of Z is not the file's, mostly.
            if cell[1] != "102nd" and not (name in OTHER_CAPS and cell[0].startswith("caps")):
                assert ours.get(cell, "") == text, (name, cell)


#: Ways back that ask nothing of the letters beside, and layouts.
SEQUENCES = [
    *((table_id, True) for table_id in ("be-icao-9303", "bg-antarctic-1995", "mk-odni-2015", "ru-gost-52535-2006")),
    *((table_id, False) for table_id in ("ku-ala-lc", "bg-phonetic-traditional", "sr-cyrillic", "mk-cyrillic")),
]


@pytest.mark.parametrize("form", ["vim", "quail", "m17n", "jquery.ime", "kmn"])
def test_sequences_that_are_exported_and_read_back_are_the_same(form: str) -> None:
    said = 0
    for table_id, reverse in SEQUENCES:
        compiled = compile_table(table_id, reverse=reverse)
        sequences = written_as_sequences(compiled._rules)
        try:
            exported = export(compiled, form)
        except Inexpressible:
            continue
        table, lost = read(exported.content, exported.file)
        assert lost == [], (table_id, reverse)
        again = compile_table(table)
        assert sequences.losses == ()
        assert difference(again._rules.lazy, sequences.written, typable(compiled._rules.meaning)) is None, table_id
        said += 1
    assert said > 5


#: Input methods that come with Debian, and files that have them.
ORIGINALS = [
    *((f"vim:{name}", "") for name in ("bulgarian-phonetic", "bulgarian-bds", "serbian_utf-8", "russian-typograph")),
    *(("quail:cyrillic", name) for name in ("cyrillic-translit", "cyrillic-yawerty", "bulgarian-alt-phonetic")),
    *((f"m17n:{name}", "") for name in ("ru-translit", "ru-yawerty", "sr-kbd")),
]


def original(name: str, variant: str) -> tuple[bytes, str]:
    """Return a file of Debian, and what it is called."""
    program, _, file = name.partition(":")
    if program == "vim":
        path = next(Path("/usr/share/vim").glob(f"vim*/keymap/{file}.vim"))
        return path.read_bytes(), path.name
    if program == "quail":
        path = next(Path("/usr/share/emacs").glob(f"*/lisp/leim/quail/{file}.el.gz"))
        return gzip.decompress(path.read_bytes()), "cyrillic.el"
    path = Path("/usr/share/m17n", f"{file}.mim")
    return path.read_bytes(), path.name


def typed_there(name: str, variant: str, texts: list[str], folder: Path) -> list[str]:
    program, _, file = name.partition(":")
    if program == "vim":
        return vim.typed(file.removesuffix("_utf-8"), texts)
    if program == "quail":
        return emacs.typed(variant, texts)
    language, _, method = file.partition("-")
    return m17n.typed(folder, [(language, method, texts)])[0]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "variant"), ORIGINALS)
def test_what_debian_has_types_the_same_as_a_table(name: str, variant: str, tmp_path: Path) -> None:
    content, path = original(name, variant)
    table, _ = read(content, path, variant=variant)
    compiled = compile_table(table)
    rng = random.Random(name)
    keys = sorted({key for rule in table.rules for key in rule.source})
    texts = ["".join(rng.choices([*keys, *"abcnostuyz"], k=rng.randrange(1, 9))) for _ in range(80)]
    texts += [rule.source for rule in table.rules]
    for text, theirs in zip(texts, typed_there(name, variant, texts, tmp_path), strict=True):
        assert normalize("NFC", theirs) == normalize("NFC", compiled._rules.lazy.convert(text)), text


@pytest.mark.parametrize(("name", "variant"), ORIGINALS)
def test_a_keyboard_with_sequences_is_a_keyboard(name: str, variant: str) -> None:
    table, _ = read(*original(name, variant), variant=variant)
    assert table.base == ("" if name.endswith("translit") or variant.endswith("translit") else "us")


def test_a_pattern_of_jquery_ime_may_be_one_of_several_keys() -> None:
    script = """$.ime.register({ id: 'cv-a', name: 'A', patterns: [['f|\u0430', 'ф'], ['#|№', 'Ҫ'], ['[xy]', 'б']],
        patterns_x: [['t|\u0435', 'ӗ'], ['\u0443', 'ӳ']] });"""
    table, lost = read(script.encode(), "cv-a.js")
    keyboard = InputEngine(table)
    assert [keyboard.feed(key).insert for key in "f#"] == ["ф", "Ҫ"]
    assert keyboard.feed("t", "altgr").insert == "ӗ"
    assert [loss.partition(": ")[2].partition(" →")[0] for loss in lost] == ["а", "№", "[xy]", "е", "у"]


def test_what_only_changes_another_keyboard_says_so() -> None:
    with pytest.raises(TableError, match="what another keyboard types with Alt held"):
        read("$.ime.register({ patterns_x: [['\u0443', 'ү']] });".encode(), "ky-a.js")


def test_a_keymap_of_vim_says_what_it_is_written_in() -> None:
    keymap = 'scriptencoding {}\nlet b:keymap_name = "mine"\nloadkeymap\nQ Љ\nq љ\n'
    for coding in ("cp1251", "iso-8859-5", "utf-8"):
        table, lost = read(keymap.format(coding).encode(coding), "sr-mine.vim")
        assert (compile_table(table).transliterate("Qq"), lost) == ("Љљ", [])
    with pytest.raises(TableError, match="1: no-such: no encoding that is known here"):
        read(keymap.format("no-such").encode("cp1251"), "sr-mine.vim")


@pytest.mark.browser
def test_what_jquery_ime_has_types_the_same_as_a_table() -> None:
    asked, tables_ = [], []
    for method in ("ru-kbd", "ru-jcuken", "ru-phonetic", "uk-kbd", "sr-kbd", "ru-yawerty", "cv-cyr-numbers"):
        path = jquery_ime.rules(method)
        table, lost = read(path.read_bytes(), path.name)
        # ^ and \\ as they stand are no signs, and № is on no American keyboard.
        assert len(lost) == (method in ("ru-jcuken", "sr-kbd", "cv-cyr-numbers")), lost
        keys = [key for row in BASES["us"] for keys in row for key in keys if key not in "^$"]
        rng = random.Random(method)
        texts = ["".join(rng.choices(keys, k=rng.randrange(1, 9))) for _ in range(60)]
        asked.append((method, texts))
        tables_.append(compile_table(table)._rules.lazy)
    for machine, (method, texts), answers in zip(tables_, asked, jquery_ime.received(asked), strict=True):
        for text, theirs in zip(texts, answers, strict=True):
            assert machine.convert(text) == theirs, (method, text)


@pytest.mark.browser
def test_jquery_ime_types_the_same() -> None:
    asked, wanted = [], []
    for table_id, reverse in SEQUENCES:
        compiled = compile_table(table_id, reverse=reverse)
        exported = export(compiled, "jquery.ime", lossy=True)
        written = written_as_sequences(compiled._rules).written
        rng = random.Random(table_id)
        keys = sorted({key for typed in written for key in typed})
        texts = [*written, *("".join(rng.choices(keys, k=rng.randrange(1, 9))) for _ in range(80))]
        if exported.losses:
            texts = list(written)
        asked.append((exported.file.removesuffix(".js"), texts, exported.content.decode()))
        wanted.append([compiled._rules.lazy.convert(text) for text in texts])
    for (method, texts, _), ours, theirs in zip(asked, wanted, jquery_ime.received(asked), strict=True):
        for text, here, there in zip(texts, ours, theirs, strict=True):
            assert there == here, (method, text)


def test_what_is_no_symbol_and_no_key_is_said_with_its_line() -> None:
    text = (
        'xkb_symbols "a" {\n key <AD01> { [ Cyrillic_yaa, U0044F ] };\n key <KP7> { [ a ] };\n include "nowhere(x)"\n};'
    )
    table, lost = read(text, "bg-a.xkb")
    assert lost == [
        '4: include "nowhere(x)": there is no such file or section here',
        "2: key D01: Cyrillic_yaa is no symbol that types a text",
        "3: key <KP7>: no key of the letters, digits and signs",
    ]
    assert table.keys["shift"][1][0] == "я"


def test_a_layout_of_windows() -> None:
    text = """KBD\tMINE\t"Mine"
COPYRIGHT\t"CC0"
LOCALENAME\t"bg-BG"
SHIFTSTATE
0\t//Column 4
1
2
6
LAYOUT\t;an extra '@' at the end is a dead key
10\tQ\t1\t044f\t042f\t0011\t-1\t// я Я
11\tW\tSGCap\t0432\t0412\t-1\t20bd
-1\t-1\t0\t0431\t0411
12\tE\t0\t%%\t0060@\t-1\t0431
13\tR\t0\tq1\t-1\t-1\t-1
39\tSPACE\t0\t0020\t00a0\t-1\t-1
LIGATURE
E\t0\t043d\t044c
DEADKEY\t0060
0438\t045d\t// и
0431\t0432
ENDKBD
"""
    made = read_table(b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"), "mine.klc")
    table = parse_table(made.text, "", made.table_id)
    assert (table.id, table.name["en"], table.licence_note) == ("bg-mine", "Mine", "CC0")
    cells = {level: "".join(rows[1]) for level, rows in table.keys.items()}
    said = {"plain": "явнь", "shift": "ЯВ◌\u0300", "caps": "Ябнь", "caps-shift": "яБ◌\u0300", "altgr": "₽б"}
    assert cells == said
    assert [str(loss) for loss in made.losses] == [
        "14: key D04, plain: expected a character, its number or -1, found 'q1'",
        "14: key D04, caps: expected a character, its number or -1, found 'q1'",
        "15: key A03, shift: '\\xa0' is on a key that a layout here has not",
        "20: dead key ◌\u0300 makes 'в' of 'б' there, and 'б\u0300' here",
    ]


def test_a_keyboard_of_keyman_written_by_hand() -> None:
    text = """c hand made
store(&NAME) "Mine"
begin Unicode > use(main)
store(vowels) 'аеи'
group(main) using keys
+ 's' > 'с'   c a letter
'с' + 'h' > 'ш'
any(vowels) + 'x' > index(vowels,1) \\
  'кс'
+ 'a' > 'а'
if(option = '1') + 'q' > 'я'
"""
    table, lost = read(text, "bg-mine.kmn")
    assert table.name["en"] == "Mine"
    assert compile_table(table).transliterate("sash ax") == "саш акс"
    assert lost == [
        "11: if(option = '1') + 'q' > 'я': no rule of keys and texts alone",
        "1: it remembers more than sequences of keys can say: axh is акш",
    ]


@pytest.mark.oracle
def test_schemas_of_iuliia_are_read_with_their_samples() -> None:
    import iuliia

    folder = Path(iuliia.__file__).parent / "schemas"
    for path in sorted(folder.glob("*.json")):
        table, lost = read(path.read_bytes(), path.name)
        assert not [loss for loss in lost if "a sample" not in loss], (path.name, lost)
        samples = json.loads(normalize("NFC", path.read_text("utf-8")))["samples"]
        kept = [[sample.source, sample.target] for sample in table.samples]
        assert len(lost) == sum(sample not in kept for sample in samples), (path.name, lost)
        words = re.findall(r"\w+", "Юлия съела щавель цирк мышь объём подъезд Алексей синий большое ежи Чайковский")
        schema = getattr(iuliia, path.stem.upper())
        ours = [compile_table(table).transliterate(word) for word in words]
        assert ours == [normalize("NFC", schema.translate(word)) for word in words], path.name


RULES = """# Mine
:: NFC ;
$vowel = [ae\\u043E] ;
$vowel { ю > yu ;  # behind a vowel
[^[:L:]] { е > ye ;
ц } [ия] > ts ;
шт > \\u0073ht ; ш <> sh ;
ю > 'iu' ; е > e ; а > a ; ц > c ; и > i ;
штт > x ;
[бБ] > b ;
(.) > $1 $1 ;
"""


def test_rules_of_icu_are_read_as_icu_reads_them() -> None:
    table, lost = read(RULES, "bg-mine.txt")
    assert lost == [
        "9: 'штт' → 'x': 'шт' is read first, and it never is",
        "11: ( . ) > 1 1: 1 is no text",
    ]
    texts = ["аю бю ею ою", "ера пера", "ци ца", "штаб Бш"]
    theirs = icu.transformed(RULES.replace("(.) > $1 $1 ;\n", "").replace("штт > x ;", ""), texts)
    assert [compile_table(table).transliterate(text) for text in texts] == theirs


OLD_LDML = """<?xml version="1.0" encoding="UTF-8" ?>
<!DOCTYPE keyboard SYSTEM "../dtd/ldmlKeyboard.dtd">
<keyboard locale='ru-t-k0-windows'>
<names><name value='Russian'/></names>
<keyMap>
<map iso="D01" to="й"/> <!-- Q & -->
<map iso="D02" to="`"/><map iso="D03" to="абв"/>
</keyMap>
<keyMap modifiers='shift caps?+shiftR'><map iso="D01" to="\\u{419}"/></keyMap>
<keyMap modifiers='altR+caps? ctrl+alt+caps?'><map iso="D01" to="`" transform="no"/></keyMap>
<keyMap modifiers='ctrl+caps?'><map iso="D01" to="\\u{1B}"/></keyMap>
<keyMap modifiers='altL+altR+shift+ctrl'><map iso="D01" to="x"/></keyMap>
<transforms type='simple'>
<transform from="` " to="`"/><transform from="`и" to="ѝ"/><transform from="`е" to="э"/></transforms>
</keyboard>"""


def test_a_keyboard_of_older_cldr() -> None:
    table, lost = read(OLD_LDML, "mine.xml")
    assert table.id == "ru-mine" and table.name["en"] == "Russian"
    assert [table.keys[level][1][0] for level in ("plain", "shift", "altgr")] == ["й", "Й", "`"]
    assert table.keys["plain"][1][1] == "◌\u0300"
    assert lost == [
        "14: dead key ◌\u0300 makes 'э' of 'е' there, and 'ѐ' here",
        "7: key D03, plain: a key gives one character or two letters here, not 'абв'",
    ]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><keyboard3 locale="bg">&c;'
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "^a.xml:1: declares entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><keyboard3 locale="bg"><info name="&a;"/></keyboard3>', "&a;"),
        ('<keyboard3 locale="bg">' + "<a>" * 100_000, "nested more than 32 deep"),
        ('<keyboard3 locale="bg">' + "<a/>" * 110_000, "more than 100000 elements"),
        ('<keyboard3 locale="bg">', "no element|not XML"),
        ('<keyboard3 locale="bg"></keyboard3>', "no layers of a hardware keyboard"),
        ('<keyboard locale="bg"></keyboard>', "nothing in it is a key"),
    ],
    ids=range(7),
)
def test_xml_that_would_grow_or_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_table(text.encode(), "a.xml")


@pytest.mark.parametrize(
    ("content", "path", "said"),
    [
        ("", "a.xkb", "1: no layout '' in it: none at all"),
        ('xkb_symbols "a" { include "c(c)" };', "b", "there is no such file"),
        ('xkb_symbols "a" { include "b(a)" };', "b", "in a circle"),
        ('xkb_symbols "a" { key <AD01> ' + "{" * 50_000, "b.xkb", "nothing in it is a key"),
        (b"\xff\xfe\x00\xd8", "a.xkb", "not UTF-16"),
        (b"\xc0", "a.xkb", "1: not UTF-8"),
    ],
    ids=range(6),
)
def test_files_that_are_none_are_refused_in_one_line(content: str | bytes, path: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        read_table(content.encode() if isinstance(content, str) else content, path)
    assert str(caught.value).startswith(f"{path}:")


def test_a_spoiled_file_is_read_or_refused_and_nothing_else_happens() -> None:
    rng = random.Random(17)
    seeds = {
        form: export(compile_table("mk-cyrillic"), form, lossy=True).content for form in readable() if form in formats()
    }
    seeds["iuliia"] = '{"mapping": {"а": "a"}, "prev_mapping": {"ае": "ye"}, "samples": [["а", "a"]]}'.encode()
    seeds["icu"] = RULES.encode()
    strange = [
        b"<",
        b'"',
        b"'",
        b"{",
        b"]",
        b"(",
        b"\\",
        b"\0",
        b"\n",
        b"\xed\xa0\x80",
        b"U+D800",
        b"0x110000",
        b"\\ud800",
        b"@",
    ]
    for form, content in seeds.items():
        for _ in range(10):
            spoiled = bytearray(content[:6000])
            for _ in range(rng.randrange(1, 6)):
                at = rng.randrange(len(spoiled))
                spoiled[at : at + rng.choice([0, 0, 1, 40])] = rng.choice([*strange, spoiled[at : at + 99]])
            with suppress(TranslitError):
                read_table(bytes(spoiled), "bg-x.file", form=form)


@pytest.mark.parametrize("text", ["a > " * 100_000, "[[a]" * 100_000, "(" * 500_000, "<!--" * 100_000, '"' * 500_000])
def test_what_kind_of_file_it_is_is_seen_in_a_moment(text: str) -> None:
    begun = perf_counter()
    with pytest.raises(TranslitError):
        read_table(text.encode(), "bg-x.file")
    assert perf_counter() - begun < 20


def test_a_format_that_is_not_known_is_to_be_said() -> None:
    with pytest.raises(FileProblem, match="say --from"):
        read_table(b"nothing", "a.bin")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *arguments])
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    symbols, out = tmp_path / "mine", tmp_path / "bg-mine.toml"
    symbols.write_text('xkb_symbols "a" { name[Group1] = "Mine"; key <AD01> { [ Cyrillic_ya, NoSuch ] }; };', "utf-8")
    status, said = run(str(symbols), "-o", str(out))
    assert status == 0 and "mine:1: key D01: NoSuch" in said
    assert compile_table(str(out)).transliterate("q") == "я"
    assert "# Not read, line 1: key D01" in out.read_text("utf-8")
    assert run(str(symbols), "-o", str(out))[0] == 1
    assert run(str(symbols), "--id", "x")[0] == 2
    assert run(str(symbols), "--from", "nothing")[0] == 2
    assert 'id = "bg-other"' in run(str(symbols), "--id", "bg-other")[1]
