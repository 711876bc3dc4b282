/* The legend, the layers, the credits and the buttons of the map. */

const MODES = ["rail", "road", "sea", "air", "foot", "unknown"];

function control(position, element) {
  const Control = L.Control.extend({ onAdd: () => element });
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  return new Control({ position });
}

function toggle(label, on, change) {
  const box = el("input");
  box.type = "checkbox";
  box.checked = on;
  box.addEventListener("change", () => change(box.checked));
  return el("label", "", box, " ", el("bdi", "", label));
}

/** One of several, with its label; options are values and what they are called. */
function choice(label, options, change) {
  const box = el("select", "", ...options.map(([value, name]) => {
    const option = text("option", "", name);
    option.value = value;
    return option;
  }));
  box.addEventListener("change", () => change(box.value));
  return el("label", "", el("bdi", "", label), " ", box);
}

function legend(payload, toggles, width) {
  const legs = payload.journeys.flatMap((journey) => journey.legs);
  const used = MODES.filter((mode) => legs.some((leg) => leg.mode === mode));
  const key = (className, label) => el("li", "", el("span", className), label);
  const list = el("ul", "", ...used.map((mode) => key(`demarche-swatch mode-${mode}`, say(`mode.${mode}`))));
  if (legs.some((leg) => leg.inferred || leg.gaps.length)) list.append(key("demarche-swatch dashed", say("map.inferred")));
  if (legs.some((leg) => leg.sightings.length)) list.append(key("demarche-key-sighting", say("map.seen")));
  if (payload.journeys.some((journey) => journey.stops.some((stop) => stop.precision_km > 0))) list.append(key("demarche-key-precision", say("map.precision")));
  if (payload.encounters.length) list.append(key("demarche-key-met", say("map.met")));
  const panel = el("details", "demarche-legend leaflet-bar", el("summary", "", say("map.legend")), list, el("div", "demarche-toggles", ...toggles));
  panel.open = width >= NARROW_PX;
  return panel;
}

/** The scale, its units in the language of the page. */
function scale() {
  const Scale = L.Control.Scale.extend({
    _updateScale(bar, said, ratio) {
      const [figure, unit] = said.split(" ");
      L.Control.Scale.prototype._updateScale.call(this, bar, `${number(Number(figure))} ${say(`map.unit-${unit}`)}`, ratio);
    },
  });
  return new Scale({ maxWidth: 120 });
}

/** Names the buttons that close cards, which Leaflet names in English. */
function nameCloseButtons(map) {
  map.on("popupopen", ({ popup }) => popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", say("map.close")));
}

function credits(payload) {
  const line = el("div", "leaflet-control-attribution demarche-credits");
  payload.attributions.forEach((credit, i) => line.append(i ? " · " : "", anchor(credit.url, credit.text)));
  line.append(` · ${say("map.endorsement")}`);
  return line;
}

function fitButton(fit) {
  const button = el("button", "demarche-fit", "⤢");
  button.type = "button";
  button.title = say("map.fit");
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", fit);
  return el("div", "leaflet-bar", button);
}
