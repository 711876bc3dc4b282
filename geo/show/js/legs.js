/* The legs of a journey, what was seen on them, and how sure positions are. */

/** Draws a leg of a journey: all its `layers`, and the `hit` that the mouse and the keyboard reach. */
function drawLeg(group, journey, leg, lane, index) {
  const { Track, Arrows } = lineClasses();
  const of = `of-${leg.mode} mode-${leg.mode} traveller-${index % TRAVELLERS}`;
  const line = (className, options) => new Track(leg.points, { className: `${className} ${of}`, lane, interactive: false, ...options }).addTo(group);
  const drawn = [line("demarche-casing", { weight: 6.5 }), line("demarche-leg", { weight: 3.5, dashArray: leg.inferred ? "2 7" : null })];
  for (const gap of leg.gaps) drawn.push(new Track(gap.points, { className: `demarche-gap ${of}`, lane, weight: 3, dashArray: "3 5", interactive: false }).addTo(group));
  drawn.push(new Arrows(leg.points, { className: `demarche-arrow ${of}`, lane, interactive: false, weight: 1 }).addTo(group));
  const hit = line("demarche-hit", { interactive: true, weight: 18 });
  hit.bindTooltip(() => legHint(leg), { sticky: true, className: "demarche-tip" });
  hit.bindPopup(() => legCard(journey, leg), popupOptions());
  reachable(hit, say("map.leg", { ...leg, distance: leg.distance_km.text }));
  for (const sighting of leg.sightings) drawSighting(group, journey, leg, sighting, of);
  return { layers: drawn, hit };
}

function drawSighting(group, journey, leg, sighting, of) {
  precisionCircle(group, sighting);
  const spot = L.circleMarker([sighting.lat, sighting.lon], { className: `demarche-sighting ${of}`, radius: 6, weight: 3 });
  spot.bindTooltip(el("div", "", seenAt(sighting), sighting.at && text("p", "", sighting.at)), { className: "demarche-tip" });
  spot.bindPopup(() => sightingCard(journey, sighting), popupOptions());
  reachable(spot.addTo(group), say("map.seen-at", { place: sighting.name }));
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
