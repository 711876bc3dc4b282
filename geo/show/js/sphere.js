/* Rings, rays and straight lines on the globe, for drawing alone: a sphere is within half a percent of it. */

const EARTH_KM = 6371.0088; // mean radius of the Earth (IUGG, GRS 80)
const MOST_LAT = 89.9;

const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (radians) => (radians * 180) / Math.PI;

/** The point so many km from another on a bearing, on the turn of the globe that is nearest to it. */
function towards({ lat, lon }, bearing, km) {
  const angle = km / EARTH_KM, north = radians(lat), course = radians(bearing);
  const sine = Math.sin(north) * Math.cos(angle) + Math.cos(north) * Math.sin(angle) * Math.cos(course);
  const there = Math.asin(Math.max(-1, Math.min(1, sine)));
  const east = Math.atan2(Math.sin(course) * Math.sin(angle) * Math.cos(north), Math.cos(angle) - Math.sin(north) * Math.sin(there));
  return [Math.max(-MOST_LAT, Math.min(MOST_LAT, degrees(there))), lon + degrees(east)];
}

/** All that lies so many km from a point, or the part of it between two bearings. */
function arc(centre, km, from = 0, to = 360) {
  const steps = Math.max(2, Math.ceil((to - from) / 3));
  return Array.from({ length: steps + 1 }, (_, i) => towards(centre, from + ((to - from) * i) / steps, km));
}

const toPole = ({ lat }) => radians(90 - Math.abs(lat)) * EARTH_KM;

/** Whether a ring goes round a pole: then it has no inside on this map. */
const roundsPole = (centre, km) => toPole(centre) < km;

function bearingTo(one, other) {
  const north = radians(one.lat), there = radians(other.lat), east = radians(other.lon - one.lon);
  return degrees(Math.atan2(Math.sin(east) * Math.cos(there), Math.cos(north) * Math.sin(there) - Math.sin(north) * Math.cos(there) * Math.cos(east)));
}

/** The straight line between two points, as short pieces. */
function straight(one, other) {
  const km = L.CRS.Earth.distance(L.latLng(one.lat, one.lon), L.latLng(other.lat, other.lon)) / 1000, bearing = bearingTo(one, other);
  const turn = 360 * Math.round((other.lon - towards(one, bearing, km)[1]) / 360); // the long way round the map, where the ends lie so
  if (turn) return [[one.lat, one.lon], [other.lat, other.lon]];
  const pieces = Math.max(1, Math.ceil(km / 100));
  const inner = Array.from({ length: pieces - 1 }, (_, i) => towards(one, bearing, (km * (i + 1)) / pieces));
  return [[one.lat, one.lon], ...inner, [other.lat, other.lon]];
}
