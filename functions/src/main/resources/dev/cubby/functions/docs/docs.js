// What the page shows of openapi.json: HEAD is GET without the body, and the server is the stage that serves the page.
const shown = ({ paths, ...description }) => ({
  ...description,
  servers: [{ url: new URL('.', document.baseURI).href.replace(/\/$/, '') }],
  paths: Object.fromEntries(Object.entries(paths).map(([path, { head, ...operations }]) => [path, operations])),
});

SwaggerUIBundle({
  dom_id: '#docs',
  url: 'openapi.json',
  deepLinking: true,
  // swagger.io would learn where this API is.
  validatorUrl: null,
  plugins: [{ statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (json) => update(shown(json)) } } } }],
});
