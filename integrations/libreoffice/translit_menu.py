"""The menu of LibreOffice: convert what is selected, check the document, put right what was typed in the wrong layout.

Each is a request to the service `translit.Menu`, which a menu, a button or a key may be given:
`service:translit.Menu?convert` asks for a table the first time, `service:translit.Menu?convert,bg-law` does not.
"""

import re
import sys

import uno
import unohelper
from com.sun.star.task import XJobExecutor

#: Comments of ours begin so, and only these are taken away again.
OURS = "translit: "
#: What `queryContentCells` calls texts that are no formulas.
TEXTS = 4
LAST_WORD = re.compile(r"\S+\s*\Z")
#: What parts of a word are kept apart by while it is written, and what stands for the sign that begins it.
CUT, LESS = re.compile("<i>"), "\ufdd0"
#: Parts of a paragraph that are nothing in it.
UNSEEN = ("Bookmark", "Redline", "SoftPageBreak")
#: The table that was chosen, until LibreOffice ends.
chosen = ""


class Menu(unohelper.Base, XJobExecutor):
    def __init__(self, context):
        self.context = context

    def trigger(self, request):
        """Do what was asked for: `convert`, `check` or `relayout`, or choose a `table`."""
        if sys.version_info < (3, 11):  # noqa: UP036 - LibreOffice may bring its own Python
            return self.say("translit needs Python 3.11 or newer.")
        name, _, table = request.partition(",")
        document = self.desktop().getCurrentComponent()
        document.UndoManager.enterUndoContext("translit")
        try:
            getattr(self, name)(document, table)
        except Exception as error:
            self.say(str(error))
        finally:
            document.UndoManager.leaveUndoContext()

    def convert(self, document, table):
        global chosen
        table = table or chosen or self.ask()
        if table:
            chosen = table
            places = selected(document)
            convert = conversion(table, "".join(place.String for place in places))
            for place in places:
                rewrite(document, place, convert)

    def table(self, document, _):
        global chosen
        chosen = self.ask() or chosen

    def relayout(self, document, _):
        import translit

        for place in selected(document) or [last_word(document)]:
            rewrite(document, place, translit.repair_layout)

    def check(self, document, _):
        comments = cell_comments if is_sheet(document) else text_comments
        found = comments(document, self.language())
        if not found:
            self.say(word("nothing", self.language()))

    def ask(self):
        """Let a table be chosen; none is an empty text."""
        from translit.table.library import heads

        language = self.language()
        named = sorted((head["name"].get(language) or head["name"]["en"], table) for table, head in heads().items())
        box = self.create("com.sun.star.awt.UnoControlDialogModel")
        box.setPropertyValues(("Height", "Title", "Width"), (200, word("table", language), 220))
        add(box, "List", "tables", 6, 6, 208, 166, StringItemList=tuple(name for name, _ in named))
        add(box, "Button", "ok", 154, 178, 60, 16, PushButtonType=1, Label="OK")
        dialog = self.create("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(box)
        dialog.createPeer(self.create("com.sun.star.awt.Toolkit"), None)
        agreed = dialog.execute()
        place = dialog.getControl("tables").getSelectedItemPos()
        dialog.dispose()
        return named[place][1] if agreed and place >= 0 else ""

    def say(self, text):
        window = self.desktop().getCurrentFrame().getContainerWindow()
        kind = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
        window.getToolkit().createMessageBox(window, kind, 1, "translit", text).execute()

    def language(self):
        """The language that LibreOffice speaks."""
        place = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        place.Name, place.Value = "nodepath", "/org.openoffice.Setup/L10N"
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        spoken = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (place,))
        return spoken.ooLocale.split("-")[0] or "en"

    def desktop(self):
        return self.create("com.sun.star.frame.Desktop")

    def create(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)


def add(box, kind, name, *place, **more):
    """Put a control on a dialog."""
    model = box.createInstance(f"com.sun.star.awt.UnoControl{kind}{'Box' if kind == 'List' else ''}Model")
    for key, value in {**dict(zip(("PositionX", "PositionY", "Width", "Height"), place, strict=True)), **more}.items():
        setattr(model, key, value)
    box.insertByName(name, model)


def word(name, language):
    from translit.web.words import OFFICE, say

    return say(OFFICE[name], language)


def conversion(table, text):
    """What converts by a table: backwards if most letters of the text are in the script that it writes."""
    import translit
    from translit.text.scripts import script_of

    scripts = [script_of(letter) for letter in text]
    found = translit.tables[table]
    is_written = scripts.count(found.target_script) > scripts.count(found.source_script)
    return translit.compile_table(table, reverse=is_written).transliterate


def is_sheet(document):
    return document.supportsService("com.sun.star.sheet.SpreadsheetDocument")


def selected(document):
    """The texts, or cells, that are selected; none where there is only a caret."""
    selection = document.CurrentSelection
    if is_sheet(document):
        return listed(selection.queryContentCells(TEXTS).Cells)
    if selection.supportsService("com.sun.star.text.TextFrame"):
        return [selection]
    if selection.supportsService("com.sun.star.text.TextTableCursor"):
        table = document.CurrentController.ViewCursor.TextTable
        cells = table.getCellRangeByName(selection.getRangeName())
        rows = cells.getDataArray()
        return [cells.getCellByPosition(column, row) for row in range(len(rows)) for column in range(len(rows[row]))]
    return [one for one in map(selection.getByIndex, range(selection.Count)) if one.String]


def last_word(document):
    """The last word before the caret."""
    from translit.text.places import utf16_length

    caret = document.CurrentController.ViewCursor
    cursor = caret.Text.createTextCursorByRange(caret.Start)
    cursor.gotoStartOfParagraph(True)
    found = LAST_WORD.search(cursor.String)
    cursor.collapseToEnd()
    cursor.goLeft(utf16_length(found[0]) if found else 0, True)
    return cursor


def rewrite(document, place, convert):
    """Write the text of a place anew; each part of it keeps how it looks."""
    runs = [(run, [part.String for part in run]) for paragraph in paragraphs(place) for run in runs_of(paragraph)]
    parts = [part for run, texts in runs for part in zip(run, texts, written(texts, convert), strict=True)]
    changes = [(part, after) for part, before, after in parts if after != before]
    # Parts of a text move with what is written before them, but grow by what is written behind; those of a cell stay.
    for part, after in reversed(changes) if is_sheet(document) else changes:
        replace(part, after)


def replace(part, text):
    """Write a text in place of a part, behind its first letter, whose look it takes."""
    rest = after_first(part)
    rest.gotoRange(part.End, True)
    rest.setString("")
    part.Text.insertString(after_first(part), text, False)
    first = part.Text.createTextCursorByRange(part.Start)
    first.goRight(1, True)
    first.setString("")


def after_first(part):
    cursor = part.Text.createTextCursorByRange(part.Start)
    cursor.goRight(1, False)
    return cursor


def written(texts, convert):
    """What becomes of parts of a text, which may cut its words in two."""
    from translit.text.cut_words import convert_across

    def convert_between(text):
        return "<i>".join(convert(part) for part in text.split("<i>"))

    whole = "<i>".join(text.replace("<", LESS) for text in texts)
    return [text.replace(LESS, "<") for text in convert_across(whole, CUT, convert_between).split("<i>")]


def paragraphs(place):
    for found in listed(place):
        if found.supportsService("com.sun.star.text.TextTable"):
            for name in found.getCellNames():
                yield from paragraphs(found.getCellByName(name))
        else:
            yield found


def runs_of(paragraph):
    """The parts of a paragraph, each list of them without a field or a note between."""
    run = []
    for part in listed(paragraph):
        if part.TextPortionType == "Text":
            run.append(part)
        elif part.TextPortionType not in UNSEEN and run:
            yield run
            run = []
    if run:
        yield run


def listed(place):
    found, enumeration = [], place.createEnumeration()
    while enumeration.hasMoreElements():
        found.append(enumeration.nextElement())
    return found


def text_comments(document, language):
    """Comment on what is wrong with a text, in place of what was said before; return how many there are."""
    for field in listed(document.TextFields):
        if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Content.startswith(OURS):
            field.Anchor.Text.removeTextContent(field)
    places = [document.Text, *headers_and_footers(document)]
    for apart in (document.Footnotes, document.Endnotes, document.TextFrames):
        places += map(apart.getByIndex, range(apart.Count))
    runs = [run for place in places for paragraph in paragraphs(place) for run in runs_of(paragraph)]
    said = 0
    for run in runs:
        for finding in reversed(findings("".join(part.String for part in run), run[0].CharLocale.Language)):
            cursor = run[0].Text.createTextCursorByRange(run[0].Start)
            cursor.goRight(finding.start16, False)
            cursor.goRight(finding.end16 - finding.start16, True)
            comment = document.createInstance("com.sun.star.text.textfield.Annotation")
            comment.Author, comment.Content = "translit", OURS + finding.message(language)
            cursor.Text.insertTextContent(cursor, comment, True)
            said += 1
    return said


def headers_and_footers(document):
    """Those that pages have: first, left and right ones may be others."""
    styles = document.StyleFamilies.getByName("PageStyles")
    for style in filter(lambda style: style.isInUse(), map(styles.getByIndex, range(styles.Count))):
        for kind in ("Header", "Footer"):
            if getattr(style, f"{kind}IsOn"):
                yield getattr(style, f"{kind}Text")
                if not getattr(style, f"{kind}IsShared"):
                    yield getattr(style, f"{kind}TextLeft")
                if not style.FirstIsShared:
                    yield getattr(style, f"{kind}TextFirst")


def cell_comments(document, language):
    """Comment on what is wrong with cells; what others say there stays."""
    said = 0
    for sheet in map(document.Sheets.getByIndex, range(document.Sheets.Count)):
        for place in range(sheet.Annotations.Count - 1, -1, -1):
            comment_on(sheet, sheet.Annotations.getByIndex(place).Position, [])
        for cell in listed(sheet.queryContentCells(TEXTS).Cells):
            found = findings(cell.String, cell.CharLocale.Language)
            if found:
                comment_on(sheet, cell.CellAddress, [OURS + finding.message(language) for finding in found])
            said += len(found)
    return said


def comment_on(sheet, address, ours):
    """Say these lines of a cell, and no others that are ours."""
    cell = sheet.getCellByPosition(address.Column, address.Row)
    before = cell.Annotation.String.split("\n")
    lines = [line for line in before if line and not line.startswith(OURS)] + ours
    if lines == [line for line in before if line]:
        return
    for place in range(sheet.Annotations.Count - 1, -1, -1):
        position = sheet.Annotations.getByIndex(place).Position
        if (position.Column, position.Row) == (address.Column, address.Row):
            sheet.Annotations.removeByIndex(place)
    if lines:
        sheet.Annotations.insertNew(address, "\n".join(lines))


def findings(text, language):
    import translit

    return translit.check(text, language=language if language in translit.languages() else None)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - as LibreOffice calls it
g_ImplementationHelper.addImplementation(Menu, "translit.Menu", ("translit.Menu",))
