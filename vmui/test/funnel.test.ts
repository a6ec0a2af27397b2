import { describe, expect, it } from 'vitest';
import { NO_STEP, funnelQuery, lostFilter, parseSteps, stepFilter, stepsText } from '../src/search/funnel';
import { filterOfTags, parseTags } from '../src/search/tags';

describe('a funnel', () => {
  const steps = [{ service: 'shop', operation: '', query: '' }, { service: '', operation: 'pay', query: 'kind:=2' }];
  it('goes to the address and back', () => {
    expect(parseSteps(stepsText(steps))).toEqual(steps);
    for (const odd of ['', '{', 'null', '[]', '[1]', '7']) expect(parseSteps(odd)).toEqual([NO_STEP]);
    expect(parseSteps(JSON.stringify(Array.from({ length: 50 }, () => ['a']))).length).toBe(8);
  });
  it('counts in one query', () => {
    const filters = steps.map(stepFilter);
    expect(filters).toEqual(['"resource_attr:service.name":="shop"', '(name:="pay") (kind:=2)']);
    const query = funnelQuery(filters);
    expect(query).toContain('math at1 - at0 as wait1');
    expect(query).toContain('count() if (at0:* wait1:>=0) traces1');
    expect(funnelQuery(['*'])).toBe(
      '* | stats by (trace_id) min(start_time_unix_nano) if (*) at0, count() if (status_code:=2) failed0 | stats count() if (at0:*) traces0, count() if (at0:* failed0:>0) errors0',
    );
  });
  it('finds the traces that stopped', () => {
    expect(lostFilter(['a', 'b', 'c'], 1)).toMatch(/^trace_id:in\(\(a\) or \(b\) \| .* \| filter at0:\* !\(wait1:>=0\) \| fields trace_id\)$/);
  });
});

describe('tags', () => {
  it('are read where a text is nothing else', () => {
    expect(parseTags('http.method=GET  error=true')).toEqual({ 'http.method': 'GET', error: 'true' });
    expect(parseTags('q="a \\"b\\" c"')).toEqual({ q: 'a "b" c' });
    for (const other of ['', 'kind:=2', 'a=1 or b=2', 'name:="x=y"', 'word', 'a=(b)=c:d" x']) expect(parseTags(other)).toBeUndefined();
  });
  it('become filters', () => {
    expect(filterOfTags({ error: 'true', 'span.kind': 'server' })).toBe('(status_code:=2) (kind:="2")');
    expect(filterOfTags({ a: 'b' })).toBe('"span_attr:a":="b" or "resource_attr:a":="b"');
    expect(filterOfTags({})).toBe('');
  });
});
