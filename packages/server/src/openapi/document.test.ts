import { Validator } from '@seriousme/openapi-schema-validator';
import { type RouteKey, routes } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { openApiDocument } from './document.ts';

const document = openApiDocument('1.2.3');
const operationOf = (key: RouteKey): Record<string, unknown> | undefined => {
  const [method = '', path = ''] = key.split(' ');
  return document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
};

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test.each(Object.keys(routes) as RouteKey[])('%s is described as the contract has it', (key) => {
  const operation = operationOf(key);
  expect(operation).toMatchObject({ summary: routes[key].summary, 'x-permission': routes[key].permission });
  const parameters = (operation?.parameters ?? []) as { name: string; in: string }[];
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  expect(names).toEqual([...key.matchAll(/:(\w+)/g)].map((match) => match[1]));
  const text = JSON.stringify(operation?.responses);
  for (const code of routes[key].errors) expect(text).toContain(`"${code}"`);
});

test('nothing else is described, and every operation has a name of its own', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(Object.keys(routes).length);
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  const { schemas } = document.components as { schemas: Record<string, unknown> };
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(schemas).toHaveProperty([name]);
  expect(text).not.toContain('$defs');
});

test('requests refuse unknown fields, responses leave room for new ones', () => {
  const { schemas } = document.components as { schemas: Record<string, { additionalProperties?: boolean }> };
  expect(schemas.NewCheckout?.additionalProperties).toBe(false);
  expect(schemas.OrderView?.additionalProperties).toBeUndefined();
  expect(schemas.Address?.additionalProperties).toBe(false);
});

test('streams are marked as such', () => {
  const events = operationOf('GET /api/v1/rooms/:roomId/events');
  expect(events).toHaveProperty([
    'responses',
    '200',
    'content',
    'text/event-stream',
    'schema',
    'x-event-data',
  ]);
});
