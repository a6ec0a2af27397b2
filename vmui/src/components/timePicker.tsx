// Chooses the time range, the zone and how often to ask again.
import { useState } from 'preact/hooks';
import { useScene } from '../state/context';
import { setParams } from '../state/route';
import { PRESETS, type Span, dateTime, label, moment, rangeOf, shifted, widened, zoneOf } from '../state/time';
import { useDismiss } from './useDismiss';

const REFRESHES = ['', '1s', '5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h'];

export function TimePicker({ every }: { every: string }) {
  const scene = useScene();
  const [open, setOpen] = useState(false);
  const box = useDismiss<HTMLDivElement>(open, () => setOpen(false));
  const choose = (from: string, to: string): void => {
    setParams({ from, to });
    setOpen(false);
  };
  const move = (span: Span): void => setParams({ ...rangeOf(span) });
  return (
    <div class="time-picker" ref={box}>
      <button aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="time">
        {label(scene.range, scene.zone)}
      </button>
      <span class="moves">
        <button class="icon" title="Earlier" aria-label="Earlier" onClick={() => move(shifted(scene.span, -1))}>
          ‹
        </button>
        <button class="icon" title="A longer time" aria-label="A longer time" onClick={() => move(widened(scene.span, Date.now()))}>
          ⤢
        </button>
        <button class="icon" title="Later" aria-label="Later" onClick={() => move(shifted(scene.span, 1))}>
          ›
        </button>
      </span>
      <button class="icon" title="Ask again (r)" aria-label="Refresh" onClick={scene.refresh}>
        ↻
      </button>
      <select
        aria-label="Refresh by itself"
        title="How often to ask again"
        value={every}
        onChange={(event) => setParams({ refresh: event.currentTarget.value })}
      >
        {REFRESHES.map((each) => (
          <option key={each} value={each}>
            {each ? `every ${each}` : 'off'}
          </option>
        ))}
      </select>
      {open && (
        <div class="popup" role="dialog" aria-label="Time range">
          <div class="presets">
            {PRESETS.map((preset) => (
              <button key={preset.label} class="plain" onClick={() => choose(preset.from, preset.to)}>
                {preset.label}
              </button>
            ))}
          </div>
          <Absolute choose={choose} />
        </div>
      )}
    </div>
  );
}

function Absolute({ choose }: { choose: (from: string, to: string) => void }) {
  const { span, zone } = useScene();
  const [from, setFrom] = useState(dateTime(span.start, zone));
  const [to, setTo] = useState(dateTime(span.end, zone));
  const start = moment(from, Date.now(), zone);
  const end = moment(to, Date.now(), zone);
  const valid = start !== undefined && end !== undefined && start < end;
  const relative = (text: string, value: number | undefined): string => (/now|today|yest/.test(text) ? text : String(value));
  return (
    <form
      class="absolute"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) choose(relative(from, start), relative(to, end));
      }}
    >
      <Moment name="From" text={from} valid={start !== undefined} onText={setFrom} />
      <Moment name="To" text={to} valid={end !== undefined} onText={setTo} />
      <label>
        Zone
        <select value={zone} onChange={(event) => setParams({ tz: event.currentTarget.value === 'local' ? '' : event.currentTarget.value })}>
          <option value="local">This computer's ({zoneOf(Intl.DateTimeFormat().resolvedOptions().timeZone)})</option>
          {['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <p class="hint">A date and time, or now-90m, today, yesterday.</p>
      <button class="primary" disabled={!valid}>
        Apply
      </button>
    </form>
  );
}

/** A moment as text, with the browser's calendar beside it. */
function Moment({ name, text, valid, onText }: { name: string; text: string; valid: boolean; onText(text: string): void }) {
  return (
    <label>
      {name}
      <span class="moment">
        <input value={text} onInput={(event) => onText(event.currentTarget.value)} aria-invalid={!valid} />
        <input
          type="datetime-local"
          step={1}
          aria-label={`${name}, from a calendar`}
          value={/^\d{4}-/.test(text) ? text.replace(' ', 'T') : ''}
          onInput={(event) => onText(event.currentTarget.value.replace('T', ' '))}
        />
      </span>
    </label>
  );
}
