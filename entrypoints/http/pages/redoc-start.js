// Addresses are relative to the page, so that it also works below another proxy's prefix.
const plain = "system-ui, sans-serif"; // Redoc's own fonts would have to be loaded
Redoc.init(
  "openapi.json",
  {
    sanitize: true,
    theme: { typography: { fontFamily: plain, headings: { fontFamily: plain } } },
  },
  document.getElementById("docs"),
);
