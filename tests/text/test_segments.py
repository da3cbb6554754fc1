"""The segmenter: what it finds, that chunks of a stream agree with the whole, and that its time is linear."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translit.text.segments import KEEPABLE, find_kept, segment, stable_end


def shown(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, text[piece.start : piece.end]) for piece in segment(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Здравей, свят!", "word:Здравей word:свят"),
        ("виж https://example.com/новини?id=5.", "word:виж url:https://example.com/новини?id=5"),
        ("(http://bg.wikipedia.org/wiki/Я_(буква))", "url:http://bg.wikipedia.org/wiki/Я_(буква)"),
        ("www.abv.bg, dir.bg/x и президент.бг", "url:www.abv.bg url:dir.bg/x word:и url:президент.бг"),
        ("пиши на ivan.petrov@example.bg!", "word:пиши word:на email:ivan.petrov@example.bg"),
        ("питай @иван_ivanov.", "word:питай handle:@иван_ivanov"),
        ("#България2026 #1", "tag:#България2026 tag:#1"),
        ("<b>да</b>&nbsp;<br/>", "html:<b> word:да html:</b> html:&nbsp; html:<br/>"),
        ('<a href="x y" title="Я">не</a>', 'html:<a_href="x_y"_title="Я"> word:не html:</a>'),
        ("<script>var a=1<2;</script>край", "html:<script>var_a=1<2;</script> word:край"),
        ("<!-- скрито <b> -->видно", "html:<!--_скрито_<b>_--> word:видно"),
        ("обичам те <3 x<y", "word:обичам word:те number:3 word:x word:y"),
        ("5 km за 25 min, 10 kΩ", "number:5_km word:за number:25_min number:10_kΩ"),
        ("90 km/h и 3,5 kg/m³", "number:90_km/h word:и number:3,5_kg/m³"),
        ("на 12.03.2026 в 10:30", "word:на number:12.03.2026 word:в number:10:30"),
        ("8 март, 3дравей", "number:8 word:март word:3дравей"),
        ("SMS-и и XXI-ви", "word:SMS word:и word:и word:XXI word:ви"),
        ("Hell's Kitchen, К’во", "word:Hell's word:Kitchen word:К’во"),
        ("final_отчет", "word:final word:отчет"),
        ("сре\u200bща пре\u0301дстои", "word:сре\u200bща word:пре\u0301дстои"),
        ("хайде.be, kak.si", "word:хайде word:be word:kak word:si"),
        ("t.me/translit", "url:t.me/translit"),
        ("WWW.ABV.BG и EXAMPLE.COM/X", "url:WWW.ABV.BG word:и url:EXAMPLE.COM/X"),
        ("цена@място", "word:цена word:място"),
        ("CO2 и H2O", "code:CO2 word:и code:H2O"),
        (
            "%sАвтор: %1$s, %-5.2f и 50%",
            "placeholder:%s word:Автор placeholder:%1$s placeholder:%-5.2f word:и number:50",
        ),
        ("100% сигурно, 90%d", "number:100 word:сигурно number:90 placeholder:%d"),
        (
            "%Y-%m-%d %име% %lu%s",
            "placeholder:%Y placeholder:%m placeholder:%d placeholder:%име% placeholder:%lu placeholder:%s",
        ),
        ("%(име)sдоклада {0!r} ${x}", "placeholder:%(име)s word:доклада placeholder:{0!r} placeholder:${x}"),
        ("{{ x }}{% if a %}да", "placeholder:{{_x_}} placeholder:{%_if_a_%} word:да"),
        (
            "{n, plural, one {ред} other {реда}}",
            "placeholder:{n,_plural,_one_{ word:ред placeholder:}_other_{ word:реда",
        ),
        ("{\\an8}Здравей {d, date}", "placeholder:{\\an8} word:Здравей placeholder:{d,_date}"),
        (
            ":name [име] [b]да[/b] @string/x",
            "placeholder::name word:име placeholder:[b] word:да placeholder:[/b] placeholder:@string/x",
        ),
        (
            "ред\\nнов \\u0441 \\(x + y\\) $a + b$ от 5$ до 9$",
            "word:ред code:\\n word:нов code:\\u0441 code:\\(x_+_y\\) code:$a_+_b$ word:от number:5 word:до number:9",
        ),
        ("`a b` п`ять і об`єкт", "code:`a_b` word:п word:ять word:і word:об word:єкт"),
        ("-A --file=ФАЙЛ -AЧИСЛО -Aз", "code:-A code:--file word:ФАЙЛ code:-A word:ЧИСЛО word:Aз"),
        ("Ctrl+C C-x foo_bar f() a::b", "code:Ctrl+C code:C-x code:foo_bar code:f() code:a::b"),
        ("[a-zа-я]+ [тук-там]", "code:[a-zа-я]+ word:тук word:там"),
        (
            "main.c kernel/reboot.c, /usr/bin ~/x *.txt",
            "path:main.c path:kernel/reboot.c path:/usr/bin path:~/x path:*.txt",
        ),
        ("да/не и/или Отчет.docx C:\\Иван", "word:да word:не word:и word:или path:Отчет.docx path:C:\\Иван"),
    ],
)
def test_what_is_found(text: str, expected: str) -> None:
    wanted = [tuple(token.replace("_", " ", 9).split(":", 1)) for token in expected.split(" ")]
    found = [(kind, piece.replace("_", " ")) for kind, piece in shown(text)]
    assert found == wanted


TEXTS = st.lists(
    st.sampled_from(
        "а б ж z Q 7 12 km . , : ; ! @ # < > / - _ ' ’ \" ( ) & = ? \u0301 \u200b 😀 \n \t www. http:// .bg .com "
        "%s {a} {{ }} ` $x \\n {n, plural, one { } -A --a ctrl+c [a- main.c /usr "
        "ivan@abv.bg <b> </b> <a <!-- --> <script> </script> &amp; 5_km".replace("_", "\u00a0").split(" ")
    )
    | st.just(" "),
    max_size=40,
).map("".join)


@given(TEXTS)
def test_segments_are_in_order_and_apart(text: str) -> None:
    found = list(segment(text))
    assert all(piece.start < piece.end for piece in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(TEXTS, TEXTS)
@example("<b 5 -->щ5 ", "km")
def test_a_stream_cut_where_it_is_stable_agrees_with_the_whole(head: str, tail: str) -> None:
    whole = head + tail
    cut = stable_end(head)
    assert shown(whole[:cut]) + shown(whole[cut:]) == shown(whole)


@given(TEXTS, st.sets(st.sampled_from(KEEPABLE)))
def test_what_is_kept_is_asked_for(text: str, kinds: set[str]) -> None:
    wanted = {*kinds, "path"} if "code" in kinds else kinds
    assert {piece.kind for piece in find_kept(text, kinds)} <= wanted


def test_latin_is_kept_without_its_ending() -> None:
    text = "качих SMS-и във Facebookа, Hell’s"
    assert [text[s.start : s.end] for s in find_kept(text, {"latin"})] == ["SMS", "Facebook", "Hell’s"]


def test_a_kind_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown kind of segment 'urls': expected one of html, url"):
        list(find_kept("а", {"urls"}))


def test_a_number_waits_for_its_unit_on_its_own_line_alone() -> None:
    assert stable_end("а 5 ") == 2 and stable_end("а 5\n") == 4


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a", "a.", "a@", "@", "#a", "<", "<a ", '<a "', "<!--", "<script>", "www.", "http://", "a-", "5", "5.", "5 k",
        "a'", "а\u0301", "&", "&a", "(", "http://(", "x/", "1:", "a.a@", "-.", "_", "\u200b",
    ],
)  # fmt: skip
def test_a_long_text_of_one_kind_ends(piece: str) -> None:
    """Anything worse than linear time would take hours here."""
    text = piece * (400_000 // len(piece))
    ends = [0]
    for found in segment(text):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)
