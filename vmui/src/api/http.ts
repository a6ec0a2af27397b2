// Requests to the server. Addresses are relative to the page, so that a path prefix or a reverse
// proxy in front of the server changes nothing.
import type { Tenant } from '../state/context';
import { current } from '../state/route';

/** An answer that is not a success, in the server's words. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Params = Readonly<Record<string, string | number | undefined>>;

export interface Ask {
  readonly tenant: Tenant;
  readonly signal?: AbortSignal | undefined;
}

/** The address of an endpoint below `/select/`. */
export function address(endpoint: string): string {
  return new URL(`../${endpoint}`, document.baseURI).toString();
}

/** A request of the tenant in the address as a command line. */
export function curl(endpoint: string, params: Params): string {
  const { params: here } = current();
  const headers = ['AccountID', 'ProjectID'].flatMap((name) => {
    const id = here.get(name[0]!.toLowerCase() + name.slice(1));
    return id ? [` -H '${name}: ${Number(id)}'`] : [];
  });
  const quoted = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const data = [...form(params)].map(([name, value]) => ` --data-urlencode ${quoted(`${name}=${value}`)}`);
  return `curl ${quoted(address(endpoint))}${headers.join('')}${data.join('')}`;
}

function form(params: Params): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') body.set(name, String(value));
  }
  return body;
}

async function send(endpoint: string, params: Params, ask: Ask): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(endpoint), {
      method: 'POST',
      body: form(params),
      headers: { AccountID: ask.tenant.accountID, ProjectID: ask.tenant.projectID },
      signal: ask.signal ?? null,
    });
  } catch (e) {
    if (ask.signal?.aborted) throw e;
    throw new ServerError(0, 'The server does not answer. Is it running, and is the network up?');
  }
  return checked(response);
}

/** The name of the event that tells of an answer which lacks what some storage nodes have. */
export const PARTIAL = 'partialanswer';

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await failure(response);
  if (response.headers.has('Vestige-Partial')) dispatchEvent(new Event(PARTIAL));
  return response;
}

async function failure(response: Response): Promise<ServerError> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { error?: string; errors?: { msg?: string }[] };
    const told = body.error ?? body.errors?.[0]?.msg;
    if (told) return new ServerError(response.status, told);
  } catch {
    // Not every answer is JSON; the text says it all then.
  }
  return new ServerError(response.status, text.trim() || response.statusText);
}

/** An answer in JSON to a form sent by POST. */
export async function post<T>(endpoint: string, params: Params, ask: Ask): Promise<T> {
  return (await (await send(endpoint, params, ask)).json()) as T;
}

/** An answer in JSON to a GET. */
export async function get<T>(endpoint: string, params: Params, ask: Ask): Promise<T> {
  const query = form(params).toString();
  const response = await fetch(`${address(endpoint)}${query ? `?${query}` : ''}`, {
    headers: { AccountID: ask.tenant.accountID, ProjectID: ask.tenant.projectID },
    signal: ask.signal ?? null,
  });
  return (await (await checked(response)).json()) as T;
}

/** The text of a page at the root of the server. */
export async function page(name: string, ask: Ask): Promise<string> {
  const response = await fetch(address(`../${name}`), { signal: ask.signal ?? null });
  if (!response.ok) throw new ServerError(response.status, `/${name}: ${(await response.text()).trim()}`);
  return response.text();
}

/** An answer in lines of JSON, handed out as they arrive, many at a time. */
export async function lines(
  endpoint: string,
  params: Params,
  ask: Ask,
  take: (rows: Row[]) => void,
): Promise<void> {
  const response = await send(endpoint, params, ask);
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const end = done ? rest.length : rest.lastIndexOf('\n') + 1;
    const rows: Row[] = [];
    for (const line of rest.slice(0, end).split('\n')) {
      if (line) rows.push(JSON.parse(line) as Row);
    }
    rest = rest.slice(end);
    if (rows.length) take(rows);
    if (done) return;
  }
}

/** A row of an answer: fields that are missing are empty. */
export type Row = Readonly<Record<string, string>>;
