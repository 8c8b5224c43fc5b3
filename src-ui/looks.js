// Sets the remembered colours before the first paint. What is remembered is written by src/bridge/page.rs.
(() => {
  try {
    const looks = JSON.parse(localStorage.getItem("houseguest.looks") ?? "{}");
    const root = document.documentElement;
    if (["light", "dark", "high-contrast"].includes(looks.theme)) root.dataset.theme = looks.theme;
    root.dataset.density = looks.density === "compact" ? "compact" : "comfortable";
  } catch {
    // Storage is refused or damaged: the system's colours are a good beginning.
  }
})();
