"""Run by the Python of LibreOffice, in which `uno` is: what somebody does with the extension, told as JSON."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from typing import Any

BOLD = 150.0


def main(pipe: str, folder: str) -> None:
    context = connected(pipe)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    # Each is told as soon as it is known.
    print(json.dumps({"sheet": in_sheet(desktop)}), flush=True)
    print(json.dumps({"text": in_text(desktop)}), flush=True)
    store(desktop, folder)
    desktop.terminate()


def uno() -> Any:
    return import_module("uno")


def connected(pipe: str) -> Any:
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception as error:
            if not type(error).__name__.endswith("NoConnectException"):
                raise
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer within half a minute")


def opened(desktop: Any, kind: str) -> tuple[Any, Any]:
    """Return a new document, and what asks the extension about it."""
    document = desktop.loadComponentFromURL(f"private:factory/{kind}", "_blank", 0, ())
    frame = document.CurrentController.Frame
    desktop.setActiveFrame(frame)

    def ask(request: str) -> None:
        url = uno().createUnoStruct("com.sun.star.util.URL")
        url.Complete, url.Main = f"service:translit.Menu?{request}", "service:translit.Menu"
        url.Protocol, url.Path, url.Arguments = "service:", "translit.Menu", request
        frame.queryDispatch(url, "_self", 0).dispatch(url, ())

    return document, ask


def in_text(desktop: Any) -> dict[str, Any]:
    document, ask = opened(desktop, "swriter")
    said: dict[str, Any] = {}
    text, controller = document.Text, document.CurrentController
    cursor = text.createTextCursor()
    for part, weight in (("Ма", 100.0), ("њ", BOLD), ("а и Џеј", 100.0)):
        cursor.CharWeight = weight
        text.insertString(cursor, part, False)
    cursor.CharWeight = 100.0
    text.insertControlCharacter(cursor, 0, False)
    text.insertString(cursor, "не <b>дирај</b>", False)
    controller.select(whole_of(text, text.Start, paragraph_end(text)))
    ask("convert,sr-latin")
    said["converted"] = document.Text.String
    said["parts"] = parts_of(document)
    said["undo"] = len(document.UndoManager.AllUndoActionTitles), document.UndoManager.CurrentUndoActionTitle
    document.UndoManager.undo()
    said["undone"] = document.Text.String
    whole = text.createTextCursor()
    whole.gotoEnd(True)
    controller.select(whole)
    ask("convert,sr-latin")
    said["whole"] = text.String
    controller.select(part_of(text, 0, 3))
    ask("convert,sr-latin")
    said["part"] = text.String
    text.String = "да Ghbdtn"
    controller.ViewCursor.gotoEnd(False)
    ask("relayout")
    said["relayout"] = text.String
    text.String = "Утре имаме срещ\x61. Това е на 5-ти."
    ask("check")
    said["comments"] = comments(document)
    ask("check")
    said["comments again"] = comments(document)
    said["apart"] = in_parts_apart(desktop)
    return said


def in_parts_apart(desktop: Any) -> dict[str, Any]:
    """Return what is done to what stands beside the text: notes, a table, a frame, a header and a footer."""
    document, ask = opened(desktop, "swriter")
    text, controller = document.Text, document.CurrentController
    kinds = {"note": "Footnote", "end": "Endnote", "table": "TextTable", "frame": "TextFrame"}
    made = {name: document.createInstance(f"com.sun.star.text.{kind}") for name, kind in kinds.items()}
    made["table"].initialize(2, 2)
    for part in made.values():
        text.insertTextContent(text.End, part, False)
    style = document.StyleFamilies.getByName("PageStyles").getByName("Standard")
    style.HeaderIsOn = style.FooterIsOn = True
    cells = [made["table"].getCellByName(name) for name in ("A1", "B2")]
    parts = [made["note"], made["end"], *cells, made["frame"], style.HeaderText, style.FooterText]
    for number, part in enumerate(parts):
        part.String = f"{number} срещ\x61"
    for _ in range(2):
        ask("check")
    said = {"commented": sorted(anchor for anchor, _ in comments(document))}
    for number, part in enumerate(parts):
        part.String = f"{number} Щит"
    for part in (made["note"], style.HeaderText):
        controller.select(whole_of(part, part.Start, part.End))
        ask("convert,bg-streamlined-2009")
    controller.select(made["frame"])
    ask("convert,bg-streamlined-2009")
    cursor = made["table"].createCursorByCellName("A1")
    cursor.gotoCellByName("B2", True)
    controller.select(cursor)
    ask("convert,bg-streamlined-2009")
    return {**said, "converted": [part.String for part in parts]}


def store(desktop: Any, folder: str) -> None:
    """Write a text and a sheet, each in its own format and in that of others."""
    text, _ = opened(desktop, "swriter")
    cursor = text.Text.createTextCursor()
    for part, weight in (("Добро ју", 100.0), ("тро, Њ", BOLD), ("ујорче & <други>", 100.0)):
        cursor.CharWeight = weight
        text.Text.insertString(cursor, part, False)
    sheet, _ = opened(desktop, "scalc")
    sheet.Sheets.getByIndex(0).getCellRangeByName("A1").String = "Њујорк"
    sheet.Sheets.getByIndex(0).getCellRangeByName("B1").Formula = '=A1&"!"'
    kinds = {"odt": "writer8", "docx": "MS Word 2007 XML", "ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}
    for kind, name in kinds.items():
        chosen = uno().createUnoStruct("com.sun.star.beans.PropertyValue")
        chosen.Name, chosen.Value = "FilterName", name
        (text if kind in ("odt", "docx") else sheet).storeToURL(f"file://{folder}/made.{kind}", (chosen,))


def whole_of(text: Any, start: Any, end: Any) -> Any:
    cursor = text.createTextCursorByRange(start)
    cursor.gotoRange(end, True)
    return cursor


def paragraph_end(text: Any) -> Any:
    cursor = text.createTextCursorByRange(text.Start)
    cursor.gotoEndOfParagraph(False)
    return cursor.Start


def part_of(text: Any, start: int, end: int) -> Any:
    cursor = text.createTextCursorByRange(text.Start)
    cursor.goRight(start, False)
    cursor.goRight(end - start, True)
    return cursor


def parts_of(document: Any) -> list[tuple[str, float]]:
    paragraph = document.Text.createEnumeration().nextElement()
    portions, found = paragraph.createEnumeration(), []
    while portions.hasMoreElements():
        portion = portions.nextElement()
        found.append((portion.String, portion.CharWeight))
    return found


def comments(document: Any) -> list[tuple[str, str]]:
    fields, found = document.TextFields.createEnumeration(), []
    while fields.hasMoreElements():
        field = fields.nextElement()
        found.append((field.Anchor.String, field.Content))
    return found


def in_sheet(desktop: Any) -> dict[str, Any]:
    document, ask = opened(desktop, "scalc")
    said: dict[str, Any] = {}
    sheet, controller = document.Sheets.getByIndex(0), document.CurrentController
    cell = sheet.getCellRangeByName("A1")
    cell.String = "Щит"
    sheet.getCellRangeByName("A2").Formula = '="Щит"'
    sheet.getCellRangeByName("A3").Value = 12
    sheet.getCellRangeByName("B1").String = "Щит"
    rich = sheet.getCellRangeByName("A4")
    rich.String = "Ма"
    cursor = rich.createTextCursor()
    cursor.gotoEnd(False)
    cursor.CharWeight = BOLD
    rich.insertString(cursor, "њ", False)
    controller.select(sheet.getCellRangeByName("A1:A4"))
    ask("convert,bg-streamlined-2009")
    said["converted"] = [sheet.getCellRangeByName(name).String for name in ("A1", "A2", "A3", "B1")]
    ask("convert,sr-latin")
    portions = rich.createEnumeration().nextElement().createEnumeration()
    found = []
    while portions.hasMoreElements():
        portion = portions.nextElement()
        found.append((portion.String, portion.CharWeight))
    said["parts"] = found
    sheet.getCellRangeByName("C1").String = "Утре имаме срещ\x61."
    sheet.Annotations.insertNew(sheet.getCellRangeByName("C1").CellAddress, "Mine")
    for name in ("comments", "comments again"):
        ask("check")
        said[name] = [note.String for note in map(sheet.Annotations.getByIndex, range(sheet.Annotations.Count))]
    sheet.getCellRangeByName("C1").String = "Утре имаме среща."
    ask("check")
    said["comments at last"] = [
        note.String for note in map(sheet.Annotations.getByIndex, range(sheet.Annotations.Count))
    ]
    sheet.getCellRangeByName("D1").String = "Ghbdtn"
    controller.select(sheet.getCellRangeByName("D1"))
    ask("relayout")
    said["relayout"] = sheet.getCellRangeByName("D1").String
    return said


if __name__ == "__main__":
    main(*sys.argv[1:])
