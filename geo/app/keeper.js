// Keeps the visitor's own itinerary in this tab of their browser, so that it survives a reload. No text becomes HTML.
// Says what language the page is in too: Streamlit's own page says English.

const KEY = "demarche-own";

export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language;
  try {
    if (data.text) sessionStorage.setItem(KEY, data.text);
    else if (data.forget) sessionStorage.removeItem(KEY);
    else if (sessionStorage.getItem(KEY)) setStateValue("kept", sessionStorage.getItem(KEY));
  } catch {
    // a browser that keeps nothing: the itinerary is there until the reload
  }
  return undefined;
}
