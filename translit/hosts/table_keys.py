"""Keys of a system's keyboard, typed by a table into whatever has the focus."""

from __future__ import annotations

import unicodedata
from collections import deque
from typing import TYPE_CHECKING, Protocol

from ..machine.keys import drawn_levels
from ..text.edits import word_start
from . import keysyms
from .composing import Composing, Step

if TYPE_CHECKING:
    from ..engine import InputEngine

#: What a field may be for, as IBus counts it; digits, numbers, phones, URLs, e-mail, passwords and PINs stay keys.
LEFT_ALONE = frozenset({2, 3, 4, 5, 6, 8, 9})
TERMINAL = 10
MOST_CANDIDATES = 5
#: How much before the caret must be what was typed, and how many keys ago a program may have told of it.
_CHECKED, _LATE = 16, 32
_COMMANDS = keysyms.CONTROL | keysyms.ALT | keysyms.SUPER
_MODIFIERS = _COMMANDS | keysyms.SHIFT


class Display(Protocol):
    """What a host does with what is typed."""

    def delete(self, count: int) -> None:
        """Delete characters before the caret."""

    def commit(self, text: str) -> None:
        """Insert a text."""

    def show_pending(self, text: str) -> None:
        """Show behind it what may still change."""

    def show_candidates(self, texts: list[str], chosen: int) -> None:
        """Show what may be chosen from, if it is more than one."""

    def show_state(self) -> None:
        """Show whether the table is on."""


class TableKeys:
    """Presses in, and out what the display is to do; what `press` does not take is the program's own."""

    def __init__(self, engine: InputEngine, display: Display) -> None:
        self._display = display
        #: Whether keys are typed by the table.
        self.on: bool = True
        #: What the field is for.
        self.purpose: int = 0
        #: Whether the program says that it tells what stands around the caret.
        self.tells_surrounding: bool = False
        self._before: str | None = None
        self._selected = False
        self._anchor = ""
        self._past: deque[str] = deque(maxlen=_LATE)
        self._shown = ""
        self._offered: list[str] = []
        self._chosen = 0
        self._right_alt = False
        self._dead = 0
        self.use(engine)

    def use(self, engine: InputEngine) -> None:
        """Type by another table, or by the same in another way."""
        self._table = engine.table
        self._levels = drawn_levels(self._table) if self._table.kind == "layout" else {}
        self._composing = Composing(engine)
        self._forget()

    def press(self, keysym: int, keycode: int, state: int) -> bool:
        """Take a key, as X11 and the kernel name it, and the modifiers held; False leaves it to the program."""
        if keycode == keysyms.RIGHT_ALT and keysym == keysyms.ALT_R and "altgr" in self._levels:
            # To the program it would be a command, and alone open its menu.
            self._right_alt = not state & keysyms.RELEASED
            return self.types
        if state & keysyms.RELEASED or keysyms.is_modifier(keysym):
            return False
        if self._right_alt:
            state = state & ~keysyms.ALT | keysyms.LEVEL_3
        if self._command(keysym, state):
            return True
        if not self.types:
            return False
        if state & _COMMANDS:
            self._settle()
            return False
        self._require_standing()
        if keysym in (keysyms.UP, keysyms.DOWN) and len(self._offered) > 1 and self._shown:
            self.move(1 if keysym == keysyms.DOWN else -1)
            return True
        if keysym == keysyms.BACKSPACE:
            return self._backspace()
        return self._type(keysym, keycode, state)

    @property
    def types(self) -> bool:
        """Whether keys are typed by the table in this field."""
        return self.on and self.purpose not in LEFT_ALONE

    def toggle(self, *, on: bool) -> None:
        """Switch the table on or off."""
        self._settle()
        self.on = on
        self._display.show_state()

    def leave(self) -> None:
        """Another field has the focus; what was pending is settled by the system."""
        self._before, self._selected, self._right_alt = None, False, False
        self._forget()

    def interrupted(self) -> None:
        """The program has moved the caret, or says no more than that it has changed something."""
        if self._before is None or self._shown:
            self._forget()
        else:
            # What it tells next shows whether the caret still stands behind what was typed.
            self._past = deque([self._tail()], _LATE)

    def surrounded_by(self, text: str, caret: int, anchor: int) -> None:
        """Be told what stands around the caret, and where a selection ends, in code points."""
        self._selected = caret != anchor
        settled, known = self._composing.settled, self._before is not None
        # Some send an empty text where they know none.
        self._before = text[: min(caret, anchor)] if text or not settled else None
        if self._before is not None and not known:
            self._anchor = self._before.removesuffix(settled)[-_CHECKED:]
            self._past = deque([self._tail()], _LATE)

    def move(self, by: int) -> None:
        """Go to the next candidate, or back."""
        if self._offered:
            self.choose((self._chosen + by) % len(self._offered))

    def choose(self, number: int) -> None:
        """Put a candidate in place of the word shown."""
        if not 0 <= number < len(self._offered):
            return
        offered = self._offered
        found = [each.text for each in self._composing.engine.candidates(MOST_CANDIDATES)]
        if offered[number] in found:
            self._perform(self._composing.choose(found.index(offered[number])))
            # They stay in their places, though the one that was chosen counts as the best from now on.
            self._offered, self._chosen = offered, number
            self._display.show_candidates(offered, number)

    def _command(self, keysym: int, state: int) -> bool:
        """Obey a key of ours: on and off, and the repair of the last word."""
        held = state & _MODIFIERS
        slash = keysym in (ord("\\"), ord("|")) and self.purpose != TERMINAL
        if self.purpose in LEFT_ALONE:
            return False
        if slash and held == keysyms.CONTROL:
            self.toggle(on=not self.on)
        elif (keysym == keysyms.PAUSE and not held) or (slash and held == keysyms.CONTROL | keysyms.SHIFT):
            self._repair()
        else:
            return False
        return True

    def _type(self, keysym: int, keycode: int, state: int) -> bool:
        char = keysyms.character(keysym)
        if self._selected:
            # The program puts what is typed in place of what is selected.
            self._settle()
            self._selected = False
        if kept := keysyms.keypad(keysym):
            return self._perform(self._composing.keep(kept))
        if self._levels:
            return self._press_place(char, keycode, state)
        if not char and keysym in keysyms.DEAD and not self._dead:
            self._dead = keysym
            return True
        if not char:
            self._settle()
            return False
        return self._spell(char)

    def _press_place(self, char: str, keycode: int, state: int) -> bool:
        """Type by a layout: what counts is where the key is."""
        if not keysyms.place(keycode) and char and (not keycode or char.isspace()):
            return self._perform(self._composing.key(char))
        key, level = keysyms.named(self._levels, keycode, state)
        if key:
            return self._perform(self._composing.key(key, level))
        if char:
            return self._perform(self._composing.keep(char))
        self._settle()
        return False

    def _spell(self, char: str) -> bool:
        """Type a character by a scheme, behind a dead key if there was one."""
        dead, self._dead = self._dead, 0
        if not dead:
            return self._perform(self._composing.key(char))
        alone, mark = keysyms.DEAD[dead]
        together = unicodedata.normalize("NFC", char + mark)
        if char == " ":
            keys = alone
        elif len(together) == 1 and not any(alone in rule.source for rule in self._table.rules):
            keys = together
        else:
            keys = alone + char
        for key in keys:
            self._perform(self._composing.key(key))
        return True

    def _backspace(self) -> bool:
        if self._dead:
            self._dead = 0
            return True
        if self._selected:
            self._forget()
            return False
        step = self._composing.backspace()
        if step is None:
            self._forget()
            return False
        if step.delete and not self._reaches_back:
            self._note()
            return False
        return self._perform(step)

    def _repair(self) -> None:
        """Put the last word right, if it was typed in the wrong layout, or with the table off."""
        word, keys = self._composing.word()
        stands = self._anchor + self._composing.settled + self._composing.pending if word else self._before or ""
        stands = stands[word_start(stands.rstrip()) :]
        word, keys = stands, keys if word == stands else ""
        settled = len(word) - len(self._composing.pending)
        if not word.strip() or (settled and not self._reaches_back):
            return
        right, shown = _put_right(word, keys, self._composing.engine), self._shown
        self._forget()
        if shown:
            self._display.show_pending("")
        if settled:
            self._display.delete(settled)
        self._display.commit(right)

    @property
    def _reaches_back(self) -> bool:
        return self.tells_surrounding and self._before is not None

    def _require_standing(self) -> None:
        """Begin anew if somebody has moved the caret or changed what was typed."""
        self._composing.reaches_back = self._reaches_back
        if self._before is not None and self._past and self._before[-_CHECKED:] not in self._past:
            if self._shown:
                self._settle()
            self._forget()

    def _tail(self) -> str:
        return (self._anchor + self._composing.settled)[-_CHECKED:]

    def _note(self) -> None:
        self._past.append(self._tail())

    def _perform(self, step: Step) -> bool:
        """Do what a step says.

        A blank or a digit is not left to the program, though it would type the same: what is left comes back to it
        later, behind what the next keys have given.
        """
        shown, self._shown = self._shown, step.pending
        self._note()
        if step.delete:
            if shown:
                self._display.show_pending("")
            self._display.delete(step.delete)
        if step.commit:
            self._display.commit(step.commit)
        if step.pending or shown:
            self._display.show_pending(step.pending)
        self._offer()
        return True

    def _offer(self) -> None:
        found = self._composing.engine.candidates(MOST_CANDIDATES) if self._shown else []
        offered = [each.text for each in found]
        if offered or self._offered:
            self._offered, self._chosen = offered, 0
            self._display.show_candidates(offered, 0)

    def _settle(self) -> None:
        """Settle what is pending, and begin anew."""
        tail = (self._tail() + self._shown)[-_CHECKED:]
        self._perform(self._composing.settle())
        self._forget()
        if self._before is not None:
            self._anchor = tail
            self._note()

    def _forget(self) -> None:
        self._composing.reset()
        self._shown, self._dead = "", 0
        self._anchor = "" if self._before is None else self._before[-_CHECKED:]
        self._past.clear()
        if self._before is not None:
            self._note()
        if self._offered:
            self._offered = []
            self._display.show_candidates([], 0)


def _put_right(typed: str, keys: str, engine: InputEngine) -> str:
    """Return a word as it was meant: Latin letters by the table, others as the keys they were typed with."""
    from ..convert.relayout import relayout
    from ..convert.transliterator import compile_table

    table = engine.table
    latin = 2 * sum(char.isascii() for char in typed if char.isalpha()) > sum(map(str.isalpha, typed))
    if table.kind == "layout":
        return relayout(typed, "us", table) if latin else relayout(typed, table, "us")
    return compile_table(table).transliterate(typed) if latin else keys or typed
