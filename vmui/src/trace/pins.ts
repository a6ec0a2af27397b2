// Traces that stay beyond the retention.
import { type Ask, get, post } from '../api/http';
import { type Summary, summaries } from '../search/search';

export const PINS = 'traces/api/pins';

export interface Pin {
  readonly traceID: string;
  /** How many it had when it was pinned. */
  readonly spans: number;
  readonly pinnedAt: string;
}

/** What is shown of a pinned trace; without a summary when its spans were deleted. */
export interface Pinned extends Pin {
  readonly summary: Summary | undefined;
}

/** Ids in one query, which may be 16 kB long. */
const IDS = 200;

export async function pins(ask: Ask): Promise<readonly Pin[]> {
  return (await get<{ pins: readonly Pin[] }>(PINS, {}, ask)).pins;
}

export async function pinned(ask: Ask): Promise<Pinned[]> {
  const found = await pins(ask);
  const byId = new Map<string, Summary>();
  for (let at = 0; at < found.length; at += IDS) {
    const some = found.slice(at, at + IDS).map((pin) => [pin.traceID, 0] as const);
    for (const summary of await summaries(new Map(some), ask)) byId.set(summary.id, summary);
  }
  return found.map((pin) => ({ ...pin, summary: byId.get(pin.traceID) }));
}

/** Pins a trace, or lets it go again. */
export async function setPinned(id: string, isPinned: boolean, ask: Ask): Promise<void> {
  await post(`${PINS}/${isPinned ? 'add' : 'remove'}`, { trace_id: id }, ask);
}
