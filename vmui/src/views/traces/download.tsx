// Downloads traces with all their spans, in the form that can be opened here again.
import { useState } from 'preact/hooks';
import { FIELDS, oneOf, rows } from '../../api/logsql';
import { useScene } from '../../state/context';
import { download } from '../../util/copy';

const SPANS_MAX = 100_000;

export function DownloadButton({ ids }: { ids: readonly string[] }) {
  const { tenant } = useScene();
  const [state, setState] = useState('');
  const save = async (): Promise<void> => {
    setState('Reading…');
    try {
      const spans = await rows(oneOf(FIELDS.trace, ids), undefined, { tenant }, SPANS_MAX);
      download('traces.jsonl', spans.map((span) => JSON.stringify(span)).join('\n'), 'application/x-ndjson');
      setState('');
    } catch (e) {
      setState(`Not read: ${(e as Error).message}`);
    }
  };
  return (
    <button disabled={!ids.length || state === 'Reading…'} title={state || 'These traces with all their spans, to keep or to open here again'} onClick={() => void save()}>
      {state.startsWith('Not read') ? 'Download failed' : state || 'Download'}
    </button>
  );
}
