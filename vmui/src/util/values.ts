// Values as people read them, where a field holds a code.
import { FIELDS } from '../api/logsql';
import { KINDS } from '../trace/model';

const STATUSES = ['unset', 'ok', 'error'];
const NAMES: Readonly<Record<string, readonly string[]>> = { [FIELDS.kind]: KINDS, [FIELDS.status]: STATUSES };

/** `client` for a kind of 3; what is no code stays as it is, and nothing is told as such. */
export function valueText(field: string, value: string): string {
  return NAMES[field]?.[Number(value || NaN)] ?? (value || '(empty)');
}
