/* Where the travellers of a journey can have been at a minute, and how that is said (frames: geo/show/shape.py).
 *
 * What is possible was worked out beforehand. Between two frames what is in both moves evenly, which is exact: frames
 * lie wherever that changes (geo/show/frames.py).
 */

const NOWHERE = "nothing is known of where";

/** The index of the last frame that has begun at a minute; null before the first and after the last. */
function frameIndex(frames, minute) {
  if (!frames.length || minute < frames[0].minute || minute > frames[frames.length - 1].minute) return null;
  let low = 0, high = frames.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (frames[middle].minute <= minute) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where they can have been at a minute, as a frame; null where the journey says nothing of it. */
function presenceAt(journey, minute) {
  const index = frameIndex(journey.frames, minute);
  if (index === null) return null;
  const frame = journey.frames[index], next = journey.frames[index + 1];
  if (!next || minute === frame.minute) return frame;
  const part = (minute - frame.minute) / (next.minute - frame.minute);
  const both = { legs: moved(frame.legs, next.legs, part), stops: moved(frame.stops, next.stops, part), areas: frame.areas.filter((area) => next.areas.some((other) => other.leg === area.leg)) };
  if (!both.legs.length && !both.stops.length && !both.areas.length) return frame; // frames too far apart to tell
  return { ...frame, ...both, likely: likelyOf(frame, next, part, both) };
}

/** The rows that begin with the same number in both lists, each between the one and the other. */
function moved(rows, later, part) {
  const found = [];
  for (const row of rows) {
    const other = later.find((one) => one[0] === row[0]);
    if (other) found.push(row.map((value, i) => (i ? value + part * (other[i] - value) : value)));
  }
  return found;
}

/** The likeliest position; it stays possible where the next frame has another. */
function likelyOf(frame, next, part, both) {
  const [one, other] = [frame.likely, next.likely];
  if (one && other && one.length === 2 && other.length === 2 && one[0] === other[0]) return [one[0], one[1] + part * (other[1] - one[1])];
  const isPossible = (likely) => likely && (likely.length === 1 ? both.stops : [...both.legs, ...both.areas.map((area) => [area.leg])]).some(([number]) => number === likely[0]);
  return isPossible(one) ? one : other;
}

const percent = (probability) => (probability > 0.995 ? "" : probability < 0.01 ? "under 1 % " : `${Math.round(100 * probability)} % `);

/** The likeliest stretch in words, as the parts of a sentence: names apart from our own words. */
function told(journey, frame) {
  const ways = [...frame.legs.map(([leg, , , probability]) => [leg, probability]), ...frame.areas.map((area) => [area.leg, area.probability])];
  const places = [
    ...frame.stops.map(([stop, probability]) => ({ probability, parts: ["at ", { name: journey.stops[stop].name }] })),
    ...ways.map(([leg, probability]) => ({ probability, parts: ["between ", { name: journey.legs[leg].start }, " and ", { name: journey.legs[leg].end }] })),
  ].sort((one, other) => other.probability - one.probability);
  if (!places.length) return [NOWHERE];
  return [percent(places[0].probability), ...places[0].parts, rest(places.length - 1, frame.is_whole)];
}

function rest(others, isWhole) {
  if (!isWhole) return `; ${others} and more other places possible`;
  return others ? `; ${others} other ${others === 1 ? "place" : "places"} possible` : "";
}

const plain = (parts) => parts.map((part) => part.name || part).join("");
