"""Translations, settings, calendars and contacts: only values that are texts change, and other programs read them."""

from __future__ import annotations

import json
import plistlib
import quopri
import re

import icalendar
import pytest
import vobject
import yaml
from click.testing import CliRunner
from translate.storage import xliff

from translit import transliterate
from translit.cli.app import app
from translit.documents import convert_document, format_of


def latin(document: str, form: str, table: str = "bg-law") -> str:
    return convert_document(document, form, lambda text: transliterate(text, table), "Latn")


def back(document: str, form: str) -> str:
    result = CliRunner().invoke(app, ["convert", "sr-latin", "-r", "--format", form], input=document.encode())
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode()


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("res/values-bg/strings.xml", "android"),
        ("a.xml", "html"),
        ("bg.lproj/Localizable.strings", "strings"),
        ("a.xlf", "xliff"),
        ("a.yml", "yaml"),
        ("a.ics", "calendar"),
        ("a.VCF", "calendar"),
        ("bg.lproj/Localizable.stringsdict", "stringsdict"),
        ("App/Localizable.xcstrings", "xcstrings"),
    ],
)
def test_names_tell_formats(path: str, form: str) -> None:
    assert format_of(path) == form


def test_xliff() -> None:
    before = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext" '
        'source-language="bg" target-language="sr"><body><trans-unit id="1"><source>Љуб</source>'
        '<target state="translated">Љу<g id="1">б</g>ав <ph id="2">ш</ph> &amp; ја</target></trans-unit>'
        '<trans-unit id="2"><source>ш</source></trans-unit></body></file></xliff>'
    )
    after = latin(before, "xliff", "sr-latin")
    expected = before.replace('"sr"', '"sr-Latn"').replace('Љу<g id="1">б</g>ав', 'Lju<g id="1">b</g>av')
    assert after == expected.replace("ја<", "ja<")
    (unit, _) = xliff.xlifffile.parsestring(after.encode()).units
    assert "".join(unit.target_dom.itertext()) == "Ljubav ш & ja"
    assert back(after, "xliff") == before


YAML = """\
%YAML 1.1
--- # щ
щ: &a не   # щ
б: [но, 1, "Щ\\nит", 'о''к щ', {щ: щ}]
в: |
  ред щ
  # щ
г: >-
  щ

? [щ, щ]
: щ
д: !!binary 0Ynn
е: *a
ж: 2020-01-01
з: щит и
  меч # щ
...
"""


def test_yaml() -> None:
    after = latin(YAML, "yaml")
    assert [line.count("# щ") for line in after.splitlines()] == [
        line.count("# щ") * (line != "  # щ") for line in YAML.splitlines()
    ]
    old, new = (
        yaml.safe_load(YAML.replace("? [щ, щ]\n: щ\n", "")),
        yaml.safe_load(after.replace("? [щ, щ]\n: sht\n", "")),
    )
    assert list(old) == list(new)
    # `no` would be false.
    assert new["б"] == ["no", 1, "Sht\nit", "o'k sht", {"щ": "sht"}]
    assert [new[key] for key in "щвге"] == ["ne", "red sht\n# sht\n", "sht", "ne"]
    assert (new["д"], new["ж"], new["з"]) == (old["д"], old["ж"], "shtit i mech")


def test_what_is_no_yaml_is_said() -> None:
    with pytest.raises(ValueError, match="is no YAML"):
        latin("а: [", "yaml")


def test_strings_of_apple() -> None:
    before = '/* "щ" = "щ"; */\n"щ" = "Щит %@ %1$@ \\n\\"щ\\"";\n// "щ" = "щ";\n'
    assert latin(before, "strings") == before.replace("Щит", "Shtit").replace('\\"щ\\"', '\\"sht\\"')
    assert back('"da" = "nj %@ \\n nj";', "strings") == '"da" = "њ %@ \\n њ";'


def test_strings_of_android() -> None:
    before = (
        '<resources><!-- <string>щ</string> --><string name="щ">Щит \\n <b>с</b>ь <xliff:g id="a">щ</xliff:g></string>'
        '<string name="a" translatable="false">щ</string><string name="b">@string/щ</string>'
        '<string name="c">"ь"</string>'
        '<plurals name="ш"><item quantity="one">щ</item></plurals></resources>'
    )
    after = convert_document(
        before, "android", lambda text: text.replace("Щит", "Shtit").replace("щ", "sht").replace("ь", "'"), "Latn"
    )
    expected = before.replace("Щит", "Shtit").replace("</b>ь", "</b>\\'").replace('"ь"', '"\'"')
    assert after == expected.replace('"one">щ', '"one">sht')


CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Његош;Љиљана;;;\r\nFN:Љиљана Његош\r\nEMAIL:ж@ж.рс\r\nitem1.NOTE:Реч\\n и дуга "
    "дуга\\, дуга дуга дуга\r\n  дуга дуга ду\r\n га веома веома веома веома\r\nEND:VCARD\r\n"
)


def test_contacts() -> None:
    after = latin(CARD, "calendar", "sr-latin")
    assert all(len(line.encode()) <= 75 for line in after.splitlines())
    card = vobject.readOne(after)
    assert (card.n.value.family, card.fn.value, card.email.value) == ("Njegoš", "Ljiljana Njegoš", "ж@ж.рс")
    note = "Reč\n i duga duga, duga duga duga duga duga duga veoma veoma veoma veoma"
    assert card.note.value == note
    assert vobject.readOne(back(after, "calendar")).note.value == vobject.readOne(CARD).note.value


def quoted(text: str, charset: str = "utf-8") -> str:
    """Return a text as old telephones write it: every byte that is no plain letter written out."""
    return "".join([c if (c.isascii() and c.isalnum()) or c in "; " else "".join(f"={b:02X}" for b in c.encode(charset))
                    for c in text])  # fmt: skip


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_old_contacts_in_quoted_printable(newline: str) -> None:
    note = quoted("Љубав; реч: реч\r\nреч=реч, \\; " + "веома " * 20).replace("=D0=B2=D0", f"=D0=B2={newline}=D0")
    lines = [
        "BEGIN:VCARD", "VERSION:2.1",
        f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{quoted('Његош;Љиљана;;;')}",
        "TEL;CELL:+381", f"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:{note}",
        f"ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:{quoted('Њива;ћ', 'cp1251')}",
        "PHOTO;ENCODING=BASE64;JPEG:", " 0YnRiA==", "",
        f"EMAIL;ENCODING=QUOTED-PRINTABLE:{quoted('ж')}", "END:VCARD", "",
    ]  # fmt: skip
    before = newline.join(lines)
    after = latin(before, "calendar", "sr-latin")
    assert [line for line in after.splitlines() if len(line) > 76] == []
    read = {name.split(";")[0]: quopri.decodestring(value).decode("utf-8") for name, value in
            re.findall(r"(?m)^([A-Z][^:\r\n]*):((?:[^=\r\n]|=\r?\n|=[0-9A-F]{2})*)", after)}  # fmt: skip
    assert (read["N"], read["ORG"], read["EMAIL"]) == ("Njegoš;Ljiljana;;;", "Njiva;ć", "ж")
    assert read["NOTE"].replace("\r\n", "\n") == "Ljubav; reč: reč\nreč=reč, \\; " + "veoma " * 20
    assert "CHARSET=UTF-8:Njiva" in after and "=3D" in after and "0YnRiA==" in after
    assert vobject.readOne(after, allowQP=True).n.value.given == "Ljiljana"
    assert convert_document(before, "calendar", str, "Latn") == before
    again = re.sub(r"=\r?\n", "", back(after, "calendar"))
    assert f"=UTF-8:{quoted('Њива;ћ')}" in again and quoted("Његош;Љиљана;;;") in again


@pytest.mark.parametrize("value", ["=D0=98=D0", "=FF=FE", "=D0=B"])
def test_what_is_no_quoted_text_stays(value: str) -> None:
    card = f"FN;ENCODING=QUOTED-PRINTABLE:{value}\nNOTE:щ\n"
    assert latin(card, "calendar") == card.replace("щ", "sht")
    assert latin("FN;CHARSET=x-none;ENCODING=QUOTED-PRINTABLE:=D0=98\n", "calendar").endswith("=D0=98\n")


def test_old_contacts_are_folded_where_a_blank_stays() -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nNOTE:Добар\n дан и\n  ноћ " + "реч " * 30 + "\nTITLE:љ\nEND:VCARD\n"
    after = latin(card, "calendar", "sr-latin")
    assert re.sub(r"\n(?= )", "", after).splitlines()[2] == "NOTE:Dobar dan i  noć " + "reč " * 30
    assert max(map(len, after.splitlines())) <= 75 and "\nTITLE:lj\n" in after
    new = card.replace("2.1", "3.0")
    assert "NOTE:Dobardan i noć" in re.sub(r"\n ", "", latin(new, "calendar", "sr-latin"))


def test_plural_forms_of_apple() -> None:
    forms = {"NSStringFormatSpecTypeKey": "NSStringPluralRuleType", "NSStringFormatValueTypeKey": "d"}
    before = {
        "%d датотека": {
            "NSStringLocalizedFormatKey": "Има %#@датотека@ у %1$@ & више",
            "датотека": {**forms, "one": "%d датотека", "other": "%d «датотеке» <б>"},
        }
    }
    document = plistlib.dumps(before).decode()
    after = plistlib.loads(latin(document, "stringsdict", "sr-latin").encode())
    assert after == {
        "%d датотека": {
            "NSStringLocalizedFormatKey": "Ima %#@датотека@ u %1$@ & više",
            "датотека": {**forms, "one": "%d datoteka", "other": "%d «datoteke» <b>"},
        }
    }
    assert plistlib.loads(back(latin(document, "stringsdict", "sr-latin"), "stringsdict").encode()) == before


def test_calendars() -> None:
    event = icalendar.Event()
    event.add("summary", "Љубав, и још много много много речи које не стају у један ред")
    event.add("uid", "љ-1")
    event.add("attendee", icalendar.vCalAddress("MAILTO:sh@example.rs"))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "љ")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    before = calendar.to_ical().decode()
    after = latin(before, "calendar", "sr-latin")
    (read,) = icalendar.Calendar.from_ical(after).walk("VEVENT")
    assert read["summary"] == "Ljubav, i još mnogo mnogo mnogo reči koje ne staju u jedan red"
    assert (read["uid"], read["attendee"]) == ("љ-1", "MAILTO:sh@example.rs")
    assert back(after, "calendar").replace("\r\n ", "") == before.replace("\r\n ", "")
    line = 'ATTENDEE;CN="Ђорђе";ROLE=ш:mailto:ш@ш.рс\n'
    assert latin(line, "calendar", "sr-latin") == line.replace("Ђорђе", "Đorđe")


def of_languages(**texts: str) -> dict[str, object]:
    return {
        language.replace("_", "-"): {"stringUnit": {"state": "translated", "value": text}}
        for language, text in texts.items()
    }


CATALOGUE = {
    "sourceLanguage": "en",
    "strings": {
        "": {},
        "Ључ %@": {
            "comment": "Љ",
            "extractionState": "manual",
            "localizations": of_languages(en="Key", ru="Ключ", sr_RS='Љубав "%@" и %1$@, %lld\n👍', sr_Latn="Ljubav"),
        },
        "files": {
            "localizations": {
                "sr": {
                    "stringUnit": {"state": "translated", "value": "%#@датотеке@ у њој"},
                    "substitutions": {
                        "датотеке": {
                            "argNum": 1,
                            "formatSpecifier": "lld",
                            "variations": {"plural": of_languages(one="%arg датотека", few="%arg датотеке")},
                        }
                    },
                    "variations": {"device": of_languages(ipad="Њива", other="%%ш")},
                },
            }
        },
    },
    "version": "1.0",
}


@pytest.mark.parametrize("ensure_ascii", [False, True])
def test_a_catalogue_of_many_languages(ensure_ascii: bool) -> None:
    document = json.dumps(CATALOGUE, indent=2, separators=(",", " : "), ensure_ascii=ensure_ascii)
    after = CliRunner().invoke(app, ["convert", "sr-latin", "--format", "xcstrings"], input=document.encode()).stdout
    changes = {'Љубав "%@" и': 'Ljubav "%@" i', "@ у њој": "@ u njoj", "Њива": "Njiva", "%%ш": "%%š"}
    changes |= {"g датотека": "g datoteka", "g датотеке": "g datoteke"}
    expected = json.dumps(CATALOGUE, ensure_ascii=False)
    for before, latin_text in changes.items():
        expected = expected.replace(json.dumps(before, ensure_ascii=False)[1:-1], latin_text.replace('"', '\\"'))
    assert json.loads(after) == json.loads(expected)
    assert after.isascii() or not ensure_ascii
    back_again = CliRunner().invoke(app, ["convert", "sr-latin", "-r", "--format", "xcstrings"], input=after)
    assert json.loads(back_again.stdout)["strings"]["files"] == CATALOGUE["strings"]["files"]  # type: ignore[index]
    assert convert_document(document, "xcstrings", str, "Latn", language="sr") == document
    assert json.loads(convert_document(document, "xcstrings", str.upper, "Latn", language="mul")) != json.loads(after)


def test_anchors_and_tags_of_yaml_are_no_text() -> None:
    before = "a: &anch Njiva\nb: !!str 'Ljubav'\nc: &x !!str\n  \"Njiva\"\nd: &y |\n  ljubav\ne: &z # ljubav\n  Njiva\n"
    before += "f: *anch\n"
    changed = {"Njiva": "Њива", "'Ljubav'": "'Љубав'", "  ljubav": "  љубав"}
    expected = before
    for latin_text, cyrillic in changed.items():
        expected = expected.replace(latin_text, cyrillic)
    assert back(before, "yaml") == expected
    assert yaml.safe_load(expected)["f"] == "Њива"
    assert latin(expected, "yaml", "sr-latin") == before
