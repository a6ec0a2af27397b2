// The frame around every view: navigation, time, tenant, theme, and which view the address names.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { PARTIAL } from './api/http';
import { lazy } from './components/lazy';
import { Keys } from './components/keys';
import { MenuLinks } from './components/menuLinks';
import { TenantFields } from './components/tenant';
import { ThemeButton } from './components/theme';
import { TimePicker } from './components/timePicker';
import { Empty, Guarded } from './components/states';
import { type Scene, SceneContext } from './state/context';
import { type Route, go, link, useRoute } from './state/route';
import { ofForeignLink } from './state/foreign';
import { DEFAULT_RANGE, type TimeRange, resolve, zoneOf } from './state/time';
import { parseDuration } from './util/format';
import { Services } from './views/services';

const Traces = lazy(() => import('./views/traces').then((module) => module.Traces));
const Structure = lazy(() => import('./views/structure').then((module) => module.Structure));
const Funnel = lazy(() => import('./views/funnel').then((module) => module.Funnel));
const Trace = lazy(() => import('./views/trace').then((module) => module.Trace));
const Compare = lazy(() => import('./views/compare').then((module) => module.Compare));
const ServiceMap = lazy(() => import('./views/map').then((module) => module.ServiceMap));
const Query = lazy(() => import('./views/query').then((module) => module.Query));
const Overview = lazy(() => import('./views/overview').then((module) => module.Overview));
const Status = lazy(() => import('./views/status').then((module) => module.Status));

const PAGES: readonly (readonly [string, string, string])[] = [
  ['/', 'Services', 'g s'],
  ['/traces', 'Traces', 'g t'],
  ['/map', 'Map', 'g m'],
  ['/query', 'Query', 'g q'],
  ['/overview', 'Overview', 'g o'],
  ['/status', 'Status', 'g u'],
];

export function App() {
  const route = useRoute();
  const [refreshes, setRefreshes] = useState(0);
  const refresh = (): void => setRefreshes((count) => count + 1);
  const range: TimeRange = {
    from: route.params.get('from') ?? DEFAULT_RANGE.from,
    to: route.params.get('to') ?? DEFAULT_RANGE.to,
  };
  const every = route.params.get('refresh') ?? '';
  const zone = zoneOf(route.params.get('tz'));
  useForeignLinks(route);
  const title = PAGES.find(([path]) => isUnder(route.path, path))?.[1];
  useEffect(() => {
    document.title = title ? `${title} · Vestige` : 'Vestige';
  }, [title]);
  useEffect(() => {
    const nanos = parseDuration(every);
    if (!nanos) return;
    const timer = setInterval(refresh, nanos / 1e6);
    return () => clearInterval(timer);
  }, [every]);
  const scene: Scene = useMemo(
    () => ({
      range,
      span: resolve(range, Date.now(), zone),
      zone,
      tenant: {
        accountID: route.params.get('accountID') ?? '0',
        projectID: route.params.get('projectID') ?? '0',
      },
      refreshes,
      refresh,
    }),
    [range.from, range.to, zone, route.params.get('accountID'), route.params.get('projectID'), refreshes],
  );
  return (
    <SceneContext.Provider value={scene}>
      <a class="skip" href={location.hash} onClick={toContent}>
        To the content
      </a>
      {route.params.get('uiEmbed') !== 'v0' && (
        <header class="bar">
          <a class="brand" href={link('/')}>
            Vestige
          </a>
          <nav aria-label="Pages">
            {PAGES.map(([path, title, keys]) => (
              <a
                key={path}
                href={link(path)}
                title={`${title} (${keys})`}
                aria-current={isUnder(route.path, path) ? 'page' : undefined}
              >
                {title}
              </a>
            ))}
          </nav>
          <MenuLinks />
          <OpenById />
          <TimePicker every={every} />
          <TenantFields />
          <ThemeButton />
        </header>
      )}
      <main tabIndex={-1}>
        <PartialBanner key={`${location.hash} ${refreshes}`} />
        <Guarded key={route.path}>
          <View route={route} />
        </Guarded>
      </main>
      <Keys pages={PAGES} refresh={refresh} />
    </SceneContext.Provider>
  );
}

/** Nobody may take a part of the spans for all of them. */
function PartialBanner() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const show = (): void => setShown(true);
    addEventListener(PARTIAL, show);
    return () => removeEventListener(PARTIAL, show);
  }, []);
  if (!shown) return null;
  return (
    <p class="banner" role="alert">
      Some storage nodes did not answer: what is shown here is not all. See <a href={link('/status')}>Status</a>.
    </p>
  );
}

function toContent(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
}

function isUnder(path: string, page: string): boolean {
  return path === page || (page === '/traces' && /^\/(trace|compare|structure|funnel)\b/.test(path));
}

function View({ route }: { route: Route }) {
  const [first, ...rest] = route.path.slice(1).split('/').map(decodeURIComponent);
  switch (first) {
    case '':
      return <Services />;
    case 'traces':
      return <Traces />;
    case 'structure':
      return <Structure />;
    case 'funnel':
      return <Funnel />;
    case 'trace':
      return <Trace id={rest[0] ?? route.params.get('trace_id') ?? ''} />;
    case 'compare':
      return <Compare a={rest[0] ?? ''} b={rest[1] ?? ''} />;
    case 'map':
      return <ServiceMap />;
    case 'query':
      return <Query />;
    case 'overview':
      return <Overview />;
    case 'status':
      return <Status />;
    default:
      return (
        <Empty title="There is no such page">
          <a href={link('/')}>To the services</a>
        </Empty>
      );
  }
}

/** Links that other tools make to their own pages lead to ours. */
function useForeignLinks(route: Route): void {
  useEffect(() => {
    const ours = ofForeignLink(route);
    if (ours) go(link(ours.path, ours.params), 'replace');
  }, [route]);
}

function OpenById() {
  return (
    <form
      class="by-id"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const input = event.currentTarget.elements.namedItem('id') as HTMLInputElement;
        const id = input.value.trim().toLowerCase();
        if (id) go(link(`/trace/${encodeURIComponent(id)}`));
        input.value = '';
      }}
    >
      <input name="id" placeholder="Trace id…" aria-label="Open a trace by its id" spellcheck={false} />
    </form>
  );
}
