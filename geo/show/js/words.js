/* What the interface says, and how it writes numbers, in the language of the payload: a document speaks one.
 *
 * The texts are those of geo/translation/, by `room.key`. A text has places, `{name}`; one that counts is several, by the
 * plural categories of its language.
 */

const spoken = { language: "en", texts: {}, plurals: null };

function speak({ language, words }) {
  Object.assign(spoken, { language, texts: words, plurals: new Intl.PluralRules(language) });
}

/** The text of a key, its places filled in. */
function say(key, values) {
  return parts(key, values).join("");
}

/** The text of a key for so many things. */
function count(key, n) {
  return cut(spoken.texts[key][spoken.plurals.select(n)], { n: number(n) }).join("");
}

/** The same in parts, for places that hold more than text: elements, or `{ name }` (pointing.js and slider.js show it). */
function parts(key, values = {}) {
  return cut(spoken.texts[key], values);
}

function cut(said, values) {
  const pieces = said.split(/\{([\w-]+)\}/); // texts and names of places by turns
  return pieces.map((piece, i) => (i % 2 ? values[piece] : piece)).filter((piece) => piece !== "");
}

/** The key of a value that the payload gives: "straight line" is `straight-line`. */
const keyed = (room, value) => `${room}.${value.replaceAll(" ", "-")}`;

const number = (value, options) => value.toLocaleString(spoken.language, options);

const kilometres = (km) => say("figure.km", { value: number(km) });

const capital = (said) => said.charAt(0).toUpperCase() + said.slice(1);

/** A sentence of the check itself, which is English in every language. */
function sentence(tag, className, content) {
  const element = text(tag, className, content);
  if (spoken.language !== "en") element.lang = "en";
  return element;
}
