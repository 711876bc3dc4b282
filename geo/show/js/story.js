/* The story: stop by stop, with the map flying along. The address tells the stop: `#stop=5`, or `#journey=2&stop=5`. */

// Of the panel's height: where a stop is brought to, and a little below it, where the stop that is being read lies.
const BROUGHT_TO = 0.12, READING_LINE = 0.2;
const CLOSEST_ZOOM = 10;

/** The journey and the stop that the address names, from 0; null where it names none. */
function addressed(payload) {
  const said = new URLSearchParams(location.hash.slice(1));
  const journey = Number(said.get("journey") || 1) - 1, stop = Number(said.get("stop")) - 1;
  return said.has("stop") && payload.journeys[journey]?.stops[stop] ? { journey, stop } : null;
}

function addressOf(payload, journey, stop) {
  return `#${payload.journeys.length > 1 ? `journey=${journey + 1}&` : ""}stop=${stop + 1}`;
}

/** Writes a stop into the address without a step in the history; a page in a frame may have no address of its own. */
function writeAddress(hash) {
  try {
    history.replaceState(null, "", location.href.replace(/#.*$/, "") + hash);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function storyTab(view, side) {
  const tab = new Tab("story", say("story.tab"), (panel) => new Story(view, panel, addressed(view.payload), side.tabs.length === 1));
  const follow = () => {
    const named = addressed(view.payload);
    if (!named) return;
    side.open(true);
    side.show("story");
    tab.made.go_to(named.journey, named.stop);
    reveal(side.element.parentElement);
  };
  window.addEventListener("hashchange", follow);
  tab.follow = follow;
  return tab;
}

class Story {
  /** `opens` says that nobody has asked for the story: it is all there is beside the map. */
  constructor(view, panel, named, opens) {
    Object.assign(this, { view, panel, journey: named ? named.journey : 0, stop: named ? named.stop : 0, shown: false, led: null, waits: opens && !named });
    this.list = el("ol", "demarche-story-stops");
    this.place = el("span", "demarche-place");
    this.before = this.button("‹", say("story.previous"), () => this.step(this.stop - 1));
    this.after = this.button("›", say("story.next"), () => this.step(this.stop + 1));
    panel.append(el("div", "demarche-story-bar", this.before, this.place, this.after, this.chooser()), this.list);
    panel.addEventListener("keydown", (event) => this.key(event));
    for (const event of ["wheel", "touchmove", "pointerdown"]) panel.addEventListener(event, () => (this.led = null), { passive: true });
    panel.addEventListener("scroll", () => this.led && Math.abs(panel.scrollTop - this.led.to) < 2 && (this.led.from = this.led.to), { passive: true });
    this.watcher = new IntersectionObserver(() => this.read(), { root: panel, rootMargin: `-${100 * READING_LINE}% 0px -${99 - 100 * READING_LINE}% 0px` });
    view.events.addEventListener("shown", () => this.shown && this.mark());
    this.fill();
  }

  come() {
    this.shown = true;
    this.view.map.getContainer().classList.add("demarche-telling");
    this.show(this.stop, false);
  }

  go() {
    this.shown = false;
    this.view.map.getContainer().classList.remove("demarche-telling");
    this.view.mark(null, null);
    this.view.back();
  }

  button(sign, label, act) {
    const button = el("button", "demarche-step", sign);
    Object.assign(button, { type: "button", title: label });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  /** A choice among journeys, where there are several. */
  chooser() {
    const { journeys } = this.view.payload;
    if (journeys.length < 2) return null;
    this.select = el("select", "demarche-choose", ...journeys.map((journey) => el("option", "", journey.title)));
    this.select.setAttribute("aria-label", say("story.journey"));
    this.select.addEventListener("change", () => this.go_to(this.select.selectedIndex, 0));
    return this.select;
  }

  fill() {
    const journey = this.view.payload.journeys[this.journey];
    this.watcher.disconnect();
    this.entries = journey.stops.map((stop, s) => this.entry(journey, stop, s));
    this.list.replaceChildren(...this.entries, el("li", "demarche-story-end"));
    this.list.lastChild.setAttribute("aria-hidden", "true");
    for (const entry of this.entries) this.watcher.observe(entry);
    if (this.select) this.select.selectedIndex = this.journey;
  }

  entry(journey, stop, s) {
    const link = el("a", "demarche-permalink", "#");
    link.href = addressOf(this.view.payload, this.journey, s);
    link.setAttribute("aria-label", say("story.link", { name: stop.name }));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault(); // in a frame such a link would lead to the page around it
      this.step(s);
    });
    const entry = el("li", "demarche-story-stop",
      el("h2", "", el("span", `demarche-number traveller-${this.journey % TRAVELLERS}`, String(stop.number)), " ", el("bdi", "", stop.name), stop.country && el("span", "demarche-small", ` ${stop.country}`), " ", link),
      cameBy(journey, s),
      rows([[say("card.arrives"), stop.arrive], [say("card.leaves"), stop.depart], certainty(stop)]),
      bullets("demarche-events", stop.events),
      citations(journey, stop.sources));
    entry.tabIndex = -1;
    entry.addEventListener("click", (event) => !event.target.closest("a") && s !== this.stop && this.step(s));
    return entry;
  }

  key(event) {
    if (event.target === this.select || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = stepped(event.key, this.stop, this.entries.length);
    if (next === null) return;
    event.preventDefault();
    this.step(next);
    this.entries[this.stop].focus({ preventScroll: true });
  }

  /** To another stop, in the panel and on the map. */
  step(stop) {
    if (!this.entries[stop]) return;
    this.show(stop, true);
  }

  go_to(journey, stop) {
    if (journey !== this.journey) {
      this.journey = journey;
      this.fill();
    }
    this.step(stop);
  }

  /** Brings a stop to where one reads; on the way there, and as long as nobody scrolls on, no other is chosen. */
  show(stop, write) {
    const end = this.panel.scrollHeight - this.panel.clientHeight;
    const top = stop === 0 ? 0 : Math.min(end, this.entries[stop].offsetTop - this.panel.clientHeight * BROUGHT_TO);
    this.led = { from: this.panel.scrollTop, to: top };
    this.panel.scrollTo({ top, behavior: this.view.calm ? "auto" : "smooth" });
    this.tell(stop, write);
  }

  isLed() {
    if (!this.led) return false;
    const { from, to } = this.led, at = this.panel.scrollTop;
    return at >= Math.min(from, to) - 2 && at <= Math.max(from, to) + 2;
  }

  /** What is being read: the last stop that begins above the reading line. */
  read() {
    if (!this.shown || this.isLed()) return;
    this.led = null;
    const line = this.panel.scrollTop + this.panel.clientHeight * READING_LINE;
    const below = this.entries.findIndex((entry) => entry.offsetTop > line);
    const stop = Math.max(0, (below < 0 ? this.entries.length : below) - 1);
    if (stop !== this.stop) this.tell(stop, true);
  }

  tell(stop, write) {
    this.point(stop);
    if (this.waits) return (this.waits = false); // the whole journey is in sight
    this.mark();
    this.view.look(this.around(), CLOSEST_ZOOM);
    if (write) writeAddress(addressOf(this.view.payload, this.journey, stop));
  }

  /** Shows in the panel which stop is told. */
  point(stop) {
    this.entries[this.stop]?.removeAttribute("aria-current");
    this.stop = stop;
    this.entries[stop].setAttribute("aria-current", "step");
    this.place.textContent = say("story.place", { stop: stop + 1, stops: this.entries.length });
    this.before.disabled = stop === 0;
    this.after.disabled = stop === this.entries.length - 1;
  }

  mark() {
    this.view.mark(this.journey, this.stop);
  }

  /** The stop and the way there; of the first stop, the way on. */
  around() {
    const journey = this.view.payload.journeys[this.journey], stop = journey.stops[this.stop], leg = journey.legs[Math.max(0, this.stop - 1)];
    const bounds = L.latLngBounds([[stop.lat, stop.lon]]);
    for (const point of leg ? leg.points : []) bounds.extend(point);
    return bounds;
  }
}

/** How they came to a stop: by what, from where, how far and how long. */
function cameBy(journey, s) {
  if (!s) return null;
  const leg = journey.legs[s - 1];
  if (!leg) return null;
  const figures = [leg.distance_km.text, leg.hours && leg.hours.text].filter(Boolean).join(" · ");
  return el("p", "demarche-came", el("span", `demarche-swatch mode-${leg.mode}`), " ", ...parts("story.came", { by: el("bdi", "", leg.by), place: el("bdi", "", leg.start) }), el("span", "demarche-figures", figures), leg.inferred && text("span", "demarche-small", leg.inferred));
}
