// A text field with numbered lines, the faulty ones marked. What is typed is sent to the server after a pause.
// All text is put in with `value`, `textContent` and `title`: none of it becomes HTML.

const PAUSE_MS = 500;

function numbered(gutter, text, marks) {
  const lines = text.split("\n").length;
  while (gutter.children.length > lines) gutter.lastChild.remove();
  while (gutter.children.length < lines) gutter.append(document.createElement("span"));
  for (let i = 0; i < lines; i++) {
    const faults = marks[i + 1];
    const line = gutter.children[i];
    line.textContent = String(i + 1);
    line.className = faults ? "faulty" : "";
    line.title = faults ? faults.join("\n") : "";
  }
}

/** A new line begins as far in as the one before it. */
function indent(event, box) {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  const before = box.value.slice(0, box.selectionStart);
  const [spaces] = before.slice(before.lastIndexOf("\n") + 1).match(/^ */);
  if (spaces && document.execCommand("insertText", false, `\n${spaces}`)) event.preventDefault();
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".yaml");
  const box = root.querySelector("textarea");
  const gutter = root.querySelector(".lines");
  const status = root.querySelector(".status");
  const draw = () => numbered(gutter, box.value, root.marks || {});
  root.send = (text) => {
    root.sent = text;
    setStateValue("text", text);
  };
  box.setAttribute("aria-label", data.label);
  root.marks = data.marks;
  if (data.text !== root.sent && data.text !== box.value) box.value = root.sent = data.text; // not what is being typed
  status.textContent = data.status;
  draw();
  if (root.isReady) return undefined;
  root.isReady = true;
  box.addEventListener("scroll", () => (gutter.scrollTop = box.scrollTop));
  box.addEventListener("keydown", (event) => indent(event, box));
  box.addEventListener("input", () => {
    draw();
    clearTimeout(root.waiting);
    root.waiting = setTimeout(() => root.send(box.value), PAUSE_MS);
  });
  box.addEventListener("blur", () => {
    clearTimeout(root.waiting);
    if (box.value !== root.sent) root.send(box.value);
  });
  return undefined;
}
