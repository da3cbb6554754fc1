// In the page itself, where its editors can be found: what the extension asks of it.

import { fieldInUse, relayout, state, toggle, use, watch } from "./fields.js";
import { replace, textOf } from "./passage.js";

const NAME = Symbol.for("translit-extension");

// A frame that its parent sees into is looked after there.
function isLookedAfter() {
  try {
    return window !== parent && Boolean(parent.document);
  } catch {
    return false;
  }
}

const requests = {
  use,
  toggle,
  state,
  relayout,
  text() {
    const typing = fieldInUse();
    return typing && { text: textOf(typing.field), entered: state().entered };
  },
  replace(entered, ...part) {
    return entered === state().entered && replace(fieldInUse(), ...part);
  },
};

if (!globalThis[NAME] && !isLookedAfter()) {
  globalThis[NAME] = requests;
  watch(window);
}
