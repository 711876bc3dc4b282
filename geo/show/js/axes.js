/* Round ticks of the diagram: kilometres, and time from minutes to centuries by the chosen clock. */

const TICK_STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 20160];
const MONTH_MIN = 43830;
const TICK_STEPS_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000];

/** Round kilometres from 0 on, at most so many. */
function kmTicks(total, most) {
  const least = Math.max(total / Math.max(most, 1), 0.01), ten = 10 ** Math.floor(Math.log10(least));
  const step = ten * ([1, 2, 5].find((one) => one * ten >= least * (1 - 1e-9)) || 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const format = (km) => number(km, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return Array.from({ length: Math.floor(total / step + 1e-9) + 1 }, (_, n) => ({ at: n * step, text: format(n * step) }));
}

/** Round times by a zone's clocks between two minutes: { at, text, major }, major where a day begins among hours. */
function timeTicks(first, last, most, zone) {
  const least = (last - first) / Math.max(most, 1);
  const step = TICK_STEPS_MIN.find((one) => one >= least);
  return step ? evenTicks(first, last, step, zone) : monthTicks(first, last, TICK_STEPS_MONTHS.find((one) => one * MONTH_MIN >= least) || 12000);
}

function evenTicks(first, last, step, zone) {
  const ticks = [], ahead = aheadOf(first, zone), monday = step >= 10080 ? 5760 : 0; // weeks began on 5 January 1970
  for (let local = monday + step * Math.ceil((first + ahead - monday) / step - 1); ; local += step) {
    const minute = local - aheadOf(local - ahead, zone); // clocks may have changed since
    if (minute > last) return ticks;
    if (minute < first) continue;
    const { short, time } = reading(minute, zone);
    ticks.push({ at: minute, text: time === "00:00" || step >= 1440 ? short : time, major: time === "00:00" && step < 1440 });
  }
}

function monthTicks(first, last, months) {
  const ticks = [], start = new Date(first * 60000);
  for (let month = months * Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months); ; month += months) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), month % 12, 1); // years before 100 too
    const minute = date.getTime() / 60000, year = date.getUTCFullYear();
    if (minute > last) return ticks;
    if (minute >= first) ticks.push({ at: minute, text: months < 12 ? say("time.month", { month: say(`time.month-alone-${1 + (month % 12)}`), year }) : say("time.year", { year }), major: false });
  }
}
