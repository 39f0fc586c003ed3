// Addresses are relative to the page, so that it also works below another proxy's prefix.
const said = document.getElementById("docs").dataset; // by the configuration's `portal`
const address = new URL("openapi.json", document.baseURI).href;

// The document may depend on who asks: it is asked for as whoever has signed in, and anew when that changes.
function asWhoSignedIn(request) {
  const held = ui.authSelectors.authorized().toJS();
  const token = Object.values(held).map((one) => one.token?.access_token || bearer(one)).find(Boolean);
  if (request.url === address && token !== undefined) {
    request.headers.Authorization = `Bearer ${token}`;
  }
  return request;
}

function bearer(one) {
  return one.schema?.scheme === "bearer" ? one.value : undefined;
}

function withAnotherLook(system) {
  const anew = (action) => (...terms) => {
    const done = action(...terms);
    system.specActions.download(address);
    return done;
  };
  const actions = ["authorize", "authorizeOauth2", "logout"];
  return { statePlugins: { auth: { wrapActions: Object.fromEntries(actions.map((name) => [name, anew])) } } };
}

let ui = null;
ui = SwaggerUIBundle({
  url: address,
  plugins: [withAnotherLook],
  requestInterceptor: (request) => (ui === null ? request : asWhoSignedIn(request)),
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
