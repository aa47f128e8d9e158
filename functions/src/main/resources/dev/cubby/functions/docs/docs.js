// What the page shows of openapi.json. HEAD operations would only repeat those of GET. The server is the one that the page
// comes from: a proxy may have replaced the Host header by which openapi.json names it.
const shown = ({ paths, ...description }) => ({
  ...description,
  servers: [{ url: new URL('.', location.href).href.replace(/\/$/, '') }],
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
