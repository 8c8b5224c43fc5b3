// Sets the remembered colours and direction before the first paint. What is remembered is written by src/bridge/page.rs.
(() => {
  try {
    const looks = JSON.parse(localStorage.getItem("houseguest.looks") ?? "{}");
    const root = document.documentElement;
    if (["light", "dark", "high-contrast"].includes(looks.theme)) root.dataset.theme = looks.theme;
    if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(looks.language ?? "")) {
      root.lang = looks.language;
      root.dir = /^ar\b/.test(looks.language) ? "rtl" : "ltr";
    }
    if (["reduced", "full"].includes(looks.motion)) root.dataset.motion = looks.motion;
    root.dataset.density = looks.density === "compact" ? "compact" : "comfortable";
  } catch {
    // Storage is refused or damaged: the system's colours are a good beginning.
  }
})();
