/* Clocks: what a minute since 1970 is in UTC, in any zone, and where the travellers are. Offsets are those of the day. */

const UTC = "UTC", THERE = "there"; // choices of a clock besides the names of zones

const formats = new Map();

/** How a zone writes times; null for a name that the browser does not know as one. */
function formatOf(zone) {
  if (!formats.has(zone)) {
    let format = null;
    try {
      format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "longOffset" });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    formats.set(zone, format);
  }
  return formats.get(zone);
}

/** A minute as a zone's clocks had it: { day, short, time, offset }, such as "UTC+8:30"; a short day has no year. */
function reading(minute, zone) {
  const format = formatOf(zone) || formatOf(UTC);
  const part = Object.fromEntries(format.formatToParts(Math.floor(minute) * 60000).map(({ type, value }) => [type, value]));
  const date = { day: Number(part.day), month: say(`time.month-${Number(part.month)}`), year: part.year };
  return { day: say("time.day", date), short: say("time.day-short", date), time: `${part.hour}:${part.minute}`, offset: offsetOf(part.timeZoneName) };
}

/** "UTC+8:30" of "GMT+08:30". */
function offsetOf(name) {
  return name.replace("GMT", "UTC").replace(/[+-]00:00$/, "").replace(/([+-])0(\d)/, "$1$2").replace(/:00$/, "");
}

/** By how many minutes a zone's clocks were ahead of UTC. */
function aheadOf(minute, zone) {
  const [, sign, hours, minutes = 0] = /([+-])(\d+)(?::(\d+))?/.exec(reading(minute, zone).offset) || [];
  return sign ? (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes)) : 0;
}

/** The zones of the places of all journeys, in order of travel. */
function zonesOf(payload) {
  const all = payload.journeys.flatMap((journey) => journey.stops.map((stop) => stop.zone));
  return [...new Set(all)].filter((zone) => zone && zone !== UTC && formatOf(zone));
}

const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of the stop nearest to where they most likely are; null where none is known. */
function zoneThere(journey, likely) {
  if (!likely) return null;
  const [place, share = 0] = likely;
  const stop = journey.stops[place + (share > 0.5)];
  return stop.zone && formatOf(stop.zone) ? stop.zone : null;
}
