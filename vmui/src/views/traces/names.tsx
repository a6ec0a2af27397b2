// Fields for the name of a service and of one of its operations; what there is comes from the server.
import { FIELDS, exactly, fieldName, rows } from '../../api/logsql';
import { useAsk } from '../../components/useAsk';
import { useScene } from '../../state/context';

const NAMES_MAX = 1000;

interface NamesProps {
  readonly service: string;
  readonly operation: string;
  onChange(names: { readonly service: string; readonly operation: string }): void;
}

export function NameFields({ service, operation, onChange }: NamesProps) {
  const { span } = useScene();
  const services = useAsk(
    async (ask) =>
      (await rows(`* | uniq by (${fieldName(FIELDS.service)}) limit ${NAMES_MAX}`, span, ask))
        .map((row) => row[FIELDS.service] ?? '')
        .filter(Boolean)
        .sort(),
    [span],
  );
  const operations = useAsk(
    async (ask) =>
      service
        ? (await rows(`${exactly(FIELDS.service, service)} | uniq by (name) limit ${NAMES_MAX}`, span, ask))
            .map((row) => row['name'] ?? '')
            .sort()
        : [],
    [span, service],
  );
  const list = `operations of ${service}`.replaceAll(' ', '-');
  return (
    <>
      <label>
        Service
        <select
          value={service}
          onChange={(event) => onChange({ service: event.currentTarget.value, operation: '' })}
          data-testid="service"
        >
          <option value="">any</option>
          {service && !services.value?.includes(service) && <option value={service}>{service}</option>}
          {services.value?.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label>
        Operation
        <input
          list={list}
          value={operation}
          placeholder="any"
          onInput={(event) => onChange({ service, operation: event.currentTarget.value })}
        />
        <datalist id={list}>
          {operations.value?.map((each) => <option key={each} value={each} />)}
        </datalist>
      </label>
    </>
  );
}
