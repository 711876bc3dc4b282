/* The claims of reports as cards: what each says, what was worked out, and on the map one against the other. */

const VERDICTS = ["contradicted", "undetermined", "consistent"]; // what is wrong first
const gravity = (findings) => Math.min(...findings.map((finding) => VERDICTS.indexOf(finding.verdict)));

function claimsTab(view) {
  if (!view.payload.journeys.some((journey) => journey.findings.length)) return null;
  return new Tab("claims", say("claims.tab"), (panel) => new Claims(view, panel));
}

/** Groups of reports of one thing, and the findings that stand alone; the gravest first. */
function blocks(journey) {
  const grouped = new Set(journey.groups.flatMap((group) => group.findings));
  const alone = journey.findings.map((_, number) => number).filter((number) => !grouped.has(number)).map((number) => ({ findings: [number] }));
  const all = [...journey.groups, ...alone].map((block) => ({ ...block, grave: gravity(block.findings.map((number) => journey.findings[number])) }));
  return all.sort((one, other) => one.grave - other.grave || one.findings[0] - other.findings[0]);
}

class Claims {
  constructor(view, panel) {
    Object.assign(this, { view, panel, chosen: null });
    view.map.createPane("demarche-claim").style.zIndex = 440;
    view.map.getPane("demarche-claim").style.pointerEvents = "none";
    this.told = toldBox(view, () => this.leave());
    const several = view.payload.journeys.length > 1;
    view.payload.journeys.forEach((journey, j) => {
      if (!journey.findings.length) return;
      if (several) panel.append(el("h2", `demarche-of traveller-${j % TRAVELLERS}`, el("bdi", "", journey.title)));
      panel.append(this.counted(journey), ...blocks(journey).map((block) => this.block(journey, block)));
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.leave());
  }

  go() {
    this.choose(null);
  }

  /** Takes away what is drawn, and goes back to the card it was drawn from. */
  leave() {
    const card = this.chosen && this.chosen.button;
    this.choose(null);
    if (card) card.focus({ preventScroll: true });
  }

  counted(journey) {
    const of = (verdict) => journey.findings.filter((finding) => finding.verdict === verdict).length;
    const parts = VERDICTS.filter(of).map((verdict) => el("span", `demarche-count ${verdict}`, say("claims.count", { n: number(of(verdict)), verdict: say(`verdict.${verdict}`) })));
    return el("p", "demarche-counts", ...parts);
  }

  block(journey, { findings, text: said, closest }) {
    const cards = findings.map((number) => this.card(journey, journey.findings[number], (closest || []).includes(number)));
    const list = el("ul", "demarche-claims", ...cards);
    if (!said) return list;
    return el("section", "demarche-claim-group", el(this.view.payload.journeys.length > 1 ? "h3" : "h2", "", say("claims.group")), sentence("p", "demarche-small", said), list);
  }

  card(journey, finding, isClosest) {
    const draw = el("button", "demarche-draw", say("claims.draw"));
    draw.type = "button";
    draw.setAttribute("aria-pressed", "false");
    draw.setAttribute("aria-label", `${say("claims.draw")}: ${finding.quote}`);
    const card = el("li", `demarche-claim ${finding.verdict}`,
      el("p", "demarche-verdict", el("b", "", capital(say(`verdict.${finding.verdict}`))), ` · ${say(`kind.${finding.kind}`)}`, isClosest && ` · ${say("claims.closest")}`),
      text("blockquote", "", finding.quote),
      byline(journey, finding),
      rows([[say("claims.claimed"), finding.claimed], [say("claims.worked"), finding.kind === "order" ? null : finding.computed || say("claims.unknown")]]),
      finding.flip && el("p", `demarche-flip${finding.explanation.includes(finding.flip) ? " told" : ""}`, el("span", "demarche-small", `${say(finding.verdict === "contradicted" ? "claims.hold" : "claims.fail")} `), sentence("span", "", finding.flip)),
      finding.explanation && sentence("p", "demarche-why", finding.explanation),
      draw);
    const entry = { journey, finding, card, button: draw };
    card.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return; // to read on, or to copy a quotation
      this.choose(this.chosen === entry ? null : entry);
    });
    return card;
  }

  choose(entry) {
    if (entry === this.chosen) return;
    const before = this.chosen;
    if (before) this.clear(before);
    this.chosen = entry;
    if (entry) this.draw(entry);
    else this.view.back();
    this.view.map.getContainer().classList.toggle("demarche-quiet", Boolean(entry));
  }

  clear({ card, button, against }) {
    against.group.remove();
    card.classList.remove("chosen");
    button.setAttribute("aria-pressed", "false");
    this.told.tell([]);
    this.view.pins = [];
  }

  draw(entry) {
    entry.against = entry.against || new Against(this.view, entry.journey, entry.finding);
    entry.against.group.addTo(this.view.map);
    entry.card.classList.add("chosen");
    entry.button.setAttribute("aria-pressed", "true");
    this.told.tell(entry.against.told);
    this.view.pins = entry.against.pins;
    const bounds = entry.against.look();
    if (bounds.isValid()) this.view.look(bounds);
    reveal(entry.card, this.view.calm ? "auto" : "smooth");
  }
}

/** Who said it, and when; the address of the report leads there. */
function byline(journey, finding) {
  if (!finding.source) return null;
  const source = journey.sources[finding.source - 1];
  return el("p", "demarche-byline", anchor(source.url, el("bdi", "", source.publisher)), source.date && `, ${source.date}`);
}
