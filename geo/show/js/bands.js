/* What lies on the map at a moment: bands along legs, rings round stops, areas, and the likeliest spot.
 *
 * Every shape is made once and then moved, for this is drawn sixty times a second while time plays.
 */

const FAINTEST = 0.22, STRONGEST = 0.6; // what is possible is seen, however unlikely
const opacityOf = (probability) => Math.round(50 * (FAINTEST + (STRONGEST - FAINTEST) * probability)) / 50;

// ---- lines cut at shares of their length

const lengths = new WeakMap();

/** How much of a line's length lies before each of its points. */
function shares(leg) {
  if (!lengths.has(leg)) {
    const passed = [0];
    for (let i = 1; i < leg.points.length; i++) passed.push(passed[i - 1] + L.CRS.Earth.distance(L.latLng(leg.points[i - 1]), L.latLng(leg.points[i])));
    const whole = passed[passed.length - 1] || 1;
    lengths.set(leg, passed.map((length) => length / whole));
  }
  return lengths.get(leg);
}

/** The index of the first share that is no less. */
function indexAt(all, share) {
  let low = 0, high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle] < share) low = middle + 1;
    else high = middle;
  }
  return low;
}

function at(leg, share) {
  const all = shares(leg);
  if (leg.points.length < 2) return leg.points[0];
  const i = Math.min(all.length - 1, Math.max(1, indexAt(all, share)));
  const [start, end] = [leg.points[i - 1], leg.points[i]];
  const part = all[i] > all[i - 1] ? Math.min(1, Math.max(0, (share - all[i - 1]) / (all[i] - all[i - 1]))) : 0;
  return [start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])];
}

function between(leg, from, to) {
  const all = shares(leg), first = indexAt(all, from), last = indexAt(all, to);
  return [at(leg, from), ...leg.points.slice(first, last), at(leg, to)];
}

// ---- what is drawn

/** What is drawn of one journey. */
class Bands {
  constructor(view, index) {
    Object.assign(this, { view, journey: view.payload.journeys[index], made: new Map(), shown: new Set() });
    this.colour = view.payload.journeys.length > 1 ? ` traveller-${index % 6}` : "";
    this.badges = view.badges.filter((badge) => badge.journey === index);
  }

  /** Draws a frame; null clears it. */
  show(frame) {
    const drawn = frame ? new Set(this.drawn(frame)) : new Set();
    for (const layer of this.shown) if (!drawn.has(layer)) layer.remove();
    this.shown = drawn;
    this.light(frame ? frame.stops : [], frame && frame.likely);
  }

  *drawn(frame) {
    for (const { leg, ring, probability } of frame.areas) yield this.area(leg, ring, probability);
    for (const [leg, from, to, probability] of frame.legs) yield this.band(leg, from, to, probability);
    for (const [stop, probability] of frame.stops) yield this.ring(stop, probability);
    if (frame.likely) yield this.spot(frame.likely);
  }

  area(leg, ring, probability) {
    const layer = this.layer(`area ${leg}`, () => L.polygon([], this.options("demarche-possible-area", { weight: 2 })));
    if (layer.ring !== ring) layer.setLatLngs((layer.ring = ring));
    return faded(layer, probability, 0.25);
  }

  band(leg, from, to, probability) {
    const way = this.journey.legs[leg];
    const layer = this.layer(`leg ${leg}`, () => this.view.track([], way, this.options("demarche-possible", { weight: 13 })));
    return faded(layer, probability).setLatLngs(between(way, from, to));
  }

  ring(stop, probability) {
    const { lat, lon } = this.journey.stops[stop];
    return faded(this.layer(`stop ${stop}`, () => L.circleMarker([lat, lon], this.options("demarche-possible-stop", { radius: 17, weight: 6, fill: false }))), probability);
  }

  spot([place, share]) {
    const { lat, lon } = this.journey.stops[place];
    const layer = this.layer("likely", () => L.circleMarker([lat, lon], { ...this.options("demarche-likely", { radius: 8, weight: 3 }), pane: "demarche-likely" }));
    return layer.setLatLng(share === undefined ? [lat, lon] : at(this.journey.legs[place], share));
  }

  options(className, more) {
    return { pane: "demarche-when", className: className + this.colour, interactive: false, ...more };
  }

  /** A layer that is on the map, made when it is first asked for. */
  layer(name, make) {
    if (!this.made.has(name)) this.made.set(name, make());
    const layer = this.made.get(name);
    if (!this.shown.has(layer)) layer.addTo(this.view.map);
    return layer;
  }

  /** Badges of stops where they can be are lit, that of the likeliest most. */
  light(stops, likely) {
    for (const badge of this.badges) {
      const has = (stop) => badge.stops.includes(this.journey.stops[stop]);
      const lit = !stops.some(([stop]) => has(stop)) ? "" : likely && likely.length === 1 && has(likely[0]) ? "demarche-here demarche-likeliest" : "demarche-here";
      if (lit === (badge.lit || "")) continue;
      badge.lit = lit;
      for (const name of ["demarche-here", "demarche-likeliest"]) badge.marker.getElement()?.classList.toggle(name, lit.includes(name));
    }
  }
}

function faded(layer, probability, fill) {
  const opacity = opacityOf(probability);
  if (layer.options.opacity !== opacity) layer.setStyle(fill ? { opacity, fillOpacity: fill * opacity } : { opacity });
  return layer;
}

/** Draws the chosen moment of a view on its map, whatever chooses it. */
function followTime(view) {
  const { map, payload, time } = view;
  map.createPane("demarche-when").style.zIndex = 420;
  map.createPane("demarche-likely").style.zIndex = 590; // beneath the badges, which are lit
  for (const pane of ["demarche-when", "demarche-likely"]) map.getPane(pane).style.pointerEvents = "none";
  const bands = payload.journeys.map((_, i) => new Bands(view, i));
  const draw = () => {
    map.getContainer().dataset.minute = time.minute === null ? "" : Math.round(time.minute);
    bands.forEach((one, i) => one.show(time.minute !== null && view.isShown(i) ? presenceAt(one.journey, time.minute) : null));
  };
  view.events.addEventListener("moment", draw);
  view.events.addEventListener("shown", draw);
}
