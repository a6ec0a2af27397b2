// What a panel shows while there is nothing to show.
import { Component, type ComponentChildren } from 'preact';
import { ServerError } from '../api/http';
import { link } from '../state/route';
import type { Answer } from './useAsk';

export function Failure({ error }: { error: Error }) {
  const status = error instanceof ServerError && error.status ? ` (${error.status})` : '';
  return (
    <div class="state failure" role="alert">
      <strong>This did not work{status}</strong>
      <pre>{error.message}</pre>
      {error instanceof ServerError && <NextStep status={error.status} />}
    </div>
  );
}

/** What to do about an error, where the server's words do not say it. */
function NextStep({ status }: { status: number }) {
  if (status === 401 || status === 403) return <p>This server wants a password, or does not show this to everyone.</p>;
  if (status === 429) return <p>Ask for a shorter time range, or add a filter.</p>;
  if (status === 502 || status === 503) {
    return (
      <p>
        See <a href={link('/status')}>Status</a> for nodes that are down and queries that take long.
      </p>
    );
  }
  return null;
}

/** Keeps a mistake in one view from leaving an empty page; give each view a key of its own. */
export class Guarded extends Component<{ children: ComponentChildren }, { error: Error | undefined }> {
  static override getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? <Failure error={this.state.error} /> : this.props.children;
  }
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Busy({ cancel }: { cancel?: () => void }) {
  return (
    <div class="state busy" role="status" aria-live="polite">
      <span class="spinner" aria-hidden="true" /> Reading…
      {cancel && (
        <button class="plain" onClick={cancel}>
          Cancel
        </button>
      )}
    </div>
  );
}

/** Shows an answer, or why there is none. A new answer under way dims the old one. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (value: T) => ComponentChildren }) {
  if (answer.value === undefined) {
    if (answer.error) return <Failure error={answer.error} />;
    return answer.busy ? <Busy cancel={answer.cancel} /> : <Empty title="Stopped" />;
  }
  return (
    <>
      {answer.error && <Failure error={answer.error} />}
      {answer.busy && (
        <div class="again">
          <Busy cancel={answer.cancel} />
        </div>
      )}
      <div class={answer.busy ? 'answered stale' : 'answered'} aria-busy={answer.busy}>
        {children(answer.value)}
      </div>
    </>
  );
}

/** How to send the first span, for those whose store is empty. */
export function NoSpans() {
  const base = new URL('../../', document.baseURI).toString().replace(/\/$/, '');
  return (
    <Empty title="No spans in this time range">
      <p>
        Choose a longer range above, or send some. Any OpenTelemetry SDK or Collector can export here by OTLP over
        HTTP:
      </p>
      <pre class="code">
        {`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${base}/insert/opentelemetry/v1/traces\nOTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf`}
      </pre>
      <p>Or let the generator fill the store with a small shop:</p>
      <pre class="code">{`vestige vtgen -addrs=${base}/insert/opentelemetry/v1/traces`}</pre>
    </Empty>
  );
}
