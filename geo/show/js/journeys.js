/* Several journeys beside one another: which are shown, in which colours, their totals, and where they met. */

const ENCOUNTER_ZOOM = 9;

function journeysTab(view) {
  if (view.payload.journeys.length < 2) return null;
  return new Tab("journeys", say("journeys.tab"), (panel) => {
    panel.append(...[shownFields(view), modeFields(view), colourFields(view), totals(view), encounterList(view)].filter(Boolean));
    return {};
  });
}

function fields(legendText, ...children) {
  return el("fieldset", "demarche-fields", el("legend", "", legendText), ...children);
}

function shownFields(view) {
  return fields(say("journeys.shown"), ...view.payload.journeys.map((_, i) => journeyToggle(view, i)));
}

/** A box that shows and hides a journey, and follows where another box does. */
function journeyToggle(view, i) {
  const label = toggle(view.payload.journeys[i].title, view.isShown(i), (on) => view.show(i, on));
  label.classList.add("demarche-journey");
  const box = label.querySelector("input");
  box.after(el("span", `demarche-badge demarche-key-badge traveller-${i % TRAVELLERS}`));
  view.events.addEventListener("shown", () => (box.checked = view.isShown(i)));
  return label;
}

function modeFields(view) {
  const used = MODES.filter((mode) => view.payload.journeys.some((journey) => journey.legs.some((leg) => leg.mode === mode)));
  if (used.length < 2) return null;
  const boxes = used.map((mode) => {
    const label = toggle(say(`mode.${mode}`), true, (on) => view.map.getContainer().classList.toggle(`without-${mode}`, !on));
    label.querySelector("input").after(el("span", `demarche-swatch mode-${mode}`));
    return label;
  });
  return fields(say("journeys.modes"), el("div", "demarche-row", ...boxes));
}

function colourFields(view) {
  const radio = (label, on, byTraveller) => {
    const button = el("input");
    Object.assign(button, { type: "radio", name: "demarche-colours", checked: on });
    button.addEventListener("change", () => view.map.getContainer().classList.toggle("by-traveller", byTraveller));
    return el("label", "", button, " ", label);
  };
  return fields(say("journeys.colours"), el("div", "demarche-row", radio(say("journeys.by-mode"), true, false), radio(say("journeys.by-traveller"), false, true)));
}

function totals(view) {
  const heads = ["stops", "distance", "hours", "contradicted"].map((key) => Object.assign(el("th", "", say(`journeys.${key}`)), { scope: "col" }));
  const table = el("table", "demarche-totals", el("thead", "", el("tr", "", ...heads)), ...view.payload.journeys.map(totalsOf));
  return el("section", "", el("h2", "", say("journeys.totals")), table);
}

/** A journey's name over its figures: the panel is narrow. */
function totalsOf(journey, i) {
  const wrong = journey.findings.filter((finding) => finding.verdict === "contradicted").length;
  const name = el("th", "", el("span", `demarche-badge demarche-key-badge traveller-${i % TRAVELLERS}`), el("bdi", "", journey.title));
  Object.assign(name, { scope: "rowgroup", colSpan: 4 });
  const checked = journey.findings.length ? say("journeys.of", { n: wrong, all: journey.findings.length }) : "—";
  const figures = el("tr", "", el("td", "", String(journey.stops.length)), bounded(journey.distance_km), bounded(journey.hours), el("td", "", checked));
  return el("tbody", "", el("tr", "", name), figures);
}

/** A figure with its bounds beneath it. */
function bounded(figure) {
  if (!figure) return el("td", "", say("journeys.unknown"));
  const [best, bounds] = figure.text.split(" (");
  return el("td", "", best, bounds && el("span", "demarche-small", bounds.replace(")", "")));
}

// ---- where they met

/** A ring round each place where two journeys met or could have, beneath the stops; several at one place are one. */
function drawEncounters(view) {
  const places = new Map();
  for (const one of view.payload.encounters) {
    const key = `${one.lat},${one.lon}`;
    places.set(key, [...(places.get(key) || []), one]);
  }
  const group = L.layerGroup().addTo(view.map);
  const draw = () => {
    group.clearLayers();
    for (const met of places.values()) {
      const shown = met.filter((one) => one.journeys.every((i) => view.isShown(i)));
      if (shown.length) encounterRing(group, view, shown);
    }
  };
  view.events.addEventListener("shown", draw);
  draw();
}

function encounterRing(group, view, met) {
  const sure = met.some((one) => one.verdict === "met");
  const ring = L.circleMarker([met[0].lat, met[0].lon], { className: `demarche-encounter${sure ? " met" : ""}`, radius: 15, weight: 3 });
  ring.bindTooltip(() => el("div", "", ...met.slice(0, 1).map((one) => encounterHead(view, one))), { className: "demarche-tip" });
  ring.bindPopup(() => el("div", "demarche-card", ...met.map((one) => el("section", "", encounterHead(view, one), sentence("p", "", one.explanation)))), popupOptions());
  reachable(ring.addTo(group), `${say(keyed("meeting", met[0].verdict))}: ${met[0].name}`);
}

function encounterHead(view, { name, when, verdict, journeys }) {
  const who = journeys.flatMap((i, n) => [n ? " · " : "", el("span", `demarche-badge demarche-key-badge traveller-${i % TRAVELLERS}`), el("bdi", "", view.payload.journeys[i].title)]);
  return el("span", "demarche-encounter-head",
    el("span", "", el("b", "", say(keyed("meeting", verdict))), " · ", el("bdi", "", name)),
    text("span", "demarche-small", when),
    el("span", "demarche-small", ...who));
}

function encounterList(view) {
  const all = view.payload.encounters;
  const items = all.map((one) => {
    const button = el("button", `demarche-met${one.verdict === "met" ? " met" : ""}`, encounterHead(view, one));
    button.type = "button";
    button.addEventListener("click", () => view.look(L.latLngBounds([[one.lat, one.lon]]), ENCOUNTER_ZOOM));
    const item = el("li", "", button);
    view.events.addEventListener("shown", () => (item.hidden = !one.journeys.every((i) => view.isShown(i))));
    return item;
  });
  return el("section", "", el("h2", "", say("journeys.encounters")), items.length ? el("ul", "demarche-encounters", ...items) : el("p", "demarche-small", say("journeys.nobody")));
}
