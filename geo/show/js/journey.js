/* Draws journeys on a Leaflet map from one payload (its shape: geo/show/shape.py). */

const TRAVELLERS = 8; // colours of journeys in journey.css; the ninth journey has the first again
const MOST_ZOOM = 11;
const FLIGHT_S = 0.8;
const NARROW_PX = 900; // on a narrower map the legend is folded, and the scale may lie over the journey

function bounds(payload) {
  const all = L.latLngBounds([]);
  for (const journey of payload.journeys) {
    for (const stop of journey.stops) all.extend([stop.lat, stop.lon]);
    for (const leg of journey.legs) for (const point of leg.points) all.extend(point);
  }
  return all;
}

/** How much of the map is covered from above, by what tells what is drawn, and from below, by its slider and the scale. */
function covered(map) {
  const frame = map.getContainer().getBoundingClientRect(), told = map.getContainer().querySelector(".demarche-told:not([hidden])");
  const slider = map.getContainer().querySelector(".demarche-when"), above = told ? told.getBoundingClientRect().bottom - frame.top - 24 : 0;
  if (!slider) return [above, 0];
  const highest = map.getSize().x < NARROW_PX ? slider.parentElement : slider;
  return [above, frame.bottom - highest.getBoundingClientRect().top - 24];
}

/** Keeps in sight what is to be seen, also when the map's size changes, until somebody moves the map. */
class Sight {
  constructor(map, whole) {
    Object.assign(this, { map, whole, bounds: whole, zoom: MOST_ZOOM, theirs: false, before: null });
    for (const event of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(event, () => (this.theirs = true), { passive: true });
    new ResizeObserver(() => this.resized()).observe(map.getContainer());
    window.matchMedia("print").addEventListener("change", () => this.place(false)); // paper has a size of its own
  }

  resized() {
    const { clientWidth, clientHeight } = this.map.getContainer(), { x, y } = this.map.getSize();
    if (x === clientWidth && y === clientHeight) return;
    if (this.theirs) this.map.invalidateSize();
    else this.place(false);
  }

  /** Shows everything. */
  fit() {
    Object.assign(this, { bounds: this.whole, zoom: MOST_ZOOM, theirs: false, before: null });
    this.place(false);
  }

  /** Goes to a part of the map; `back` then leads to where it was before. */
  look(bounds, zoom, animate) {
    this.before = this.before || { bounds: this.bounds, zoom: this.zoom, theirs: this.theirs, centre: this.map.getCenter(), level: this.map.getZoom() };
    Object.assign(this, { bounds, zoom, theirs: false });
    this.place(animate);
  }

  back(animate) {
    const { before } = this;
    if (!before) return;
    Object.assign(this, { bounds: before.bounds, zoom: before.zoom, theirs: before.theirs, before: null });
    if (before.theirs) this.map.setView(before.centre, before.level, { animate });
    else this.place(animate);
  }

  place(animate) {
    const { map, bounds, zoom: maxZoom } = this;
    map.invalidateSize({ animate: false });
    const pad = Math.min(56, map.getSize().x / 10), [above, below] = covered(map);
    const right = this.besideLegend(L.point(2 * pad, 2 * pad + above + below));
    const room = { paddingTopLeft: [pad, pad + above], paddingBottomRight: [pad + right, pad + below], maxZoom };
    if (animate) map.flyToBounds(bounds, { ...room, duration: FLIGHT_S });
    else map.fitBounds(bounds, { ...room, animate: false });
  }

  /** How much room the legend needs on the right: none where it is folded, or nothing would come to lie beneath it. */
  besideLegend(padding) {
    const { map, bounds } = this, legend = map.getContainer().querySelector(".demarche-legend[open]");
    if (!legend) return 0;
    const level = Math.min(map.getBoundsZoom(bounds, false, padding), this.zoom), middle = map.getSize().x / 2;
    const width = map.project(bounds.getNorthEast(), level).x - map.project(bounds.getSouthWest(), level).x;
    return middle + width / 2 > map.getSize().x - legend.offsetWidth - 24 ? legend.offsetWidth : 0;
  }
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
    ...several.map((_, i) => journeyToggle(view, i)),
    ...(payload.base_map.rails.length ? [toggle(say("map.railways"), true, layer(base.rails))] : []),
    namesChoice(names),
    ...(payload.tiles ? [toggle(say("map.tiles"), false, tiles)] : []),
  ];
}

/** What the parts of the map and what lies beside it share.
 *
 * `events` tells "shown" when a journey comes or goes, "moment" when one is chosen (time.js) and "pointed" when a leg or
 * a stop is (pointing.js). `track` draws a line in the lane of its leg; `hits` has what is pointed at of each leg, `legs`
 * all that is drawn of it; `pins` are places that are named before all others, once the map moves. A journey has the
 * class `traveller-N`, which has its colour, `--traveller`.
 */
class View {
  constructor(map, payload, sight) {
    Object.assign(this, { map, payload, sight, events: new EventTarget(), lane: lanes(payload), pins: [] });
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.getContainer().classList.toggle("demarche-several", payload.journeys.length > 1);
    this.groups = payload.journeys.map(() => L.layerGroup().addTo(map));
    const drawn = payload.journeys.map((journey, i) => journey.legs.map((leg) => drawLeg(this.groups[i], journey, leg, this.lane.get(leg), i)));
    this.legs = drawn.map((legs) => legs.map((leg) => leg.layers));
    this.hits = drawn.map((legs) => legs.map((leg) => leg.hit));
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

  look(bounds, zoom = MOST_ZOOM) {
    reveal(this.map.getContainer());
    this.sight.look(bounds, zoom, !this.calm);
  }

  back() {
    this.sight.back(!this.calm);
  }

  /** Marks how far a journey has come: the stop, the way to it, and what is still to come; null marks nothing. */
  mark(journey, stop) {
    this.legs.forEach((legs, j) => legs.forEach((layers, l) => {
      const classes = { now: j === journey && l === stop - 1, later: journey !== null && (j !== journey || l >= stop) };
      for (const layer of layers) for (const [name, on] of Object.entries(classes)) layer.getElement()?.classList.toggle(name, on);
    }));
    for (const badge of this.badges) badge.marker.getElement()?.classList.toggle("now", badge.journey === journey && badge.stops.some((one) => one.number === stop + 1));
  }
}

/** Draws everything that lies on the map, with what `beside` puts next to it.
 *
 * The base map comes last, when the map has its size and its place: it takes longest to draw.
 */
function drawPayload(map, payload, beside) {
  speak(payload);
  const sight = new Sight(map, bounds(payload));
  sight.fit();
  const view = new View(map, payload, sight), base = baseLayers(map, payload.base_map), names = new Names(view);
  drawEncounters(view);
  followTheme(map, base, payload.theme);
  if (beside) beside(view);
  map.invalidateSize({ animate: false });
  linkMap(view);
  addControls(view, switches(view, base, names), () => names.draw());
  sight.fit(); // beside the panel and above the slider
  for (const layer of Object.values(base)) layer.addTo(map);
  keepArranged(view, names);
  map.getContainer().dataset.drawn = "true";
  performance.mark("demarche-drawn");
  return view;
}

/** Keeps badges and names apart, however the map moves. */
function keepArranged(view, names) {
  const { map } = view;
  const arrange = () => {
    spread(map, view.badges.filter((badge) => map.hasLayer(badge.group)));
    names.draw();
  };
  view.events.addEventListener("shown", arrange);
  map.on("zoomstart", () => names.box.classList.add("moving"));
  map.on("zoomend", () => names.box.classList.remove("moving"));
  map.on("moveend resize", arrange); // every zoom ends with a move
  arrange();
}

function addControls(view, toggles, redraw) {
  const { map, payload } = view;
  if (map.attributionControl) map.attributionControl.remove();
  L.control.zoom({ position: "topleft", zoomInTitle: say("map.zoom-in"), zoomOutTitle: say("map.zoom-out") }).addTo(map);
  control("topleft", fitButton(() => view.sight.fit())).addTo(map);
  const panel = legend(payload, toggles, map.getSize().x);
  panel.addEventListener("toggle", redraw);
  control("topright", panel).addTo(map);
  control("bottomright", credits(payload)).addTo(map);
  const when = slider(view);
  if (when) control("bottomleft", when).addTo(map);
  scale().addTo(map);
  nameCloseButtons(map);
}

/** Draws the payload, JSON in UTF-8 in base64, on a map that exists. */
function draw(map, base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  drawPayload(map, JSON.parse(new TextDecoder().decode(bytes)));
}

/** Opens a page: its map and what lies beside it, from the payload it holds. */
function open() {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map("map", { zoomControl: false, zoomSnap: 0.25, maxZoom: 18, scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm });
  map.on("focus click", () => map.scrollWheelZoom.enable()); // until then the wheel scrolls the page
  map.on("blur", () => map.scrollWheelZoom.disable());
  let side = null;
  const beside = (view) => (side = putBeside(view, document.querySelector(".demarche-view")));
  diagram(drawPayload(map, JSON.parse(document.getElementById("payload").textContent), beside));
  side?.tabs.find((tab) => tab.id === "story")?.follow();
}
