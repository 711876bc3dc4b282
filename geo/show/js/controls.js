/* The legend, the layers, the credits and the buttons of the map. */

const MODES = { rail: "Rail", road: "Road", sea: "Sea", air: "Air", foot: "On foot", unknown: "Way unknown" };

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

/** One of several, the first to begin with; options are values and what they are called. */
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
  const used = Object.keys(MODES).filter((mode) => legs.some((leg) => leg.mode === mode));
  const key = (className, label) => el("li", "", el("span", className), label);
  const list = el("ul", "", ...used.map((mode) => key(`demarche-swatch mode-${mode}`, MODES[mode])));
  if (legs.some((leg) => leg.inferred || leg.gaps.length)) list.append(key("demarche-swatch dashed", "Inferred"));
  if (legs.some((leg) => leg.sightings.length)) list.append(key("demarche-key-sighting", "Seen on the way"));
  if (payload.journeys.some((journey) => journey.stops.some((stop) => stop.precision_km > 0))) list.append(key("demarche-key-precision", "Position known to within"));
  if (payload.encounters.length) list.append(key("demarche-key-met", "Met, or could have"));
  const panel = el("details", "demarche-legend leaflet-bar", el("summary", "", "Legend and layers"), list, el("div", "demarche-toggles", ...toggles));
  panel.open = width >= NARROW_PX;
  return panel;
}

function credits(payload) {
  const line = el("div", "leaflet-control-attribution demarche-credits");
  payload.attributions.forEach((credit, i) => line.append(i ? " · " : "", anchor(credit.url, credit.text)));
  line.append(" · Borders imply no endorsement");
  return line;
}

function fitButton(fit) {
  const button = el("button", "demarche-fit", "⤢");
  button.type = "button";
  button.title = "Show the whole journey";
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", fit);
  return el("div", "leaflet-bar", button);
}
