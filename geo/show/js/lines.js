/* Lines in lanes, with arrows along them. */

const LANE_PX = 3; // how far to the right of a shared line each direction runs
const ARROW_EVERY_PX = 120;

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
