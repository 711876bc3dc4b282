/* What a click on a stop, a leg or a sighting tells. */

/** What all statements together leave open, where that is not what is stated of it. */
function leftOpen(open, stated, event) {
  return open && open.utc !== stated ? say(`card.${event}-open`, { when: open.utc }) : null;
}

function stopCard(journey, stops) {
  const card = el("div", "demarche-card");
  for (const stop of stops) {
    card.append(
      el("section", "",
        el("h2", "", el("span", "demarche-number", String(stop.number)), " ", el("bdi", "", stop.name)),
        rows([
          [say("card.arrives"), stop.arrive], ["", stop.arrive_utc && `(${stop.arrive_utc})`],
          [say("card.possible"), leftOpen(stop.arrive_open, stop.arrive_utc, "arrives")],
          [say("card.leaves"), stop.depart], ["", stop.depart_utc && `(${stop.depart_utc})`],
          [say("card.possible"), leftOpen(stop.depart_open, stop.depart_utc, "leaves")],
          certainty(stop),
          [say("card.position"), precision(stop)],
        ]),
        bullets("demarche-events", stop.events),
        citations(journey, stop.sources)));
  }
  return card;
}

/** How sure a stop is, as a row; nothing where it is certain. */
const certainty = (stop) => [say("card.certainty"), stop.certainty === "certain" ? null : say(`certainty.${stop.certainty}`)];

const precision = (place) => (place.precision_km ? say("card.within", { distance: kilometres(place.precision_km) }) : null);

function legTitle(leg) {
  return el("h2", "", el("span", `demarche-swatch mode-${leg.mode}`), " ", el("bdi", "", leg.start), " → ", el("bdi", "", leg.end));
}

function legCard(journey, leg) {
  return el("div", "demarche-card",
    legTitle(leg),
    rows([
      [say("card.leaves"), journey.stops[leg.number - 1].depart],
      [say("card.arrives"), journey.stops[leg.number].arrive],
      [say("card.by"), leg.by],
      [say("card.distance"), leg.distance_km.text],
      [say("card.time"), leg.hours ? leg.hours.text : say("card.unknown")],
      [say("card.straight-line"), kilometres(Math.round(leg.straight_line_km))],
      [say("card.basis"), say(keyed("card", `basis-${leg.basis}`))],
      [say("card.dashed"), leg.inferred],
      [say("card.via"), leg.via.length ? el("span", "", ...leg.via.flatMap((name, i) => [i ? ", " : "", el("bdi", "", name)])) : null],
    ]),
    bullets("demarche-warnings", leg.warnings, sentence),
    citations(journey, leg.sources));
}

function legHint(leg) {
  const time = leg.hours ? ` · ${leg.hours.text}` : "";
  return el("div", "", legTitle(leg), el("p", "", `${leg.distance_km.text}${time}`), text("p", "demarche-small", leg.by));
}

function sightingCard(journey, sighting) {
  return el("div", "demarche-card",
    seenAt(sighting),
    rows([[say("card.when"), sighting.at], [say("card.position"), precision(sighting)]]),
    citations(journey, sighting.sources));
}

function seenAt(sighting) {
  return el("h2", "", ...parts("map.seen-at", { place: el("bdi", "", sighting.name) }));
}
