/* The moment that is chosen, and the playing of time. It draws nothing: `view.events` tells "moment" and "playing". */

const MOST_STEPS = 240;
const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200, 144000, 525600];
const SPEEDS = [
  { name: "10-min", minutes: 10 },
  { name: "1-h", minutes: 60 },
  { name: "6-h", minutes: 360 },
  { name: "1-day", minutes: 1440 },
  { name: "1-week", minutes: 10080 },
  { name: "1-month", minutes: 43830 },
  { name: "1-year", minutes: 525960 },
];
const SHORTEST_PLAY_S = 4, LONGEST_PLAY_S = 1200, BEST_PLAY_S = 45;

/** The speeds at which some minutes neither flash by nor last for ever, and the one to begin with. */
function speedsFor(minutes) {
  const seconds = (speed) => minutes / speed.minutes;
  const off = (speed) => Math.abs(Math.log((seconds(speed) || 1e-9) / BEST_PLAY_S));
  const first = SPEEDS.reduce((best, speed) => (off(speed) < off(best) ? speed : best));
  const fit = SPEEDS.filter((speed) => speed === first || (seconds(speed) >= SHORTEST_PLAY_S && seconds(speed) <= LONGEST_PLAY_S));
  return { fit, first };
}

/** Minutes since 1970 in UTC: `minute` is the one chosen, with a fraction while it plays, or null. */
class Time {
  constructor(view) {
    const frames = view.payload.journeys.map((journey) => journey.frames).filter((all) => all.length);
    this.view = view;
    this.first = Math.min(...frames.map((all) => all[0].minute));
    this.last = Math.max(...frames.map((all) => all[all.length - 1].minute));
    this.stepMin = STEPS_MIN.find((step) => (this.last - this.first) / step < MOST_STEPS) || STEPS_MIN[STEPS_MIN.length - 1];
    const { fit, first } = speedsFor(this.last - this.first);
    Object.assign(this, { minute: null, playing: false, speeds: fit, speed: first });
  }

  /** Chooses a minute, held within the journeys', or none. */
  choose(minute) {
    this.minute = minute === null ? null : Math.min(this.last, Math.max(this.first, minute));
    this.view.events.dispatchEvent(new CustomEvent("moment", { detail: this.minute }));
  }

  /** To a round minute some steps on or back; the first step chooses the first moment. */
  step(steps) {
    this.pause();
    if (this.minute === null) return this.choose(this.first);
    const at = this.minute / this.stepMin;
    this.choose(this.stepMin * (steps > 0 ? Math.floor(at + 1e-9) + steps : Math.ceil(at - 1e-9) + steps));
  }

  play() {
    if (this.playing) return;
    if (this.minute === null || this.minute >= this.last) this.choose(this.first);
    this.playing = true;
    this.told();
    let before = null;
    const tick = (now) => {
      if (!this.playing) return;
      if (!this.view.map.getContainer().isConnected) return this.pause();
      const passed_s = Math.min(0.1, before === null ? 0 : (now - before) / 1000); // a page out of sight has no frames
      before = now;
      this.choose(this.minute + passed_s * this.speed.minutes);
      if (this.minute >= this.last) this.pause();
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.choose(Math.round(this.minute));
    this.told();
  }

  told() {
    this.view.events.dispatchEvent(new CustomEvent("playing", { detail: this.playing }));
  }
}

/** The time of a view; null where no journey has times. */
function timeOf(view) {
  return view.payload.journeys.some((journey) => journey.frames.length) ? new Time(view) : null;
}
