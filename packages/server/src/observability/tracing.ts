import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Db } from '@yellowcart/engine';
import type { FastifyInstance } from 'fastify';
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { version } from '../version.ts';

/** Traces of requests and of the statements they cause, sent by OTLP over HTTP. */
export interface Tracing {
  /** Opens a span for every request, under the caller's where it sends a traceparent. */
  surround(app: FastifyInstance): void;
  /** The handle, with a span for every statement. */
  traced(db: Db): Db;
  /** Sends what is left. */
  stop(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    span: Span | undefined;
  }
}

/** Starts tracing to an OTLP endpoint. The libraries are loaded here, so that they cost nothing where nobody traces. */
export async function openTracing(endpoint: string): Promise<Tracing> {
  const [
    { AsyncLocalStorageContextManager },
    { W3CTraceContextPropagator },
    { OTLPTraceExporter },
    sdk,
    resources,
  ] = await Promise.all([
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'yellowcart', 'service.version': version }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('yellowcart', version);

  function surround(app: FastifyInstance): void {
    app.decorateRequest('span', undefined);
    app.addHook('onRequest', (request, _reply, done) => {
      const caller: Context = propagation.extract(ROOT_CONTEXT, request.headers);
      const name = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
      const attributes = {
        'http.request.method': request.method,
        'http.route': request.routeOptions.url ?? '',
      };
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
      request.span = span;
      context.with(trace.setSpan(caller, span), done);
    });
    app.addHook('onResponse', (request, reply, done) => {
      request.span?.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
      request.span?.end();
      done();
    });
  }

  /** A statement that fails leaves no span; its request's span says that it failed. */
  const spans = new WeakMap<object, Span>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      spans.set(queryId, tracer.startSpan(statementName(node), { kind: SpanKind.CLIENT }));
      return node;
    },
    async transformResult({ result, queryId }) {
      spans.get(queryId)?.end();
      return result;
    },
  };

  return { surround, traced: (db) => db.withPlugin(plugin), stop: () => provider.shutdown() };
}

/** What a statement does and to which table: its first words, never its values. */
function statementName(node: RootOperationNode): string {
  if (node.kind !== 'RawNode') return node.kind.replace(/(Query)?Node$/, '').toUpperCase();
  const text = node.sqlFragments[0] ?? '';
  return text.trim().split(/\s+/).slice(0, 3).join(' ') || 'SQL';
}
