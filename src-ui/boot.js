// Loads the app. A file of its own, because the content policy allows no inline script.
import init from "/houseguest_ui.js";

try {
  await init({ module_or_path: "/houseguest_ui_bg.wasm" });
} catch (error) {
  // The app cannot speak for itself here, so the browser's own words have to do.
  const words = document.createElement("p");
  words.className = "empty__title";
  words.setAttribute("role", "alert");
  words.textContent = `Houseguest could not start: ${error}`;
  document.querySelector("#app main")?.replaceChildren(words);
  throw error;
}
