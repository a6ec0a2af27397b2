// Ranks the attributes by how much the selected spans differ from the others.
import { Panel } from '../../components/panel';
import { Answered, Empty } from '../../components/states';
import { useAsk } from '../../components/useAsk';
import { all, exactly, fieldName, quote } from '../../api/logsql';
import { boxFilter, parseBox } from '../../search/box';
import { difference } from '../../search/difference';
import { type Search, filterOf } from '../../search/search';
import { useScene } from '../../state/context';
import { setParams, useRoute } from '../../state/route';
import { duration, percent } from '../../util/format';
import { valueText } from '../../util/values';

const FIELDS_SHOWN = 12;

export function DifferencePanel({ search }: { search: Search }) {
  const { params } = useRoute();
  const box = parseBox(params.get('box') ?? '');
  const base = filterOf({ ...search, errors: box ? search.errors : false });
  const inside = box ? boxFilter(box) : 'status_code:=2';
  const narrow = (): void => {
    if (!box) setParams({ errors: '1', diff: '' });
    else {
      setParams({
        from: String(Math.floor(box.start)),
        to: String(Math.ceil(box.end)),
        min: duration(box.shortest),
        max: duration(box.longest),
        box: '',
      });
    }
  };
  return (
    <Panel
      title={box ? 'What is different about the selected spans' : 'What is different about the errors'}
      query={all(base, inside)}
      actions={
        <>
          <button onClick={narrow}>Search only these</button>
          <button onClick={() => setParams({ box: '', diff: '' })}>Close</button>
        </>
      }
    >
      <Ranking base={base} selection={inside} search={search} />
    </Panel>
  );
}

function Ranking({ base, selection, search }: { base: string; selection: string; search: Search }) {
  const { span } = useScene();
  const answer = useAsk((ask) => difference(base, selection, span, ask), [base, selection, span]);
  const add = (field: string, value: string): void =>
    setParams({ query: all(search.query, value ? exactly(field, value) : `${fieldName(field)}:${quote('')}`) });
  return (
    <Answered answer={answer}>
      {(fields) =>
        fields.length ? (
          <>
            <p class="legend">
              <span>
                <i class="selected" />
                selected
              </span>
              <span>
                <i />
                all others
              </span>
              <span>Click a value to search for it.</span>
            </p>
            <div class="difference" data-testid="difference">
              {fields.slice(0, FIELDS_SHOWN).map((field) => (
                <article key={field.field}>
                  <h3>
                    <span>{field.field}</span>
                    <span class="dim">{Math.round(field.score * 100)}%</span>
                  </h3>
                  {field.values.map((each) => (
                    <button
                      key={each.value}
                      class="value"
                      title={`${each.value}: ${percent(each.selected, 1)} of the selected, ${percent(each.baseline, 1)} of the others`}
                      onClick={() => add(field.field, each.value)}
                    >
                      <span>{valueText(field.field, each.value)}</span>
                      <span class="bars">
                        <i class="selected" style={{ width: `${each.selected * 100}%` }} />
                        <i style={{ width: `${each.baseline * 100}%` }} />
                      </span>
                      <span class="dim">{percent(each.selected, 1)}</span>
                    </button>
                  ))}
                </article>
              ))}
            </div>
          </>
        ) : (
          <Empty title="Nothing sets these spans apart" />
        )
      }
    </Answered>
  );
}
