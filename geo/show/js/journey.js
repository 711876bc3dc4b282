/* Draws journeys on a Leaflet map from one payload (its shape: geo/show/shape.py). */

function bounds(payload) {
  const all = L.latLngBounds([]);
  for (const journey of payload.journeys) {
    for (const stop of journey.stops) all.extend([stop.lat, stop.lon]);
    for (const leg of journey.legs) for (const point of leg.points) all.extend(point);
  }
  return all;
}

/** How much of the map, from below, its slider takes; on a narrow map the scale above it too. */
function aboveSlider(map) {
  const slider = map.getContainer().querySelector(".demarche-when");
  if (!slider) return 0;
  const highest = map.getSize().x < 640 ? slider.parentElement : slider;
  return map.getContainer().getBoundingClientRect().bottom - highest.getBoundingClientRect().top - 24;
}

/** Shows everything, again whenever the map's size changes, until somebody moves the map. */
function keepFitted(map, whole) {
  let theirs = false;
  const fit = () => {
    map.invalidateSize({ animate: false });
    const pad = Math.min(56, map.getSize().x / 10);
    const below = aboveSlider(map);
    const show = (right) => map.fitBounds(whole, { paddingTopLeft: [pad, pad], paddingBottomRight: [pad + right, pad + below], maxZoom: 11, animate: false });
    show(0);
    const legend = map.getContainer().querySelector(".demarche-legend[open]");
    const free = legend ? map.getSize().x - legend.offsetWidth - 24 : Infinity;
    if (map.latLngToContainerPoint(whole.getNorthEast()).x > free) show(legend.offsetWidth); // beside the legend, not beneath it
  };
  for (const event of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(event, () => (theirs = true), { passive: true });
  new ResizeObserver(() => (theirs ? map.invalidateSize() : fit())).observe(map.getContainer());
  fit();
  return fit;
}

/** The layers of a map that readers switch on and off. */
function switches(view, base, names) {
  const { map, payload } = view;
  const layer = (one) => (on) => (on ? one.addTo(map) : one.remove());
  const tiles = (on) => {
    layer(view.tiles)(on);
    map.getContainer().classList.toggle("demarche-tiled", on);
  };
  const several = payload.journeys.length > 1 ? payload.journeys : [];
  return [
    ...several.map((journey, i) => toggle(journey.title, true, (on) => view.show(i, on))),
    ...(payload.base_map.rails.length ? [toggle("Railways", true, layer(base.rails))] : []),
    toggle("Names of places", true, (on) => ((names.towns = on), names.draw())),
    ...(payload.tiles ? [toggle("OpenStreetMap tiles (asks the internet)", false, tiles)] : []),
  ];
}

/** What the parts of the map and what lies beside it share.
 *
 * `events` tells "shown" when a journey comes or goes, "moment" when one is chosen (time.js) and "pointed" when a leg or
 * a stop is (pointing.js). `track` draws a line in the lane of its leg; `hits` has what is pointed at of each leg.
 */
class View {
  constructor(map, payload) {
    Object.assign(this, { map, payload, events: new EventTarget(), lane: lanes(payload) });
    this.groups = payload.journeys.map(() => L.layerGroup().addTo(map));
    this.hits = payload.journeys.map((journey, i) => journey.legs.map((leg) => drawLeg(this.groups[i], journey, leg, this.lane.get(leg))));
    this.badges = payload.journeys.flatMap((journey, i) => drawStops(map, this.groups[i], journey, i));
    this.tiles = L.tileLayer(payload.tiles, { maxZoom: 19 });
    this.track = (points, leg, options) => new (lineClasses().Track)(points, { lane: this.lane.get(leg), interactive: false, ...options });
    this.time = timeOf(this);
  }

  isShown(i) {
    return this.map.hasLayer(this.groups[i]);
  }

  show(i, on) {
    if (on) this.groups[i].addTo(this.map);
    else this.groups[i].remove();
    this.events.dispatchEvent(new Event("shown"));
  }
}

/** Draws everything that lies on the map itself, and returns its view. */
function drawPayload(map, payload) {
  const base = drawBase(map, payload.base_map);
  followTheme(map, base, payload.theme);
  const fit = keepFitted(map, bounds(payload));
  const view = new View(map, payload);
  linkMap(view);
  const names = new Names(map, payload, view.badges);
  const arrange = () => {
    spread(map, view.badges.filter((badge) => map.hasLayer(badge.group)));
    names.draw();
  };
  view.events.addEventListener("shown", arrange);
  addControls(view, fit, switches(view, base, names), () => names.draw());
  fit(); // above the slider
  map.on("zoomstart", () => names.box.classList.add("moving"));
  map.on("zoomend", () => names.box.classList.remove("moving"));
  map.on("zoomend moveend resize", arrange);
  arrange();
  map.getContainer().dataset.drawn = "true";
  return view;
}

function addControls(view, fit, toggles, redraw) {
  const { map, payload } = view;
  if (map.attributionControl) map.attributionControl.remove();
  L.control.zoom({ position: "topleft" }).addTo(map);
  control("topleft", fitButton(fit)).addTo(map);
  const panel = legend(payload, toggles, map.getSize().x);
  panel.addEventListener("toggle", redraw);
  control("topright", panel).addTo(map);
  control("bottomright", credits(payload)).addTo(map);
  const when = slider(view);
  if (when) control("bottomleft", when).addTo(map);
  L.control.scale({ maxWidth: 120 }).addTo(map);
}

/** Draws the payload, JSON in UTF-8 in base64, on a map that exists. */
function draw(map, base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  drawPayload(map, JSON.parse(new TextDecoder().decode(bytes)));
}

/** Opens a page: its map, from the payload it holds. */
function open() {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map("map", { zoomControl: false, zoomSnap: 0.25, maxZoom: 18, scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm });
  map.on("focus click", () => map.scrollWheelZoom.enable()); // until then the wheel scrolls the page
  map.on("blur", () => map.scrollWheelZoom.disable());
  diagram(drawPayload(map, JSON.parse(document.getElementById("payload").textContent)));
}
