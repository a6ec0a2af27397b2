// Keeps a trace beyond the retention, or lets it go again.
import { useState } from 'preact/hooks';
import { useAsk } from '../../components/useAsk';
import { useScene } from '../../state/context';
import { pins, setPinned } from '../../trace/pins';

export function PinButton({ id }: { id: string }) {
  const { tenant } = useScene();
  const [changes, setChanges] = useState(0);
  const [failure, setFailure] = useState('');
  const answer = useAsk(async (ask) => (await pins(ask)).some((pin) => pin.traceID === id), [id, changes]);
  const isPinned = answer.value ?? false;
  const toggle = (): void => {
    setFailure('');
    setPinned(id, !isPinned, { tenant }).then(
      () => setChanges(changes + 1),
      (error: Error) => setFailure(error.message),
    );
  };
  return (
    <>
      {failure && (
        <span class="error" role="alert">
          {failure}
        </span>
      )}
      <button
        type="button"
        class="plain"
        aria-pressed={isPinned}
        disabled={answer.busy || answer.value === undefined}
        title={isPinned ? 'It stays beyond the retention; let it go with the others' : 'Keep it beyond the retention'}
        onClick={toggle}
      >
        {isPinned ? 'Pinned ✓' : 'Pin'}
      </button>
    </>
  );
}
