/* Shapes as elements of SVG: like `el` (dom.js), but for attributes. Text goes in as text nodes only. */

function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const tenth = (number) => Math.round(number * 10) / 10;

/** The `d` of a path through [x, y] spots. */
function trace(spots, closed) {
  return spots.length ? `M${spots.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join(" ")}${closed ? "Z" : ""}` : "";
}
