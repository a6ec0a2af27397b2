// What a new user does, one flow after another, in a real browser. An argument behind the browser names
// a folder for pictures of each view in both themes.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [server, executablePath, pictures] = process.argv.slice(2);
const ui = `${server}/select/vmui/`;
const flows = [];
const flow = (name, run) => flows.push({ name, run });

const rows = async (query) => {
  const answer = await fetch(`${server}/select/logsql/query`, { method: 'POST', body: new URLSearchParams({ query }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
};

const [failed] = await rows('status_code:=2 "event:event_name:0":exception | stats by (trace_id) count() n, max(span_id) span_id | sort by (n desc) limit 1');
const [slowCheckout] = await rows('_time:1h name:="POST /checkout" | sort by (duration desc) limit 1 | fields trace_id');
const [big] = await rows('* | stats by (trace_id) count() n | sort by (n desc) limit 1');

flow('the first page shows the services with rate, errors and latency', async (page) => {
  await page.goto(ui);
  const first = page.locator('section[aria-label=Services] tbody tr').first();
  await first.waitFor();
  assert.match(await first.innerText(), /\/s|\/min/);
  assert.match(await first.innerText(), /m?s/);
  await page.getByLabel('Kind of spans').selectOption('root');
  await page.waitForURL(/kind=root/);
  await page.locator('section[aria-label=Operations] tbody td', { hasText: 'POST /checkout' }).first().waitFor();
});

flow('what services do is told by protocols and by failures', async (page) => {
  await page.goto(ui);
  await page.getByRole('tab', { name: 'Databases' }).click();
  await page.waitForURL(/tab=databases/);
  await page.locator('section[aria-label="Calls of databases"] tbody tr', { hasText: 'SELECT' }).first().waitFor();
  await page.getByRole('tab', { name: 'Errors' }).click();
  await page.locator('section[aria-label=Failures] tbody tr').first().click();
  await page.waitForURL(/#\/traces\?.*status_code/);
  await page.locator('section[aria-label=Traces] tbody tr a').first().waitFor();
});

flow('a dot of a chart opens the slow trace that it stands for', async (page) => {
  await page.goto(ui);
  await page.locator('.chart .dot').last().click();
  await page.waitForURL(/#\/trace\/.*span=/);
  await page.locator('.span-row.selected').waitFor();
});

flow('a service leads to its operations, and an operation to its traces', async (page) => {
  await page.goto(ui);
  await page.locator('section[aria-label=Services] tbody tr').first().click();
  await page.waitForURL(/service=/);
  const service = new URL(page.url()).hash.match(/service=([^&]*)/)[1];
  const operations = page.locator('section[aria-label^="Operations of"] tbody tr');
  await operations.first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .state.busy'));
  assert.equal(await operations.count(), await operations.filter({ hasText: service }).count());
  await operations.first().click();
  await page.waitForURL(/#\/traces\?.*operation=/);
  await page.locator('section[aria-label=Traces] tbody tr').first().waitFor();
});

flow('the slowest checkout is found, and which service on its critical path is to blame', async (page) => {
  const [slowest] = await rows('_time:1h name:checkout | stats by (trace_id) max(duration) longest | sort by (longest desc) limit 1');
  await page.goto(`${ui}#/traces?query=${encodeURIComponent('name:checkout')}`);
  await page.getByLabel('Order').selectOption('slowest');
  await page.waitForURL(/order=slowest/);
  await page.locator(`section[aria-label=Traces] tbody tr:first-child a[href*="${slowest.trace_id}"]`).click();
  await page.waitForURL(/#\/trace\//);
  assert.match(await page.getByTestId('critical-shares').innerText(), /%/);
  assert.ok((await page.locator('.critical').count()) > 0);
});

flow('a span opens with its attributes, and its error with the stack trace', async (page) => {
  await page.goto(`${ui}#/trace/${failed.trace_id}`);
  await page.getByRole('button', { name: 'Errors' }).click();
  const panel = page.locator('.span-panel');
  // Not every span that failed has an exception.
  for (let at = 0; at < 50 && !(await panel.locator('.stack').count()); at++) {
    const before = page.url();
    await page.keyboard.press('f');
    await page.waitForURL((url) => url.href !== before);
    await panel.locator('summary', { hasText: 'Resource' }).waitFor();
  }
  assert.match(await panel.innerText(), /exception/);
  assert.ok((await panel.locator('.kv dt').count()) > 3);
  assert.match(await panel.locator('.stack').first().innerText(), /\n\s+at /);
});

flow('statuses of HTTP and types stand in the waterfall, and spans are picked out by attributes and time', async (page) => {
  const [span] = await rows('kind:=2 "span_attr:http.response.status_code":* | fields trace_id, span_id, "span_attr:http.response.status_code" | limit 1');
  await page.goto(`${ui}#/trace/${span.trace_id}`);
  await page.locator(`.span-row[data-span="${span.span_id}"] .http`).waitFor();
  await page.locator('.span-row .span-type').first().waitFor();
  await page.getByLabel('Find in this trace').fill('http.response.status_code=nothing');
  await page.getByText('0 found').waitFor();
  await page.getByLabel('Find in this trace').fill(`http.response.status_code=${span['span_attr:http.response.status_code']}`);
  await page.locator(`.span-row[data-span="${span.span_id}"]:not(.dimmed)`).waitFor();
  await page.getByLabel('Find in this trace').fill('');
  await page.getByRole('button', { name: 'Slow' }).click();
  await page.locator('.span-row.dimmed').first().waitFor();
});

flow('values lead outside by the links of the operator', async (page) => {
  await page.route('**/vmui/links.json', (route) =>
    route.fulfill({
      json: [
        { field: 'resource_attr:service.name', url: 'https://logs.example/?q={value}&id={trace_id}', text: 'Logs' },
        { url: 'https://handbook.example/?from={start}', text: 'Handbook' },
      ],
    }),
  );
  await page.goto(ui);
  await page.getByRole('button', { name: /Links/ }).click();
  assert.match(await page.getByRole('link', { name: /Handbook/ }).getAttribute('href'), /^https:\/\/handbook.example\/\?from=\d{13}$/);
  await page.goto(`${ui}#/trace/${failed.trace_id}?span=${failed.span_id}&uiEmbed=v0`);
  const link = page.locator('.span-panel a', { hasText: 'Logs' });
  assert.match(await link.getAttribute('href'), new RegExp(`^https://logs.example/\\?q=\\w+&id=${failed.trace_id}$`));
  assert.equal(await page.locator('header.bar').count(), 0);
});

flow('two traces are compared', async (page) => {
  await page.goto(`${ui}#/traces`);
  const boxes = page.locator('section[aria-label=Traces] tbody input[type=checkbox]');
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByRole('button', { name: /Compare 2/ }).click();
  await page.waitForURL(/#\/compare\//);
  await page.locator('.diff-row').nth(1).waitFor();
});

flow('the slowest checkout is compared with a fast one', async (page) => {
  const query = (order) => `_time:1h name:="POST /checkout" | sort by (duration ${order}) limit 1 | fields trace_id`;
  const [[slow], [fast]] = await Promise.all([rows(query('desc')), rows(query('asc'))]);
  await page.goto(`${ui}#/compare/${fast.trace_id}/${slow.trace_id}`);
  await page.locator('.diff-row .slower').first().waitFor();
  const [a, b] = await Promise.all(['a', 'b'].map((side) => page.locator(`.diff-row .both .${side}`).first().boundingBox()));
  assert.ok(b.width > a.width);
});

flow('the pod that is slower than its twins is found', async (page) => {
  const now = Date.now();
  await page.goto(`${ui}#/traces?service=payment&operation=Charge&box=${now - 3_600_000}-${now}-300000000-100000000000`);
  const pods = page.getByTestId('difference').locator('article', { hasText: 'k8s.pod.name' });
  assert.match(await pods.locator('.value').first().innerText(), /payment-2/);
});

flow('a click on the heatmap opens a trace', async (page) => {
  await page.goto(`${ui}#/traces?query=${encodeURIComponent('status_code:=2')}`);
  const map = page.getByTestId('heatmap');
  await map.waitFor();
  const box = await map.boundingBox();
  const isFull = page.locator('.heatmap .hint', { hasText: /[1-9]\d* spans/ });
  for (let at = 0; at < 400 && !(await isFull.count()); at++) {
    await page.mouse.move(box.x + 70 + (at % 20) * ((box.width - 160) / 20), box.y + 20 + Math.floor(at / 20) * ((box.height - 50) / 20));
  }
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForURL(/#\/trace\/.*span=/);
});

flow('a box in the heatmap tells what is different about its spans', async (page) => {
  await page.goto(`${ui}#/traces`);
  const map = page.getByTestId('heatmap');
  await map.waitFor();
  const box = await map.boundingBox();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.4, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/box=/);
  await page.getByTestId('difference').or(page.locator('text=Nothing sets these spans apart')).first().waitFor();
});

flow('the attributes of what was found narrow the search', async (page) => {
  await page.goto(`${ui}#/traces`);
  await page.getByRole('button', { name: 'Narrow by attributes' }).click();
  await page.getByTestId('facets').locator('article', { hasText: 'host.name' }).locator('button.value').first().click();
  await page.waitForURL(/query=.*host.name/);
  await page.getByTestId('facets').getByLabel('Show resource_attr:k8s.pod.name first').click();
  await page.getByTestId('facets').locator('article').first().getByRole('button', { name: 'Break down' }).click();
  await page.waitForURL(/by=.*k8s.pod.name/);
  await page.locator('section[aria-label^="Spans by"] tbody tr').nth(1).waitFor();
  await page.locator('section[aria-label=Traces] tbody tr a').first().waitFor();
});

flow('a search is completed, and takes the tags of other tools', async (page) => {
  await page.goto(`${ui}#/traces`);
  const filter = page.locator('.filter-input .cm-content');
  await filter.click();
  await page.keyboard.type('status_c');
  await page.locator('.filter-input .cm-tooltip-autocomplete').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(':=2');
  await page.keyboard.press('Enter');
  await page.waitForURL(/query=status_code%3A%3D2/);
  await page.goto('about:blank');
  await page.goto(`${ui}#/traces`);
  await filter.click();
  await page.keyboard.type('error=true span.kind=client');
  await page.keyboard.press('Enter');
  await page.waitForURL(/query=.*kind%3A%3D/);
  await page.locator('section[aria-label=Traces] tbody tr a').first().waitFor();
});

flow('a search is kept and found again', async (page) => {
  await page.goto(`${ui}#/traces?service=checkout&min=5ms`);
  await page.getByRole('button', { name: 'Kept searches' }).click();
  await page.getByRole('button', { name: 'Keep this search' }).click();
  await page.goto(`${ui}#/traces`);
  await page.reload();
  await page.getByRole('button', { name: 'Kept searches' }).click();
  await page.locator('.past button', { hasText: 'checkout' }).click();
  await page.waitForURL(/service=checkout.*min=5ms/);
});

flow('many traces are one tree', async (page) => {
  await page.goto(`${ui}#/traces?service=checkout`);
  await page.getByRole('link', { name: 'Structure' }).click();
  await page.locator('.structure-row', { hasText: 'payment' }).first().waitFor();
  await page.getByRole('tab', { name: 'Paths' }).click();
  await page.locator('.graph .node', { hasText: 'payment' }).click();
  await page.waitForURL(/focus=payment/);
  await page.locator('.graph .node.focus', { hasText: 'payment' }).waitFor();
});

flow('a funnel tells where traces stop', async (page) => {
  await page.goto(`${ui}#/traces?service=storefront&operation=${encodeURIComponent('POST /checkout')}`);
  await page.getByRole('link', { name: 'Funnel' }).click();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByLabel('Step 2', { exact: true }).getByLabel('Service').selectOption('mailer');
  await page.getByRole('button', { name: 'Count' }).click();
  const [first, second] = await Promise.all([0, 1].map((at) => page.getByTestId('funnel').locator('.funnel-bar').nth(at).innerText()));
  assert.ok(parseInt(first) > parseInt(second), `${first} ${second}`);
  await page.getByRole('link', { name: /stopped before/ }).click();
  await page.locator('section[aria-label=Traces] tbody tr a').first().waitFor();
});

flow('exceptions are grouped, and lead to the newest trace', async (page) => {
  await page.goto(ui);
  await page.locator('section[aria-label=Exceptions]').getByRole('link', { name: 'Newest trace' }).first().click();
  await page.locator('.span-row').first().waitFor();
});

flow('the map shows who calls whom', async (page) => {
  await page.goto(`${ui}#/map`);
  await page.locator('.graph .node').first().waitFor();
  assert.ok((await page.locator('.graph .node').count()) > 5);
  await page.locator('.graph .node').nth(1).click();
  await page.waitForURL(/focus=/);
});

flow('a query is completed, run and shown as rows', async (page) => {
  await page.goto(`${ui}#/query`);
  const editor = page.locator('.editor .cm-content');
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('* | sta');
  await page.locator('.editor .cm-tooltip-autocomplete').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' by (name) count() spans');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.waitForURL(/stats/);
  const completed = async (typed, expected) => {
    await editor.click();
    await page.keyboard.press('Control+a');
    // Typing over styled text makes Chromium write styles of its own, which the policy forbids.
    await page.keyboard.press('Backspace');
    await page.keyboard.type(typed);
    await page.locator('.editor .cm-tooltip-autocomplete li', { hasText: expected }).first().waitFor();
    await page.keyboard.press('Escape');
  };
  await completed('* | stats by (name) count() spans | sort by (spa', 'spans');
  await completed('{resource_attr:serv', 'resource_attr:service.name');
  await completed('{resource_attr:service.name="che', 'checkout');
  await page.keyboard.press('Control+Space');
  await page.locator('.editor .cm-tooltip-autocomplete li', { hasText: 'checkout' }).first().waitFor();
  await page.keyboard.press('Tab');
  await editor.filter({ hasText: /^\{resource_attr:service.name="checkout"\}$/ }).waitFor();
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.locator('section[aria-label=Rows] tbody tr').first().waitFor();
  await page.locator('section[aria-label=Rows]').getByRole('button', { name: 'Hide' }).click();
  await page.getByRole('button', { name: 'Show the rows' }).click();
  await page.locator('section[aria-label=Rows] tbody tr').first().waitFor();
});

flow('a query explains itself, and what its run cost', async (page) => {
  await page.goto(`${ui}#/query?view=explain&query=${encodeURIComponent('kind:=2 | stats by (name) count() n')}`);
  const steps = page.locator('ol.steps li');
  await steps.filter({ hasText: 'scan' }).waitFor();
  await page.getByRole('button', { name: 'Run and measure' }).click();
  await steps.filter({ hasText: 'blocks read' }).first().waitFor();
});

flow('values show colours and Markdown, favourites come first, and JSON is endless', async (page) => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const value = { line: '\u001b[31mred\u001b[0m', note: '**bold** [no](javascript:x)' };
  const attributes = Object.entries(value).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const span = { traceId: '1af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203332', name: 'rendered one', kind: 2, startTimeUnixNano: String(now - 1_000_000n), endTimeUnixNano: String(now), attributes };
  const body = JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'e2e' } }] }, scopeSpans: [{ spans: [span] }] }] });
  await fetch(`${server}/v1/traces`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  await page.goto(`${ui}#/query?query=${encodeURIComponent('name:="rendered one"')}`);
  await page.getByRole('button', { name: 'ANSI' }).click();
  await page.getByRole('button', { name: 'Markdown' }).click();
  await page.locator('.row .ansi-1', { hasText: 'red' }).first().waitFor();
  await page.locator('.row strong', { hasText: 'bold' }).first().waitFor();
  assert.equal(await page.locator('.row a').count(), 0);
  await page.locator('button.row').first().click();
  await page.getByRole('button', { name: 'Show span_attr:note first' }).click();
  await page.locator('.row-detail dt').first().locator('text=span_attr:note').waitFor();
  await page.goto(`${ui}#/query?view=json&limit=10000`);
  const lines = page.locator('.virtual.json');
  await lines.locator('.json-line', { hasText: '"_time"' }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.virtual.json').scrollHeight > 1_000_000);
  await lines.evaluate((element) => (element.scrollTop = element.scrollHeight));
  await page.locator('.json-line', { hasText: /^]$/ }).waitFor();
  assert.ok((await page.locator('.json-line').count()) < 200);
});

flow('an example goes into the editor, values narrow it, and times are those of any zone', async (page) => {
  await page.goto(`${ui}#/query?tz=Asia/Kolkata`);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Errors by service/ }).click();
  await page.locator('.editor .cm-content', { hasText: 'status_code:=2 | stats' }).waitFor();
  assert.ok(!page.url().includes('stats'));
  await page.getByRole('button', { name: 'Run' }).click();
  await page.waitForURL(/stats/);
  await page.getByRole('button', { name: 'Narrow' }).click();
  await page.getByTestId('facets').locator('article', { hasText: 'k8s.pod.name' }).locator('button.value').first().click();
  await page.waitForURL(/query=.*k8s.pod.name.*stats/);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await page.waitForURL(/from=\d{13}&to=\d{13}/);
  const start = Number(/from=(\d+)/.exec(page.url())[1]);
  const shown = new Date(start + 5.5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  assert.ok((await page.getByTestId('time').innerText()).startsWith(shown));
});

flow('hits of a range that takes long are counted from the newest on', async (page) => {
  let asked = 0;
  await page.route('**/select/logsql/hits', async (route) => {
    if (asked++) await route.continue();
    else await route.fulfill({ status: 503, body: 'the query did not end before its deadline' });
  });
  await page.goto(`${ui}#/query`);
  const [{ n }] = await rows('_time:30m | stats count() n');
  await page.locator('section[aria-label^="Hits over time ("] .chart').waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  assert.ok(asked > 3 && Number(n) > 0);
});

flow('a row shows what came around it', async (page) => {
  await page.goto(`${ui}#/query`);
  await page.locator('button.row').first().click();
  await page.getByRole('link', { name: 'Around it' }).click();
  await page.waitForURL(/stream_context/);
  await page.locator('button.row').nth(1).waitFor();
});

flow('a wrong query says what is wrong', async (page) => {
  await page.goto(`${ui}#/query?query=${encodeURIComponent('* | stat by (name) count()')}`);
  assert.match(await page.locator('section[aria-label=Rows] .failure').innerText(), /stats/);
});

flow('live spans arrive', async (page) => {
  await page.goto(`${ui}#/query?view=live`);
  const now = BigInt(Date.now()) * 1_000_000n;
  const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'live one', kind: 2, startTimeUnixNano: String(now - 1_000_000n), endTimeUnixNano: String(now) };
  await page.getByTestId('live').waitFor();
  const body = JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'e2e' } }] }, scopeSpans: [{ spans: [span] }] }] });
  await fetch(`${server}/v1/traces`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  await page.getByTestId('live').locator('text=live one').first().waitFor();
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await page.getByTestId('live').locator('pre', { hasText: '"name":"live one"' }).waitFor();
});

flow('links of other tools lead to the query', async (page) => {
  await page.goto(`${ui}#/?query=${encodeURIComponent('kind:=2')}&g0.range_input=1h&g0.relative_time=last_1_hour`);
  await page.waitForURL(/#\/query\?.*from=now-1h/);
});

flow('an empty range says how to send the first span', async (page) => {
  await page.goto(`${ui}#/?from=2001-01-01&to=2001-01-02`);
  await page.locator('text=OTEL_EXPORTER_OTLP_TRACES_ENDPOINT').waitFor();
});

flow('traces of a file are shown without sending them', async (page) => {
  const of = (traceId, name) => ({ traceId, spanId: 'b7ad6b7169203331', name, kind: 2, startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000500000000', attributes: [['from', 'a file'], ['gen_ai.request.model', 'large'], ['gen_ai.prompt', 'Why?']].map(([key, stringValue]) => ({ key, value: { stringValue } })) });
  const document = (...spans) => JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: 'desk' } }] }, scopeSpans: [{ spans }] }] });
  const open = async (text) => {
    await page.goto(`${ui}#/traces`);
    await page.getByLabel('File with traces').setInputFiles({ name: 'traces.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await open(document(of('1'.repeat(32), 'first'), of('2'.repeat(32), 'second')));
  await page.locator('section[aria-label="From a file"] tbody tr', { hasText: 'second' }).click();
  await page.waitForURL(/trace\/2{32}/);
  await page.locator('text=Opened here from a file').waitFor();
  await open(document(of('3'.repeat(32), 'alone')));
  await page.waitForURL(/trace\/3{32}/);
  await page.goto(`${ui}#/trace/${'3'.repeat(32)}?span=b7ad6b7169203331`);
  await page.locator('.span-panel dd', { hasText: 'a file' }).waitFor();
  assert.match(await page.getByTestId('generative').innerText(), /large[^]*user[^]*Why\?/);
  await page.goto(`${ui}#/traces`);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('section[aria-label=Traces]').getByRole('button', { name: 'Download' }).click()]);
  await page.getByLabel('File with traces').setInputFiles(await saved.path());
  await page.locator('section[aria-label="From a file"] tbody tr').nth(1).waitFor();
  await open('{"nothing": true}');
  await page.locator('text=No trace was read').waitFor();
});

flow('values tell the type they were sent with', async (page) => {
  const [span] = await rows('"span_attr:http.response.status_code":* | fields trace_id, span_id | limit 1');
  await page.goto(`${ui}#/trace/${span.trace_id}?span=${span.span_id}`);
  await page.locator('.span-panel .kv dd', { has: page.locator('.type', { hasText: 'integer' }) }).first().waitFor();
});

flow('a trace is pinned, listed and unpinned', async (page) => {
  await page.goto(`${ui}#/trace/${failed.trace_id}`);
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('button', { name: 'Pinned ✓' }).waitFor();
  await page.goto(`${ui}#/traces`);
  await page.getByRole('button', { name: 'Pinned', exact: true }).click();
  await page.waitForURL(/pinned=on/);
  const pinned = page.locator('section[aria-label="Pinned traces"]');
  await pinned.locator(`a[href*="${failed.trace_id}"]`).waitFor();
  await pinned.getByRole('button', { name: `Unpin ${failed.trace_id}` }).click();
  await pinned.getByText('No trace is pinned').waitFor();
});

flow('every tab of a trace shows something', async (page) => {
  for (const [tab, part] of [['flame', '.flame canvas'], ['graph', '.graph .node'], ['statistics', 'tbody tr'], ['spans', 'tbody tr'], ['json', '.json-line']]) {
    await page.goto(`${ui}#/trace/${big.trace_id}?tab=${tab}`);
    await page.locator(part).first().waitFor();
  }
  await page.goto(`${ui}#/trace/${big.trace_id}?tab=statistics`);
  await page.getByLabel('By an attribute').selectOption('kind');
  await page.locator('tbody tr', { hasText: 'server' }).waitFor();
});

flow('fields and their values can be looked through', async (page) => {
  await page.goto(`${ui}#/overview`);
  assert.match(await page.getByTestId('totals').innerText(), /Traces\n[\d.]+K?\n/);
  await page.locator('section[aria-label^=Fields] tbody tr', { hasText: 'service.name' }).first().click();
  await page.locator('section[aria-label^="Values of"] tbody tr').first().waitFor();
  await page.locator('section[aria-label^="Values of"] tbody button').first().click();
  await page.waitForURL(/filter=/);
  await page.getByRole('button', { name: 'Count values' }).click();
  await page.locator('section[aria-label^=Fields] th', { hasText: 'Values' }).waitFor();
});

flow('the status tells what is kept, asked and set', async (page) => {
  await page.goto(`${ui}#/status`);
  await page.locator('text=Spans stored').waitFor();
  await page.locator('section[aria-label^="Active queries"]').waitFor();
  await page.locator('section[aria-label^="Slow queries"]').waitFor();
  await page.locator('section[aria-label^=Partitions]').waitFor();
  await page.locator('section[aria-label=Flags] tbody tr').first().waitFor();
});

flow('an answer that lacks what some nodes have says so', async (page) => {
  await page.route('**/select/logsql/query', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'vestige-partial': '1' } });
  });
  await page.goto(ui);
  await page.getByRole('alert').filter({ hasText: 'not all' }).waitFor();
});

flow('keys, themes and a narrow screen', async (page) => {
  await page.goto(ui);
  await page.locator('section[aria-label=Services] tbody tr').first().waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.waitForURL(/#\/traces/);
  await page.goto(`${ui}#/trace/${big.trace_id}`);
  await page.locator('.span-row').nth(2).waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  for (const row of [0, 1]) {
    await page.keyboard.press('j');
    await page.waitForFunction((at) => document.querySelectorAll('.span-row')[at].getAttribute('aria-selected') === 'true', row);
  }
  await page.getByTestId('theme').click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const hash of ['#/', '#/traces', `#/trace/${big.trace_id}`, '#/funnel', '#/query', '#/overview', '#/status', '#/map']) {
    await page.goto(ui + hash);
    await page.locator('.panel').first().waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, `${hash} is wider than the screen`);
  }
});

flow('every control has a name, and every text stands out from its ground', async (page) => {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const hash of ['#/', '#/traces?diff=errors&facets=on', `#/trace/${failed.trace_id}?span=${failed.span_id}`, '#/structure?view=paths', '#/query', '#/overview', '#/status']) {
      await page.goto(ui + hash);
      await page.locator('.panel').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .state.busy'));
      assert.deepEqual(await page.evaluate(complaintsOfAccess), [], `${hash} ${colorScheme}`);
    }
  }
});

// In the page: controls without a name, and texts whose contrast is below 4.5 to 1.
function complaintsOfAccess() {
  const found = [];
  const named = (element) =>
    element.getAttribute('aria-label') || element.textContent.trim() || element.title || element.labels?.length || element.closest('label');
  for (const element of document.querySelectorAll('button, a[href], input:not([hidden]), select, [role=button], [role=separator]')) {
    if (!named(element)) found.push(`no name: ${element.outerHTML.slice(0, 120)}`);
  }
  const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((each) => (each /= 255) && (each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (/^rgb\(/.test(color)) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility?.({ visibilityProperty: true }) || element.closest(':disabled, option, .lane, .length, script')) continue;
    const color = getComputedStyle(element).color;
    if (!/^rgb\(/.test(color)) continue;
    const [a, b] = [light(color), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const key = `${color} on ${ground(element)}`;
    if (ratio < 4.5 && !seen.has(key)) found.push(`${key}: ${ratio.toFixed(2)} "${walker.currentNode.data.trim().slice(0, 40)}"`);
    seen.add(key);
  }
  return found;
}

// How long this machine takes for a fixed piece of work, against the one the limits were measured on:
// a machine that is busy with other things gets as much longer.
const PACE_MILLIS = 60;
const pace = (page) =>
  page.evaluate(() => {
    const began = performance.now();
    let sum = 0;
    for (let i = 0; i < 30_000_000; i++) sum = (sum * 31 + i) | 0;
    return sum === 1 ? 0 : performance.now() - began;
  });

// The best of three attempts counts: what the machine does beside them is no fault of the page.
const within = async (page, what, limit, attempt) => {
  let millis = Infinity;
  for (let left = 3; left > 0 && millis >= limit; left--) millis = Math.min(millis, await attempt());
  const allowed = limit * Math.max(1, (await pace(page)) / PACE_MILLIS) * (process.env.CI ? 3 : 1);
  console.log(`      ${what}: ${Math.round(millis)} ms of ${limit}`);
  assert.ok(millis < allowed, `${what} took ${Math.round(millis)} ms, allowed are ${Math.round(allowed)}`);
};

const wideTrace = async (traceId, size) => {
  const start = BigInt(Date.now() - 600_000) * 1_000_000n;
  const hex = (n) => n.toString(16).padStart(16, '0');
  for (let from = 0; from < size; from += 5000) {
    const spans = [];
    for (let n = from; n < Math.min(size, from + 5000); n++) {
      const at = start + BigInt(n) * 1000n;
      spans.push({
        traceId, spanId: hex(n + 1), parentSpanId: n ? hex(Math.floor((n - 1) / 8) + 1) : '', name: `step ${n % 97}`, kind: 1,
        startTimeUnixNano: String(at), endTimeUnixNano: String(at + BigInt(1_000_000 + (n % 1000) * 1000)),
        attributes: [{ key: 'n', value: { intValue: String(n) } }],
      });
    }
    const body = JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: { stringValue: `wide ${from % 3}` } }] }, scopeSpans: [{ spans }] }] });
    const answer = await fetch(`${server}/v1/traces`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    assert.equal(answer.status, 200, await answer.text());
  }
};

flow('the first page paints at once', async (page) => {
  await within(page, 'first paint', 300, async () => {
    const visitor = await browser.newPage();
    await visitor.goto(ui);
    await visitor.waitForFunction(() => performance.getEntriesByType('paint').some((entry) => entry.name === 'first-contentful-paint'));
    const paint = await visitor.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
    await visitor.close();
    return paint;
  });
});

const shownAfter = async (page, traceId) => {
  // Nothing of an earlier attempt is left.
  await page.goto('about:blank');
  await page.goto(`${ui}#/status`);
  await page.locator('text=Spans stored').waitFor();
  return page.evaluate(async (id) => {
    const began = performance.now();
    location.hash = `#/trace/${id}`;
    while (!document.querySelector('.span-row')) await new Promise((next) => requestAnimationFrame(next));
    while (document.querySelector('[aria-busy=true]')) await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - began;
  }, traceId);
};

flow('a trace of 1,000 spans opens in half a second', async (page) => {
  await wideTrace('a'.repeat(32), 1000);
  await within(page, 'trace of 1,000 spans', 500, () => shownAfter(page, 'a'.repeat(32)));
});

flow('a trace of 100,000 spans opens and scrolls', async (page) => {
  await wideTrace('b'.repeat(32), 100_000);
  await within(page, 'trace of 100,000 spans', 3000, () => shownAfter(page, 'b'.repeat(32)));
  await within(page, 'longest task while scrolling', 200, () => page.evaluate(longestTaskOfScrolling));
});

const longestTaskOfScrolling = async () => {
  await new Promise((idle) => requestIdleCallback(idle));
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  const list = document.querySelector('.virtual');
  for (let step = 0; step < 60; step++) {
    list.scrollTop = (list.scrollHeight * step) / 60;
    await new Promise((next) => requestAnimationFrame(next));
  }
  await new Promise((next) => setTimeout(next, 200));
  return Math.max(0, ...tasks);
};

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
if (pictures) {
  const views = { services: '#/', traces: '#/traces', trace: `#/trace/${slowCheckout.trace_id}`, map: '#/map', funnel: `#/funnel?steps=${encodeURIComponent('[["storefront","POST /checkout"],["payment","Charge"],["mailer"]]')}`, query: '#/query', overview: '#/overview?field=resource_attr:service.name', structure: '#/structure?service=checkout', paths: '#/structure?service=checkout&view=paths', status: '#/status' };
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
    for (const [name, hash] of Object.entries(views)) {
      await page.goto(ui + hash);
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
    }
    await page.close();
  }
}
let wrong = 0;
for (const { name, run } of flows) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(30_000);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (400|503)/.test(message.text())) complaints.push(message.text());
  });
  try {
    await Promise.race([run(page), new Promise((_, fail) => setTimeout(() => fail(new Error('took longer than 5 minutes')), 300_000).unref())]);
    assert.deepEqual(complaints, []);
    console.log(`ok    ${name}`);
  } catch (error) {
    wrong++;
    console.log(`WRONG ${name}\n      ${String(error.message).split('\n').slice(0, 6).join('\n      ')}`);
    if (pictures) await page.screenshot({ path: `${pictures}/wrong-${wrong}.png` });
  }
  // Requests that a flow stands in for may still be under way, and must not end the process.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.close();
}
await browser.close();
console.log(`${flows.length - wrong} of ${flows.length} flows`);
process.exit(wrong ? 1 : 0);
