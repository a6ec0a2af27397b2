// The queries that were run and those that were kept.
import { KeptButton } from '../../components/keptButton';
import { favourites, ran } from '../../util/kept';

interface HistoryProps {
  /** What can be kept now. */
  readonly draft: string;
  onChoose(query: string): void;
}

export function HistoryButton({ draft, onChoose }: HistoryProps) {
  return (
    <KeptButton
      label="History"
      keep="Keep this query"
      present={draft}
      into={favourites}
      lists={[
        { title: 'Kept', texts: favourites },
        { title: 'Run before', texts: ran },
      ]}
      onChoose={onChoose}
    />
  );
}
