// An app in its smallest form: the SDK as it was published, configured, and every change of its state written down.
import authgear from "/authgear-web.module.js";

const changes = [];
authgear.delegate = {
  onSessionStateChange: (container, reason) => changes.push(`${container.sessionState} ${reason}`),
};

// Runs a method of the SDK and answers what it resolves to, or the parts of what it throws that an app can act on.
const call = async (method, ...args) => {
  try {
    return { value: (await authgear[method](...args)) ?? null };
  } catch (error) {
    const { name, message, reason, error: code, error_description: description } = error;
    return { thrown: { kind: error.constructor.name, name, message, reason, code, description } };
  }
};

const settings = await fetch("/settings.json");
await authgear.configure(await settings.json());
window.app = { sdk: authgear, changes, call };
document.documentElement.dataset.ready = "";
