// What a span tells of a generative model: which one, at what cost, and what was said. Applications tell
// it as lists of messages, as numbered attributes, or as events.
import type { Row } from '../api/http';
import { type Fact, detailOf } from './load';

export interface Message {
  readonly role: string;
  readonly text: string;
}

export interface Generative {
  readonly facts: readonly Fact[];
  readonly messages: readonly Message[];
}

/** What people want to know first, by present and former names. */
const FACTS: readonly (readonly [title: string, ...names: string[]])[] = [
  ['Model', 'response.model', 'request.model'],
  ['Provider', 'provider.name', 'system'],
  ['Operation', 'operation.name'],
  ['Agent', 'agent.name'],
  ['Tool', 'tool.name'],
  ['Tokens in', 'usage.input_tokens', 'usage.prompt_tokens'],
  ['Tokens out', 'usage.output_tokens', 'usage.completion_tokens'],
  ['Temperature', 'request.temperature'],
  ['Tokens at most', 'request.max_tokens'],
  ['Ended by', 'response.finish_reasons', 'response.finish_reason'],
];

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export function generativeOf(row: Row): Generative | undefined {
  const { attributes, events } = detailOf(row);
  const own = namesOf(attributes.filter(({ key }) => key.startsWith('gen_ai.')));
  const noted = events.filter((event) => event.title.startsWith('gen_ai.'));
  if (!own.size && !noted.length) return undefined;
  const facts = FACTS.flatMap(([key, ...names]) => {
    const value = names.map((name) => own.get(name)).find(Boolean);
    return value ? [{ key, value: listText(value) }] : [];
  });
  return { facts, messages: [...saidIn(own), ...noted.flatMap((event) => saidBy(event.title, namesOf(event.facts)))] };
}

/** Values by their names without `gen_ai.`. */
function namesOf(facts: readonly Fact[]): Map<string, string> {
  return new Map(facts.map(({ key, value }) => [key.replace(/^gen_ai\./, ''), value]));
}

function saidIn(own: ReadonlyMap<string, string>): Message[] {
  return [
    ...messagesOf('system', own.get('system_instructions')),
    ...messagesOf('user', own.get('input.messages') ?? own.get('prompt')),
    ...numbered('prompt', own),
    ...messagesOf('arguments', own.get('tool.call.arguments')),
    ...messagesOf('result', own.get('tool.call.result')),
    ...messagesOf('assistant', own.get('output.messages') ?? own.get('completion')),
    ...numbered('completion', own),
  ];
}

/** `prompt.0.role`, `prompt.0.content`, `completion.0.tool_calls.0.name`, ... */
function numbered(kind: 'prompt' | 'completion', own: ReadonlyMap<string, string>): Message[] {
  const found = new Map<number, { role: string; texts: string[] }>();
  for (const [name, value] of own) {
    const parts = new RegExp(`^${kind}\\.(\\d+)\\.(.+)$`).exec(name);
    if (!parts) continue;
    const at = Number(parts[1]);
    const message = found.get(at) ?? { role: kind === 'prompt' ? 'user' : 'assistant', texts: [] };
    found.set(at, message);
    if (parts[2] === 'role') message.role = value;
    else if (parts[2] === 'content') message.texts.unshift(contentOf(parsed(value)));
    else message.texts.push(`${parts[2]}: ${value}`);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, { role, texts }]) => ({ role, text: texts.join('\n') }));
}

/** `gen_ai.user.message`, `gen_ai.choice` and the like. */
function saidBy(event: string, own: ReadonlyMap<string, string>): Message[] {
  const role = /^gen_ai\.(\w+)\.message$/.exec(event)?.[1] ?? (event === 'gen_ai.choice' ? 'assistant' : undefined);
  const content = own.get('event.content') ?? own.get('content');
  return [...saidIn(own), ...(role ? messagesOf(role, content) : [])];
}

/** A list of messages, a single one, or just text. */
function messagesOf(role: string, text: string | undefined): Message[] {
  if (!text) return [];
  const value = parsed(text);
  const isMessage = (each: Json): boolean => objectOf(each)['role'] !== undefined;
  const messages = Array.isArray(value) && value.some(isMessage) ? (value as readonly Json[]) : [value];
  return messages.map((each) => {
    const { role: own, parts, content, ...rest } = objectOf(each);
    const said = contentOf(parts ?? content ?? (own === undefined ? each : (rest as Json)));
    return { role: typeof own === 'string' ? own : role, text: said };
  });
}

/** What parts of a message say; calls of tools are shown as such. */
function contentOf(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each: Json) => contentOf(each)).join('\n');
  const part = objectOf(value);
  const said = part['content'] ?? part['text'] ?? part['response'] ?? part['result'];
  if (typeof said === 'string') return said;
  if (part['type'] === 'tool_call') return `${String(part['name'])}(${textOf(part['arguments'] ?? '')})`;
  return textOf(said ?? value);
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

function listText(text: string): string {
  const value = parsed(text);
  return Array.isArray(value) ? value.join(', ') : text;
}

const DEPTH_MAX = 50;

/** Text that is no JSON, or JSON deeper than any message is, stays text. */
function parsed(text: string): Json {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > DEPTH_MAX) return text;
  }
  try {
    return /^\s*[[{]/.test(text) ? (JSON.parse(text) as Json) : text;
  } catch {
    return text;
  }
}

function objectOf(value: Json): { readonly [name: string]: Json } {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as { readonly [name: string]: Json }) : {};
}
