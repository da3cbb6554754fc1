// Words that Latin look-alikes alone can spell and that no list names, unpacked when first asked for. The form of the
// text is told in translit/checking/twin_words.py.

// What an arc leads to, if anything: the row behind it, or a row that others lead to.
const HERE = 1;
const SHARED = 2;

/** The words of one packed text. */
export class TwinWords {
  #facts;
  #rows = null;

  constructor(facts) {
    this.#facts = facts;
  }

  has(word) {
    const rows = (this.#rows ??= unpack(this.#facts));
    let [row, ends] = [rows.at(-1), 0];
    for (const letter of word) {
      if (!row.has(letter)) return false;
      const [goal, isEnd] = row.get(letter);
      [row, ends] = [typeof goal === "number" ? rows[goal] : goal, isEnd];
    }
    return Boolean(ends);
  }
}

function unpack({ packed_twin_words: packed, ...facts }) {
  const space = packed.indexOf(" ");
  const letters = [...packed.slice(0, space)];
  const coming = numbers(packed.slice(space + 1), facts);
  const rows = [];
  for (let row; (row = readRow(coming, letters, facts)).size; ) rows.push(row);
  return rows.length ? rows : [new Map()];
}

function* numbers(text, { arc_signs, two_signs }) {
  const value = (place) => arc_signs.indexOf(text[place]);
  for (let place = 0; place < text.length; place++) {
    const number = value(place);
    yield number < two_signs ? number : two_signs + (number - two_signs) * arc_signs.length + value(++place);
  }
}

function readRow(coming, letters, facts) {
  const row = new Map();
  for (let next; !(next = coming.next()).done; ) {
    const [goal, ends, last] = facts.arc_kinds[Math.floor(next.value / letters.length)];
    const to = goal === SHARED ? coming.next().value : goal === HERE ? readRow(coming, letters, facts) : new Map();
    row.set(letters[next.value % letters.length], [to, ends]);
    if (last) break;
  }
  return row;
}
