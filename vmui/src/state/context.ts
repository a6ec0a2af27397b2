// What every view works in: the time range, the tenant, the zone and the moment of the last refresh.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Span, TimeRange } from './time';

export interface Scene {
  readonly range: TimeRange;
  /** The range in milliseconds as of the last refresh. */
  readonly span: Span;
  /** A zone's name, or `local` for this computer's. */
  readonly zone: string;
  readonly tenant: Tenant;
  /** Grows with every refresh, so that effects can depend on it. */
  readonly refreshes: number;
  refresh(): void;
}

export interface Tenant {
  readonly accountID: string;
  readonly projectID: string;
}

export const SceneContext = createContext<Scene | undefined>(undefined);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error('no scene around this component');
  return scene;
}
