// Addresses are relative to the page, so that it also works below another proxy's prefix.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout", // without the top bar, whose field loads documents from anywhere
  validatorUrl: null, // the default sends the document to validator.swagger.io
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false, // a token does not outlive the page
});
