/* The panel beside the map: its tabs, and that it folds. What a tab holds is in claims.js, story.js and journeys.js. */

const AHEAD = ["ArrowRight", "ArrowDown"], BACK = ["ArrowLeft", "ArrowUp"];

/** Where a key leads in a list: the new number, or null where it leads nowhere. */
function stepped(key, index, count) {
  if (AHEAD.includes(key)) return Math.min(count - 1, index + 1);
  if (BACK.includes(key)) return Math.max(0, index - 1);
  return { Home: 0, End: count - 1 }[key] ?? null;
}

/** A tab: its name, what it holds, made when it is first shown, and what is to be done when it comes and goes. */
class Tab {
  constructor(id, label, make) {
    Object.assign(this, { id, label, make, made: null });
    this.button = el("button", "demarche-tab", label);
    this.panel = el("div", "demarche-tabpanel");
    Object.assign(this.button, { type: "button", id: `demarche-tab-${id}` });
    this.panel.id = `demarche-panel-${id}`;
    for (const [name, value] of [["role", "tab"], ["aria-controls", this.panel.id]]) this.button.setAttribute(name, value);
    for (const [name, value] of [["role", "tabpanel"], ["aria-labelledby", this.button.id], ["tabindex", "0"]]) this.panel.setAttribute(name, value);
    this.select(false);
  }

  select(on) {
    this.button.setAttribute("aria-selected", String(on));
    this.button.tabIndex = on ? 0 : -1;
    this.panel.hidden = !on;
    if (on) (this.made = this.made || this.make(this.panel)).come?.();
    else this.made?.go?.();
  }
}

/** The panel beside a map, with the tabs that have something to tell; null where none has. */
class Side {
  constructor(view) {
    this.view = view;
    this.tabs = [journeysTab(view), claimsTab(view), storyTab(view, this)].filter(Boolean);
    const list = el("div", "demarche-tabs", ...this.tabs.map((tab) => tab.button));
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", say("side.tabs"));
    list.addEventListener("keydown", (event) => this.key(event));
    this.fold = el("button", "demarche-fold");
    this.fold.type = "button";
    this.fold.addEventListener("click", () => this.open(this.element.classList.contains("folded")));
    this.body = el("div", "demarche-side-body", ...this.tabs.map((tab) => tab.panel));
    this.body.id = "demarche-side-body";
    const several = view.payload.journeys.length > 1 ? " demarche-several" : "";
    this.element = el("aside", `demarche-side${several}`, el("div", "demarche-side-head", list, this.fold), this.body);
    this.element.setAttribute("aria-label", say("side.label"));
    this.fold.setAttribute("aria-controls", this.body.id);
    for (const tab of this.tabs) tab.button.addEventListener("click", () => this.show(tab.id));
    this.open(true);
  }

  open(on) {
    this.element.classList.toggle("folded", !on);
    this.fold.setAttribute("aria-expanded", String(on));
    this.fold.setAttribute("aria-label", say(on ? "side.fold" : "side.unfold"));
    this.fold.title = say(on ? "side.fold" : "side.unfold");
  }

  show(id) {
    const chosen = this.tabs.find((tab) => tab.id === id);
    if (!chosen || chosen === this.shown) return chosen;
    if (this.shown) this.shown.select(false);
    this.shown = chosen;
    chosen.select(true);
    return chosen;
  }

  key(event) {
    const index = this.tabs.indexOf(this.shown), last = this.tabs.length - 1;
    let next = stepped(event.key, index, this.tabs.length);
    if (next === null) return;
    if (next === index) next = AHEAD.includes(event.key) ? 0 : BACK.includes(event.key) ? last : index; // round and round
    event.preventDefault();
    this.show(this.tabs[next].id);
    this.shown.button.focus();
  }
}

/** Puts the panel beside the map of a view, where there is anything to put there. */
function putBeside(view, parent) {
  const side = new Side(view);
  if (!side.tabs.length) return null;
  parent.append(side.element);
  parent.classList.add("has-side");
  side.show(side.tabs[0].id);
  return side;
}
