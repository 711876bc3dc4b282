/* Where the travellers of a journey can have been at a minute, and how that is said (frames: geo/show/shape.py).
 *
 * What is possible was worked out beforehand. Between two frames what is in both moves evenly, which is exact: frames
 * lie wherever that changes (geo/show/frames.py).
 */

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

function share(probability) {
  if (probability > 0.995) return "";
  return probability < 0.01 ? say("presence.share-small") : say("presence.share", { n: Math.round(100 * probability) });
}

/** The likeliest stretch in words, as the parts of a sentence: names apart from our own words. */
function told(journey, frame) {
  const ways = [...frame.legs.map(([leg, , , probability]) => [leg, probability]), ...frame.areas.map((area) => [area.leg, area.probability])];
  const places = [
    ...frame.stops.map(([stop, probability]) => ({ probability, key: "presence.at", names: { place: { name: journey.stops[stop].name } } })),
    ...ways.map(([leg, probability]) => ({ probability, key: "presence.between", names: { start: { name: journey.legs[leg].start }, end: { name: journey.legs[leg].end } } })),
  ].sort((one, other) => other.probability - one.probability);
  if (!places.length) return [say("presence.nowhere")];
  const [{ probability, key, names }] = places;
  return parts(key, { ...names, share: share(probability), others: rest(places.length - 1, frame.is_whole) });
}

function rest(others, isWhole) {
  if (!isWhole) return say("presence.others-and-more", { n: others });
  return others ? count("presence.others", others) : "";
}

const plain = (parts) => parts.map((part) => part.name || part).join("");
