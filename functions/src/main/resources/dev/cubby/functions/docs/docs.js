SwaggerUIBundle({
  dom_id: '#docs',
  url: 'openapi.json',
  deepLinking: true,
  // The one of swagger.io would be told where this API is.
  validatorUrl: null,
});
