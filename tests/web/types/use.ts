// The public face as a program in TypeScript uses it: compiled, never run.
import { TranslitFindings, type Finding } from "../../../translit/web/findings.js";
import { TranslitKeyboard } from "../../../translit/web/keyboard.js";
import { check, prepare, type Rules } from "../../../translit/web/rules.js";
import { attachEditor, type EditorCaret } from "../../../translit/web/editors/editor.js";
import { attach as attachTo } from "../../../translit/web/editors/slate.js";
import { putRight, relayout } from "../../../translit/web/relayout.js";
import { fold, loadKeys, prepare as prepareKeys, queryVariants, type Keys } from "../../../translit/web/search.js";
import { count, follow, languageOf, speak, type Words } from "../../../translit/web/elements.js";
import { SpellingEngine } from "../../../translit/web/spelling.js";
import {
  attach,
  InputEngine,
  isText,
  kind,
  load,
  Machine,
  observe,
  start,
  typingIn,
  type Edit,
  type MachineData,
  type TranslitCounter,
  type TranslitSwitch,
  type Typing,
} from "../../../translit/web/translit.js";

const field = document.querySelector("textarea")!;
const typing: Typing = attach(field, { physical: true, escape: "" });
const table: MachineData = await load("bg-phonetic-traditional", new URL("tables/x.json", location.href));
typing.table = table;
typing.press("q", "caps-shift");
typing.write("текст");
typing.backspace();
field.addEventListener("translit-state", () => console.log(typing.latin, typing.table?.id, typing.field === field));
const same: Typing | undefined = typingIn(field);
same?.detach();

const machine = new Machine(table);
const [output, next] = machine.step(0, "s");
console.log(output + machine.owed(next), machine.convert("shtastie"), table.layout?.altgr, table.base?.[0]?.[1]);
const engine = new InputEngine(machine);
const edit: Edit = engine.feed("s", "plain");
const back: Edit | null = engine.backspace();
console.log(edit.delete, edit.insert, back?.deleted, engine.preedit, engine.commit(), engine.at("a", "shift"));
const letterKind: 0 | 1 | 2 | 3 = kind("ж");
console.log(letterKind, count(field));

const said = languageOf(field).toUpperCase();
speak(field, (words: Words) => console.log(said, words["left"]?.[0]));
await start(document.body);
observe(document).disconnect();

const chooser = document.querySelector("translit-switch")!;
chooser.value = "bg-bds-2006";
const other: TranslitSwitch = chooser;
other.offer("own", "Own", "/own.json");
const counter: TranslitCounter = document.querySelector("translit-counter")!;
const elements: HTMLElement[] = [chooser, counter, new TranslitKeyboard()];
field.addEventListener("translit:input", (event) => event.detail.data === event.detail.deleted && event.preventDefault());
field.addEventListener("translit-toggle", (event) => event.preventDefault());
follow(chooser, (fields, before) => console.log(fields.length - before.length, fields.every(isText)))();
putRight(typing, table);
console.log(relayout("Ghbdtn", null, table), new SpellingEngine(machine, false).resume("здраве"), engine.undo()?.insert);
console.log(engine.keep("3.1").insert, machine.knows("'"), typing.shortcut, typing.relayout);
const shown: TranslitFindings = document.createElement("translit-findings");
const rules: Rules = prepare((await (await fetch("/rules/bg.json")).json()) as object);
shown.check = async (text) => check(text, rules, { policy: { max_length: 2000 }, language: "bg" });
const found: Finding[] = await shown.check(field.value);
shown.show(found.filter(({ severity, start16, end16 }) => severity !== "info" && end16 > start16));
document.createElement("translit-keyboard").draw();
console.log(elements.length);
const caret: EditorCaret = { text: "", at: 0, end: 0, collapsed: true, isOpen: true, put: (length, text) => console.log(length, text) };
console.log(attachEditor(field, caret, { physical: true }) === attachTo({}, {}), typing.isOpen);

// What must not compile.
// @ts-expect-error: a level has a name
typing.press("q", "capslock");
// @ts-expect-error: a field is an element
attach("comment");
// @ts-expect-error: only a machine is a table
typing.table = "bg-phonetic-traditional";
// @ts-expect-error: the engine tells, nobody else
engine.preedit = "";

const keys: Keys = await loadKeys("bg", new URL("keys/bg.json", location.href));
console.log(fold("щастие", keys, { level: "strict", keepBrands: true }), keys.version, prepareKeys({}).language);
const wanted: string[] = queryVariants("ofcnbt", keys, { layouts: [table] });
console.log(wanted.length);
