// How the server answers the query: its steps, and after a run what each of them cost.
import { useState } from 'preact/hooks';
import { type Row, lines } from '../../api/http';
import { times } from '../../api/logsql';
import { Answered } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { useScene } from '../../state/context';

export function ExplainView({ query }: { query: string }) {
  const { span } = useScene();
  const [measured, setMeasured] = useState(false);
  const answer = useAsk(
    async (ask) => {
      const steps: Row[] = [];
      const explain = measured ? 'analyze' : '1';
      await lines('logsql/query', { query, explain, ...times(span) }, ask, (some) => steps.push(...some));
      return steps;
    },
    [query, span, measured],
  );
  return (
    <>
      <div class="form">
        <button aria-pressed={measured} onClick={() => setMeasured(!measured)}>
          Run and measure
        </button>
        <span class="dim">Runs the query, drops its rows and counts what was read.</span>
      </div>
      <Answered answer={answer}>
        {(steps) => (
          <ol class="steps">
            {steps.map((row, i) => {
              const { step, ...rest } = row;
              return (
                <li key={i}>
                  <strong>{step}</strong>
                  <dl class="kv">
                    {Object.entries(rest).map(([name, value]) => [
                      <dt key={`${name} name`}>{name.replaceAll('_', ' ')}</dt>,
                      <dd key={name} class="mono">
                        {value}
                      </dd>,
                    ])}
                  </dl>
                </li>
              );
            })}
          </ol>
        )}
      </Answered>
    </>
  );
}
