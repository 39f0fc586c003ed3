// Hands the code to the page that opened this window (RFC 6749, 4.1.2). Swagger UI's own page does it by an inline script,
// passes a code on though the state is another, and knows flows that are not offered here.
function refuse(asked, message) {
  asked.errCb({ authId: asked.auth.name, source: "auth", level: "error", message });
}

function handOn(asked, said) {
  if (!said.get("state") || said.get("state") !== asked.state) {
    refuse(asked, "The answer does not belong to this sign-in (its state is another); it is refused.");
  } else if (said.get("code")) {
    delete asked.state; // a second answer has none to match
    asked.auth.code = said.get("code");
    asked.callback({ auth: asked.auth, redirectUrl: asked.redirectUrl });
  } else {
    refuse(asked, [said.get("error") || "no code came", said.get("error_description")].filter(Boolean).join(": "));
  }
}

const asked = window.opener && window.opener.swaggerUIRedirectOauth2;
const said = new URLSearchParams(window.location.search);
window.history.replaceState(null, "", window.location.pathname); // the code stays in no history
if (asked) {
  handOn(asked, said);
  window.close();
} else {
  document.getElementById("told").textContent = "There is no page that this sign-in could be handed to.";
}
