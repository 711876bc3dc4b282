/* What a click on a stop, a leg or a sighting tells. */

const BASIS = {
  network: "on the network",
  geodesic: "shortest way through the air",
  circuity: "straight line times a factor",
  "straight line": "straight line",
};

/** What all statements together leave open, where that is not what is stated of it. */
function leftOpen(open, stated, event) {
  return open && open.utc !== stated ? `${event}${open.utc}` : null;
}

function stopCard(journey, stops) {
  const card = el("div", "demarche-card");
  for (const stop of stops) {
    const precision = stop.precision_km ? `right to within ${stop.precision_km} km` : null;
    card.append(
      el("section", "",
        el("h2", "", el("span", "demarche-number", String(stop.number)), " ", el("bdi", "", stop.name)),
        rows([
          ["Arrives", stop.arrive], ["", stop.arrive_utc && `(${stop.arrive_utc})`],
          ["Possible", leftOpen(stop.arrive_open, stop.arrive_utc, "arrives ")],
          ["Leaves", stop.depart], ["", stop.depart_utc && `(${stop.depart_utc})`],
          ["Possible", leftOpen(stop.depart_open, stop.depart_utc, "leaves ")],
          ["Certainty", stop.certainty === "certain" ? null : stop.certainty.replace("-", " ")],
          ["Position", precision],
        ]),
        bullets("demarche-events", stop.events),
        citations(journey, stop.sources)));
  }
  return card;
}

function legTitle(leg) {
  return el("h2", "", el("span", `demarche-swatch mode-${leg.mode}`), " ", el("bdi", "", leg.start), " → ", el("bdi", "", leg.end));
}

function legCard(journey, leg) {
  return el("div", "demarche-card",
    legTitle(leg),
    rows([
      ["Leaves", journey.stops[leg.number - 1].depart],
      ["Arrives", journey.stops[leg.number].arrive],
      ["By", leg.by],
      ["Distance", leg.distance_km.text],
      ["Time", leg.hours ? leg.hours.text : "unknown"],
      ["Straight line", `${Math.round(leg.straight_line_km).toLocaleString("en")} km`],
      ["Basis", BASIS[leg.basis]],
      ["Dashed", leg.inferred],
      ["Via", leg.via.length ? el("span", "", ...leg.via.flatMap((name, i) => [i ? ", " : "", el("bdi", "", name)])) : null],
    ]),
    bullets("demarche-warnings", leg.warnings),
    citations(journey, leg.sources));
}

function legHint(leg) {
  const time = leg.hours ? ` · ${leg.hours.text}` : "";
  return el("div", "", legTitle(leg), el("p", "", `${leg.distance_km.text}${time}`), text("p", "demarche-small", leg.by));
}

function sightingCard(journey, sighting) {
  return el("div", "demarche-card",
    el("h2", "", "Seen at ", el("bdi", "", sighting.name)),
    rows([["When", sighting.at], ["Position", sighting.precision_km ? `right to within ${sighting.precision_km} km` : null]]),
    citations(journey, sighting.sources));
}
