// Views that load when first shown, without the compatibility layer that Suspense would bring.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Busy, Failure } from './states';

/** `Waiting` stands in until the view is there. */
export function lazy<P extends object>(load: () => Promise<FunctionComponent<P>>, Waiting: FunctionComponent<P> = () => <Busy />): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined;
  return function Lazy(props: P) {
    const [View, setView] = useState<FunctionComponent<P> | undefined>(() => loaded);
    const [error, setError] = useState<Error | undefined>(undefined);
    useEffect(() => {
      if (View) return;
      load().then(
        (component) => {
          loaded = component;
          setView(() => component);
        },
        (reason: Error) => setError(reason),
      );
    }, []);
    if (error) return <Failure error={error} />;
    return View ? <View {...props} /> : <Waiting {...props} />;
  };
}

