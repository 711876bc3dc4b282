/* Draws journeys on a Leaflet map from one payload (its shape: geo/show/shape.py).
 *
 * Text never becomes code: every text reaches the document through `append`, which makes text nodes of strings. Nothing
 * here writes HTML, and Leaflet gets elements, never strings, where it would write HTML.
 */
(function () {
  "use strict";

  const MODES = { rail: "Rail", road: "Road", sea: "Sea", air: "Air", foot: "On foot", unknown: "Way unknown" };
  const BASIS = {
    network: "on the network",
    geodesic: "shortest way through the air",
    circuity: "straight line times a factor",
    "straight line": "straight line",
  };
  // The base map is on a canvas, which style sheets do not reach.
  const INKS = {
    light: { land: "#f8f6f1", coast: "#b4c8d3", water: "#d6e4ec", river: "#bcd5e2", border: "#a99fb3", rail: "#c9bfb3" },
    dark: { land: "#232c34", coast: "#3c5160", water: "#141d25", river: "#1b3443", border: "#6d6680", rail: "#46505a" },
  };
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif';
  const LANE_PX = 3; // how far to the right of a shared line each direction runs
  const ARROW_EVERY_PX = 120;
  const MOST_SPREAD = 200; // more badges than this on one screen have no room: one shows for each little patch

  // ---- the document

  function el(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  function text(tag, className, content) {
    const element = el(tag, className, content);
    element.dir = "auto";
    return element;
  }

  function anchor(url, ...children) {
    if (!/^https?:\/\//.test(url || "")) return el("span", "", ...children);
    const link = el("a", "", ...children);
    link.href = url;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    return link;
  }

  function rows(pairs) {
    const list = el("dl");
    for (const [term, value] of pairs) if (value) list.append(el("dt", "", term), text("dd", "", value));
    return list;
  }

  function bullets(className, items) {
    return items.length ? el("ul", className, ...items.map((item) => text("li", "", item))) : null;
  }

  function citations(journey, numbers) {
    if (!numbers.length) return null;
    const list = el("ul", "demarche-sources");
    for (const number of numbers) {
      const source = journey.sources[number - 1];
      const name = el("bdi", "", source.publisher);
      list.append(el("li", "", anchor(source.url, name), source.title && ": ", source.title && el("bdi", "", source.title), source.date && `, ${source.date}`));
    }
    return el("div", "", el("p", "demarche-small", "Sources"), list);
  }

  // ---- what a click tells

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
          el("h3", "", el("span", "demarche-number", String(stop.number)), " ", el("bdi", "", stop.name)),
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
    return el("h3", "", el("span", `demarche-swatch mode-${leg.mode}`), " ", el("bdi", "", leg.start), " → ", el("bdi", "", leg.end));
  }

  function legCard(journey, leg) {
    return el("div", "demarche-card",
      legTitle(leg),
      rows([
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
      el("h3", "", "Seen at ", el("bdi", "", sighting.name)),
      rows([["When", sighting.at], ["Position", sighting.precision_km ? `right to within ${sighting.precision_km} km` : null]]),
      citations(journey, sighting.sources));
  }

  // ---- lines

  /** A line moved to its right by some pixels, so that there and back lie side by side. */
  function shifted(points, by) {
    if (!by || points.length < 2) return points;
    const normals = [];
    for (let i = 1; i < points.length; i++) {
      const along = points[i].subtract(points[i - 1]);
      const length = Math.hypot(along.x, along.y) || 1;
      normals.push(L.point(-along.y / length, along.x / length));
    }
    return points.map((point, i) => {
      const before = normals[Math.max(0, i - 1)], after = normals[Math.min(i, normals.length - 1)];
      const sum = before.add(after);
      const scale = Math.min(2, 2 / Math.max(0.2, sum.x * sum.x + sum.y * sum.y)); // a mitre, kept short at hairpins
      return L.point(point.x + sum.x * scale * by, point.y + sum.y * scale * by);
    });
  }

  /** Triangles along a line, every so many pixels, that point the way it runs. */
  function arrowheads(points, bounds) {
    const lengths = points.slice(1).map((point, i) => point.distanceTo(points[i]));
    const total = lengths.reduce((sum, length) => sum + length, 0);
    if (total < 30) return [];
    const heads = [], step = total / Math.max(1, Math.round(total / ARROW_EVERY_PX));
    let next = step / 2, passed = 0;
    for (let i = 0; i < lengths.length; i++) {
      const start = points[i], end = points[i + 1];
      const seen = bounds.intersects(L.bounds(start, end));
      for (; next <= passed + lengths[i]; next += step) {
        if (seen) heads.push(arrowhead(start, end, (next - passed) / lengths[i]));
        else next += step * Math.floor((passed + lengths[i] - next) / step);
      }
      passed += lengths[i];
    }
    return heads;
  }

  function arrowhead(start, end, share) {
    const along = end.subtract(start).divideBy(start.distanceTo(end));
    const across = L.point(-along.y, along.x), middle = start.add(end.subtract(start).multiplyBy(share));
    const back = middle.subtract(along.multiplyBy(5));
    return [middle.add(along.multiplyBy(6.5)), back.add(across.multiplyBy(5.5)), back.add(along.multiplyBy(2)), back.subtract(across.multiplyBy(5.5))];
  }

  let classes = null; // made when Leaflet is there
  function lineClasses() {
    if (classes) return classes;
    const Track = L.Polyline.extend({
      _simplifyPoints() {
        const { smoothFactor, lane } = this.options;
        this._parts = this._parts.map((part) => shifted(L.LineUtil.simplify(part, smoothFactor), lane || 0));
      },
    });
    const Arrows = Track.extend({
      options: { noClip: true, fill: true },
      _simplifyPoints() {
        Track.prototype._simplifyPoints.call(this);
        this._parts = this._parts.flatMap((part) => arrowheads(part, this._renderer._bounds));
      },
      _updatePath() {
        this._renderer._updatePoly(this, true);
      },
    });
    classes = { Track, Arrows };
    return classes;
  }

  /** Which legs share a stretch of line with another: those run in lanes. */
  function lanes(payload) {
    const users = new Map();
    const key = ([lat, lon]) => `${lat.toFixed(3)},${lon.toFixed(3)}`;
    const all = payload.journeys.flatMap((journey, j) => journey.legs.map((leg) => ({ leg, lane: LANE_PX * (j + 1) })));
    for (const { leg } of all) for (const point of leg.points) users.set(key(point), (users.get(key(point)) || new Set()).add(leg));
    const shared = (leg) => leg.points.filter((point) => users.get(key(point)).size > 1).length > 2;
    return new Map(all.map(({ leg, lane }) => [leg, shared(leg) ? lane : 0]));
  }

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
    spot.bindTooltip(el("div", "", el("h3", "", "Seen at ", el("bdi", "", sighting.name)), sighting.at && text("p", "", sighting.at)), { className: "demarche-tip" });
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

  // ---- stops

  /** Stops at one place share a badge: a traveller who comes back is at the same point. */
  function atOnePlace(stops) {
    const places = new Map();
    for (const stop of stops) {
      const key = `${stop.lat.toFixed(4)},${stop.lon.toFixed(4)}`;
      places.set(key, [...(places.get(key) || []), stop]);
    }
    return [...places.values()];
  }

  function drawStops(map, group, journey, index) {
    return atOnePlace(journey.stops).map((stops) => {
      const at = L.latLng(stops[0].lat, stops[0].lon);
      precisionCircle(group, stops[0]);
      const leader = L.polyline([at, at], { className: "demarche-leader", weight: 1.5, interactive: false }).addTo(group);
      L.circleMarker(at, { className: "demarche-dot", radius: 3.5, weight: 1.5, interactive: false }).addTo(group);
      const numbers = stops.map((stop) => stop.number).join(" · ");
      const unsure = stops.every((stop) => stop.certainty !== "certain") ? " unsure" : "";
      const badge = el("span", `demarche-badge traveller-${index % 6}${unsure}`, numbers);
      const width = Math.max(24, measured(numbers, "650 12px") + 14);
      const marker = L.marker(at, {
        icon: L.divIcon({ html: badge, className: "demarche-stop", iconSize: [width, 24] }),
        keyboard: true, riseOnHover: true, zIndexOffset: 1000 - stops[0].number,
      });
      marker.bindPopup(() => stopCard(journey, stops), popupOptions());
      marker.bindTooltip(() => el("div", "", ...stops.map((stop) => el("p", "", `${stop.number} `, el("bdi", "", stop.name), stop.arrive && ` · ${stop.arrive}`))), { className: "demarche-tip", direction: "top", offset: [0, -10] });
      marker.on("add", () => marker.getElement().setAttribute("aria-label", stops.map((stop) => `Stop ${stop.number}: ${stop.name}`).join("; ")));
      marker.addTo(group);
      return { at, marker, leader, width, name: stops[0].name, group };
    });
  }

  /** Moves badges apart until none covers another, each as near its place as can be. */
  function spread(map, badges) {
    const spots = badges.map((badge) => ({ badge, home: map.latLngToLayerPoint(badge.at) }));
    for (const spot of spots) spot.now = spot.home.clone();
    const screen = map.getPixelBounds(), corner = map.getPixelOrigin();
    const seen = spots.filter(({ home }) => screen.contains(home.add(corner)));
    for (let round = 0; round < 120 && seen.length <= MOST_SPREAD; round++) {
      let moved = false;
      for (let i = 0; i < seen.length; i++) for (let j = i + 1; j < seen.length; j++) moved = apart(seen[i], seen[j], i + j) || moved;
      if (!moved) break;
    }
    const full = seen.length > MOST_SPREAD, cells = new Set();
    for (const { badge, home, now } of spots) {
      const cell = `${Math.floor(now.x / 44)},${Math.floor(now.y / 28)}`;
      badge.hidden = full && cells.has(cell);
      cells.add(cell);
      badge.marker.getElement().style.display = badge.hidden ? "none" : "";
      badge.box = { x: now.x - badge.width / 2, y: now.y - 12, w: badge.width, h: 24 };
      const there = home.distanceTo(now) < 1 ? badge.at : map.layerPointToLatLng(now);
      badge.marker.setLatLng(there);
      badge.leader.setLatLngs([badge.at, there]);
    }
  }

  function apart(one, other, index) {
    const needX = (one.badge.width + other.badge.width) / 2 + 3, needY = 27;
    const gap = other.now.subtract(one.now);
    const overlapX = needX - Math.abs(gap.x), overlapY = needY - Math.abs(gap.y);
    if (overlapX <= 0 || overlapY <= 0) return false;
    const away = Math.hypot(gap.x, gap.y) > 0.5 ? gap.divideBy(Math.hypot(gap.x, gap.y)) : L.point(Math.cos(index * 2.4), Math.sin(index * 2.4));
    const push = away.multiplyBy(Math.min(overlapX, overlapY) / 2 + 0.5);
    one.now = one.now.subtract(push);
    other.now = other.now.add(push);
    return true;
  }

  // ---- names

  const measure = { context: null };
  function measured(content, font) {
    measure.context = measure.context || document.createElement("canvas").getContext("2d");
    measure.context.font = `${font} ${FONT}`;
    return measure.context.measureText(content).width;
  }

  const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

  const contains = (a, b) => b.x >= a.x && b.y >= a.y && b.x + b.w <= a.x + a.w && b.y + b.h <= a.y + a.h;

  /** Puts names where they cover nothing: stops first, then countries, then towns by size. */
  class Names {
    constructor(map, payload, badges) {
      Object.assign(this, { map, payload, badges, towns: true, box: el("div", "demarche-names") });
      map.createPane("demarche-names").append(this.box);
    }

    draw() {
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]);
      this.view = { x: corner.x - 40, y: corner.y - 40, w: size.x + 80, h: size.y + 80 };
      const shown = this.badges.filter((badge) => this.map.hasLayer(badge.group) && !badge.hidden);
      this.inside = { x: corner.x + 4, y: corner.y + 4, w: size.x - 8, h: size.y - 8 };
      this.taken = [...shown.map((badge) => badge.box), ...this.controls(corner)];
      this.route = this.routeSpots();
      this.box.replaceChildren();
      this.written = new Set();
      for (const badge of shown) this.nameStop(badge);
      if (!this.towns) return;
      for (const country of this.payload.base_map.countries) this.nameCountry(country);
      for (const town of this.payload.base_map.towns) this.nameTown(town);
    }

    /** The journey's lines as small boxes, as far as they are in sight. */
    routeSpots() {
      const spots = [];
      for (const leg of this.payload.journeys.flatMap((journey) => journey.legs)) {
        const points = leg.points.map((point) => this.map.latLngToLayerPoint(point));
        for (let i = 1; i < points.length; i++) {
          const [start, end] = [points[i - 1], points[i]];
          const around = { x: Math.min(start.x, end.x), y: Math.min(start.y, end.y), w: Math.abs(end.x - start.x) + 1, h: Math.abs(end.y - start.y) + 1 };
          if (!overlaps(around, this.view)) continue;
          const steps = Math.min(200, Math.ceil(start.distanceTo(end) / 8) || 1);
          for (let k = 0; k <= steps; k++) {
            const at = start.add(end.subtract(start).multiplyBy(k / steps));
            spots.push({ x: at.x - 4, y: at.y - 4, w: 8, h: 8 });
          }
        }
      }
      return spots;
    }

    /** Where the map's controls lie, which would cover names. */
    controls(corner) {
      const frame = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".leaflet-control")].map((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return { x: left - frame.left + corner.x, y: top - frame.top + corner.y, w: width, h: height };
      });
    }

    nameStop({ name, box }) {
      const shown = name.length > 34 ? `${name.slice(0, 33)}…` : name;
      const w = measured(shown, "650 13px") + 2, h = 17, middle = box.y + (box.h - h) / 2, centre = box.x + (box.w - w) / 2;
      const beside = (dy) => [[box.x + box.w + 3, middle + dy], [box.x - w - 3, middle + dy]];
      const places = [...beside(0), [centre, box.y + box.h + 1], [centre, box.y - h - 1], ...[3, 6, 9, 12, 15, 18].flatMap((dy) => [...beside(dy), ...beside(-dy)])];
      const whole = places.filter(([x, y]) => contains(this.inside, { x, y, w, h }));
      if (this.put("demarche-name-stop", shown, w, h, whole.length ? whole : places)) this.written.add(name);
    }

    nameCountry({ name, lat, lon, radius_deg }) {
      const at = this.map.latLngToLayerPoint([lat, lon]), edge = this.map.latLngToLayerPoint([lat, lon + radius_deg]);
      const w = measured(name.toUpperCase(), "600 12px") + name.length * 2.2, h = 18;
      if (Math.abs(edge.x - at.x) * 2.6 < w) return;
      this.put("demarche-name-country", name, w, h, [[at.x - w / 2, at.y - h / 2], [at.x - w / 2, at.y - 2.2 * h], [at.x - w / 2, at.y + 1.2 * h]]);
    }

    nameTown({ name, lat, lon, population }) {
      if (Math.log10(population + 1) < 7.9 - 0.47 * this.map.getZoom() || this.written.has(name)) return;
      const at = this.map.latLngToLayerPoint([lat, lon]);
      if (!overlaps({ x: at.x, y: at.y, w: 1, h: 1 }, this.view)) return;
      const large = population > 500000, w = measured(name, large ? "500 12.5px" : "400 11.5px") + 4, h = 15;
      const places = [[at.x + 6, at.y - h / 2], [at.x - w - 5, at.y - h / 2], [at.x - w / 2, at.y - h - 4], [at.x - w / 2, at.y + 5]];
      const spot = { x: at.x - 4, y: at.y - 4, w: 8, h: 8 };
      if (this.taken.some((box) => overlaps(box, spot))) return;
      if (!this.put(large ? "demarche-name-town large" : "demarche-name-town", name, w, h, places)) return;
      this.taken.push(spot);
      this.write("demarche-town", "", at.x, at.y);
    }

    /** Writes a name at the first place that is free, and clear of the journey's lines where one is. */
    put(className, name, w, h, places) {
      const boxes = places.map(([x, y]) => ({ x: x - 2, y, w: w + 4, h }));
      const free = boxes.filter((box) => overlaps(box, this.view) && !this.taken.some((other) => overlaps(box, other)));
      const chosen = free.find((box) => !this.route.some((spot) => overlaps(box, spot))) || free[0];
      if (!chosen) return false;
      this.taken.push(chosen);
      this.write(className, name, chosen.x + 2, chosen.y);
      return true;
    }

    write(className, name, x, y) {
      const label = el("span", className, name);
      L.DomUtil.setPosition(label, L.point(Math.round(x), Math.round(y)));
      this.box.append(label);
    }
  }

  // ---- the base map

  /** The whole-number steps of the payload as positions. */
  function line(steps, units) {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < steps.length; i += 2) points.push([(y += steps[i + 1]) / units, (x += steps[i]) / units]);
    return points;
  }

  function drawBase(map, base) {
    map.createPane("demarche-base").style.zIndex = 150; // beneath the tiles, which hide it when asked for
    const renderer = L.canvas({ pane: "demarche-base", padding: 0.4 });
    const common = { renderer, pane: "demarche-base", interactive: false, smoothFactor: 0.8 };
    const lines = (all) => all.map((steps) => line(steps, base.units_per_degree));
    const land = base.land.map(lines);
    const stroke = (all, options) => L.polyline(lines(all), { ...common, ...options });
    const layers = {
      shore: L.polygon(land, { ...common, fill: false, weight: 2.5 }),
      land: L.polygon(land, { ...common, weight: 0.6, fillOpacity: 1 }),
      lakes: L.polygon(base.lakes.map(lines), { ...common, weight: 0.8, fillOpacity: 1 }),
      rivers: stroke(base.rivers, { weight: 1.1 }),
      rails: stroke(base.rails, { weight: 1.1 }),
      borders: stroke(base.borders, { weight: 1.2, dashArray: "5 4" }),
    };
    for (const layer of Object.values(layers)) layer.addTo(map);
    return layers;
  }

  function ink(map, layers, inks) {
    map.getContainer().style.backgroundColor = inks.water;
    layers.shore.setStyle({ color: inks.coast });
    layers.land.setStyle({ color: inks.land, fillColor: inks.land });
    layers.lakes.setStyle({ color: inks.coast, fillColor: inks.water });
    layers.rivers.setStyle({ color: inks.river });
    layers.rails.setStyle({ color: inks.rail });
    layers.borders.setStyle({ color: inks.border });
  }

  function followTheme(map, layers, theme) {
    document.documentElement.dataset.theme = theme;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const paint = () => ink(map, layers, theme === "dark" || (theme === "auto" && dark.matches) ? INKS.dark : INKS.light);
    dark.addEventListener("change", paint);
    paint();
  }

  // ---- controls

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

  function legend(payload, toggles, width) {
    const legs = payload.journeys.flatMap((journey) => journey.legs);
    const used = Object.keys(MODES).filter((mode) => legs.some((leg) => leg.mode === mode));
    const key = (className, label) => el("li", "", el("span", className), label);
    const list = el("ul", "", ...used.map((mode) => key(`demarche-swatch mode-${mode}`, MODES[mode])));
    if (legs.some((leg) => leg.inferred || leg.gaps.length)) list.append(key("demarche-swatch dashed", "Inferred"));
    if (legs.some((leg) => leg.sightings.length)) list.append(key("demarche-key-sighting", "Seen on the way"));
    if (payload.journeys.some((journey) => journey.stops.some((stop) => stop.precision_km > 0))) list.append(key("demarche-key-precision", "Position known to within"));
    const panel = el("details", "demarche-legend leaflet-bar", el("summary", "", "Legend and layers"), list, el("div", "demarche-toggles", ...toggles));
    panel.open = width >= 900;
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

  // ---- all together

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

  function drawPayload(map, payload) {
    const base = drawBase(map, payload.base_map);
    followTheme(map, base, payload.theme);
    const fit = keepFitted(map, bounds(payload));
    const lane = lanes(payload);
    const groups = payload.journeys.map((journey) => {
      const group = L.layerGroup().addTo(map);
      for (const leg of journey.legs) drawLeg(group, journey, leg, lane.get(leg));
      return group;
    });
    const badges = payload.journeys.flatMap((journey, i) => drawStops(map, groups[i], journey, i));
    const names = new Names(map, payload, badges);
    const arrange = () => {
      spread(map, badges.filter((badge) => map.hasLayer(badge.group)));
      names.draw();
    };
    const tiles = L.tileLayer(payload.tiles, { maxZoom: 19 });
    const layer = (one) => (on) => (on ? one.addTo(map) : one.remove());
    const toggles = [
      ...(groups.length > 1 ? groups.map((group, i) => toggle(payload.journeys[i].title, true, (on) => (layer(group)(on), arrange(), when.draw()))) : []),
      ...(payload.base_map.rails.length ? [toggle("Railways", true, layer(base.rails))] : []),
      toggle("Names of places", true, (on) => ((names.towns = on), names.draw())),
      toggle("OpenStreetMap tiles (asks the internet)", false, (on) => {
        layer(tiles)(on);
        map.getContainer().classList.toggle("demarche-tiled", on);
      }),
    ];
    if (map.attributionControl) map.attributionControl.remove();
    L.control.zoom({ position: "topleft" }).addTo(map);
    control("topleft", fitButton(fit)).addTo(map);
    const panel = legend(payload, toggles, map.getSize().x);
    panel.addEventListener("toggle", () => names.draw());
    control("topright", panel).addTo(map);
    control("bottomright", credits(payload)).addTo(map);
    const when = window.demarche.slider(map, payload, {
      el,
      text,
      line: (points, leg, options) => new (lineClasses().Track)(points, { lane: lane.get(leg), interactive: false, ...options }),
      isShown: (i) => map.hasLayer(groups[i]),
    });
    if (when.panel) control("bottomleft", when.panel).addTo(map);
    L.control.scale({ maxWidth: 120 }).addTo(map);
    fit(); // above the slider
    map.on("zoomstart", () => names.box.classList.add("moving"));
    map.on("zoomend", () => names.box.classList.remove("moving"));
    map.on("zoomend moveend resize", arrange);
    arrange();
    map.getContainer().dataset.drawn = "true";
  }

  /** Draws the payload, JSON in UTF-8 in base64, on a map that exists. */
  function draw(map, base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    drawPayload(map, JSON.parse(new TextDecoder().decode(bytes)));
  }

  /** Opens the standalone page: its map, from the payload it holds. */
  function open() {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map("map", { zoomControl: false, zoomSnap: 0.25, maxZoom: 18, scrollWheelZoom: false, zoomAnimation: !calm, fadeAnimation: !calm });
    map.on("focus click", () => map.scrollWheelZoom.enable()); // until then the wheel scrolls the page
    map.on("blur", () => map.scrollWheelZoom.disable());
    drawPayload(map, JSON.parse(document.getElementById("payload").textContent));
  }

  window.demarche = { ...window.demarche, draw, open };
})();
