/* What a report says, drawn on the map against what is. */

const CLEAR_OF_THE_STRAIGHT_LINE = 1.02; // a way that is no longer than this is the straight line itself
const WIDEST_RING = 3; // a ring larger than so many times what is drawn besides is not shown whole

/** A claim on the map: the layers, the places to name, the bounds, and what is drawn in words. */
class Against {
  constructor(view, journey, finding) {
    Object.assign(this, { view, journey, finding, drawn: finding.drawn, group: L.layerGroup(), pins: [], told: [], bounds: L.latLngBounds([]) });
    this.verdict = `verdict-${finding.verdict}`;
    const { origin, destination, straight_line_km: km } = this.drawn;
    this.ring();
    this.way();
    if (origin && destination && this.drawn.mode !== "air" && km > 0) this.line();
    if (finding.kind === "direction") this.sector();
    if (this.drawn.order.length) this.order();
    for (const stop of this.drawn.stops) this.stop(journey.stops[stop]);
    for (const end of origin ? [origin, destination] : []) this.end(end);
    this.tell();
  }

  path(points, className, options) {
    return L.polyline(points, { pane: "demarche-claim", interactive: false, smoothFactor: 0.6, className, ...options }).addTo(this.group);
  }

  lines() {
    if (this.drawn.way !== null) return [this.journey.ways[this.drawn.way]];
    return this.drawn.legs.map((leg) => this.journey.legs[leg].points);
  }

  /** The way that was worked out, and how much of it the claimed distance would be. */
  way() {
    for (const points of this.lines()) {
      this.path(points, "demarche-is-casing", { weight: 8 });
      this.path(points, "demarche-is", { weight: 4 });
      for (const point of points) this.bounds.extend(point);
    }
    const { claimed, computed, straight_line_km: km } = this.drawn, [points, ...more] = this.lines();
    if (!points || more.length || this.finding.kind !== "distance" || !claimed || !computed) return;
    const isWay = this.drawn.mode === "air" || computed.best > km * CLEAR_OF_THE_STRAIGHT_LINE;
    if (!isWay || claimed.best >= computed.best) return;
    const part = between({ points }, 0, claimed.best / computed.best);
    this.path(part, `demarche-said-part ${this.verdict}`, { weight: 4 });
    this.dot(part[part.length - 1], `demarche-said-end ${this.verdict}`, 5);
  }

  /** The claimed distance round its origin, as wide as its tolerance. */
  ring() {
    const { origin, claimed } = this.drawn;
    if (!origin || this.finding.kind !== "distance" || !claimed) return;
    const low = Math.max(0, claimed.low || 0), high = claimed.high;
    const edge = (km, className, weight) => this.path(arc(origin, km), `${className} ${this.verdict}`, { weight });
    if (high !== null && !roundsPole(origin, high)) {
      const rings = low > 0 ? [arc(origin, high), arc(origin, low)] : [arc(origin, high)];
      L.polygon(rings, { pane: "demarche-claim", interactive: false, stroke: false, className: `demarche-said-band ${this.verdict}` }).addTo(this.group);
    }
    edge(claimed.best, "demarche-said", 2);
    this.reach = arc(origin, high === null ? claimed.best : high);
  }

  line() {
    const { origin, destination } = this.drawn;
    this.path(straight(origin, destination), "demarche-straight", { weight: 1.5 });
  }

  /** The claimed direction as a ray, in the sector that it allows. */
  sector() {
    const { origin, claimed, straight_line_km: km } = this.drawn;
    if (!claimed) return;
    const at = [origin.lat, origin.lon], far = Math.min(Math.max(1, km * 1.15), 0.9 * toPole(origin));
    L.polygon([at, ...arc(origin, far, claimed.low, claimed.high), at], { pane: "demarche-claim", interactive: false, stroke: false, className: `demarche-said-band ${this.verdict}` }).addTo(this.group);
    this.path([at, towards(origin, claimed.best, far)], `demarche-said ${this.verdict}`, { weight: 2 });
    this.bounds.extend(towards(origin, claimed.best, far));
  }

  order() {
    const points = this.drawn.order.map((place) => [place.lat, place.lon]);
    this.path(points, `demarche-said ${this.verdict}`, { weight: 2 });
    new (lineClasses().Arrows)(points, { pane: "demarche-claim", interactive: false, weight: 1, className: `demarche-said-arrow ${this.verdict}` }).addTo(this.group);
    this.drawn.order.forEach((place, i) => this.end({ ...place, number: i + 1 }));
  }

  stop(stop) {
    this.dot([stop.lat, stop.lon], `demarche-said-stop ${this.verdict}`, 17);
    this.pins.push({ name: stop.name, lat: stop.lat, lon: stop.lon });
  }

  end(place) {
    this.dot([place.lat, place.lon], "demarche-end", 6);
    this.pins.push(place);
  }

  dot(at, className, radius) {
    L.circleMarker(at, { pane: "demarche-claim", interactive: false, weight: 2.5, className, radius }).addTo(this.group);
    this.bounds.extend(at);
  }

  /** Where to look: at all that is drawn; of a ring that is far larger than the rest, at where it would meet it. */
  look() {
    if (!this.reach) return this.bounds;
    const ring = L.latLngBounds(this.reach), own = this.bounds, size = (b) => Math.max(b.getNorth() - b.getSouth(), b.getEast() - b.getWest());
    return size(ring) <= WIDEST_RING * size(own) ? L.latLngBounds(own.getSouthWest(), own.getNorthEast()).extend(ring) : own;
  }

  // ---- in words

  tell() {
    const { finding, drawn } = this, source = finding.source && this.journey.sources[finding.source - 1];
    const who = source ? [el("bdi", "", source.publisher), ": "] : [];
    const order = drawn.order.flatMap((one, i) => [i ? " → " : "", el("bdi", "", one.name)]);
    this.told.push([`said ${this.verdict}`, [...who, ...(finding.kind === "order" ? order : this.claimed())]]);
    if (finding.kind !== "order") this.told.push(["is", [say("against.worked", { figure: finding.computed || say("claims.unknown") })]]);
    if (finding.kind === "distance" && drawn.straight_line_km) this.told.push(["straight", [say("against.straight", { distance: kilometres(Math.round(drawn.straight_line_km)) })]]);
  }

  /** What is claimed, with the place it is from or of. */
  claimed() {
    const { kind, claimed } = this.finding, { origin, destination } = this.drawn;
    const place = { distance: origin, direction: origin, depart: origin, arrive: destination }[kind];
    return place ? parts(`against.${kind}`, { claimed, place: el("bdi", "", place.name) }) : [claimed];
  }
}

/** The few lines on the map that tell what is drawn, and a button that takes it away. */
function toldBox(view, close) {
  const list = el("ul"), button = el("button", "demarche-told-close", "✕");
  button.type = "button";
  button.setAttribute("aria-label", say("against.close"));
  button.title = say("against.close");
  button.addEventListener("click", close);
  const box = el("div", "demarche-told leaflet-bar leaflet-control", list, button);
  box.setAttribute("role", "status");
  box.setAttribute("aria-label", say("against.label"));
  box.hidden = true;
  L.DomEvent.disableClickPropagation(box);
  view.map.getContainer().append(box);
  const tell = (told) => {
    list.replaceChildren(...told.map(([key, parts]) => el("li", "", el("span", `demarche-key ${key}`), el("span", "", ...parts))));
    box.hidden = !told.length;
  };
  return { tell };
}
