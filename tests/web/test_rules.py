"""The rules in the browser find what the checker finds: the same codes, places, words and messages."""

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from gettext import NullTranslations, c2py
from html import unescape
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.places import CASES, PACKAGE, WEB
from translit.checking import Policy, check, languages, load_policy, policies
from translit.checking.facts import rules
from translit.checking.language import load_language
from translit.checking.twin_words import twin_words
from translit.resources import read_toml
from translit.text.kinds import letters_of_kind
from translit.text.scripts import script_of
from translit.web import render_field
from translit.web.browser_rules import as_json, browser_rules, shared_facts, translations
from translit.web.expressions import javascript

SEVERITY = {"not_nfc": "error", "letters_set_apart": "warning"}
SMALL = Policy(max_length=12, min_length=5, count="code points", max_marks=1, script="Latn", severity=SEVERITY)


class Rules:
    """One program that runs the rules of the browser, in a browser if one is named; asked line by line."""

    def __init__(self, browser: str = "") -> None:
        program = shutil.which("node")
        assert program, "node is missing: apt-get install nodejs"
        command = [program, str(WEB / "check_rules.mjs")]
        environment = os.environ | {"BROWSER": browser}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self._send({language: browser_rules(language) for language in languages()})

    def _send(self, value: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(value) + "\n")
        self.process.stdin.flush()

    def check(self, given: list[dict[str, Any]]) -> Any:
        self._send(given)
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def node() -> Iterator[Rules]:
    yield from running(Rules())


def running(rules: Rules) -> Iterator[Rules]:
    with rules.process:
        yield rules
        assert rules.process.stdin
        rules.process.stdin.close()


def assert_same(
    twin: Rules, texts: Sequence[str], language: str = "bg", policy: str | Policy = "comment", budget: int = 0
) -> None:
    settings = policy if isinstance(policy, str) else policy.settings()
    given, expected = [], []
    for text in texts:
        found = check(text, policy, language, budget=budget)
        expected.append([[finding.as_dict(words) for finding in found] for words in ("bg", "en", "uk")])
        # What a romanised text is in Cyrillic takes a dictionary that no browser is sent.
        (reading, *_) = [f.params["suggestion"] for f in found if f.code == "latin_transliteration"] or [""]
        given.append({"text": text, "language": language, "policy": settings, "reading": reading, "budget": budget})
    for text, wanted, answer in zip(texts, json.loads(json.dumps(expected)), twin.check(given), strict=True):
        assert answer == wanted, (text, language, policy)


TEXTS = [case["text"] for path in sorted(CASES.glob("check-*.json")) for case in json.loads(path.read_text())]


@pytest.mark.parametrize("policy", policies())
def test_every_case_under_every_policy(node: Rules, policy: str) -> None:
    assert len(TEXTS) > 200
    assert_same(node, TEXTS, policy=policy)


@pytest.mark.parametrize("language", languages())
def test_every_case_in_every_language(node: Rules, language: str) -> None:
    assert_same(node, TEXTS, language)


@pytest.mark.parametrize("language", languages())
def test_rare_words_of_look_alikes(node: Rules, language: str) -> None:
    line = str(read_toml(f"checking/languages/{language}.toml")["sample"])
    words = sorted(twin_words(load_language(language)))[::50]
    latin = ["".join(rules().to_latin[letter] for letter in word.upper()) for word in words]
    texts = [line.format(word) for word in (*latin, *(f"{word}A" for word in latin))]
    assert_same(node, [*texts, *map(str.upper, texts[:20]), "".join(latin[:3])], language)


def test_a_policy_of_one_s_own(node: Rules) -> None:
    assert_same(node, TEXTS, policy=SMALL)


PROGRAMS = [
    "us\N{CYRILLIC SMALL LETTER IE}r = 1",
    "`foo_b\N{CYRILLIC SMALL LETTER A}r`; us\u200ber 😀b\N{CYRILLIC SMALL LETTER A}r2",
    "\ufeff# a\u202eb ⠁⠀ ⠀ \u2066שלום so\u00adft [ёa-zа-я] -AЧИСЛО %sа \\nАвто \\u{441}а",
    "ПозицияX = файлN # APIшный, URLа, дaнные; \N{CYRILLIC SMALL LETTER IE}xec \N{CYRILLIC SMALL LETTER O}r сs",
    "\N{CYRILLIC SMALL LETTER O}s.path, user_\N{CYRILLIC SMALL LETTER ES}s, 10 сs. x",
    "F\N{GREEK SMALL LETTER ALPHA}tal, среща\N{GREEK SMALL LETTER OMICRON}",
]


@pytest.mark.parametrize("language", languages())
def test_programs(node: Rules, language: str) -> None:
    assert_same(node, [*PROGRAMS, *TEXTS], language, "code")


@pytest.mark.parametrize(
    "policy",
    [
        load_policy("code").replace(allowed_words=["foo_b\N{CYRILLIC SMALL LETTER A}r", "дaнные"], fixes=True),
        load_policy("code").replace(allowed_characters="\N{CYRILLIC SMALL LETTER A}\u200b\u202e"),
        Policy(allowed_words=["среща", "срещ\N{LATIN SMALL LETTER A}"], allowed_characters="ыa", fixes=False),
    ],
    ids=["words", "characters", "prose"],
)
def test_what_a_policy_allows(node: Rules, policy: Policy) -> None:
    assert_same(node, [*PROGRAMS, *TEXTS], policy=policy)


@pytest.mark.browser
@pytest.mark.parametrize("browser", ["chromium", "firefox", "webkit"])
def test_every_case_in_real_browsers(browser: str) -> None:
    for twin in running(Rules(browser)):
        for policy in policies():
            assert_same(twin, TEXTS, policy=policy)


#: Words of every language, twins, acronyms, addresses, markup, units, emoji, marks, and what nobody sees.
PIECES = json.loads((WEB / "check_pieces.json").read_text(encoding="utf-8"))
SPACES = [" "] * 20
TWINS = {**rules().to_cyrillic, **rules().to_latin}
#: Every character that Python and a browser have known for long; later ones one of them may not know yet.
OLD = [char for char in map(chr, range(0x30000)) if unicodedata.ucd_3_2_0.category(char) not in ("Cn", "Cs")]


@st.composite
def texts(draw: st.DrawFn) -> str:
    piece = st.one_of(st.sampled_from(PIECES + SPACES), st.sampled_from(PIECES), st.sampled_from(OLD))
    pieces = draw(st.lists(piece, max_size=14))
    text = draw(st.sampled_from(("", " ", " "))).join(pieces)
    random = Random(draw(st.integers(0, 1 << 32)))
    rate = draw(st.sampled_from((0, 0.05, 0.3)))
    text = "".join(TWINS.get(c, c) if random.random() < rate else c for c in text)
    shape = draw(st.sampled_from((None, None, None, str.upper, str.title, str.lower)))
    form: Any = draw(st.sampled_from((None, None, None, "NFD", "NFC", "NFKC")))
    text = shape(text) if shape else text
    return unicodedata.normalize(form, text) if form else text


@pytest.mark.slow
@examples(500)
@given(texts(), st.sampled_from(languages()), st.sampled_from([*policies(), SMALL]))
def test_any_text(node: Rules, text: str, language: str, policy: str | Policy) -> None:
    assert_same(node, [text], language, policy)


def test_a_long_text_with_signs_of_two_units(node: Rules) -> None:
    assert_same(node, ["Имаме срещ\N{LATIN SMALL LETTER A} 😀 и 𝐚𝐛 " * 300 + "<b " + "😀x" * 5000 + ">"], policy="text")


@pytest.mark.parametrize("policy", ["text", "strict", SMALL], ids=["text", "strict", "small"])
def test_every_case_within_a_budget(node: Rules, policy: str | Policy) -> None:
    joined = [" ".join(TEXTS[start : start + 20]) for start in range(0, len(TEXTS), 20)]
    for budget in (5, 20, 300):
        assert_same(node, [*TEXTS, *joined, "4овек " * 9, "😀" * 20, "а\n" * 99 + "a"], policy=policy, budget=budget)


def test_the_browser_is_sent_what_it_uses_and_nothing_else() -> None:
    web = PACKAGE / "web"
    code = "".join(path.read_text("utf-8") for path in (web / "rules.js", web / "findings.js", *web.glob("check/*.js")))
    shared = shared_facts(load_language("bg"))
    assert [name for name in shared if not re.search(rf"\b{name}\b", code)] == ["script_runs"]
    assert set(browser_rules("bg")["facts"]) == set(shared) - {"script_runs", "unseen_names"}


@pytest.mark.slow
def test_every_character_is_known_as_python_knows_it() -> None:
    program = """
      const { prepare } = await import(process.argv[1]);
      const data = await new Response(process.stdin).json();
      const { kinds, scripts } = prepare(data);
      const is = [(c) => kinds.isAlpha(c), (c) => kinds.isAlnum(c), (c) => kinds.isDigit(c), (c) => kinds.isCapital(c)];
      for (let point = 0; point < 0x110000; point++) {
        const char = String.fromCodePoint(point);
        console.log(scripts.of(char) + is.map((test) => Number(test(char))).join(""));
      }
    """
    command = ["node", "--input-type=module", "-e", program, (PACKAGE / "web" / "rules.js").as_uri()]
    ran = subprocess.run(command, input=as_json("bg"), capture_output=True, check=True)
    capital = letters_of_kind("U")
    for char, said in zip(map(chr, range(0x110000)), ran.stdout.decode().split(), strict=True):
        # Letters that this Python does not know yet stand in no word.
        known = (char.isalpha(), char.isalnum(), char.isdigit(), char in capital and char.isalpha())
        assert said == script_of(char) + "".join(str(int(answer)) for answer in known), hex(ord(char))


def test_plurals_of_any_language_are_chosen_as_gettext_does() -> None:
    forms = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    rule = c2py(forms.partition("plural=")[2].rstrip(";"))

    class Spoken(NullTranslations):
        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            return f"{msgid1} {rule(n)}"

    made = translations(Spoken(), shared_facts(load_language("bg")))
    for n in range(1000):
        form = int(made["form_of"][n if n < 200 else 100 + n % 100])
        for text, said in made["texts"].items():
            assert len(said) == 1 or said[form] == f"{text} {rule(n)}"


def test_an_expression_that_javascript_lacks_is_refused() -> None:
    for source in (r"\bа", r"\Aа", r"[\W]"):
        with pytest.raises(ValueError, match="no equivalent"):
            javascript(re.compile(source))


def test_a_field_names_its_policy_and_the_rules_of_its_language() -> None:
    for policy in ("strict", SMALL, Policy(language="uk", script="Cyrl", words="every")):
        page = render_field(check="/translit/check", policy=policy)
        found = re.search(r'<translit-findings [^>]*rules="/translit/rules/(\w+).json" policy="([^"]*)"', page)
        assert found
        language, wanted = found[1], unescape(found[2])
        assert language == (policy.language if isinstance(policy, Policy) else "bg")
        settings = json.loads(wanted) if wanted.startswith("{") else wanted
        assert settings == (policy.settings() if isinstance(policy, Policy) else policy)
