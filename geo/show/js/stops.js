/* The stops of a journey: numbered badges that never hide one another. */

const MOST_SPREAD = 200; // more badges than this on one screen have no room: one shows for each little patch

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
    const badge = el("span", `demarche-badge traveller-${index % TRAVELLERS}${unsure}`, numbers);
    const width = Math.max(24, measured(numbers, "650 12px") + 14);
    const marker = L.marker(at, {
      icon: L.divIcon({ html: badge, className: "demarche-stop", iconSize: [width, 24] }),
      keyboard: true, riseOnHover: true, zIndexOffset: 1000 - stops[0].number,
    });
    marker.bindPopup(() => stopCard(journey, stops), popupOptions());
    marker.bindTooltip(() => el("div", "", ...stops.map((stop) => el("p", "", `${stop.number} `, el("bdi", "", stop.name), stop.arrive && ` · ${stop.arrive}`))), { className: "demarche-tip", direction: "top", offset: [0, -10] });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", stops.map((stop) => say("map.stop", stop)).join("; ")));
    marker.addTo(group);
    return { at, marker, leader, width, name: stops[0].name, group, stops, journey: index };
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
