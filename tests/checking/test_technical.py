"""Text that is no running text: placeholders, code, names of things. Nothing in it is found or rewritten."""

from __future__ import annotations

import pytest

from translit.checking import check, repair

#: By kind: the language, and what is right as it stands.
RIGHT = {
    "placeholders of printf": [
        ("uk", "%i хвилин тому, ще %c"),
        ("bg", "%sАвтор: %s, %-5.2fлв, %1$s и %lu"),
        ("bg", "%pB: %pA е непознат, а ~aНе е"),
        ("ru", "%a   сокращённое название дня, %Y год, %B"),
    ],
    "placeholders of Python and templates": [
        ("bg", "%(count)sдоклада от {a} за {{ c }} и {% if a %}да{% endif %}"),
        ("ru", "У вас {count, plural, one {# сообщение} few {# сообщения} other {# сообщений}}"),
        ("mk", "Имате $a нови пораки и ${e} стари, :c и %{a}"),
    ],
    "escapes": [("uk", r'msgstr "Ні.\n"'), ("bg", r"Ред\tСтойност\n"), ("ru", r"\uНННН  символ, \xНН байт")],
    "files and paths": [
        ("uk", "Див. kernel/reboot.c, там усе, і *.o поряд"),
        ("bg", "Файл main.c и модул lib.o в /usr/src/a"),
        ("ru", "Правьте C:\\Users\\A и ~/c, а потом README.md"),
    ],
    "options and what they take": [
        ("uk", "-AЧИСЛО, -BЧИСЛО, --file=ФАЙЛ"),
        ("bg", "използвайте -a или -c вместо --color"),
        ("uk", "[-Oрівень] або -oназва_файла"),
        ("uk", "-a   синонім -t a,  іменовані знаки"),
        ("uk", "-pвзірець або --pattern=взірець"),
        ("ru", "добавить заголовок To: и Cc:"),
        ("ru", "сообщения, заголовок To которых соответствует"),
        ("sr", "поставите $MANLESS на „-Psмоја ниска упита“"),
        ("bg", "--def <defфайл>        Име на входящ файл"),
        ("ru", "patch-версия_ядра-rtверсия_заплатки"),
    ],
    "keys": [
        ("bg", "y — да\na — всичко\ne — редактиране"),
        ("ru", "y - принять этот блок"),
        ("bg", "Продължаване (y — да, n — не)?"),
        ("ru", "Продолжить? [YyДд]"),
        ("uk", "C-x c  Запускає команду, Ctrl+C зупиняє"),
        ("uk", "Продовжити? (Y (так)/n (ні))"),
        ("uk", "Завершити процес? (y (так) або N (ні))"),
        ("sr", "Наставити? (y или n)"),
        ("ru", "y или [нов.строка] Продолжение операции"),
        ("ru", "нет следов пакета, c, что означает, что он удалён"),
    ],
    "expressions and classes": [("ru", "диапазон [a-zа-я0-9]"), ("bg", "^[yYдДщЩ]"), ("bg", "`a` и `c` са имена")],
    "language codes": [("sr", "Јапански (ja), каталонски (ca)"), ("bg", "„EM“ е код, (he) също")],
    "axes and variables": [
        ("bg", "Диаграмата XY показва точки по оста Y"),
        ("bg", "Y координата и X координата"),
        ("bg", "C изходен код"),
        ("ru", "если y чётно, то индекс i растёт"),
        ("ru", "нет данных о разрешении по y"),
        ("ru", "где c — скорость света"),
        ("sr", "Y померај"),
        ("sr", "Натпис за y осу"),
        ("uk", "як значення y буде показано нуль"),
        ("uk", "is     пропустити i рядків і вивести повний екран"),
        ("uk", "Якщо вказано i, розмір гортання буде встановлено рівним i."),
        ("ru", "3      TX      -12 В, Iмакс = 10 мА"),
        ("ru", "набор символов для языков, ESC ( ! A выбирает кубинский"),
        ("ru", "на СТОШYX и СТОШXYZ"),
    ],
    "Roman numbers": [("uk", "Римські (i ii iii)"), ("be", "Паўвостраў Замбоанга (Рэгіён IX)"), ("bg", "XX век")],
    "Roman one": [("uk", "I розділ і II розділ"), ("uk", "На початку I століття"), ("uk", "I Всеукраїнський з'їзд")],
    "names with a letter": [
        ("bg", "ПозицияX и БройA"),
        ("ru", "Функция ZТЕСТ и FРАСП"),
        ("bg", "на парчета ПРЕФИКСaa, ПРЕФИКСab"),
        ("ru", "от значение1 до значениеN"),
        ("ru", "pБРВ      нумеровать строки"),
        ("ru", "csН       размер символа"),
        ("uk", "у форматі РРРРММДДZ"),
        ("ru", "в виде СТРОКxСТОЛБЦОВxКОЛИЧЕСТВО, ВxШ"),
        ("ru", "co   Количество столбцов"),
        ("uk", "МетодHTTP"),
    ],
    "acronyms": [
        ("bg", "шаблонът POT на каталога"),
        ("uk", "IM з паролем"),
        ("ru", "TO аргумент для функции"),
        ("ru", "Формат MTC не поддерживается"),
        ("ru", "Документ TeX и MacCE"),
    ],
    "two Latin names around a letter": [("bg", "SVG 2 у SVG 1.1")],
    "tables of characters": [
        ("ru", "375   253   FD     \u200e     ЗНАК СЛЕВА НАПРАВО"),
        ("ru", "376   254   FE     \u200f     ЗНАК СПРАВА НАЛЕВО"),
        ("ru", "             B Время вышло *"),
    ],
    "glyphs of some font": [("bg", "Водещ знак \ue00c")],
}


@pytest.mark.parametrize(
    ("language", "text"), [pytest.param(*row, id=f"{kind}: {row[1]}") for kind in RIGHT for row in RIGHT[kind]]
)
def test_what_is_right_as_it_stands(language: str, text: str) -> None:
    assert [found for found in check(text, "text", language) if found.severity != "info"] == []
    assert repair(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("bg", "„%s“ e извън обхвата", "„%s“ е извън обхвата"),
        ("bg", "Те ca тук", "Те са тук"),
        ("bg", "Виж на C:\\нови, „%s“ e извън", "Виж на C:\\нови, „%s“ е извън"),
        ("bg", "отворете файл %s c разширение", "отворете файл %s с разширение"),
        ("bg", "индекса e запазен", "индекса е запазен"),
        ("ru", "Где OH сейчас живёт?", "Где ОН сейчас живёт?"),
        ("bg", "%sсрещa: %d", "%sсреща: %d"),
        ("bg", "т. e. така е", "т. е. така е"),
        ("bg", "пишете на ivan.pеtrov@abv.bg", "пишете на ivan.petrov@abv.bg"),
        ("bg", "проф. C. Иванов от БАН", "проф. С. Иванов от БАН"),
        ("ru", "акад. A. П. Александров", "акад. А. П. Александров"),
        ("ru", "Книга y меня, y нас и y брата", "Книга у меня, у нас и у брата"),
        ("uk", "I ось він прийшов", "І ось він прийшов"),
        ("uk", "до i після", "до і після"),
        ("sr", "Y граду je киша", "У граду је киша"),
        ("ru", "Файл «%s» в кодe", "Файл «%s» в коде"),
        ("bg", "&Mетасимволи на обвивката", "&Метасимволи на обвивката"),
    ],
)
def test_what_the_sentence_says_is_mended(language: str, text: str, right: str) -> None:
    assert repair(text, language) == right


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("bg", "mрекъсване с: Escape", "mрекъсване"),
        ("ru", "Вырезатьt: %lld", "Вырезатьt"),
        ("uk", "YВи можете налаштувати дії", "YВи"),
        ("uk", "Під час використання -aтаблиця гешованих команд", "aтаблиця"),
        ("uk", "або --color=xколір", "xколір"),
        ("ru", "установлены TFD_TIMER_ABSTIMEи и другие", "ABSTIMEи"),
        ("mk", "романски (Macромански)", "Macромански"),
        ("ru", "Перемотка ленты на сторону BOT последнего маркера", "BOT"),
        ("uk", "Зображення PICT", "PICT"),
        ("ru", "Y слева", "Y"),
        ("ru", "Номер\x1f: %s", "\x1f"),
        ("bg", "\x07времето изтече", "\x07"),
        ("ru", "Генерирует каталог.\x0bЕсли файл задан", "\x0b"),
    ],
)
def test_what_may_be_meant_otherwise_is_only_asked_about(language: str, text: str, word: str) -> None:
    assert [(found.text, found.fix) for found in check(text, "text", language)] == [(word, None)]
    assert repair(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "right"),
    [
        ("uk", "1,712 MГц", "1,712 МГц"),
        ("sr", "JЕДНА ствар", "ЈЕДНА ствар"),
        ("bg", "cистема и kнига", "система и книга"),
        ("bg", "звън\x07", "звън"),
        ("bg", "срещ\u200bа  \u200b", "среща  "),
        ("ru", "Сжатие c потерями", "Сжатие с потерями"),
        ("ru", "C поддержкой", "С поддержкой"),
        ("uk", "Вчора i сьогодні", "Вчора і сьогодні"),
        ("uk", "слова i пробіли. Усе i", "слова і пробіли. Усе i"),
        ("sr", "грешка: „%pBд“ захтевa", "грешка: „%pBд“ захтева"),
    ],
)
def test_what_looks_alike_is_mended_still(language: str, text: str, right: str) -> None:
    assert repair(text, language) == right


@pytest.mark.parametrize(
    ("text", "suggested"), [("писателят C. Стоянов", "С"), ("според министъра A. Петрова", "А"), ("C. П. Иванов", "С")]
)
def test_an_initial_without_a_title_is_only_asked_about(text: str, suggested: str) -> None:
    (found,) = check(text)
    assert (found.code, found.suggestions, found.fix) == ("whole_script_confusable", (suggested,), None)


@pytest.mark.parametrize("text", ["A. Иванов, B. Петров", "витамин C. Петров каза", "Отговор C. Той е верен"])
def test_a_letter_that_counts_is_no_initial(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize("text", ["иван@президент.бг", "ivan@abv.bg", "иван.петров@пример.бг"])
def test_a_mailbox_of_one_script_is_right(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize("text", ["cat ОПЦИЯ ФАЙЛОВЕ", "tar [ОПЦИЯ]... [ФАЙЛ]...", "задайте МАКС_ДЪЛЖИНА_НА_РЕДА"])
def test_usage_and_constants_are_no_shouting(text: str) -> None:
    assert check(text, "comment") == []


@pytest.mark.parametrize("text", ["lol ВСИЧКИ СТЕ ГЛУПАЦИ", "ok ВИЕ СТЕ ГЛУПАЦИ!", "ВИЖТЕ ГО ТОЗИ cat"])
def test_a_latin_word_does_not_hide_shouting(text: str) -> None:
    assert [found.code for found in check(text, "comment")] == ["all_caps"]
