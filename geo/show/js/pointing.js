/* One leg or stop is pointed at, on the map or in the diagram, and is then marked in both.
 *
 * `view.events` tells "pointed": { journey, leg } or { journey, stop }, numbers from 0, or null.
 */


function point(view, target) {
  view.events.dispatchEvent(new CustomEvent("pointed", { detail: target }));
}

/** Tells when the mouse or the keyboard comes to an element, and when it goes. */
function pointing(view, element, target) {
  for (const event of ["mouseenter", "focus"]) element.addEventListener(event, () => point(view, target));
  for (const event of ["mouseleave", "blur"]) element.addEventListener(event, () => point(view, null));
}

/** Whether two targets are of one leg or stop. */
function isSame(one, other) {
  return Boolean(one && other) && one.journey === other.journey && one.leg === other.leg && one.stop === other.stop;
}

/** Links the legs and the badges of a map: they tell, and are marked. */
function linkMap(view) {
  const parts = [
    ...view.hits.flatMap((hits, journey) => hits.map((layer, leg) => ({ layer, targets: [{ journey, leg }] }))),
    ...view.badges.map(({ marker, stops, journey }) => ({ layer: marker, targets: stops.map((stop) => ({ journey, stop: stop.number - 1 })) })),
  ];
  for (const { layer, targets } of parts) {
    const prepare = () => pointing(view, layer.getElement(), targets[0]); // an element is made whenever a layer comes
    layer.on("add", prepare);
    prepare();
  }
  view.events.addEventListener("pointed", ({ detail }) => {
    for (const { layer, targets } of parts) layer.getElement()?.classList.toggle("demarche-lit", targets.some((target) => isSame(target, detail)));
  });
}

/** Flies to a leg or a stop and opens its card. */
function visit(view, { journey, leg, stop }) {
  const { map } = view;
  const layer = leg === undefined ? view.badges.find((badge) => badge.journey === journey && badge.stops.some((one) => one.number === stop + 1)).marker : view.hits[journey][leg];
  if (!map.hasLayer(layer)) return;
  const where = leg === undefined ? L.latLngBounds([layer.getLatLng(), layer.getLatLng()]) : layer.getBounds();
  map.once("moveend", () => layer.openPopup());
  view.look(where, Math.max(map.getZoom(), 9));
}
