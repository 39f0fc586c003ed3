// Addresses are relative to the page, so that it also works below another proxy's prefix.
const said = document.getElementById("docs").dataset; // by the configuration's `portal`
const ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout", // without the top bar, whose field loads documents from anywhere
  validatorUrl: null, // the default sends the document to validator.swagger.io
  oauth2RedirectUrl: new URL("docs/oauth2-redirect.html", document.baseURI).href,
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false, // a token does not outlive the page
});
if (said.clientId !== undefined) {
  ui.initOAuth({
    clientId: said.clientId,
    scopes: said.scopes,
    usePkceWithAuthorizationCodeGrant: true, // the client is public: there is no secret to prove it by
  });
}
