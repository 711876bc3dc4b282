/* Names of stops, countries and towns, which cover nothing and no other name. */

/** The languages that names of places can be shown in, besides none; `own` is that of each place's country. */
const TONGUES = ["en", "own", "ko", "ru"];
const OWN_NAMES = { en: "English", ko: "한국어", ru: "Русский" }; // which readers of each look for

/** The choice among those languages, the page's to begin with. */
function namesChoice(names) {
  const tongues = TONGUES.map((tongue) => [tongue, OWN_NAMES[tongue] || say("map.own-script")]);
  const label = choice(say("map.names"), [...tongues, ["", say("map.none")]], (tongue) => ((names.tongue = tongue), names.draw()));
  label.querySelector("select").value = names.tongue;
  return label;
}

/** What a place is called in a language, and else in English. */
const called = (place, tongue) => (place.names && place.names[tongue]) || place.name;

/** Scripts that have no capitals, or are harmed by letters set apart: all but these two. */
const isSpaced = (name) => !/[^\P{L}\p{Script=Latin}\p{Script=Cyrillic}]/u.test(name);

const measure = { context: null, family: null };
function measured(content, font) {
  measure.context = measure.context || document.createElement("canvas").getContext("2d");
  measure.family = measure.family || getComputedStyle(document.documentElement).getPropertyValue("--font").trim() || "sans-serif";
  measure.context.font = `${font} ${measure.family}`;
  return measure.context.measureText(content).width;
}

const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const contains = (a, b) => b.x >= a.x && b.y >= a.y && b.x + b.w <= a.x + a.w && b.y + b.h <= a.y + a.h;

/** Puts names where they cover nothing: stops first, then countries, then towns by size. */
class Names {
  constructor(view) {
    Object.assign(this, { view, map: view.map, payload: view.payload, badges: view.badges, tongue: TONGUES.includes(spoken.language) ? spoken.language : "en", box: el("div", "demarche-names") });
    this.map.createPane("demarche-names").append(this.box);
  }

  draw() {
    const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]);
    this.seen = { x: corner.x - 40, y: corner.y - 40, w: size.x + 80, h: size.y + 80 };
    const shown = this.badges.filter((badge) => this.map.hasLayer(badge.group) && !badge.hidden);
    this.inside = { x: corner.x + 4, y: corner.y + 4, w: size.x - 8, h: size.y - 8 };
    this.taken = [...shown.map((badge) => badge.box), ...this.controls(corner)];
    this.route = this.routeSpots();
    this.box.replaceChildren();
    this.written = new Set();
    for (const pin of this.view.pins) this.namePin(pin);
    for (const badge of shown) this.nameStop(badge);
    if (!this.tongue) return;
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
        if (!overlaps(around, this.seen)) continue;
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

  namePin({ name, number, lat, lon }) {
    const { x, y } = this.map.latLngToLayerPoint([lat, lon]), box = { x: x - 14, y: y - 13, w: 28, h: 26 }; // clear of a badge there
    this.nameStop({ name: number ? `${number} ${name}` : name, box });
    this.written.add(name);
    this.taken.push(box);
  }

  nameStop({ name, box }) {
    if (this.pinned(name)) return;
    const shown = name.length > 34 ? `${name.slice(0, 33)}…` : name;
    const w = measured(shown, "650 13px") + 2, h = 17, middle = box.y + (box.h - h) / 2, centre = box.x + (box.w - w) / 2;
    const beside = (dy) => [[box.x + box.w + 3, middle + dy], [box.x - w - 3, middle + dy]];
    const places = [...beside(0), [centre, box.y + box.h + 1], [centre, box.y - h - 1], ...[3, 6, 9, 12, 15, 18].flatMap((dy) => [...beside(dy), ...beside(-dy)])];
    const whole = places.filter(([x, y]) => contains(this.inside, { x, y, w, h }));
    if (this.put("demarche-name-stop", shown, w, h, whole.length ? whole : places)) this.written.add(name);
  }

  /** Whether a pinned place of this name is named already. */
  pinned(name) {
    return this.view.pins.length > 0 && this.written.has(name);
  }

  nameCountry(country) {
    const { lat, lon, radius_deg } = country, name = called(country, this.tongue), spaced = isSpaced(name);
    const at = this.map.latLngToLayerPoint([lat, lon]), edge = this.map.latLngToLayerPoint([lat, lon + radius_deg]);
    const w = spaced ? measured(name.toUpperCase(), "600 12px") + name.length * 2.2 : measured(name, "600 12px"), h = 18;
    if (Math.abs(edge.x - at.x) * 2.6 < w) return;
    this.put(spaced ? "demarche-name-country spaced" : "demarche-name-country", name, w, h, [[at.x - w / 2, at.y - h / 2], [at.x - w / 2, at.y - 2.2 * h], [at.x - w / 2, at.y + 1.2 * h]]);
  }

  nameTown(town) {
    const { lat, lon, population } = town, name = called(town, this.tongue);
    if (Math.log10(population + 1) < 7.9 - 0.47 * this.map.getZoom() || this.written.has(town.name)) return;
    const at = this.map.latLngToLayerPoint([lat, lon]);
    if (!overlaps({ x: at.x, y: at.y, w: 1, h: 1 }, this.seen)) return;
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
    const free = boxes.filter((box) => overlaps(box, this.seen) && !this.taken.some((other) => overlaps(box, other)));
    const chosen = free.find((box) => !this.route.some((spot) => overlaps(box, spot))) || free[0];
    if (!chosen) return false;
    this.taken.push(chosen);
    this.write(className, name, chosen.x + 2, chosen.y);
    return true;
  }

  write(className, name, x, y) {
    const label = text("span", className, name);
    if (this.tongue === "ko" || this.tongue === "ru") label.lang = this.tongue; // which says how Han and Cyrillic are drawn
    L.DomUtil.setPosition(label, L.point(Math.round(x), Math.round(y)));
    this.box.append(label);
  }
}
