// The caret of a page's own rich field, and the text node it stands in: loaded for such a field. MIT licence.

export class EditableCaret {
  #line;

  constructor(field) {
    this.field = field;
  }
  get selection() {
    return this.field.getRootNode().getSelection?.() ?? this.field.ownerDocument.getSelection();
  }
  get range() {
    const { selection } = this;
    const root = this.field.getRootNode();
    if (root.host && !root.getSelection && selection.getComposedRanges) {
      return selection.getComposedRanges({ shadowRoots: [root] })[0];
    }
    return selection.rangeCount ? selection.getRangeAt(0) : null;
  }
  get at() {
    return this.range?.startOffset;
  }
  get end() {
    return this.range?.endOffset;
  }
  // Apple's engine has taken the caret away when it says that the field is left: it is where it was last seen.
  get line() {
    const node = this.range?.startContainer;
    if (this.field.contains(node)) this.#line = node;
    return this.#line;
  }
  get collapsed() {
    return this.range?.collapsed ?? true;
  }
  get text() {
    return (this.range?.startContainer.data ?? "").replace(/\u00a0/g, " ");
  }
  select(start, end) {
    const node = this.range.startContainer;
    this.selection.setBaseAndExtent(node, start, node, end);
  }
}
