/* The slider of a map: where the travellers can have been at a moment (frames: geo/show/shape.py).
 *
 * What it draws was worked out beforehand; here lines are cut at shares of their length, and nothing else is reckoned.
 * Text never becomes code: see dom.js.
 */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PLAY_EVERY_MS = 150;
const FAINTEST = 0.22, STRONGEST = 0.6; // what is possible is seen, however unlikely
const QUESTION = "Where can they have been? Choose a moment.";
const ANSWER = "Bands and rings will show what all statements together leave open, and a dot what is most likely.";

const two = (number) => String(number).padStart(2, "0");

/** A minute since 1970 as a date and a time; `ahead` are the minutes that its clocks are ahead of UTC. */
function moment(minute, ahead) {
  const date = new Date((minute + ahead) * 60000);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return { day, time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}` };
}

// ---- lines cut at shares of their length

const lengths = new WeakMap();

/** How much of a line's length lies before each of its points. */
function shares(leg) {
  if (!lengths.has(leg)) {
    const passed = [0];
    for (let i = 1; i < leg.points.length; i++) passed.push(passed[i - 1] + L.CRS.Earth.distance(L.latLng(leg.points[i - 1]), L.latLng(leg.points[i])));
    const whole = passed[passed.length - 1] || 1;
    lengths.set(leg, passed.map((length) => length / whole));
  }
  return lengths.get(leg);
}

function at(leg, share) {
  const all = shares(leg);
  const i = Math.min(all.length - 1, Math.max(1, all.findIndex((one) => one >= share)));
  if (leg.points.length < 2) return leg.points[0];
  const [start, end] = [leg.points[i - 1], leg.points[i]];
  const part = all[i] > all[i - 1] ? Math.min(1, Math.max(0, (share - all[i - 1]) / (all[i] - all[i - 1]))) : 0;
  return [start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])];
}

function between(leg, from, to) {
  const inner = shares(leg).flatMap((share, i) => (share > from && share < to ? [leg.points[i]] : []));
  return [at(leg, from), ...inner, at(leg, to)];
}

// ---- what is drawn

const opacity = (probability) => FAINTEST + (STRONGEST - FAINTEST) * probability;

function drawFrame(group, journey, frame, line) {
  for (const { ring, probability } of frame.areas)
    L.polygon(ring, { pane: "demarche-when", className: "demarche-possible-area", weight: 2, opacity: opacity(probability), fillOpacity: 0.25 * opacity(probability), interactive: false }).addTo(group);
  for (const [leg, from, to, probability] of frame.legs)
    line(between(journey.legs[leg], from, to), journey.legs[leg], { pane: "demarche-when", className: "demarche-possible", weight: 13, opacity: opacity(probability) }).addTo(group);
  for (const [stop, probability] of frame.stops)
    L.circleMarker([journey.stops[stop].lat, journey.stops[stop].lon], { pane: "demarche-when", className: "demarche-possible-stop", radius: 17, weight: 6, fill: false, opacity: opacity(probability), interactive: false }).addTo(group);
  if (frame.likely)
    L.circleMarker(frame.likely, { pane: "demarche-likely", className: "demarche-likely", radius: 8, weight: 3, interactive: false }).addTo(group);
}

/** The frame of a journey at a minute: the last that has begun; null before the first and after the last. */
function frameAt(frames, minute) {
  if (!frames.length || minute < frames[0].minute || minute > frames[frames.length - 1].minute) return null;
  let low = 0, high = frames.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (frames[middle].minute <= minute) low = middle;
    else high = middle - 1;
  }
  return frames[low];
}

// ---- what is said

const percent = (probability) => (probability > 0.995 ? "" : probability < 0.01 ? "under 1 % " : `${Math.round(100 * probability)} % `);

/** The likeliest stretch in words, as the parts of a sentence: names apart from our own words. */
function told(journey, frame) {
  const ways = [...frame.legs.map(([leg, , , probability]) => [leg, probability]), ...frame.areas.map((area) => [area.leg, area.probability])];
  const places = [
    ...frame.stops.map(([stop, probability]) => ({ probability, parts: ["at ", { name: journey.stops[stop].name }] })),
    ...ways.map(([leg, probability]) => ({ probability, parts: ["between ", { name: journey.legs[leg].start }, " and ", { name: journey.legs[leg].end }] })),
  ].sort((one, other) => other.probability - one.probability);
  if (!places.length) return ["nothing is known of where"];
  return [percent(places[0].probability), ...places[0].parts, rest(places.length - 1, frame.is_whole)];
}

function rest(others, isWhole) {
  if (!isWhole) return `; ${others} and more other places possible`;
  return others ? `; ${others} other ${others === 1 ? "place" : "places"} possible` : "";
}

const plain = (parts) => parts.map((part) => part.name || part).join("");

/** Puts a slider together on a view (journey.js), or nothing where no time is known. */
function slider(view) {
  const { map, payload } = view;
  const minutes = [...new Set(payload.journeys.flatMap((journey) => journey.frames.map((frame) => frame.minute)))].sort((one, other) => one - other);
  if (!minutes.length) return null;
  map.createPane("demarche-when").style.zIndex = 420;
  map.createPane("demarche-likely").style.zIndex = 630;
  for (const pane of ["demarche-when", "demarche-likely"]) map.getPane(pane).style.pointerEvents = "none";
  const group = L.layerGroup().addTo(map);
  const range = el("input", "demarche-range"), label = el("label", "demarche-moment", QUESTION), where = el("div", "demarche-where", ANSWER);
  Object.assign(range, { type: "range", min: 0, max: minutes.length - 1, step: 1, value: 0, id: "demarche-range" });
  label.htmlFor = range.id;
  range.setAttribute("aria-label", QUESTION); // the same while what the label says changes
  range.setAttribute("aria-valuetext", "no moment chosen");
  let chosen = null;

  function draw() {
    group.clearLayers();
    map.getContainer().dataset.minute = chosen === null ? "" : minutes[chosen];
    if (chosen === null) return;
    where.replaceChildren();
    const minute = minutes[chosen], said = [];
    payload.journeys.forEach((journey, i) => {
      const frame = frameAt(journey.frames, minute);
      if (!frame || !view.isShown(i)) return;
      drawFrame(group, journey, frame, view.track);
      const parts = told(journey, frame);
      if (payload.journeys.length > 1) parts.unshift({ name: journey.title }, ": ");
      said.push(plain(parts));
      where.append(el("p", "", ...parts.map((part) => (part.name ? el("bdi", "", part.name) : part))));
    });
    const { day, time } = moment(minute, 0);
    label.replaceChildren(el("b", "", `${day}, ${time} UTC`), ...local(minute));
    range.setAttribute("aria-valuetext", [`${day}, ${time} UTC`, ...said].join("; "));
  }

  /** The time on the clocks there, where one journey is shown. */
  function local(minute) {
    const [journey] = payload.journeys, frame = payload.journeys.length === 1 && frameAt(journey.frames, minute);
    if (!frame || !frame.clock || !frame.clock[1]) return [];
    const { day, time } = moment(minute, frame.clock[1]);
    return [el("span", "demarche-local", `${day === moment(minute, 0).day ? "" : `${day.replace(/ \S+$/, "")} `}${time} there`)];
  }

  function choose(index) {
    chosen = index;
    clear.disabled = index === null;
    if (index === null) {
      label.replaceChildren(QUESTION);
      where.replaceChildren(ANSWER);
      range.setAttribute("aria-valuetext", "no moment chosen");
    }
    draw();
  }

  const clear = button("✕", "Show no moment", () => (stop(), (range.value = 0), choose(null), range.focus()));
  clear.disabled = true;
  const play = button("▶", "Play", () => (playing ? stop() : start()));
  play.hidden = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let playing = null;

  function stop() {
    clearInterval(playing);
    playing = null;
    play.textContent = "▶";
    play.setAttribute("aria-label", "Play");
  }

  function start() {
    if (chosen === null || chosen === minutes.length - 1) range.value = 0;
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Pause");
    playing = setInterval(() => {
      if (!map.getContainer().isConnected || Number(range.value) >= minutes.length - 1) return stop();
      range.value = Number(range.value) + 1;
      choose(Number(range.value));
    }, PLAY_EVERY_MS);
    choose(Number(range.value));
  }

  range.addEventListener("input", () => (stop(), choose(Number(range.value))));
  range.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear.click();
    // The first moment is where the slider stands: a key that would leave it there chooses it.
    else if (chosen === null && ["Home", "PageDown", "ArrowLeft", "ArrowDown", "Enter", " "].includes(event.key)) choose(Number(range.value));
  });
  const panel = el("div", "demarche-when leaflet-bar", label, el("div", "demarche-when-line", play, range, clear), where);
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", "Where they can have been at a moment");
  for (const event of ["keydown", "pointerdown", "wheel"]) L.DomEvent.on(panel, event, L.DomEvent.stopPropagation); // not the map's
  view.events.addEventListener("shown", draw);
  return panel;
}

function button(sign, label, act) {
  const one = el("button", "demarche-when-button", sign);
  one.type = "button";
  one.setAttribute("aria-label", label);
  one.addEventListener("click", act);
  return one;
}
