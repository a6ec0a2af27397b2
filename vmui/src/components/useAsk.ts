// Asks the server when what the question depends on changes, and breaks the last question off.
import { useEffect, useState } from 'preact/hooks';
import { type Ask } from '../api/http';
import { useScene } from '../state/context';

export interface Answer<T> {
  /** The newest answer; kept while the next one is on its way. */
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly busy: boolean;
  cancel(): void;
}

export function useAsk<T>(
  question: (ask: Ask, show: (partial: T) => void) => Promise<T>,
  dependencies: readonly unknown[],
): Answer<T> {
  const { tenant, refreshes } = useScene();
  const [state, setState] = useState<Omit<Answer<T>, 'cancel'>>({
    value: undefined,
    error: undefined,
    busy: true,
  });
  const [controller, setController] = useState<AbortController | undefined>(undefined);
  useEffect(() => {
    const abort = new AbortController();
    setController(abort);
    setState((last) => ({ ...last, busy: true, error: undefined }));
    const current = (): boolean => !abort.signal.aborted;
    question({ tenant, signal: abort.signal }, (value) => {
      if (current()) setState({ value, error: undefined, busy: true });
    }).then(
      (value) => {
        if (current()) setState({ value, error: undefined, busy: false });
      },
      (error: Error) => {
        if (current()) setState((last) => ({ value: last.value, error, busy: false }));
      },
    );
    return () => abort.abort();
  }, [tenant.accountID, tenant.projectID, refreshes, ...dependencies]);
  return {
    ...state,
    cancel: () => {
      controller?.abort();
      setState((last) => ({ ...last, busy: false }));
    },
  };
}
