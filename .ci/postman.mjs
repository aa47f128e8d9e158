#!/usr/bin/env node
// Writes the Postman collection: the requests are those of openapi.yaml, the order and what is expected are from here.
// Fails if an operation is left out.
//
//     ./start-local.sh
//     curl -s http://127.0.0.1:3000/openapi.json | .ci/postman.mjs >postman_collection.json
import { readFileSync } from 'node:fs';
import { scenario } from './postman-scenario.mjs';

const api = JSON.parse(readFileSync(0, 'utf8'));

/** What a `$ref` points to, or the thing itself. */
function resolve(thing) {
  return thing.$ref ? resolve(thing.$ref.slice(2).split('/').reduce((at, name) => at[name], api)) : thing;
}

/** Operation id to operation, with its method, path and all its parameters. */
const operations = new Map(
  Object.entries(api.paths).flatMap(([path, { parameters: common = [], ...methods }]) =>
    Object.entries(methods).map(([method, operation]) => [
      operation.operationId,
      {
        ...operation,
        method: method.toUpperCase(),
        path,
        parameters: [...common, ...(operation.parameters ?? [])].map(resolve),
      },
    ]),
  ),
);

function firstExample({ example, examples, schema }) {
  const [first] = Object.values(examples ?? {});
  const { default: initial, const: only, examples: [last] = [] } = { ...resolve(schema), ...schema };
  return example ?? (first && resolve(first).value) ?? initial ?? only ?? last;
}

/** A query parameter or header: sent if the step gives it a value, else there to be switched on. */
function optional(parameter, given = {}) {
  const value = given[parameter.name] ?? firstExample(parameter) ?? '';
  return {
    key: parameter.name,
    value: String(value),
    description: parameter.description,
    ...(parameter.name in given ? {} : { disabled: true }),
  };
}

function url({ path, parameters }, { parameters: given = {} }) {
  const query = parameters.filter((parameter) => parameter.in === 'query').map((parameter) => optional(parameter, given));
  const variable = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, description }) => ({ key: name, value: given[name], description }));
  const segments = path.slice(1).replaceAll(/{(\w+)}/g, ':$1').split('/');
  const sent = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`);
  return {
    raw: `{{baseUrl}}/${segments.join('/')}${sent.length > 0 ? `?${sent.join('&')}` : ''}`,
    host: ['{{baseUrl}}'],
    path: segments,
    query,
    variable,
  };
}

/** The step's media type, else the first that the operation takes. */
function mediaType({ requestBody }, step) {
  return step.type ?? Object.keys(resolve(requestBody).content)[0];
}

function body({ requestBody }, step) {
  if (!requestBody || step.body === null) {
    return undefined;
  }
  const content = resolve(requestBody).content[mediaType({ requestBody }, step)];
  const example = content && firstExample(content);
  const value = typeof step.body === 'object' ? { ...example, ...step.body } : (step.body ?? example);
  return {
    mode: 'raw',
    raw: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
    options: { raw: { language: 'json' } },
  };
}

// A page is none, nor is newline-delimited JSON.
const BODY =
  "const body = pm.response.text() !== '' && /[/+]json$/.test(pm.response.headers.get('Content-Type'))" +
  ' ? pm.response.json() : undefined;';

/** The scripts of a step: what is remembered, and what is expected of the answer. */
function events(step) {
  const tests = [
    ...(step.wait ?? []),
    ...(step.shows || step.save ? [BODY] : []),
    `pm.test('returns ${step.status}', () => pm.response.to.have.status(${step.status}));`,
    ...(step.shows ?? []).map((fact) => `pm.test(${JSON.stringify(fact)}, () => pm.expect(${fact}).to.be.true);`),
    ...Object.entries(step.save ?? {}).map(([name, value]) => `pm.collectionVariables.set('${name}', ${value});`),
  ];
  return [
    ...(step.before ? [{ listen: 'prerequest', script: { type: 'text/javascript', exec: step.before } }] : []),
    { listen: 'test', script: { type: 'text/javascript', exec: tests } },
  ];
}

function auth(variable) {
  return variable
    ? {
        type: 'apikey',
        apikey: [
          { key: 'key', value: 'x-api-key', type: 'string' },
          { key: 'value', value: `{{${variable}}}`, type: 'string' },
          { key: 'in', value: 'header', type: 'string' },
        ],
      }
    : { type: 'noauth' };
}

function item(step) {
  const operation = operations.get(step.operation);
  if (!operation) {
    throw new Error(`There is no operation ${step.operation}`);
  }
  const header = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => optional(parameter, step.parameters));
  const sent = body(operation, step);
  return {
    name: step.name ? `${operation.summary}: ${step.name}` : operation.summary,
    event: events(step),
    request: {
      ...('key' in step ? { auth: auth(step.key) } : {}),
      method: operation.method,
      header: sent ? [{ key: 'Content-Type', value: mediaType(operation, step) }, ...header] : header,
      ...(sent ? { body: sent } : {}),
      url: url(operation, step),
      description: operation.description,
    },
    response: [],
  };
}

const steps = scenario.flatMap((folder) => folder.steps);
const missing = [...operations.keys()].filter((id) => !steps.some((step) => step.operation === id));
if (missing.length > 0) {
  throw new Error(`No request calls ${missing.join(', ')}`);
}

const collection = {
  info: {
    name: api.info.title,
    description:
      'Set the variables `baseUrl` and `adminKey`, and run the whole collection. It creates a user and deletes it at the end.\n\n' +
      api.info.description,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: auth('adminKey'),
  event: [
    {
      listen: 'test',
      script: {
        type: 'text/javascript',
        exec: [
          "pm.test('has an X-Request-Id', () => pm.response.to.have.header('X-Request-Id'));",
          "if (pm.response.code >= 400 && pm.request.method !== 'HEAD') {",
          "  pm.test('is a problem document', () => {",
          "    pm.expect(pm.response.headers.get('Content-Type')).to.include('application/problem+json');",
          '    pm.expect(pm.response.json().status).to.equal(pm.response.code);',
          '  });',
          '}',
        ],
      },
    },
  ],
  variable: [
    { key: 'baseUrl', value: 'http://127.0.0.1:3000' },
    { key: 'adminKey', value: '' },
  ],
  item: scenario.map(({ name, key, steps: folder }) => ({ name, auth: auth(key), item: folder.map(item) })),
};
process.stdout.write(`${JSON.stringify(collection, null, 2)}\n`);
