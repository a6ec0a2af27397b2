// Whose spans are shown.
import { useScene } from '../state/context';
import { setParams } from '../state/route';

export function TenantFields() {
  const { tenant } = useScene();
  const change = (name: 'accountID' | 'projectID', value: string): void => {
    if (/^\d{0,10}$/.test(value)) setParams({ [name]: value === '0' ? '' : value });
  };
  return (
    <span class="tenant" title="Tenant: account and project">
      <span class="hint">Tenant</span>{' '}
      <input
        aria-label="Account id"
        inputMode="numeric"
        value={tenant.accountID}
        onChange={(event) => change('accountID', event.currentTarget.value)}
      />
      :
      <input
        aria-label="Project id"
        inputMode="numeric"
        value={tenant.projectID}
        onChange={(event) => change('projectID', event.currentTarget.value)}
      />
    </span>
  );
}
