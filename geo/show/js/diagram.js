/* The diagram beside the map, linked with it both ways: what is pointed at, and the moment. */

const KEY = ["band", "run", "stated", "inferred", "seen", "consistent", "undetermined", "contradicted", "conflict"];

/** Puts the diagram after the map of a page, or nothing where no journey has times. */
function diagram(view) {
  const place = view.map.getContainer().closest(".demarche-view");
  if (view.time && place) place.after(new Diagram(view, !document.body.classList.contains("embedded")).panel);
}

class Diagram {
  constructor(view, open) {
    Object.assign(this, { view, zone: UTC, index: view.payload.journeys.findIndex((journey) => journey.course) });
    this.svg = shape("svg", { role: "group", "aria-label": say("diagram.group") });
    this.said = el("p", "demarche-times-said");
    this.key = el("ul", "demarche-times-key");
    this.panel = el("details", "demarche-times", el("summary", "", say("diagram.title")), el("div", "demarche-times-head", this.chooser(), this.said), this.svg, this.key);
    this.panel.open = open;
    this.listen();
    this.scrub();
  }

  get journey() {
    return this.view.payload.journeys[this.index];
  }

  /** Which journey is shown, where there are several. */
  chooser() {
    const timed = this.view.payload.journeys.flatMap((journey, i) => (journey.course ? [[String(i), journey.title]] : []));
    return timed.length > 1 ? bareChoice(say("diagram.choice"), timed, (value) => ((this.index = Number(value)), this.draw())) : null;
  }

  listen() {
    const { events } = this.view;
    events.addEventListener("moment", () => this.showMoment());
    events.addEventListener("pointed", (event) => this.mark(event.detail));
    events.addEventListener("clock", (event) => ((this.zone = event.detail === THERE ? UTC : event.detail), this.draw()));
    new ResizeObserver(() => this.draw()).observe(this.svg);
    this.svg.addEventListener("keydown", (event) => this.press(event));
  }

  // ---- drawing

  draw() {
    const { width, height } = this.svg.getBoundingClientRect();
    if (width < 120 || height < 80) return; // folded away
    const { journey } = this, { course } = journey, focused = this.items ? this.items.findIndex((item) => item.shape === document.activeElement) : -1;
    this.plot = new Plot(course, width, height);
    this.svg.setAttribute("viewBox", `0 0 ${tenth(width)} ${tenth(height)}`); // on paper it is as wide as the paper
    this.items = this.makeItems(journey);
    const legs = this.items.filter((item) => item.target.leg !== undefined), stops = this.items.filter((item) => item.target.stop !== undefined);
    this.now = shape("path", { class: "now", d: `M0,${this.plot.top - 5}V${this.plot.bottom}` });
    this.svg.replaceChildren(
      drawAxes(this.plot, this.zone), drawNames(this.plot, journey), ...legs.map((item) => item.shape), ...course.told.map((one) => drawTold(this.plot, one)),
      ...stops.map((item) => item.shape), ...course.points.filter((one) => one.event === "seen").map((one) => drawSeen(this.plot, one)), this.now);
    this.reach(Math.max(0, focused));
    if (focused >= 0) this.items[focused].shape.focus();
    this.key.replaceChildren(...this.keys());
    this.showMoment();
    this.mark(null);
  }

  /** The legs and the stops in the order of travel, each with its shape and what is said of it. */
  makeItems({ course, legs, stops }) {
    const items = stops.flatMap((stop, n) => [
      { target: { journey: this.index, stop: n }, shape: drawCourseStop(this.plot, course, n), words: stopWords(stop) },
      ...(legs[n] ? [{ target: { journey: this.index, leg: n }, shape: drawCourseLeg(this.plot, legs[n], course.legs[n]), words: legWords(legs[n]) }] : []),
    ]);
    for (const item of items) {
      item.shape.setAttribute("role", "button");
      item.shape.setAttribute("aria-label", plain(item.words));
      pointing(this.view, item.shape, item.target);
    }
    return items;
  }

  /** The signs that occur, with what they mean. */
  keys() {
    const { course } = this.journey;
    const used = new Set(["band", "run", ...course.points.map((one) => markClass(one).split(" ")[1]), ...course.told.map((one) => one.verdict || "conflict")]);
    return KEY.filter((name) => used.has(name)).map((name) => el("li", "", el("span", `sign ${name}`), say(`diagram.key-${name}`)));
  }

  // ---- what is pointed at

  mark(target) {
    const own = this.items?.find((item) => isSame(item.target, target));
    for (const item of this.items || []) item.shape.classList.toggle("lit", item === own);
    this.svg.classList.toggle("pointed", Boolean(own));
    this.said.replaceChildren(...(own ? own.words.map((part) => (part.name ? el("bdi", "", part.name) : part)) : [say("diagram.hint")]));
  }

  /** Makes one of the items the one that Tab comes to. */
  reach(index) {
    this.items.forEach((item, i) => item.shape.setAttribute("tabindex", i === index ? "0" : "-1"));
  }

  press(event) {
    const here = this.items.findIndex((item) => item.shape === event.target);
    const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: this.items.length - 1 }[event.key];
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") visit(this.view, this.items[here].target);
    else if (there === undefined) return;
    else if (this.items[there]) (this.reach(there), this.items[there].shape.focus());
    event.preventDefault();
  }

  // ---- the moment

  showMoment() {
    if (!this.now) return;
    const { minute } = this.view.time, [first, last] = this.journey.course.minutes;
    const seen = minute !== null && minute >= first && minute <= last;
    this.now.style.display = seen ? "" : "none";
    if (seen) this.now.setAttribute("transform", `translate(${tenth(this.plot.x(minute))},0)`);
  }

  /** A drag across the diagram chooses the moment; a click on a leg or a stop shows that on the map too. */
  scrub() {
    let held = null;
    const choose = (event) => this.view.time.choose(Math.round(this.plot.minuteAt(event.clientX - this.svg.getBoundingClientRect().left)));
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.plot) return;
      held = { x: event.clientX, moved: false, item: this.items.find((item) => item.shape.contains(event.target)) };
      this.svg.setPointerCapture(event.pointerId);
      this.view.time.pause();
      choose(event);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!held) return;
      held.moved = held.moved || Math.abs(event.clientX - held.x) > 4;
      choose(event);
    });
    this.svg.addEventListener("pointerup", () => {
      if (held && held.item && !held.moved) visit(this.view, held.item.target);
      held = null;
    });
    this.svg.addEventListener("pointercancel", () => (held = null));
  }
}

function legWords(leg) {
  const figures = [leg.distance_km, leg.hours].filter(Boolean).map((figure) => figure.text).join(", ");
  return parts("diagram.leg", { number: String(leg.number), start: { name: leg.start }, end: { name: leg.end }, figures, by: { name: leg.by } });
}

/** A stop with what all statements leave open of its arrival and its departure. */
function stopWords(stop) {
  const told = (event, open) => (open ? say(`diagram.${event}`, { when: open.utc }) : "");
  const [arrives, leaves] = [told("arrives", stop.arrive_open), told("leaves", stop.depart_open)];
  return parts("diagram.stop", { number: String(stop.number), name: { name: stop.name }, arrives, leaves });
}
