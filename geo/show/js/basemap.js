/* The base map, and its colours by day and by night. */

// The base map is on a canvas, which style sheets do not reach.
const INKS = {
  light: { land: "#f8f6f1", coast: "#b4c8d3", water: "#d6e4ec", river: "#bcd5e2", border: "#a99fb3", rail: "#c9bfb3" },
  dark: { land: "#232c34", coast: "#3c5160", water: "#141d25", river: "#1b3443", border: "#6d6680", rail: "#46505a" },
};

/** The whole-number steps of the payload as positions. */
function line(steps, units) {
  const points = [];
  let x = 0, y = 0;
  for (let i = 0; i < steps.length; i += 2) points.push([(y += steps[i + 1]) / units, (x += steps[i]) / units]);
  return points;
}

/** Works out once where the points of a layer lie on the world, not at every zoom: a base map has 40,000 of them. */
function projectedOnce(layer) {
  const worlds = new Map();
  layer._projectLatlngs = function (latlngs, result, bounds) { // Leaflet's own, which projects every point anew
    if (!(latlngs[0] instanceof L.LatLng)) return latlngs.forEach((part) => this._projectLatlngs(part, result, bounds));
    const { _map: map } = this, scale = map.getZoomScale(map.getZoom(), 0), origin = map.getPixelOrigin();
    if (!worlds.has(latlngs)) worlds.set(latlngs, latlngs.map((point) => map.project(point, 0)));
    const ring = worlds.get(latlngs).map(({ x, y }) => L.point(Math.round(x * scale) - origin.x, Math.round(y * scale) - origin.y));
    for (const point of ring) bounds.extend(point);
    result.push(ring);
  };
  return layer;
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
  for (const layer of Object.values(layers)) projectedOnce(layer).addTo(map);
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
