/* The slider of a map: it chooses a moment and says where the travellers can have been then. Text: see dom.js. */

const SIGNS = { play: "M4 2.5v11l9-5.5z", pause: "M4 3h3v10H4zM9 3h3v10H9z", back: "M12 3v10L5 8zM3 3h1.8v10H3z", on: "M4 3v10l7-5zM11.2 3H13v10h-1.8z", clear: "M4.2 3l8.8 8.8-1.2 1.2L3 4.2zM13 4.2L4.2 13 3 11.8 11.8 3z" };
const SAY_EVERY_MS = 120; // while time plays: nobody reads faster

/** Puts a slider together on a view (journey.js), or nothing where no time is known. */
function slider(view) {
  return view.time ? new Slider(view).panel : null;
}

class Slider {
  constructor(view) {
    Object.assign(this, { view, time: view.time, clock: UTC, saidAt: 0 });
    this.label = el("label", "demarche-moment", say("slider.question"));
    this.where = el("div", "demarche-where", say("slider.answer"));
    this.range = this.makeRange();
    this.label.htmlFor = this.range.id;
    this.buttons = this.makeButtons();
    this.panel = this.makePanel();
    followTime(view);
    view.events.addEventListener("moment", () => this.follow());
    view.events.addEventListener("shown", () => this.say());
    view.events.addEventListener("playing", (event) => this.showPlaying(event.detail));
  }

  makeRange() {
    const range = el("input", "demarche-range");
    Object.assign(range, { type: "range", min: this.time.first, max: this.time.last, step: 1, value: this.time.first, id: "demarche-range" });
    range.setAttribute("aria-label", say("slider.question")); // the same while what the label says changes
    range.setAttribute("aria-valuetext", say("slider.no-moment"));
    range.addEventListener("input", () => (this.time.pause(), this.time.choose(Number(range.value))));
    range.addEventListener("keydown", (event) => this.press(event));
    return range;
  }

  makeButtons() {
    const { time } = this;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const play = signButton("play", () => this.toggle());
    const clear = signButton("clear", () => (this.clear(), this.range.focus()));
    const speed = bareChoice(say("slider.speed"), time.speeds.map((one) => [one.name, say(`slider.speed-${one.name}`)]), (name) => (time.speed = time.speeds.find((one) => one.name === name)));
    speed.value = time.speed.name;
    play.hidden = speed.hidden = calm;
    clear.disabled = true;
    return { play, clear, speed, back: signButton("back", () => time.step(-1)), on: signButton("on", () => time.step(1)) };
  }

  makePanel() {
    const { play, clear, speed, back, on } = this.buttons;
    const clock = bareChoice(say("slider.clock"), this.clocks(), (name) => ((this.clock = name), this.say(), this.view.events.dispatchEvent(new CustomEvent("clock", { detail: name }))));
    const head = el("div", "demarche-when-head", this.label, clock);
    const panel = el("div", "demarche-when leaflet-bar", head, el("div", "demarche-when-line", back, play, on, this.range, speed, clear), this.where);
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", say("slider.panel"));
    for (const event of ["keydown", "pointerdown", "wheel"]) L.DomEvent.on(panel, event, L.DomEvent.stopPropagation); // not the map's
    return panel;
  }

  clocks() {
    const own = readerZone(), zones = zonesOf(this.view.payload), shown = (zone) => zone.replaceAll("_", " ");
    return [[UTC, UTC], ...(zones.length ? [[THERE, say("slider.there")]] : []), ...zones.map((zone) => [zone, shown(zone)]), ...(own && own !== UTC ? [[own, say("slider.reader", { zone: shown(own) })]] : [])];
  }

  press(event) {
    const { time } = this, day = Math.max(1, Math.round(1440 / time.stepMin));
    const acts = {
      ArrowRight: () => time.step(1), ArrowUp: () => time.step(1), ArrowLeft: () => time.step(-1), ArrowDown: () => time.step(-1),
      PageUp: () => time.step(day), PageDown: () => time.step(-day),
      Home: () => (time.pause(), time.choose(time.first)), End: () => (time.pause(), time.choose(time.last)),
      " ": () => this.toggle(), Enter: () => time.minute === null && time.choose(time.first), Escape: () => this.clear(),
    };
    if (!acts[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    acts[event.key]();
  }

  toggle() {
    if (this.time.playing) this.time.pause();
    else if (!this.buttons.play.hidden) this.time.play();
  }

  clear() {
    this.time.pause();
    this.time.choose(null);
  }

  showPlaying(on) {
    sign(this.buttons.play, on ? "pause" : "play");
    this.say();
  }

  /** Goes with the moment, and says it: not sixty times a second. */
  follow() {
    this.range.value = this.time.minute === null ? this.time.first : this.time.minute;
    const now = performance.now();
    if (this.time.playing && now - this.saidAt < SAY_EVERY_MS) return;
    this.saidAt = now;
    this.say();
  }

  say() {
    const { minute } = this.time;
    this.buttons.clear.disabled = minute === null;
    if (minute === null) {
      this.label.replaceChildren(say("slider.question"));
      this.where.replaceChildren(say("slider.answer"));
      return this.range.setAttribute("aria-valuetext", say("slider.no-moment"));
    }
    const found = this.found(minute), [main, beside] = this.clockTexts(minute, found);
    this.label.replaceChildren(el("b", "", main), beside ? el("span", "demarche-local", beside) : "");
    const lines = found.map((one) => this.line(one, minute));
    this.where.replaceChildren(...lines.map((parts) => el("p", "", ...parts.map((part) => (part.name ? el("bdi", "", part.name) : part)))));
    if (!this.time.playing) this.range.setAttribute("aria-valuetext", [[main, beside].filter(Boolean).join(", "), ...lines.map(plain)].join("; "));
  }

  /** The journeys that say something of a minute, with what they say. */
  found(minute) {
    const all = this.view.payload.journeys.map((journey, i) => ({ journey, frame: this.view.isShown(i) ? presenceAt(journey, minute) : null }));
    return all.filter((one) => one.frame);
  }

  line({ journey, frame }, minute) {
    const parts = told(journey, frame);
    if (this.view.payload.journeys.length === 1) return parts;
    const zone = this.clock === THERE && zoneThere(journey, frame.likely), there = zone && reading(minute, zone);
    return [{ name: journey.title }, there ? ` (${there.time} ${there.offset}): ` : ": ", ...parts];
  }

  /** What the chosen clock shows, and another beside it: local time beside UTC, else UTC. */
  clockTexts(minute, found) {
    const utc = reading(minute, UTC), zones = new Set(found.map(({ journey, frame }) => zoneThere(journey, frame.likely)));
    const there = zones.size === 1 ? [...zones][0] : null;
    const zone = this.clock === THERE ? there : this.clock === UTC ? null : this.clock;
    const [one, other] = zone ? [reading(minute, zone), utc] : [utc, there && reading(minute, there)];
    const main = say("time.at", { date: one.day, time: `${one.time} ${one.offset}` });
    if (!other || (one.offset === other.offset && zone)) return [main, null];
    const day = other.day === one.day ? "" : `${other.short} `;
    const time = `${day}${other.time}`;
    return [main, zone ? `${time} ${other.offset}` : say("slider.time-there", { time })];
  }
}

function signButton(name, act) {
  const one = el("button", "demarche-when-button");
  one.type = "button";
  one.addEventListener("click", act);
  return sign(one, name);
}

/** Gives a button a sign and the name of what it does. */
function sign(one, name) {
  one.replaceChildren(shape("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shape("path", { d: SIGNS[name] })));
  one.setAttribute("aria-label", say(`slider.${name}`));
  one.title = say(`slider.${name}`);
  return one;
}

/** One of several; what is chosen is said to those who do not see, and to the mouse. */
function bareChoice(label, options, change) {
  const one = el("select", "demarche-when-choice", ...options.map(([value, name]) => Object.assign(el("option", "", name), { value })));
  one.setAttribute("aria-label", label);
  one.title = label;
  one.addEventListener("change", () => change(one.value));
  return one;
}
