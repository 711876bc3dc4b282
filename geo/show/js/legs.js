/* The legs of a journey, what was seen on them, and how sure positions are. */

function drawLeg(group, journey, leg, lane) {
  const { Track, Arrows } = lineClasses();
  const mode = `mode-${leg.mode}`;
  const line = (className, options) => new Track(leg.points, { className, lane, interactive: false, ...options }).addTo(group);
  line("demarche-casing", { weight: 6.5 });
  line(`demarche-leg ${mode}`, { weight: 3.5, dashArray: leg.inferred ? "2 7" : null });
  for (const gap of leg.gaps) new Track(gap.points, { className: "demarche-gap", lane, weight: 3, dashArray: "3 5", interactive: false }).addTo(group);
  new Arrows(leg.points, { className: `demarche-arrow ${mode}`, lane, interactive: false, weight: 1 }).addTo(group);
  const hit = line("demarche-hit", { interactive: true, weight: 18 });
  hit.bindTooltip(() => legHint(leg), { sticky: true, className: "demarche-tip" });
  hit.bindPopup(() => legCard(journey, leg), popupOptions());
  reachable(hit, `Leg ${leg.number}: ${leg.start} to ${leg.end}, ${leg.distance_km.text}`);
  for (const sighting of leg.sightings) drawSighting(group, journey, leg, sighting);
}

function drawSighting(group, journey, leg, sighting) {
  precisionCircle(group, sighting);
  const spot = L.circleMarker([sighting.lat, sighting.lon], { className: `demarche-sighting mode-${leg.mode}`, radius: 6, weight: 3 });
  spot.bindTooltip(el("div", "", el("h2", "", "Seen at ", el("bdi", "", sighting.name)), sighting.at && text("p", "", sighting.at)), { className: "demarche-tip" });
  spot.bindPopup(() => sightingCard(journey, sighting), popupOptions());
  reachable(spot.addTo(group), `Seen at ${sighting.name}`);
}

function precisionCircle(group, place) {
  if (place.precision_km > 0)
    L.circle([place.lat, place.lon], { className: "demarche-precision", radius: place.precision_km * 1000, weight: 1, interactive: false }).addTo(group);
}

function popupOptions() {
  return { maxWidth: 340, minWidth: 230, maxHeight: 320, autoPanPadding: [16, 16] };
}

/** Lets the keyboard reach a line or a spot that is drawn, or drawn again: Tab goes to it, Enter and Space open it. */
function reachable(layer, label) {
  const prepare = () => {
    const element = layer.getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    L.DomEvent.on(element, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      L.DomEvent.stop(event);
      layer.openPopup();
    });
  };
  layer.on("add", prepare);
  prepare();
}
