// Two enhancements; every page works without them.
"use strict";

// A button that shows the password. It stays hidden where scripts do not run.
for (const button of document.querySelectorAll("button[data-reveal]")) {
  const field = document.getElementById(button.dataset.reveal);
  const set = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    set(field.type === "password");
    field.focus();
  });
  // A browser offers to keep a password only when it leaves in a password field.
  field.form.addEventListener("submit", () => set(false));
}

// An answer that travels as a form leaves by itself.
document.querySelector("form[data-send-at-once]")?.submit();
