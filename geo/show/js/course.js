/* The time–distance diagram of one journey as SVG, kilometres upwards against time (data: CourseView, geo/show/shape.py). */

const PLOT = { left: 54, right: 14, top: 12, bottom: 34, head: 20, foot: 22 };
const NAME_PX = 12.5;

/** The scales of a diagram of some size. */
class Plot {
  constructor(course, width, height) {
    Object.assign(this, { course, width, height, left: PLOT.left, right: width - PLOT.right, top: PLOT.top, bottom: height - PLOT.bottom });
  }

  x(minute) {
    const [first, last] = this.course.minutes;
    return this.left + ((minute - first) / (last - first)) * (this.right - this.left);
  }

  y(km) {
    const low = this.bottom - PLOT.foot, high = this.top + PLOT.head;
    return low - (km / Math.max(this.course.top_km, 0.1)) * (low - high);
  }

  at([minute, km]) {
    return [this.x(minute), this.y(km)];
  }

  minuteAt(x) {
    const [first, last] = this.course.minutes;
    return first + ((x - this.left) / (this.right - this.left)) * (last - first);
  }
}

/** The axes and their grid, in a zone's time. */
function drawAxes(plot, zone) {
  const { left, right, top, bottom, course } = plot;
  const grid = shape("g", { class: "grid", "aria-hidden": "true" });
  const [first, last] = course.minutes;
  for (const { at: minute, text: words, major } of timeTicks(first, last, (right - left) / 68, zone)) {
    const x = tenth(plot.x(minute));
    grid.append(shape("path", { d: trace([[x, top], [x, bottom]]), class: major ? "major" : null }));
    if (x > left + 14 && x < right - 12) grid.append(shape("text", { x, y: bottom + 14, class: major ? "middle major" : "middle" }, words));
  }
  for (const { at: km, text: words } of kmTicks(course.top_km, (bottom - top) / 34)) {
    const y = tenth(plot.y(km));
    grid.append(shape("path", { d: trace([[left - 4, y], [left, y]]) }), shape("text", { x: left - 7, y: y + 4, class: "end" }, words));
  }
  grid.append(shape("path", { class: "axis", d: trace([[left, top], [left, bottom], [right, bottom]]) }));
  grid.append(shape("text", { x: left - 7, y: top + 4, class: "end" }, say("map.unit-km")), shape("text", { x: right, y: bottom + 29, class: "end" }, zone.replaceAll("_", " ")));
  return grid;
}

/** A leg: the band of where they can have been when, and the likeliest course. */
function drawCourseLeg(plot, leg, drawn) {
  const rings = drawn.rings.map((ring) => trace(ring.map((pair) => plot.at(pair)), true)).join(" ");
  const runs = drawn.runs.map((run) => trace(run.map((pair) => plot.at(pair)))).join(" ");
  return shape("g", { class: `leg mode-${leg.mode}` },
    shape("path", { class: "band", d: rings }), shape("path", { class: "hit", d: runs }), shape("path", { class: "run", d: runs, "stroke-dasharray": leg.inferred ? "2 5" : null }));
}

/** A stop: how long they can have stayed, the likeliest stay, what is stated, and marks of arrival and departure. */
function drawCourseStop(plot, course, number) {
  const y = plot.y(course.stops_km[number]), group = shape("g", { class: "stop" });
  const points = course.points.filter((one) => one.stop === number && one.event !== "seen");
  const stay = course.stays.find(([stop]) => stop === number);
  if (stay) group.append(shape("path", { class: "stay", d: trace([[plot.x(stay[1]), y], [plot.x(stay[2]), y]]) }));
  const xs = points.map((one) => plot.x(one.minute));
  if (xs.length > 1) group.append(shape("path", { class: "run", d: trace(xs.map((x) => [x, y])) }));
  for (const one of points) group.append(...drawStated(plot, one));
  group.append(shape("path", { class: "hit", d: trace([[Math.min(...xs) - 0.1, y], [Math.max(...xs) + 0.1, y]]) }));
  for (const one of points) group.append(shape("circle", { class: markClass(one), cx: tenth(plot.x(one.minute)), cy: tenth(y), r: one.stated ? 4 : 3.2 }));
  return group;
}

function markClass(one) {
  return `mark ${one.event === "seen" ? "seen" : one.stated ? "stated" : "inferred"}${one.in_conflict ? " in-conflict" : ""}`;
}

/** What is stated of a moment, from its first minute to its last: an arrival below its stop's line, a departure above. */
function drawStated(plot, one) {
  if (!one.stated) return [];
  const y = plot.y(one.km) + { arrive: 7, depart: -7, seen: 0 }[one.event], [first, last] = one.stated.map((minute) => plot.x(minute));
  const caps = [first, last].map((x) => trace([[x, y - 3], [x, y + 3]])).join(" ");
  return [shape("path", { class: `whisker${one.in_conflict ? " in-conflict" : ""}`, d: `${trace([[first, y], [last, y]])} ${caps}` })];
}

function drawSeen(plot, one) {
  const [x, y] = plot.at([one.minute, one.km]);
  const name = `${say("map.seen-at", { place: one.name })}${one.said ? `, ${one.said}` : ""}`;
  return shape("g", {}, shape("title", {}, name), ...drawStated(plot, one), shape("path", { class: markClass(one), d: trace([[x - 5, y], [x, y - 5], [x + 5, y], [x, y + 5]], true) }));
}

/** A claim or a conflict: a line that ends in a tick; of a time, a bar between two. */
function drawTold(plot, one) {
  const [start, end] = one.spots.map((pair) => plot.at(pair)), tick = ([x, y]) => trace([[x, y - 6], [x, y + 6]]);
  return shape("g", { class: `told ${one.verdict || "conflict"}` },
    shape("title", {}, one.verdict ? say("diagram.reported", { verdict: say(`verdict.${one.verdict}`), text: one.text }) : one.text),
    shape("path", { d: trace([start, end]), class: one.at_place ? "" : "dashed" }), shape("path", { d: one.at_place ? `${tick(start)} ${tick(end)}` : tick(end) }));
}

// ---- names of stops: only what has room, the two ends first, then where they stayed longest

function drawNames(plot, journey) {
  const group = shape("g", { class: "names", "aria-hidden": "true" }), taken = [];
  for (const stop of byWeight(journey)) {
    const box = nameBox(plot, journey, stop);
    if (box.y < 1 || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    group.append(shape("path", { d: trace([[plot.left, box.line], [plot.right, box.line]]) }));
    group.append(shape("text", { x: tenth(box.onRight ? box.x + box.w : box.x), y: tenth(box.y + NAME_PX), class: box.onRight ? "end" : null }, box.words));
  }
  return group;
}

function byWeight({ course, stops }) {
  const last = stops.length - 1, stay = (stop) => {
    const minutes = course.points.filter((one) => one.stop === stop && one.event !== "seen").map((one) => one.minute);
    return Math.max(...minutes) - Math.min(...minutes);
  };
  const weight = new Map(stops.map((_, stop) => [stop, stop === 0 || stop === last ? Infinity : stay(stop)]));
  return [...weight.keys()].sort((one, other) => (weight.get(one) === weight.get(other) ? one - other : weight.get(other) - weight.get(one)));
}

function nameBox(plot, { course, stops }, stop) {
  const line = plot.y(course.stops_km[stop]), xs = course.points.filter((one) => one.stop === stop && one.event !== "seen").map((one) => plot.x(one.minute));
  const words = fitted(`${stops[stop].number} ${stops[stop].name}`, (plot.right - plot.left) * 0.42);
  const w = measured(words, `600 ${NAME_PX}px`), onRight = plot.right - Math.max(...xs) > Math.min(...xs) - plot.left;
  return { words, w, h: NAME_PX * 1.3, line, onRight, x: onRight ? plot.right - 4 - w : plot.left + 6, y: onRight ? line + 2 : line - NAME_PX * 1.3 };
}

/** The words, or their beginning and an ellipsis. */
function fitted(words, most) {
  const wide = (text) => measured(text, `600 ${NAME_PX}px`) > most;
  if (!wide(words)) return words;
  const letters = Array.from(words);
  while (letters.length > 1 && wide(`${letters.join("")}…`)) letters.length -= Math.max(1, letters.length >> 4);
  return `${letters.join("")}…`;
}
