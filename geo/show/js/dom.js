/* The document: elements, texts and links.
 *
 * Text never becomes code: every text reaches the document through `append`, which makes text nodes of strings. Nothing
 * here writes HTML, and Leaflet gets elements, never strings, where it would write HTML.
 */

function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function text(tag, className, content) {
  const element = el(tag, className, content);
  element.dir = "auto";
  return element;
}

function anchor(url, ...children) {
  if (!/^https?:\/\//.test(url || "")) return el("span", "", ...children);
  const link = el("a", "", ...children);
  link.href = url;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}

function rows(pairs) {
  const list = el("dl");
  for (const [term, value] of pairs) if (value) list.append(el("dt", "", term), text("dd", "", value));
  return list;
}

/** A list; `item` makes an element of each text. */
function bullets(className, items, item = text) {
  return items.length ? el("ul", className, ...items.map((one) => item("li", "", one))) : null;
}

function citations(journey, numbers) {
  if (!numbers.length) return null;
  const list = el("ul", "demarche-sources");
  for (const number of numbers) {
    const source = journey.sources[number - 1];
    const name = el("bdi", "", source.publisher);
    list.append(el("li", "", anchor(source.url, name), source.title && ": ", source.title && el("bdi", "", source.title), source.date && `, ${source.date}`));
  }
  return el("div", "", el("p", "demarche-small", say("card.sources")), list);
}

/** Scrolls an element into sight; a page in a frame scrolls its own panel, never the page around it. */
function reveal(element, behavior = "auto") {
  if (!document.body.classList.contains("embedded")) return element.scrollIntoView({ block: "nearest", behavior });
  const panel = element.closest(".demarche-tabpanel");
  if (!panel) return;
  const { top, bottom } = element.getBoundingClientRect(), frame = panel.getBoundingClientRect();
  panel.scrollBy({ top: top < frame.top ? top - frame.top : Math.max(0, Math.min(top - frame.top, bottom - frame.bottom)), behavior });
}
