"""Policies as values and as files, the checker's own data files, and what a first check is allowed to load."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import PACKAGE
from translit.checking import Policy, PolicyError, UnknownLanguage, check, load_policy, policies
from translit.checking.faults import findings
from translit.checking.language import load_language
from translit.resources import NotPlain, plain_toml, read_toml

OWN_FILES = sorted([*PACKAGE.glob("checking/**/*.toml"), PACKAGE / "text" / "segments.toml"])


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.stem)
def test_our_files_are_read_without_a_toml_parser(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert plain_toml(text) == tomllib.loads(text) == read_toml(str(path.relative_to(PACKAGE)))


@pytest.mark.parametrize(
    "text",
    ["a = [1]", "a = '1'", 'a = "\\n"', "a=1", "[a.b]", 'a = "1" # b', 'a = """\n"\n"""', 'a = """\nb', "a = 01"],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    with pytest.raises(NotPlain):
        plain_toml(text)


def test_a_first_check_of_a_good_text_loads_little() -> None:
    code = "import sys; from translit.checking import check; check('Добре.'); print(*sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent).stdout.split()
    assert "translit.checking.checker" in loaded
    heavy = {"dataclasses", "typing", "tomllib", "inspect", "pathlib", "pkgutil", "gettext", "translit.text.segments"}
    assert heavy.isdisjoint(loaded)


PLAIN = st.text("абвеосЗДРАВЕЙ 0346,.!-\n", max_size=30) | st.text(max_size=8)


@pytest.mark.slow
@given(PLAIN, st.sampled_from(policies()), st.sampled_from(["bg", "ru"]), st.integers(0, 12))
def test_a_glance_finds_no_less_than_a_look(text: str, name: str, language: str, limit: int) -> None:
    policy = load_policy(name, language).replace(max_length=limit, min_length=limit // 4)
    assert check(text, policy) == findings(text, policy, load_language(language))


@pytest.mark.parametrize("name", policies())
def test_a_policy_is_a_value(name: str) -> None:
    policy = load_policy(name)
    assert policy == Policy(**policy.settings()) == copy.deepcopy(policy) == pickle.loads(pickle.dumps(policy))
    assert hash(policy) == hash(copy.copy(policy)) and policy != policy.replace(max_length=7)
    assert eval(repr(policy)) == policy
    with pytest.raises(AttributeError, match="replace"):
        policy.max_length = 3
    with pytest.raises(AttributeError):
        del policy.max_length


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('max_length = 3  # short\n[severity]\nmax_length = "warning"\n', encoding="utf-8")
    (finding,) = check("дълго", file)
    assert (finding.code, finding.severity, finding.start) == ("max_length", "warning", 3)
    assert load_policy(file, "ru").language == "ru" and load_policy(file).language == "bg"


def test_every_mistake_in_a_policy_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('count = "bytes"\nmin_length = -1\n[severity]\nall_cap = "error"\n', encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    assert len(caught.value.problems) == 3 and "did you mean all_caps?" in str(caught.value)
    file.write_text("max_lenght = 3\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"did you mean max_length\?"):
        load_policy(file)


@pytest.mark.parametrize("name", ["commnt", "../policies/comment", "none.toml", "", "a/b"])
def test_an_unknown_policy_is_an_error(name: str) -> None:
    with pytest.raises(PolicyError):
        load_policy(name)


@pytest.mark.parametrize("code", ["xx", "", "../languages/bg", "BG", "bg.toml"])
def test_an_unknown_language_is_an_error(code: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"expected one of be, bg, .*uk"):
        load_language(code)


def test_without_a_policy_only_words_and_signs_are_looked_at() -> None:
    text = "LOOK AT THIS " * 500
    assert check(text) == check(text, "text") == [] != check(text, "comment")
    assert [found.code for found in check("среща и срещ\N{LATIN SMALL LETTER A}")] == ["mixed_script_confusable"]


def test_a_severity_that_a_policy_names_is_meant() -> None:
    assert [found.severity for found in check("пред\u00adпоследен")] == ["info"]
    named = load_policy("comment").replace(severity={"invisible_character": "error"})
    assert [found.severity for found in check("пред\u00adпоследен", named)] == ["error"]
